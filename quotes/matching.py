"""What people type, and what it names in a database: "uhlich" is Karin Uhlich, "tucson" is Tucson.

Case, accents and punctuation do not matter, nor does the order of words. Of names that match in several ways those
that match best are meant: with whole words, else with the beginnings of words, else anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.orm import Session

from quotes.errors import NotFoundError
from quotes.models import Article, Jurisdiction, Speaker, SpeakerName, Tenure, Topic, TopicName
from quotes.scope import Filters, Match, Scope
from quotes.speakers import name_key

SUGGESTIONS = 3
# "Ulich" is 0.91 like "Uhlich", "Tuscon" 0.83 like "Tucson", "Smith" 0.67 like "Sims".
ALIKE = 0.75
# Looking for names that are alike takes a second for so many.
MOST_COMPARED = 50_000
NUMBER = re.compile(r"[0-9]{1,19}")
LARGEST_ID = 2**63 - 1
ALL = {
    "speaker": "quotes speakers",
    "role": "quotes speakers",
    "jurisdiction": "quotes speakers",
    "article": "quotes articles",
    "topic": "quotes topics list",
}

Named = tuple[int, str, str]
"""The number of a row, what it is called, and a text that words may match."""


def resolve(session: Session, filters: Filters) -> Scope:
    """What the filters mean in this database; NotFoundError for one that names nothing."""

    def find(finder: Callable[[Session, str], Match], words: str | None) -> Match | None:
        return None if words is None else finder(session, words)

    return Scope(
        speakers=find(find_speakers, filters.speaker),
        roles=find(find_roles, filters.role),
        jurisdictions=find(find_jurisdictions, filters.jurisdiction),
        articles=find(find_articles, filters.article),
        kinds=filters.kinds,
        since=filters.since,
        until=filters.until,
        words=filters.words,
        topics=find(find_topics, filters.topic),
        stances=filters.stances,
        least=filters.least,
        level=filters.level,
    )


def find_speakers(session: Session, words: str) -> Match:
    """Speakers who go by such a name; NotFoundError where there is none. Namesakes are told apart by their numbers."""
    filed = select(Speaker.id, Speaker.name, Speaker.key)
    known = select(Speaker.id, Speaker.name, SpeakerName.key).join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
    # What does not contain every word does not match: the database can leave that out.
    likely = union(
        filed.where(*(contains(Speaker.key, word) for word in words_of(words))),
        known.where(*(contains(SpeakerName.key, word) for word in words_of(words))),
    )
    rows = fetch(session, likely)
    shared = namesakes(rows)
    named = [(number, f"{name} (number {number})" if name in shared else name, key) for number, name, key in rows]
    return best(words, named) or missing("speaker", words, fetch(session, union(filed, known)))


def find_roles(session: Session, words: str) -> Match:
    """Tenures of such a role; NotFoundError where there is none."""
    named = fetch(session, select(Tenure.id, Tenure.role, Tenure.role).where(Tenure.role.is_not(None)))
    return best(words, named) or missing("role", words, named)


def find_jurisdictions(session: Session, words: str) -> Match:
    """Jurisdictions of that name or Open Civic Data id; NotFoundError where there is none.

    The whole name goes before a part of one: "tucson" is not South Tucson. Namesakes are told apart by their ids.
    """
    rows = fetch(session, select(Jurisdiction.id, Jurisdiction.name, func.coalesce(Jurisdiction.division, "")))
    shared = namesakes(rows)
    divisions = [row for row in rows if row[2] == words != ""]
    named = [(number, f"{name} ({division})" if name in shared else name, name) for number, name, division in rows]
    whole = [row for row in named if words_of(row[2]) == words_of(words)]
    return to_match(divisions) or to_match(whole) or best(words, named) or missing("jurisdiction", words, named)


def find_articles(session: Session, words: str) -> Match:
    """The article of that number, else those with such a title or address; NotFoundError where there is none."""
    every = select(Article.id, func.coalesce(Article.title, Article.url, ""), func.coalesce(Article.title, ""))
    if NUMBER.fullmatch(words):
        numbered = fetch(session, every.where(Article.id == min(int(words), LARGEST_ID)))
        return to_match(numbered) or missing("article", words, ())
    titled = fetch(session, every)
    addressed = fetch(session, every.where(Article.url.contains(encodable(words), autoescape=True))) if words else []
    return to_match(addressed) or best(words, titled) or missing("article", words, titled)


def find_topics(session: Session, words: str) -> Match:
    """Topics that go by such a name; NotFoundError where there is none. The whole name goes before a part of one."""
    rows = fetch(session, select(Topic.id, Topic.name, Topic.name))
    whole = [row for row in rows if row[1].lower() == words.strip().lower()]
    if whole:
        return Match((whole[0][0],), (whole[0][1],))
    known = select(Topic.id, Topic.name, TopicName.name).join(TopicName, TopicName.topic_id == Topic.id)
    return (
        best(words, rows)
        or best(words, fetch(session, known.where(TopicName.polarity > 0)))
        or missing("topic", words, rows)
    )


def find_topic(session: Session, words: str, *, whole: bool = False) -> int:
    """The number of the one topic of that name, which may have to be `whole`; NotFoundError for none or several."""
    match = find_topics(session, words)
    if whole and [words.strip().lower()] != [name.lower() for name in match.names]:
        raise NotFoundError(f"No topic has the name {words!r}. Give the whole name: {' or '.join(match.names)}")
    if len(match.ids) > 1:
        raise NotFoundError(f"{words!r} names several topics: {', '.join(match.names)}. Give more of the name.")
    return match.ids[0]


def best(words: str, named: Iterable[Named]) -> Match | None:
    """The rows that match best: with whole words, else with the beginnings of words, else anywhere."""
    wanted = words_of(words)
    if not wanted:
        return None
    levels: tuple[list[Named], list[Named], list[Named]] = ([], [], [])
    for row in named:
        had = words_of(row[2])
        if all(word in had for word in wanted):
            levels[0].append(row)
        elif all(any(other.startswith(word) for other in had) for word in wanted):
            levels[1].append(row)
        elif all(word in "".join(had) for word in wanted):
            levels[2].append(row)
    return next((to_match(rows) for rows in levels if rows), None)


def namesakes(rows: Iterable[Named]) -> set[str]:
    """The names that rows of several numbers have."""
    numbers: dict[str, set[int]] = {}
    for number, name, _ in rows:
        numbers.setdefault(name, set()).add(number)
    return {name for name, found in numbers.items() if len(found) > 1}


def to_match(rows: Sequence[Named]) -> Match | None:
    if not rows:
        return None
    return Match(tuple(sorted({row[0] for row in rows})), tuple(sorted({row[1] for row in rows})))


def missing(what: str, words: str, named: Sequence[Named]) -> NoReturn:
    """Raise NotFoundError, with the names that look most like the words."""
    alike = " or ".join(suggestions(words, named))
    hint = f"Did you mean {alike}?" if alike else f"To see all: {ALL[what]}"
    if what == "topic" and not named:
        hint = "There are no topics yet. Enter one with: quotes topics add"
    raise NotFoundError(f"No {what} named {words!r}. {hint}")


def suggestions(words: str, named: Sequence[Named]) -> list[str]:
    """The names of which the whole, or one word, is spelled much like what somebody typed."""
    wanted = " ".join(words_of(words))
    spelled: dict[str, str] = {}
    for _, name, text in named[:MOST_COMPARED]:
        had = words_of(text)
        for spelling in (" ".join(had), *had):
            spelled.setdefault(spelling, name)
    alike = get_close_matches(wanted, spelled, SUGGESTIONS, ALIKE)
    return list(dict.fromkeys(spelled[spelling] for spelling in alike))


def words_of(text: str) -> list[str]:
    """The words without case, accents and punctuation: "O’Neill, José" is o, neill and jose."""
    return name_key(encodable(text)).split()


def encodable(text: str) -> str:
    """The text as a database takes it: what a shell could not decode has no place in UTF-8."""
    return text.encode("utf-8", "replace").decode()


def contains(key: Any, word: str) -> ColumnElement[bool]:
    """Somewhere in it, across its words too: "oneill" is in "jose o neill"."""
    return func.replace(key, " ", "").contains(word, autoescape=True)


def fetch(session: Session, query: Any) -> list[Named]:
    return [(number, name, text) for number, name, text in session.execute(query)]
