"""Fine-tune a cross-encoder: one run, of the teacher or of the model that ships. The whole recipe is in __main__.py.

A run stops and goes on, as the tagger's does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.random import Generator
from torch import Tensor

from quotes.parser.stance.heads import SIDES
from quotes.parser.stance.pair import CONTENT, MENTION, TOPIC
from quotes.parser.stance.training.network import Network
from quotes.parser.stance.training.sets import UNKNOWN, Example, evidence_mask
from quotes.parser.stance.training.shorten import shortened
from quotes.parser.tagger import encoder
from quotes.parser.tagger.training.hidden import HiddenStates
from quotes.parser.tagger.training.loop import Pace, run
from quotes.parser.tagger.window import MASK

NEWS = frozenset(["newsquotes", "crossed news"])
HEAD_RATE = 1e-3
WARM_UP = 0.06  # share of the steps
SMOOTHING, EVIDENCE_WEIGHT = 0.05, 0.2
BATCH_PIECES, CHUNK = 1800, 400
WORDS = 999  # ids above it are words
TOPIC_DROPOUT = 0.04  # pairs whose topic is hidden, so that the control is asked what it was trained for


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. `shares` says of each epoch how often it shows a pair of a set; `freeze` lowest layers stay.

    `shortened` is the share of the statements of news that are cut as in a parse, `soft_share` the weight of what a
    teacher says against a label.
    """

    shares: Sequence[dict[str, float]]
    encoder_rate: float
    word_dropout: float
    freeze: int = 0
    seed: int = 1
    shortened: float = 0.0
    soft_share: float = 0.6


def train(
    network: Network,
    learn: Sequence[Example],
    aside: Sequence[Example],
    folder: Path,
    settings: Settings,
    teacher: Network | None = None,
) -> Network:
    """The network, trained in place. Goes on from the checkpoint in `folder` if there is one.

    A `teacher` judges every batch beside it, those without labels too, and shows its hidden states.
    """
    torch.manual_seed(settings.seed)
    tokenizer = encoder.open_tokenizer(encoder.TOKENIZER)
    hidden = HiddenStates(network, teacher) if teacher else None

    def batches_of(epoch: int, rng: Generator) -> list[list[Example]]:
        drawn = [
            shortened(example, tokenizer) if example.set in NEWS and rng.random() < settings.shortened else example
            for example in draw(learn, settings.shares[epoch], rng)
        ]
        return batched(drawn, rng)

    def loss_of(batch: list[Example], rng: Generator, done: float) -> Tensor:
        return _loss(network, collate(batch, rng, settings.word_dropout), hidden, settings.soft_share, done)

    pace = Pace(len(settings.shares), settings.encoder_rate, HEAD_RATE, WARM_UP, settings.freeze, settings.seed)
    run(network, hidden, folder, pace, batches_of, loss_of, lambda: measure(network, aside))
    return network


def draw(learn: Sequence[Example], shares: dict[str, float], rng: Generator) -> list[Example]:
    """The pairs of one epoch: a share of 0.4 leaves out six in ten, one of 2.5 shows half of them a third time."""
    found: list[Example] = []
    for example in learn:
        share = shares[example.set]
        found += [example] * (int(share) + (rng.random() < share % 1))
    return found


def batched(examples: Sequence[Example], rng: Generator | None) -> list[list[Example]]:
    order = rng.permutation(len(examples)) if rng is not None else np.arange(len(examples))
    found: list[list[Example]] = []
    for start in range(0, len(order), CHUNK):
        batch: list[Example] = []
        for example in sorted((examples[i] for i in order[start : start + CHUNK]), key=len):
            if batch and len(example) * (len(batch) + 1) > BATCH_PIECES:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    return found if rng is None else [found[i] for i in rng.permutation(len(found))]


def collate(batch: Sequence[Example], rng: Generator | None = None, word_dropout: float = 0.0) -> dict[str, Tensor]:
    longest = max(map(len, batch))
    ids, types, mask = (np.zeros((len(batch), longest), np.int64) for _ in range(3))
    evidence = np.full((len(batch), longest), -1, np.int64)
    sides = np.zeros((len(batch), len(SIDES)), np.float32)
    for row, example in enumerate(batch):
        size = len(example)
        ids[row, :size], types[row, :size] = example.pieces.ids, example.pieces.types
        mask[row, :size], evidence[row, :size] = 1, evidence_mask(example)
        if rng is not None and example.label != UNKNOWN and rng.random() < TOPIC_DROPOUT:
            ids[row, types[row] == TOPIC] = MASK
            types[row, types[row] >= CONTENT + MENTION] -= MENTION
        sides[row] = wanted(example)
    if rng is not None and word_dropout:
        ids[(rng.random(ids.shape) < word_dropout) & (ids > WORDS)] = MASK
    arrays: dict[str, Any] = {"ids": ids, "types": types, "mask": mask, "sides": sides, "evidence": evidence}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def wanted(example: Example) -> np.ndarray:
    """What is to be learned of a pair: its label, smoothed; all 0 where there is none."""
    if example.label == UNKNOWN:
        return np.zeros(len(SIDES))
    sides = np.full(len(SIDES), SMOOTHING / len(SIDES))
    sides[example.label] += 1 - SMOOTHING
    return sides


def _loss(
    network: Network, batch: dict[str, Tensor], hidden: HiddenStates | None, soft_share: float, done: float
) -> Tensor:
    read = batch["ids"], batch["types"], batch["mask"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, evidence = network(*read)
    sides = batch["sides"]
    if hidden:
        soft = hidden.ask(*read)[0].softmax(-1).clone()
        labelled = sides.sum(-1, keepdim=True) > 0
        sides = torch.where(labelled, (1 - soft_share) * sides + soft_share * soft, soft)
    loss = F.cross_entropy(scores, sides)
    if hidden:
        loss = loss + hidden.loss(batch["mask"], done)
    known = batch["evidence"] >= 0
    if known.any():
        loss = loss + EVIDENCE_WEIGHT * F.binary_cross_entropy_with_logits(
            evidence[known], batch["evidence"][known].float()
        )
    return loss


def predict(network: Network, examples: Sequence[Example]) -> np.ndarray:
    """Scores of the sides (pairs, 3)."""
    network.eval()
    found = np.zeros((len(examples), 3))
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]))
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        batch = collate([examples[i] for i in part])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            found[part] = network(batch["ids"], batch["types"], batch["mask"])[0].numpy()
    return found


def measure(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Macro-F1 of each set, in percent."""
    figures = {}
    for name in sorted({example.set for example in examples}):
        part = [example for example in examples if example.set == name]
        figures[name] = round(macro_f1([e.label for e in part], predict(network, part).argmax(1).tolist()), 1)
    return figures


def macro_f1(gold: Sequence[int], guess: Sequence[int]) -> float:
    """The mean over the classes that `gold` has, in percent."""
    pairs = list(zip(gold, guess, strict=True))
    found = [
        200
        * pairs.count((label, label))
        / max(1, sum(g == label for g, _ in pairs) + sum(p == label for _, p in pairs))
        for label in sorted(set(gold))
    ]
    return sum(found) / len(found)
