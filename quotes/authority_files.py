"""Authority files: who holds which office, as a list that somebody keeps. Popolo JSON or CSV in, rows out.

Popolo (https://www.popoloproject.com/specs/): `persons` and `organizations` with their names and identifiers,
`memberships` with role, organization, area and dates, `posts` and `areas` that memberships refer to.
CSV: a row for each role, with the columns of `COLUMNS`; rows of one `id`, or else of one name, are one person.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from quotes.curation import QID, refile_all, undo
from quotes.database import writing
from quotes.errors import ReadError
from quotes.identity.names import block_of
from quotes.models import Authority, AuthorityName, AuthorityRole, Decision, SpeakerCorrection
from quotes.parser.annotation import EntityKind
from quotes.rows import insert_row, insert_rows
from quotes.tenures import OCD

COLUMNS = {
    "name": "the name to file under",
    "other_names": "other names, separated by semicolons",
    "id": "the file's own identifier",
    "kind": "person or organization; a person where it is empty",
    "role": "office, title or job",
    "organization": "the body it belongs to",
    "area": "the name of the jurisdiction",
    "division": "its Open Civic Data id",
    "start_date": "from when, ISO 8601",
    "end_date": "until when",
    "wikidata": "the Wikidata id",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role as a file gives it; dates are ISO 8601."""

    role: str | None = None
    organization: str | None = None
    jurisdiction: str | None = None
    division: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A person or body of an authority file."""

    name: str
    kind: EntityKind = EntityKind.PERSON
    names: tuple[str, ...] = ()
    identifier: str | None = None
    wikidata: str | None = None
    held: tuple[Held, ...] = ()


def import_file(engine: Engine, path: Path, *, by: str | None = None) -> tuple[int, int]:
    """Have a file settle who is who. It takes the place of an earlier import from a file of that name.

    Returns the number of the decision and how many entries the file has. Raises `ReadError` for what is no such file.
    """
    entries = read_entries(path)
    with engine.connect() as connection:
        again = (SpeakerCorrection.action == Decision.IMPORT, SpeakerCorrection.value == path.name)
        valid = select(SpeakerCorrection.id).where(*again, SpeakerCorrection.undone_at.is_(None))
        before = connection.scalars(valid).all()
    for number in before:
        undo(engine, number)
    with writing(engine) as connection:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = {"action": Decision.IMPORT.value, "value": path.name, "decided_by": by, "decided_at": now}
        number = insert_row(connection, SpeakerCorrection, row)
        blocks = {block for entry in entries for block in _enter(connection, number, entry)}
        refile_all(connection, blocks)
    return number, len(entries)


def read_entries(path: Path) -> list[Entry]:
    """Everybody in a file. Raises `ReadError`, in one line, for what is no authority file."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ReadError(f"{path} is no text in UTF-8.") from None
    found = _from_csv(content, path) if path.suffix.lower() == ".csv" else _from_popolo(content, path)
    if not found:
        raise ReadError(f"{path} names nobody. It needs Popolo's persons, or a CSV column: name")
    return found


def _enter(connection: Connection, number: int, entry: Entry) -> set[str]:
    """Insert an entry. Returns the blocks of its names."""
    row = {
        "correction_id": number,
        "identifier": entry.identifier,
        "name": entry.name,
        "kind": entry.kind.value,
        "wikidata_id": entry.wikidata,
    }
    owner = insert_row(connection, Authority, row)
    person = entry.kind is EntityKind.PERSON
    names = {name: block_of(name, person) for name in (entry.name, *entry.names)}
    rows = [{"authority_id": owner, "name": name, "block": block} for name, block in names.items()]
    insert_rows(connection, AuthorityName, rows)
    columns = ("role", "organization", "jurisdiction", "division", "since", "until")
    held = [{"authority_id": owner, **{name: getattr(one, name) for name in columns}} for one in entry.held]
    insert_rows(connection, AuthorityRole, held)
    return {*names.values()}


# ---------------------------------------------------------------------------------------------
# CSV
# ---------------------------------------------------------------------------------------------


def _from_csv(content: str, path: Path) -> list[Entry]:
    reader = csv.DictReader(content.splitlines())
    if "name" not in (reader.fieldnames or ()):
        raise ReadError(f"{path} has no column: name. A row is a role; the columns are {', '.join(COLUMNS)}")
    entries: dict[str, Entry] = {}
    for row in reader:
        cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
        if not cells["name"]:
            continue
        held = Held(cells["role"], cells["organization"], *_area(cells["area"], cells["division"]))
        held = replace(held, since=cells["start_date"], until=cells["end_date"])
        key = cells["id"] or cells["name"]
        entry = entries.get(key) or Entry(
            cells["name"], _kind(cells["kind"], path), (), cells["id"], _wikidata(cells["wikidata"], path)
        )
        names = (entry.names, cells["name"].split(";"), (cells["other_names"] or "").split(";"))
        several = dict.fromkeys(name.strip() for some in names for name in some if name.strip())
        several.pop(entry.name, None)
        said = (held,) if any((held.role, held.organization, held.jurisdiction)) else ()
        entries[key] = replace(entry, names=tuple(several), held=entry.held + said)
    return [*entries.values()]


