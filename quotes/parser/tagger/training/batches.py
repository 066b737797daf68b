"""Articles → batches of windows as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor

from quotes.parser.tagger.training.labels import IGNORE, Example, Targets, example
from quotes.parser.tagger.training.opinions import Opinion, Opinions, part_of
from quotes.parser.tagger.window import MASK, WINDOW, windows

BATCH_PIECES = 2200
CHUNK = 400  # windows that are sorted by length together
FIRST_WINDOW = 60  # the first window's smallest size: cuts move from epoch to epoch
SPECIAL = 999  # ids up to it are no words


@dataclass(frozen=True, slots=True)
class Item:
    """A window, and what teachers say of it, [CLS] included; places are its own."""

    example: Example
    opinion: Opinion

    def __len__(self) -> int:
        return len(self.example.ids)


def items(targets: Sequence[Targets], opinions: Opinions, rng: Generator | None) -> list[Item]:
    """The windows of all articles; with `rng` cut elsewhere at each call."""
    found = []
    for target in targets:
        lead = int(rng.integers(FIRST_WINDOW, WINDOW)) if rng is not None else None
        for window in windows(target.pieces, lead=lead):
            found.append(Item(example(target, window), part_of(opinions.get(target.id), window)))
    return found


def batched(windows_: Sequence[Item], rng: Generator | None) -> list[list[Item]]:
    """Windows of like length together, at most BATCH_PIECES pieces with the padding."""
    order = rng.permutation(len(windows_)) if rng is not None else np.arange(len(windows_))
    found: list[list[Item]] = []
    for start in range(0, len(order), CHUNK):
        chunk = sorted((windows_[i] for i in order[start : start + CHUNK]), key=len)
        batch: list[Item] = []
        for item in chunk:
            if batch and len(item) * (len(batch) + 1) > BATCH_PIECES:
                found.append(batch)
                batch = []
            batch.append(item)
        found.append(batch)
    if rng is None:
        return found
    return [found[i] for i in rng.permutation(len(found))]


def collate(batch: Sequence[Item], rng: Generator | None = None, word_dropout: float = 0.0) -> dict[str, Any]:
    """A batch as padded tensors. `word_dropout` is the share of the words' pieces that [MASK] hides."""
    examples = [item.example for item in batch]
    ids = _padded([one.ids for one in examples], 0)
    if rng is not None and word_dropout:
        hidden = torch.from_numpy(rng.random(ids.shape) < word_dropout) & (ids > SPECIAL)
        ids = torch.where(hidden, MASK, ids)
    return {
        "ids": ids,
        "types": _padded([one.types for one in examples], 0),
        "mask": _padded([np.ones(len(one.ids), np.int64) for one in examples], 0),
        "tags": _padded([one.tags for one in examples], IGNORE),
        "names": _padded([one.names for one in examples], IGNORE),
        "pointers": _padded([one.pointers for one in examples], IGNORE, axis=1),
        "soft_tags": _padded([item.opinion.tags for item in batch], -1).float(),
        "places": _padded([item.opinion.places for item in batch], 0, axis=1).long(),
        "chances": _padded([item.opinion.chances for item in batch], 0, axis=1).float(),
        "speakers": [(row, first, hits) for row, one in enumerate(examples) for first, hits in one.speakers],
    }


def _padded(arrays: Sequence[NDArray[Any]], fill: int, axis: int = 0) -> Tensor:
    longest = max(array.shape[axis] for array in arrays)
    rows = []
    for array in arrays:
        widths = [(0, 0)] * array.ndim
        widths[axis] = (0, longest - array.shape[axis])
        rows.append(np.pad(array, widths, constant_values=fill))
    return torch.from_numpy(np.stack(rows))
