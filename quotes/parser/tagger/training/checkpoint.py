"""A run that stops and goes on: each epoch ends with a checkpoint, and its figures are a line of log.jsonl."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import torch

log = logging.getLogger(__name__)

NAME = "checkpoint.pt"
LEAST_RATE = 0.02  # of the highest


class Stateful(Protocol):
    """A network, an optimizer."""

    def state_dict(self) -> Mapping[str, Any]: ...

    def load_state_dict(self, state_dict: Any) -> Any: ...


def schedule(done: float, warm_up: float) -> float:
    """The learning rate's factor when that share of the run is done: up in a line for `warm_up`, then down in one."""
    return min(1.0, done / warm_up + 1e-3) * max(LEAST_RATE, 1 - done)


def resume(parts: Mapping[str, Stateful], folder: Path) -> int:
    """The number of epochs done, after loading the checkpoint of all parts of a run if there is one."""
    path = folder / NAME
    if not path.exists():
        return 0
    state = torch.load(path)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    log.info("goes on after epoch %d of %s", state["epoch"], path)
    return int(state["epoch"])


def finish_epoch(parts: Mapping[str, Stateful], folder: Path, figures: dict[str, float]) -> None:
    """Log the figures of an epoch, `epoch` among them, and replace the checkpoint."""
    log.info(json.dumps(figures))
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures) + "\n")
    state = {"epoch": figures["epoch"]} | {name: part.state_dict() for name, part in parts.items()}
    torch.save(state, folder / "checkpoint.tmp")
    (folder / "checkpoint.tmp").replace(folder / NAME)
