"""Quotation marks: every stretch between them, exactly as printed.

Double marks are paired first, with a stack, because they rarely mean anything else. Then single marks, which are mostly
apostrophes: only where one opens a word and another ends one in the same stretch of text. Since a single passage never
crosses the edge of a double one, passages nest or are apart.

Deterministic, and linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.parser.annotation import Kind, Page, Passage, Span
from quotes.parser.marks import CLOSES, OPENS, UNSURE, Mark, closes_single, find_marks, gap, opens_single

DIRECT_SHARE = 0.9
"""A content is direct from this share of quoted words on (Pareti and others 2013 give no number)."""
UNMARKED_LINES = 3
"""A quotation runs on through at most so many lines without any mark, where no blank line is between them."""

WORD = re.compile(r"\w+")
MISTYPED_CLOSE = re.compile(r"[.,!?…](?P<mark>['’])(?=\s|$)|(?<!\w)(?P<opening>['‘])(?=\w)")
"""The single mark that ends “Let’s go.’ by mistake, or one that opens a quotation of its own first."""
PLURAL = re.compile(r"(?:[sS]|in)['’] (?:(?P<small>[a-z])|\w)")
"""The voters’ view, the Tories’ plan; doin’ well."""
SENTENCE_STOP = re.compile(r"[.!?]\s")
STOPS = frozenset(",.!?…;—–-")


class _Found(NamedTuple):
    """A passage before its depth is known."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continued: bool = False


def find_passages(page: Page) -> tuple[Passage, ...]:
    """Every passage of the page, sorted by where it starts, an outer one before those inside it.

    "“We called it ‘home’ once,” she said." has two passages: the whole quotation and, at depth 1, ‘home’.
    """
    spans = [paragraph.span for paragraph in page.paragraphs]
    marks = [find_marks(page.text, span) for span in spans]
    doubles = _double_passages(page.text, spans, [double for double, _ in marks])
    singles = _single_passages(page.text, spans, [single for _, single in marks], doubles)
    return _nested(one for one in [*doubles, *singles] if page.text[one.inner_start : one.inner_end].strip())


def quoted_mask(passages: Iterable[Passage], length: int) -> bytearray:
    """One byte for each of `length` characters: 1 inside quotation marks, 0 outside and on the outermost marks."""
    mask = bytearray(length)
    for passage in passages:
        if passage.depth == 0:
            mask[passage.inner.start : passage.inner.end] = b"\1" * len(passage.inner)
    return mask


def kind_of(content: Iterable[Span], passages: Sequence[Passage], text: str) -> Kind:
    """Direct where at least nine in ten of the content's words are inside quotation marks, indirect where none is.

    `passages` are sorted, as `find_passages` returns them.
    """
    words = quoted = 0
    for span in content:
        inner = list(_inner_near(span, passages))
        for word in WORD.finditer(text, span.start, span.end):
            words += 1
            quoted += any(one.start <= word.start() < one.end for one in inner)
    if not quoted:
        return Kind.INDIRECT
    return Kind.DIRECT if quoted >= DIRECT_SHARE * words else Kind.MIXED


def _inner_near(span: Span, passages: Sequence[Passage]) -> Iterator[Span]:
    at = bisect_right(passages, span.start, key=lambda passage: passage.span.start)
    while at > 0 and passages[at - 1].depth > 0:
        at -= 1
    for index in range(max(0, at - 1), len(passages)):
        passage = passages[index]
        if passage.span.start >= span.end:
            return
        if passage.depth == 0:
            yield passage.inner


# ---------------------------------------------------------------------------------------------
# Double marks
# ---------------------------------------------------------------------------------------------


