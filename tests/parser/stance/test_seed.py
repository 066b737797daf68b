"""The article in seeds/ with the topics in seeds/: no statement on a wrong side, whatever the model says of others.

A demonstration and no proof: the topics were written with this article in view.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import quotes
from quotes.parser.annotation import Document, Parse
from quotes.parser.stance import Finding, Judge, Level, Said, Side, Stance, find_stances
from quotes.parser.stance.model import CrossEncoder
from quotes.parser.stance.pair import Pair
from quotes.topics import read_topics

SEEDS = Path(__file__).parents[3] / "seeds"
CITIES, COOPERATION = "sanctuary cities", "local cooperation with federal immigration enforcement"

# What they say, by the end of their names; those without a name by words of what they say.
SIDES = {
    COOPERATION: {
        "Sessions": Side.SUPPORT,
        "Lashgari": Side.SUPPORT,
        "Zavala": Side.SUPPORT,
        "Uhlich": Side.OPPOSE,
        "Romero": Side.OPPOSE,
        "Council": Side.OPPOSE,
        "cooperation is the best way": Side.SUPPORT,
        "cooperation between state and federal": Side.SUPPORT,
        "obligated to help enforce": Side.SUPPORT,
        "would reduce safety": Side.OPPOSE,
        "is misplaced": Side.OPPOSE,
        "sanctuary cities": Side.SUPPORT,
    },
    CITIES: {
        "Sessions": Side.OPPOSE,
        "Lashgari": Side.OPPOSE,
        "Uhlich": Side.SUPPORT,
        "Romero": Side.SUPPORT,
        "Council": Side.SUPPORT,
        "would reduce safety": Side.SUPPORT,
        "is misplaced": Side.SUPPORT,
        "sanctuary cities": Side.OPPOSE,
    },
}
FOR_SURE = {
    COOPERATION: ("Sessions", "Lashgari", "Uhlich", "Romero", "Council"),
    CITIES: ("Sessions", "Uhlich", "Romero"),
}


def always(side: Side) -> Judge:
    def judge(pairs: Sequence[Pair]) -> list[Finding]:
        return [Finding(side, 0.85) for _ in pairs]

    return judge


@pytest.fixture(scope="module")
def parse() -> Parse:
    [path] = SEEDS.glob("*.txt")
    return quotes.parse(Document(path.read_text(encoding="utf-8")), quotes.load_tagger(1))


def told(parse: Parse, judge: Judge | None) -> list[tuple[str, str, Stance]]:
    """The topic of each side that was found, and who takes it or, of somebody without a name, what they say."""
    said = [Said(one.content, one.cue, one.source, one.speaker.name) for one in parse.statements]
    topics = read_topics(SEEDS / "topics.yaml")
    words = [" ".join(" ".join(span.of(parse.page.text) for span in one.content).split()) for one in said]
    return [
        (topics[one.topic].name, said[one.statement].speaker or words[one.statement], one)
        for one in find_stances(parse.page, said, topics, judge)
        if one.finding.side in (Side.SUPPORT, Side.OPPOSE)
    ]


def wrong(topic: str, who: str, stance: Stance) -> bool:
    expected = [side for name, side in SIDES[topic].items() if who.endswith(name) or (len(name) > 12 and name in who)]
    return stance.finding.side not in expected[:1]


def test_no_wrong_side(parse: Parse) -> None:
    found = told(parse, CrossEncoder())
    assert [(topic, who, one.method, one.finding.side) for topic, who, one in found if wrong(topic, who, one)] == []
    assert all(0 < one.finding.score <= 1 and one.finding.evidence for _, _, one in found)


@pytest.mark.parametrize("judge", [None, always(Side.SUPPORT), always(Side.OPPOSE), always(Side.NEUTRAL)])
def test_whatever_the_model_says(parse: Parse, judge: Judge | None) -> None:
    """Level 2 alone can be wrong: who has a side by their own words or their camp keeps it."""
    found = [one for one in told(parse, judge) if one[2].method != "model"]
    own = [(topic, who, one) for topic, who, one in found if one.level is not Level.SPEAKER or judge is None]
    assert [(topic, who, one.method) for topic, who, one in own if wrong(topic, who, one)] == []
    for topic, names in FOR_SURE.items():
        assert {name for name in names if any(who.endswith(name) for t, who, _ in found if t == topic)} == set(names)


def test_nobody_is_given_a_side_on_what_they_do_not_speak_of(parse: Parse) -> None:
    assert not any(who.endswith("Zavala") for topic, who, _ in told(parse, CrossEncoder()) if topic == CITIES)
