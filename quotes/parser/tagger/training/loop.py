"""A run of training: steps that grow smaller, and after each epoch a checkpoint with a line of figures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn

from quotes.parser.tagger.training.checkpoint import Stateful, finish_epoch, resume, schedule
from quotes.parser.tagger.training.hidden import RATE, HiddenStates

log = logging.getLogger(__name__)

Batch = TypeVar("Batch")

WEIGHT_DECAY, CLIP = 0.01, 1.0
REPORT_EVERY = 50  # steps


@dataclass(frozen=True, slots=True)
class Pace:
    """How a run learns. `warm_up` is a share of its steps, `freeze` counts the lowest layers that stay as they are."""

    epochs: int
    encoder_rate: float
    head_rate: float
    warm_up: float
    freeze: int
    seed: int


def run(
    network: nn.Module,
    hidden: HiddenStates | None,
    folder: Path,
    pace: Pace,
    batches_of: Callable[[int, Generator], Sequence[Batch]],
    loss_of: Callable[[Batch, Generator, float], Tensor],
    measure: Callable[[], dict[str, float]],
) -> None:
    """Train a network in place, from the checkpoint in `folder` on if there is one.

    `batches_of` gives an epoch its batches, `loss_of` the loss of one when that share of the run is done, `measure` the
    figures to log. `hidden` has maps that learn along with the network, which has an `encoder` and `heads`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for layer in network.encoder.encoder.layer[: pace.freeze]:
        layer.requires_grad_(False)
    optimizer = _optimizer(network, hidden, pace)
    parts: dict[str, Stateful] = {"network": network, "optimizer": optimizer} | ({"hidden": hidden} if hidden else {})
    rates = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(resume(parts, folder), pace.epochs):
        rng = np.random.default_rng([pace.seed, epoch])
        torch.manual_seed(pace.seed * 1000 + epoch)
        batches = batches_of(epoch, rng)
        began, losses = time.time(), []
        network.train()
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / pace.epochs
            factor = schedule(done, pace.warm_up)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = loss_of(batch, rng, done)
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
        figures = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4), **measure()}
        finish_epoch(parts, folder, figures | {"seconds": round(time.time() - began)})


def _optimizer(network: nn.Module, hidden: HiddenStates | None, pace: Pace) -> torch.optim.Optimizer:
    encoder = [p for name, p in network.named_parameters() if not name.startswith("heads") and p.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": encoder, "lr": pace.encoder_rate},
        {"params": network.heads.parameters(), "lr": pace.head_rate},
    ]
    if hidden:
        groups.append({"params": hidden.parameters(), "lr": RATE})
    return torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY, fused=True)
