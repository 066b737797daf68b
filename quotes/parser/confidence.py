"""How likely a statement is right: its content found and its source the right one.

A logistic regression over what the tagger and the linker know about it. The weights are in data/confidence.json; the
code that fits them, on articles that the tagger has not learnt from, is tagger/training/calibrate.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quotes.parser.annotation import Kind, TaggedSpan

EDGE = 1e-3  # chances are kept this far from 0 and 1


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for a statement.

    `attach` is the chance that its first content belongs to its cue, `chosen` that its source is the one chosen;
    `near` says whether all of it stands in one sentence.
    """

    kind: Kind
    contents: Sequence[TaggedSpan]
    cue: TaggedSpan | None
    source: TaggedSpan | None
    attach: float
    chosen: float
    near: bool


def features(grounds: Grounds) -> dict[str, float]:
    """Named numbers, chances as log-odds."""
    scores = [content.score for content in grounds.contents]
    lengths = [len(content.span) for content in grounds.contents]
    mean = sum(map(float.__mul__, scores, map(float, lengths))) / max(1, sum(lengths))
    found = {
        "one": 1.0,
        "content": _log_odds(mean),
        "weakest content": _log_odds(min(scores)),
        "length": math.log(1 + sum(lengths)),
        "pieces": float(len(scores) > 1),
        "no cue": float(grounds.cue is None),
        "cue": _log_odds(grounds.cue.score) if grounds.cue else 0.0,
        "attach": _log_odds(grounds.attach) if grounds.cue else 0.0,
        "no source": float(grounds.source is None),
        "source": _log_odds(grounds.source.score) if grounds.source else 0.0,
        "chosen": _log_odds(grounds.chosen),
        "far": float(not grounds.near),
    }
    return found | {str(kind): float(grounds.kind is kind) for kind in Kind}


def confidence(grounds: Grounds) -> float:
    """The chance that content and source are right, 0 to 1."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features(grounds).items())
    return 1 / (1 + math.exp(-total))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, EDGE), 1 - EDGE)
    return math.log(chance / (1 - chance))


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads((files("quotes.parser.data") / "confidence.json").read_text("utf-8"))[
        "weights"
    ]
    return weights
