"""Where quoted passages are, as the decoder asks it: piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.parser.annotation import Passage
from quotes.parser.tagger.window import Pieces

INTRODUCES = (",", ":")
BEFORE = 3  # characters before a passage that are looked at for a mark that introduces it

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Quoting:
    """One entry a piece: is it in the same outermost passage as the piece before (`joined`), and does it open a passage
    behind a comma or a colon (`introduced`)?"""

    joined: Bools
    introduced: Bools

    def at(self, words: NDArray[np.int64]) -> Quoting:
        """The same for the pieces that begin words alone."""
        return Quoting(self.joined[words], self.introduced[words])


def no_quoting(length: int) -> Quoting:
    return Quoting(np.zeros(length, np.bool_), np.zeros(length, np.bool_))


def read_quoting(text: str, passages: Sequence[Passage], pieces: Pieces) -> Quoting:
    outer = [passage.span for passage in passages if passage.depth == 0]
    if not outer or not len(pieces):
        return no_quoting(len(pieces))
    starts, ends = np.array([span.start for span in outer]), np.array([span.end for span in outer])
    at = np.searchsorted(starts, pieces.starts, side="right") - 1
    inside = (at >= 0) & (pieces.starts < ends[at])
    at = np.where(inside, at, -1)
    joined = inside & (at == np.roll(at, 1))
    behind = [text[max(0, span.start - BEFORE) : span.start].rstrip().endswith(INTRODUCES) for span in outer]
    return Quoting(joined, inside & ~joined & np.array(behind)[at])
