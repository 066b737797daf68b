"""A run that stops and goes on: each epoch ends with a checkpoint, and its figures are a line of log.jsonl."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import torch
from torch import nn

log = logging.getLogger(__name__)

NAME = "checkpoint.pt"
LEAST_RATE = 0.02  # of the highest


def schedule(done: float, warm_up: float) -> float:
    """The learning rate's factor when that share of the run is done: up in a line for `warm_up`, then down in one."""
    return min(1.0, done / warm_up + 1e-3) * max(LEAST_RATE, 1 - done)


def resume(network: nn.Module, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """The number of epochs done, after loading the checkpoint if there is one."""
    path = folder / NAME
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("goes on after epoch %d of %s", state["epoch"], path)
    return int(state["epoch"])


def finish_epoch(network: nn.Module, optimizer: torch.optim.Optimizer, folder: Path, figures: dict[str, float]) -> None:
    """Log the figures of an epoch, `epoch` among them, and replace the checkpoint."""
    log.info(json.dumps(figures))
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures) + "\n")
    state = {"epoch": figures["epoch"], "network": network.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state, folder / "checkpoint.tmp")
    (folder / "checkpoint.tmp").replace(folder / NAME)
