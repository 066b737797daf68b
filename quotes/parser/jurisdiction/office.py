"""Offices: what the words of a role say about the level of government it belongs to.

The words are in `data/offices.txt`, whose header explains them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from quotes.parser.annotation import Span
from quotes.parser.data import lines

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)[’'`](?:s\b)?", re.IGNORECASE)
MODIFIERS = frozenset(lines("office_modifiers.txt"))


class Kind(StrEnum):
    """What a word of a role is; the header of `data/offices.txt` explains them."""

    OFFICE = "office"
    TITLE = "title"
    RACE = "race"
    BODY = "body"
    PARTY = "party"
    STAFF = "staff"
    HOLDER = "holder"
    TRADE = "trade"
    PRIVATE = "private"
    CAMPAIGN = "campaign"


class Reach(StrEnum):
    """How far an office reaches. LOCAL: county or city, AREA: any place, NAMED: one named beside it, OWN: its own."""

    NATION = "nation"
    STATE = "state"
    COUNTY = "county"
    CITY = "city"
    LOCAL = "local"
    AREA = "area"
    NAMED = "named"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Office:
    """A line of the table. `countries` are country codes; where `reach` is OWN, the body's division or its own name.

    `proper` words count only with a capital letter: "Housing Authority", but not "his authority".
    """

    kind: Kind
    reach: Reach = Reach.AREA
    countries: tuple[str, ...] = ()
    proper: bool = False


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """Words of the table in a text, and what they are."""

    span: Span
    words: str
    office: Office


def plain_words(text: str) -> list[tuple[str, Span]]:
    """The words of a text in lower case with where they stand: "Sen. Roe’s aide" is senator, roe, aide."""
    text = POSSESSIVE.sub(lambda match: " " * len(match.group()), text)
    return [(_plain(text, match), Span(*match.span())) for match in WORD.finditer(text)]


def _plain(text: str, match: re.Match[str]) -> str:
    word = match.group()
    if text[match.end() : match.end() + 1] == "." and word in _abbreviations():
        return _abbreviations()[word]
    return word.replace(".", "").lower()


@cache
def _abbreviations() -> dict[str, str]:
    """Titles that are printed short, written out: "Sgt." is sergeant."""
    pairs = (line.split("\t")[:2] for line in lines("titles.tsv"))
    return {short[:-1]: long.lower() for short, long in pairs if short.endswith(".") and " " not in short + long}


@cache
def offices() -> dict[str, Office]:
    """The table by its words, those that count only with a capital letter under one."""
    table: dict[str, Office] = {}
    head, pieces = "", [""]
    for line in [*lines("offices.txt"), "["]:
        if line.startswith("["):
            for phrase in filter(None, map(str.strip, " ".join(pieces).split(","))):
                office = replace(_office(head), proper=phrase[0].isupper())
                words = " ".join(word for word, _ in plain_words(phrase))
                table[words.capitalize() if office.proper else words] = office
            head, pieces = line.strip("[]"), []
        else:
            pieces.append(line)
    return table


def _office(head: str) -> Office:
    what, _, where = head.partition(": ")
    kind, _, reach = what.partition(" ")
    level = Reach(reach or "area")
    return Office(Kind(kind), level, (where,) if level is Reach.OWN else tuple(where.split()))


@cache
def _longest() -> dict[str, int]:
    """How many words the longest phrase has that begins with a word."""
    longest: dict[str, int] = {}
    for phrase in offices():
        first, *rest = phrase.lower().split(" ")
        for form in (first, *([] if rest else [f"{first}s"])):
            longest[form] = max(len(rest) + 1, longest.get(form, 0))
    return longest


@cache
def _words() -> frozenset[str]:
    return frozenset(word for phrase in offices() for word in phrase.lower().split(" "))


def is_office_word(word: str) -> bool:
    """Whether a word is part of any phrase of the table."""
    return word.lower() in _words() or word.lower().removesuffix("s") in _words()


def _of_words(phrase: str, proper: bool) -> Office | None:
    """What a phrase in lower case is, in the singular or the plural; `proper` where it is printed with a capital."""
    for form in (phrase, phrase.removesuffix("s")):
        if office := (proper and offices().get(form.capitalize())) or offices().get(form):
            return office
    return None


@lru_cache(maxsize=4096)  # the same roles come again and again
def find_offices(text: str) -> tuple[OfficeMention, ...]:
    """The words of the table that a text has, the longest at each place: "former [state senator]"."""
    words = plain_words(text)
    found: list[OfficeMention] = []
    position = 0
    while position < len(words):
        for length in range(min(_longest().get(words[position][0], 0), len(words) - position), 0, -1):
            phrase = " ".join(word for word, _ in words[position : position + length])
            span = Span(words[position][1].start, words[position + length - 1][1].end)
            if office := _of_words(phrase, text[span.start].isupper()):
                found.append(OfficeMention(span, phrase, office))
                position += length
                break
        else:
            position += 1
    return tuple(found)
