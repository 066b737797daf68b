"""Which labelled statement is which one that was found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from quotes.parser.annotation import Attribution

OVERLAP = 0.5  # contents are the same from this intersection over union on

Words = frozenset[int]


def match(article: dict[str, Any], found: Sequence[Attribution]) -> dict[int, dict[str, Any]]:
    """The labelled statement with like content of each one found that has any, one to one, the most alike first."""
    starts = [word.start() for word in re.finditer(r"\w+", article["text"])]

    def words(spans: Sequence[Sequence[int]]) -> Words:
        return frozenset(i for start, end in spans for i in range(bisect_left(starts, start), bisect_left(starts, end)))

    golds = [words(one["content"]) for one in article["statements"]]
    ours = [words([(span.start, span.end) for span in one.content]) for one in found]
    shares = ((len(a & b) / len(a | b), i, j) for i, a in enumerate(golds) for j, b in enumerate(ours) if a & b)
    matched: dict[int, int] = {}
    for share, i, j in sorted(shares, key=lambda pair: (-pair[0], pair[1:])):
        if share >= OVERLAP and j not in matched and i not in matched.values():
            matched[j] = i
    return {j: article["statements"][i] for j, i in matched.items()}


def same_speaker(names: Sequence[str | None], given: str | None) -> bool:
    """Whether a speaker is the first or another of the accepted names; nobody is right where the first is None.

    A name is another where the words of one are all in the other and both end in the same word. Joint speakers have
    "; " between them, and each must have its like.
    """
    if not names or names[0] is None:
        return given is None
    return given is not None and any(name is not None and _all_alike(name, given) for name in names)


def _all_alike(one: str, other: str) -> bool:
    ones, others = ([_words(name) for name in names.split(";")] for names in (one, other))
    return all(any(_alike(a, b) for b in others) for a in ones) and all(any(_alike(a, b) for a in ones) for b in others)


def _alike(one: list[str], other: list[str]) -> bool:
    return bool(one and other) and one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"[^\w\s]", "", re.sub("[-–—/]", " ", name.casefold())))
