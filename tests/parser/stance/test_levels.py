"""The four levels together: an article in, a row for each level that looked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from quotes.parser.stance import Finding, Judge, Said, Side, find_stances, judging
from quotes.parser.stance.pair import Pair
from tests.parser.stance.writing import page_of, said, topic

FERRY = topic("the ferry", against=("the bridge",))


@pytest.fixture(autouse=True)
def threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that these tests do not depend on how the model that ships was calibrated."""
    monkeypatch.setattr(judging, "least", lambda: 0.7)


def answering(side: Side, score: float = 0.95) -> Judge:
    def judge(pairs: Sequence[Pair]) -> list[Finding]:
        return [Finding(side, score) for _ in pairs]

    return judge


def rows(text: str, statements: Sequence[Said], judge: Judge | None = None) -> list[tuple[int, str, str]]:
    found = find_stances(page_of(text), statements, [FERRY], judge)
    return [(one.statement, one.method, one.finding.side.value) for one in found]


PLAN = "Lin said the ferry is misplaced.\n\nLin said the ferry has two decks.\n\nRoe said the ferry has two decks, too."
DECKS = (
    said(PLAN, "the ferry is misplaced", "said", "Lin", "lin"),
    said(PLAN, "the ferry has two decks", "said", "Lin", "lin"),
    said(PLAN, "the ferry has two decks, too", "said", "Roe", "roe"),
)


def test_the_speaker_fills_what_the_words_leave_unclear() -> None:
    assert rows(PLAN, DECKS) == [
        (0, "words", "oppose"),
        (1, "words", "unclear"),
        (2, "words", "unclear"),
        (1, "speaker", "oppose"),
        (2, "speaker", "unclear"),
    ]


def test_the_model_is_asked_about_what_is_unclear_alone() -> None:
    assert rows(PLAN, DECKS, answering(Side.NEUTRAL)) == [
        (0, "words", "oppose"),
        (1, "words", "unclear"),
        (2, "words", "unclear"),
        (1, "model", "neutral"),
        (2, "model", "neutral"),
    ]


def test_a_doubtful_answer_is_unclear() -> None:
    assert (2, "model", "unclear") in rows(PLAN, DECKS, answering(Side.SUPPORT, 0.34))


def test_an_answer_at_odds_with_the_speakers_own_words_has_to_be_surer() -> None:
    def judged(score: float) -> list[str]:
        return [side for number, method, side in rows(PLAN, DECKS, answering(Side.SUPPORT, score)) if method == "model"]

    assert judged(0.85) == ["unclear", "support"]
    assert judged(0.99) == ["support", "support"]


def test_of_a_speakers_answers_that_are_at_odds_the_weaker_is_unclear() -> None:
    text = "Lin said the ferry has decks.\n\nLin said the ferry is white."
    statements = [
        said(text, "the ferry has decks", "said", "Lin", "lin"),
        said(text, "the ferry is white", "said", "Lin", "lin"),
    ]

    def judge(pairs: Sequence[Pair]) -> list[Finding]:
        return [Finding(Side.OPPOSE, 0.82) if "white" in p.text else Finding(Side.SUPPORT, 0.9) for p in pairs]

    assert rows(text, statements, judge)[2:] == [
        (0, "model", "support"),
        (1, "model", "unclear"),
        (1, "speaker", "support"),
    ]


def test_an_answer_about_what_is_not_named_has_to_be_surer() -> None:
    text = "Asked about the ferry, Lin said nothing was decided."
    statements = [said(text, "nothing was decided", "said", "Lin", "lin")]
    found = {score: rows(text, statements, answering(Side.SUPPORT, score)) for score in (0.78, 0.97)}
    assert (0, "model", "unclear") in found[0.78]
    assert (0, "model", "support") in found[0.97]


def test_topics_that_share_a_name_share_an_answer() -> None:
    asked: list[Pair] = []

    def judge(pairs: Sequence[Pair]) -> list[Finding]:
        asked.extend(pairs)
        return [Finding(Side.SUPPORT, 0.95) for _ in pairs]

    text = "Lin said the bridge has two decks."
    one = said(text, "the bridge has two decks", "said", "Lin", "lin")
    found = find_stances(page_of(text), [one], [FERRY, topic("the bridge")], judge)
    assert [pair.topic for pair in asked] == ["the bridge"]
    assert [(f.topic, f.finding.side.value) for f in found if f.method == "model"] == [(0, "oppose"), (1, "support")]


