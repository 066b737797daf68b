"""From the roles of one article to the rows of `tenure` and `jurisdiction`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, func, literal_column, or_, select, union, update

from quotes.models import Jurisdiction, Passage, PassageSpeaker, Statement, StatementSpeaker, Tenure
from quotes.parser import annotation
from quotes.parser.annotation import Role
from quotes.rows import insert_rows, select_rows

OCD = "ocd-division/"
"""What an Open Civic Data id begins with; the rest are steps `type:id`, separated by slashes."""


class Holder(NamedTuple):
    """A role and the speaker who holds it; None for somebody unnamed."""

    speaker: int | None
    role: Role


class _Key(NamedTuple):
    """What makes a tenure the same one. Nothing is 0 or "", as in the unique index."""

    speaker: int
    role: str
    organization: str
    jurisdiction: int
    on_behalf_of: str


def file_tenures(connection: Connection, holders: Sequence[Holder]) -> list[int | None]:
    """The tenure of each holder, made where there is none yet; None for a role that says nothing."""
    places = {holder.role.jurisdiction for holder in holders if holder.role.jurisdiction}
    filed = file_jurisdictions(connection, places)
    keys = [_key(holder, filed) for holder in holders]
    wanted = {key for key in keys if any(key[1:])}
    known = _tenures(connection, wanted)
    if new := wanted - known.keys():
        insert_rows(connection, Tenure, [_row(key) for key in sorted(new)])
        known |= _tenures(connection, new)
    return [known.get(key) for key in keys]


def tenures_of(connection: Connection, revision_id: int) -> Sequence[int]:
    """The tenures that what is said in a revision is credited to."""
    queries = (
        select(Statement.tenure_id).where(Statement.revision_id == revision_id),
        select(StatementSpeaker.tenure_id).join(Statement).where(Statement.revision_id == revision_id),
        select(Passage.tenure_id).where(Passage.revision_id == revision_id),
        select(PassageSpeaker.tenure_id).join(Passage).where(Passage.revision_id == revision_id),
    )
    return [number for number in connection.scalars(union(*queries)) if number is not None]


def role_of(connection: Connection, tenure_id: int | None) -> Role:
    """The role of a tenure; one that says nothing where there is none."""
    columns = (Tenure.role, Tenure.organization, Tenure.on_behalf_of, Jurisdiction.name, Jurisdiction.division)
    tenure = select(*columns).outerjoin(Jurisdiction, Jurisdiction.id == Tenure.jurisdiction_id)
    row = connection.execute(tenure.where(Tenure.id == tenure_id)).first()
    if row is None:
        return Role()
    place = annotation.Jurisdiction(row.name, row.division) if row.name is not None else None
    return Role(row.role, row.organization, place, row.on_behalf_of)


def prune_tenures(connection: Connection, numbers: Collection[int]) -> None:
    """Delete those of these tenures that nothing refers to any more."""
    used = [select(table.tenure_id) for table in (Statement, StatementSpeaker, Passage, PassageSpeaker)]
    unused = [~exists(query.where(query.selected_columns[0] == Tenure.id)) for query in used]
    connection.execute(delete(Tenure).where(Tenure.id.in_(numbers), *unused))


def file_jurisdictions(
    connection: Connection, places: Collection[annotation.Jurisdiction]
) -> dict[annotation.Jurisdiction, int]:
    """The row of each place, made where there is none yet. A division is one row, whatever an article calls it."""
    if not places:
        return {}
    known = _jurisdictions(connection, places)
    new = {place.division or place.name: place for place in places if (place.division or place.name) not in known}
    if new:
        rows = [{"name": p.name, "division": p.division or None, "level": _level(p.division)} for p in new.values()]
        insert_rows(connection, Jurisdiction, rows)
        known |= _jurisdictions(connection, new.values())
        _nest(connection, [place.division for place in new.values() if place.division])
    return {place: known[place.division or place.name] for place in places}


def _key(holder: Holder, places: dict[annotation.Jurisdiction, int]) -> _Key:
    speaker, role = holder
    jurisdiction = places[role.jurisdiction] if role.jurisdiction else 0
    return _Key(speaker or 0, role.title or "", role.organization or "", jurisdiction, role.on_behalf_of or "")


def _row(key: _Key) -> dict[str, str | int | None]:
    return {
        "speaker_id": key.speaker or None,
        "role": key.role or None,
        "organization": key.organization or None,
        "jurisdiction_id": key.jurisdiction or None,
        "on_behalf_of": key.on_behalf_of or None,
    }


# Written as the unique index has it, so that the database finds them by it.
_CANDIDATES = select(
    Tenure.id, Tenure.speaker_id, Tenure.role, Tenure.organization, Tenure.jurisdiction_id, Tenure.on_behalf_of
).where(
    literal_column("coalesce(speaker_id, 0)").in_(bindparam("speakers", expanding=True)),
    literal_column("coalesce(role, '')").in_(bindparam("roles", expanding=True)),
)


def _tenures(connection: Connection, keys: Collection[_Key]) -> dict[_Key, int]:
    """The rows of those keys that have one."""
    if not keys:
        return {}
    wanted = {"speakers": [*{key.speaker for key in keys}], "roles": [*{key.role for key in keys}]}
    rows = select_rows(connection, _CANDIDATES, **wanted)
    found = {
        _Key(speaker or 0, role or "", organization or "", jurisdiction or 0, on_behalf_of or ""): number
        for number, speaker, role, organization, jurisdiction, on_behalf_of in rows
    }
    return {key: found[key] for key in keys if key in found}


_PLACES = select(Jurisdiction.id, Jurisdiction.division, Jurisdiction.name).where(
    or_(
        Jurisdiction.division.in_(bindparam("divisions", expanding=True)),
        Jurisdiction.division.is_(None) & Jurisdiction.name.in_(bindparam("names", expanding=True)),
    )
)


def _jurisdictions(connection: Connection, places: Collection[annotation.Jurisdiction]) -> dict[str, int]:
    """The rows of those places that have one, by division, or by name where the division is not clear."""
    divisions = [*{place.division for place in places if place.division}]
    names = [*{place.name for place in places if not place.division}]
    rows = select_rows(connection, _PLACES, divisions=divisions, names=names)
    return {division or name: number for number, division, name in rows}


def _level(division: str | None) -> str | None:
    """The type of the last step: "place" for "ocd-division/country:us/state:az/place:tucson"."""
    return division.rpartition("/")[2].partition(":")[0] if division else None


def _nest(connection: Connection, divisions: Iterable[str]) -> None:
    """Give new divisions their parents, the nearest in the table, and take in those they are nearest to.

    Whatever order divisions come in, they end up nested in the same way.
    """
    for division in sorted(divisions):
        row = connection.scalar(select(Jurisdiction.id).where(Jurisdiction.division == division))
        larger = select(Jurisdiction.id).where(Jurisdiction.division.in_(_ancestors(division)))
        parent = connection.scalar(larger.order_by(func.length(Jurisdiction.division).desc()).limit(1))
        inside = Jurisdiction.division.startswith(division + "/", autoescape=True)
        adopted = inside & Jurisdiction.parent_id.is_not_distinct_from(parent)
        connection.execute(update(Jurisdiction).where(adopted).values(parent_id=row))
        connection.execute(update(Jurisdiction).where(Jurisdiction.id == row).values(parent_id=parent))


def _ancestors(division: str) -> list[str]:
    steps = division.removeprefix(OCD).split("/")
    return [OCD + "/".join(steps[:count]) for count in range(1, len(steps))]
