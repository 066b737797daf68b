"""Labelled articles as training targets: JSON Lines in the evaluation format → arrays beside the word pieces."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quotes.parser.annotation import Document
from quotes.parser.passage import find_passages, quoted_mask
from quotes.parser.segment import segment
from quotes.parser.tagger.heads import NAMES, POINTERS, TAGS, begin, inside
from quotes.parser.tagger.training.names import clean
from quotes.parser.tagger.window import Pieces, Window, inputs, read_pieces

IGNORE = -100
ASIDE = 10  # one article of so many is kept aside for decisions; the rest is learnt from

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Targets:
    """What should come out for each piece of one article.

    `tags` and `names` are columns of heads.py. `pointers[p, i]` is the piece that piece i points at by pointer p, -1
    for [CLS], IGNORE for nothing to learn. `speakers` lists, for the first piece of a source, every piece that begins
    a name of its speaker: any of them is right for the pointer `source_name`.
    """

    id: str
    pieces: Pieces
    tags: Ints
    names: Ints
    pointers: Ints
    speakers: dict[int, tuple[int, ...]]


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def kept_aside(article: str) -> bool:
    """Whether an article is of the tenth that decisions are taken on."""
    return zlib.crc32(article.encode()) % ASIDE == 0


def read_targets(
    articles: Iterable[dict[str, Any]], silver: dict[str, Any], resolved: dict[str, Any], tokenizer: Tokenizer
) -> list[Targets]:
    """Targets of articles. `silver` and `resolved` map an article's id to its line in those files."""
    articles = list(articles)
    names = clean({article["id"]: article["text"] for article in articles}, silver)
    found = []
    for article in articles:
        line = silver.get(article["id"])
        if line is not None:
            line = line | {"entities": names[article["id"]]}
        found.append(_targets(article, line, resolved.get(article["id"]), tokenizer))
    return found


def _targets(
    article: dict[str, Any], silver: dict[str, Any] | None, resolved: dict[str, Any] | None, tokenizer: Tokenizer
) -> Targets:
    text = article["text"]
    page = segment(Document(text))
    quoted = quoted_mask(find_passages(page), len(text))
    pieces = read_pieces(text, [paragraph.span for paragraph in page.paragraphs], quoted, tokenizer)
    names = _name_columns(silver, pieces)
    tags, owner = _tag_columns(article["statements"], len(text), pieces)
    pointers = np.full((len(POINTERS), len(pieces)), IGNORE, np.int64)
    at = {int(start): index for index, start in reversed(list(enumerate(pieces.starts))) if start >= 0}
    _point(article["statements"], tags, owner, pointers, at)
    speakers = _speakers(article, silver, resolved, names, pieces, at)
    return Targets(article["id"], pieces, tags, names, pointers, speakers)


def _tag_columns(statements: Sequence[dict[str, Any]], length: int, pieces: Pieces) -> tuple[Ints, Ints]:
    """The tag of each piece and the statement it is of (-1). A cue or source is never overwritten by a content."""
    tag, span, owner = (np.full(length, -1, np.int64) for _ in range(3))
    number = 0
    for index in (1, 2, 0):
        for which, statement in enumerate(statements):
            for start, end in statement[TAGS[index].value]:
                free = np.flatnonzero(tag[start:end] < 0) + start
                tag[free], span[free], owner[free] = index, number, which
                number += 1
    columns = np.full(len(pieces), IGNORE, np.int64)
    owners = np.full(len(pieces), -1, np.int64)
    before = -1
    for i, start in enumerate(pieces.starts):
        if start < 0:
            before = -1
        elif tag[start] < 0:
            columns[i], before = 0, -1
        else:
            same = span[start] == before
            columns[i] = inside(tag[start]) if same else begin(tag[start])
            owners[i], before = owner[start], span[start]
    return columns, owners


def _point(statements: Sequence[dict[str, Any]], tags: Ints, owner: Ints, pointers: Ints, at: dict[int, int]) -> None:
    """Fill the pointers content → cue, cue → source and content → source."""

    def first(spans: Sequence[Sequence[int]]) -> int:
        return at.get(spans[0][0], -1) if spans else -1

    cues = [first(statement["cue"]) for statement in statements]
    sources = [first(statement["source"]) for statement in statements]
    for i, which in enumerate(owner):
        if which < 0:
            continue
        tag = (tags[i] - 1) // 2
        if tag == 0:
            pointers[POINTERS.index("content_cue"), i] = cues[which]
            pointers[POINTERS.index("content_source"), i] = sources[which]
        elif tag == 1:
            pointers[POINTERS.index("cue_source"), i] = sources[which]


