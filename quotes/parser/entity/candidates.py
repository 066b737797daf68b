"""Whom a pronoun or a description may mean, and what speaks for each: the features of a log-linear choice.

The antecedents are ranked as in Durrett and Klein (2013): each candidate, nobody among them, gets the sum of the weights
of its features, and the probabilities are their softmax.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.parser.annotation import EntityKind
from quotes.parser.entity import lexicon
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

    recent: list[int] = field(default_factory=list)
    first: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    speakers: list[tuple[int, Choice]] = field(default_factory=list)
    read: int = 0

    def name(self, profile: int, word: int, free: bool = True) -> None:
        """An entity is named at a word; `free` is one outside what is said."""
        if free:
            self.free[profile] = word
        if profile in self.last:
            self.recent.remove(profile)
        self.recent.insert(0, profile)
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
        for profile in choice:
            self.name(profile, word)


@dataclass(frozen=True, slots=True)
class Query:
    """A source that names nobody: its group of weights, the word it stands at, and what its own words tell.

    `gender` is m, f or empty; `nouns` are the words of a description; `content` the words of what is said; `count` how
    many "both" or "the three" are.
    """

    group: str
    word: int
    gender: str = ""
    nouns: frozenset[str] = frozenset()
    content: tuple[range, ...] = ()
    count: int = 0
    is_source: bool = True
    head: str = ""


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
    heads: list[str]


PERSONS = frozenset({"he", "she", "person", "described"})
BODIES = frozenset({"it", "body"})


def candidates(article: Article, discourse: Discourse, query: Query) -> list[Choice]:
    """Who may be meant: entities named before that fit in kind and gender, the last joint speakers, nobody."""
    found: list[Choice] = [NOBODY]
    if query.group == "both":
        return found + _sets(article, discourse, query.count)
    for profile in discourse.recent:
        if _fits(article.profiles[profile], query):
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
    if query.group in BODIES or query.group == "they":
        return profile.kind is EntityKind.ORGANIZATION
    return profile.kind is not EntityKind.UNKNOWN


def features(article: Article, discourse: Discourse, query: Query, choices: Sequence[Choice]) -> list[list[str]]:
    """The names of the features that hold, for each candidate."""
    words = article.words
    here = query.word
    last_speaker = discourse.speakers[-1][1] if discourse.speakers else None
    before_last = discourse.speakers[-2][1] if len(discourse.speakers) > 1 else None
    top = max((discourse.counts[p] for choice in choices for p in choice), default=1)
    found: list[list[str]] = []
    rank = 0
    beside = _named_next(article, here)
    for choice in choices:
        names: list[str] = []
        if not choice:
            names.append("nobody")
            if discourse.speakers and not last_speaker:
                names.append("nobody:last-speaker")
            if len(choices) == 1:
                names.append("nobody:alone")
            if query.nouns and not any(query.nouns & article.descriptions[c[0]] for c in choices if c):
                names.append("nobody:no-word-shared")
            found.append(names)
            continue
        profile = choice[0]
        rank += 1
        word = discourse.last[profile]
        names.append(f"rank:{min(rank, 5)}")
        distance = words.sentences[here] - words.sentences[word]
        names.append(f"sentence:{_bucket(distance)}")
        if words.paragraphs[here] == words.paragraphs[word]:
            names.append("same-paragraph")
        elif words.paragraphs[here] - words.paragraphs[word] == 1:
            names.append("paragraph-before")
        if choice == last_speaker:
            names.append("last-speaker")
            gap = words.sentences[here] - words.sentences[discourse.speakers[-1][0]]
            names.append(f"last-speaker:{_bucket(gap)}")
        elif choice == before_last:
            names.append("speaker-before-last")
        elif any(choice == spoken for _, spoken in discourse.speakers):
            names.append("spoke")
        share = discourse.counts[profile] / top
        names.append(f"share:{math.ceil(share * 3)}")
        if len(choice) > 1:
            names.append("joint")
        if query.gender:
            names.append("gender:same" if article.profiles[profile].gender else "gender:open")
        names += _place_features(article, word, distance)
        free = discourse.free.get(profile)
        names.append(
            f"free:{_bucket(words.sentences[here] - words.sentences[free])}" if free is not None else "free:never"
        )
        if free != word:
            names.append("told-last")
        if profile in beside:
            names.append("named-next")
        if any(word in content for content in query.content):
            names.append("in-content")
        if query.nouns:
            shared = query.nouns & article.descriptions[profile]
            told = bool(article.descriptions[profile])
            names.append(f"shared:{min(len(shared), 2)}" if told else "untold")
            if query.head and article.heads[profile]:
                names.append("head:same" if article.heads[profile] == query.head else "head:other")
        if query.group in ("it", "body", "they", "document"):
            names.append("place" if article.profiles[profile].place else article.profiles[profile].kind.value)
        found.append(names)
    return found


NEXT = 6
"""How many words behind a pronoun a name stands that it cannot mean: "he told Mr. Roe"."""


def _named_next(article: Article, word: int) -> set[int]:
    """Who is named right behind a word in its clause."""
    found = set()
    for index in range(word + 1, min(word + NEXT, len(article.words))):
        if not article.words.forms[index][0].isalnum() and not article.words.is_possessive(index):
            break
        if (number := article.mentions.at(index)) >= 0:
            found.add(article.owners[number])
    return found


def _bucket(distance: int) -> str:
    for most in (0, 1, 2, 4, 8):
        if distance <= most:
            return str(most)
    return "far"


OBJECT_BEFORE = frozenset(
    ["of", "for", "to", "in", "from", "at", "with", "on", "by", "about", "against", "like", "than", "over", "between"]
)


def _place_features(article: Article, word: int, distance: int) -> list[str]:
    """How the last mention stands in its sentence: first, possessive, behind a preposition, quoted."""
    words, number = article.words, article.mentions.at(word)
    names: list[str] = []
    if words.quoted[word]:
        names.append("quoted")
    near = f"{min(distance, 2)}"
    if number < 0:
        return [*names, f"spoke-here:{near}"]
    mention = article.mentions.all[number]
    if words.is_possessive(mention.last):
        names.append(f"possessive:{near}")
    start = mention.title - 1
    while start >= 0 and words.sentences[start] == words.sentences[word] and not _is_break(words, start):
        start -= 1
    if start >= 0 and words.sentences[start] == words.sentences[word] and words.lowers[start] in OBJECT_BEFORE:
        names.append(f"object:{near}")
    first = number
    while first > 0 and words.sentences[article.mentions.all[first - 1].first] == words.sentences[word]:
        first -= 1
    if first == number:
        names.append(f"first-in-sentence:{near}")
    return names


def _is_break(words: Words, index: int) -> bool:
    lower = words.lowers[index]
    return lower in OBJECT_BEFORE or not lower[0].isalnum() or words.forms[index].islower()


Weights = Mapping[str, Mapping[str, float]]


def choose(article: Article, discourse: Discourse, query: Query, weights: Weights) -> tuple[Choice, float]:
    """The best candidate and its probability; for a description outside a source the best somebody."""
    choices = candidates(article, discourse, query)
    table = weights.get(query.group, {})
    scores = [sum(table.get(name, 0.0) for name in names) for names in features(article, discourse, query, choices)]
    allowed = range(1, len(scores)) if not query.is_source and len(scores) > 1 else range(len(scores))
    best = max(allowed, key=scores.__getitem__)
    total = sum(math.exp(score - scores[best]) for score in scores)
    return choices[best], 1.0 / total


def description(nouns: Sequence[str]) -> frozenset[str]:
    """The words of a role or description that can be compared: lower case, singular, no small words."""
    return frozenset(lexicon.singular(noun) for noun in nouns if len(noun) > 2 and noun not in SMALL)


SMALL = frozenset(
    ["the", "and", "for", "his", "her", "its", "this", "that", "who", "whose", "former", "late", "new", "own"]
)
