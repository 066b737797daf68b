"""What the network is trained to do: labels and teachers' probabilities for each piece and each pointer."""

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
    """Tags + 0.3 names + 0.3 pointers. `soft_share` is the teachers' weight against the labels."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, names, scores = network(batch["ids"], batch["types"], batch["mask"])
    soft = batch["soft_tags"]
    tag_loss = _weighted(
        _hard(tags, batch["tags"]),
        -(soft.clamp(min=0) * F.log_softmax(tags, dim=-1)).sum(-1),
        batch["tags"] != IGNORE,
        soft[..., 0] >= 0,
        soft_share,
    )
    name_loss = F.cross_entropy(names.flatten(0, 1), batch["names"].flatten(), ignore_index=IGNORE)
    pointers = torch.zeros(())
    for number in range(len(POINTERS)):
        labels, chances, places = (batch[key][:, number] for key in ("pointers", "chances", "places"))
        logs = F.log_softmax(scores[:, number], dim=-1)
        pointers = pointers + _weighted(
            _hard(scores[:, number], labels),
            -(chances * logs.gather(-1, places)).sum(-1),
            labels != IGNORE,
            chances[..., 0] > 0,
            soft_share,
        )
    if batch["speakers"]:
        pointers = pointers + _speaker_loss(scores[:, -1], batch["speakers"])
    return tag_loss + NAME_WEIGHT * torch.nan_to_num(name_loss) + POINTER_WEIGHT * pointers


def _hard(logits: Tensor, labels: Tensor) -> Tensor:
    losses = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none", ignore_index=IGNORE)
    return losses.view(labels.shape)


def _weighted(hard: Tensor, soft: Tensor, labelled: Tensor, taught: Tensor, share: float) -> Tensor:
    """The mean over pieces with a label or an opinion; where there are both, the opinion has the weight `share`."""
    weight = torch.where(labelled & taught, share, taught.float())
    known = labelled | taught
    return ((1 - weight) * hard + weight * soft)[known].sum() / known.sum().clamp(min=1)


def _speaker_loss(scores: Tensor, speakers: Sequence[tuple[int, int, tuple[int, ...]]]) -> Tensor:
    """Each source's first piece should point at any name of its speaker in the window, else at [CLS]."""
    losses = []
    for row, first, hits in speakers:
        log_chances = F.log_softmax(scores[row, first], dim=-1)
        losses.append(-torch.logsumexp(log_chances[list(hits) or [0]], dim=0))
    return torch.stack(losses).mean()
