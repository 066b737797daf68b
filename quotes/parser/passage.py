"""Quotation marks: every stretch between them, exactly as printed.

Two passes over the marks of each paragraph. Double marks first, with a stack, because they rarely mean anything else.
Then single marks, which are mostly apostrophes: only where one opens a word and another one ends a word in the same
stretch of text, and never across the edge of a double passage, so passages nest or are apart.

Deterministic, and linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import category

from quotes.parser.annotation import Kind, Page, Passage, Span

DIRECT_SHARE = 0.9
"""A content is direct from this share of quoted words on (Pareti and others 2013 leave the number open)."""

OPENS, CLOSES, UNSURE = 1, -1, 0

DOUBLE_MARKS: dict[str, tuple[str, int]] = {
    '"': ("straight", UNSURE),
    "″": ("straight", UNSURE),
    "“": ("curly", OPENS),
    "‟": ("curly", OPENS),
    "„": ("curly", OPENS),
    "‘‘": ("curly", OPENS),
    "”": ("curly", CLOSES),
    "’’": ("curly", CLOSES),
    "``": ("typed", OPENS),
    "''": ("typed", UNSURE),
    "«": ("angle", OPENS),
    "»": ("angle", CLOSES),
}
"""Family and the way the glyph points. A closing mark looks for an open one of its own family first."""

# In 'a ''b''' and ''a 'b''' the first of three apostrophes ends the inner quotation.
_DOUBLE = r"""``|(?<!['\s])'(?=''(?![\w']))|''|‘‘|(?<![’\s])’(?=’’(?![\w’]))|’’|["″“”‟„«»]"""
# A mark between two letters or digits is an apostrophe (it's, 6'2), and so it is after a letter in John`s.
_SINGLE = r"(?<!\w)[‘’'`‚‛‹›]|[’'›](?!\w)"
MARK = re.compile(f"(?P<double>{_DOUBLE})|(?P<single>{_SINGLE})")
INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
"""What stands before the last mark of 6'2"."""
ELISION = re.compile(
    r"['’‘](?:\d0s\b|\d\d\b|(?:em|til|till|cause|cuz|twas|tis|twill|n|bout|round|cept|nuff|ere|neath)\b)", re.IGNORECASE
)
PLURAL_POSSESSIVE = re.compile(r"[sS]['’] [a-z]")
BEFORE_OPENING = frozenset("([{<—–-/‘“\"'«„`")
BEFORE_CLOSED = frozenset(".,;:!?)]}>—–-/…’”\"'»*")
WORD = re.compile(r"\w+")


class _Mark(NamedTuple):
    """A mark, the way its glyph points, and the way its neighbours make it lean."""

    start: int
    end: int
    family: str
    glyph: int
    lean: int


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
    Passages nest or are apart; they never overlap otherwise.
    """
    spans = [paragraph.span for paragraph in page.paragraphs]
    doubles, singles = _marks(page.text, spans)
    found = _double_passages(page.text, spans, doubles)
    found += _single_passages(page.text, spans, singles, found)
    return _nested(found)


def quoted_mask(passages: Iterable[Passage], length: int) -> bytearray:
    """One byte for each of `length` characters: 1 inside quotation marks, 0 outside and on the outermost marks."""
    mask = bytearray(length)
    for passage in passages:
        if passage.depth == 0:
            mask[passage.inner.start : passage.inner.end] = b"\1" * len(passage.inner)
    return mask


def kind_of(content: Iterable[Span], passages: Iterable[Passage], text: str) -> Kind:
    """Direct where at least nine in ten of the content's words are inside quotation marks, indirect where none is."""
    inner = [passage.inner for passage in passages if passage.depth == 0]
    words = quoted = 0
    for span in content:
        near = [other for other in inner if other.overlaps(span)]
        for word in WORD.finditer(text, span.start, span.end):
            words += 1
            quoted += any(other.start <= word.start() < other.end for other in near)
    if not quoted:
        return Kind.INDIRECT
    return Kind.DIRECT if quoted >= DIRECT_SHARE * words else Kind.MIXED


# ---------------------------------------------------------------------------------------------
# Marks
# ---------------------------------------------------------------------------------------------


def _gap(char: str) -> bool:
    """Nothing, white space or an invisible formatting character."""
    return not char or char.isspace() or (char > "\x7f" and category(char) == "Cf")


def _lean(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start], text[end : end + 1]
    gap_before, gap_after = _gap(before), _gap(after)
    opens = (gap_before or before in BEFORE_OPENING) and not gap_after
    closes = (gap_after or after in BEFORE_CLOSED) and not gap_before
    return opens - closes


def _marks(text: str, spans: Sequence[Span]) -> tuple[list[list[_Mark]], list[list[_Mark]]]:
    """The double and the single marks of each paragraph."""
    doubles: list[list[_Mark]] = []
    singles: list[list[_Mark]] = []
    for span in spans:
        double: list[_Mark] = []
        single: list[_Mark] = []
        typed_pairs = text.find("``", span.start, span.end) >= 0
        for match in MARK.finditer(text, span.start, span.end):
            start, end = match.span()
            glyphs = match[0]
            if match.lastgroup == "single" or glyphs == "'" or glyphs == "’":
                single.append(_Mark(start, end, glyphs, UNSURE, _lean(text, start, end)))
                continue
            if glyphs in '"″' and INCHES.search(text, max(span.start, start - 6), start):
                continue
            family, glyph = DOUBLE_MARKS[glyphs]
            if typed_pairs and glyphs == "''":
                glyph = CLOSES
            double.append(_Mark(start, end, family, glyph, _lean(text, start, end)))
        doubles.append(double)
        singles.append(single)
    return doubles, singles


# ---------------------------------------------------------------------------------------------
# Double marks
# ---------------------------------------------------------------------------------------------


class _Stack:
    """Open marks, innermost last, with the places of each family so that none has to be searched for."""

    def __init__(self) -> None:
        self.marks: list[_Mark] = []
        self.places: dict[str, list[int]] = {}

    def push(self, mark: _Mark) -> None:
        self.places.setdefault(mark.family, []).append(len(self.marks))
        self.marks.append(mark)

    def has(self, family: str) -> bool:
        return bool(self.places.get(family))

    def pop(self, family: str) -> _Mark:
        """Take the innermost open mark of the family, or of any where it has none, and forget what it enclosed."""
        at = self.places[family][-1] if self.has(family) else len(self.marks) - 1
        while len(self.marks) > at:
            mark = self.marks.pop()
            self.places[mark.family].pop()
        return mark

    def clear(self) -> None:
        self.marks.clear()
        self.places.clear()


def _double_passages(text: str, spans: Sequence[Span], marks: Sequence[Sequence[_Mark]]) -> list[_Found]:
    found: list[_Found] = []
    stack = _Stack()
    for index, span in enumerate(spans):
        _pair(text, marks[index], stack, found)
        if stack.marks and not _goes_on(text, spans, marks, index):
            opening = stack.marks[0]
            continued = _opens_paragraph(spans, marks, index + 1)
            found.append(_Found(opening.start, span.end, opening.end, span.end, False, continued))
            stack.clear()
    return found


def _pair(text: str, marks: Sequence[_Mark], stack: _Stack, found: list[_Found]) -> None:
    """Take the marks of one paragraph one by one: push what opens, file what closes."""
    glyphs = [mark.glyph for mark in marks]
    balanced = glyphs.count(OPENS) == glyphs.count(CLOSES)
    last_closing = max((number for number, glyph in enumerate(glyphs) if glyph == CLOSES), default=-1)
    for number, mark in enumerate(marks):
        direction = mark.glyph or mark.lean or (CLOSES if stack.marks else OPENS)
        if mark.glyph == CLOSES and not stack.marks and mark.lean >= 0 and _gap(text[mark.start - 1 : mark.start]):
            # A closing glyph typed where one opens: ”Fear. or ” … he said,”
            direction = OPENS if mark.lean or last_closing > number else CLOSES
        elif mark.glyph == OPENS and stack.marks and mark.lean < 0:
            direction = CLOSES  # an opening glyph typed where one closes, as in German „…“
        if direction == OPENS:
            # The same mark again opens nothing new, unless “a “b” c” closes as often.
            if not stack.has(mark.family) or (mark.glyph == OPENS and balanced):
                stack.push(mark)
        elif stack.marks:
            opening = stack.pop(mark.family)
            found.append(_Found(opening.start, mark.end, opening.end, mark.start))


def _goes_on(text: str, spans: Sequence[Span], marks: Sequence[Sequence[_Mark]], index: int) -> bool:
    """Whether a quotation open at this paragraph's end runs into the next without a mark of its own.

    It does where the next mark there closes.
    """
    if index + 1 == len(spans) or not marks[index + 1]:
        return False
    mark = marks[index + 1][0]
    return mark.lean <= 0 if mark.glyph == CLOSES else mark.glyph == UNSURE and mark.lean < 0


def _opens_paragraph(spans: Sequence[Span], marks: Sequence[Sequence[_Mark]], index: int) -> bool:
    return index < len(spans) and bool(marks[index]) and marks[index][0].start == spans[index].start


# ---------------------------------------------------------------------------------------------
# Single marks
# ---------------------------------------------------------------------------------------------


def _single_passages(
    text: str, spans: Sequence[Span], marks: Sequence[Sequence[_Mark]], doubles: Sequence[_Found]
) -> list[_Found]:
    found: list[_Found] = []
    edges = sorted([(one.start, 1) for one in doubles] + [(one.end, 0) for one in doubles])
    at, region, regions = 0, 0, [0]
    for index, (span, singles) in enumerate(zip(spans, marks, strict=True)):
        groups: dict[int, list[_Mark]] = {}
        for mark in singles:
            while at < len(edges) and edges[at][0] <= mark.start:
                if edges[at][1]:
                    region += 1
                    regions.append(region)
                else:
                    regions.pop()
                at += 1
            groups.setdefault(regions[-1], []).append(mark)
        following = text[spans[index + 1].start] if index + 1 < len(spans) else ""
        for group in groups.values():
            _pair_singles(text, span, group, following, found)
    return found


def _pair_singles(text: str, span: Span, marks: Sequence[_Mark], following: str, found: list[_Found]) -> None:
    at = 0
    while at < len(marks):
        opening = marks[at]
        at += 1
        if not _opens(text, opening):
            continue
        ends: list[int] = []
        for later in range(at, len(marks)):
            if _opens(text, marks[later]):
                break
            if _closes(text, marks[later]):
                ends.append(later)
        # "the voters' view": a plural's apostrophe closes nothing where another mark can.
        while len(ends) > 1 and PLURAL_POSSESSIVE.match(text, marks[ends[0]].start - 1):
            ends.pop(0)
        if ends:
            closing = marks[ends[0]]
            found.append(_Found(opening.start, closing.end, opening.end, closing.start))
            at = ends[0] + 1
        elif opening.start == span.start and following == opening.family:
            found.append(_Found(opening.start, span.end, opening.end, span.end, False, True))
            break


def _opens(text: str, mark: _Mark) -> bool:
    after = text[mark.end : mark.end + 1]
    return (
        mark.lean > 0
        and (after.isalnum() or (after != "" and after in '"“«…[($'))
        and not ELISION.match(text, mark.start)
    )


def _closes(text: str, mark: _Mark) -> bool:
    return (
        mark.family in "’'"
        and not _gap(text[mark.start - 1 : mark.start])
        and not text[mark.end : mark.end + 1].isalnum()
    )


# ---------------------------------------------------------------------------------------------
# Nesting
# ---------------------------------------------------------------------------------------------


def _nested(found: Iterable[_Found]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    open_ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while open_ends and open_ends[-1] <= one.start:
            open_ends.pop()
        inner = Span(one.inner_start, one.inner_end)
        passages.append(Passage(Span(one.start, one.end), inner, len(open_ends), one.closed, one.continued))
        open_ends.append(one.end)
    return tuple(passages)
