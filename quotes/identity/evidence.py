"""What an article says about somebody besides the name, and whether two such descriptions fit one bearer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.identity.names import body_key, name_key
from quotes.parser.entity import lexicon
from quotes.parser.jurisdiction.office import MODIFIERS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COUNTRY = re.compile(r"ocd-division/country:[a-z]+$")


@lru_cache(maxsize=65536)
def heads_of(title: str) -> tuple[str, ...]:
    """The nouns of a role that tell whose it is, sorted: "Republican presidential candidate" is "candidate"."""
    words = (lexicon.singular(name_key(word)) for word in _WORD.findall(title))
    return tuple(sorted({word for word in words if word not in MODIFIERS and lexicon.is_person_noun(word)}))


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A role in short: its nouns, the key of the body, and the place with its Open Civic Data id. Nothing is ""."""

    heads: tuple[str, ...] = ()
    organization: str = ""
    place: str = ""
    division: str = ""

    @property
    def told(self) -> bool:
        """Whether it says anything."""
        return bool(self.heads or self.organization or self.place)

    @property
    def is_local(self) -> bool:
        """Whether its place is smaller than a country."""
        return bool(self.division) and not _COUNTRY.match(self.division)


def evidence_of(title: str | None, organization: str | None, place: str | None, division: str | None) -> Evidence:
    body = body_key(organization) if organization else ""
    return Evidence(heads_of(title or ""), body, name_key(place) if place else "", division or "")


def within(one: str, other: str) -> bool:
    """Whether one division is the other or lies in it."""
    return one == other or one.startswith(other + "/")


def apart(one: str, other: str) -> bool:
    """Whether two divisions have nothing in common: two towns, two states."""
    return bool(one and other) and not within(one, other) and not within(other, one)


@dataclass(slots=True)
class Summary:
    """What many descriptions say, counted, so that another is compared to all of them at once."""

    heads: Counter[str] = field(default_factory=Counter)
    organizations: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    weight: int = 0

    def add(self, evidence: Evidence, weight: int) -> None:
        self.weight += weight
        self.heads.update(dict.fromkeys(evidence.heads, weight))
        if evidence.organization:
            self.organizations[evidence.organization] += weight
        if evidence.place:
            self.places[evidence.place] += weight
        if evidence.division and evidence.heads:
            self.divisions[evidence.division] += weight

    def role_share(self, evidence: Evidence) -> float:
        """For how much of all this the role, or the body, or a place smaller than a country is the same, 0 to 1."""
        same = [self.heads[head] for head in evidence.heads] + [self.organizations[evidence.organization]]
        if evidence.is_local:
            same.append(self.places[evidence.place])
        return max(same) / max(self.weight, 1)

    def agrees(self, evidence: Evidence) -> bool:
        """Role or place are the same as somewhere here."""
        known = (self.organizations[evidence.organization], self.places[evidence.place])
        return any(known) or any(self.heads[head] for head in evidence.heads)

    def clashes(self, evidence: Evidence) -> bool:
        """An office elsewhere than most offices here: a mayor of one town, a sheriff of another."""
        if not (evidence.heads and evidence.division):
            return False
        elsewhere = sum(count for place, count in self.divisions.items() if apart(place, evidence.division))
        return 2 * elsewhere > self.divisions.total()


def summary_of(descriptions: Iterable[tuple[Evidence, int]]) -> Summary:
    summary = Summary()
    for evidence, weight in descriptions:
        summary.add(evidence, weight)
    return summary
