"""What teachers say of the pieces of an article: the soft labels of distillation (Hinton, Vinyals and Dean 2015).

Several teachers speak with one voice: the mean of their probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quotes.parser.annotation import Pointer, Tag
from quotes.parser.tagger.heads import POINTERS, TAG_COLUMNS, TAGS, begin, inside
from quotes.parser.tagger.training.labels import IGNORE, Targets
from quotes.parser.tagger.training.network import Network
from quotes.parser.tagger.window import Window, inputs, windows

AIMS = 4  # places that are remembered of what a pointer may point at
LIKELY = 0.3  # a piece that is less likely content, or cue, has no aim to teach
SURE_NAME = 0.7  # a name that is less likely is not learnt
FROM = {Pointer.CONTENT_CUE: Tag.CONTENT, Pointer.CONTENT_SOURCE: Tag.CONTENT, Pointer.CUE_SOURCE: Tag.CUE}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What teachers say of one article, or of one window.

    `tags` are probabilities (pieces, 7), -1 where nobody was asked. `places` (pointers, pieces, AIMS) are the likeliest
    aims of each pointer, as in `Targets.pointers`, and `chances` their probabilities, all 0 where nothing is to be
    learned. `names` are columns as in `Targets.names`, IGNORE where the teachers are not sure.
    """

    tags: NDArray[np.float16]
    places: NDArray[np.int32]
    chances: NDArray[np.float16]
    names: NDArray[np.int64]


Opinions = dict[str, Opinion]
"""By article."""


def ask(teachers: Sequence[Network], targets: Sequence[Targets]) -> Opinions:
    for teacher in teachers:
        teacher.eval()
    return {target.id: _joined([_of_window(teachers, target, w) for w in windows(target.pieces)]) for target in targets}


def part_of(whole: Opinion | None, window: Window) -> Opinion:
    """The opinion on a window, [CLS] included, places counted in it; without one, that of nobody."""
    size = window.end - window.start + 1
    part = slice(window.start, window.end)
    tags = np.full((size, TAG_COLUMNS), -1, np.float16)
    places = np.zeros((len(POINTERS), size, AIMS), np.int32)
    chances = np.zeros((len(POINTERS), size, AIMS), np.float16)
    names = np.full(size, IGNORE, np.int64)
    if whole is not None:
        tags[1:], chances[:, 1:], names[1:] = whole.tags[part], whole.chances[:, part], whole.names[part]
        local = whole.places[:, part] - window.start + 1
        places[:, 1:] = np.where((local < 1) | (local >= size), 0, local)
    return Opinion(tags, places, chances, names)


def kept(path: Path, make: Callable[[], Opinions]) -> Opinions:
    """What a file holds, made first where there is none."""
    if not path.exists():
        arrays = {f"{n} {f}": getattr(one, f) for n, one in make().items() for f in Opinion.__slots__}
        np.savez_compressed(path, allow_pickle=False, **arrays)
    with np.load(path) as archive:
        articles = {name.rsplit(" ", 1)[0] for name in archive.files}
        return {name: Opinion(*(archive[f"{name} {field}"] for field in Opinion.__slots__)) for name in articles}


def _of_window(teachers: Sequence[Network], target: Targets, window: Window) -> Opinion:
    ids, types = (torch.from_numpy(array.astype(np.int64))[None] for array in inputs(target.pieces, window))
    heads: list[tuple[Tensor, ...]] = []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for teacher in teachers:
            heads.append(teacher(ids, types, torch.ones_like(ids)))
    tags, names, aims = (
        torch.stack([head[number][0].float().softmax(-1) for head in heads]).mean(0) for number in range(3)
    )
    chances, places = aims[:, 1:].topk(AIMS, dim=-1)
    taught = torch.stack([_likely(tags[1:], pointer) for pointer in POINTERS])
    chances = chances / chances.sum(-1, keepdim=True) * taught[..., None]
    sure, columns = names[1:].max(-1)
    known = (sure.numpy() >= SURE_NAME) & (target.pieces.starts[window.start : window.end] >= 0)
    return Opinion(
        tags[1:].numpy().astype(np.float16),
        np.where(places.numpy() == 0, -1, places.numpy() - 1 + window.start).astype(np.int32),
        chances.numpy().astype(np.float16),
        np.where(known, columns.numpy(), IGNORE),
    )


def _likely(tags: Tensor, pointer: Pointer) -> Tensor:
    """Of which pieces (pieces, 7) it makes sense to ask where they point."""
    if pointer not in FROM:
        return torch.zeros(len(tags), dtype=torch.bool)
    tag = TAGS.index(FROM[pointer])
    return tags[:, begin(tag)] + tags[:, inside(tag)] >= LIKELY


def _joined(parts: Sequence[Opinion]) -> Opinion:
    return Opinion(
        np.concatenate([part.tags for part in parts]),
        np.concatenate([part.places for part in parts], axis=1),
        np.concatenate([part.chances for part in parts], axis=1),
        np.concatenate([part.names for part in parts]),
    )
