"""From the people and bodies of one article to the rows of `persona`: somebody as articles present them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from quotes import decisions
from quotes.identity.evidence import evidence_of
from quotes.identity.names import block_of, body_key, completions, ends_as_body, name_key, person_name
from quotes.identity.people import rounded
from quotes.models import Appearance, Passage, PassageSpeaker, Statement, StatementSpeaker
from quotes.models import Persona as PersonaRow
from quotes.moves import move
from quotes.parser.annotation import Entity, EntityKind
from quotes.rows import change_rows, insert_rows, select_rows

NO_NAMES = "[]"
_TO_JSON = json.JSONEncoder(ensure_ascii=False)
DESCRIBED = ("block", "key", "kind", "name", "names", "heads", "organization", "place", "division")
"""What makes a persona, besides the decision that set it apart."""


def persona_of(entity: Entity, cast: Sequence[Entity], separated: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """The row of `persona` for an entity. `separated` are the kinds and keys of names that a decision set apart."""
    role, place = entity.role, entity.role.jurisdiction
    where = (place.name, place.division) if place else (None, None)
    evidence = evidence_of(role.title, role.organization, *where)
    key = name_key(entity.name)
    kind = EntityKind.ORGANIZATION if read_as_person(entity) else entity.kind
    person = kind is EntityKind.PERSON
    columns = {
        "block": block_of(entity.name, person),
        "key": key,
        "kind": kind.value,
        "name": entity.name,
        "names": _listed(_other_names(entity, kind, cast)),
        "heads": " ".join(evidence.heads),
        "organization": evidence.organization,
        "place": evidence.place,
        "division": evidence.division,
        "apart": separated.get((kind.value, key), 0),
    }
    return {"signature": _signature(columns), **columns, "articles": 0}


def _signature(columns: Mapping[str, Any]) -> str:
    made_of = "\0".join(str(columns[name]) for name in (*DESCRIBED, "apart"))
    return blake2b(made_of.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def read_as_person(entity: Entity) -> bool:
    """Whether the article's reader took a body for a person: "Arden Post"."""
    return entity.kind is EntityKind.PERSON and ends_as_body(entity.name)


def _other_names(entity: Entity, kind: EntityKind, cast: Sequence[Entity]) -> list[str]:
    """Full names that tell more than the entity's own; for a lone surname those that may complete it."""
    if kind is not EntityKind.PERSON:
        return sorted({name for name in entity.names if body_key(name) != body_key(entity.name)})
    own = person_name(entity.name)
    if not own.given:
        return [*completions(entity.name, [other.name for other in cast if other.kind is EntityKind.PERSON])]
    return sorted({name for name in entity.names if person_name(name).given and person_name(name).key != own.key})


_TOLD = or_(PersonaRow.heads != "", PersonaRow.organization != "", PersonaRow.place != "").label("told")
_WEIGHED = (PersonaRow.id, PersonaRow.block, PersonaRow.articles, _TOLD)
_BY_SIGNATURE = select(PersonaRow.signature, PersonaRow.speaker_id, *_WEIGHED).where(
    PersonaRow.signature.in_(bindparam("signatures", expanding=True))
)
_APPEARED = select(Appearance.persona_id).where(Appearance.revision_id == bindparam("revision"))
_COUNTS = select(*_WEIGHED).where(PersonaRow.id.in_(bindparam("ids", expanding=True)))
_COUNT = (
    update(PersonaRow)
    .where(PersonaRow.id.in_(bindparam("ids", expanding=True)))
    .values(articles=PersonaRow.articles + bindparam("by"))
)


def personas(connection: Connection, signatures: Iterable[str]) -> dict[str, Any]:
    """The rows of those signatures that have one."""
    rows = select_rows(connection, _BY_SIGNATURE, signatures=[*signatures])
    return {row.signature: row for row in rows}


def appear(
    connection: Connection, known: Mapping[int, Any], names: Mapping[int, set[str]], revision_id: int
) -> set[str]:
    """Enter which personas a revision has, and what it calls them, in the place of what it had before.

    Returns the blocks in which that may change who is who.
    """
    before = {row.persona_id for row in select_rows(connection, _APPEARED, revision=revision_id)}
    gone, new = before - known.keys(), known.keys() - before
    blocks = {row.block for n in new if _weighs(row := known[n]) != _weighs(row, 1)}
    blocks |= {row.block for row in known.values() if row.speaker_id is None}
    if before:
        connection.execute(delete(Appearance).where(Appearance.revision_id == revision_id))
    insert_rows(
        connection,
        Appearance,
        [{"revision_id": revision_id, "persona_id": n, "names": _listed(names[n])} for n in sorted(known)],
    )
    if new:
        change_rows(connection, _COUNT, ids=[*new], by=1)
    if gone:
        counted = connection.execute(_COUNTS, {"ids": [*gone]})
        blocks |= {row.block for row in counted if _weighs(row) != _weighs(row, -1)}
        change_rows(connection, _COUNT, ids=[*gone], by=-1)
    return blocks


def _weighs(row: Any, more: int = 0) -> int:
    return rounded(row.articles + more, told=bool(row.told))


def _listed(names: Iterable[str]) -> str:
    """A JSON array."""
    return _TO_JSON.encode(sorted(names))


def mark_again(connection: Connection, revision_id: int) -> set[str]:
    """Have the personas of a revision bear the marks of the decisions that hold now.

    Returns the blocks of those that changed. What is credited to one goes to the one that takes its place.
    """
    separated = decisions.separated(connection, revision_id)
    here = select(PersonaRow).with_only_columns(*PersonaRow.__table__.c, Appearance.names.label("called"))
    here = here.join(Appearance, Appearance.persona_id == PersonaRow.id)
    blocks = set()
    for row in connection.execute(here.where(Appearance.revision_id == revision_id)).all():
        mark = separated.get((row.kind, row.key), 0)
        if mark != row.apart:
            _take_place(connection, row, mark, revision_id)
            blocks.add(row.block)
    return blocks


def _take_place(connection: Connection, row: Any, mark: int, revision_id: int) -> None:
    columns = {**{name: getattr(row, name) for name in DESCRIBED}, "apart": mark}
    signature = _signature(columns)
    if not (known := personas(connection, [signature])):
        filed = {"articles": 0, "speaker_id": row.speaker_id}
        insert_rows(connection, PersonaRow, [{"signature": signature, **columns, **filed}])
        known = personas(connection, [signature])
    number = known[signature].id
    there = (Appearance.revision_id == revision_id) & (Appearance.persona_id == row.id)
    connection.execute(update(Appearance).where(there).values(persona_id=number))
    change_rows(connection, _COUNT, ids=[number], by=1)
    change_rows(connection, _COUNT, ids=[row.id], by=-1)
    for table in (Statement, Passage):
        said = (table.revision_id == revision_id) & (table.persona_id == row.id)
        connection.execute(update(table).where(said).values(persona_id=number))
    joint = (
        (StatementSpeaker, StatementSpeaker.statement_id, Statement),
        (PassageSpeaker, PassageSpeaker.passage_id, Passage),
    )
    for members, owner, owners in joint:
        theirs = owner.in_(select(owners.id).where(owners.revision_id == revision_id))
        those = update(members).where(theirs, members.persona_id == row.id)
        connection.execute(those.values(persona_id=number))
    if row.speaker_id and (new := known[signature].speaker_id) and new != row.speaker_id:
        move(connection, [number], row.speaker_id, new)
