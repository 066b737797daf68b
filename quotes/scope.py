"""Which statements somebody asks for: as typed, and what that means in a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Kind, Level, Side


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
    topic: str | None = None
    stances: Sequence[Side] = ()
    least: float | None = None
    level: Level | None = None


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
    The rest is about stances: on these topics, with one of these labels, at `least` so sure, found at that level.
    """

    speakers: Match | None = None
    roles: Match | None = None
    jurisdictions: Match | None = None
    articles: Match | None = None
    kinds: Sequence[Kind] = ()
    since: str | None = None
    until: str | None = None
    words: str | None = None
    topics: Match | None = None
    stances: Sequence[Side] = ()
    least: float | None = None
    level: Level | None = None

    @property
    def takes_sides(self) -> bool:
        """Whether stances are asked about, on whatever topic."""
        return self.topics is not None or bool(self.stances) or self.least is not None or self.level is not None


EVERYTHING = Scope()
