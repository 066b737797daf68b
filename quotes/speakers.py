"""From the people and bodies of one article to the rows they are filed under, across articles.

`file_entities` alone decides who is who: a name is filed under the speaker of the same name and kind. Nothing is merged
on a guess: "Hanley" is another speaker than "Mary Hanley", unless an article itself says that they are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection, bindparam, delete, exists, func, select

from quotes.models import Correction, Speaker, SpeakerName
from quotes.parser.annotation import Entity, EntityKind
from quotes.rows import insert_row, insert_rows

_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A name without case, accents and punctuation, as it is filed and looked up: "José O'Neill" is "jose o neill".

    A name of nothing but punctuation is its own key.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_LETTER.sub(" ", plain).strip() or name


def file_entities(connection: Connection, entities: Sequence[Entity], revision_id: int) -> list[int]:
    """The speaker that each entity of a revision is filed under, made where there is none yet, with all its names."""
    keys = [(name_key(entity.name), entity.kind.value) for entity in entities]
    known = _speakers(connection, keys)
    new = {key: entity.name for key, entity in zip(keys, entities, strict=True) if key not in known}
    if new:
        insert_rows(
            connection, Speaker, [{"key": key, "kind": kind, "name": name} for (key, kind), name in new.items()]
        )
        known |= _speakers(connection, new)
    filed = [known[key] for key in keys]
    names = {
        (number, name) for number, entity in zip(filed, entities, strict=True) for name in (entity.name, *entity.names)
    }
    rows = [
        {"speaker_id": n, "revision_id": revision_id, "name": name, "key": name_key(name)} for n, name in sorted(names)
    ]
    insert_rows(connection, SpeakerName, rows)
    return filed


def speaker_named(connection: Connection, name: str) -> int:
    """The speaker whom a person means by a full name, a person before anything else, made where there is none yet."""
    key = name_key(name)
    known = select(Speaker.id).where(Speaker.key == key)
    number = connection.scalar(known.order_by(Speaker.kind != EntityKind.PERSON, Speaker.id).limit(1))
    if number is None:
        number = insert_row(connection, Speaker, {"key": key, "kind": EntityKind.PERSON.value, "name": name})
        insert_row(connection, SpeakerName, {"speaker_id": number, "name": name, "key": key})
    return number


def prune_speakers(connection: Connection, numbers: Collection[int]) -> None:
    """Delete those of these speakers that no article names any more, and no person decided about."""
    named = exists().where(SpeakerName.speaker_id == Speaker.id)
    decided = exists().where(Correction.speaker_id == Speaker.id)
    unused = Speaker.wikidata_id.is_(None) & ~named & ~decided
    connection.execute(delete(Speaker).where(Speaker.id.in_(numbers), unused))


_FILED = (
    select(Speaker.key, Speaker.kind, func.min(Speaker.id))
    .where(Speaker.key.in_(bindparam("keys", expanding=True)))
    .group_by(Speaker.key, Speaker.kind)
)


def _speakers(connection: Connection, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The speaker of each key and kind, the first one where several share them."""
    rows = connection.execute(_FILED, {"keys": [*{key for key, _ in keys}]})
    return {(key, kind): number for key, kind, number in rows}
