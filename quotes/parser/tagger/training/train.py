"""Fine-tune an encoder: one run, of the teacher or of the model that ships. The whole recipe is in __main__.py.

A run stops and goes on: each epoch ends with a checkpoint, and its figures are a line of log.jsonl.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from quotes.parser.tagger.training.batches import SoftLabels, batched, collate, items
from quotes.parser.tagger.training.evaluate import evaluate
from quotes.parser.tagger.training.labels import Targets
from quotes.parser.tagger.training.losses import total_loss
from quotes.parser.tagger.training.network import Network

log = logging.getLogger(__name__)

WEIGHT_DECAY, CLIP = 0.01, 1.0
WARM_UP = 0.08  # share of the steps
LEAST_RATE = 0.02  # of the highest
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
    soft: SoftLabels,
    folder: Path,
    settings: Settings,
) -> Network:
    """The network, trained in place. Goes on from the checkpoint in `folder` if there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    for layer in network.encoder.encoder.layer[: settings.freeze]:
        layer.requires_grad_(False)
    optimizer = _optimizer(network, settings)
    rates = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(_resume(network, optimizer, folder), settings.epochs):
        rng = np.random.default_rng([settings.seed, epoch])
        torch.manual_seed(settings.seed * 1000 + epoch)
        batches = batched(items(learn, soft, rng), rng)
        began, losses = time.time(), []
        network.train()
        for number, batch in enumerate(batches):
            factor = _rate((epoch + number / len(batches)) / settings.epochs)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = total_loss(network, collate(batch, rng, settings.word_dropout), settings.soft_share)
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
        _finish_epoch(network, optimizer, folder, figures | {"seconds": round(time.time() - began)})
    return network


def label(network: Network, targets: Sequence[Targets]) -> SoftLabels:
    """What a network says of each piece, to teach another with."""
    network.eval()
    found: SoftLabels = {}
    for target in targets:
        rows = []
        for item in items([target], {}, None):
            batch = collate([item])
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                tags, _, _ = network(batch["ids"], batch["types"], batch["mask"])
            rows.append(tags.softmax(-1)[0, 1:].numpy().astype(np.float16))
        found[target.id] = np.concatenate(rows)
    return found


def _optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    encoder = [p for name, p in network.named_parameters() if not name.startswith("heads") and p.requires_grad]
    groups = [
        {"params": encoder, "lr": settings.encoder_rate},
        {"params": network.heads.parameters(), "lr": settings.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)


def _rate(done: float) -> float:
    """The learning rate's factor when that share of the run is done: up in a line, then down in one."""
    return min(1.0, done / WARM_UP + 1e-3) * max(LEAST_RATE, 1 - done)


def _resume(network: Network, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """The number of epochs done, after loading the checkpoint if there is one."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("goes on after epoch %d of %s", state["epoch"], path)
    return int(state["epoch"])


def _finish_epoch(network: Network, optimizer: torch.optim.Optimizer, folder: Path, figures: dict[str, float]) -> None:
    log.info(json.dumps(figures))
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures) + "\n")
    state = {"epoch": figures["epoch"], "network": network.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state, folder / "checkpoint.tmp")
    (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")
