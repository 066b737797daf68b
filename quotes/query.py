"""The questions that people ask a database, each a `Select` over its views. Commands, exports and pages share them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, column, func, or_, select, table

from quotes.models import Article, Outlet, Revision, Statement, StatementSpan, StatementSpeaker, Tenure
from quotes.scope import EVERYTHING, Match, Scope
from quotes.views import speakers_summary, statements

Rows = Select[*tuple[Any, ...]]

statement_fts = table("statement_fts", column("rowid"), column("rank"), column("statement_fts", String))


STATEMENT = (
    statements.c.id,
    statements.c.speaker,
    statements.c.role,
    statements.c.organization,
    statements.c.on_behalf_of,
    statements.c.jurisdiction,
    statements.c.division.label("ocd_division"),
    statements.c.kind,
    statements.c.content,
    statements.c.cue,
    statements.c.source,
    statements.c.place,
    statements.c.confidence,
    statements.c.speaker_confidence,
    statements.c.verdict,
    statements.c.article_id,
    statements.c.title,
    statements.c.outlet,
    statements.c.published,
    statements.c.url,
)
"""What a statement is listed with."""


def list_statements(scope: Scope = EVERYTHING) -> Rows:
    """Who said what: the newest article first and undated ones last, each in the order of its text.

    With `words` the best match first.
    """
    query = select(*STATEMENT).where(*conditions(scope))
    if scope.words is not None:
        query = query.join(statement_fts, statement_fts.c.rowid == statements.c.id)
        query = query.order_by(statement_fts.c.rank)
    return query.order_by(
        statements.c.published.desc().nulls_last(), statements.c.article_id.desc(), statements.c.position
    )


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """What a row of the view `statements` has to fulfil."""
    found = []
    if scope.speakers is not None:
        found.append(said_by(Statement.speaker_id.key, scope.speakers))
    if scope.roles is not None:
        found.append(said_by(Statement.tenure_id.key, scope.roles))
    if scope.jurisdictions is not None:
        posts = select(Tenure.id).where(among(Tenure.jurisdiction_id, scope.jurisdictions))
        joint = select(StatementSpeaker.statement_id).where(StatementSpeaker.tenure_id.in_(posts))
        found.append(or_(statements.c.tenure_id.in_(posts), statements.c.id.in_(joint)))
    if scope.articles is not None:
        found.append(among(statements.c.article_id, scope.articles))
    if scope.kinds:
        found.append(statements.c.kind.in_([kind.value for kind in scope.kinds]))
    if scope.words is not None:
        found.append(statement_fts.c.statement_fts.op("MATCH")(fts_query(scope.words)))
    return found + published_between(statements.c.published, scope.since, scope.until)


def said_by(field: str, match: Match) -> ColumnElement[bool]:
    """A statement whose speaker (or tenure) is one of these, alone or jointly with others."""
    joint = select(StatementSpeaker.statement_id).where(among(StatementSpeaker.__table__.c[field], match))
    return or_(among(statements.c[field], match), statements.c.id.in_(joint))


def among(values: Any, match: Match) -> ColumnElement[bool]:
    """The numbers go into the SQL itself: there can be more of them than a statement may have parameters."""
    condition: ColumnElement[bool] = values.in_(bindparam("ids", match.ids, Integer, literal_execute=True, unique=True))
    return condition


def published_between(published: Any, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """As precise as the question: until "2017-03" is until the end of March."""
    found = []
    if since is not None:
        found.append(published >= since)
    if until is not None:
        found.append(func.substr(published, 1, len(until)) <= until)
    return found


def fts_query(words: str) -> str:
    """The words as a query of FTS5, which takes a bare `don't` or `self-proclaimed` for syntax.

    Every word must occur; what stands between straight double quotation marks must occur in that order; a word that
    ends in `*` may go on. Any text is a valid query.
    """
    clean = words.replace("\0", " ").encode("utf-8", "replace").decode()
    phrases = []
    for number, piece in enumerate(clean.split('"')):
        phrases += [piece] if number % 2 else piece.split()
    return " ".join(f'"{phrase.rstrip("*")}"' + "*" * phrase.endswith("*") for phrase in phrases) or '""'


def get_statement(number: int) -> Rows:
    """One statement, how it was found and credited, and the text of its article; no row where there is none."""
    return (
        select(*STATEMENT, statements.c.method, statements.c.speaker_method, Article.byline, Revision.text)
        .join(Article, Article.id == statements.c.article_id)
        .join(Revision, Revision.id == statements.c.revision_id)
        .where(statements.c.id == number)
    )


def list_spans(number: int) -> Rows:
    """Where the parts of one statement stand in the text of its revision, in the order of the text."""
    return (
        select(StatementSpan.part, StatementSpan.start_char, StatementSpan.end_char)
        .where(StatementSpan.statement_id == number)
        .order_by(StatementSpan.start_char)
    )


def list_speakers(scope: Scope = EVERYTHING) -> Rows:
    """Everybody who said something, the most quoted first; of the scope, speakers, roles and jurisdictions count."""
    wanted = []
    if scope.speakers is not None:
        wanted.append(among(speakers_summary.c.id, scope.speakers))
    if scope.roles is not None:
        holders = select(Tenure.speaker_id).where(among(Tenure.id, scope.roles))
        wanted.append(speakers_summary.c.id.in_(holders))
    if scope.jurisdictions is not None:
        holders = select(Tenure.speaker_id).where(among(Tenure.jurisdiction_id, scope.jurisdictions))
        wanted.append(speakers_summary.c.id.in_(holders))
    return (
        select(speakers_summary)
        .where(*wanted)
        .order_by(speakers_summary.c.statements.desc(), speakers_summary.c.name, speakers_summary.c.id)
    )


def list_articles(since: str | None = None, until: str | None = None) -> Rows:
    """Every article with how many statements its current text has, the newest first and undated ones last."""
    counted = (
        select(statements.c.article_id, func.count().label("statements"))
        .group_by(statements.c.article_id)
        .subquery("counted")
    )
    return (
        select(
            Article.id,
            Article.title,
            Outlet.name.label("outlet"),
            Article.published,
            Article.byline,
            Article.dateline,
            Article.url,
            Article.external_id,
            func.coalesce(counted.c.statements, 0).label("statements"),
            Revision.added_at,
        )
        .join(Revision, (Revision.article_id == Article.id) & Revision.current)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(counted, counted.c.article_id == Article.id)
        .where(*published_between(Article.published, since, until))
        .order_by(Article.published.desc().nulls_last(), Article.id.desc())
    )


def count(query: Rows) -> Select[int]:
    """How many rows a question has."""
    return select(func.count()).select_from(query.order_by(None).subquery())
