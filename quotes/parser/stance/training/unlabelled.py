"""Pairs that nobody labelled, for the teacher to judge: texts and topics of the labelled ones, met anew.

Statements of news articles meet the targets that others of the same article were asked about; sentences meet other
names that they hold; arguments of a debate meet the motions, and the other arguments, of debates that are near. Nothing
that was kept aside takes part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator
from tokenizers import Tokenizer

from quotes.parser.stance.pair import find_mentions
from quotes.parser.stance.training.alike import vectors
from quotes.parser.stance.training.sets import WORDINGS, Example, example, load

STATEMENTS = "polnear-train.jsonl"
UNMENTIONED = 0.12  # the share of pairs that are taken though the statement does not name the target; most are neutral
BEYOND = 0.55  # a cosine: motions as near as this are met by each other's arguments
NAME = re.compile(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*")
SHORTEST_NAME = 3  # characters
NAMES = 2  # other names of a sentence that are asked about
NEWS, SENTENCES, DEBATES = "crossed news", "crossed sentences", "crossed debates"
MOST = {NEWS: 24_000, SENTENCES: 12_000, DEBATES: 9_000}


def read_unlabelled(folder: Path, learn: Sequence[Example], tokenizer: Tokenizer, seed: int = 1) -> list[Example]:
    """Examples without a label."""
    rng = np.random.default_rng(seed)
    found: list[Example] = []
    for name, rows in (
        (NEWS, _crossed_news(folder, [e.row for e in learn if e.set == "newsquotes"], rng)),
        (SENTENCES, _crossed_sentences([e.row for e in learn if e.set == "newsmtsc"], rng)),
        (DEBATES, _crossed_debates([e.row for e in learn if e.set in WORDINGS], rng)),
    ):
        pairs = list({(row["text"], row["target"]): row for row in rows}.values())
        picked = rng.permutation(len(pairs))[: MOST[name]]
        found += [example(name, pairs[i], tokenizer) for i in sorted(picked)]
    return found


def _crossed_news(folder: Path, rows: Sequence[dict[str, Any]], rng: Generator) -> Iterator[dict[str, Any]]:
    targets: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        targets[row["doc"]].add(row["target"])
    known = {(row["text"], row["target"]) for row in rows}
    for article in load(folder / STATEMENTS):
        for statement in article["statements"] if article["id"] in targets else ():
            text = _part(article["text"], statement["content"] + statement["source"] + statement["cue"])
            for target in sorted(targets[article["id"]]):
                named = bool(find_mentions(text, target))
                if (text, target) not in known and (named or rng.random() < UNMENTIONED):
                    speaker, cue = (_part(article["text"], statement[key]) for key in ("source", "cue"))
                    yield {"text": text, "target": target, "speaker": speaker, "cue": cue}


def _crossed_sentences(rows: Sequence[dict[str, Any]], rng: Generator) -> Iterator[dict[str, Any]]:
    taken: dict[str, list[list[int]]] = defaultdict(list)
    for row in rows:
        taken[row["text"]].append(row["span"])
    for text, spans in taken.items():
        others = [
            (start, start + len(name))
            for start, name in _names(text)
            if not any(a < start + len(name) and start < b for a, b in spans)
        ]
        for start, end in rng.permutation(others)[:NAMES].tolist():
            yield {"text": text, "target": text[start:end], "span": [start, end]}


def _names(text: str) -> Iterator[tuple[int, str]]:
    """Where words with capitals begin and what they are; a single one at the head of a sentence may be any word."""
    for found in NAME.finditer(text):
        name = found[0].rstrip(".,'’-")
        if len(name) >= SHORTEST_NAME and (found.start() or " " in name):
            yield found.start(), name


def _crossed_debates(rows: Sequence[dict[str, Any]], rng: Generator) -> Iterator[dict[str, Any]]:
    arguments: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        arguments[row["target"]].append(row["text"])
    motions = sorted(arguments)
    places = vectors(motions)
    similar = places @ places.T
    for at, motion in enumerate(motions):
        for other in np.flatnonzero(similar[at] >= BEYOND):
            for text in rng.permutation(arguments[motions[other]])[:12].tolist():
                if other != at:
                    yield {"text": text, "target": motion}
        for first, second in rng.permutation(arguments[motion] * 2)[:24].reshape(-1, 2).tolist():
            if first != second:
                yield {"text": first, "target": second}


def _part(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words from the first of some spans to the last."""
    return " ".join(text[min(s[0] for s in spans) : max(s[1] for s in spans)].split()) if spans else ""
