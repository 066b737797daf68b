"""Where sentences end: a stop is mostly one, but not after Sen., in the U.S. Senate, or before “…,” she said."""

from __future__ import annotations

import re
from functools import cache

from quotes.parser.annotation import Span
from quotes.parser.data import lines

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + INVISIBLE
SENTENCE_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<closing>[\"”’'»)\]]*+)(?:\s[\"”]++(?=\s))?\s++(?=[\"“‘'«„(\[`$#@€£]*+(?P<next>\w++))"
)
WORD_BEFORE = re.compile(r"[\w.&’']*$")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
NUMBERED = re.compile(r"\W*(?:\d{1,3}|[a-zA-Z])$")
"""All there is before the stop of "1. Vote" and "(a). Stay"."""
SAYS_WHO = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s){1,4}(?P<verb>[a-z]+)\b")
"""Names and a verb: the start of "“Why now?” Ana Ruiz asked."."""


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph, without the white space between them.

    A closing quotation mark belongs to the sentence it ends: "“It is over.” He left." is two. "Sen. J. Roe" is no end,
    and "“Why now?” she asked." has one.
    """
    found: list[Span] = []
    start = span.start
    for match in SENTENCE_END.finditer(text, span.start, span.end):
        if _ends_sentence(text, start, match):
            found.append(trimmed(text, start, match.end()))
            start = match.end()
    found.append(trimmed(text, start, span.end))
    return tuple(one for one in found if one)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = match["next"]
    if following[0].islower():
        return False
    if match["stop"] != ".":
        says = SAYS_WHO.match(text, match.end()) if match["closing"] else None
        return not (says and says["verb"] in _reporting_verbs()) or following in _starters()
    before = text[max(start, match.start() - 30) : match.start()]
    if NUMBERED.match(before) and match.start() - start < 5:
        return False
    found = WORD_BEFORE.search(before)
    word = (found[0] if found else "").lstrip("'’") + "."
    kind = _abbreviations().get(word) or _abbreviations().get(word.capitalize() if word.isupper() else "")
    if kind == "number":
        return not following[0].isdigit()
    if kind == "may" or (kind is None and INITIALS.match(word)):
        return following in _starters()
    return kind is None


@cache
def _abbreviations() -> dict[str, str]:
    """Each abbreviation, and whether a sentence may end with it: never, may or number."""
    return dict(line.split() for line in lines("abbreviations.txt"))


@cache
def _starters() -> frozenset[str]:
    return frozenset(lines("sentence_starters.txt"))


@cache
def _reporting_verbs() -> frozenset[str]:
    return frozenset(lines("reporting_verbs.txt"))


def trimmed(text: str, start: int, end: int) -> Span:
    """Without white space and invisible characters at either end."""
    piece = text[start:end]
    kept = piece.lstrip(EDGES)
    start += len(piece) - len(kept)
    return Span(start, start + len(kept.rstrip(EDGES)))