def test_of_a_contrary_name_the_answer_is_turned() -> None:
    text = "Lin said the bridge has two decks."
    assert (0, "model", "oppose") in rows(
        text, [said(text, "the bridge has two decks", "said", "Lin", "lin")], answering(Side.SUPPORT)
    )


def test_a_speaker_at_odds_with_themself_gives_no_side() -> None:
    text = "Lin said the ferry is misplaced.\n\nLin said the ferry is wonderful.\n\nLin said the ferry has decks."
    statements = [
        said(text, "the ferry is misplaced", "said", "Lin", "lin"),
        said(text, "the ferry is wonderful", "said", "Lin", "lin"),
        said(text, "the ferry has decks", "said", "Lin", "lin"),
    ]
    assert (2, "speaker", "unclear") in rows(text, statements)


CAMPS = (
    "Some said the ferry is wonderful.\n\n“Trade needs it,” said Lin.\n\n"
    "But others said the ferry is dangerous.\n\n“Think of the seals,” said Roe.\n\n“It is a port,” Lin said."
)
QUOTED = (
    said(CAMPS, "the ferry is wonderful", "said", "Some"),
    said(CAMPS, "“Trade needs it,”", "said", "Lin", "lin"),
    said(CAMPS, "the ferry is dangerous", "said", "others"),
    said(CAMPS, "“Think of the seals,”", "said", "Roe", "roe"),
    said(CAMPS, "“It is a port,”", "said", "Lin", "lin"),
)


def test_camps_pass_their_side_on_and_nobody_changes_over() -> None:
    found = [row for row in rows(CAMPS, QUOTED) if row[1] == "camp"]
    assert found == [(1, "camp", "support"), (3, "camp", "oppose"), (4, "camp", "support")]


def test_a_camp_is_less_sure_than_what_opened_it() -> None:
    scores = {
        (one.statement, one.method): one.finding.score for one in find_stances(page_of(CAMPS), QUOTED, [FERRY], None)
    }
    assert scores[1, "camp"] < scores[0, "words"]


def test_another_question_closes_a_camp() -> None:
    text = "Some said the ferry is wonderful.\n\nOthers said winter was long.\n\n“It was,” said Roe."
    statements = [
        said(text, "the ferry is wonderful", "said", "Some"),
        said(text, "winter was long", "said", "Others"),
        said(text, "“It was,”", "said", "Roe", "roe"),
    ]
    assert [row for row in rows(text, statements) if row[1] == "camp"] == []


@pytest.mark.parametrize(
    ("cue", "side"), [("agreed", "oppose"), ("disagreed", "support"), ("countered", "support"), ("echoed", "oppose")]
)
def test_agreeing_copies_and_disagreeing_flips(cue: str, side: str) -> None:
    text = f"Lin said the ferry is misplaced.\n\nRoe {cue} that day."
    statements = [
        said(text, "the ferry is misplaced", "said", "Lin", "lin"),
        said(text, "that day", cue, "Roe", "roe"),
    ]
    assert (1, "camp", side) in rows(text, statements)


def answered(text: str, *statements: Said) -> list[tuple[int, str]]:
    """The sides of level 4, by the numbers of the statements."""
    return [(number, side) for number, method, side in rows(text, statements) if method == "camp"]


OPENED = said("Some said the ferry is wonderful.", "the ferry is wonderful", "said", "Some")


def test_narration_ends_a_camp() -> None:
    text = "Some said the ferry is wonderful.\n\nThe port opened in May.\n\n“It has a crane,” said Roe."
    assert answered(text, OPENED, said(text, "“It has a crane,”", "said", "Roe", "roe")) == []


def test_a_camp_holds_who_is_quoted() -> None:
    text = "Some said the ferry is wonderful.\n\nRoe said the council would meet in June."
    assert answered(text, OPENED, said(text, "the council would meet in June", "said", "Roe", "roe")) == []


