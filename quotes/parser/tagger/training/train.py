"""Fine-tune an encoder: one run, of the teacher or of the model that ships. The whole recipe is in __main__.py.

A run stops and goes on (checkpoint.py).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from quotes.parser.tagger.training.batches import batched, collate, items
from quotes.parser.tagger.training.checkpoint import Stateful, finish_epoch, resume, schedule
from quotes.parser.tagger.training.evaluate import evaluate
from quotes.parser.tagger.training.hidden import RATE, HiddenStates
from quotes.parser.tagger.training.labels import Targets
from quotes.parser.tagger.training.losses import total_loss
from quotes.parser.tagger.training.network import Network
from quotes.parser.tagger.training.opinions import Opinions

log = logging.getLogger(__name__)

WEIGHT_DECAY, CLIP = 0.01, 1.0
WARM_UP = 0.08  # share of the steps
REPORT_EVERY = 50  # steps


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
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    for layer in network.encoder.encoder.layer[: settings.freeze]:
        layer.requires_grad_(False)
    hidden = HiddenStates(network, teacher) if teacher else None
    optimizer = _optimizer(network, hidden, settings)
    parts: dict[str, Stateful] = {"network": network, "optimizer": optimizer} | ({"hidden": hidden} if hidden else {})
    rates = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(resume(parts, folder), settings.epochs):
        rng = np.random.default_rng([settings.seed, epoch])
        torch.manual_seed(settings.seed * 1000 + epoch)
        batches = batched(items(learn, opinions, rng), rng)
        began, losses = time.time(), []
        network.train()
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / settings.epochs
            factor = schedule(done, WARM_UP)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            tensors = collate(batch, rng, settings.word_dropout)
            loss = total_loss(network, tensors, settings.soft_share)
            if hidden:
                hidden.ask(tensors["ids"], tensors["types"], tensors["mask"])
                loss = loss + hidden.loss(tensors["mask"], done)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            if number % REPORT_EVERY == REPORT_EVERY - 1:
                mean, seconds = np.mean(losses[-REPORT_EVERY:]), time.time() - began
                log.info(
                    "epoch %d, step %d of %d, loss %.4f, %.0f s", epoch + 1, number + 1, len(batches), mean, seconds
                )
        figures = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4), **evaluate(network, aside)}
        finish_epoch(parts, folder, figures | {"seconds": round(time.time() - began)})
    return network


def _optimizer(network: Network, hidden: HiddenStates | None, settings: Settings) -> torch.optim.Optimizer:
    encoder = [p for name, p in network.named_parameters() if not name.startswith("heads") and p.requires_grad]
    groups = [
        {"params": encoder, "lr": settings.encoder_rate},
        {"params": network.heads.parameters(), "lr": settings.head_rate},
    ]
    if hidden:
        groups.append({"params": hidden.parameters(), "lr": RATE})
    return torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)
