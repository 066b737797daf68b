"""From sources to speakers: every statement's source read, and pronouns and descriptions settled in the text's order.

"Uhl said … she said … the councilwoman added": one speaker, Karin Uhl. "Some critics" stay nobody; "a spokesman for
Mr. Roe" stays nobody with an office.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quotes.parser.annotation import (
    Attribution,
    Entity,
    EntityKind,
    NameClass,
    Page,
    Passage,
    Role,
    Span,
    Speaker,
    Tags,
)
from quotes.parser.entity import lexicon
from quotes.parser.entity.candidates import NOBODY, Article, Choice, Discourse, Query, Weights, choose, description
from quotes.parser.entity.cluster import Profile, cluster
from quotes.parser.entity.mention import find_mentions
from quotes.parser.entity.phrase import Head, Mentions, Reading, read_source
from quotes.parser.entity.words import Words, split_words
from quotes.parser.jurisdiction import jurisdiction
from quotes.parser.role import Introduction, phrase_role, roles
from quotes.parser.surroundings import Context, read_context

CAMPAIGNS = frozenset(["campaign", "team", "camp", "administration"])
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
OWN = {
    "his": "he",
    "her": "she",
    "their": "they",
    "its": "it",
    "him": "he",
    "hers": "she",
    "them": "they",
    "himself": "he",
    "herself": "she",
    "themselves": "they",
    "itself": "it",
    "theirs": "they",
}


Chooser = Callable[[Article, Discourse, Query], tuple[Choice, float]]
"""Settles whom a query means, with the probability of that."""


@dataclass(frozen=True, slots=True)
class Entities:
    """An article's people and bodies, with what `resolve` needs to look further: words, mentions and who owns them."""

    entities: tuple[Entity, ...]
    words: Words
    mentions: Mentions
    owners: tuple[int, ...]
    profiles: tuple[Profile, ...]
    introductions: tuple[Introduction | None, ...]
    context: Context


def find_entities(
    page: Page, tags: Tags, attributions: Sequence[Attribution], passages: Sequence[Passage] = ()
) -> Entities:
    """The people and bodies that an article names, each under the fullest form of its name, with its role."""
    words = split_words(page, passages)
    mentions = Mentions(find_mentions(words, tags.names, attributions), len(words))
    profiles, owners = cluster(words, mentions.all)
    cues = _cue_words(words, attributions)
    persons = [profile.mentions if profile.kind is EntityKind.PERSON else [] for profile in profiles]
    introductions = tuple(roles(words, mentions, persons, cues))
    context = read_context(page.text, page.dateline)
    entities = tuple(
        _entity(profile, tuple(_span(words, mentions, n) for n in profile.mentions), found, context)
        for profile, found in zip(profiles, introductions, strict=True)
    )
    for profile, found in zip(profiles, introductions, strict=True):
        if found:
            for noun in found.title.lower().split():
                if gender := lexicon.noun_gender(noun):
                    profile.genders[gender] += 2
    return Entities(entities, words, mentions, tuple(owners), tuple(profiles), introductions, context)


def _span(words: Words, mentions: Mentions, number: int) -> Span:
    mention = mentions.all[number]
    return words.span(mention.first, mention.last)


def _cue_words(words: Words, attributions: Sequence[Attribution]) -> Collection[int]:
    return {index for attribution in attributions for span in attribution.cue for index in words.range(span)}


def _entity(profile: Profile, spans: tuple[Span, ...], found: Introduction | None, context: Context) -> Entity:
    if profile.kind is EntityKind.ORGANIZATION:
        role = Role(jurisdiction=jurisdiction(None, profile.name, context=context, mentions=spans))
    else:
        role = _role(found, context, spans)
    return Entity(profile.name, profile.kind, profile.names, spans, role)


def _role(found: Introduction | None, context: Context, spans: Sequence[Span] = ()) -> Role:
    if found is None:
        return Role()
    place = jurisdiction(found.title, found.organization, context=context, mentions=spans)
    return Role(found.title, found.organization, place, found.on_behalf_of)


SELF = frozenset(
    f"self-{word}" for word in ["proclaimed", "described", "declared", "styled", "identified", "professed", "appointed", "avowed"]
)


def describe_self(found: Entities, start: int) -> Speaker | None:
    """Who is meant where a passage that begins at a character is a self-description; None where it is none.

    "Roe, a self-described “fighter”": Roe. "Roe, whose city is a self-proclaimed “haven”": the city, by Roe's office.
    """
    words = found.words
    index = words.range(Span(start, start + 1)).start - 1
    if index < 2 or words.lowers[index] not in SELF:
        return None
    while index > 0 and (
        words.lowers[index] in SELF or words.lowers[index] in ("a", "an", "the", "is", "was", "are", "as", ",")
    ):
        index -= 1
    number = found.mentions.at(index)
    if number >= 0:
        entity = found.entities[found.owners[number]]
        return Speaker((entity,), entity.role, "self-description", 0.8)
    if words.lowers[index - 1] == "whose" and lexicon.is_group_noun(words.lowers[index]):
        before = found.mentions.at(index - 2 - (words.forms[index - 2] == ","))
        place = found.entities[found.owners[before]].role.jurisdiction if before >= 0 else None
        for entity in found.entities:
            if place and entity.name == place.name:
                return Speaker((entity,), entity.role, "self-description", 0.7)
        if place:
            entity = Entity(place.name, EntityKind.ORGANIZATION, role=Role(jurisdiction=place))
            return Speaker((entity,), entity.role, "self-description", 0.7)
    return None