def test_who_does_not_comment_is_in_no_camp() -> None:
    text = "Some said the ferry is wonderful.\n\nRoe declined to comment on “the matter”."
    silent = said(text, "“the matter”", "declined to comment on", "Roe", "roe")
    assert answered(text, OPENED, silent) == []


def against(text: str) -> Said:
    return said(text, "the ferry is misplaced", "said", "Lin", "lin")


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        pytest.param("did not agree", "with that", "support", id="did-not-agree"),
        pytest.param("could not agree more", "with that", "oppose", id="could-not-agree-more"),
        pytest.param("said", "she could not disagree more with Lin", "support", id="says-that-she-disagrees"),
        pytest.param("said", "“I agree with that,”", "oppose", id="says-that-she-agrees"),
        pytest.param("said", "many agree", None, id="says-that-others-agree"),
        pytest.param("agreed", "to meet in May", None, id="agreed-to-do-something"),
        pytest.param("disputed", "that it would rain", None, id="a-claim-is-nobody"),
    ],
)
def test_who_agrees_and_who_does_not(cue: str, content: str, expected: str | None) -> None:
    text = f"Lin said the ferry is misplaced.\n\nRoe {cue} {content}."
    found = answered(text, against(text), said(text, content, cue, "Roe", "roe"))
    assert found == ([(1, expected)] if expected else [])


@pytest.mark.parametrize(
    ("lead", "source", "expected"),
    [
        pytest.param("Roe disagreed.", "she", "support", id="disagreed"),
        pytest.param("Roe strongly agreed.", "she", "oppose", id="agreed"),
        pytest.param("Roe did not agree.", "she", "support", id="did-not-agree"),
        pytest.param("Roe agreed to meet Lin.", "she", None, id="agreed-to-do-something"),
        pytest.param("Marsh agreed.", "Roe", None, id="somebody-else"),
        pytest.param("Ana Roe said so, but Marsh disagreed.", "Marsh told us", "support", id="who-is-named-there"),
    ],
)
def test_a_sentence_of_its_own_says_who_agrees(lead: str, source: str, expected: str | None) -> None:
    text = f"Lin said the ferry is misplaced.\n\n{lead} “Roads are bad,” {source} said."
    one = said(text, "“Roads are bad,”", "said", source, "roe")
    found = answered(text, against(text), replace(one, cue=()))
    assert found == ([(1, expected)] if expected else [])


def test_who_agrees_goes_on_in_the_same_paragraph() -> None:
    text = "Lin said the ferry is misplaced.\n\nRoe echoed Lin, saying trade was slow.\n\nRoe said it was cold."
    statements = (
        against(text),
        said(text, "Lin,", "echoed", "Roe", "roe"),
        said(text, "trade was slow", "saying", "Roe", "roe"),
        said(text, "it was cold", "said", "Roe", "roe"),
    )
    assert answered(text, *statements) == [(1, "oppose"), (2, "oppose")]


def test_nobody_answers_against_their_own_words() -> None:
    text = "Lin said the ferry is misplaced.\n\nRoe said the ferry is dangerous.\n\n“Not so,” countered Lin."
    statements = (
        against(text),
        said(text, "the ferry is dangerous", "said", "Roe", "roe"),
        said(text, "“Not so,”", "countered", "Lin", "lin"),
    )
    assert answered(text, *statements) == []


def test_of_who_is_named_an_earlier_statement_counts_where_the_topic_is_named() -> None:
    text = "Lin said the ferry is misplaced.\n\nLin said it was cold.\n\nRoe agreed with Lin that the ferry must wait."
    cold = said(text, "it was cold", "said", "Lin", "lin")
    assert answered(text, against(text), cold, said(text, "that the ferry must wait", "agreed with", "Roe", "roe")) == [
        (2, "oppose")
    ]


def test_evidence_stands_in_the_article() -> None:
    for one in find_stances(page_of(CAMPS), QUOTED, [FERRY], None):
        if one.finding.evidence is not None:
            assert one.finding.evidence.of(CAMPS) in ("wonderful", "dangerous")
