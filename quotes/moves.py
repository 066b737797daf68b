"""What was filed under one speaker goes to another: statements, passages, names and roles."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from quotes.identity.names import name_key
from quotes.models import (
    Appearance,
    Correction,
    Passage,
    PassageSpeaker,
    Persona,
    SpeakerName,
    Statement,
    StatementSpeaker,
    Tenure,
)
from quotes.rows import insert_rows
from quotes.tenures import Holder, file_tenures, prune_tenures, role_of
from quotes.views import PERSON

_CREDITED = (Statement, Passage, StatementSpeaker, PassageSpeaker)


def move(connection: Connection, personas: Collection[int], old: int, new: int) -> None:
    """Credit what these personas said to another speaker, each in the same role. What a person credited stays."""
    revisions = select(Appearance.revision_id).where(Appearance.persona_id.in_(personas))
    tenures: set[int] = set()
    for table in _CREDITED:
        theirs = _theirs(table, personas, revisions)
        for tenure in connection.scalars(select(table.tenure_id).where(*theirs).distinct()).all():
            [now] = file_tenures(connection, [Holder(new, role_of(connection, tenure))])
            those = update(table).where(*theirs, table.tenure_id.is_not_distinct_from(tenure), table.speaker_id != new)
            connection.execute(those.values(speaker_id=new, tenure_id=now))
            tenures |= {tenure} if tenure else set()
    prune_tenures(connection, tenures)
    _name_again(connection, connection.scalars(revisions.distinct()).all(), (old, new))


def inherit(connection: Connection, old: int, new: int) -> None:
    """Give everything that is left of a speaker to another: what people credited to them, and the names they gave."""
    for table in _CREDITED:
        for tenure in connection.scalars(select(table.tenure_id).where(table.speaker_id == old).distinct()).all():
            [now] = file_tenures(connection, [Holder(new, role_of(connection, tenure))])
            those = update(table).where(table.speaker_id == old, table.tenure_id.is_not_distinct_from(tenure))
            connection.execute(those.values(speaker_id=new, tenure_id=now))
    prune_tenures(connection, connection.scalars(select(Tenure.id).where(Tenure.speaker_id == old)).all())
    connection.execute(update(Correction).where(Correction.speaker_id == old).values(speaker_id=new))
    given = select(SpeakerName.name).where(SpeakerName.speaker_id == old, SpeakerName.revision_id.is_(None))
    names = {*connection.scalars(given)}
    connection.execute(delete(SpeakerName).where(SpeakerName.speaker_id == old))
    give_names(connection, new, names)


def give_names(connection: Connection, speaker_id: int, names: Iterable[str]) -> None:
    """Enter names that no article gives, but a person or an authority does."""
    known = select(SpeakerName.name).where(SpeakerName.speaker_id == speaker_id, SpeakerName.revision_id.is_(None))
    missing = {*names} - {*connection.scalars(known)}
    rows = [{"speaker_id": speaker_id, "name": name, "key": name_key(name)} for name in sorted(missing)]
    insert_rows(connection, SpeakerName, rows)


def _theirs(table: Any, personas: Collection[int], revisions: Select[Any]) -> tuple[Any, ...]:
    """Which rows of a table are what these personas said, found by their revisions."""
    said = table.persona_id.in_(personas)
    match table.__name__:
        case "Statement" | "Passage":
            return said, table.revision_id.in_(revisions), table.speaker_method != PERSON
        case "StatementSpeaker":
            return said, table.statement_id.in_(select(Statement.id).where(Statement.revision_id.in_(revisions)))
        case _:
            return said, table.passage_id.in_(select(Passage.id).where(Passage.revision_id.in_(revisions)))


def _name_again(connection: Connection, revisions: Collection[int], speakers: Collection[int]) -> None:
    """Enter anew which names these revisions give to speakers of whom one lost to the other."""
    rows = connection.execute(
        select(Persona.speaker_id, Appearance.revision_id, Appearance.names)
        .join(Persona, Persona.id == Appearance.persona_id)
        .where(Appearance.revision_id.in_(revisions), Persona.speaker_id.in_(speakers))
    )
    names = sorted({(speaker, revision, name) for speaker, revision, listed in rows for name in json.loads(listed)})
    those = (SpeakerName.revision_id.in_(revisions), SpeakerName.speaker_id.in_(speakers))
    connection.execute(delete(SpeakerName).where(*those))
    columns = ("speaker_id", "revision_id", "name", "key")
    entered = [dict(zip(columns, (*row, name_key(row[2])), strict=True)) for row in names]
    insert_rows(connection, SpeakerName, entered)
