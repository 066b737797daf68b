"""News that nobody labelled, for a teacher to label: the sentences of stance-newsmtsc-train.jsonl (NewsMTSC, MIT).

Other publishers, other years: what two networks say of texts that neither has seen teaches more than what they say of
those they know by heart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from quotes.parser.annotation import Document, Pointer, Tag
from quotes.parser.passage import find_passages, quoted_mask
from quotes.parser.segment import segment
from quotes.parser.tagger.heads import POINTERS, TAGS
from quotes.parser.tagger.training.batches import SoftLabels, collate, items
from quotes.parser.tagger.training.labels import IGNORE, Targets, load
from quotes.parser.tagger.training.network import Network
from quotes.parser.tagger.window import read_pieces

PLACE = re.compile(r"mtsc-tr-(?P<collection>\w+?)_(?P<article>\d+)_-?\d+_(?P<sentence>\d+)_")
LENGTH = 3000  # characters from which on joined articles make one text
SURE_NAME, SURE_POINTER = 0.7, 0.5  # what is less likely is not learnt
FROM = {Pointer.CONTENT_CUE: Tag.CONTENT, Pointer.CONTENT_SOURCE: Tag.CONTENT, Pointer.CUE_SOURCE: Tag.CUE}


def read_unlabelled(path: Path, tokenizer: Tokenizer) -> list[Targets]:
    """Targets without anything to learn yet. Sentences of one article follow each other, a paragraph each."""
    return [_blank(f"unlabelled-{number}", text, tokenizer) for number, text in enumerate(_texts(load(path)))]


def _texts(rows: Iterable[dict[str, Any]]) -> list[str]:
    articles: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for row in rows:
        if match := PLACE.match(row["id"]):
            articles[match["collection"], match["article"]][row["text"]] = int(match["sentence"])
    texts: list[str] = []
    sentences: list[str] = []
    for _, found in sorted(articles.items()):
        sentences += sorted(found, key=found.__getitem__)
        if sum(map(len, sentences)) > LENGTH:
            texts.append("\n\n".join(sentences))
            sentences = []
    return [*texts, "\n\n".join(sentences)] if sentences else texts


def _blank(name: str, text: str, tokenizer: Tokenizer) -> Targets:
    page = segment(Document(text))
    quoted = quoted_mask(find_passages(page), len(text))
    pieces = read_pieces(text, [paragraph.span for paragraph in page.paragraphs], quoted, tokenizer)
    nothing = np.full(len(pieces), IGNORE, np.int64)
    return Targets(name, pieces, nothing, nothing.copy(), np.full((len(POINTERS), len(pieces)), IGNORE, np.int64), {})


def average(one: SoftLabels, other: SoftLabels) -> SoftLabels:
    """The mean of what two networks say."""
    return {name: ((one[name].astype(np.float32) + other[name]) / 2).astype(np.float16) for name in one}


def presume(network: Network, targets: Sequence[Targets], soft: SoftLabels) -> list[Targets]:
    """The targets with the names and pointers that the network is sure of; `soft` says what is content and cue."""
    network.eval()
    return [_presumed(network, target, (soft[target.id].argmax(-1) + 1) // 2 - 1) for target in targets]


def _presumed(network: Network, target: Targets, kinds: np.ndarray) -> Targets:
    names, pointers, at = target.names.copy(), target.pointers.copy(), 0
    for item in items([target], {}, None):
        batch = collate([item])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            _, name_scores, pointer_scores = network(batch["ids"], batch["types"], batch["mask"])
        part = slice(at, at + len(item) - 1)
        chances, columns = name_scores[0, 1:].float().softmax(-1).max(-1)
        text = target.pieces.starts[part] >= 0
        names[part] = np.where(text & (chances.numpy() >= SURE_NAME), columns.numpy(), IGNORE)
        for pointer, tag in FROM.items():
            row = POINTERS.index(pointer)
            chances, places = pointer_scores[0, row, 1:].float().softmax(-1).max(-1)
            known = (kinds[part] == TAGS.index(tag)) & (chances.numpy() > SURE_POINTER)
            aims = np.where(places.numpy() == 0, -1, places.numpy() - 1 + at)
            pointers[row, part] = np.where(known, aims, IGNORE)
        at = part.stop
    return replace(target, names=names, pointers=pointers)
