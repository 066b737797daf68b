"""One pass over an article's sources: what is known so far, and how a source asks for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.parser.annotation import Attribution, EntityKind, NameClass
from quotes.parser.entity.candidates import Chooser, description
from quotes.parser.entity.cast import Cast, campaign_name
from quotes.parser.entity.cluster import Profile
from quotes.parser.entity.discourse import NOBODY, Article, Choice, Discourse, Query
from quotes.parser.entity.document import Issue
from quotes.parser.entity.introduction import HEARD_OF, Offer
from quotes.parser.entity.lexicon import Gender, closed_class
from quotes.parser.entity.phrase import Reading
from quotes.parser.role import Introduction

PERSONAL = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
FRONTING = closed_class("fronting")
NEAR_HEAD, LONGEST_PHRASE = 3, 16
"""In words: how far from the head of a sentence a pronoun stands that means a name ahead, and how far ahead that is."""
AHEAD = 0.85
GENDERS = {"he": "m", "she": "f"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source means, by what step, how surely; `own` is the role of somebody without a name."""

    choice: Choice = NOBODY
    method: str = "none"
    score: float = 0.5
    own: Introduction | None = None


@dataclass(slots=True)
class Run:
    """One pass over an article. `added` are the names of bodies that no name in the text names.

    `heard` are the roles that descriptions offer people, in the order of the text; `within` has for each word the
    statement whose content it is, -1 for none. `turns` are the labels of a transcript that are settled,
    `examiners` the characters from which on somebody asks the questions.
    """

    cast: Cast
    chooser: Chooser
    article: Article
    attributions: Sequence[Attribution]
    discourse: Discourse = field(default_factory=Discourse)
    answers: dict[int, Answer] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    heard: dict[int, list[Offer]] = field(default_factory=dict)
    within: Sequence[int] = ()
    issues: tuple[Issue, ...] | None = None
    turns: dict[tuple[str, ...], Answer] = field(default_factory=dict)
    examiners: list[tuple[int, Choice]] | None = None


def begin(cast: Cast, chooser: Chooser, attributions: Sequence[Attribution]) -> Run:
    """A run over an article, nobody asked for yet."""
    within = [-1] * len(cast.words)
    for index, attribution in enumerate(attributions):
        for span in attribution.content:
            for word in cast.words.range(span):
                within[word] = index
    return Run(cast, chooser, _article(cast, [index >= 0 for index in within]), attributions, within=within)


def _article(cast: Cast, said: Sequence[bool]) -> Article:
    told, heads = [], []
    for number, profile in enumerate(cast.profiles):
        roles = [offer.introduction for offer in cast.offers[number]]
        nouns = [word for role in roles for word in f"{role.title} {role.place or ''}".lower().split()]
        if profile.kind is EntityKind.ORGANIZATION:
            nouns += profile.name.lower().split()
        told.append(description(nouns))
        heads.append(frozenset(role.head for role in roles))
    return Article(cast.words, cast.mentions, cast.owners, said, list(cast.profiles), told, heads)


def ask(
    run: Run,
    group: str,
    reading: Reading,
    attribution: Attribution,
    gender: str = "",
    others: frozenset[int] = frozenset(),
) -> tuple[Choice, float]:
    """Whom a source means, by the weights of a group; none of `others`."""
    words = run.cast.words
    nouns = description(words.lowers[reading.first : reading.last]) if group not in PERSONAL.values() else frozenset()
    content = tuple(words.range(span) for span in attribution.content)
    return run.chooser(
        run.article,
        run.discourse,
        Query(
            group,
            reading.first,
            gender,
            nouns,
            content,
            reading.count,
            head=words.lowers[reading.last - 1],
            others=others,
        ),
    )


def hear(run: Run, profile: int, introduction: Introduction, word: int, score: float) -> None:
    """A description at a word tells somebody's role: "the councilwoman"."""
    offer = Offer(introduction, word, HEARD_OF, quoted=run.cast.words.quoted[word], score=score)
    run.heard.setdefault(profile, []).append(offer)