def _name_columns(silver: dict[str, Any] | None, pieces: Pieces) -> Ints:
    if silver is None:
        return np.full(len(pieces), IGNORE, np.int64)
    columns = np.where(pieces.starts < 0, IGNORE, 0).astype(np.int64)
    classes = {"PERSON": 1, "ORGANIZATION": 2, "LOCATION": 3, "MISC": 4}
    assert len(classes) == len(NAMES)
    for start, end, kind in silver["entities"]:
        columns[(pieces.starts >= start) & (pieces.starts < end)] = classes[kind]
    return columns


def _speakers(
    article: dict[str, Any],
    silver: dict[str, Any] | None,
    resolved: dict[str, Any] | None,
    names: Ints,
    pieces: Pieces,
    at: dict[int, int],
) -> dict[int, tuple[int, ...]]:
    """For the first piece of each source: the pieces that begin a name of its speaker; () for nobody named.

    By the resolved labels where the article has them, else by the silver chain that the source is in.
    """
    runs = _name_runs(names, pieces)
    found: dict[int, tuple[int, ...]] = {}
    if resolved is not None:
        for statement in resolved["statements"]:
            first = at.get(statement["source"][0][0]) if statement["source"] else None
            if first is None:
                continue
            wanted = [_key(name) for name in (statement["speaker"] or "").split(";")]
            found[first] = tuple(
                i
                for i, name in runs
                if _key(article["text"][slice(*name)]) in wanted and _key(article["text"][slice(*name)])
            )
    elif silver is not None:
        chain_of = {tuple(mention[:2]): chain for chain in silver["chains"] for mention in chain}
        for statement in article["statements"]:
            if len(statement["source"]) != 1 or tuple(statement["source"][0]) not in chain_of:
                continue
            spans = [mention[:2] for mention in chain_of[tuple(statement["source"][0])]]
            hits = tuple(i for i, (start, end) in runs if any(a <= start and end <= b and b - a < 60 for a, b in spans))
            first = at.get(statement["source"][0][0])
            if first is not None and hits:
                found[first] = hits
    return found


def _key(name: str) -> str:
    """What two names of one person share: the last word."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name.casefold()))
    return words[-1] if words else ""


def _name_runs(names: Ints, pieces: Pieces) -> list[tuple[int, tuple[int, int]]]:
    """Each name of a person or organization: its first piece and its characters."""
    runs = []
    i = 0
    while i < len(names):
        j = i
        while j < len(names) and names[j] == names[i] and names[i] in (1, 2):
            j += 1
        if j > i:
            runs.append((i, (int(pieces.starts[i]), int(pieces.ends[j - 1]))))
        i = max(j, i + 1)
    return runs


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its targets, [CLS] first. Pointers hold positions in the window, 0 for [CLS]."""

    ids: Ints
    types: Ints
    tags: Ints
    names: Ints
    pointers: Ints
    speakers: tuple[tuple[int, tuple[int, ...]], ...]


def example(targets: Targets, window: Window) -> Example:
    ids, types = inputs(targets.pieces, window)
    part = slice(window.start, window.end)

    def with_cls(values: Ints) -> Ints:
        return np.concatenate(([IGNORE], values[part]))

    pointers = np.full((len(POINTERS), len(ids)), IGNORE, np.int64)
    there = targets.pointers[:, part]
    local = there - window.start + 1
    outside = (local < 1) | (local >= len(ids))
    pointers[:, 1:] = np.where(there == IGNORE, IGNORE, np.where(outside, 0, local))
    speakers = tuple(
        (first - window.start + 1, tuple(i - window.start + 1 for i in hits if window.start <= i < window.end))
        for first, hits in targets.speakers.items()
        if window.start <= first < window.end
    )
    return Example(
        ids.astype(np.int64),
        types.astype(np.int64),
        with_cls(targets.tags),
        with_cls(targets.names),
        pointers,
        speakers,
    )
