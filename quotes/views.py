"""The views: what the tables hold, with names in the place of numbers.

Each is a `Select`, so that it means the same on SQLite and PostgreSQL; beside it is a table to select from, as in
`select(statements).where(statements.c.kind == "direct")`.
They show the current revision of each article, without the statements that a person rejected. No migration deals with
them: an upgrade drops them first and makes those below when it is done.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Connection,
    ScalarSelect,
    Select,
    SelectBase,
    TableClause,
    and_,
    case,
    column,
    func,
    null,
    or_,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from quotes.models import (
    Article,
    Jurisdiction,
    Outlet,
    Passage,
    PassageSpeaker,
    Persona,
    Revision,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    Tenure,
    Topic,
    Verdict,
)
from quotes.sides import PERSON as PERSON
from quotes.sides import effective

BETWEEN = "; "
"""Stands between the names of joint speakers, and between the names and roles of one."""

DOUBTFUL = 0.5
"""A person should look at a statement that is at most this sure: it is as likely wrong as right."""

DOUBTFUL_SPEAKER = 0.7
"""A person should look at a speaker who is at most this sure: half of those are wrong, and nearly half of all wrong
ones are among them (docs/speakers-in-an-article.md)."""


def _joint(
    members: type[StatementSpeaker | PassageSpeaker], of: InstrumentedAttribute[int], owner: InstrumentedAttribute[int]
) -> ScalarSelect[str]:
    """The names of all who said it jointly, or NULL."""
    named = (
        select(Speaker.name)
        .join(members, members.speaker_id == Speaker.id)
        .where(of == owner)
        .order_by(members.position)
        .correlate(owner.class_)
        .subquery("joint")
    )
    return select(func.aggregate_strings(named.c.name, BETWEEN)).scalar_subquery()


def _listed(values: Select[Any]) -> ScalarSelect[str]:
    """The different values in alphabetical order, as one text."""
    listed = values.distinct().order_by("value").correlate(Speaker).subquery("listed")
    return select(func.aggregate_strings(listed.c.value, BETWEEN)).scalar_subquery()


_kept = and_(Revision.current.is_(True), func.coalesce(Statement.verdict, "") != Verdict.REJECTED.value)

_statements = (
    select(
        Statement.id,
        func.coalesce(_joint(StatementSpeaker, StatementSpeaker.statement_id, Statement.id), Speaker.name).label(
            "speaker"
        ),
        Tenure.role,
        Tenure.organization,
        Jurisdiction.name.label("jurisdiction"),
        Statement.content,
        Statement.kind,
        Statement.cue,
        Statement.source,
        Statement.place,
        Article.title,
        Outlet.name.label("outlet"),
        Article.published,
        Article.url,
        Tenure.on_behalf_of,
        Jurisdiction.division,
        Statement.confidence,
        Statement.method,
        Statement.speaker_confidence,
        Statement.speaker_method,
        Statement.verdict,
        Statement.position,
        Statement.speaker_id,
        Statement.tenure_id,
        Revision.article_id,
        Statement.revision_id,
        Statement.persona_id,
        Statement.role_method,
    )
    .join(Revision, Revision.id == Statement.revision_id)
    .join(Article, Article.id == Revision.article_id)
    .outerjoin(Outlet, Outlet.id == Article.outlet_id)
    .outerjoin(Speaker, Speaker.id == Statement.speaker_id)
    .outerjoin(Tenure, Tenure.id == Statement.tenure_id)
    .outerjoin(Jurisdiction, Jurisdiction.id == Tenure.jurisdiction_id)
    .where(_kept)
)

_quoted_passages = (
    select(
        Passage.id,
        Passage.text.label("passage"),
        func.coalesce(_joint(PassageSpeaker, PassageSpeaker.passage_id, Passage.id), Speaker.name).label("speaker"),
        Tenure.role,
        Tenure.organization,
        Jurisdiction.name.label("jurisdiction"),
        Article.title,
        Outlet.name.label("outlet"),
        Article.published,
        Article.url,
        Tenure.on_behalf_of,
        Jurisdiction.division,
        Passage.speaker_confidence,
        Passage.speaker_method,
        Passage.start_char,
        Passage.end_char,
        Passage.depth,
        Passage.position,
        Passage.statement_id,
        Passage.speaker_id,
        Passage.tenure_id,
        Revision.article_id,
        Passage.revision_id,
        Passage.role_method,
    )
    .join(Revision, Revision.id == Passage.revision_id)
    .join(Article, Article.id == Revision.article_id)
    .outerjoin(Outlet, Outlet.id == Article.outlet_id)
    .outerjoin(Speaker, Speaker.id == Passage.speaker_id)
    .outerjoin(Tenure, Tenure.id == Passage.tenure_id)
    .outerjoin(Jurisdiction, Jurisdiction.id == Tenure.jurisdiction_id)
    .where(Revision.current.is_(True))
)

# The first of joint speakers is the statement's own.
_said = union_all(
    select(Statement.id.label("statement_id"), Statement.speaker_id),
    select(StatementSpeaker.statement_id, StatementSpeaker.speaker_id).where(StatementSpeaker.position > 0),
).subquery("said")

_speakers_summary = (
    select(
        Speaker.id,
        Speaker.name,
        Speaker.kind,
        _listed(select(SpeakerName.name.label("value")).where(SpeakerName.speaker_id == Speaker.id)).label("names"),
        _listed(
            select(Tenure.role.label("value")).where(Tenure.speaker_id == Speaker.id, Tenure.role.is_not(None))
        ).label("roles"),
        _listed(
            select(Jurisdiction.name.label("value"))
            .join(Tenure, Tenure.jurisdiction_id == Jurisdiction.id)
            .where(Tenure.speaker_id == Speaker.id)
        ).label("jurisdictions"),
        func.count(Statement.id).label("statements"),
        func.count(Article.id.distinct()).label("articles"),
        func.min(Article.published).label("first_seen"),
        func.max(Article.published).label("last_seen"),
        Speaker.wikidata_id,
    )
    .join(_said, _said.c.speaker_id == Speaker.id)
    .join(Statement, Statement.id == _said.c.statement_id)
    .join(Revision, Revision.id == Statement.revision_id)
    .join(Article, Article.id == Revision.article_id)
    .where(_kept)
    .group_by(Speaker.id)
)

# The same of joint speakers, and of passages that are credited to another speaker than their statement.
_held = union_all(
    select(Statement.revision_id, Statement.id.label("statement_id"), Statement.tenure_id),
    select(Statement.revision_id, Statement.id, StatementSpeaker.tenure_id).join(Statement),
    select(Passage.revision_id, null(), Passage.tenure_id),
).subquery("held")

_tenures = (
    select(
        Tenure.id,
        Speaker.name.label("speaker"),
        Tenure.role,
        Tenure.organization,
        Jurisdiction.name.label("jurisdiction"),
        Tenure.on_behalf_of,
        Jurisdiction.division,
        func.count(_held.c.statement_id.distinct()).label("statements"),
        func.count(Article.id.distinct()).label("articles"),
        func.min(Article.published).label("first_seen"),
        func.max(Article.published).label("last_seen"),
        Tenure.speaker_id,
    )
    .outerjoin(Speaker, Speaker.id == Tenure.speaker_id)
    .outerjoin(Jurisdiction, Jurisdiction.id == Tenure.jurisdiction_id)
    .join(_held, _held.c.tenure_id == Tenure.id)
    .join(Revision, Revision.id == _held.c.revision_id)
    .join(Article, Article.id == Revision.article_id)
    .where(Revision.current.is_(True))
    .group_by(Tenure.id, Speaker.name, Jurisdiction.id)
)


def _table(name: str, view: SelectBase) -> TableClause:
    return table(name, *(column(str(c.key), c.type) for c in view.selected_columns))


statements = _table("statements", _statements)
quoted_passages = _table("quoted_passages", _quoted_passages)
speakers_summary = _table("speakers_summary", _speakers_summary)

_doubted = and_(Persona.doubt.is_not(None), statements.c.speaker_method != PERSON)
_reason = case(
    (statements.c.confidence <= DOUBTFUL, "is it a statement?"),
    (statements.c.speaker_id.is_(None), "who said it?"),
    (statements.c.speaker_confidence <= DOUBTFUL_SPEAKER, "is it this speaker?"),
    else_=Persona.doubt,
)

_needs_review = (
    select(_reason.label("reason"), *statements.c)
    .outerjoin(Persona, Persona.id == statements.c.persona_id)
    .where(statements.c.verdict.is_(None))
    .where(
        or_(
            statements.c.confidence <= DOUBTFUL,
            and_(statements.c.speaker_confidence <= DOUBTFUL_SPEAKER, statements.c.source.is_not(None)),
            _doubted,
        )
    )
)

_speakers_review = (
    select(
        Persona.doubt.label("reason"),
        Persona.name.label("called"),
        Speaker.name.label("speaker"),
        Persona.candidates,
        Persona.heads.label("role"),
        Persona.place,
        func.count(statements.c.id).label("statements"),
        func.count(statements.c.article_id.distinct()).label("articles"),
        func.min(statements.c.title).label("title"),
        Persona.speaker_id,
        Persona.id.label("persona_id"),
    )
    .join(Speaker, Speaker.id == Persona.speaker_id)
    .join(statements, statements.c.persona_id == Persona.id)
    .where(_doubted)
    .group_by(Persona.id, Speaker.name)
)

_side = effective().subquery("side")
_stances = (
    select(
        statements.c.speaker,
        Topic.name.label("topic"),
        _side.c.label.label("stance"),
        _side.c.score,
        _side.c.level,
        func.substr(
            Revision.text, _side.c.evidence_start_char + 1, _side.c.evidence_end_char - _side.c.evidence_start_char
        ).label("evidence"),
        statements.c.content,
        statements.c.role,
        statements.c.jurisdiction,
        statements.c.title,
        statements.c.published,
        _side.c.method,
        _side.c.statement_id,
        _side.c.topic_id,
        statements.c.speaker_id,
        statements.c.article_id,
    )
    .join(statements, statements.c.id == _side.c.statement_id)
    .join(Topic, Topic.id == _side.c.topic_id)
    .join(Revision, Revision.id == statements.c.revision_id)
)

needs_review = _table("needs_review", _needs_review)
speakers_review = _table("speakers_review", _speakers_review)
stances = _table("stances", _stances)
tenures = _table("tenures", _tenures)

# In the order in which they can be made.
VIEWS = {
    "statements": _statements,
    "quoted_passages": _quoted_passages,
    "speakers_summary": _speakers_summary,
    "needs_review": _needs_review,
    "speakers_review": _speakers_review,
    "stances": _stances,
    "tenures": _tenures,
}

# https://www.sqlite.org/fts5.html#external_content_tables: an entry is deleted by repeating what it was made of.
_FORGET = """
    INSERT INTO statement_fts (statement_fts, rowid, content, cue, source)
    VALUES ('delete', old.id, old.content, old.cue, old.source);"""
_LEARN = """
    INSERT INTO statement_fts (rowid, content, cue, source) VALUES (new.id, new.content, new.cue, new.source);"""

# They keep SQLite's full-text index in step with the statements; PostgreSQL keeps its own.
_TRIGGERS = {
    "statement_insert": f"AFTER INSERT ON statement BEGIN {_LEARN}\nEND",
    "statement_delete": f"AFTER DELETE ON statement BEGIN {_FORGET}\nEND",
    "statement_update": f"AFTER UPDATE OF id, content, cue, source ON statement BEGIN {_FORGET}{_LEARN}\nEND",
}


def drop(connection: Connection) -> tuple[str, ...]:
    """Drop the views and triggers, which stand in the way of a migration.

    Returns the SQL of those that somebody else added to a SQLite file, for `create` to put back.
    """
    if connection.dialect.name != "sqlite":
        for name in reversed(VIEWS):
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
        return ()
    found = connection.execute(
        text("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')")
    ).all()
    # Triggers first: one on a view would go with it.
    for kind, name, _ in sorted(found):
        connection.exec_driver_sql(f'DROP {kind} "{name}"')
    return tuple(sql for _, name, sql in found if name not in VIEWS and name not in _TRIGGERS)


def create(connection: Connection, others: tuple[str, ...] = ()) -> None:
    """Make every view, the triggers of SQLite's full-text index, and the `others` that were dropped."""
    for name, view in VIEWS.items():
        query = view.compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql(f"CREATE VIEW {name} AS\n{query}")
    if connection.dialect.name == "sqlite":
        for name, body in _TRIGGERS.items():
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")
    for sql in others:
        connection.exec_driver_sql(sql)
