"""Fit what makes scores mean what they say, on pairs that training kept aside: statements of whole articles.

One temperature divides the scores of the sides before the softmax (Guo and others 2017). Under `least` an answer is
unclear: it is the score down to which at least four in five answers are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from quotes.parser.stance.model import softmax

RIGHT = 0.8  # the share of answers that are right, down to the least score

Floats = NDArray[np.float64]


def fit(scores: Floats, labels: Sequence[int]) -> dict[str, float]:
    """The `temperature` and `least` of calibration.json, of scores (pairs, 3) and the right sides."""
    gold = np.array(labels)

    def loss(log_temperature: float) -> float:
        chances = softmax(scores / np.exp(log_temperature))
        return float(-np.log(chances[np.arange(len(gold)), gold] + 1e-12).mean())

    temperature = float(np.exp(minimize_scalar(loss, bounds=(-2, 3), method="bounded").x))
    chances = softmax(scores / temperature)
    return {"temperature": round(temperature, 4), "least": round(least(chances.max(1), chances.argmax(1) == gold), 4)}


def least(scores: Floats, right: NDArray[np.bool_]) -> float:
    """The lowest score down to which RIGHT of the answers are right; above 1 where there is none."""
    order = np.argsort(-scores, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= RIGHT)
    return float(scores[order[enough[-1]]]) if len(enough) else 1.01


def at_half_coverage(scores: Floats, right: NDArray[np.bool_]) -> float:
    """The accuracy of the surer half of the answers, in percent."""
    order = np.argsort(-scores, kind="stable")[: (len(scores) + 1) // 2]
    return float(100 * right[order].mean())


def figures(scores: Any, labels: Sequence[int], temperature: float, lowest: float) -> dict[str, float]:
    """What a reader wants to know of a calibrated model, on some pairs."""
    chances = softmax(np.asarray(scores, np.float64) / temperature)
    right = chances.argmax(1) == np.array(labels)
    sure = chances.max(1)
    clear = sure >= lowest
    return {
        "accuracy": round(float(100 * right.mean()), 1),
        "accuracy at half coverage": round(at_half_coverage(sure, right), 1),
        "share that is not unclear": round(float(100 * clear.mean()), 1),
        "accuracy of those": round(float(100 * right[clear].mean()), 1) if clear.any() else 0.0,
    }
