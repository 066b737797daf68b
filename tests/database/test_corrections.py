"""Corrections: what a person decides is shown at once, and again after the article was parsed again or has changed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select

from quotes.corrections import correct
from quotes.errors import NotFoundError
from quotes.models import Field, StanceLabel, Verdict
from quotes.parser.annotation import Kind, Parse, Place, Role, Statement
from quotes.store import store
from quotes.views import needs_review, quoted_passages, statements
from tests.database.writing import ARDEN, HANLEY, LATER, NOBODY, OKAFOR, RUN, Said, article, person, rows, speaking

URL = "https://gazette.example/1"
LINN = person("Ruth Linn", "Clerk", "Linn")

WORDS = "“We will appeal,” said Mary Hanley. Tunde Okafor said “no road” was closed. “Stop,” Okafor said."
APPEAL = Said("“We will appeal,”", "said", "Mary Hanley", speaking(HANLEY))
ROAD = Said("“no road” was closed", "said", "Tunde Okafor", speaking(OKAFOR), Kind.MIXED)
STOP = Said("“Stop,”", "said", "Okafor", speaking(OKAFOR))


@pytest.fixture
def filed(engine: Engine) -> Engine:
    store(engine, *article(WORDS, APPEAL, ROAD, STOP, url=URL), run=RUN)
    return engine


def shown(engine: Engine) -> list[tuple[Any, ...]]:
    s = statements.c
    return rows(engine, select(s.id, s.speaker, s.role, s.jurisdiction, s.speaker_method).order_by(s.position))


MACHINE = [
    (1, "Mary Hanley", "Mayor", "Arden", "name"),
    (2, "Tunde Okafor", "Sheriff", None, "name"),
    (3, "Tunde Okafor", "Sheriff", None, "name"),
]


def test_before(filed: Engine) -> None:
    assert shown(filed) == MACHINE


@pytest.mark.parametrize(
    ("number", "field", "value", "expected"),
    [
        pytest.param(
            2, Field.SPEAKER, "Mary Hanley", (2, "Mary Hanley", "Mayor", "Arden", "person"), id="a-known-speaker"
        ),
        pytest.param(2, Field.SPEAKER, "mary hanley", (2, "Mary Hanley", "Mayor", "Arden", "person"), id="any-case"),
        pytest.param(2, Field.SPEAKER, "Jo Marsh", (2, "Jo Marsh", None, None, "person"), id="a-new-speaker"),
        pytest.param(2, Field.SPEAKER, None, (2, None, None, None, "person"), id="nobody"),
        pytest.param(2, Field.ROLE, "deputy", (2, "Tunde Okafor", "deputy", None, "name"), id="role"),
        pytest.param(1, Field.ROLE, None, (1, "Mary Hanley", None, "Arden", "name"), id="no-role"),
        pytest.param(2, Field.JURISDICTION, "Arden", (2, "Tunde Okafor", "Sheriff", "Arden", "name"), id="place"),
        pytest.param(
            2, Field.JURISDICTION, ARDEN.division, (2, "Tunde Okafor", "Sheriff", "Arden", "name"), id="division"
        ),
        pytest.param(2, Field.JURISDICTION, "Bell", (2, "Tunde Okafor", "Sheriff", "Bell", "name"), id="a-new-place"),
        pytest.param(1, Field.JURISDICTION, None, (1, "Mary Hanley", "Mayor", None, "name"), id="no-place"),
    ],
)
def test_a_correction(filed: Engine, number: int, field: Field, value: str, expected: tuple[Any, ...]) -> None:
    correct(filed, number, field, value)
    after = [expected if row[0] == number else row for row in MACHINE]
    assert shown(filed) == after
    store(filed, *article(WORDS, APPEAL, ROAD, STOP, url=URL), run=LATER)
    assert shown(filed) == after


@pytest.mark.parametrize(
    ("field", "column"),
    [(Field.ORGANIZATION, "organization"), (Field.ON_BEHALF_OF, "on_behalf_of")],
)
def test_a_correction_of_whom_they_speak_for(filed: Engine, field: Field, column: str) -> None:
    correct(filed, 2, field, "the firm")
    assert rows(filed, select(statements.c.id).where(statements.c[column] == "the firm")) == [(2,)]


def test_passages_follow_their_statement(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Mary Hanley")
    correct(filed, 3, Field.ROLE, "deputy")
    p = quoted_passages.c
    assert rows(filed, select(p.passage, p.speaker, p.role, p.speaker_method).order_by(p.position)) == [
        ("“We will appeal,”", "Mary Hanley", "Mayor", "name"),
        ("“no road”", "Mary Hanley", "Mayor", "person"),
        ("“Stop,”", "Tunde Okafor", "deputy", "name"),
    ]


def test_a_passage_of_somebody_else_does_not_follow(engine: Engine) -> None:
    document, parse = article(WORDS, ROAD)
    passages = [type(p)(p.passage, p.statement, speaking(LINN)) for p in parse.passages]
    store(engine, document, Parse(parse.page, parse.statements, tuple(passages), ()), run=RUN)
    correct(engine, 1, Field.SPEAKER, "Mary Hanley")
    assert rows(engine, select(quoted_passages.c.speaker).distinct()) == [("Ruth Linn",)]


def test_joint_speakers_become_one(engine: Engine) -> None:
    both = Said("“Stop,”", "said", "Okafor", speaking(HANLEY, OKAFOR, role=Role("officials")))
    store(engine, *article(WORDS, both), run=RUN)
    correct(engine, 1, Field.SPEAKER, "Ruth Linn")
    assert [row[:3] for row in shown(engine)] == [(1, "Ruth Linn", None)]
    assert rows(engine, select(quoted_passages.c.speaker).where(quoted_passages.c.statement_id == 1)) == [
        ("Ruth Linn",)
    ]


def test_a_rejected_statement_is_not_shown(filed: Engine) -> None:
    correct(filed, 2, Field.VERDICT, Verdict.REJECTED)
    after = [MACHINE[0], MACHINE[2]]
    assert shown(filed) == after
    p = quoted_passages.c
    assert rows(filed, select(p.speaker, p.statement_id).where(p.passage == "“no road”")) == [(None, None)]
    store(filed, *article(WORDS, APPEAL, ROAD, STOP, url=URL), run=LATER)
    assert shown(filed) == after


def test_a_confirmed_statement_needs_no_review(engine: Engine) -> None:
    doubtful = Said("“Stop,”", "said", "Okafor", speaking(OKAFOR, score=0.3))
    store(engine, *article(WORDS, doubtful), run=RUN)
    reviewed = select(needs_review.c.id, needs_review.c.reason)
    assert rows(engine, reviewed) == [(1, "is it this speaker?")]
    correct(engine, 1, Field.VERDICT, Verdict.CONFIRMED)
    assert rows(engine, reviewed) == []


def test_a_stance(filed: Engine) -> None:
    with filed.begin() as connection:
        connection.exec_driver_sql("INSERT INTO topic VALUES (1, 'roads', NULL, 1), (2, 'appeals', NULL, 1)")
    correct(filed, 2, Field.STANCE, StanceLabel.OPPOSE, topic_id=1)
    correct(filed, 2, Field.STANCE, StanceLabel.SUPPORT, topic_id=2)
    correct(filed, 2, Field.STANCE, StanceLabel.NEUTRAL, topic_id=1)
    taken = "SELECT statement_id, topic_id, label, method, score FROM stance ORDER BY topic_id"
    expected = [(2, 1, "neutral", "person", 1.0), (2, 2, "support", "person", 1.0)]
    assert rows(filed, taken) == expected
    store(filed, *article(WORDS, APPEAL, ROAD, STOP, url=URL), run=LATER)
    assert rows(filed, taken) == expected


def test_a_later_decision_takes_the_place_of_an_earlier_one(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Ruth Linn", by="ann", note="heard it")
    correct(filed, 2, Field.SPEAKER, "Mary Hanley", by="bob")
    kept = "SELECT field, value, was, decided_by, note FROM correction"
    assert rows(filed, kept) == [("speaker", "Mary Hanley", "Tunde Okafor", "bob", None)]


def test_several_decisions_about_one_statement(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Ruth Linn")
    correct(filed, 2, Field.ROLE, "Clerk")
    correct(filed, 2, Field.JURISDICTION, "Arden")
    store(filed, *article(WORDS, APPEAL, ROAD, STOP, url=URL), run=LATER)
    assert shown(filed)[1] == (2, "Ruth Linn", "Clerk", "Arden", "person")


NEW_LEAD = "A new lead with more words than before. "


@pytest.mark.parametrize(
    ("words", "said", "found"),
    [
        pytest.param(WORDS, (APPEAL, ROAD), "“no road” was closed", id="the-same-statement"),
        pytest.param(
            WORDS,
            (Said("“no road”", "said", "Okafor", speaking(OKAFOR)),),
            None,
            id="less-than-half-of-it",
        ),
        pytest.param(
            WORDS,
            (Said("said “no road” was closed.", "", "", speaking(OKAFOR)),),
            "said “no road” was closed.",
            id="other-edges",
        ),
        pytest.param(WORDS, (APPEAL,), None, id="no-statement-there"),
        pytest.param(NEW_LEAD + WORDS, (APPEAL, ROAD), "“no road” was closed", id="moved-in-a-new-text"),
        pytest.param(
            WORDS.replace("was closed", "was\nclosed"),
            (Said("“no road” was\nclosed"),),
            "“no road” was\nclosed",
            id="wrapped-in-a-new-text",
        ),
        pytest.param(WORDS.replace("no road", "one road"), (APPEAL,), None, id="other-words-in-a-new-text"),
    ],
)
def test_which_statement_a_decision_holds_for(
    filed: Engine, words: str, said: tuple[Said, ...], found: str | None
) -> None:
    correct(filed, 2, Field.SPEAKER, "Ruth Linn")
    store(filed, *article(words, *said, url=URL), run=LATER)
    s = statements.c
    assert rows(filed, select(s.content).where(s.speaker == "Ruth Linn")) == [(found,)] * (found is not None)
    joined = "SELECT s.content FROM correction c LEFT JOIN statement s ON s.id = c.statement_id"
    assert rows(filed, joined) == [(found,)]


def test_of_two_like_stretches_the_nearer_one_is_meant(engine: Engine) -> None:
    words = "“No,” said Hanley. " * 2 + "“No,” said Linn."
    document, parse = article(words)
    three = tuple(
        Statement(Kind.DIRECT, Place.BODY, (quoted.passage.span,), (), (), NOBODY, "tagger", 0.8)
        for quoted in parse.passages
    )
    parse = Parse(parse.page, three, (), ())
    store(engine, document, parse, run=RUN)
    correct(engine, 2, Field.SPEAKER, "Mary Hanley")
    store(engine, document, parse, run=LATER)
    assert [row[1] for row in shown(engine)] == [None, "Mary Hanley", None]


def test_a_decision_waits_for_its_statement(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Ruth Linn")
    store(filed, *article(WORDS, APPEAL, url=URL), run=LATER)
    assert [row[1] for row in shown(filed)] == ["Mary Hanley"]
    store(filed, *article(WORDS, APPEAL, ROAD, url=URL), run=RUN)
    assert [row[1] for row in shown(filed)] == ["Mary Hanley", "Ruth Linn"]


def test_a_speaker_whom_only_a_person_named_stays(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Ruth Linn")
    store(filed, *article(WORDS, url=URL), run=LATER)
    assert rows(filed, "SELECT name FROM speaker") == [("Ruth Linn",)]


def test_a_speaker_of_nobody_s_words_stays_where_a_decision_names_them(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Mary Hanley")
    store(filed, *article(WORDS, ROAD, url=URL), run=LATER)
    assert shown(filed) == [(2, "Mary Hanley", None, None, "person")]


def test_there_is_no_such_statement(engine: Engine) -> None:
    with pytest.raises(NotFoundError, match=r"^There is no statement 7\. List them with: quotes list$"):
        correct(engine, 7, Field.SPEAKER, "Mary Hanley")


def test_reviewing(engine: Engine) -> None:
    words = "One said a. Two said b. Three said c. Four said d. Five said e."
    sure, unsure = speaking(HANLEY), speaking(OKAFOR, score=0.5)
    said = (
        Said("a", "said", "One", sure, confidence=0.4),
        Said("b", "said", "Two", unsure),
        Said("said c", "said", "Three", NOBODY),
        Said("said d", "said", "Four", sure),
        Said("said e", "said", "", NOBODY),
    )
    store(engine, *article(words, *said), run=RUN)
    n = needs_review.c
    assert rows(engine, select(n.reason, n.source).order_by(n.position)) == [
        ("is it a statement?", "One"),
        ("is it this speaker?", "Two"),
        ("who said it?", "Three"),
    ]
