"""Train the weights by which pronouns and descriptions find whom they mean: `quotes/parser/data/antecedents.json`.

    python scripts/train_antecedents.py RESOLVED.jsonl NAMES.jsonl.gz [--hold 60]

RESOLVED has articles with statements and their speakers (source spans as character offsets, `speaker`, `role`);
NAMES the proper names of the same articles (`id`, `entities` of [start, end, type]). Every source that names nobody is
a choice among candidates, the labelled speaker the right one; a description away from any source ("the senator") counts
where its noun is the labelled role of one speaker only. Statements before it are taken as labelled. The choice is
log-linear (softmax over candidates, L2, fitted by Newton's method). The last articles are kept aside and reported.

It needs numpy. The articles are not shipped; the weights hold no words of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from quotes.parser.annotation import Attribution, Document, Name, NameClass, Span, Tags
from quotes.parser.entity import find_entities
from quotes.parser.entity.candidates import choose, features
from quotes.parser.entity.discourse import NOBODY, Article, Choice, Discourse, Query, candidates
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment

OUTPUT = Path(__file__).parent.parent / "quotes" / "parser" / "data" / "antecedents.json"
CLASSES = {
    "PERSON": NameClass.PERSON,
    "ORGANIZATION": NameClass.ORGANIZATION,
    "LOCATION": NameClass.LOCATION,
    "MISC": NameClass.MISCELLANEOUS,
}
PENALTY = 2.0  # of 0.5, 1, 2 and 4 the best on articles kept aside
RAREST = 3  # a feature seen less often tells nothing
STEPS = 25
SMALLEST = 0.005


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: the features of each candidate, and which candidates are right."""

    features: list[list[str]]
    right: list[int]


@dataclass(slots=True)
class Teacher:
    """Answers every query as the labels do, and writes down what it was asked."""

    statements: list[dict[str, Any]]
    examples: dict[str, list[Example]]
    starts: list[int] = field(default_factory=list)
    roles: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.statements = sorted((s for s in self.statements if s.get("source")), key=lambda s: s["source"][0][0])
        self.starts = [statement["source"][0][0] for statement in self.statements]
        for statement in self.statements:
            speaker, role = statement.get("speaker"), statement.get("role")
            if speaker and role and ";" not in speaker:
                accepted = [role, *(other for other in statement.get("role_accept", []) if other)]
                self.roles.setdefault(speaker, set()).update(word for text in accepted for word in text.lower().split())

    def __call__(self, article: Article, discourse: Discourse, query: Query) -> tuple[Choice, float]:
        choices = candidates(article, discourse, query)
        table = features(article, discourse, query, choices)
        if not query.is_source:
            return self._described(article, discourse, query, choices, table)
        statement = self._statement(article.words.starts[query.word])
        if statement is None:
            return NOBODY, 1.0
        accepted = [statement.get("speaker"), *statement.get("speaker_accept", [])]
        right = [i for i, choice in enumerate(choices) if _is_right(article, choice, accepted)]
        if right:
            self.examples[query.group].append(Example(table, right))
            return choices[right[0]], 1.0
        known = (number for number in range(len(article.profiles)) if _is_right(article, (number,), accepted))
        number = next(known, None)
        return (NOBODY if number is None else (number,)), 1.0

    def _statement(self, word: int) -> dict[str, Any] | None:
        before = [i for i, start in enumerate(self.starts) if start <= word]
        return self.statements[before[-1]] if before else None

    def _described(
        self, article: Article, discourse: Discourse, query: Query, choices: Sequence[Choice], table: list[list[str]]
    ) -> tuple[Choice, float]:
        holders = [speaker for speaker, words in self.roles.items() if query.head in words]
        right = [i for i, choice in enumerate(choices) if choice and _is_right(article, choice, holders)]
        if len(holders) == 1 and right:
            self.examples[query.group].append(Example(table, right))
        return (choices[right[0]], 1.0) if len(right) == 1 else choose(article, discourse, query)


def _is_right(article: Article, choice: Choice, accepted: Iterable[str | None]) -> bool:
    accepted = list(accepted)
    if accepted and accepted[0] is None:
        return not choice
    return bool(choice) and any(name and _same(name, [article.profiles[p].name for p in choice]) for name in accepted)


