"""Fine-tune an encoder: one run, of the teacher or of the model that ships. The whole recipe is in __main__.py.

A run stops and goes on (loop.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from numpy.random import Generator
from torch import Tensor

from quotes.parser.tagger.training.batches import Item, batched, collate, items
from quotes.parser.tagger.training.evaluate import evaluate
from quotes.parser.tagger.training.hidden import HiddenStates
from quotes.parser.tagger.training.labels import Targets
from quotes.parser.tagger.training.loop import Pace, run
from quotes.parser.tagger.training.losses import total_loss
from quotes.parser.tagger.training.network import Network
from quotes.parser.tagger.training.opinions import Opinions

WARM_UP = 0.08  # share of the steps


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. `freeze` counts the lowest layers that stay as they are."""

    epochs: int
    encoder_rate: float
    head_rate: float
    word_dropout: float
    soft_share: float = 0.5
    freeze: int = 0
    seed: int = 1


def train(
    network: Network,
    learn: Sequence[Targets],
    aside: Sequence[Targets],
    opinions: Opinions,
    folder: Path,
    settings: Settings,
    teacher: Network | None = None,
) -> Network:
    """The network, trained in place. Goes on from the checkpoint in `folder` if there is one.

    A `teacher` is there for its hidden states (hidden.py); what it decides is among the opinions.
    """
    torch.manual_seed(settings.seed)
    hidden = HiddenStates(network, teacher) if teacher else None

    def batches_of(_epoch: int, rng: Generator) -> list[list[Item]]:
        return batched(items(learn, opinions, rng), rng)

    def loss_of(batch: list[Item], rng: Generator, done: float) -> Tensor:
        tensors = collate(batch, rng, settings.word_dropout)
        loss = total_loss(network, tensors, settings.soft_share)
        if hidden:
            hidden.ask(tensors["ids"], tensors["types"], tensors["mask"])
            loss = loss + hidden.loss(tensors["mask"], done)
        return loss

    pace = Pace(settings.epochs, settings.encoder_rate, settings.head_rate, WARM_UP, settings.freeze, settings.seed)
    run(network, hidden, folder, pace, batches_of, loss_of, lambda: evaluate(network, aside))
    return network
