"""How well the network does piece by piece, to follow a training run; the product is measured on statements."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from quotes.parser.tagger.heads import NAMES, POINTERS, TAGS
from quotes.parser.tagger.training.batches import batched, collate, items
from quotes.parser.tagger.training.labels import IGNORE, Targets
from quotes.parser.tagger.training.network import Network

SPEAKER = len(POINTERS) - 1  # the pointer that is trained on `Targets.speakers`


def evaluate(network: Network, targets: Sequence[Targets]) -> dict[str, float]:
    """F1 of each tag and name over pieces, and the accuracy of each pointer, in percent."""
    network.eval()
    counts = {str(name): np.zeros(3) for name in (*TAGS, *NAMES)}
    pointers = np.zeros((len(POINTERS), 2))
    for windows in batched(items(targets, {}, None), None):
        batch = collate(windows)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, names, scores = network(batch["ids"], batch["types"], batch["mask"])
        _count([str(tag) for tag in TAGS], 2, batch["tags"], tags.argmax(-1), counts)
        _count([str(name) for name in NAMES], 1, batch["names"], names.argmax(-1), counts)
        for number in range(len(POINTERS)):
            known = batch["pointers"][:, number] != IGNORE
            hits = (scores[:, number].argmax(-1) == batch["pointers"][:, number])[known]
            pointers[number] += [int(hits.sum()), len(hits)]
        for row, first, hits in batch["speakers"]:
            pointers[SPEAKER] += [int(scores[row, SPEAKER, first].argmax()) in (hits or (0,)), 1]
    figures = {name: round(200 * both / max(1.0, found + gold), 1) for name, (both, found, gold) in counts.items()}
    return figures | {
        str(pointer): round(100 * right / max(1.0, of), 1)
        for pointer, (right, of) in zip(POINTERS, pointers, strict=True)
    }


def _count(names: list[str], step: int, labels: Tensor, guess: Tensor, counts: dict[str, np.ndarray]) -> None:
    """Add how often each name is both, guessed, and gold. A name has `step` columns, behind that of "outside"."""
    known = labels != IGNORE
    gold, found = labels[known] - 1, guess[known] - 1
    for index, name in enumerate(names):
        is_gold = (gold >= 0) & (gold.div(step, rounding_mode="floor") == index)
        is_found = (found >= 0) & (found.div(step, rounding_mode="floor") == index)
        counts[name] += [int((is_gold & is_found).sum()), int(is_found.sum()), int(is_gold.sum())]
