"""What statements may be about. People define topics; none is there, or active, before somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from quotes.errors import QuotesError
from quotes.models import Topic as TopicRow
from quotes.models import TopicName as NameRow
from quotes.parser.stance.values import Topic, TopicName


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
