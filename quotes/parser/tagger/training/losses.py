"""What the network is trained to do: labels and a teacher's probabilities for each piece, and pointers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from quotes.parser.tagger.heads import POINTERS
from quotes.parser.tagger.training.labels import IGNORE
from quotes.parser.tagger.training.network import Network

POINTER_WEIGHT, NAME_WEIGHT = 0.3, 0.3


def total_loss(network: Network, batch: dict[str, Any], soft_share: float) -> Tensor:
    """Tags + 0.3 names + 0.3 pointers. `soft_share` is the teacher's weight against the labels of tags."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, names, scores = network(batch["ids"], batch["types"], batch["mask"])
    tag_loss = _cross_entropy(tags, batch["tags"], batch["soft"], soft_share)
    name_loss = F.cross_entropy(names.flatten(0, 1), batch["names"].flatten(), ignore_index=IGNORE)
    pointers = torch.zeros(())
    for number in range(len(POINTERS)):
        targets = batch["pointers"][:, number]
        if (targets != IGNORE).any():
            flat = scores[:, number].flatten(0, 1)
            pointers = pointers + F.cross_entropy(flat, targets.flatten(), ignore_index=IGNORE)
    if batch["speakers"]:
        pointers = pointers + _speaker_loss(scores[:, -1], batch["speakers"])
    return tag_loss + NAME_WEIGHT * torch.nan_to_num(name_loss) + POINTER_WEIGHT * pointers


def _cross_entropy(logits: Tensor, labels: Tensor, soft: Tensor, share: float) -> Tensor:
    """Against labels, and against a teacher's probabilities: with weight `share` where there are both."""
    labelled, taught = labels != IGNORE, soft[..., 0] >= 0
    known = labelled | taught
    if not known.any():
        return logits.sum() * 0
    logits, labels, soft, labelled, taught = logits[known], labels[known], soft[known], labelled[known], taught[known]
    hard = F.cross_entropy(logits, labels, reduction="none", ignore_index=IGNORE)
    against_teacher = -(soft.clamp(min=0) * F.log_softmax(logits, dim=-1)).sum(-1)
    weight = torch.where(labelled & taught, share, taught.float())
    return ((1 - weight) * hard + weight * against_teacher).mean()


def _speaker_loss(scores: Tensor, speakers: Sequence[tuple[int, int, tuple[int, ...]]]) -> Tensor:
    """Each source's first piece should point at any name of its speaker in the window, else at [CLS]."""
    losses = []
    for row, first, hits in speakers:
        log_chances = F.log_softmax(scores[row, first], dim=-1)
        losses.append(-torch.logsumexp(log_chances[list(hits) or [0]], dim=0))
    return torch.stack(losses).mean()