def _kind(text: str | None, path: Path) -> EntityKind:
    if text is None or text.lower() in (EntityKind.PERSON, EntityKind.ORGANIZATION):
        return EntityKind((text or "person").lower())
    raise ReadError(f"{path}: {text!r} is no kind. Write person or organization.")


def _wikidata(text: str | None, path: Path) -> str | None:
    if not text:
        return None
    match = QID.fullmatch(text)
    if match is None:
        raise ReadError(f"{path}: {text!r} is no Wikidata id. Write Q and digits: Q42")
    return match[1]


def _area(name: str | None, division: str | None) -> tuple[str | None, str | None]:
    """A jurisdiction's name and id. One of which only the id is given gets a name from its last step."""
    valid = division if division and division.startswith(OCD) else None
    if valid and not name:
        name = valid.rpartition(":")[2].replace("_", " ").title()
    return name, valid


# ---------------------------------------------------------------------------------------------
# Popolo
# ---------------------------------------------------------------------------------------------


def _from_popolo(content: str, path: Path) -> list[Entry]:
    try:
        data = json.loads(content)
    except ValueError as error:
        raise ReadError(f"{path} is neither Popolo JSON nor a .csv file: {error}") from None
    if isinstance(data, list):
        data = {"persons": data}
    if not isinstance(data, dict):
        raise ReadError(f"{path} is no Popolo file: it has neither persons nor organizations.")
    areas, posts, bodies = (_by_id(data.get(name)) for name in ("areas", "posts", "organizations"))
    memberships = [*_objects(data.get("memberships"))]
    entries = []
    for person in _objects(data.get("persons")):
        theirs = [m for m in memberships if m.get("person_id") == person.get("id") is not None]
        held = [_membership(m, areas, posts, bodies) for m in [*_objects(person.get("memberships")), *theirs]]
        entries.append(_entry(person, EntityKind.PERSON, held, path))
    for body in bodies.values():
        area = _named_area(body, areas)
        entries.append(_entry(body, EntityKind.ORGANIZATION, [Held(None, None, *area)] if area[0] else [], path))
    return [entry for entry in entries if entry.name]


def _entry(found: Mapping[str, Any], kind: EntityKind, held: Iterable[Held], path: Path) -> Entry:
    names = [str(other["name"]) for other in _objects(found.get("other_names")) if other.get("name")]
    wikidata = next(
        (i.get("identifier") for i in _objects(found.get("identifiers")) if i.get("scheme") == "wikidata"), None
    )
    identifier = str(found["id"]) if found.get("id") is not None else None
    name = str(found.get("name") or "").strip()
    return Entry(name, kind, tuple(dict.fromkeys(names)), identifier, _wikidata(wikidata, path), tuple(held))


def _membership(
    found: Mapping[str, Any], areas: Mapping[Any, Any], posts: Mapping[Any, Any], bodies: Mapping[Any, Any]
) -> Held:
    post = posts.get(found.get("post_id"), {})
    body = bodies.get(found.get("organization_id") or post.get("organization_id"), {})
    area = _named_area(found, areas)
    area = area if area[0] else _named_area(post, areas)
    area = area if area[0] else _named_area(body, areas)
    role = found.get("role") or found.get("label") or post.get("role") or post.get("label")
    return Held(role, body.get("name"), *area, found.get("start_date") or None, found.get("end_date") or None)


def _named_area(found: Mapping[str, Any], areas: Mapping[Any, Any]) -> tuple[str | None, str | None]:
    number = found.get("area_id")
    area = found.get("area") or areas.get(number) or {}
    ids = (number, area.get("id"), area.get("identifier"))
    division = next((one for one in ids if isinstance(one, str) and one.startswith(OCD)), None)
    return _area(area.get("name"), division)


def _objects(values: Any) -> Iterator[Mapping[str, Any]]:
    return (value for value in (values if isinstance(values, list) else ()) if isinstance(value, dict))


def _by_id(values: Any) -> dict[Any, Mapping[str, Any]]:
    return {value.get("id", position): value for position, value in enumerate(_objects(values))}
