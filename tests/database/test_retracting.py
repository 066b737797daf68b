"""Taking corrections back: a statement says again what the parse says, and other corrections hold as before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, select

from quotes.corrections import correct
from quotes.database import check
from quotes.errors import NotFoundError, QuotesError
from quotes.models import Field, StanceLabel, Verdict
from quotes.parser.annotation import Document, Kind, Parse, Role
from quotes.retracting import retract
from quotes.store import Run, store
from quotes.views import quoted_passages, statements
from tests.database.writing import HANLEY, LATER, OKAFOR, RUN, Said, article, rows, speaking

WORDS = "“We will appeal,” said Mary Hanley. Tunde Okafor said “no road” was closed. “Stop,” they said."
BOTH = speaking(HANLEY, OKAFOR, role=Role("officials"))
DOCUMENT, PARSE = article(
    WORDS,
    Said("“We will appeal,”", "said", "Mary Hanley", speaking(HANLEY)),
    Said("“no road” was closed", "said", "Tunde Okafor", speaking(OKAFOR), Kind.MIXED),
    Said("“Stop,”", "said", "they", BOTH),
    url="https://gazette.example/1",
    title="Appeal",
    outlet="Gazette",
    published="2017-01-02",
)


@pytest.fixture
def filed(engine: Engine) -> Engine:
    store(engine, DOCUMENT, PARSE, run=RUN)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO topic VALUES (1, 'roads', NULL, 1)")
    return engine


def shown(engine: Engine) -> list[list[tuple[Any, ...]]]:
    """Everything about who said what, with the numbers of statements."""
    s, p = statements.c, quoted_passages.c
    credited = (s.speaker, s.role, s.organization, s.jurisdiction, s.on_behalf_of)
    said = (s.id, *credited, s.speaker_method, s.speaker_confidence, s.verdict)
    quoted = (p.passage, p.speaker, p.role, p.speaker_method, p.speaker_confidence, p.statement_id)
    joint = "SELECT statement_id, position, name FROM statement_speaker JOIN speaker ON speaker.id = speaker_id"
    taken = "SELECT statement_id, label, method FROM stance"
    queries = (select(*said).order_by(s.id), select(*quoted).order_by(p.position), joint + " ORDER BY 1, 2", taken)
    return [rows(engine, query) for query in queries]


def undo(engine: Engine, number: int | None = None) -> list[Document]:
    """Take one back. Returns what was parsed for it."""
    parsed = []

    def parse(document: Document) -> Parse:
        parsed.append(document)
        return PARSE

    retract(engine, number, parse=parse, run=RUN)
    return parsed


DECIDED = [
    pytest.param(2, Field.SPEAKER, "Mary Hanley", id="speaker"),
    pytest.param(2, Field.SPEAKER, "Jo Marsh", id="a-new-speaker"),
    pytest.param(3, Field.SPEAKER, "Jo Marsh", id="one-instead-of-two"),
    pytest.param(1, Field.SPEAKER, None, id="nobody"),
    pytest.param(1, Field.ROLE, "deputy", id="role"),
    pytest.param(2, Field.ORGANIZATION, "the firm", id="organization"),
    pytest.param(1, Field.JURISDICTION, None, id="no-place"),
    pytest.param(2, Field.ON_BEHALF_OF, "Mary Hanley", id="for-whom"),
    pytest.param(2, Field.VERDICT, Verdict.REJECTED, id="rejected"),
]


@pytest.mark.parametrize(("number", "field", "value"), DECIDED)
def test_a_correction_is_taken_back(filed: Engine, number: int, field: Field, value: str | None) -> None:
    before = shown(filed)
    made = correct(filed, number, field, value)
    assert shown(filed) != before
    assert undo(filed, made) == [DOCUMENT]
    assert shown(filed) == before
    assert rows(filed, "SELECT * FROM correction") == []
    assert rows(filed, "SELECT name FROM speaker ORDER BY name") == [("Mary Hanley",), ("Tunde Okafor",)]
    assert check(filed) == ()


def test_a_confirmation_is_taken_back_without_a_parse(filed: Engine) -> None:
    before = shown(filed)
    correct(filed, 2, Field.VERDICT, Verdict.CONFIRMED)
    assert undo(filed) == []
    assert shown(filed) == before


def test_a_stance_is_taken_back_without_a_parse(filed: Engine) -> None:
    with filed.begin() as connection:
        connection.exec_driver_sql("INSERT INTO stance VALUES (1, 2, 1, 'statement', 'oppose', 0.9, 'words', 3, 5)")
    before = shown(filed)
    correct(filed, 2, Field.STANCE, StanceLabel.SUPPORT, topic_id=1)
    assert undo(filed) == []
    assert shown(filed) == before


def test_other_corrections_hold(filed: Engine) -> None:
    role = correct(filed, 2, Field.ROLE, "deputy")
    after = shown(filed)
    correct(filed, 2, Field.SPEAKER, "Jo Marsh")
    correct(filed, 1, Field.JURISDICTION, "Bell")
    undo(filed)
    undo(filed)
    assert shown(filed) == after
    correct(filed, 1, Field.VERDICT, Verdict.CONFIRMED)
    undo(filed, role)
    s = statements.c
    assert rows(filed, select(s.role, s.verdict).order_by(s.id)) == [
        ("Mayor", "confirmed"),
        ("Sheriff", None),
        ("officials", None),
    ]


def test_one_that_waits_for_its_statement(filed: Engine) -> None:
    correct(filed, 2, Field.SPEAKER, "Jo Marsh")
    less = Parse(PARSE.page, PARSE.statements[:1], (), ())
    store(filed, DOCUMENT, less, run=LATER)
    assert undo(filed) == []
    assert rows(filed, "SELECT * FROM correction") == []


def test_what_parsed_it_and_what_comes_then(filed: Engine) -> None:
    correct(filed, 2, Field.ROLE, "deputy")
    seen: list[int] = []
    retract(filed, parse=lambda _: PARSE, run=Run("9"), then=lambda _, revision: seen.append(revision))
    assert (seen, rows(filed, "SELECT parser FROM parse_run")) == ([1], [("9",)])


def test_nothing_is_lost_where_the_parse_fails(filed: Engine) -> None:
    correct(filed, 2, Field.ROLE, "deputy")
    before = shown(filed)

    def fail(_: Document) -> Parse:
        raise NotFoundError("no model")

    with pytest.raises(NotFoundError, match=r"^no model$"):
        retract(filed, parse=fail, run=RUN)
    assert shown(filed) == before
    assert rows(filed, "SELECT count(*) FROM correction") == [(1,)]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(article("Mary Hanley has left.", url=DOCUMENT.url), id="a-new-text"),
        pytest.param((replace(DOCUMENT, title="No appeal"), PARSE), id="a-new-title"),
    ],
)
def test_an_article_that_changes_while_it_is_parsed(filed: Engine, changed: tuple[Document, Parse]) -> None:
    made = correct(filed, 2, Field.ROLE, "deputy")
    after: list[Any] = []

    def parse(_: Document) -> Parse:
        store(filed, *changed, run=LATER)
        after.extend((shown(filed), rows(filed, "SELECT * FROM correction")))
        return PARSE

    with pytest.raises(QuotesError) as raised:
        retract(filed, made, parse=parse, run=RUN)
    assert str(raised.value) == f"The article changed meanwhile. Try again: quotes corrections undo {made}"
    assert [shown(filed), rows(filed, "SELECT * FROM correction")] == after
    retract(filed, made, parse=lambda _: changed[1], run=RUN)
    assert rows(filed, "SELECT * FROM correction") == []
    assert check(filed) == ()


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (None, "Nothing is left to undo. To see all: quotes corrections"),
        (7, "No correction 7. To see all: quotes corrections"),
    ],
)
def test_there_is_none(filed: Engine, number: int | None, message: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        undo(filed, number)
    assert str(raised.value) == message
