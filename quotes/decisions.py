"""What people decided about speakers, as filing goes by it: last, in the order in which it was decided.

A decision names the articles and names that it was about, not rows: so it holds for what a later parse says of them.
`quotes.curation` enters decisions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, select, update

from quotes import identity
from quotes.identity import Doubt, Person, Reason, name_key
from quotes.identity.names import block_of, body_key, both_kinds
from quotes.identity.people import Doubts
from quotes.models import (
    Appearance,
    AuthorityName,
    Correction,
    Decision,
    Field,
    Persona,
    Revision,
    Speaker,
    SpeakerAnchor,
    SpeakerCorrection,
    SpeakerName,
)
from quotes.moves import give_names
from quotes.parser.annotation import EntityKind

Separated = Mapping[tuple[str, str], int]
"""The kinds and keys of names in an article that a decision set apart, with its number."""

_ANY = select(SpeakerCorrection.id).limit(1)


def any_made(connection: Connection) -> bool:
    """Whether anybody ever decided anything about speakers, or imported an authority file."""
    return connection.scalar(_ANY) is not None


def separated(connection: Connection, revision_id: int) -> Separated:
    """Which names of a revision's article somebody split off."""
    rows = connection.execute(
        select(SpeakerAnchor.kind, SpeakerAnchor.key, SpeakerCorrection.id)
        .join(SpeakerCorrection, SpeakerCorrection.id == SpeakerAnchor.correction_id)
        .join(Revision, Revision.article_id == SpeakerAnchor.article_id)
        .where(Revision.id == revision_id, SpeakerCorrection.action == Decision.SPLIT)
        .where(SpeakerCorrection.undone_at.is_(None))
        .order_by(SpeakerCorrection.id)
    )
    return {(row.kind, row.key): row.id for row in rows}


def follow(connection: Connection, revision_id: int, met: Collection[Mapping[str, Any]]) -> set[str]:
    """Have what was decided about a revision's article go by the kinds and blocks of the personas met there now.

    Another version of quotes may read a body where there was a person, or block names differently: then decisions are
    found by the keys of names. Returns the blocks about which it may be decided anew.
    """
    columns = (SpeakerAnchor.id, SpeakerAnchor.correction_id, SpeakerAnchor.kind, SpeakerAnchor.block)
    here = select(*columns, SpeakerAnchor.key).join(Revision, Revision.article_id == SpeakerAnchor.article_id)
    blocks, corrections = set(), set()
    for anchor in connection.execute(here.where(Revision.id == revision_id)).all():
        alike = sorted({(row["kind"], row["block"]) for row in met if row["key"] == anchor.key})
        now = [pair for pair in alike if pair[0] == anchor.kind] or alike
        if now and (anchor.kind, anchor.block) not in now:
            kind, block = now[0]
            these = update(SpeakerAnchor).where(SpeakerAnchor.id == anchor.id)
            connection.execute(these.values(kind=kind, block=block))
            blocks.add(block)
            corrections.add(anchor.correction_id)
    return blocks | _follow_aliases(connection, corrections)


def _follow_aliases(connection: Connection, corrections: Collection[int]) -> set[str]:
    """The same for the names that these decisions gave."""
    given = select(SpeakerAnchor.id, SpeakerAnchor.kind, SpeakerAnchor.block, SpeakerCorrection.value)
    given = given.join(SpeakerCorrection, SpeakerCorrection.id == SpeakerAnchor.correction_id)
    blocks = set()
    of_these = (SpeakerAnchor.correction_id.in_(corrections), SpeakerAnchor.article_id.is_(None))
    for anchor in connection.execute(given.where(*of_these)).all():
        block = block_of(anchor.value, anchor.kind == EntityKind.PERSON)
        if block != anchor.block:
            connection.execute(update(SpeakerAnchor).where(SpeakerAnchor.id == anchor.id).values(block=block))
            blocks.add(block)
    return blocks


def tied(connection: Connection, blocks: Collection[str]) -> set[str]:
    """These blocks of both kinds, and those that a decision or an authority's several names tie to them."""
    unit = both_kinds(blocks)
    tables: tuple[tuple[Any, Any], ...] = (
        (SpeakerAnchor.correction_id, SpeakerAnchor.block),
        (AuthorityName.authority_id, AuthorityName.block),
    )
    while True:
        found = set(unit)
        for owner, block in tables:
            valid = _valid(owner)
            ties = select(owner).where(block.in_(found), valid)
            found |= both_kinds(connection.scalars(select(block).where(owner.in_(ties)).distinct()))
        if found == unit:
            return unit
        unit = found


def _valid(owner: Any) -> Any:
    """An import ties nothing by itself: it is about everybody in its file."""
    if owner is not SpeakerAnchor.correction_id:
        return True
    undone = select(SpeakerCorrection.id).where(SpeakerCorrection.undone_at.is_not(None))
    return owner.not_in(undone)


def apply(connection: Connection, people: Sequence[Person], doubts: Doubts, blocks: Collection[str]) -> list[Person]:
    """The people as they are after all decisions about the bearers of these names."""
    everyone = [*people]
    here = select(SpeakerAnchor.correction_id).where(SpeakerAnchor.block.in_(blocks))
    valid = and_(SpeakerCorrection.id.in_(here), SpeakerCorrection.undone_at.is_(None))
    for decision in connection.execute(
        select(*SpeakerCorrection.__table__.c).where(valid).order_by(SpeakerCorrection.id)
    ).all():
        everyone = _decide(connection, decision, everyone, doubts)
    everyone = _decided(everyone, doubts)
    _settle(everyone, doubts)
    return everyone


