"""The seed article with other people, genders, titles, places and order: each passage has the same kind of answer."""

from __future__ import annotations

from pathlib import Path

import pytest

import quotes
from quotes.parser.annotation import Document, Parse, Speaker
from tests.parser.retold import VARIANTS, Expected, expected, retell

SEED = Path(__file__).parents[2] / "seeds" / "000_949277daa5d2c533.txt"


@pytest.mark.parametrize("name", VARIANTS)
def test_each_passage_of_the_retold_article_is_credited_as_in_the_original(name: str) -> None:
    variant = VARIANTS[name]
    text = retell(SEED.read_text(encoding="utf-8"), variant)
    parse = quotes.parse(Document(text))
    faults = {}
    for number, (start, gold) in enumerate(expected(variant), 1):
        fault = _fault(_speaker(parse, text.index(start)), gold)
        if fault:
            faults[number] = f"{start}: {fault}"
    assert faults == {}, faults
    assert len(parse.passages) == len(expected(variant))


def _speaker(parse: Parse, start: int) -> Speaker | None:
    found = (passage for passage in parse.passages if abs(passage.passage.span.start - start) <= 1)
    passage = next(found, None)
    return passage.speaker if passage else None


def _fault(found: Speaker | None, gold: Expected) -> str | None:
    """What is wrong with a passage's speaker, None where nothing is."""
    if found is None:
        return "no such passage"
    if found.name is None and gold.optional:
        return None
    place = found.role.jurisdiction
    given = (found.name, found.role.title, place and place.name, place and place.division)
    right = (gold.speaker, gold.role, gold.place, gold.division)
    wrong = [f"{one!r} for {other!r}" for one, other in zip(given, right, strict=True) if one != other]
    return "; ".join(wrong) or None
