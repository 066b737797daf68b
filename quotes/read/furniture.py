"""What news sites put between the paragraphs of an article: advertisements, links to others, bylines, service."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

from quotes.read.blocks import Block, class_words, squeeze
from quotes.read.words import word_list

MOSTLY_LINKS = 0.9
HALF_LINKS = 0.5
# Characters of a byline or a line of service ("Sign up for …"); longer ones are paragraphs.
LONGEST_LINE = 200
# Elements above a block in which its being a byline may be written.
NEAR = 4

_ENDS_A_SENTENCE = re.compile(r"[.!?…。！？။।؟♦■][\"'”’»)\]]*$|[”»]$")
_QUOTATION_MARK = re.compile('[“”„«»"]')
_BY = re.compile(r"(written |words )?(by|von|par|por|di|da|door)\s", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(copyright\s*)?(©|\(c\)|copyright \d{4})", re.IGNORECASE)


def ends_a_sentence(text: str) -> bool:
    return _ENDS_A_SENTENCE.search(text) is not None


def is_furniture(block: Block) -> bool:
    """Whether a block is an advertisement, a link to another article, a line of service or a figure in a table.

    "Read more: How Harbor Avenue became a highway", "Advertisement", "Sign up for our newsletter.", "$2.1m".
    """
    text = " ".join(block.text.lower().split())
    bare = text.strip(" .:!>»›→[]()")
    if bare in word_list("furniture", "advertisement") or bare in word_list("furniture", "controls"):
        return True
    leads = _leads().match(text)
    if leads and (leads["mark"] or block.links >= HALF_LINKS or leads.end() == len(text)):
        return True
    if block.links >= MOSTLY_LINKS and not ends_a_sentence(block.text):
        return True
    if block.links >= HALF_LINKS and "\n" in block.text:
        return True
    if block.element.tag in ("td", "th") and len(text) <= LONGEST_LINE and not ends_a_sentence(block.text):
        return True
    return len(text) <= LONGEST_LINE and (_is_service(text) or _is_time_stamp(text))


def is_byline(block: Block, byline: str | None) -> bool:
    """Whether a block does no more than name the authors ("By Gwen Prothero, Industrial Correspondent")."""
    if len(block.text) > LONGEST_LINE or block.is_heading or _QUOTATION_MARK.search(block.text):
        return False
    near = [block.element, *islice(block.element.iterancestors(), NEAR)]
    if any(class_words(element) & word_list("classes", "byline") and _is_short(element) for element in near):
        return True
    names = [squeeze(name) for name in (byline or "").split("; ") if name]
    if block.key in names:
        return True
    return _BY.match(block.text) is not None and any(name in block.key for name in names)


def _is_short(element: Any) -> bool:
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > LONGEST_LINE:
            return False
    return True


def _is_service(text: str) -> bool:
    if _QUOTATION_MARK.search(text):
        return False
    return text.startswith(tuple(word_list("furniture", "service"))) or _COPYRIGHT.match(text) is not None


def _is_time_stamp(text: str) -> bool:
    """ "Updated 6:22 PM UTC, November 2, 2024", but not "Published in 1962, the book was soon forgotten.\""""
    starts = text.startswith(tuple(word_list("furniture", "time stamp")))
    return starts and any(map(str.isdigit, text)) and (text.endswith("m.") or not ends_a_sentence(text))


@cache
def _leads() -> re.Pattern[str]:
    """Matches a label such as "read more" at the start, and in `mark` the colon or arrow after it."""
    labels = sorted(word_list("furniture", "leads to another page"), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, labels))})\b\W*?(?P<mark>\s*[:|>»›→–—-])?(?=\s|$)\s*")
