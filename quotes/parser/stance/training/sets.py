"""The labelled pairs: which sets are learned from, and which part of them is kept aside for decisions.

Kept aside are whole articles (newsquotes), sentences (newsmtsc) and whole topics (argkp, perspectrum). The dev sets of
newsquotes and newsmtsc are for reporting alone, and so is all of ibmcs: pairs of the other sets on one of its topics,
or on one that means nearly the same, are not learned from.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from quotes.parser.annotation import Span
from quotes.parser.stance.heads import SIDES
from quotes.parser.stance.pair import PairPieces, pair_of, read_pair
from quotes.parser.stance.training.alike import near
from quotes.parser.stance.training.rephrase import reworded

LEARNED = {"newsquotes": "train", "newsmtsc": "train", "argkp": "dev", "perspectrum": "dev"}
REPORTED = {"newsquotes": "dev", "newsmtsc": "dev", "ibmcs": "dev"}
ASIDE = {"newsquotes": 10, "newsmtsc": 20, "argkp": 10, "perspectrum": 12}  # one in so many
GROUP = {"newsquotes": "doc", "newsmtsc": "id", "argkp": "target", "perspectrum": "target"}
WORDINGS = {"argkp": 2, "perspectrum": 3}  # of a motion that are learned from beside its own; they are the set MOTIONS
MOTIONS = "motions"
UNKNOWN = -1  # the label of a pair that nobody labelled


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its label, an index of SIDES; `evidence` is a word's worth of places in the text, if known."""

    set: str
    row: dict[str, Any]
    pieces: PairPieces
    label: int
    evidence: Span | None

    def __len__(self) -> int:
        return len(self.pieces.ids)


def read(folder: Path, tokenizer: Tokenizer) -> tuple[list[Example], list[Example]]:
    """What to learn from, and what is kept aside."""
    rows = {name: list(load(folder / f"stance-{name}-{part}.jsonl")) for name, part in LEARNED.items()}
    debated = sorted({row["target"] for name in WORDINGS for row in rows[name]})
    same = near(debated, sorted({row["target"] for row in load(folder / "stance-ibmcs-dev.jsonl")}))
    learn: list[Example] = []
    aside: list[Example] = []
    for name, found in rows.items():
        for row in found:
            if row["target"] in same:
                continue
            if kept_aside(name, row):
                aside.append(example(name, row, tokenizer))
            else:
                learn.append(example(name, row, tokenizer))
                learn += (example(MOTIONS, other, tokenizer) for other in reworded(row, WORDINGS.get(name, 0)))
    return learn, aside


def read_reported(folder: Path, tokenizer: Tokenizer) -> dict[str, list[Example]]:
    return {
        name: [example(name, row, tokenizer) for row in load(folder / f"stance-{name}-{part}.jsonl")]
        for name, part in REPORTED.items()
    }


def load(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def hidden(row: dict[str, Any]) -> dict[str, Any]:
    """The row without its topic, for the control: what is left is tone."""
    return {key: value for key, value in row.items() if key != "span"} | {"target": ""}


def kept_aside(name: str, row: dict[str, Any]) -> bool:
    return zlib.crc32(f"{GROUP[name]} {row[GROUP[name]]}".encode()) % ASIDE[name] == 0


def example(name: str, row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    evidence = row.get("evidence")
    at = row["text"].find(evidence) if evidence else -1
    span = Span(at, at + len(evidence)) if evidence and at >= 0 else None
    label = [str(side) for side in SIDES].index(row["stance"]) if "stance" in row else UNKNOWN
    return Example(name, row, read_pair(pair_of(row), tokenizer), label, span)


def evidence_mask(example: Example) -> np.ndarray:
    """Which pieces are evidence: 1, 0, or -1 throughout where it is not known."""
    pieces = example.pieces
    if example.evidence is None:
        return np.full(len(example), -1, np.int64)
    return ((pieces.starts < example.evidence.end) & (pieces.ends > example.evidence.start)).astype(np.int64)
