"""Single marks become passages where one opens a word and another ends one in the same stretch of text.

A stretch is what lies directly in one double passage, or in none, within a paragraph, so that a single passage never
crosses the edge of a double one. Everything else is an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.parser.annotation import Span
from quotes.parser.marks import STOPS, Found, Mark, MarksAhead, closes_single, opens_single

PLURAL = re.compile(r"(?:[sS]|in)['’] (?:(?P<small>[a-z])|\w)")
"""The voters’ view, the Tories’ plan; doin’ well."""
SENTENCE_STOP = re.compile(r"[.!?]\s")


def single_passages(
    text: str, spans: Sequence[Span], marks: MarksAhead, paragraphs: range, doubles: Sequence[Found]
) -> list[Found]:
    """The passages in single marks of these paragraphs, given all those in double marks."""
    found: list[Found] = []
    regions = _Regions(doubles)
    for index in paragraphs:
        groups: dict[int, list[Mark]] = {}
        for mark in marks.singles(index):
            groups.setdefault(regions.at(mark.start), []).append(mark)
        following = text[spans[index + 1].start] if index + 1 < len(spans) else ""
        may_go_on = regions.at(spans[index].end) == 0
        for region, group in groups.items():
            found += _pair_singles(text, spans[index], group, following if may_go_on and region == 0 else "")
    return found


class _Regions:
    """Numbers the stretches of text by the innermost double passage around them, 0 for none. Ask in order."""

    def __init__(self, doubles: Sequence[Found]) -> None:
        # Where one ends and another starts, the end comes first; of two that start together, the outer one does.
        self.edges = sorted([(one[0], 1, -one[1]) for one in doubles] + [(one[1], 0, 0) for one in doubles])
        self.next = self.count = 0
        self.around = [0]

    def at(self, position: int) -> int:
        while self.next < len(self.edges) and self.edges[self.next][0] <= position:
            if self.edges[self.next][1]:
                self.count += 1
                self.around.append(self.count)
            else:
                self.around.pop()
            self.next += 1
        return self.around[-1]


def _pair_singles(text: str, span: Span, marks: Sequence[Mark], following: str) -> Iterator[Found]:
    """Pair the single marks of one stretch of a paragraph; `following` is what the next paragraph starts with."""
    openings = [number for number, mark in enumerate(marks) if opens_single(text, mark)]
    used = -1
    for opening, limit in pairwise([*openings, len(marks)]):
        if opening <= used:
            continue
        first = marks[opening]
        ends = [number for number in range(opening + 1, limit) if closes_single(text, marks[number])]
        if ends:
            used = _closing(text, marks, ends)
            yield Found(first.start, marks[used].end, first.end, marks[used].start)
        elif limit == len(marks) and following == first.family:
            yield Found(first.start, span.end, first.end, span.end, closed=False, continued=True)


def _closing(text: str, marks: Sequence[Mark], ends: Sequence[int]) -> int:
    """Which of the marks that may close does: the first, unless it is a plural's and another one closes better.

    "‘The voters’ view counts,’ she said": the second, which follows a comma.
    """
    plural = _plural(text, marks[ends[0]].start)
    if not plural:
        return ends[0]
    stop = SENTENCE_STOP.search(text, plural.end(), marks[ends[-1]].start)
    for end in ends[1:]:
        start = marks[end].start
        if text[start - 1] in STOPS:
            return end
        if plural["small"] and not _plural(text, start) and not (stop and stop.start() < start):
            return end
    return ends[0]


def _plural(text: str, start: int) -> re.Match[str] | None:
    return PLURAL.match(text, start - 1) or PLURAL.match(text, start - 2)
