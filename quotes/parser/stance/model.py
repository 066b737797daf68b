"""Level 2, the cross-encoder: the tagger's small encoder, trained on pairs of a topic and a statement.

Runs an ONNX file by the tagger's own code, without torch. A package that knows better can take its place: see `Judge`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.parser.annotation import Span
from quotes.parser.stance.heads import EVIDENCE, SIDES, pool
from quotes.parser.stance.pair import Pair, PairPieces, read_pair
from quotes.parser.stance.values import Finding
from quotes.parser.tagger import encoder

MODEL = Path(__file__).parent / "model.onnx"
CALIBRATION = Path(__file__).parent / "data" / "calibration.json"
LIKELY = 0.35  # pieces beside the likeliest that are evidence, too

Judge = Callable[[Sequence[Pair]], Sequence[Finding]]
"""The interface of level 2: for each pair the likeliest side, how likely it is, and the evidence in the pair's text.

It is one of support, oppose and neutral: where its score is too low the caller takes it for unclear.
"""


@dataclass(frozen=True, slots=True)
class Calibration:
    """`temperature` makes scores mean what they say; under `least` fewer than four in five are right."""

    temperature: float
    least: float


def calibration(path: Path = CALIBRATION) -> Calibration:
    values = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(values["temperature"], values["least"])


class CrossEncoder:
    """The `Judge` that ships with the package. One pair at a time, so that no result depends on another pair."""

    def __init__(self, model: Path = MODEL, tokenizer: Path = encoder.TOKENIZER, threads: int = 1) -> None:
        self._model, self._tokenizer_path, self._threads = model, tokenizer, threads

    def __call__(self, pairs: Sequence[Pair]) -> tuple[Finding, ...]:
        return tuple(self._find(pair) for pair in pairs)

    def scores(self, pair: Pair) -> NDArray[np.float64]:
        """The scores of SIDES before any softmax."""
        return pool(self._rows(read_pair(pair, self._tokenizer)))

    def _find(self, pair: Pair) -> Finding:
        pieces = read_pair(pair, self._tokenizer)
        rows = self._rows(pieces)
        chances = softmax(pool(rows) / self._calibration.temperature)
        best = int(chances.argmax())
        return Finding(SIDES[best], float(chances[best]), _evidence(pair.text, pieces, rows[:, EVIDENCE]))

    def _rows(self, pieces: PairPieces) -> NDArray[np.float32]:
        rows: NDArray[np.float32] = self._session.run(None, {"ids": pieces.ids[None], "types": pieces.types[None]})[0][
            0
        ]
        return rows

    @cached_property
    def _calibration(self) -> Calibration:
        return calibration()

    @cached_property
    def _session(self) -> Any:
        return encoder.open_session(self._model, self._threads)

    @cached_property
    def _tokenizer(self) -> Any:
        return encoder.open_tokenizer(self._tokenizer_path)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True), np.float64)


def _evidence(text: str, pieces: PairPieces, scores: NDArray[np.float32]) -> Span | None:
    """The likeliest piece and its likely neighbours, in whole words."""
    inside = np.flatnonzero(pieces.starts >= 0)
    if not len(inside):
        return None
    likely = 1 / (1 + np.exp(-scores.astype(np.float64)))
    first = last = int(inside[likely[inside].argmax()])
    threshold = LIKELY * float(likely[first])
    while first > inside[0] and likely[first - 1] >= threshold:
        first -= 1
    while last < inside[-1] and likely[last + 1] >= threshold:
        last += 1
    start, end = int(pieces.starts[first]), int(pieces.ends[last])
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)
