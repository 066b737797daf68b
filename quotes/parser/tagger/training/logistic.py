"""Logistic regression, and how well its chances are calibrated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
BINS = 10
PENALTY = 1.0  # of squared weights
STEPS = 25

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def table(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], Floats]:
    """The names of the features of all rows, and a column for each; 0 where a row lacks one."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return names, np.array([[row.get(name, 0.0) for name in names] for row in rows])


def fit(x: Floats, y: Floats) -> Floats:
    """The weights that make `y`, of 0 and 1, likeliest, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        expected = chances(x, weights)
        gradient = x.T @ (y - expected) - PENALTY * weights
        curvature = (x.T * (expected * (1 - expected))) @ x + PENALTY * np.eye(x.shape[1])
        weights += np.linalg.solve(curvature, gradient)
    return weights


def chances(x: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x @ weights)))


def held_out(x: Floats, y: Floats, owner: Ints) -> Floats:
    """The chance of each row by weights fitted without its article, whose number is its `owner`."""
    found = np.zeros(len(x))
    for fold in range(FOLDS):
        test = owner % FOLDS == fold
        found[test] = chances(x[test], fit(x[~test], y[~test]))
    return found


def bins(given: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """Mean chance, share that is right, and number, of each tenth of the scale that has any."""
    place = np.minimum((given * BINS).astype(int), BINS - 1)
    return [(float(given[place == b].mean()), float(right[place == b].mean()), int((place == b).sum()))
            for b in range(BINS) if (place == b).any()]  # fmt: skip


def expected_calibration_error(given: Floats, right: Floats) -> float:
    """How far chances are from the share that is right, in the mean (Naeini, Cooper and Hauskrecht 2015)."""
    return sum(n * abs(chance - share) for chance, share, n in bins(given, right)) / len(given)


def diagram(given: Floats, right: Floats) -> str:
    """A reliability diagram as SVG: how sure against how often right, a dot's area for how many."""
    size, edge = 320, 40
    dots = "".join(
        f'<circle cx="{edge + chance * size:.1f}" cy="{edge + (1 - share) * size:.1f}" '
        f'r="{2 + 14 * (n / len(given)) ** 0.5:.1f}" fill="#1f6feb" fill-opacity=".6"/>'
        for chance, share, n in bins(given, right)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2 * edge}" height="{size + 2 * edge}" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n'
        f'<path d="M{edge} {edge}V{edge + size}H{edge + size}" fill="none" stroke="black"/>\n'
        f'<path d="M{edge} {edge + size}L{edge + size} {edge}" stroke="gray" stroke-dasharray="4"/>\n'
        f'{dots}\n<text x="{edge + size / 2}" y="{size + edge + 28}" text-anchor="middle">confidence</text>\n'
        f'<text x="14" y="{edge + size / 2}" text-anchor="middle" transform="rotate(-90 14 {edge + size / 2})">'
        "share that is right</text>\n</svg>\n"
    )