# ---------------------------------------------------------------------------------------------
# Speakers
# ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Resolver:
    """One pass over the statements in the order of the text."""

    found: Entities
    chooser: Chooser
    article: Article
    discourse: Discourse
    attributions: Sequence[Attribution]
    choices: dict[int, tuple[Choice, str, float, Introduction | None]]


def resolve(
    attributions: Sequence[Attribution], found: Entities, chooser: Chooser | None = None
) -> tuple[Speaker, ...]:
    """The speaker of each statement, in the order given.

    `chooser` settles who a pronoun or description means; by default the trained weights do.
    """
    run = _Resolver(found, chooser or _choose, _article(found), Discourse(), attributions, {})
    for index in sorted(range(len(attributions)), key=lambda i: _position(attributions[i])):
        run.choices[index] = _resolve_one(run, index)
    return tuple(_speaker(found, *run.choices[index]) for index in range(len(attributions)))


def _position(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0].start


def _article(found: Entities) -> Article:
    descriptions = []
    for profile, introduction in zip(found.profiles, found.introductions, strict=True):
        nouns = introduction.title.lower().split() if introduction else []
        if introduction and introduction.place:
            nouns += introduction.place.lower().split()
        if profile.kind is EntityKind.ORGANIZATION:
            nouns += profile.name.lower().split()
        descriptions.append(description(nouns))
    return Article(found.words, found.mentions, found.profiles, descriptions)


def _resolve_one(run: _Resolver, index: int) -> tuple[Choice, str, float, Introduction | None]:
    attribution = run.attributions[index]
    words = run.found.words
    reading = read_source(words, run.found.mentions, attribution.source)
    if reading.head is Head.NONE:
        return NOBODY, "none", 0.5, None
    run.discourse.advance(run.found.mentions, run.found.owners, reading.first)
    choice, method, score, introduction = _read(run, reading, attribution)
    run.discourse.speak(reading.first, choice)
    return choice, method, score, introduction


def _read(run: _Resolver, reading: Reading, attribution: Attribution) -> tuple[Choice, str, float, Introduction | None]:
    if reading.head is Head.NAME:
        return _named(run, reading)
    if reading.head is Head.PRONOUN:
        return (*_pronoun(run, reading, attribution), None)
    if reading.head is Head.PERSON and not reading.plural:
        return _person(run, reading, attribution)
    if reading.head is Head.BODY and not reading.plural:
        return (*_body(run, reading, attribution), None)
    if reading.head is Head.DOCUMENT:
        return (*_document(run, reading, attribution), None)
    return NOBODY, "unnamed", 0.9, None


def _named(run: _Resolver, reading: Reading) -> tuple[Choice, str, float, Introduction | None]:
    choice = tuple(dict.fromkeys(run.found.owners[number] for number in reading.names))
    choice = tuple(owner for owner in choice if run.found.profiles[owner].kind is not EntityKind.UNKNOWN)
    return choice, "name", 0.95, None


def _content(run: _Resolver, attribution: Attribution) -> tuple[range, ...]:
    return tuple(run.found.words.range(span) for span in attribution.content)


def _pronoun(run: _Resolver, reading: Reading, attribution: Attribution) -> tuple[Choice, str, float]:
    words = run.found.words
    lower = words.lowers[reading.first]
    lower = OWN.get(lower, lower)
    if lower in ("who", "which", "that", "whose", "whom"):
        return _relative(run, reading)
    if lower in FIRST_PERSON:
        return _first_person(run, reading)
    if lower not in ("he", "she", "they", "it"):
        return NOBODY, "unnamed", 0.8
    gender = {"he": "m", "she": "f"}.get(lower, "")
    query = Query(lower, reading.first, gender, content=_content(run, attribution))
    choice, score = run.chooser(run.article, run.discourse, query)
    return choice, "pronoun", score


