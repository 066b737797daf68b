"""The values that `identify` works with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from quotes.identity.evidence import Evidence, Summary
from quotes.identity.names import body_key, body_name, person_name
from quotes.parser.annotation import EntityKind

STEPS = (64, 16, 4, 1, 0)
"""How often somebody was met is rounded down to these. Filing is decided anew only when one is reached."""
MANY = 2
"""The first time that somebody of whom nothing but the name is known is met again counts as well."""

SHARE = 0.05
"""A role that so much of what is known about somebody agrees with may stand in for the rest of the name."""


@lru_cache(maxsize=4096)
def rounded(count: int, *, told: bool) -> int:
    if MANY <= count < STEPS[2] and not told:
        return MANY
    return next(step for step in STEPS if step <= count)


class Reason(StrEnum):
    """Why somebody should look at how a name was filed."""

    SAME = "is it the same one as elsewhere?"
    WHICH = "which one of this name is it?"
    SHORT = "whose short name is it?"
    VARIANT = "is it another form of a known name?"
    ODD = "does this role fit?"


@dataclass(frozen=True, slots=True, eq=False)
class Persona:
    """Somebody as one or more articles present them: the same name, other names and role. It is filed as a whole.

    `names` are other full names; `weight` is in how many articles, rounded; `apart` is the decision that set it apart.
    The rest is where it was filed before.
    """

    id: int
    kind: str
    name: str
    names: tuple[str, ...]
    evidence: Evidence
    weight: int
    apart: int = 0
    speaker_id: int | None = None
    doubt: str | None = None
    candidates: str | None = None

    @property
    def is_person(self) -> bool:
        return self.kind == EntityKind.PERSON

    @property
    def shown(self) -> str:
        return person_name(self.name).shown if self.is_person else body_name(self.name)

    @property
    def order(self) -> tuple[object, ...]:
        """The most frequent first. Nothing that depends on the order of arrival: no `id`."""
        return -self.weight, self.name, self.names, self.evidence, self.kind, self.apart


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody whom an authority file describes, under one name and others, with every role that it gives.

    `source` is the import; `also` are the numbers of the same one in other files.
    """

    id: int
    kind: str
    name: str
    names: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    wikidata_id: str | None = None
    source: int = 0
    also: tuple[int, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.kind == EntityKind.PERSON


@dataclass(eq=False, slots=True)
class Person:
    """One bearer of names: a person or a body. `undecided` are those of whom it is open which namesake they are."""

    members: list[Persona] = field(default_factory=list)
    authority: Authority | None = None
    undecided: bool = False
    summary: Summary = field(default_factory=Summary)
    decided_name: str | None = None
    decided_wikidata: str | None = None
    aliases: list[str] = field(default_factory=list)

    def add(self, persona: Persona) -> None:
        self.members.append(persona)
        if persona.evidence.told:
            self.summary.add(persona.evidence, persona.weight)

    def absorb(self, other: Person) -> None:
        """Take everything over from another."""
        for member in other.members:
            self.add(member)
        self.authority = self.authority or other.authority
        self.decided_name = self.decided_name or other.decided_name
        self.decided_wikidata = self.decided_wikidata or other.decided_wikidata
        self.aliases += other.aliases

    @property
    def weight(self) -> int:
        return sum(member.weight for member in self.members)

    @property
    def order(self) -> tuple[object, ...]:
        """The least frequent first."""
        first = min((member.order for member in self.members), default=(0, self.name))
        return self.weight + 1000 * (self.authority is not None), first

    @property
    def name(self) -> str:
        """As decided, else as an authority has it, else as most articles write it."""
        if self.decided_name or self.authority:
            return self.decided_name or (self.authority.name if self.authority else "")
        if len(self.members) == 1:
            return self.members[0].shown
        counts: Counter[str] = Counter()
        for member in self.members:
            counts[member.shown] += member.weight
        rank = _rank_person if self.members[0].is_person else _rank_body
        return min(counts, key=lambda name: (*rank(name, counts[name]), name))

    @property
    def kind(self) -> str:
        if len(self.members) == 1:
            return self.members[0].kind
        kinds = Counter(member.kind for member in self.members)
        if len(kinds) > 1:
            kinds.pop(EntityKind.UNKNOWN.value, None)
        return min(kinds, key=lambda kind: (-kinds[kind], kind))

    @property
    def wikidata_id(self) -> str | None:
        return self.decided_wikidata or (self.authority.wikidata_id if self.authority else None)

    @property
    def keys(self) -> set[str]:
        return {member.shown.casefold() if member.is_person else body_key(member.name) for member in self.members}


def _rank_person(name: str, count: int) -> tuple[object, ...]:
    """Full names before lone surnames; of equally frequent ones the plainest."""
    return not person_name(name).given, -count, len(name.split())


def _rank_body(name: str, count: int) -> tuple[object, ...]:
    """Of equally frequent names the longest, which is no abbreviation."""
    return -count, -len(name.split())


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is open who a persona is, and who it may be."""

    reason: Reason
    candidates: tuple[Person, ...] = ()


Doubts = dict[int, Doubt]
"""By the number of the persona."""


def by_frequency(personas: Sequence[Persona]) -> list[Persona]:
    return sorted(personas, key=lambda persona: persona.order)
