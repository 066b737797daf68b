"""Stances of pairs of a text and a target, without a database: to measure them on labelled pairs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.parser.annotation import Page, Paragraph, Span
from quotes.parser.stance import clear
from quotes.parser.stance.pair import Pair, pair_of
from quotes.parser.stance.topic import find_names, find_targets
from quotes.parser.stance.values import Finding, Said, Side, Target, Topic
from quotes.parser.stance.words import read_words
from quotes.stances import load_judge

CLAIM = re.compile(r"\W*(?:the )?(?:claim|idea|notion|view|belief)\b", re.IGNORECASE)
AT_ONCE = 32  # pairs that a plug-in gets together


def score_pairs(path: str, *, unclear: bool = False, hide_topic: bool = False) -> Iterator[dict[str, Any]]:
    """The stance of each line of a JSON Lines file, in its order: `id`, `stance`, `score`.

    Raises `ReadError` for what is no such line.
    """
    _, judge = load_judge()
    held: list[tuple[Any, Pair, Finding]] = []
    for row in _rows(path):
        if hide_topic:
            row = {key: value for key, value in row.items() if key not in ("span", "target")} | {"target": ""}
        held.append((row.get("id"), pair_of(row), _by_words(row)))
        if len(held) == AT_ONCE:
            yield from _scored(held, judge, unclear)
            held = []
    yield from _scored(held, judge, unclear)


def _scored(held: list[tuple[Any, Pair, Finding]], judge: Any, unclear: bool) -> Iterator[dict[str, Any]]:
    asked = [pair for _, pair, words in held if words.side is Side.UNCLEAR]
    answers = iter(map(clear, judge(asked)) if unclear else judge(asked))
    for name, _, words in held:
        finding = next(answers) if words.side is Side.UNCLEAR else words
        yield {"id": name, "stance": finding.side.value, "score": round(finding.score, 4)}


def _by_words(row: dict[str, Any]) -> Finding:
    """Level 1 on a pair. It needs to know which words are the content: a bare text is nobody's statement.

    A claim is no topic that words point at: "is unfit" is no evidence on "claim that Lin is fit". Somebody's surname
    is a name of theirs.
    """
    text, pair = row["text"], pair_of(row)
    contents = [part for part in str(row.get("content") or "").split(" ... ") if part]
    spans = tuple(Span(at, at + len(part)) for part in contents if (at := text.find(part)) >= 0)
    if not spans or not row["target"] or CLAIM.match(row["target"]):
        return Finding(Side.UNCLEAR)
    page = Page(text, (Paragraph(Span(0, len(text))),))
    said = Said(spans, pair.cue, pair.source)
    targets = find_targets(page, said, find_names(text, Topic(row["target"])))
    named = targets or tuple(
        Target(span, 1, row["target"])
        for span in pair.mentions
        if _is_name(row["target"], span.of(text)) and any(span in content for content in spans)
    )
    return read_words(page, said, named)


def _is_name(target: str, word: str) -> bool:
    """Whether a word is the last of a name: "Lin" of "Wade Lin"."""
    return target.istitle() and target.split()[-1] == word


def _rows(path: str) -> Iterator[dict[str, Any]]:
    try:
        lines = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ReadError(f"{path} is no text in UTF-8.") from None
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ReadError(f"{path}, line {number} is no JSON: {error.msg}.") from None
        if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("text", "target")):
            raise ReadError(f'{path}, line {number} has no "text" and "target". Give each line both.')
        yield row
