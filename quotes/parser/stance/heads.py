"""What the output columns of the cross-encoder mean, and how a pair's stance comes of them.

Each piece has a row. The stance is read off [CLS] and off a weighted mean of the pieces, whose weights are learned too;
the last column says how much a piece is evidence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.parser.stance.values import Side

SIDES = (Side.SUPPORT, Side.OPPOSE, Side.NEUTRAL)
WHOLE, EACH, WEIGHT, EVIDENCE = slice(0, 3), slice(3, 6), 6, 7
COLUMNS = 8


def pool(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The scores of SIDES, before any softmax, of a pair's rows (pieces, COLUMNS)."""
    rows = rows.astype(np.float64)
    weights = np.exp(rows[:, WEIGHT] - rows[:, WEIGHT].max())
    pooled: NDArray[np.float64] = rows[0, WHOLE] + weights @ rows[:, EACH] / weights.sum()
    return pooled
