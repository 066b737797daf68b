"""An HTML page → Document."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from html import unescape
from typing import Any

import lxml.html
from lxml.etree import LxmlError
from trafilatura import bare_extraction

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.article import choose_blocks
from quotes.read.blocks import find_blocks, squeeze
from quotes.read.furniture import ends_a_sentence
from quotes.read.metadata import Metadata, read_metadata

# Characters (white space not counted) in whole sentences, below which a page is a log-in form, a list or an error.
LEAST_PROSE = 80
# Characters from which on a paragraph counts as prose however it ends: Thai has no full stop.
LONG = 100
# The part of JSON-LD's text that the page has to show; below it, a script or a subscription shows the rest.
SHOWN = 0.5

# Characters that HTML forbids and lxml will not take back, as they are and as numbers.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|11|1[4-9]|2\d|3[01])(?!\d);?"
    r"|&#x0*(?:[0-8be-f]|1[0-9a-f])(?![0-9a-f]);?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?(p|br|div|a|em|strong|b|i)\b[^>]*>", re.IGNORECASE)
_LINES = re.compile(r"\s*\n\s*")


# What they log says nothing to a reader of articles; who has set up logging gets it all the same.
for library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(library).addHandler(logging.NullHandler())


def read_html(page: str, name: str, *, id: str | None = None, url: str | None = None) -> Document:
    """The article of a page: headline first, paragraphs and captions in order, a blank line between any two.

    White space is collapsed as a browser does it, everything else is kept to the character. `name` is what messages
    call the page, `url` where it came from; without it, the address is the one that the page gives itself.
    Raises ReadError for a page without an article.
    """
    tree = _parse(page)
    if tree is None:
        raise _no_article(name)
    metadata = read_metadata(tree, url)
    if metadata.is_front:
        raise _no_article(name)
    headline, paragraphs = _visible_article(tree, metadata)
    if metadata.body:
        paragraphs = _fuller(paragraphs, _linked_paragraphs(metadata.body))
    if _prose(paragraphs) < LEAST_PROSE:
        raise _no_article(name)
    title = headline or next(iter(metadata.titles), None)
    return Document(
        text="\n\n".join([title, *paragraphs] if title else paragraphs),
        id=id,
        url=metadata.url,
        title=title,
        outlet=metadata.outlet,
        byline=metadata.byline,
        published=metadata.published,
    )


def _no_article(name: str) -> ReadError:
    return ReadError(f"{name}: no article found in this page; save its text as .txt to read it all the same")


def _parse(page: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(
            _CONTROLS.sub("", page.replace("\f", " ")).encode("utf-8", "replace"), parser=parser
        )
    except LxmlError:
        return None


def _visible_article(tree: Any, metadata: Metadata) -> tuple[str | None, list[str]]:
    extracted = bare_extraction(deepcopy(tree), include_comments=False)
    body = getattr(extracted, "body", None)
    if body is None:
        return None, []
    headline, chosen = choose_blocks(find_blocks(tree), metadata, body)
    title = " ".join(headline.text.split("\n")) if headline else None
    return title, [block.text for block in chosen]


def _linked_paragraphs(text: str) -> list[str]:
    """The paragraphs of JSON-LD's `articleBody`: plain text or, against its rules, HTML."""
    text = unescape(text)
    if _MARKUP.search(text):
        tree = _parse(text)
        return [] if tree is None else [block.text for block in find_blocks(tree)]
    return [" ".join(line.split()) for line in _LINES.split(text.strip())]


def _fuller(shown: list[str], linked: list[str]) -> list[str]:
    return shown if _length(shown) >= SHOWN * _length(linked) else linked


def _length(paragraphs: list[str]) -> int:
    return sum(len(squeeze(paragraph)) for paragraph in paragraphs)


def _prose(paragraphs: list[str]) -> int:
    return _length([paragraph for paragraph in paragraphs if len(paragraph) >= LONG or ends_a_sentence(paragraph)])
