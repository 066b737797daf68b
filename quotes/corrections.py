"""What people decide about statements: entered once, it holds whenever the article is parsed again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, func, insert, or_, select, update

from quotes.database import writing
from quotes.errors import NotFoundError
from quotes.models import (
    Correction,
    Field,
    Jurisdiction,
    Passage,
    PassageSpeaker,
    Revision,
    Speaker,
    Stance,
    StanceLevel,
    Statement,
    StatementSpan,
    StatementSpeaker,
    Verdict,
)
from quotes.parser import annotation
from quotes.parser.annotation import Role, Span, Tag
from quotes.speakers import speaker_named
from quotes.tenures import Holder, file_tenures, role_of

SAME = 0.5
"""How much of what two stretches cover together both must cover, to be the same statement."""

PERSON = "person"
"""The method of what a person decided."""

_PARTS = {Field.ROLE: "title", Field.ORGANIZATION: "organization", Field.ON_BEHALF_OF: "on_behalf_of"}


def correct(
    engine: Engine,
    statement_id: int,
    field: Field,
    value: str | None,
    *,
    topic_id: int | None = None,
    note: str | None = None,
    by: str | None = None,
) -> int:
    """Enter what a person decided about a statement, in the place of an earlier decision about the same.

    Returns the number of the correction; `quotes.retracting` takes it back.

    `value` is a `Verdict`, a name, a role, a jurisdiction's name or division, a `StanceLabel`; None for "none".

    Raises `NotFoundError` where there is no such statement.
    """
    with writing(engine) as connection:
        statement = _statement(connection, statement_id)
        if statement is None:
            raise NotFoundError(f"There is no statement {statement_id}. List them with: quotes list")
        same = and_(
            Correction.statement_id == statement_id,
            Correction.field == field,
            Correction.topic_id.is_not_distinct_from(topic_id),
        )
        earlier = connection.execute(select(Correction.was).where(same)).first()
        connection.execute(delete(Correction).where(same))
        extent = _extents(connection, statement.revision_id)[statement_id]
        article = connection.scalar(select(Revision.text).where(Revision.id == statement.revision_id)) or ""
        row = {
            "article_id": statement.article_id,
            "statement_id": statement_id,
            "content": extent.of(article),
            "start_char": extent.start,
            "end_char": extent.end,
            "field": field,
            "topic_id": topic_id,
            "speaker_id": speaker_named(connection, value) if field is Field.SPEAKER and value else None,
            "value": value,
            "was": earlier.was if earlier else _value(connection, statement, field),
            "note": note,
            "decided_by": by,
            "decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        entered = connection.execute(insert(Correction).returning(*Correction.__table__.c), row).one()
        _apply(connection, entered, statement)
        return int(entered.id)


def reapply(connection: Connection, article_id: int) -> None:
    """Have the decisions about an article hold for what its current revision says now.

    Each is matched to the statement that covers the same stretch of text, wherever that has moved; one that fits none
    stays, without a statement, for a later parse.
    """
    decisions = connection.execute(
        select(*Correction.__table__.c).where(Correction.article_id == article_id).order_by(Correction.id)
    ).all()
    if not decisions:
        return
    current = select(Revision.id, Revision.text).where(Revision.article_id == article_id, Revision.current.is_(True))
    revision = connection.execute(current).one()
    extents = _extents(connection, revision.id)
    for decision in decisions:
        number = _match(decision, revision.text, extents)
        connection.execute(update(Correction).where(Correction.id == decision.id).values(statement_id=number))
        if number and (statement := _statement(connection, number)):
            _apply(connection, decision, statement)


def _match(decision: Row[*tuple[Any, ...]], article: str, extents: Mapping[int, Span]) -> int | None:
    """The statement about the stretch of text that was decided about."""
    words = r"\s+".join(re.escape(word) for word in decision.content.split())
    places = [Span(*match.span()) for match in re.finditer(words, article)] if words else []
    place = min(places, key=lambda span: abs(span.start - decision.start_char), default=None)
    if place is None:
        return None
    shares = {_shared(place, extent): number for number, extent in extents.items()}
    best = max(shares, default=0.0)
    return shares[best] if best >= SAME else None


def _shared(one: Span, other: Span) -> float:
    """What two spans have in common, as a share of what they cover together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(len(one) + len(other) - common, 1)


def _extents(connection: Connection, revision_id: int) -> dict[int, Span]:
    """From where to where the content of each statement of a revision goes."""
    ends = select(StatementSpan.statement_id, func.min(StatementSpan.start_char), func.max(StatementSpan.end_char))
    contents = ends.join(Statement).where(Statement.revision_id == revision_id, StatementSpan.part == Tag.CONTENT)
    rows = connection.execute(contents.group_by(StatementSpan.statement_id).order_by(StatementSpan.statement_id))
    return {number: Span(start, end) for number, start, end in rows}


def _statement(connection: Connection, number: int) -> Row[*tuple[Any, ...]] | None:
    columns = (Statement.id, Statement.revision_id, Statement.speaker_id, Statement.tenure_id, Revision.article_id)
    return connection.execute(select(*columns).join(Revision).where(Statement.id == number)).first()


