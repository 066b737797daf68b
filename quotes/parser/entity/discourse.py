"""What an article has said up to a word, and whom a source there may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes.parser.annotation import EntityKind
from quotes.parser.entity.cluster import Profile
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.words import Words

MOST_CANDIDATES = 12
"""The antecedent is one of the twelve entities named last in 99 of 100 cases."""

Choice = tuple[int, ...]
"""The profiles that a source means, several where they speak jointly; nobody where it is empty."""
NOBODY: Choice = ()


@dataclass(slots=True)
class Discourse:
    """What has been said up to a word: who was named, where and how often, and who spoke."""

    order: dict[int, None] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    speakers: list[tuple[int, Choice]] = field(default_factory=list)
    spoken: set[Choice] = field(default_factory=set)
    read: int = 0

    @property
    def recent(self) -> Iterator[int]:
        """The entities named so far, the last one first."""
        return reversed(self.order)

    def name(self, profile: int, word: int, free: bool = True) -> None:
        """An entity is named at a word; `free` is one outside what is said."""
        if free:
            self.free[profile] = word
        self.order.pop(profile, None)
        self.order[profile] = None
        self.last[profile] = word
        self.first.setdefault(profile, word)
        self.counts[profile] = self.counts.get(profile, 0) + 1

    def advance(self, namings: Sequence[tuple[int, int]], told: Sequence[bool], word: int) -> None:
        """Take in the names before a word; `namings` are (word, entity), sorted; `told` as in `Article`."""
        while self.read < len(namings) and namings[self.read][0] < word:
            here, profile = namings[self.read]
            self.name(profile, here, not told[here])
            self.read += 1

    def speak(self, word: int, choice: Choice) -> None:
        self.speakers.append((word, choice))
        self.spoken.add(choice)
        for profile in choice:
            self.name(profile, word)


@dataclass(frozen=True, slots=True)
class Query:
    """A source that names nobody: its group of weights, the word it stands at, and what its own words tell.

    `gender` is m, f or empty; `nouns` are the words of a description; `content` the words of what is said; `count` how
    many "both" or "the three" are. `others` are profiles that it cannot mean: "Roe’s lawyer" is not Roe.
    """

    group: str
    word: int
    gender: str = ""
    nouns: frozenset[str] = frozenset()
    content: tuple[range, ...] = ()
    count: int = 0
    is_source: bool = True
    head: str = ""
    others: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Article:
    """What the features look at: words, mentions, whose they are, and the words that describe each profile.

    `told` says of each word whether it is content of some statement.
    """

    words: Words
    mentions: Mentions
    owners: Sequence[int]
    told: Sequence[bool]
    profiles: list[Profile]
    descriptions: list[frozenset[str]]
    heads: list[frozenset[str]]


PERSONS = frozenset(["he", "she", "person", "described"])
BODIES = frozenset(["it", "body", "they"])


def candidates(article: Article, discourse: Discourse, query: Query) -> list[Choice]:
    """Who may be meant: entities named before that fit in kind and gender, the last joint speakers, nobody."""
    found: list[Choice] = [NOBODY]
    if query.group == "both":
        return found + _sets(article, discourse, query.count)
    for profile in discourse.recent:
        if profile not in query.others and _fits(article.profiles[profile], query):
            found.append((profile,))
            if len(found) > MOST_CANDIDATES:
                break
    if query.group == "they":
        joint = next((choice for _, choice in reversed(discourse.speakers) if len(choice) > 1), None)
        if joint:
            found.append(joint)
    return found


def _sets(article: Article, discourse: Discourse, count: int) -> list[Choice]:
    """Who "both" or "the three" may be: the last joint speakers, the last named, the most named."""
    persons = [p for p in discourse.recent if article.profiles[p].kind is EntityKind.PERSON]
    bodies = [p for p in discourse.recent if article.profiles[p].kind is EntityKind.ORGANIZATION]
    leading = sorted(persons, key=lambda p: -discourse.counts[p])
    spoken = (choice for _, choice in reversed(discourse.speakers) if len(choice) == count)
    speakers = list(dict.fromkeys(p for _, choice in reversed(discourse.speakers) for p in choice))
    sets = [next(spoken, ()), persons[:count], leading[:count], bodies[:count], speakers[:count]]
    found: dict[frozenset[int], Choice] = {}
    for one in sets:
        if len(one) == count:
            found.setdefault(frozenset(one), tuple(sorted(one, key=lambda p: discourse.first[p])))
    return list(found.values())


def _fits(profile: Profile, query: Query) -> bool:
    if query.group in PERSONS:
        return profile.kind is EntityKind.PERSON and (not query.gender or profile.gender in ("", query.gender))
    if query.group in BODIES:
        return profile.kind is EntityKind.ORGANIZATION
    return profile.kind is not EntityKind.UNKNOWN
