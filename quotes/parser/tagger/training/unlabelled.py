"""News that nobody labelled, for a teacher to label: the sentences of stance-newsmtsc-train.jsonl (NewsMTSC, MIT).

Other publishers, other years: what teachers say of texts that they have not seen teaches more than what they say of
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
from tokenizers import Tokenizer

from quotes.parser.annotation import Document
from quotes.parser.passage import find_passages, quoted_mask
from quotes.parser.segment import segment
from quotes.parser.tagger.heads import POINTERS
from quotes.parser.tagger.training.labels import IGNORE, Targets, load
from quotes.parser.tagger.training.opinions import Opinions
from quotes.parser.tagger.window import read_pieces

PLACE = re.compile(r"mtsc-tr-(?P<collection>\w+?)_(?P<article>\d+)_-?\d+_(?P<sentence>\d+)_")
LENGTH = 3000  # characters from which on joined articles make one text


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


def with_names(targets: Sequence[Targets], opinions: Opinions) -> list[Targets]:
    """The targets; those without a label have the names that the teachers are sure of."""
    return [
        target if (target.tags != IGNORE).any() else replace(target, names=opinions[target.id].names)
        for target in targets
    ]