def _same(gold: str, names: Sequence[str]) -> bool:
    """Whether each of joint speakers has its like on the other side."""
    golds, found = [_words(name) for name in gold.split(";")], [_words(name) for name in names]
    return all(any(map(_alike, [one] * len(found), found)) for one in golds) and all(
        any(map(_alike, [one] * len(golds), golds)) for one in found
    )


def _words(name: str) -> list[str]:
    kept = "".join(" " if char in "-–—/" else char for char in name.casefold())
    return re.findall(r"\w+", re.sub(r"[^\w\s]", "", kept))


def _alike(one: list[str], other: list[str]) -> bool:
    """Equal, or the words of one are all in the other and both end in the same word."""
    return bool(one and other) and one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one))


# ---------------------------------------------------------------------------------------------
# Reading and fitting
# ---------------------------------------------------------------------------------------------


def collect(articles: Iterable[dict[str, Any]], names: dict[str, list[list[Any]]]) -> dict[str, list[Example]]:
    """The choices that the sources and descriptions of labelled articles are, by group of weights."""
    examples: dict[str, list[Example]] = defaultdict(list)
    for article in articles:
        page = segment(Document(article["text"], article["id"]))
        passages = find_passages(page)
        found = sorted(names.get(article["id"], []))
        tags = Tags(names=tuple(Name(Span(start, end), CLASSES[kind], 1.0) for start, end, kind in found))
        attributions = [
            Attribution(_spans(one, "content"), _spans(one, "cue"), _spans(one, "source"))
            for one in article["statements"]
        ]
        find_entities(page, tags, attributions, passages, Teacher(article["statements"], examples))
    return examples


def _spans(statement: dict[str, Any], part: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in statement.get(part, []))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right candidates likeliest."""
    counts = Counter(name for example in examples for names in example.features for name in names)
    vocabulary = {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))}
    tables = []
    for example in examples:
        table = np.zeros((len(example.features), len(vocabulary)))
        for row, names in enumerate(example.features):
            for name in names:
                if name in vocabulary:
                    table[row, vocabulary[name]] = 1.0
        tables.append(table)
    solution = np.zeros(len(vocabulary))
    for _ in range(STEPS):
        gradient, curvature = -PENALTY * solution, PENALTY * np.eye(len(vocabulary))
        for example, table in zip(examples, tables, strict=True):
            chances = _softmax(table @ solution)
            right = np.zeros_like(chances)
            right[example.right] = _softmax((table @ solution)[example.right])
            gradient += (right - chances) @ table
            mean = chances @ table
            curvature += (table.T * chances) @ table - np.outer(mean, mean)
        solution += np.linalg.solve(curvature, gradient)
    return {name: round(float(solution[i]), 2) for name, i in vocabulary.items() if abs(solution[i]) >= SMALLEST}


def _softmax(scores: Any) -> Any:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def accuracy(examples: Sequence[Example], table: dict[str, float]) -> float:
    """The share of choices whose best candidate is a right one."""
    right = 0
    for example in examples:
        scores = [sum(table.get(name, 0.0) for name in names) for names in example.features]
        right += scores.index(max(scores)) in example.right
    return right / len(examples)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the weights of pronouns and descriptions.")
    parser.add_argument("resolved", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--hold", type=int, default=60, help="articles at the end to keep aside")
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.resolved.read_text(encoding="utf-8").splitlines()]
    with gzip.open(options.names, "rt", encoding="utf-8") as lines:
        names = {row["id"]: row["entities"] for row in map(json.loads, lines)}
    cut = len(articles) - options.hold
    examples, aside = collect(articles[:cut], names), collect(articles[cut:], names)
    table = {group: fit(found) for group, found in sorted(examples.items())}
    for group, found in sorted(examples.items()):
        held = f"{accuracy(aside[group], table[group]):.1%} of {len(aside[group])}" if aside[group] else "none"
        print(f"{group:10} {accuracy(found, table[group]):.1%} of {len(found)}; kept aside {held}")
    OUTPUT.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
