"""Fit the weights of confidence.py, on the articles that training kept aside: the tagger has not seen them.

The expected calibration error (Naeini, Cooper and Hauskrecht 2015), the threshold with the best F1 and the
reliability diagram come from cross-validation over articles.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from quotes.parser.annotation import Attribution, Document
from quotes.parser.confidence import features
from quotes.parser.link import weigh
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment
from quotes.parser.tagger.encoder import load as load_tagger
from quotes.parser.tagger.training.labels import kept_aside, load

log = logging.getLogger(__name__)

FOLDS = 5
BINS = 10
PENALTY = 1.0  # of squared weights
OVERLAP = 0.5  # contents are the same from this intersection over union on

Floats = NDArray[np.float64]


def run(articles: Path, model: Path, out: Path) -> None:
    """Write confidence.json and reliability.svg to the folder `out`."""
    rows, right, owner, gold = _read(articles, model)
    names = list(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    held_out = np.zeros(len(x))
    for fold in range(FOLDS):
        test = owner % FOLDS == fold
        held_out[test] = _chance(x[test], _fit(x[~test], right[~test]))
    threshold, f1 = _best_threshold(held_out, right, gold)
    figures = {
        "statements": len(x),
        "share that is right": round(float(right.mean()), 4),
        "expected calibration error": round(expected_calibration_error(held_out, right), 4),
        "threshold with the best F1": threshold,
        "F1 there": round(f1, 4),
    }
    log.info(json.dumps(figures))
    weights = {name: round(float(weight), 4) for name, weight in zip(names, _fit(x, right), strict=True)}
    text = json.dumps({"weights": weights, "figures": figures}, indent=2) + "\n"
    (out / "confidence.json").write_text(text, encoding="utf-8")
    (out / "reliability.svg").write_text(diagram(held_out, right), encoding="utf-8")


def _read(articles: Path, model: Path) -> tuple[list[dict[str, float]], Floats, NDArray[np.int64], int]:
    """Features of every possible statement, whether it is right, its article's number; the number of gold ones."""
    tagger = load_tagger(1, model=model)
    rows, right, owner, gold = [], [], [], 0
    for number, article in enumerate(a for a in load(articles) if kept_aside(a["id"])):
        page = segment(Document(article["text"]))
        passages = find_passages(page)
        weighed = list(weigh(page, passages, tagger(page, passages)))
        gold += len(article["statements"])
        rows += [features(grounds) for grounds, _ in weighed]
        right += list(_right(article, [found for _, found in weighed]))
        owner += [number] * len(weighed)
    return rows, np.array(right, float), np.array(owner), gold


def _right(article: dict[str, Any], found: Sequence[Attribution]) -> Iterator[bool]:
    """Whether each statement has a gold one with like content, one to one, and its source."""
    starts = [match.start() for match in re.finditer(r"\w+", article["text"])]

    def words(spans: Sequence[Any]) -> frozenset[int]:
        return frozenset(i for s, e in spans for i in range(*np.searchsorted(starts, [s, e])))

    golds = [(words(one["content"]), words(one["source"])) for one in article["statements"]]
    ours = [
        (words([(s.start, s.end) for s in one.content]), words([(s.start, s.end) for s in one.source])) for one in found
    ]
    pairs = sorted(((len(a & c) / len(a | c), i, j) for i, (a, _) in enumerate(golds) for j, (c, _) in enumerate(ours)
                    if a & c), key=lambda pair: (-pair[0], pair[1:]))  # fmt: skip
    matched: dict[int, int] = {}
    for overlap, i, j in pairs:
        if overlap >= OVERLAP and j not in matched and i not in matched.values():
            matched[j] = i
    for j, (_, source) in enumerate(ours):
        expected = golds[matched[j]][1] if j in matched else None
        yield expected is not None and (bool(expected & source) if expected else not source)


def _fit(x: Floats, y: Floats) -> Floats:
    def loss(weights: Floats) -> tuple[float, Floats]:
        z = x @ weights
        value = np.logaddexp(0, z).sum() - z @ y + PENALTY / 2 * weights @ weights
        return float(value), x.T @ (1 / (1 + np.exp(-z)) - y) + PENALTY * weights

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def _chance(x: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x @ weights)))


def _best_threshold(chances: Floats, right: Floats, gold: int) -> tuple[float, float]:
    thresholds = np.arange(0, 0.7, 0.01)
    scores = [2 * right[chances >= t].sum() / ((chances >= t).sum() + gold) for t in thresholds]
    best = int(np.argmax(scores))
    return round(float(thresholds[best]), 2), float(scores[best])


def bins(chances: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """Mean chance, share that is right, and number, of each tenth of the scale that has any."""
    place = np.minimum((chances * BINS).astype(int), BINS - 1)
    return [(float(chances[place == b].mean()), float(right[place == b].mean()), int((place == b).sum()))
            for b in range(BINS) if (place == b).any()]  # fmt: skip


def expected_calibration_error(chances: Floats, right: Floats) -> float:
    return sum(n * abs(chance - share) for chance, share, n in bins(chances, right)) / len(chances)


def diagram(chances: Floats, right: Floats) -> str:
    """A reliability diagram as SVG: how sure against how often right, a dot's area for how many."""
    size, edge = 320, 40
    dots = "".join(
        f'<circle cx="{edge + chance * size:.1f}" cy="{edge + (1 - share) * size:.1f}" '
        f'r="{2 + 14 * (n / len(chances)) ** 0.5:.1f}" fill="#1f6feb" fill-opacity=".6"/>'
        for chance, share, n in bins(chances, right)
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
