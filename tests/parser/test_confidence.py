"""How sure a speaker is: what speaks for one, and how well the shipped weights are calibrated."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parser.annotation import Attribution, Entity, EntityKind, Span, Speaker
from quotes.parser.confidence import layout_confidence, speaker_features, sure
from quotes.parser.layout import HEADLINE, SIGNED, TRANSCRIPT

OBI = Entity("Ann Obi", EntityKind.PERSON, mentions=(Span(0, 7),))
LI = Entity("Bo Li", EntityKind.PERSON)
PANEL = Entity("Panel", EntityKind.ORGANIZATION)
MOST_ERROR = 0.05  # expected calibration error

FEATURES = [
    pytest.param("Ann Obi", Speaker((OBI,), method="name"), {"name", "in full"}, id="full-name"),
    pytest.param("Ms. Obi", Speaker((OBI,), method="name"), {"name"}, id="surname"),
    pytest.param("she", Speaker((OBI,), method="pronoun"), {"pronoun"}, id="pronoun"),
    pytest.param("Obi and Li", Speaker((OBI, LI), method="name"), {"name", "joint"}, id="several-speakers"),
    pytest.param(
        "the Panel", Speaker((PANEL,), method="name"), {"name", "in full", "body", "one word"}, id="body-of-one-word"
    ),
    pytest.param("some voters", Speaker(method="unnamed"), {"nobody by unnamed"}, id="unnamed-group"),
    pytest.param(
        "A top German aide", Speaker(method="office"), {"nobody by office", "capital"}, id="nobody-where-a-name-stands"
    ),
]


@pytest.mark.parametrize(("source", "speaker", "expected"), FEATURES)
def test_what_holds_of_a_speaker(source: str, speaker: Speaker, expected: set[str]) -> None:
    attribution = Attribution((Span(0, 1),), source=(Span(0, len(source)),))
    found = speaker_features(source, attribution, speaker)
    yes_or_no = {name for name, value in found.items() if value == 1.0} - {"one"}
    assert yes_or_no == expected


def test_a_full_name_is_surer_than_a_pronoun_and_that_than_a_description() -> None:
    text = "Ann Obi, she, the lawyer"
    places = {"name": Span(0, 7), "pronoun": Span(9, 12), "description": Span(14, 24)}
    scores = [
        sure(text, Attribution((Span(0, 1),), source=(place,), score=0.8), Speaker((OBI,), method=method, score=0.9))
        for method, place in places.items()
    ]
    assert scores[0].score > scores[1].score > scores[2].score


@pytest.mark.parametrize("method", [SIGNED, TRANSCRIPT, HEADLINE])
def test_a_layout_is_not_certain(method: str) -> None:
    assert 0.5 < layout_confidence(method) < 1


@given(
    st.text(max_size=40),
    st.text(max_size=10),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from([(), (OBI,), (OBI, LI)]),
)
def test_any_speaker_has_a_chance(
    text: str, method: str, found: float, score: float, entities: tuple[Entity, ...]
) -> None:
    attribution = Attribution((Span(0, len(text)),), source=(Span(0, len(text)),), score=found)
    speaker = Speaker(entities, method=method, score=score)
    assured = sure(text, attribution, speaker)
    assert 0 < assured.score < 1
    assert (assured.entities, assured.role, assured.method) == (entities, speaker.role, method)


@pytest.mark.parametrize(
    ("name", "of"),
    [("confidence", None), ("speaker_confidence", "all articles"), ("speaker_confidence", "unseen articles")],
)
def test_the_shipped_weights_are_calibrated(name: str, of: str | None) -> None:
    figures = json.loads((files("quotes.parser.data") / f"{name}.json").read_text("utf-8"))["figures"]
    assert (figures[of] if of else figures)["expected calibration error"] <= MOST_ERROR
