"""Pairs that nobody labelled, for the teacher to judge: texts and topics of the labelled ones, met anew.

Statements of news articles meet the targets that others of the same article, or of others, were asked about, the names
in them, and what others of the article claim; sentences meet other names that they hold; arguments of a debate meet
motions that are near, in other words, and other arguments. Nothing that was kept aside takes part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator
from tokenizers import Tokenizer

from quotes.parser.stance.pair import FUNCTION_WORDS, find_mentions
from quotes.parser.stance.training.alike import vectors
from quotes.parser.stance.training.rephrase import rephrase
from quotes.parser.stance.training.sets import WORDINGS, Example, example, load

STATEMENTS = "polnear-train.jsonl"
UNMENTIONED = 0.3  # the share of pairs that are taken though the statement does not name the target; most are neutral
ELSEWHERE, COMMON = 0.15, 400  # the share of pairs with targets of other articles, and so many of those, the commonest
CLAIMED = 0.4  # the share of pairs with what others claim
CLAIM_WORDS = range(4, 15)
COMMON_WORDS = 2  # words that a statement shares with what others claim, for it to be asked about that
NEAR, BEYOND = 0.4, 0.55  # cosines: motions as near as this are met by each other's arguments, few or more
ARGUMENTS = {NEAR: 4, BEYOND: 10}
OWN_ARGUMENTS = 40  # of a motion, that meet it in other words
UNCLAIMED = re.compile(r"[“”\"]|^(?:he|she|it|they|we|i)\b", re.IGNORECASE)
NAME = re.compile(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*")
HEAD = re.compile(r"(?:^|[.!?:“\"‘])\W*\Z")
SHORTEST_NAME = 3  # characters
NAMES = 2  # names of a sentence, or of a statement, that are asked about
NEWS, SENTENCES, DEBATES = "crossed news", "crossed sentences", "crossed debates"
MOST = {NEWS: 70_000, SENTENCES: 9_000, DEBATES: 42_000}


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
    common = [target for target, _ in Counter(row["target"] for row in rows).most_common(COMMON)]
    for article in load(folder / STATEMENTS):
        if article["id"] not in targets:
            continue
        whole, own = article["text"], sorted(targets[article["id"]])
        contents = [_part(whole, statement["content"]) for statement in article["statements"]]
        claims = [claim for content in contents if (claim := _claim(content))]
        for statement, content in zip(article["statements"], contents, strict=True):
            text = _part(whole, statement["content"] + statement["source"] + statement["cue"])
            speaker, cue = (_part(whole, statement[key]) for key in ("source", "cue"))
            own_claim = _claim(content)
            asked = [
                *(one for one in own if find_mentions(text, one) or rng.random() < UNMENTIONED),
                *(one for one in common if one not in own and find_mentions(text, one) and rng.random() < ELSEWHERE),
                *rng.permutation(sorted({name for _, name in _names(content)}))[:NAMES].tolist(),
                *(one for one in claims if one != own_claim and _touches(text, one) and rng.random() < CLAIMED),
            ]
            for target in dict.fromkeys(asked):
                if (text, target) not in known:
                    yield {"text": text, "target": target, "speaker": speaker, "cue": cue}


def _claim(content: str) -> str | None:
    """The target "claim that …" of a statement; None of one that is long, quoted, or about a mere "he"."""
    content = content.removeprefix("that ").rstrip(".,;")
    if len(content.split()) not in CLAIM_WORDS or UNCLAIMED.search(content):
        return None
    first = content.split()[0]
    return "claim that " + (content[0].lower() + content[1:] if first.lower() in FUNCTION_WORDS else content)


def _touches(text: str, claim: str) -> bool:
    return len(find_mentions(text, claim)) >= COMMON_WORDS


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
        if len(name) >= SHORTEST_NAME and (" " in name or not HEAD.search(text, 0, found.start())):
            yield found.start(), name


def _crossed_debates(rows: Sequence[dict[str, Any]], rng: Generator) -> Iterator[dict[str, Any]]:
    known = {(row["text"], row["target"]) for row in rows}
    arguments: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        arguments[row["target"]].append(row["text"])
    motions = sorted(arguments)
    places = vectors(motions)
    similar = places @ places.T
    for at, motion in enumerate(motions):
        wordings = [motion, *(wording for wording, _ in rephrase(motion))]
        for other in np.flatnonzero(similar[at] >= NEAR):
            most = OWN_ARGUMENTS if other == at else ARGUMENTS[BEYOND if similar[at, other] >= BEYOND else NEAR]
            for text in rng.permutation(arguments[motions[other]])[:most].tolist():
                wording = wordings[int(rng.integers(len(wordings)))]
                if (text, wording) not in known:
                    yield {"text": text, "target": wording}
        for first, second in rng.permutation(arguments[motion] * 2)[:24].reshape(-1, 2).tolist():
            if first != second:
                yield {"text": first, "target": second}


def _part(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words from the first of some spans to the last."""
    return " ".join(text[min(s[0] for s in spans) : max(s[1] for s in spans)].split()) if spans else ""
