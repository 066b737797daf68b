"""Whom sources mean: every statement's source read, and pronouns and descriptions settled in the order of the text.

"Uhl said … she said … the councilwoman added": one speaker, Karin Uhl. "Some critics" stay nobody; "a spokesman for
Mr. Roe" stays nobody with an office.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from quotes.parser.annotation import Attribution, EntityKind, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.candidates import NOBODY, Article, Choice, Discourse, Query, Weights, choose, description
from quotes.parser.entity.cast import CAMPAIGNS, Cast, campaign_name
from quotes.parser.entity.cluster import Profile
from quotes.parser.entity.introduction import descriptions
from quotes.parser.entity.phrase import Head, Reading, read_antecedent, read_source
from quotes.parser.role import Introduction, phrase_role

PERSONAL = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
GENDERS = {"he": "m", "she": "f"}
RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
HEARD = 0.4
"""Descriptions tell somebody's role if their probabilities that they mean this person add up to this."""
SAME = 0.5

Chooser = Callable[[Article, Discourse, Query], tuple[Choice, float]]
"""Settles whom a query means, with the probability of that."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source means, by what step, how surely; `own` is the role of somebody without a name."""

    choice: Choice = NOBODY
    method: str = "none"
    score: float = 0.5
    own: Introduction | None = None


