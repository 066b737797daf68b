"""Motions in other words, with their labels, as training makes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parser.stance.training.rephrase import VERBS, negated, participle, rephrase, reworded
from quotes.parser.stance.values import Side

MOTIONS = {
    "a known action": (
        "We should ban ferries",
        {
            ("ban ferries", False),
            ("Ferries should be banned", False),
            ("This house would ban ferries", False),
            ("We should not ban ferries", True),
            ("We should allow ferries", True),
        },
    ),
    "an action without a subject": ("Legalize kites", {("we should legalize kites", False), ("ban kites", True)}),
    "what has an aim stays behind its verb": (
        "Build docks to help ports",
        {("we should build docks to help ports", False)},
    ),
    "a duty": ("The ferry must stop.", {("The ferry must not stop", True)}),
    "a duty that is denied": ("Ferries should not run", {("Ferries should run", True)}),
    "a duty of ours": ("We must teach sailing", {("teach sailing", False), ("We must not teach sailing", True)}),
    "a need": ("Ports need to grow", {("Ports do not need to grow", True)}),
    "a statement": (
        "The harbor is safe",
        {
            ("The harbor is not safe", True),
            ("This house believes that the harbor is safe", False),
            ("This house believes that the harbor is not safe", True),
        },
    ),
}


@pytest.mark.parametrize(("motion", "expected"), MOTIONS.values(), ids=MOTIONS)
def test_a_motion_in_other_words(motion: str, expected: set[tuple[str, bool]]) -> None:
    found = set(rephrase(motion))
    assert expected <= found
    assert len({words.lower() for words, _ in found}) == len(found)


def test_what_is_no_sentence_has_no_other_words() -> None:
    assert not list(rephrase("Compulsory sailing lessons"))


@given(st.sampled_from([motion for motion, _ in MOTIONS.values()]))
def test_negating_twice_gives_the_motion_back(motion: str) -> None:
    once = negated(motion)
    if once is not None and "need to" not in motion:
        assert negated(once) == motion


@pytest.mark.parametrize("motion", ["Ferries should be banned", "We should ban ferries", "The harbor is safe"])
def test_a_label_turns_with_its_motion(motion: str) -> None:
    row = {"id": "one", "text": "They sink.", "target": motion, "stance": "support"}
    found = {other["target"]: Side(other["stance"]) for other in reworded(row, 99)}
    assert found == {words: Side.OPPOSE if turned else Side.SUPPORT for words, turned in rephrase(motion)}


def test_the_same_row_is_always_reworded_alike() -> None:
    row = {"id": "two", "text": "They sink.", "target": "We should ban ferries", "stance": "support"}
    first = list(reworded(row, 2))
    assert first == list(reworded(row, 2))
    assert len(first) == 2


@pytest.mark.parametrize(
    ("verb", "expected"), [("ban", "banned"), ("legalize", "legalized"), ("build", "built"), ("end", "ended")]
)
def test_participles(verb: str, expected: str) -> None:
    assert participle(verb) == expected


def test_opposites_are_verbs_of_one_word() -> None:
    assert all(other == "-" or other.isalpha() for other in VERBS.values())
