"""How likely a statement is right, its content found and its source the right one; and how likely its speaker is.

Two logistic regressions over what is known when an article is parsed. The weights are in data/confidence.json and
data/speaker_confidence.json; the code that fits them is tagger/training/calibrate.py.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from quotes.parser.annotation import Attribution, EntityKind, Kind, Speaker, TaggedSpan

EDGE = 1e-3  # chances are kept this far from 0 and 1
TAGGED = "tagger"  # the method of a statement that no layout attributes
CAPITAL = re.compile(r"(?<=\W)[A-Z]")  # not the first letter: "A senior [G]erman official"


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
    return _chance(features(grounds), _read("confidence")["weights"])


def layout_confidence(method: str) -> float:
    """The same for what a layout attributes, by the kind of layout: how often such statements were right."""
    return _read("confidence")["layouts"].get(method, 1.0)


def speaker_features(text: str, attribution: Attribution, speaker: Speaker) -> dict[str, float]:
    """Named numbers: the step that found the speaker, its own score, the source, what the article says of the speaker.

    `speaker` is as resolved, before `sure`.
    """
    source = " ".join(span.of(text) for span in attribution.source)
    found = {
        "one": 1.0,
        speaker.method if speaker.entities else f"nobody by {speaker.method}": 1.0,
        "layout": float(attribution.method != TAGGED),
        "statement": _log_odds(attribution.score) if source else 0.0,
        "choice": _log_odds(speaker.score),
        "words of source": math.log1p(len(source.split())),
    }
    if not speaker.entities:
        return found | {"capital": float(bool(CAPITAL.search(source)))}
    first = speaker.entities[0]
    return found | {
        "joint": float(len(speaker.entities) > 1),
        "body": float(first.kind is EntityKind.ORGANIZATION),
        "one word": float(" " not in first.name),
        "in full": float(all(entity.name in source for entity in speaker.entities)),
        "mentions": math.log1p(len(first.mentions)),
    }


def sure(text: str, attribution: Attribution, speaker: Speaker) -> Speaker:
    """The speaker of a statement with the chance that it is the right one, if the statement is one."""
    weights = _read("speaker_confidence")["weights"]
    return replace(speaker, score=_chance(speaker_features(text, attribution, speaker), weights))


def forget() -> None:
    """Read the weights anew when they are next asked for: they were just fitted."""
    _read.cache_clear()


def _chance(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in features.items())))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, EDGE), 1 - EDGE)
    return math.log(chance / (1 - chance))


@cache
def _read(name: str) -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = json.loads((files("quotes.parser.data") / f"{name}.json").read_text("utf-8"))
    return tables