def named_ahead(run: Run, pronoun: int, gender: Gender) -> int | None:
    """Whom a pronoun in a phrase at the head of a sentence means: "In what he called a joke, [Roe] said"."""
    words, mentions = run.cast.words, run.cast.mentions
    first = pronoun
    while first > 0 and words.sentences[first - 1] == words.sentences[pronoun] and pronoun - first <= NEAR_HEAD:
        first -= 1
    fronted = 0 < pronoun - first <= NEAR_HEAD and words.lowers[first] in FRONTING
    fronted = fronted and "," not in words.forms[first:pronoun]
    if not gender or not fronted or words.quoted[pronoun]:
        return None
    for index in range(pronoun + 1, min(pronoun + LONGEST_PHRASE, len(words) - 1)):
        if words.sentences[index] != words.sentences[pronoun] or mentions.kind(index) is NameClass.PERSON:
            return None
        if words.forms[index] == ",":
            following = range(index + 1, min(index + 1 + NEAR_HEAD, len(words)))
            number = next((n for n in map(mentions.at, following) if n >= 0), -1)
            if number < 0 or mentions.all[number].title != index + 1 or words.is_possessive(mentions.all[number].last):
                return None
            owner = run.cast.owners[number]
            fits = mentions.all[number].kind is NameClass.PERSON and run.article.profiles[owner].gender in ("", gender)
            return owner if fits else None
    return None


def ask_personal(run: Run, lower: str, reading: Reading, attribution: Attribution) -> tuple[Choice, float]:
    """Whom a personal pronoun means."""
    group = PERSONAL[lower]
    if (ahead := named_ahead(run, reading.first, GENDERS.get(group, ""))) is not None:
        return (ahead,), AHEAD
    return ask(run, group, reading, attribution, GENDERS.get(group, ""))


def owner_of(run: Run, reading: Reading, attribution: Attribution) -> tuple[Choice, float]:
    """Whose a thing is: "[Roe]’s plan", "[his] plan"."""
    if reading.owner is None:
        return NOBODY, 0.5
    number = run.cast.mentions.at(reading.owner)
    if number >= 0:
        owner = run.cast.owners[number]
        return ((owner,), 0.8) if run.cast.profiles[owner].kind is not EntityKind.UNKNOWN else (NOBODY, 0.5)
    lower = run.cast.words.lowers[reading.owner]
    if lower in PERSONAL:
        return ask_personal(run, lower, reading, attribution)
    return NOBODY, 0.5


def owners_of(run: Run, numbers: Sequence[int]) -> Choice:
    """Whom mentions name."""
    owners = dict.fromkeys(run.cast.owners[number] for number in numbers)
    return tuple(owner for owner in owners if run.cast.profiles[owner].kind is not EntityKind.UNKNOWN)


def campaign_of(run: Run, owner: int, noun: str) -> int:
    """The profile of a person's campaign, a new one if the article has not named it."""
    name = campaign_name(run.article.profiles[owner], noun)
    other = campaign_name(run.article.profiles[owner], "campaign")
    for number, profile in enumerate(run.article.profiles):
        if profile.bodies and profile.name in (name, other):
            return number
    return _add(run, name)


def body_named(run: Run, name: str) -> int:
    """The profile of a body, a new one if the article has not named it so."""
    for number, profile in enumerate(run.article.profiles):
        if profile.bodies and profile.name.casefold() == name.casefold():
            return number
    return _add(run, name)


def _add(run: Run, name: str) -> int:
    run.article.profiles.append(Profile(EntityKind.ORGANIZATION, bodies=[name]))
    run.article.descriptions.append(description(name.lower().split()))
    run.article.heads.append(frozenset())
    run.added.append(name)
    return len(run.article.profiles) - 1
