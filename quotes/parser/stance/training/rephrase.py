"""The same motion in other words, and its opposite: "We should ban X", "X should be banned", "X should not be banned".

Debates are labelled under few wordings of few motions. A pair whose motion is turned around, label and all, shows that
the wording of a topic counts, which no number of arguments under one wording does.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import numpy as np

from quotes.parser.stance.values import Side

VERBS = dict(
    line.split("\t")
    for line in files(__package__).joinpath("verbs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""Verbs of motions, each with its opposite, or "-" where none goes with the same object."""

MOTION = re.compile(
    r"(?:(?:this house|we) (?:believes? (?:that )?)?(?:we |would |should |must |ought to )*)?"
    r"(?P<verb>\w+) (?P<what>.+)",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"\b(should|must|ought|can|could|may|would|will|is|are|was|were|has to|have to|needs? to|does|do|did)\b"
    r"(?P<no> not)?",
    re.IGNORECASE,
)
DUTY = re.compile(r"we (?:should|must|have to|need to) (?!not\b)(?P<what>.+)", re.IGNORECASE)
NEEDS = {"has to": "does not have to", "have to": "do not have to", "need to": "do not need to"}
NEEDS["needs to"] = "does not need to"
OPENER = re.compile(r"(?:The|We|It|There|All|Any|This|These|A|An|In|Every|Some|Most|Children|People|Governments?)\b")


def reworded(row: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """So many of the pairs that follow from one: its motion in other words, turned around as often as not."""
    found = list(rephrase(row["target"])) if number else []
    rng = np.random.default_rng(zlib.crc32(row["id"].encode()))
    weights = np.array([1 / sum(turned == other for _, other in found) for _, turned in found])
    size = min(number, len(found))
    for at in rng.choice(len(found), size, replace=False, p=weights / weights.sum()) if found else ():
        motion, turned = found[at]
        yield row | {"target": motion, "stance": Side(row["stance"]).turned(-1 if turned else 1).value}


def rephrase(motion: str) -> Iterator[tuple[str, bool]]:
    """Other wordings, each with whether it means the opposite. None for what is no sentence and no known motion."""
    motion = motion.strip().rstrip(".")
    found = MOTION.fullmatch(motion)
    verb = found["verb"].lower() if found else ""
    if found and verb in VERBS:
        yield from _action(verb, found["what"])
        return
    turned = negated(motion)
    if turned is not None:
        duty = DUTY.fullmatch(motion)
        if duty:
            yield duty["what"], False
        yield turned, True
        yield f"This house believes that {_inside(motion)}", False
        yield f"This house believes that {_inside(turned)}", True


def negated(sentence: str) -> str | None:
    """A sentence with "not" put in at its first auxiliary, or taken out; None where it has none."""
    found = AUXILIARY.search(sentence)
    if found is None:
        return None
    word = found[1]
    new = word if found["no"] else NEEDS.get(word.lower(), f"{word} not")
    return sentence[: found.start()] + new + sentence[found.end() :]


def _action(verb: str, what: str) -> Iterator[tuple[str, bool]]:
    yield from (
        (f"we should {verb} {what}", False),
        (f"{verb} {what}", False),
        (f"This house would {verb} {what}", False),
        (f"This house believes we should {verb} {what}", False),
        (f"We should not {verb} {what}", True),
        (f"This house would not {verb} {what}", True),
    )
    if " " not in what or not re.search(r"\b(?:to|that|by|in order|for)\b", what):
        yield f"{what[0].upper()}{what[1:]} should be {participle(verb)}", False
        yield f"{what[0].upper()}{what[1:]} should not be {participle(verb)}", True
    if VERBS[verb] != "-":
        yield f"We should {VERBS[verb]} {what}", True
        yield f"{VERBS[verb]} {what}", True


def participle(verb: str) -> str:
    """ "banned" of "ban", "legalized" of "legalize"."""
    irregular = {
        "ban": "banned",
        "build": "built",
        "keep": "kept",
        "fight": "fought",
        "make": "made",
        "permit": "permitted",
    }
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"


def _inside(sentence: str) -> str:
    """A sentence as it stands within another."""
    return sentence[0].lower() + sentence[1:] if OPENER.match(sentence) else sentence
