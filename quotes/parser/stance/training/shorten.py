"""Statements cut as a parse cuts them: the words around the topic alone (statement.py)."""

from __future__ import annotations

from dataclasses import replace

from tokenizers import Tokenizer

from quotes.parser.annotation import Span
from quotes.parser.stance.pair import WORD, pair_of, read_pair
from quotes.parser.stance.statement import to_pair
from quotes.parser.stance.training.sets import Example
from quotes.parser.stance.values import Said, Target


def shortened(example: Example, tokenizer: Tokenizer) -> Example:
    """The pair as level 2 gets to read it. What is neither source nor cue is content; evidence may be cut off, so that
    none is known."""
    text, topic = example.row["text"], example.row["target"]
    pair = pair_of(example.row)
    content, at = [], 0
    for span in sorted([*pair.source, *pair.cue, Span(len(text), len(text))]):
        if span.start > at and WORD.search(text, at, span.start):
            content.append(Span(at, span.start))
        at = max(at, span.end)
    said = Said(tuple(content), pair.cue, pair.source)
    cut, _ = to_pair(text, said, topic, [Target(span, 1, topic) for span in pair.mentions])
    return replace(example, pieces=read_pair(cut, tokenizer), evidence=None)
