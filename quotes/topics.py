"""What statements may be about. People define topics; none is there, or active, before somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from quotes.errors import NotFoundError, QuotesError
from quotes.matching import ALIKE, best, fetch, missing
from quotes.models import Stance, StanceLabel
from quotes.models import Topic as TopicRow
from quotes.models import TopicName as NameRow
from quotes.parser.stance.values import Topic, TopicName
from quotes.scope import Match

__all__ = ["ALIKE", "TopicError", "active_topics", "add_name", "add_topic", "find_topics", "list_topics", "read_topics"]


class TopicError(QuotesError):
    """A topic that cannot be what it is said to be."""


def add_topic(connection: Connection, topic: Topic) -> int:
    """Enter a topic, or more names for one of that name, and make it active; returns its number."""
    name = " ".join(topic.name.split())
    if not name:
        raise TopicError("A topic needs a name.")
    known = connection.scalar(select(TopicRow.id).where(func.lower(TopicRow.name) == name.lower()))
    if known is None:
        row = {"name": name, "gloss": topic.gloss, "active": True}
        key: Any = connection.execute(insert(TopicRow), row).inserted_primary_key
        known = int(key[0])
    else:
        described = {"active": True} | ({"gloss": topic.gloss} if topic.gloss else {})
        connection.execute(update(TopicRow).where(TopicRow.id == known).values(**described))
    for one in topic.names:
        add_name(connection, known, one)
    return known


def add_name(connection: Connection, topic_id: int, name: TopicName) -> None:
    """Give a topic one more name, or a name it has another polarity."""
    words = " ".join(name.words.split())
    if not words:
        raise TopicError("The name of a topic cannot be empty.")
    own = connection.scalar(select(TopicRow.name).where(TopicRow.id == topic_id)) or ""
    if own.lower() == words.lower() and name.polarity < 0:
        raise TopicError(f"{own!r} is the topic itself: being for it cannot be being against it.")
    same = (NameRow.topic_id == topic_id, func.lower(NameRow.name) == words.lower())
    connection.execute(delete(NameRow).where(*same))
    connection.execute(insert(NameRow), {"topic_id": topic_id, "name": words, "polarity": name.polarity})


def remove_topic(connection: Connection, topic_id: int) -> None:
    """Remove a topic with its names, stances and what people decided about them."""
    connection.execute(delete(TopicRow).where(TopicRow.id == topic_id))


def active_topics(connection: Connection | Session) -> list[tuple[int, Topic]]:
    """The topics that statements are read for, with their numbers, in alphabetical order."""
    names: dict[int, list[TopicName]] = {}
    for topic_id, words, polarity in connection.execute(
        select(NameRow.topic_id, NameRow.name, NameRow.polarity).order_by(NameRow.id)
    ):
        names.setdefault(topic_id, []).append(TopicName(words, polarity))
    rows = connection.execute(
        select(TopicRow.id, TopicRow.name, TopicRow.gloss).where(TopicRow.active).order_by(TopicRow.name)
    )
    return [(number, Topic(name, gloss, tuple(names.get(number, ())))) for number, name, gloss in rows]


def find_topics(session: Session, words: str) -> Match:
    """Topics that go by such a name; NotFoundError where there is none. The whole name goes before a part of one."""
    rows = fetch(session, select(TopicRow.id, TopicRow.name, TopicRow.name))
    whole = [row for row in rows if row[1].lower() == words.strip().lower()]
    if whole:
        return Match((whole[0][0],), (whole[0][1],))
    known = select(TopicRow.id, TopicRow.name, NameRow.name).join(NameRow, NameRow.topic_id == TopicRow.id)
    return (
        best(words, rows)
        or best(words, fetch(session, known.where(NameRow.polarity > 0)))
        or missing("topic", words, rows)
    )


def find_topic(session: Session, words: str) -> int:
    """The number of the one topic of that name; NotFoundError where there is none or several."""
    match = find_topics(session, words)
    if len(match.ids) > 1:
        raise NotFoundError(f"{words!r} names several topics: {', '.join(match.names)}. Give more of the name.")
    return match.ids[0]


def list_topics() -> Select[*tuple[Any, ...]]:
    """Every topic with its further names, those of polarity -1 marked, and how many statements take which side."""
    from quotes.stances import effective

    named = (
        select(NameRow.topic_id, func.aggregate_strings(_signed(), "; ").label("names")).group_by(NameRow.topic_id)
    ).subquery("named")
    sides = effective().subquery("sides")
    counts = [
        func.count(sides.c.statement_id).filter(sides.c.label == label.value).label(label.value)
        for label in StanceLabel
    ]
    return (
        select(TopicRow.id, TopicRow.name, TopicRow.gloss, named.c.names, TopicRow.active, *counts)
        .outerjoin(named, named.c.topic_id == TopicRow.id)
        .outerjoin(sides, sides.c.topic_id == TopicRow.id)
        .group_by(TopicRow.id, named.c.names)
        .order_by(TopicRow.name)
    )


def _signed() -> Any:
    from sqlalchemy import case

    return case((NameRow.polarity < 0, "not: " + NameRow.name), else_=NameRow.name)


def forget_stances(connection: Connection, topic_ids: Iterable[int], keep: str) -> None:
    """Delete what machines said on topics; `keep` is the method that stays."""
    connection.execute(delete(Stance).where(Stance.topic_id.in_(list(topic_ids)), Stance.method != keep))


def read_topics(path: Path) -> Sequence[Topic]:
    """The topics of a YAML file: a list of `name`, `gloss` and `names`, each words or `{name, polarity}`.

    Raises `TopicError` for anything else.
    """
    import yaml

    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TopicError(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise TopicError(f"{path} cannot be read: {error}") from None
    except yaml.YAMLError as error:
        raise TopicError(f"{path} is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(entries, list):
        raise TopicError(f"{path} is no list of topics. Begin each with: - name: …")
    return [_read_topic(entry, f"{path}, topic {number}") for number, entry in enumerate(entries, 1)]


def _read_topic(entry: Any, where: str) -> Topic:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise TopicError(f"{where} has no name. Begin it with: - name: …")
    gloss, names = entry.get("gloss"), entry.get("names") or []
    if not isinstance(gloss, str | None) or not isinstance(names, list):
        raise TopicError(f"{where}: the gloss is a text, and names are a list.")
    return Topic(entry["name"].strip(), gloss, tuple(_read_name(name, where) for name in names))


def _read_name(name: Any, where: str) -> TopicName:
    if isinstance(name, str) and name.strip():
        return TopicName(name.strip())
    if isinstance(name, dict) and isinstance(name.get("name"), str) and name.get("polarity", 1) in (1, -1):
        return TopicName(name["name"].strip(), name.get("polarity", 1))
    raise TopicError(f"{where}: {name!r} is no name. Write words, or {{name: words, polarity: -1}}.")
