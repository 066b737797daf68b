"""Text as the encoder reads it: a sequence of word pieces, cut into windows of whole paragraphs.

Training and running share this module, so that both see the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.parser.annotation import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, MASK = 101, 102, 103
WINDOW = 256  # pieces, [CLS] included; attention costs grow with it, accuracy stops growing about here
TYPES = 8  # rows of the token-type table: 0 special; 2 to 7 letter case × inside quotation marks
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: the tokenizer would refuse the text
STOPS, CLOSING = ".!?", ".!?,;:)]"
LOOK_BACK = 0.5  # a paragraph longer than a window is cut at a sentence end in this last share of it

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A document's word pieces, a [SEP] after each paragraph.

    All arrays have one entry a piece. `starts` and `ends` are characters in the text, -1 at a [SEP]; `first` is
    True where a word begins (and at a [SEP]); `types` are token-type ids; `stops` is True where a sentence may
    have ended, `closing` at every mark that closes something, so that nothing begins with it.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    types: Ints
    first: Bools
    stops: Bools
    closing: Bools

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """A slice of the sequence that is read in one go. `new` is where its own part begins; before is context."""

    start: int
    new: int
    end: int


def read_pieces(text: str, paragraphs: Sequence[Span], quoted: bytearray, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a text. `quoted` has one byte a character: is it inside quotation marks?"""
    text = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, np.int32)
    offsets = np.array(encoding.offsets, np.int32).reshape(-1, 2)
    edges = np.array([(span.start, span.end) for span in paragraphs], np.int32).reshape(-1, 2)
    owner = np.searchsorted(edges[:, 0], offsets[:, 0], side="right") - 1
    inside = (owner >= 0) & (offsets[:, 1] > offsets[:, 0])
    inside[inside] = offsets[inside, 0] < edges[owner[inside], 1]
    ids, offsets, owner = ids[inside], offsets[inside], owner[inside]
    first = ~_continuation(tokenizer)[ids]
    if len(first):
        first[0] = True
        first[1:] |= owner[1:] != owner[:-1]
    types = 2 + 2 * _shapes(text, offsets, first) + np.frombuffer(quoted, np.uint8)[offsets[:, 0]]
    stops, closing = (np.isin(ids, _ids_of(marks, tokenizer)) for marks in (STOPS, CLOSING))
    at = np.flatnonzero(np.append(owner[1:] != owner[:-1], True)) + 1 if len(owner) else np.array([], np.int64)

    def insert(values: NDArray[np.generic], value: int) -> NDArray[np.generic]:
        return np.insert(values, at, value)

    return Pieces(
        ids=insert(ids, SEP).astype(np.int32),
        starts=insert(offsets[:, 0], -1).astype(np.int32),
        ends=insert(offsets[:, 1], -1).astype(np.int32),
        types=insert(types, 0).astype(np.int32),
        first=insert(first, 1).astype(np.bool_),
        stops=insert(stops, 1).astype(np.bool_),
        closing=insert(closing, 1).astype(np.bool_),
    )


def windows(pieces: Pieces, *, size: int = WINDOW, context: int = 0, lead: int | None = None) -> Iterator[Window]:
    """Windows of at most `size` pieces, [CLS] included, whose own parts cover the pieces.

    Each takes as many whole paragraphs as fit after at most `context` pieces from before it. `lead` limits the first
    window instead of `size`: training shifts the cuts with it.
    """
    paragraph_ends = np.flatnonzero(pieces.starts < 0) + 1
    new, limit = 0, lead or size
    while new < len(pieces):
        start = _context_start(pieces, new, context)
        room = new + limit - 1 - (new - start)
        fits = int(np.searchsorted(paragraph_ends, room, side="right")) - 1
        end = int(paragraph_ends[fits]) if fits >= 0 and paragraph_ends[fits] > new else _cut(pieces, new, room)
        yield Window(start, new, end)
        new, limit = end, size


def inputs(pieces: Pieces, window: Window) -> tuple[Ints, Ints]:
    """The ids and token types of a window, [CLS] first."""
    part = slice(window.start, window.end)
    return (
        np.concatenate(([np.int32(CLS)], pieces.ids[part])).astype(np.int32),
        np.concatenate(([np.int32(0)], pieces.types[part])).astype(np.int32),
    )


def _context_start(pieces: Pieces, new: int, context: int) -> int:
    """Where the text before a window begins: at a word, at most `context` pieces before it."""
    start = max(0, new - context)
    while start < new and not pieces.first[start]:
        start += 1
    return start


def _cut(pieces: Pieces, new: int, room: int) -> int:
    """Where a paragraph that does not fit is cut: after a sentence, else before a word."""
    room = min(room, len(pieces))
    earliest = new + int((room - new) * LOOK_BACK)
    stops = np.flatnonzero(pieces.stops[earliest:room])
    if len(stops):
        return earliest + int(stops[-1]) + 1
    end = room
    while end > new + 1 and end < len(pieces) and not pieces.first[end]:
        end -= 1
    return end if end > new + 1 else room


def _shapes(text: str, offsets: Ints, first: Bools) -> Ints:
    """For each piece its word's letter case: 0 lower, 1 Capitalised, 2 UPPER."""
    if not len(offsets):
        return np.zeros(0, np.int32)
    upper, lower = _letter_case()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(codes < len(upper), codes, 0)
    begins = np.flatnonzero(first)
    starts = offsets[begins, 0]
    ends = offsets[np.append(begins[1:], len(first)) - 1, 1]
    lower_before = np.concatenate(([0], np.cumsum(lower[codes])))
    capital = upper[codes[starts]]
    shouted = capital & (ends - starts > 1) & (lower_before[ends] == lower_before[starts])
    shapes = capital.astype(np.int32) + shouted
    return np.asarray(np.repeat(shapes, np.diff(np.append(begins, len(first)))), np.int32)


@cache
def _letter_case() -> tuple[Bools, Bools]:
    """Which of the code points of Latin, Greek and Cyrillic are capital and which are small letters."""
    letters = [chr(code) for code in range(0x530)]
    return np.array([c.isupper() for c in letters]), np.array([c.islower() for c in letters])


@cache
def _continuation(tokenizer: Tokenizer) -> Bools:
    """Which ids of the vocabulary go on inside a word."""
    vocabulary = tokenizer.get_vocab()
    continues = np.zeros(max(vocabulary.values()) + 1, np.bool_)
    for piece, number in vocabulary.items():
        continues[number] = piece.startswith("##")
    return continues


@cache
def _ids_of(marks: str, tokenizer: Tokenizer) -> Ints:
    vocabulary = tokenizer.get_vocab()
    return np.array([vocabulary[mark] for mark in marks if mark in vocabulary], np.int32)