def _relative(run: _Resolver, reading: Reading) -> tuple[Choice, str, float]:
    """ "Roe, who said": the name right before, or the one that the apposition before "who" belongs to."""
    words, mentions = run.found.words, run.found.mentions
    index = reading.first - 1
    while index > 0 and words.forms[index] in (",", "”", '"', ")", "’", "–", "—"):
        index -= 1
    number = mentions.at(index)
    if number >= 0:
        owner = run.found.owners[number]
        if run.found.profiles[owner].kind is not EntityKind.UNKNOWN:
            return (owner,), "relative", 0.9
        return NOBODY, "relative", 0.7
    sentence = words.sentences[reading.first]
    while index > 0 and words.sentences[index] == sentence and words.forms[index] not in (",", ";", ":", "–", "—"):
        index -= 1
    if index > 1 and words.sentences[index - 1] == sentence and words.forms[index] == ",":
        number = mentions.at(index - 1)
        if (
            number >= 0
            and mentions.all[number].kind is NameClass.PERSON
            and words.lowers[index + 1] in ("a", "an", "the")
        ):
            return (run.found.owners[number],), "relative", 0.7
    return NOBODY, "relative", 0.6


def _first_person(run: _Resolver, reading: Reading) -> tuple[Choice, str, float]:
    """ "I" in a quotation is its speaker: of the statement around it, else the last one."""
    span = run.found.words.span(reading.first, reading.last)
    for index, (choice, *_) in run.choices.items():
        if any(span in content for content in run.attributions[index].content):
            return choice, "first person", 0.9
    if run.found.words.quoted[reading.first] and run.discourse.speakers:
        return run.discourse.speakers[-1][1], "first person", 0.6
    return NOBODY, "first person", 0.6


def _person(
    run: _Resolver, reading: Reading, attribution: Attribution
) -> tuple[Choice, str, float, Introduction | None]:
    """ "The councilwoman": somebody known; "a councilwoman": nobody, but an office."""
    words, mentions = run.found.words, run.found.mentions
    own = phrase_role(
        words, mentions, _after_article(words, reading), _role_end(run, reading, attribution), reading.last - 1
    )
    if not reading.definite:
        return NOBODY, "office", 0.8, own
    gender = lexicon.noun_gender(words.lowers[reading.last - 1])
    nouns = description(words.lowers[reading.first : reading.last])
    query = Query("person", reading.first, gender, nouns, _content(run, attribution))
    choice, score = run.chooser(run.article, run.discourse, query)
    return choice, "description", score, None if choice else own


def _after_article(words: Words, reading: Reading) -> int:
    return reading.first + (
        words.lowers[reading.first] in ("the", "a", "an", "one", "another", "his", "her", "this", "that")
        and reading.last - reading.first > 1
    )


def _role_end(run: _Resolver, reading: Reading, attribution: Attribution) -> int:
    last = run.found.words.range(attribution.source[0]).stop
    words = run.found.words
    end = reading.last
    if end < last and words.lowers[end] in ("for", "of", "to", "at", "with", "in"):
        while (
            end < last and words.lowers[end] not in ("who", "that", "which") and words.forms[end] not in (",", "—", "–")
        ):
            end += 1
    return end


def _body(run: _Resolver, reading: Reading, attribution: Attribution) -> tuple[Choice, str, float]:
    words = run.found.words
    if not reading.definite:
        return NOBODY, "unnamed", 0.8
    nouns = description(words.lowers[reading.first : reading.last])
    query = Query("body", reading.first, "", nouns, _content(run, attribution))
    choice, score = run.chooser(run.article, run.discourse, query)
    return choice, "description", score


def _document(run: _Resolver, reading: Reading, attribution: Attribution) -> tuple[Choice, str, float]:
    """A document speaks for its owner, else for whoever its name or place suggests."""
    words = run.found.words
    if reading.owner is not None:
        number = run.found.mentions.at(reading.owner)
        if number >= 0 and run.found.profiles[run.found.owners[number]].kind is not EntityKind.UNKNOWN:
            return (run.found.owners[number],), "document", 0.8
        lower = OWN.get(words.lowers[reading.owner], words.lowers[reading.owner])
        if lower in ("he", "she", "they", "it"):
            gender = {"he": "m", "she": "f"}.get(lower, "")
            query = Query(lower, reading.first, gender, content=_content(run, attribution))
            choice, score = run.chooser(run.article, run.discourse, query)
            return choice, "document", score
    nouns = description(words.lowers[reading.first : reading.last])
    query = Query("document", reading.first, "", nouns, _content(run, attribution))
    choice, score = run.chooser(run.article, run.discourse, query)
    return choice, "document", score


def _speaker(found: Entities, choice: Choice, method: str, score: float, own: Introduction | None) -> Speaker:
    entities = tuple(found.entities[index] for index in choice)
    if own is not None and not entities:
        role = _role(own, found.context)
    elif entities and all(entity.role.title == entities[0].role.title for entity in entities):
        role = entities[0].role
    else:
        role = Role()
    return Speaker(entities, role, method, score)


def _choose(article: Article, discourse: Discourse, query: Query) -> tuple[Choice, float]:
    return choose(article, discourse, query, weights())


@cache
def weights() -> Weights:
    path = files("quotes.parser") / "data" / "antecedents.json"
    table: Weights = json.loads(path.read_text(encoding="utf-8"))
    return table
