"""What a teacher knows of each piece, as something to learn: its hidden states, halfway up and at the top.

Probabilities say what a teacher decides, states what it has made of a piece by then. A linear map from a student's
states should give the teacher's, standardised; the maps are thrown away (TinyBERT: Jiao et al. 2020).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

RATE = 1e-3  # of the maps
MOST, LEAST = 0.6, 0.1  # the weight of this beside the loss of what is learnt, at the beginning of a run and at its end


class HiddenStates(nn.Module):
    """Maps from a student's states to its teacher's.

    Both are networks with an `encoder`, and with `dropout` between it and their heads, and read the same pieces.
    """

    def __init__(self, student: nn.Module, teacher: nn.Module) -> None:
        super().__init__()
        self._teacher = (teacher.eval(),)  # in a tuple: no part of what is trained and kept
        self._of_student, self._of_teacher = _listen(student), _listen(teacher)
        narrow, wide = student.encoder.config.hidden_size, teacher.encoder.config.hidden_size
        self.maps = nn.ModuleList(nn.Linear(narrow, wide) for _ in self._of_student)
        self.standard = nn.ModuleList(nn.BatchNorm1d(wide, affine=False) for _ in self._of_student)

    def ask(self, ids: Tensor, types: Tensor, mask: Tensor) -> Any:
        """What the teacher gives for a batch."""
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            return self._teacher[0](ids, types, mask)

    def loss(self, mask: Tensor, done: float) -> Tensor:
        """How far the maps are from the teacher's states of the batch that both have read last, weighted.

        `done` is the share of the run that is over.
        """
        known = mask.bool()
        errors = torch.zeros(())
        for change, standard, ours, theirs in zip(
            self.maps, self.standard, self._of_student, self._of_teacher, strict=True
        ):
            with torch.no_grad():
                aim = standard(theirs()[known].float().clone())
            errors = errors + ((change(ours()[known].float()) - aim) ** 2).mean()
        return (LEAST + (MOST - LEAST) * (1 - done)) * errors


def _listen(network: nn.Module) -> tuple[Callable[[], Tensor], ...]:
    """Ways to the states (batch, pieces, width) of the last batch: of the middle layer, and of the last."""
    heard: dict[str, Tensor] = {}
    layers = network.encoder.encoder.layer

    def middle(_module: nn.Module, _inputs: Any, output: Any) -> None:
        heard["middle"] = output[0] if isinstance(output, tuple) else output

    def last(_module: nn.Module, inputs: Any) -> None:
        heard["last"] = inputs[0]

    layers[len(layers) // 2 - 1].register_forward_hook(middle)
    network.dropout.register_forward_pre_hook(last)
    return lambda: heard["middle"], lambda: heard["last"]