def _value(connection: Connection, statement: Row[*tuple[Any, ...]], field: Field) -> str | None:
    """What is said about a statement now, in the words in which it would be corrected."""
    role = role_of(connection, statement.tenure_id)
    match field:
        case Field.SPEAKER:
            return connection.scalar(select(Speaker.name).where(Speaker.id == statement.speaker_id))
        case Field.ROLE:
            return role.title
        case Field.ORGANIZATION:
            return role.organization
        case Field.ON_BEHALF_OF:
            return role.on_behalf_of
        case Field.JURISDICTION:
            return role.jurisdiction.name if role.jurisdiction else None
        case Field.VERDICT | Field.STANCE:
            return None


def _apply(connection: Connection, decision: Row[*tuple[Any, ...]], statement: Row[*tuple[Any, ...]]) -> None:
    match Field(decision.field):
        case Field.VERDICT:
            _judge(connection, statement.id, decision.value)
        case Field.STANCE:
            _take_side(connection, statement.id, decision)
        case Field.SPEAKER:
            tenure_id = _usual_tenure(connection, statement.revision_id, decision.speaker_id)
            _credit(connection, statement, decision.speaker_id, tenure_id)
            _speak_alone(connection, statement.id)
        case field:
            holder = Holder(statement.speaker_id, _changed(connection, statement.tenure_id, field, decision.value))
            [tenure_id] = file_tenures(connection, [holder])
            _credit(connection, statement, statement.speaker_id, tenure_id)


def _judge(connection: Connection, number: int, verdict: str | None) -> None:
    connection.execute(update(Statement).where(Statement.id == number).values(verdict=verdict))
    if verdict == Verdict.REJECTED:
        passages = update(Passage).where(Passage.statement_id == number)
        connection.execute(passages.values(statement_id=None, speaker_id=None, tenure_id=None, speaker_method=PERSON))


def _take_side(connection: Connection, number: int, decision: Row[*tuple[Any, ...]]) -> None:
    key = {"statement_id": number, "topic_id": decision.topic_id, "method": PERSON}
    connection.execute(delete(Stance).filter_by(**key))
    row = {**key, "level": StanceLevel.STATEMENT, "label": decision.value, "score": 1.0}
    if decision.value:
        connection.execute(insert(Stance), row)


def _credit(
    connection: Connection, statement: Row[*tuple[Any, ...]], speaker_id: int | None, tenure_id: int | None
) -> None:
    """Credit a statement to a speaker in a role, and those of its passages that were credited as it was."""
    credited = {"speaker_id": speaker_id, "tenure_id": tenure_id}
    connection.execute(update(Statement).where(Statement.id == statement.id).values(**credited))
    same = Passage.speaker_id.is_not_distinct_from(statement.speaker_id)
    connection.execute(update(Passage).where(Passage.statement_id == statement.id, same).values(**credited))


def _speak_alone(connection: Connection, number: int) -> None:
    """Mark a statement's speaker as decided by a person, and no other as speaking jointly."""
    decided = {"speaker_method": PERSON, "speaker_confidence": 1.0}
    speaker = select(Statement.speaker_id).where(Statement.id == number).scalar_subquery()
    passages = and_(Passage.statement_id == number, Passage.speaker_id.is_not_distinct_from(speaker))
    connection.execute(delete(StatementSpeaker).where(StatementSpeaker.statement_id == number))
    connection.execute(delete(PassageSpeaker).where(PassageSpeaker.passage_id.in_(select(Passage.id).where(passages))))
    connection.execute(update(Passage).where(passages).values(**decided))
    connection.execute(update(Statement).where(Statement.id == number).values(**decided))


def _usual_tenure(connection: Connection, revision_id: int, speaker_id: int | None) -> int | None:
    """The tenure in which most of what a speaker says in a revision is said."""
    here = and_(
        Statement.revision_id == revision_id, Statement.speaker_id == speaker_id, Statement.tenure_id.is_not(None)
    )
    tenures = select(Statement.tenure_id).where(here).group_by(Statement.tenure_id)
    return connection.scalar(tenures.order_by(func.count().desc(), Statement.tenure_id).limit(1))


def _changed(connection: Connection, tenure_id: int | None, field: Field, value: str | None) -> Role:
    """The role of a tenure with one thing about it changed."""
    role = role_of(connection, tenure_id)
    if field is not Field.JURISDICTION:
        part: dict[str, Any] = {_PARTS[field]: value}
        return replace(role, **part)
    known = select(Jurisdiction.name, Jurisdiction.division).where(
        or_(Jurisdiction.division == value, Jurisdiction.name == value)
    )
    row = connection.execute(known.order_by(Jurisdiction.id)).first() if value else None
    if row is not None:
        return replace(role, jurisdiction=annotation.Jurisdiction(row.name, row.division))
    return replace(role, jurisdiction=annotation.Jurisdiction(value) if value else None)