def enter(connection: Connection, numbers: Mapping[Person, int]) -> None:
    """Enter the names and the Wikidata ids that people, or an authority, gave to speakers."""
    given = select(SpeakerName.speaker_id).where(
        SpeakerName.speaker_id.in_([*numbers.values()]), SpeakerName.revision_id.is_(None)
    )
    linked = select(Speaker.id).where(Speaker.id.in_([*numbers.values()]), Speaker.wikidata_id.is_not(None))
    before = {*connection.scalars(given), *connection.scalars(linked)}
    for person, number in numbers.items():
        if number in before or person.decided_name or person.decided_wikidata or person.aliases or person.authority:
            _give_only(connection, number, _names_given(person))
            _link(connection, number, person.wikidata_id)


def _names_given(person: Person) -> set[str]:
    """The names that no article needs to give."""
    names = {*person.aliases} | ({person.decided_name} if person.decided_name else set())
    return names | ({person.authority.name, *person.authority.names} if person.authority else set())


def _link(connection: Connection, number: int, wikidata_id: str | None) -> None:
    """Enter a Wikidata id, unless it is another speaker's."""
    connection.execute(update(Speaker).where(Speaker.id == number).values(wikidata_id=None))
    if wikidata_id and connection.scalar(select(Speaker.id).where(Speaker.wikidata_id == wikidata_id)) is None:
        connection.execute(update(Speaker).where(Speaker.id == number).values(wikidata_id=wikidata_id))


def _give_only(connection: Connection, number: int, names: set[str]) -> None:
    """Have a speaker go by these names besides those that articles give, and by those that corrections gave."""
    corrected = select(Correction.value).where(Correction.speaker_id == number, Correction.field == Field.SPEAKER)
    names |= {name for name in connection.scalars(corrected) if name}
    given = and_(SpeakerName.speaker_id == number, SpeakerName.revision_id.is_(None))
    connection.execute(delete(SpeakerName).where(given, SpeakerName.name.not_in(names)))
    give_names(connection, number, names)


def _decide(
    connection: Connection, decision: Row[*tuple[Any, ...]], people: list[Person], doubts: Doubts
) -> list[Person]:
    owners = {member.id: person for person in people for member in person.members}
    meant = [owners[number] for number in _personas(connection, decision.id) if number in owners]
    if not meant:
        return people
    match Decision(decision.action):
        case Decision.MERGE:
            gone = _unite(meant)
            meant[0].decided_name = decision.value
            return [person for person in people if person not in gone]
        case Decision.ALIAS:
            alike = [person for person in people if _is_called(person, decision.value)]
            gone = _unite([meant[0], *alike])
            meant[0].aliases.append(decision.value)
            return [person for person in people if person not in gone]
        case Decision.RENAME:
            meant[0].decided_name = decision.value
        case Decision.LINK:
            meant[0].decided_wikidata = decision.value
        case Decision.CONFIRM:
            for person in meant:
                for member in person.members:
                    doubts.pop(member.id, None)
        case Decision.SPLIT | Decision.IMPORT:
            # The one has given its personas a mark, the other has added authorities.
            pass
    return people


def _personas(connection: Connection, correction_id: int) -> list[int]:
    """The personas that a decision is about, those that most of its articles have first."""
    of_it = SpeakerAnchor.correction_id == correction_id
    alike = and_(Persona.key == SpeakerAnchor.key, Persona.kind == SpeakerAnchor.kind)
    rows = connection.execute(
        select(Persona.id, func.count(Revision.id))
        .select_from(SpeakerAnchor)
        .join(Revision, Revision.article_id == SpeakerAnchor.article_id)
        .join(Appearance, Appearance.revision_id == Revision.id)
        .join(Persona, and_(Persona.id == Appearance.persona_id, alike))
        .where(of_it)
        .group_by(Persona.id)
        .order_by(func.count(Revision.id).desc(), Persona.signature)
    )
    return [number for number, _ in rows]


def _unite(people: Sequence[Person]) -> set[Person]:
    """Have the first absorb the others, which are returned."""
    first, *others = dict.fromkeys(people)
    for other in others:
        first.absorb(other)
    first.undecided = False
    return {*others}


def _is_called(person: Person, name: str) -> bool:
    """Whether articles call somebody by this name and no other."""
    keys = {name_key(member.shown) for member in person.members}
    return keys == {name_key(name)} or {body_key(member.name) for member in person.members} == {body_key(name)}


def _decided(people: Sequence[Person], doubts: Doubts) -> list[Person]:
    """The people without those who were undecided between some that have become one."""
    owners = {member.id: person for person in people for member in person.members}
    left = {id(person): person for person in people}
    gone = set()
    for person in people:
        meant = {_now(one, owners, left) for member in person.members for one in _candidates(member, doubts)}
        if person.undecided and len(meant) == 1:
            meant.pop().absorb(person)
            gone.add(person)
    return [person for person in people if person not in gone]


def _candidates(persona: identity.Persona, doubts: Doubts) -> Sequence[Person]:
    return doubts[persona.id].candidates if persona.id in doubts else ()


def _settle(people: Sequence[Person], doubts: Doubts) -> None:
    """Doubts are gone where those whom a name might mean have become one, or where a person named it."""
    owners = {member.id: person for person in people for member in person.members}
    now = {id(person): person for person in people}
    for number, doubt in list(doubts.items()):
        owner = owners.get(number)
        candidates = {_now(person, owners, now) for person in doubt.candidates}
        if owner is None or (doubt.reason is not Reason.ODD and candidates <= {owner}):
            if doubt.reason is not Reason.SAME:
                del doubts[number]
        else:
            doubts[number] = Doubt(doubt.reason, tuple(person for person in people if person in candidates))


def _now(person: Person, owners: Mapping[int, Person], left: Mapping[int, Person]) -> Person:
    """Who somebody has become."""
    if id(person) in left or not person.members:
        return person
    return owners[person.members[0].id]