class _Stack:
    """Open marks, innermost last, with the places of each family so that none has to be searched for."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.places: dict[str, list[int]] = {}

    def push(self, mark: Mark) -> None:
        self.places.setdefault(mark.family, []).append(len(self.marks))
        self.marks.append(mark)

    def innermost(self, family: str) -> Mark | None:
        places = self.places.get(family)
        return self.marks[places[-1]] if places else None

    def pop(self, family: str) -> Mark:
        """Take the innermost open mark of the family, or of any where it has none, and forget what it enclosed."""
        places = self.places.get(family)
        at = places[-1] if places else len(self.marks) - 1
        while True:
            mark = self.marks.pop()
            self.places[mark.family].pop()
            if len(self.marks) == at:
                return mark

    def clear(self) -> None:
        self.marks.clear()
        self.places.clear()


def _double_passages(text: str, spans: Sequence[Span], marks: Sequence[Sequence[Mark]]) -> list[_Found]:
    found: list[_Found] = []
    stack = _Stack()
    for index, span in enumerate(spans):
        found += _pair(text, marks[index], stack)
        if stack.marks and not _goes_on(text, spans, marks, index):
            continued = index + 1 < len(spans) and _opens_paragraph(spans[index + 1], marks[index + 1])
            found.append(_left_open(text, stack.marks[0], span.end, continued))
            stack.clear()
    return found


def _pair(text: str, marks: Sequence[Mark], stack: _Stack) -> Iterator[_Found]:
    """Take the marks of one paragraph one by one: push what opens, yield what closes."""
    paired = _paired(marks)
    last_closing = max((number for number, mark in enumerate(marks) if mark.glyph == CLOSES), default=-1)
    for number, mark in enumerate(marks):
        opened = stack.innermost(mark.family)
        if _direction(text, mark, stack, last_closing > number) == CLOSES:
            if stack.marks:
                opening = stack.pop(mark.family)
                yield _Found(opening.start, mark.end, opening.end, mark.start)
        elif opened and opened.end == mark.start:
            continue  # typed twice: ““Radical …”
        else:
            if opened and opened.start not in paired:
                # “It is over, he said. “We won,” he said. The first was left open.
                yield _left_open(text, stack.pop(mark.family), mark.start, False)
            stack.push(mark)


def _direction(text: str, mark: Mark, stack: _Stack, another_closes: bool) -> int:
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    if mark.glyph == CLOSES and not stack.marks and mark.lean != CLOSES and gap(before):
        # A closing glyph typed where one opens: ”Fear. or ” … he said,”
        return OPENS if mark.lean or another_closes else CLOSES
    if mark.glyph == OPENS and stack.marks:
        # An opening glyph typed where one closes: “It is over,“ he said; over.“[Wire]; and at the end of the paragraph.
        glued = not gap(before) and before in STOPS and not after.isalnum()
        return CLOSES if mark.lean == CLOSES or glued or (gap(after) and gap(before)) else OPENS
    return mark.points or (CLOSES if stack.marks else OPENS)


def _paired(marks: Sequence[Mark]) -> frozenset[int]:
    """Where the opening marks start that find a closing one of their family when all are taken as they point."""
    open_marks: dict[str, list[int]] = {}
    paired: set[int] = set()
    for mark in marks:
        places = open_marks.setdefault(mark.family, [])
        if mark.points == OPENS or (mark.points == UNSURE and not places):
            places.append(mark.start)
        elif places:
            paired.add(places.pop())
    return frozenset(paired)


def _left_open(text: str, opening: Mark, end: int, continued: bool) -> _Found:
    """A passage whose closing mark is missing, or was typed as a single one: “Let’s go.’ He left."""
    for match in MISTYPED_CLOSE.finditer(text, opening.end, end):
        if match["opening"]:
            break
        at = match.start("mark")
        return _Found(opening.start, at + 1, opening.end, at)
    end = opening.end + len(text[opening.end : end].rstrip())
    return _Found(opening.start, end, opening.end, end, False, continued)


def _goes_on(text: str, spans: Sequence[Span], marks: Sequence[Sequence[Mark]], index: int) -> bool:
    """Whether a quotation open at this paragraph's end runs into the next one without a mark of its own.

    It does where the next mark closes. Lines with no mark at all may stand between, but no blank line.
    """
    for later in range(index + 1, min(index + 2 + UNMARKED_LINES, len(spans))):
        if marks[later]:
            first = marks[later][0]
            return first.lean != OPENS if first.glyph == CLOSES else first.points == CLOSES
        between = text[spans[later].end : spans[later + 1].start] if later + 1 < len(spans) else ""
        if len(between.splitlines()) != 1:
            return False
    return False


def _opens_paragraph(span: Span, marks: Sequence[Mark]) -> bool:
    return bool(marks) and marks[0].start == span.start


# ---------------------------------------------------------------------------------------------
# Single marks
# ---------------------------------------------------------------------------------------------


def _single_passages(
    text: str, spans: Sequence[Span], marks: Sequence[Sequence[Mark]], doubles: Sequence[_Found]
) -> list[_Found]:
    found: list[_Found] = []
    regions = _Regions(doubles)
    for index, (span, singles) in enumerate(zip(spans, marks, strict=True)):
        groups: dict[int, list[Mark]] = {}
        for mark in singles:
            groups.setdefault(regions.at(mark.start), []).append(mark)
        following = text[spans[index + 1].start] if index + 1 < len(spans) else ""
        may_go_on = regions.at(span.end) == 0
        for region, group in groups.items():
            found += _pair_singles(text, span, group, following if may_go_on and region == 0 else "")
    return found


class _Regions:
    """Numbers the stretches of text by the innermost double passage around them, 0 for none. Ask in order."""

    def __init__(self, doubles: Sequence[_Found]) -> None:
        # Where one ends and another starts, the end comes first; of two that start together, the outer one does.
        self.edges = sorted([(one.start, 1, -one.end) for one in doubles] + [(one.end, 0, 0) for one in doubles])
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


def _pair_singles(text: str, span: Span, marks: Sequence[Mark], following: str) -> Iterator[_Found]:
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
            yield _Found(first.start, marks[used].end, first.end, marks[used].start)
        elif limit == len(marks) and following == first.family:
            yield _Found(first.start, span.end, first.end, span.end, False, True)


def _closing(text: str, marks: Sequence[Mark], ends: Sequence[int]) -> int:
    """Which of the marks that may close does: the first, unless it is a plural's and another one closes better.

    "‘The voters’ view counts,’ she said": the second, which follows a comma.
    """
    first = marks[ends[0]]
    plural = _plural(text, first)
    if not plural:
        return ends[0]
    stop = SENTENCE_STOP.search(text, first.end, marks[ends[-1]].start)
    for end in ends[1:]:
        mark = marks[end]
        if text[mark.start - 1] in STOPS:
            return end
        if plural["small"] and not _plural(text, mark) and not (stop and stop.start() < mark.start):
            return end
    return ends[0]


def _plural(text: str, mark: Mark) -> re.Match[str] | None:
    return PLURAL.match(text, mark.start - 1) or PLURAL.match(text, mark.start - 2)


# ---------------------------------------------------------------------------------------------
# Nesting
# ---------------------------------------------------------------------------------------------


def _nested(found: Iterable[_Found]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while ends and ends[-1] <= one.start:
            ends.pop()
        inner = Span(one.inner_start, one.inner_end)
        passages.append(Passage(Span(one.start, one.end), inner, len(ends), one.closed, one.continued))
        ends.append(one.end)
    return tuple(passages)