@dataclass(slots=True)
class _Run:
    """One pass over an article. `added` are the names of bodies that no name in the text names.

    `heard` are the roles that descriptions tell of people, in the order of the text.
    """

    cast: Cast
    chooser: Chooser
    article: Article
    attributions: Sequence[Attribution]
    discourse: Discourse = field(default_factory=Discourse)
    answers: dict[int, Answer] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    heard: dict[int, list[tuple[Introduction, float]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class References:
    """Whom the source of each statement means, in the order given.

    Choices number the profiles of the cast and, after them, the bodies named in `added`. `heard` has the roles that
    descriptions tell ("the senator") by profile.
    """

    answers: tuple[Answer, ...]
    added: tuple[str, ...]
    heard: dict[int, Introduction | None]


def refer(cast: Cast, attributions: Sequence[Attribution], chooser: Chooser | None = None) -> References:
    """Settle whom the sources of an article mean, and whom its descriptions describe.

    `chooser` settles who a pronoun or description means; by default the trained weights do.
    """
    run = _Run(cast, chooser or _choose, _article(cast, attributions), attributions)
    order = sorted(range(len(attributions)), key=lambda i: _position(attributions[i]))
    sources = {word for attribution in attributions for span in attribution.source for word in cast.words.range(span)}
    described = [found for found in descriptions(cast.words, cast.mentions) if found[0].first not in sources]
    for index in order:
        reading = read_source(cast.words, cast.mentions, attributions[index].source)
        while described and reading.head is not Head.NONE and described[0][0].first < reading.first:
            _hear(run, *described.pop(0))
        run.answers[index] = _answer(run, reading, attributions[index])
    for found in described:
        _hear(run, *found)
    return References(
        tuple(run.answers[i] for i in range(len(attributions))),
        tuple(run.added),
        {person: _told(heard) for person, heard in run.heard.items()},
    )


def _hear(run: _Run, reading: Reading, role: Introduction) -> None:
    """ "The senator" outside any source: whose role is it?"""
    run.discourse.advance(run.cast.namings, run.article.told, reading.first)
    gender = lexicon.noun_gender(run.cast.words.lowers[reading.last - 1])
    nouns = description(run.cast.words.lowers[reading.first : reading.last])
    query = Query("described", reading.first, gender, nouns, is_source=False, head=role.head)
    choice, score = run.chooser(run.article, run.discourse, query)
    if choice:
        run.heard.setdefault(choice[0], []).append((role, score))
        if score >= SAME:
            run.discourse.name(choice[0], reading.first)


def _told(heard: Sequence[tuple[Introduction, float]]) -> Introduction | None:
    """The role that descriptions of one person tell: the first with the noun that most speaks for."""
    sums: dict[str, float] = {}
    for role, score in heard:
        sums[role.head] = sums.get(role.head, 0.0) + score
    head, total = max(sums.items(), key=lambda item: item[1])
    return next(role for role, _ in heard if role.head == head) if total >= HEARD else None


def _position(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0].start


def _article(cast: Cast, attributions: Sequence[Attribution]) -> Article:
    said = [False] * len(cast.words)
    for attribution in attributions:
        for span in attribution.content:
            for word in cast.words.range(span):
                said[word] = True
    told = []
    for profile, introduction in zip(cast.profiles, cast.introductions, strict=True):
        nouns = introduction.title.lower().split() if introduction else []
        if introduction and introduction.place:
            nouns += introduction.place.lower().split()
        if profile.kind is EntityKind.ORGANIZATION:
            nouns += profile.name.lower().split()
        told.append(description(nouns))
    heads = [found.head if found else "" for found in cast.introductions]
    return Article(cast.words, cast.mentions, cast.owners, said, list(cast.profiles), told, heads)


def _answer(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    if reading.head is Head.NONE:
        return Answer()
    run.discourse.advance(run.cast.namings, run.article.told, reading.first)
    answer = _refer(run, reading, attribution)
    run.discourse.advance(run.cast.namings, run.article.told, reading.last)
    run.discourse.speak(reading.first, answer.choice)
    return answer


def _refer(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """Who a source that was read means."""
    return READERS[reading.head](run, reading, attribution)


def _ask(run: _Run, group: str, reading: Reading, attribution: Attribution, gender: str = "") -> tuple[Choice, float]:
    words = run.cast.words
    nouns = description(words.lowers[reading.first : reading.last]) if group not in PERSONAL.values() else frozenset()
    content = tuple(words.range(span) for span in attribution.content)
    return run.chooser(
        run.article,
        run.discourse,
        Query(group, reading.first, gender, nouns, content, reading.count, head=words.lowers[reading.last - 1]),
    )


# ---------------------------------------------------------------------------------------------
# Names and pronouns
# ---------------------------------------------------------------------------------------------


def _named(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    owners = dict.fromkeys(run.cast.owners[number] for number in reading.names)
    return Answer(
        tuple(owner for owner in owners if run.cast.profiles[owner].kind is not EntityKind.UNKNOWN), "name", 0.95
    )


def _pronoun(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    lower = run.cast.words.lowers[reading.first]
    if lower in RELATIVE:
        return _relative(run, reading, attribution)
    if lower in FIRST_PERSON:
        return _first_person(run, reading)
    if lower not in PERSONAL:
        return Answer(method="unnamed", score=0.8)
    choice, score = _personal(run, lower, reading, attribution)
    others = _named(run, reading, attribution).choice
    return Answer(tuple(dict.fromkeys(choice + others)), "pronoun", score)


def _personal(run: _Run, lower: str, reading: Reading, attribution: Attribution) -> tuple[Choice, float]:
    group = PERSONAL[lower]
    return _ask(run, group, reading, attribution, GENDERS.get(group, ""))


def _relative(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "Roe, who said": what stands before the relative, read like a source."""
    before = read_antecedent(run.cast.words, run.cast.mentions, reading.first)
    if before.head is Head.NONE or (before.head is Head.PRONOUN and run.cast.words.lowers[before.first] in RELATIVE):
        return Answer(method="relative")
    answer = _refer(run, before, attribution)
    return Answer(answer.choice, "relative", 0.9 * answer.score, answer.own)


def _first_person(run: _Run, reading: Reading) -> Answer:
    """ "I" in a quotation is its speaker: of the statement around it, else the last one."""
    span = run.cast.words.span(reading.first, reading.last)
    for index, answer in run.answers.items():
        if any(span in content for content in run.attributions[index].content):
            return Answer(answer.choice, "first person", 0.9)
    if run.cast.words.quoted[reading.first] and run.discourse.speakers:
        return Answer(run.discourse.speakers[-1][1], "first person", 0.6)
    return Answer(method="first person", score=0.6)


# ---------------------------------------------------------------------------------------------
# Descriptions
# ---------------------------------------------------------------------------------------------


def _person(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "The councilwoman": somebody known; "a councilwoman": nobody, but an office."""
    if reading.plural:
        return _group(run, reading, attribution)
    own = _office(run, reading, attribution)
    if not reading.definite:
        return Answer(NOBODY, "office", 0.8, own)
    gender = lexicon.noun_gender(run.cast.words.lowers[reading.last - 1])
    choice, score = _ask(run, "person", reading, attribution, gender)
    if choice and own and own.head in lexicon.words("standings") and reading.owner is None:
        run.heard.setdefault(choice[0], []).append((own, score))
    return Answer(choice, "description", score, None if choice else own)


def _office(run: _Run, reading: Reading, attribution: Attribution) -> Introduction | None:
    """The role of somebody who is known by it alone: "a spokesman for the firm"."""
    words = run.cast.words
    articles = ("the", "a", "an", "one", "another", "his", "her", "this", "that", "their", "its")
    first = reading.first + (words.lowers[reading.first] in articles and reading.last - reading.first > 1)
    stop = max((words.range(span).stop for span in attribution.source), default=reading.last)
    last = reading.last
    if last < stop and words.lowers[last] in ("for", "of", "to", "at", "with", "in"):
        while last < stop and words.lowers[last] not in RELATIVE and words.forms[last] not in (",", "—", "–", "("):
            last += 1
    return phrase_role(words, run.cast.mentions, first, last, reading.last - 1)


def _group(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "Both candidates", "the two": the named; any other group stays unnamed."""
    if reading.count and reading.definite:
        choice, score = _ask(run, "both", reading, attribution)
        return Answer(choice, "description", score, _office(run, reading, attribution) if _is_person(reading) else None)
    return Answer(method="unnamed", score=0.9)


def _is_person(reading: Reading) -> bool:
    return reading.head is Head.PERSON


def _body(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "The Roe campaign", "his campaign", "the Burmese government", "the Times newspaper", "the company"."""
    words = run.cast.words
    noun = words.lowers[reading.last - 1]
    if (campaign := run.cast.campaigns.get(reading.last - 1, -1)) >= 0:
        return Answer((campaign,), "name", 0.9)
    if noun in CAMPAIGNS and reading.owner is not None:
        owner, score = _owner(run, reading, attribution)
        if owner and run.article.profiles[owner[0]].kind is EntityKind.PERSON:
            return Answer((_campaign(run, owner[0], CAMPAIGNS[noun]),), "description", score)
    if reading.plural:
        return _group(run, reading, attribution)
    if name := _printed_name(run, reading):
        return Answer((_named_body(run, name),), "name", 0.7)
    makers = [n for n in reading.inside if run.cast.mentions.all[n].kind is NameClass.ORGANIZATION]
    if makers and run.cast.mentions.all[makers[-1]].last == reading.last - 1:
        return Answer((run.cast.owners[makers[-1]],), "description", 0.7)
    if not reading.definite:
        return Answer(method="unnamed", score=0.8)
    choice, score = _ask(run, "body", reading, attribution)
    return Answer(choice, "description", score)


def _printed_name(run: _Run, reading: Reading) -> str | None:
    """A body's name that no tag marks: "Obama Administration", "the Burmese government"."""
    words, mentions = run.cast.words, run.cast.mentions
    first = reading.first + (words.lowers[reading.first] in ("the", "a"))
    if reading.last - first < 2 or reading.owner is not None:
        return None
    people = (
        words.lowers[reading.last - 1] == "government" and mentions.kind(reading.last - 2) is NameClass.MISCELLANEOUS
    )
    if people:
        return words.between(mentions.all[mentions.at(reading.last - 2)].first, reading.last)
    if all(words.forms[i][0].isupper() for i in range(first, reading.last)):
        return words.between(first, reading.last)
    return None


def _named_body(run: _Run, name: str) -> int:
    for number, profile in enumerate(run.article.profiles):
        if profile.bodies and profile.name.casefold() == name.casefold():
            return number
    return _add(run, name)


def _owner(run: _Run, reading: Reading, attribution: Attribution) -> tuple[Choice, float]:
    """Whose a thing is: "[Roe]’s plan", "[his] plan"."""
    if reading.owner is None:
        return NOBODY, 0.5
    number = run.cast.mentions.at(reading.owner)
    if number >= 0:
        owner = run.cast.owners[number]
        return ((owner,), 0.8) if run.cast.profiles[owner].kind is not EntityKind.UNKNOWN else (NOBODY, 0.5)
    lower = run.cast.words.lowers[reading.owner]
    if lower in PERSONAL:
        return _personal(run, lower, reading, attribution)
    return NOBODY, 0.5


def _campaign(run: _Run, owner: int, noun: str) -> int:
    """The profile of a person's campaign, a new one if the article has not named it."""
    name = campaign_name(run.article.profiles[owner], noun)
    other = campaign_name(run.article.profiles[owner], "campaign")
    for number, profile in enumerate(run.article.profiles):
        if profile.bodies and profile.name in (name, other):
            return number
    return _add(run, name)


def _add(run: _Run, name: str) -> int:
    run.article.profiles.append(Profile(EntityKind.ORGANIZATION, bodies=[name]))
    run.article.descriptions.append(description(name.lower().split()))
    run.article.heads.append("")
    run.added.append(name)
    return len(run.article.profiles) - 1


# ---------------------------------------------------------------------------------------------
# Documents and other things
# ---------------------------------------------------------------------------------------------


def _document(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """A document speaks for its owner, its maker in its name, else for whoever has issued it."""
    thing = _thing(run, reading, attribution)
    if thing.choice or reading.head is Head.OTHER:
        return thing
    choice, score = _ask(run, "document", reading, attribution)
    return Answer(choice, "document", score)


def _thing(run: _Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "Roe’s candidacy", "a CNN/ORC poll": whose it is."""
    owner, score = _owner(run, reading, attribution)
    if owner:
        return Answer(owner, "document", score)
    makers = [n for n in reading.inside if run.cast.mentions.all[n].kind is NameClass.ORGANIZATION]
    if makers:
        return Answer(tuple(dict.fromkeys(run.cast.owners[n] for n in makers)), "document", 0.7)
    return Answer(method="unnamed", score=0.9)


READERS: dict[Head, Callable[[_Run, Reading, Attribution], Answer]] = {
    Head.NAME: _named,
    Head.PRONOUN: _pronoun,
    Head.PERSON: _person,
    Head.BODY: _body,
    Head.DOCUMENT: _document,
    Head.OTHER: _thing,
    Head.GROUP: _group,
    Head.NONE: lambda run, reading, attribution: Answer(),
}


def _choose(article: Article, discourse: Discourse, query: Query) -> tuple[Choice, float]:
    return choose(article, discourse, query, weights())


@cache
def weights() -> Weights:
    """The trained weights of the features, group by group."""
    path = files("quotes.parser") / "data" / "antecedents.json"
    table: Weights = json.loads(path.read_text(encoding="utf-8"))
    return table
