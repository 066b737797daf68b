"""What people decide about speakers: each is entered once, holds for every later parse, and can be undone.

A decision is kept by the articles and the names that it was about. `quotes.decisions` says how filing goes by it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from quotes import personas
from quotes.authorities import withdraw_roles
from quotes.database import writing
from quotes.errors import NotFoundError, QuotesError
from quotes.identity.names import block_of
from quotes.models import (
    Appearance,
    Authority,
    AuthorityName,
    Decision,
    Persona,
    Revision,
    Speaker,
    SpeakerAnchor,
    SpeakerCorrection,
)
from quotes.rows import in_steps, insert_row, insert_rows
from quotes.speakers import refile

QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)")


def merge(engine: Engine, speaker_id: int, other_id: int, *, note: str | None = None, by: str | None = None) -> int:
    """Have two speakers be one, under the name of the first. Returns the number of the decision."""
    if speaker_id == other_id:
        raise QuotesError("That is one speaker already.")
    with writing(engine) as connection:
        first, second = _speaker(connection, speaker_id), _speaker(connection, other_id)
        met = _met(connection, [speaker_id]) + _met(connection, [other_id])
        told = {"name": first.name, "other": second.name, "value": first.name, "note": note, "decided_by": by}
        return _decide(connection, Decision.MERGE, told, met)


def split(
    engine: Engine, speaker_id: int, articles: Collection[int], *, note: str | None = None, by: str | None = None
) -> int:
    """Have a speaker be another one in some articles than elsewhere. Returns the number of the decision.

    Raises `QuotesError` where the speaker is in none of them, or in no others.
    """
    with writing(engine) as connection:
        speaker = _speaker(connection, speaker_id)
        met = _met(connection, [speaker_id])
        chosen = [one for one in met if one.article_id in articles]
        if not chosen or len(chosen) == len(met):
            where = "no other article" if chosen else "none of these articles"
            raise QuotesError(f"{speaker.name} speaks in {where}. See: quotes speakers show {speaker_id}")
        told = {"name": speaker.name, "note": note, "decided_by": by}
        number = _enter(connection, Decision.SPLIT, told, chosen)
        blocks = _set_apart(connection, {one.article_id for one in chosen})
        refile(connection, blocks)
        return number


def rename(engine: Engine, speaker_id: int, name: str, *, note: str | None = None, by: str | None = None) -> int:
    """Show a speaker under this name. Returns the number of the decision."""
    return _about(engine, Decision.RENAME, speaker_id, _name(name), note, by)


def alias(engine: Engine, speaker_id: int, name: str, *, note: str | None = None, by: str | None = None) -> int:
    """Have a speaker go by this name too; whoever articles call nothing else is them. Returns the decision's number."""
    return _about(engine, Decision.ALIAS, speaker_id, _name(name), note, by)


def link(engine: Engine, speaker_id: int, wikidata: str, *, note: str | None = None, by: str | None = None) -> int:
    """Enter a speaker's Wikidata id, or the address of its page. Returns the number of the decision.

    Raises `QuotesError` for what is no such id, or another speaker's.
    """
    match = QID.fullmatch(wikidata.strip())
    if match is None:
        raise QuotesError(f"{wikidata!r} is no Wikidata id. Write Q and digits: Q42")
    with engine.connect() as connection:
        taken = select(Speaker.id, Speaker.name).where(Speaker.wikidata_id == match[1], Speaker.id != speaker_id)
        other = connection.execute(taken).first()
    if other is not None:
        raise QuotesError(f"{match[1]} is {other.name}. Are they one? quotes speakers merge {other.id} {speaker_id}")
    return _about(engine, Decision.LINK, speaker_id, match[1], note, by)


def confirm(engine: Engine, speaker_id: int, *, note: str | None = None, by: str | None = None) -> int:
    """Say that a speaker is filed rightly, so that nothing about them is up for review. Returns the number."""
    return _about(engine, Decision.CONFIRM, speaker_id, None, note, by)


