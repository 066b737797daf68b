"""Authority files: who holds which office, as a list that somebody keeps. Popolo JSON or CSV in, rows out.

Popolo (https://www.popoloproject.com/specs/): `persons` and `organizations` with their names and identifiers,
`memberships` with role, organization, area and dates, `posts` and `areas` that memberships refer to.
CSV: a row for each role, with the columns of `COLUMNS`; rows of one `id`, or else of one name, are one person. Commas,
semicolons or tabs stand between cells; upper and lower case of the columns' names does not matter.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from quotes.authorities import fill_again
from quotes.curation import QID, refile_all, undo
from quotes.database import writing
from quotes.errors import ReadError
from quotes.identity.names import block_of
from quotes.models import Authority, AuthorityName, AuthorityRole, Decision, SpeakerCorrection
from quotes.parser.annotation import EntityKind
from quotes.parser.entity.names import SUFFIXES
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
DELIMITERS = ",;\t"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


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


@dataclass(frozen=True, slots=True)
class Imported:
    """The number of the decision, how many entries the file has, and how many of those are speakers in articles."""

    number: int
    entries: int
    speakers: int


def import_file(engine: Engine, path: Path, *, by: str | None = None) -> Imported:
    """Have a file settle who is who. It takes the place of an earlier import from a file of that name.

    Raises `ReadError` for what is no such file.
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
        return Imported(number, len(entries), fill_again(connection, number))


def read_entries(path: Path) -> list[Entry]:
    """Everybody in a file. Raises `ReadError`, in one line, for what is no authority file."""
    content = _content(path)
    found = _from_csv(content, path) if _is_csv(path) else _from_popolo(content, path)
    if not found:
        raise ReadError(f"{path} names nobody. It needs Popolo's persons, or a CSV column: name")
    return found


def unread_columns(path: Path) -> list[str]:
    """The columns of a CSV file of which nothing is read: none of `COLUMNS`."""
    columns = _rows(_content(path)).fieldnames or () if _is_csv(path) else ()
    return [column for column in columns if column and column not in COLUMNS]


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ReadError(f"{path} is no text in UTF-8. Save it as UTF-8.") from None


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


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
    reader = _rows(content)
    if "name" not in (reader.fieldnames or ()):
        raise ReadError(f"{path} has no column: name. A row is a role; the columns are {', '.join(COLUMNS)}")
    entries: dict[str, Entry] = {}
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        # What is beyond the last column has the key None.
        if any(row.get(None) or ()):
            raise ReadError(f"{where} has more cells than columns. Put what has a comma in it between quotation marks.")
        cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
        if not cells["name"]:
            continue
        held = Held(cells["role"], cells["organization"], *_area(cells["area"], _division(cells["division"], where)))
        held = replace(held, since=_day(cells["start_date"], where), until=_day(cells["end_date"], where))
        kind = _kind(cells["kind"], where)
        listed = [cells["name"], *(cells["other_names"] or "").split(";")]
        names = [_in_order(name.strip()) if kind is EntityKind.PERSON else name.strip() for name in listed]
        entry = entries.get(key := cells["id"] or names[0]) or Entry(
            names[0], kind, (), cells["id"], _wikidata(cells["wikidata"], where)
        )
        several = dict.fromkeys(name for name in (*entry.names, *names) if name and name != entry.name)
        said = (held,) if any((held.role, held.organization, held.jurisdiction)) else ()
        entries[key] = replace(entry, names=tuple(several), held=entry.held + said)
    return [*entries.values()]


def _rows(content: str) -> csv.DictReader[str]:
    """The rows of a table, by the names of `COLUMNS`: "Start date" is start_date."""
    first = content.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.DictReader(StringIO(content, newline=""), delimiter=delimiter)
    reader.fieldnames = [re.sub(r"[\s-]+", "_", (name or "").strip().lower()) for name in reader.fieldnames or ()]
    return reader


def _in_order(name: str) -> str:
    """A person's name as articles print it: "Okafor, Tunde, Jr." is Tunde Okafor Jr."""
    surname, *rest = (part.strip() for part in name.split(","))
    given = [part for part in rest if part.casefold().strip(".") not in SUFFIXES]
    return " ".join((*given, surname, *(part for part in rest if part not in given)))


def _day(text: Any, where: str) -> str | None:
    """A date as precise as it is given; None for nothing."""
    if not text:
        return None
    day = str(text)[:10]
    try:
        date.fromisoformat(day + "0000-01-01"[len(day) :])
    except ValueError:
        day = ""
    if not _DAY.fullmatch(day):
        raise ReadError(f"{where}: {text!r} is no date. Write 2017-03-31, 2017-03 or 2017.")
    return day


def _division(text: str | None, where: str) -> str | None:
    if text and not text.startswith(OCD):
        raise ReadError(f"{where}: {text!r} is no Open Civic Data id. Write {OCD}country:us/state:az/place:tucson")
    return text


def _kind(text: str | None, where: str) -> EntityKind:
    if text is None or text.lower() in (EntityKind.PERSON, EntityKind.ORGANIZATION):
        return EntityKind((text or "person").lower())
    raise ReadError(f"{where}: {text!r} is no kind. Write person or organization.")


def _wikidata(text: str | None, where: str) -> str | None:
    if not text:
        return None
    match = QID.fullmatch(text)
    if match is None:
        raise ReadError(f"{where}: {text!r} is no Wikidata id. Write Q and digits: Q42")
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
        given = [*_objects(person.get("memberships")), *theirs]
        held = [_membership(m, areas, posts, bodies, f"{path}, {person.get('name')}") for m in given]
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
    return Entry(name, kind, tuple(dict.fromkeys(names)), identifier, _wikidata(wikidata, str(path)), tuple(held))


def _membership(
    found: Mapping[str, Any], areas: Mapping[Any, Any], posts: Mapping[Any, Any], bodies: Mapping[Any, Any], where: str
) -> Held:
    post = posts.get(found.get("post_id"), {})
    body = bodies.get(found.get("organization_id") or post.get("organization_id"), {})
    area = _named_area(found, areas)
    area = area if area[0] else _named_area(post, areas)
    area = area if area[0] else _named_area(body, areas)
    role = found.get("role") or found.get("label") or post.get("role") or post.get("label")
    dates = (_day(found.get("start_date"), where), _day(found.get("end_date"), where))
    return Held(role, body.get("name"), *area, *dates)


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
