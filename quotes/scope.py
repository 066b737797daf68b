"""Which statements somebody asks for: as typed, and what that means in a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Kind


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements somebody asks for, as typed; what is None or empty lets everything through."""

    speaker: str | None = None
    role: str | None = None
    jurisdiction: str | None = None
    article: str | None = None
    kinds: Sequence[Kind] = ()
    since: str | None = None
    until: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The rows that somebody's words mean, and what they are called, each name once and in alphabetical order."""

    ids: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which statements somebody asks for; None and () let everything through.

    `since` and `until` are ISO 8601 dates, months or years, both included. A statement of an article without a date
    is in none. `words` are looked for in what was said, the words that report it and the mention of who said it.
    """

    speakers: Match | None = None
    roles: Match | None = None
    jurisdictions: Match | None = None
    articles: Match | None = None
    kinds: Sequence[Kind] = ()
    since: str | None = None
    until: str | None = None
    words: str | None = None


EVERYTHING = Scope()