def undo(engine: Engine, number: int | None = None) -> Row[*tuple[Any, ...]]:
    """Take a decision back, the latest one unless told which, and file as if it had never been made. Returns it.

    Raises `NotFoundError` where there is none.
    """
    with writing(engine) as connection:
        valid = select(*SpeakerCorrection.__table__.c).where(SpeakerCorrection.undone_at.is_(None))
        wanted = valid if number is None else valid.where(SpeakerCorrection.id == number)
        decision = connection.execute(wanted.order_by(SpeakerCorrection.id.desc()).limit(1)).first()
        if decision is None:
            which = "Nothing is left to undo." if number is None else f"No decision {number} that holds."
            raise NotFoundError(f"{which} To see all: quotes speakers decisions")
        of_it = SpeakerAnchor.correction_id == decision.id
        blocks = {*connection.scalars(select(SpeakerAnchor.block).where(of_it))}
        articles = {*connection.scalars(select(SpeakerAnchor.article_id).where(of_it))}
        # While it still holds, it says what is tied together.
        refile_all(connection, blocks)
        undone = update(SpeakerCorrection).where(SpeakerCorrection.id == decision.id)
        connection.execute(undone.values(undone_at=_now()))
        if decision.action == Decision.SPLIT:
            blocks |= _set_apart(connection, {number for number in articles if number})
        if decision.action == Decision.IMPORT:
            blocks |= _disown(connection, decision.id)
        refile_all(connection, blocks)
        return decision


def refile_all(connection: Connection, blocks: Collection[str]) -> None:
    """Decide anew who is who in any number of blocks."""
    for some in in_steps(sorted(blocks)):
        refile(connection, some)


def _about(
    engine: Engine, action: Decision, speaker_id: int, value: str | None, note: str | None, by: str | None
) -> int:
    with writing(engine) as connection:
        speaker = _speaker(connection, speaker_id)
        told = {"name": speaker.name, "value": value, "note": note, "decided_by": by}
        return _decide(connection, action, told, _met(connection, [speaker_id]))


def _decide(
    connection: Connection, action: Decision, told: dict[str, Any], met: Sequence[Row[*tuple[Any, ...]]]
) -> int:
    number = _enter(connection, action, told, met)
    refile(connection, {one.block for one in met})
    return number


def _enter(connection: Connection, action: Decision, told: dict[str, Any], met: Sequence[Row[*tuple[Any, ...]]]) -> int:
    row = {"action": action.value, **told, "decided_at": _now()}
    number = insert_row(connection, SpeakerCorrection, row)
    columns = ("correction_id", "article_id", "block", "kind", "key")
    anchors = {(number, one.article_id, one.block, one.kind, one.key) for one in met}
    if action is Decision.ALIAS:
        anchors |= {(number, None, block_of(told["value"], one.kind == "person"), one.kind, "") for one in met}
    rows = [dict(zip(columns, anchor, strict=True)) for anchor in sorted(anchors, key=repr)]
    insert_rows(connection, SpeakerAnchor, rows)
    return number


def _speaker(connection: Connection, number: int) -> Row[*tuple[Any, ...]]:
    row = connection.execute(select(Speaker.id, Speaker.name).where(Speaker.id == number)).first()
    if row is None:
        raise NotFoundError(f"No speaker {number}. To see all: quotes speakers")
    return row


def _met(connection: Connection, speakers: Collection[int]) -> list[Row[*tuple[Any, ...]]]:
    """In which articles these speakers are, and under which names.

    Raises `QuotesError` where no article names them: nothing would hold the decision.
    """
    query = (
        select(Revision.article_id, Persona.block, Persona.kind, Persona.key)
        .join(Appearance, Appearance.revision_id == Revision.id)
        .join(Persona, Persona.id == Appearance.persona_id)
        .where(Persona.speaker_id.in_(speakers))
        .distinct()
        .order_by(Revision.article_id, Persona.key, Persona.kind)
    )
    if not (rows := connection.execute(query).all()):
        names = connection.scalars(select(Speaker.name).where(Speaker.id.in_(speakers)))
        raise QuotesError(f"No article has been parsed that names {'; '.join(names)}. Run: quotes add --again")
    return [*rows]


def _set_apart(connection: Connection, articles: Collection[int]) -> set[str]:
    """Mark, in these articles, who is split off and who is not. Returns the blocks of those whose mark changed."""
    blocks = set()
    for revision in connection.scalars(select(Revision.id).where(Revision.article_id.in_(articles))).all():
        blocks |= personas.mark_again(connection, revision)
    return blocks


def _disown(connection: Connection, number: int) -> set[str]:
    """Have an import say nothing any more. Returns the blocks of everybody in it."""
    owners = select(Authority.speaker_id).where(Authority.correction_id == number, Authority.speaker_id.is_not(None))
    withdraw_roles(connection, [speaker for speaker in connection.scalars(owners) if speaker])
    connection.execute(update(Authority).where(Authority.correction_id == number).values(speaker_id=None))
    named = select(AuthorityName.block).join(Authority, Authority.id == AuthorityName.authority_id)
    return {*connection.scalars(named.where(Authority.correction_id == number))}


def _name(name: str) -> str:
    if not name.strip():
        raise QuotesError("That is no name.")
    return " ".join(name.split())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
