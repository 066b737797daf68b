"""The labelled pairs: which sets are learned from, and which part of them is kept aside for decisions.

Kept aside are whole articles (newsquotes), sentences (newsmtsc) and whole topics (argkp, perspectrum). The dev sets of
newsquotes and newsmtsc are for reporting alone, and so is all of ibmcs: its topics, and pairs of the other sets on a
topic that it has too, are not learned from.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from quotes.parser.annotation import Span
from quotes.parser.stance.heads import SIDES
from quotes.parser.stance.pair import PairPieces, pair_of, read_pair, stems

LEARNED = {"newsquotes": "train", "newsmtsc": "train", "argkp": "dev", "perspectrum": "dev"}
REPORTED = {"newsquotes": "dev", "newsmtsc": "dev", "ibmcs": "dev"}
ASIDE = {"newsquotes": 10, "newsmtsc": 20, "argkp": 10, "perspectrum": 12}  # one in so many
GROUP = {"newsquotes": "doc", "newsmtsc": "id", "argkp": "target", "perspectrum": "target"}
SHARED = 8  # a word that at most so many topics have makes two topics the same


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
    debated = [row["target"] for name in ("argkp", "perspectrum") for row in rows[name]]
    reported = {row["target"] for row in load(folder / "stance-ibmcs-dev.jsonl")}
    same = same_topics(set(debated), reported)
    learn: list[Example] = []
    aside: list[Example] = []
    for name, found in rows.items():
        for row in found:
            if row["target"] not in same:
                example = _example(name, row, tokenizer)
                (aside if _kept_aside(name, row) else learn).append(example)
    return learn, aside


def read_reported(folder: Path, tokenizer: Tokenizer) -> dict[str, list[Example]]:
    return {
        name: [_example(name, row, tokenizer) for row in load(folder / f"stance-{name}-{part}.jsonl")]
        for name, part in REPORTED.items()
    }


def load(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def same_topics(topics: set[str], reported: Iterable[str]) -> set[str]:
    """Those topics that share a telling word with a reported one, or most of its words."""
    common = Counter(stem for topic in topics for stem in _stems(topic))
    found = set()
    for held in map(_stems, reported):
        for topic in topics:
            shared = held & _stems(topic)
            if any(common[stem] <= SHARED for stem in shared) or (held and len(shared) >= max(2, len(held) / 2)):
                found.add(topic)
    return found


def hidden(row: dict[str, Any]) -> dict[str, Any]:
    """The row without its topic, for the control: what is left is tone."""
    return {key: value for key, value in row.items() if key != "span"} | {"target": ""}


def _kept_aside(name: str, row: dict[str, Any]) -> bool:
    return zlib.crc32(f"{GROUP[name]} {row[GROUP[name]]}".encode()) % ASIDE[name] == 0


def _example(name: str, row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    evidence = row.get("evidence")
    at = row["text"].find(evidence) if evidence else -1
    span = Span(at, at + len(evidence)) if evidence and at >= 0 else None
    return Example(
        name, row, read_pair(pair_of(row), tokenizer), [str(side) for side in SIDES].index(row["stance"]), span
    )


def without_topic(example: Example, tokenizer: Tokenizer) -> Example:
    return _example(example.set, hidden(example.row), tokenizer)


def _stems(topic: str) -> frozenset[str]:
    return frozenset(one for one in stems(topic) if len(one) > 2)


def evidence_mask(example: Example) -> np.ndarray:
    """Which pieces are evidence: 1, 0, or -1 throughout where it is not known."""
    pieces = example.pieces
    if example.evidence is None:
        return np.full(len(example), -1, np.int64)
    return ((pieces.starts < example.evidence.end) & (pieces.ends > example.evidence.start)).astype(np.int64)
