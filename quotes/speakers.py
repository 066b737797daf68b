"""From the people and bodies of one article to the rows they are filed under, across articles.

What an article says about somebody is a `persona`, the same one wherever the same is said. `quotes.identity` decides
which personas are one person or body, and here that becomes rows. It is decided anew, for all bearers of a name at
once, when something new is said about one of them: so the order in which articles arrive changes nothing. What people
decided comes last (`quotes.decisions`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from quotes import decisions
from quotes.authorities import authorities_of, claim
from quotes.identity import Person, Persona, identify
from quotes.identity.evidence import Evidence
from quotes.identity.names import both_kinds, name_key
from quotes.identity.people import Doubts, rounded
from quotes.models import Correction, Speaker, SpeakerName
from quotes.models import Persona as PersonaRow
from quotes.moves import inherit, move
from quotes.parser.annotation import Entity, EntityKind
from quotes.personas import NO_NAMES, appear, persona_of, personas
from quotes.rows import change_rows, insert_row, insert_rows, select_rows

__all__ = ["Filed", "file_entities", "name_key", "prune_speakers", "refile", "speaker_named"]


class Filed(NamedTuple):
    """The rows that an entity is filed under."""

    speaker_id: int
    persona_id: int


def file_entities(
    connection: Connection,
    entities: Sequence[Entity],
    revision_id: int,
    cast: Sequence[Entity] = (),
    *,
    decided: bool = True,
) -> list[Filed]:
    """Where each entity of a revision is filed, in the place of what the revision had before.

    `cast` is everybody whom the article names: a lone surname may be completed by one who says nothing. `decided` is
    whether there are any decisions, or authorities, to be heeded.
    """
    rows = [persona_of(entity, cast, {}) for entity in entities]
    followed = decisions.follow(connection, revision_id, rows) if decided else set()
    if separated := decisions.separated(connection, revision_id) if decided else {}:
        rows = [persona_of(entity, cast, separated) for entity in entities]
    wanted = {row["signature"]: row for row in rows}
    known = personas(connection, wanted)
    if new := [row for signature, row in wanted.items() if signature not in known]:
        insert_rows(connection, PersonaRow, new)
        known |= personas(connection, [row["signature"] for row in new])
    names: dict[int, set[str]] = {}
    for row, entity in zip(rows, entities, strict=True):
        names.setdefault(known[row["signature"]].id, set()).update((entity.name, *entity.names))
    owners = {row.id: row.speaker_id for row in known.values()}
    if blocks := followed | appear(connection, {row.id: row for row in known.values()}, names, revision_id):
        owners |= refile(connection, blocks, decided=decided)
        # What moved just now has been named in this revision too.
        change_rows(connection, _UNNAME, revision=revision_id)
    _name(connection, owners, names, revision_id)
    numbers = [known[row["signature"]].id for row in rows]
    return [Filed(owners[number], number) for number in numbers]


def refile(connection: Connection, blocks: Collection[str], *, decided: bool = True) -> dict[int, int]:
    """Decide anew who is who among the bearers of these names, and of names that somebody's decisions tie to them.

    Returns the speaker of each persona of theirs. `decided` as in `file_entities`.
    """
    unit = decisions.tied(connection, blocks) if decided else both_kinds(blocks)
    met, speakers = _load(connection, unit)
    authorities = authorities_of(connection, unit) if decided else []
    people, doubts = identify([persona for persona in met if persona.weight], authorities)
    if decided:
        people = decisions.apply(connection, people, doubts, unit)
    numbers = _enter(connection, met, people, doubts, speakers)
    if decided:
        decisions.enter(connection, numbers)
        listed = [(person.authority, numbers[person]) for person in people if person.authority]
        claim(connection, {number: owner for one, owner in listed for number in (one.id, *one.also)})
    return {member.id: number for person, number in numbers.items() for member in person.members}


def find_speaker(connection: Connection, name: str) -> int | None:
    """The speaker who is shown under a full name, a person before anything else."""
    known = select(Speaker.id).where(Speaker.key == name_key(name))
    return connection.scalar(known.order_by(Speaker.kind != EntityKind.PERSON, Speaker.id).limit(1))


def speaker_named(connection: Connection, name: str) -> int:
    """The speaker whom a person means by a full name, a person before anything else, made where there is none yet."""
    key = name_key(name)
    number = find_speaker(connection, name)
    if number is None:
        number = insert_row(connection, Speaker, {"key": key, "kind": EntityKind.PERSON.value, "name": name})
        insert_row(connection, SpeakerName, {"speaker_id": number, "name": name, "key": key})
    return number


def prune_speakers(connection: Connection, numbers: Collection[int]) -> None:
    """Delete those of these speakers that no article names any more, and no person decided about."""
    named = exists().where(SpeakerName.speaker_id == Speaker.id)
    filed = exists().where(PersonaRow.speaker_id == Speaker.id)
    decided = exists().where(Correction.speaker_id == Speaker.id)
    unused = Speaker.wikidata_id.is_(None) & ~named & ~decided & ~filed
    connection.execute(delete(Speaker).where(Speaker.id.in_(numbers), unused))


def _name(connection: Connection, owners: Mapping[int, int], names: Mapping[int, set[str]], revision_id: int) -> None:
    """Enter every name that a revision calls its speakers by."""
    called = {(owners[persona], name) for persona, several in names.items() for name in several}
    rows = [
        {"speaker_id": n, "revision_id": revision_id, "name": name, "key": name_key(name)} for n, name in sorted(called)
    ]
    insert_rows(connection, SpeakerName, rows)


# ---------------------------------------------------------------------------------------------
# From people to rows
# ---------------------------------------------------------------------------------------------

_UNNAME = delete(SpeakerName).where(SpeakerName.revision_id == bindparam("revision"))
_LOADED = (
    select(*PersonaRow.__table__.c, Speaker.name.label("speaker"), Speaker.kind.label("speaker_kind"))
    .outerjoin(Speaker, Speaker.id == PersonaRow.speaker_id)
    .where(PersonaRow.block.in_(bindparam("blocks", expanding=True)))
)
_FILE = (
    update(PersonaRow)
    .where(PersonaRow.id == bindparam("number"))
    .values(speaker_id=bindparam("speaker"), doubt=bindparam("why"), candidates=bindparam("whom"))
)
# Those whom no article has named yet, or no longer: somebody that a person once credited.
_IDLE = (
    select(Speaker.id, Speaker.key, Speaker.kind)
    .where(Speaker.key.in_(bindparam("keys", expanding=True)), ~exists().where(PersonaRow.speaker_id == Speaker.id))
    .order_by(Speaker.id.desc())
)

Named = tuple[str, str]
"""The name and the kind of a speaker."""


def _load(connection: Connection, blocks: Collection[str]) -> tuple[list[Persona], dict[int, Named]]:
    """The personas of some blocks, and the speakers that they are filed under."""
    rows = select_rows(connection, _LOADED, blocks=[*blocks])
    return [_persona(row) for row in rows], {row.speaker_id: (row.speaker, row.speaker_kind) for row in rows}


def _persona(row: Any) -> Persona:
    evidence = Evidence(tuple(row.heads.split()), row.organization, row.place, row.division)
    names = tuple(json.loads(row.names)) if row.names != NO_NAMES else ()
    weight = rounded(row.articles, told=evidence.told)
    filed = (row.apart, row.speaker_id, row.doubt, row.candidates)
    return Persona(row.id, row.kind, row.name, names, evidence, weight, *filed)


def _enter(
    connection: Connection,
    met: Sequence[Persona],
    people: Sequence[Person],
    doubts: Doubts,
    speakers: Mapping[int, Named],
) -> dict[Person, int]:
    """Have the rows say what was decided. A speaker keeps the number under which most of the same was filed before."""
    if unused := [persona.id for persona in met if not persona.weight]:
        connection.execute(delete(PersonaRow).where(PersonaRow.id.in_(unused)))
    numbers = _numbers(connection, people, speakers)
    moved: dict[tuple[int, int], list[int]] = {}
    heirs: dict[int, Counter[int]] = {}
    changed: list[dict[str, Any]] = []
    for person, number in numbers.items():
        for persona in person.members:
            changed += _changed(persona, number, doubts)
            if persona.speaker_id:
                heirs.setdefault(persona.speaker_id, Counter())[number] += persona.weight
            if persona.speaker_id and persona.speaker_id != number:
                moved.setdefault((persona.speaker_id, number), []).append(persona.id)
    for row in changed:
        change_rows(connection, _FILE, **row)
    for (old, new), those in moved.items():
        move(connection, those, old, new)
    if left := {persona.speaker_id for persona in met if persona.speaker_id} - {*numbers.values()}:
        for number in left & heirs.keys():
            inherit(connection, number, heirs[number].most_common(1)[0][0])
        prune_speakers(connection, left)
    return numbers


def _changed(persona: Persona, speaker_id: int, doubts: Doubts) -> list[dict[str, Any]]:
    doubt = doubts.get(persona.id)
    why = doubt.reason.value if doubt else None
    whom = "; ".join(sorted({person.name for person in doubt.candidates})) if doubt else None
    if (persona.speaker_id, persona.doubt, persona.candidates) == (speaker_id, why, whom):
        return []
    return [{"number": persona.id, "speaker": speaker_id, "why": why, "whom": whom}]


def _numbers(connection: Connection, people: Sequence[Person], speakers: Mapping[int, Named]) -> dict[Person, int]:
    """The row of each, described as they are now, and made where there is none."""
    kept = _claims(people)
    named = {person: (person.name, person.kind) for person in people}
    for person, number in kept.items():
        if speakers[number] != named[person]:
            described = update(Speaker).where(Speaker.id == number)
            connection.execute(described.values(_described(named[person])))
    new = _made(connection, [named[person] for person in people if person not in kept])
    return {person: kept.get(person) or new[named[person]].pop() for person in people}


def _described(named: Named) -> dict[str, Any]:
    return {"key": name_key(named[0]), "kind": named[1], "name": named[0]}


def _made(connection: Connection, wanted: Sequence[Named]) -> dict[Named, list[int]]:
    """A row for each of these: one that is idle, or a new one."""
    if not wanted:
        return {}
    keys = [*{name_key(name) for name, _ in wanted}]
    idle: dict[Named, list[int]] = {}
    for number, key, kind in select_rows(connection, _IDLE, keys=keys):
        idle.setdefault((key, kind), []).append(number)
    spare = {one: len(numbers) for one, numbers in idle.items()}
    missing = []
    for named in wanted:
        one = (name_key(named[0]), named[1])
        if spare.get(one):
            spare[one] -= 1
        else:
            missing.append(_described(named))
    if missing:
        insert_rows(connection, Speaker, missing)
        idle.clear()
        for number, key, kind in select_rows(connection, _IDLE, keys=keys):
            idle.setdefault((key, kind), []).append(number)
    return {named: idle[name_key(named[0]), named[1]] for named in wanted}


def _claims(people: Sequence[Person]) -> dict[Person, int]:
    """Who keeps which number: each goes to the one who has most of what was filed under it."""
    claims = []
    for place, person in enumerate(people):
        votes: Counter[int] = Counter()
        for member in person.members:
            if member.speaker_id:
                votes[member.speaker_id] += member.weight
        claims += [(-votes[number], number, place) for number in votes]
    numbers: dict[Person, int] = {}
    taken = set()
    for _, number, place in sorted(claims):
        if people[place] not in numbers and number not in taken:
            numbers[people[place]] = number
            taken.add(number)
    return numbers
