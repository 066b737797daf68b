"""Double marks become passages, with a stack: what opens is pushed, what closes takes the innermost of its family."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from quotes.parser.annotation import Span
from quotes.parser.marks import CLOSES, OPENS, STOPS, UNSURE, Found, Mark, MarksAhead, gap

UNMARKED_LINES = 3
"""A quotation runs on through at most so many lines without any mark, where no blank line is between them."""
MISTYPED_CLOSE = re.compile(r"""[.,!?…](?P<mark>['’])(?=\s|$)|(?P<other>(?<!\w)['‘](?=\w)|["″“”‟„«»]|''|``|’’|‘‘)""")
"""The single mark that ends “Let’s go.’ by mistake, unless another quotation begins before it."""
FINAL_STOPS = frozenset(".!?…")


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


def double_passages(text: str, spans: Sequence[Span], marks: MarksAhead) -> Iterator[tuple[range, list[Found]]]:
    """The passages of one paragraph after the other, or of several at once where a quotation runs through them."""
    found: list[Found] = []
    stack = _Stack()
    first = 0
    for index, span in enumerate(spans):
        found += _pair(text, span, marks.doubles(index), stack)
        if stack.marks:
            if _goes_on(text, spans, marks, index):
                continue
            found.append(_left_open(text, stack.marks[0], span.end, _continues(spans, marks, index + 1)))
            stack.clear()
        yield range(first, index + 1), found
        found, first = [], index + 1


def _pair(text: str, span: Span, marks: Sequence[Mark], stack: _Stack) -> Iterator[Found]:
    """Take the marks of one paragraph one by one: push what opens, yield what closes."""
    paired = _paired(marks)
    last_closing = max((mark.start for mark in marks if mark.glyph == CLOSES), default=-1)
    for mark in marks:
        opened = stack.innermost(mark.family)
        if not mark.points and not opened and _is_stray(mark, span, marks, stack, paired):
            continue
        if _direction(text, mark, bool(stack.marks), last_closing > mark.start) == CLOSES:
            if stack.marks:
                opening = stack.pop(mark.family)
                yield Found(opening.start, mark.end, opening.end, mark.start)
        elif opened and opened.end == mark.start:
            continue  # typed twice: ““Radical …”
        else:
            if opened and opened.start not in paired:
                # “It is over, he said. “We won,” he said. The first was left open.
                yield _left_open(text, stack.pop(mark.family), mark.start)
            stack.push(mark)


def _is_stray(mark: Mark, span: Span, marks: Sequence[Mark], stack: _Stack, paired: Container[int]) -> bool:
    """Whether a mark that points nowhere means nothing: Hello, " he said; “We " won.”"""
    if stack.marks:
        return stack.marks[-1].start in paired
    return mark is marks[-1] and mark.start > span.start


def _direction(text: str, mark: Mark, is_open: bool, another_closes: bool) -> int:
    """The way a mark is taken to point, given whether a quotation is open and a closing glyph follows."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    if mark.glyph == CLOSES and not is_open and mark.lean != CLOSES and gap(before):
        # A closing glyph typed where one opens: ”Fear. or ” … he said,”
        return OPENS if mark.lean or another_closes else CLOSES
    if mark.glyph == OPENS and is_open:
        # An opening glyph typed where one closes: “It is over,“ he said; over.“[Wire]; and after a space at the end.
        glued = before in STOPS and not after.isalnum()
        return CLOSES if mark.lean == CLOSES or glued or (gap(before) and gap(after)) else OPENS
    return mark.points or (CLOSES if is_open else OPENS)


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


def _left_open(text: str, opening: Mark, end: int, continued: bool = False) -> Found:
    """A passage whose closing mark is missing, or was typed as a single one: “Let’s go.’ He left."""
    match = MISTYPED_CLOSE.search(text, opening.end, end)
    if match and match["mark"]:
        return Found(opening.start, match.end(), opening.end, match.start("mark"))
    end = opening.end + len(text[opening.end : end].rstrip())
    return Found(opening.start, end, opening.end, end, closed=False, continued=continued)


def _goes_on(text: str, spans: Sequence[Span], marks: MarksAhead, index: int) -> bool:
    """Whether a quotation open at this paragraph's end runs into the next one without a mark of its own.

    It does where the next mark closes. Paragraphs without any mark may stand between where a sentence runs through
    their ends, or else a few lines with no blank line between.
    """
    lines = 0
    for later in range(index + 1, len(spans)):
        if marks.doubles(later):
            first = marks.doubles(later)[0]
            return first.lean != OPENS if first.glyph == CLOSES else first.points == CLOSES
        before, start = spans[later - 1].end, spans[later].start
        if text[start].islower() and text[before - 1] not in FINAL_STOPS:
            continue
        lines += 1
        if lines > UNMARKED_LINES or len(text[before:start].splitlines()) != 1:
            return False
    return False


def _continues(spans: Sequence[Span], marks: MarksAhead, index: int) -> bool:
    """Whether this paragraph, if there is one, opens with a mark."""
    return index < len(spans) and bool(marks.doubles(index)) and marks.doubles(index)[0].start == spans[index].start
