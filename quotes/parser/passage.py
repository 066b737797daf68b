"""Quotation marks: every stretch between them, exactly as printed.

Double marks are paired first, with a stack, because they rarely mean anything else. Then single marks, which are mostly
apostrophes: only where one opens a word and another ends one in the same stretch of text. Since a single passage never
crosses the edge of a double one, passages nest or are apart.

Deterministic, and linear in the length of the text.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from quotes.parser.annotation import Kind, Page, Passage, Span
from quotes.parser.double_marks import double_passages
from quotes.parser.marks import Found, MarksAhead
from quotes.parser.single_marks import single_passages

DIRECT_SHARE = 0.9
"""A content is direct from this share of quoted words on (Pareti and others 2013 give no number)."""

WORD = re.compile(r"\w+")


def find_passages(page: Page) -> tuple[Passage, ...]:
    """Every passage of the page, sorted by where it starts, an outer one before those inside it.

    "“We called it ‘home’ once,” she said." has two passages: the whole quotation and, at depth 1, ‘home’.
    """
    text, spans = page.text, [paragraph.span for paragraph in page.paragraphs]
    marks = MarksAhead(text, spans)
    passages: list[Passage] = []
    with _collector_paused():
        for batch, doubles in double_passages(text, spans, marks):
            singles = single_passages(text, spans, marks, batch, doubles)
            passages += _nested(one for one in [*doubles, *singles] if text[one.inner_start : one.inner_end].strip())
            marks.forget(batch)
    return tuple(passages)


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


def _nested(found: Iterable[Found]) -> Iterator[Passage]:
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while ends and ends[-1] <= one.start:
            ends.pop()
        inner = Span(one.inner_start, one.inner_end)
        yield Passage(Span(one.start, one.end), inner, len(ends), one.closed, one.continued)
        ends.append(one.end)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Marks and passages hold no cycles, yet the garbage collector looks at each of them again and again as they become
    many: ten times the text would take 13 times as long.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
