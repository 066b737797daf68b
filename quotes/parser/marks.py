"""Quotation marks and what only looks like one, each with the way it points.

A mark points by its glyph (“ opens), by its neighbours (it leans: one before a word and after a space opens), or not at
all. Neither is trusted alone: closing glyphs are typed where one opens (”Fear) and spaces are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import category

from quotes.parser.annotation import Span

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
    "''": ("typed", UNSURE),  # where `` opens, '' only closes
    "«": ("angle", OPENS),
    "»": ("angle", CLOSES),
}
"""Family and direction of the glyph."""

# The first of three closing apostrophes (or five …) ends the inner quotation: ''a 'b'''
_DOUBLE = r"""``|(?<![\s'])'(?=(?:'')++(?![\w']))|''|‘‘|(?<![\s’])’(?=(?:’’)++(?![\w’]))|’’|["″“”‟„«»]"""
# Between two letters or digits it is an apostrophe (it's, 6'2), and a ` after a letter always is (John`s).
_SINGLE = r"(?<!\w)[‘’'`‚‛‹]|[‘’'›](?!\w)"
MARK = re.compile(f"(?P<double>{_DOUBLE})|(?P<single>{_SINGLE})")
INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
"""What stands before the last mark of 6'2"."""
ELISION = re.compile(
    r"['’‘](?:\d0s\b|\d\d\b|(?:em|til|till|cause|cuz|twas|tis|twill|n|bout|round|cept|nuff|ere|neath)\b)",
    re.IGNORECASE,
)
BEFORE_OPENING = frozenset("([{<—–-/‘“\"'«„`")
BEFORE_CLOSED = frozenset(".,;:!?)]}>—–-/…’”\"'»*")
STOPS = frozenset(",.!?…;—–-")
"""What stands before a mark that closes, mostly."""
WITHIN_SINGLE = frozenset('"“«…[($')
"""What an opening single mark may stand before, besides a letter or digit."""


class Mark(NamedTuple):
    """A mark, its family (a single mark's is its glyph), and how glyph and neighbours point."""

    start: int
    end: int
    family: str
    glyph: int
    lean: int

    @property
    def points(self) -> int:
        """The way it points, the glyph first."""
        return self.glyph or self.lean


class Found(NamedTuple):
    """A passage before its depth is known."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continued: bool = False


def gap(char: str) -> bool:
    """Nothing, white space or an invisible formatting character."""
    return not char or char.isspace() or (char > "\x7f" and category(char) == "Cf")


def find_marks(text: str, span: Span) -> tuple[list[Mark], list[Mark]]:
    """The double and the single marks of a paragraph, in order."""
    doubles: list[Mark] = []
    singles: list[Mark] = []
    typed_pairs = text.find("``", span.start, span.end) >= 0
    for match in MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        glyphs, lean = match[0], _lean(text, start, end)
        if glyphs not in DOUBLE_MARKS:
            singles.append(Mark(start, end, glyphs, UNSURE, lean))
            continue
        family, glyph = DOUBLE_MARKS[glyphs]
        if glyphs == "''" and typed_pairs:
            glyph = CLOSES
        doubles.append(Mark(start, end, family, glyph, lean))
    return _without_inches(text, doubles), singles


class MarksAhead:
    """The marks of paragraphs, found when first asked for and kept until they are forgotten."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._spans = spans
        self._found: dict[int, tuple[list[Mark], list[Mark]]] = {}

    def doubles(self, paragraph: int) -> list[Mark]:
        return self._marks(paragraph)[0]

    def singles(self, paragraph: int) -> list[Mark]:
        return self._marks(paragraph)[1]

    def forget(self, paragraphs: Iterable[int]) -> None:
        for paragraph in paragraphs:
            self._found.pop(paragraph, None)

    def _marks(self, paragraph: int) -> tuple[list[Mark], list[Mark]]:
        if paragraph not in self._found:
            self._found[paragraph] = find_marks(self._text, self._spans[paragraph])
        return self._found[paragraph]


def opens_single(text: str, mark: Mark) -> bool:
    """Whether a single mark opens: before a word, after a space, and no elision ('90s, 'em)."""
    after = text[mark.end : mark.end + 1]
    return mark.lean == OPENS and (after.isalnum() or after in WITHIN_SINGLE) and not ELISION.match(text, mark.start)


def closes_single(text: str, mark: Mark) -> bool:
    """Whether a single mark may close: after a word and before none; a ‘ does only where its neighbours say so too."""
    if mark.family == "‘":
        return mark.lean == CLOSES
    after = text[mark.end : mark.end + 1]
    return mark.family in "’'›" and not after.isalnum() and not gap(text[mark.start - 1 : mark.start])


def _lean(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start], text[end : end + 1]
    gap_before, gap_after = gap(before), gap(after)
    opens = (gap_before or before in BEFORE_OPENING) and not gap_after
    closes = (gap_after or after in BEFORE_CLOSED) and not gap_before
    return opens - closes


def _without_inches(text: str, doubles: list[Mark]) -> list[Mark]:
    """Leave out the mark of 6'2", and that of "a 12" pizza," which ends nothing as the next one closes as well."""
    kept: list[Mark] = []
    depth = 0
    for mark, following in zip_longest(doubles, doubles[1:]):
        if mark.glyph != OPENS and text[mark.start - 1 : mark.start].isdigit():
            if mark.glyph == UNSURE and INCHES.search(text, max(0, mark.start - 6), mark.start):
                continue
            if depth == 1 and mark.points == CLOSES and following and following.points == CLOSES:
                continue
        depth = max(0, depth + (mark.points or (CLOSES if depth else OPENS)))
        kept.append(mark)
    return kept
