"""Questions: what is asked for in, SQL and parameters out."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import and_
from sqlalchemy.dialects import sqlite

from quotes.parser.annotation import Kind
from quotes.query import conditions, count, fts_query, list_articles, list_speakers, list_statements
from quotes.scope import Match, Scope


def sql(clause: Any) -> tuple[str, dict[str, Any]]:
    compiled = clause.compile(dialect=sqlite.dialect(paramstyle="named"), compile_kwargs={"render_postcompile": True})
    return " ".join(str(compiled).split()), compiled.params


@pytest.mark.parametrize(
    ("scope", "where", "parameters"),
    [
        pytest.param(
            Scope(speakers=Match((3, 7), ("Ann Lee", "Bo Lee"))),
            "statements.speaker_id IN (3, 7) OR statements.id IN (SELECT statement_speaker.statement_id"
            " FROM statement_speaker WHERE statement_speaker.speaker_id IN (3, 7))",
            {},
            id="speaker-alone-or-jointly",
        ),
        pytest.param(
            Scope(roles=Match((5,), ("Mayor",))),
            "statements.tenure_id IN (5) OR statements.id IN (SELECT statement_speaker.statement_id"
            " FROM statement_speaker WHERE statement_speaker.tenure_id IN (5))",
            {},
            id="role-alone-or-jointly",
        ),
        pytest.param(
            Scope(jurisdictions=Match((2,), ("Larkfield",))),
            "statements.tenure_id IN (SELECT tenure.id FROM tenure WHERE tenure.jurisdiction_id IN (2))"
            " OR statements.id IN (SELECT statement_speaker.statement_id FROM statement_speaker"
            " WHERE statement_speaker.tenure_id IN (SELECT tenure.id FROM tenure WHERE tenure.jurisdiction_id IN (2)))",
            {},
            id="jurisdiction-of-the-role",
        ),
        pytest.param(Scope(articles=Match((1,), ("T",))), "statements.article_id IN (1)", {}, id="article"),
        pytest.param(
            Scope(since="2021-03", until="2021-04"),
            "statements.published >= :published_1 AND substr(statements.published, :substr_1, :substr_2) <= :substr_3",
            {"published_1": "2021-03", "substr_1": 1, "substr_2": 7, "substr_3": "2021-04"},
            id="until-is-as-precise-as-it-was-asked",
        ),
        pytest.param(
            Scope(words="don't"),
            "statement_fts.statement_fts MATCH :statement_fts_1",
            {"statement_fts_1": '"don\'t"'},
            id="words",
        ),
    ],
)
def test_conditions(scope: Scope, where: str, parameters: dict[str, Any]) -> None:
    assert sql(and_(*conditions(scope))) == (where, parameters)


def test_conditions_of_kinds() -> None:
    (condition,) = conditions(Scope(kinds=(Kind.DIRECT, Kind.MIXED)))
    assert condition.compile(compile_kwargs={"literal_binds": True}).string == "statements.kind IN ('direct', 'mixed')"


def test_nothing_asked_for_is_everything() -> None:
    assert conditions(Scope()) == []


@pytest.mark.parametrize(
    ("question", "order"),
    [
        pytest.param(
            list_statements(),
            "ORDER BY statements.published DESC NULLS LAST, statements.article_id DESC, statements.position",
            id="newest-article-first-each-in-order-of-text",
        ),
        pytest.param(
            list_statements(Scope(words="dam")),
            "ORDER BY statement_fts.rank, statements.published DESC NULLS LAST, statements.article_id DESC,"
            " statements.position",
            id="best-match-first",
        ),
        pytest.param(
            list_speakers(),
            "ORDER BY speakers_summary.statements DESC, speakers_summary.name, speakers_summary.id",
            id="most-quoted-first",
        ),
        pytest.param(
            list_articles(), "ORDER BY article.published DESC NULLS LAST, article.id DESC", id="newest-article-first"
        ),
    ],
)
def test_order(question: Any, order: str) -> None:
    assert sql(question)[0].endswith(order)


def test_a_question_is_counted_without_its_order() -> None:
    text, _ = sql(count(list_articles()))
    assert text.startswith("SELECT count(*) AS count_1 FROM (SELECT article.id")
    assert "ORDER BY" not in text


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        pytest.param("sanctuary cities", '"sanctuary" "cities"', id="every-word"),
        pytest.param('"sanctuary cities" now', '"sanctuary cities" "now"', id="phrase"),
        pytest.param('"sanctuary cities', '"sanctuary cities"', id="phrase-left-open"),
        pytest.param("immigra*", '"immigra"*', id="beginning-of-a-word"),
        pytest.param("don't", '"don\'t"', id="apostrophe"),
        pytest.param("self-proclaimed", '"self-proclaimed"', id="hyphen"),
        pytest.param("NOT a OR b", '"NOT" "a" "OR" "b"', id="operators-are-words"),
        pytest.param("content:x", '"content:x"', id="column-filter-is-a-word"),
        pytest.param("(", '"("', id="bracket"),
        pytest.param('"', '""', id="one-mark"),
        pytest.param("*", '""*', id="star-alone"),
        pytest.param("", '""', id="empty"),
        pytest.param("a\0b", '"a" "b"', id="nul"),
        pytest.param("\udcff", '"?"', id="undecodable-byte"),
    ],
)
def test_fts_query(typed: str, query: str) -> None:
    assert fts_query(typed) == query


@given(st.one_of(st.text(), st.text(alphabet="\"'*-+():^{}~ \0aNOTR")))
def test_any_text_is_a_valid_fts_query(typed: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE f USING fts5 (content)")
        connection.execute("INSERT INTO f VALUES ('We will not appeal')")
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (fts_query(typed),)).fetchall()
    connection.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("appeal", 1, id="word"),
        pytest.param("appealing", 0, id="other-word"),
        pytest.param("app*", 1, id="prefix"),
        pytest.param('"will not"', 1, id="phrase"),
        pytest.param('"not will"', 0, id="other-order"),
        pytest.param("not will", 1, id="any-order"),
        pytest.param("appeal ?", 1, id="a-mark-is-no-word"),
        pytest.param("?", 0, id="marks-alone"),
    ],
)
def test_what_words_find(typed: str, found: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (content)")
    connection.execute("INSERT INTO f VALUES ('We will not appeal')")
    rows = connection.execute("SELECT * FROM f WHERE f MATCH ?", (fts_query(typed),)).fetchall()
    connection.close()
    assert len(rows) == found
