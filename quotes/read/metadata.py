"""What a page says about its article: headline, byline, date, outlet, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from trafilatura.metadata import extract_metadata

from quotes.read.blocks import squeeze
from quotes.read.fields import date_field, text_field

ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting", "Report")
# A guess from the whole text takes the year of the copyright line for the date of the article.
DATES = {"original_date": True, "extensive_search": False}

_TITLE_PARTS = re.compile(r"\s+[|–—·»:-]\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """`titles` are the wordings of the headline that the page's head gives, the best first.

    `body` is the whole text of the article where the page carries it as JSON-LD; `is_front` says that the page is the
    root of its site and nothing in it claims to be an article.
    """

    titles: tuple[str, ...] = ()
    description: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    body: str | None = None
    is_front: bool = False


def read_metadata(tree: Any, url: str | None) -> Metadata:
    """What JSON-LD, meta elements and (trafilatura) common markup say; `url` is where the page came from, if known."""
    found = extract_metadata(deepcopy(tree), default_url=url, date_config=dict(DATES))
    article = _linked_article(tree)
    published = (article.get("datePublished"), _meta(tree, "article:published_time"), found.date)
    body = article.get("articleBody")
    address = _address(found.url, url)
    is_root = address is not None and _split(address).path in ("", "/")
    headlines = (text_field(article.get("headline")), _meta(tree, "og:title"))
    outlet = None if found.sitename in headlines else _outlet(tree, found.sitename, address)
    titles = (*headlines, found.title, *_window_titles(tree))
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title and title != outlet)),
        description=_meta(tree, "og:description") or _meta(tree, "description"),
        url=address,
        outlet=outlet,
        byline=_names(article.get("author")) or found.author,
        published=next(filter(None, map(date_field, published)), None),
        body=body if isinstance(body, str) and body.strip() else None,
        is_front=is_root and not article and _meta(tree, "og:type") != "article",
    )


def _window_titles(tree: Any) -> tuple[str, ...]:
    """The `<title>` without the names of section and outlet that are often added to it, and as it stands."""
    title = text_field(tree.findtext(".//title"))
    return (max(_TITLE_PARTS.split(title), key=len), title) if title else ()


def _meta(tree: Any, name: str) -> str | None:
    """The content of `<meta property=…>` or `<meta name=…>`."""
    for element in tree.iterfind(".//meta"):
        if name in (element.get("property"), element.get("name")):
            return text_field(element.get("content") or "")
    return None


def _outlet(tree: Any, name: str | None, address: str | None) -> str | None:
    """The outlet's name; the host's where all that is known is a handle on a social network."""
    handle = (_meta(tree, "twitter:site") or "").lstrip("@")
    if name and handle and squeeze(name) == squeeze(handle) and address and not _meta(tree, "og:site_name"):
        return (_split(address).hostname or name).removeprefix("www.")
    return name


def _address(canonical: str | None, url: str | None) -> str | None:
    """The address a page gives itself (without tracking parameters), unless that is on another host."""
    if url is None or (canonical and _split(canonical).hostname == _split(url).hostname):
        return canonical
    return url


def _split(address: str) -> SplitResult:
    """The parts of an address; all empty where a page gives something that is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _linked_article(tree: Any) -> dict[str, Any]:
    """The first article that the JSON-LD of the page describes, or {}."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _linked_items(data):
            types = item.get("@type")
            if any(str(kind).endswith(ARTICLE_TYPES) for kind in (types if isinstance(types, list) else [types])):
                return item
    return {}


def _linked_items(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _linked_items(item)
    elif isinstance(data, dict):
        yield data
        yield from _linked_items(data.get("@graph"))
        yield from _linked_items(data.get("mainEntity"))


def _names(authors: object) -> str | None:
    """Names of `{"@type": "Person", "name": …}`, of a list of them, or of plain strings."""
    people = authors if isinstance(authors, list) else [authors]
    names = (text_field(person.get("name") if isinstance(person, dict) else person) for person in people)
    return "; ".join(dict.fromkeys(name for name in names if name and "://" not in name)) or None
