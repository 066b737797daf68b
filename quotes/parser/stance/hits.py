"""Words of lists in a text: where those stand that take a side (`data/words.tsv`), and what else lists have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.parser.annotation import Span
from quotes.parser.stance.data import lines


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that take a side, where they stand, and of which kind they are."""

    kind: str
    sign: int
    span: Span


def find_hits(text: str, within: Span, kinds: Sequence[str]) -> list[Hit]:
    """The words of some kinds within a part of a text, in its order."""
    if within.end <= within.start:
        return []
    found = [
        Hit(kind, sign, Span(m.start(), m.end()))
        for kind in kinds
        for sign, pattern in _patterns()[kind]
        for m in pattern.finditer(lower_case(text), within.start, within.end)
    ]
    return sorted(found, key=lambda hit: hit.span)


@lru_cache(maxsize=2)
def lower_case(text: str) -> str:
    """The text in lower case, in which patterns are four times as fast as without regard to case."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@cache
def _patterns() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """For each kind of words, its signs and one pattern of all words."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for line in lines("words.tsv"):
        kind, sign, *words = line.split("\t")
        found.setdefault(kind, []).append((1 if sign == "+" else -1, _any_of(words)))
    return found


@cache
def words_of(name: str) -> re.Pattern[str]:
    """One pattern of the words of a list, in lower case: "negations" turn a side, "aims" say what is wanted."""
    return _any_of(lines(f"{name}.txt"))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern of all words, the longest first. A "*" stands for any ending."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0].lower(), []).append(re.escape(word[1:].lower()).replace(r"\*", r"\w*"))
    listed = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w|-\w)")
