"""The people and bodies of an article, with their roles and all that is needed to ask about them further."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Attribution, Entity, EntityKind, NameClass, Page, Passage, Role, Span, Tags
from quotes.parser.entity import lexicon
from quotes.parser.entity.cluster import Profile, cluster
from quotes.parser.entity.mention import Mentions, find_mentions
from quotes.parser.entity.words import Words, split_words
from quotes.parser.jurisdiction import jurisdiction
from quotes.parser.role import Introduction, roles
from quotes.parser.surroundings import Context, read_context

CAMPAIGNS = {"campaign": "campaign", "camp": "campaign", "team": "team", "administration": "administration"}
"""What a person’s followers are called → what they are filed as: "the Roe camp" is the Roe campaign."""


@dataclass(frozen=True, slots=True)
class Entities:
    """An article's people and bodies, and what `resolve` looks at: words, mentions and whose they are.

    `entities`, `profiles` and `introductions` run parallel. `namings` are (word, entity) of every place that names an
    entity, sorted; `campaigns` the nouns of "the Roe campaign" and the entity they mean.
    """

    entities: tuple[Entity, ...]
    words: Words
    mentions: Mentions
    owners: tuple[int, ...]
    profiles: tuple[Profile, ...]
    introductions: tuple[Introduction | None, ...]
    context: Context
    namings: tuple[tuple[int, int], ...]
    campaigns: dict[int, int]


def find_entities(
    page: Page, tags: Tags, attributions: Sequence[Attribution], passages: Sequence[Passage] = ()
) -> Entities:
    """The people and bodies that an article names, each under the fullest form of its name, with its role."""
    words = split_words(page, passages)
    mentions = find_mentions(words, tags.names, attributions)
    profiles, owners = cluster(words, mentions.all)
    campaigns = _campaigns(words, mentions, profiles, owners)
    cues = _cue_words(words, attributions)
    persons = [profile.mentions if profile.kind is EntityKind.PERSON else [] for profile in profiles]
    introductions = tuple(roles(words, mentions, persons, cues))
    _hear_roles(profiles, introductions)
    context = read_context(page.text, page.dateline)
    places: list[list[int]] = [[mentions.all[n].first for n in profile.mentions] for profile in profiles]
    for word, owner in campaigns.items():
        places[owner].append(word)
    entities = []
    for profile, found in zip(profiles, introductions, strict=True):
        spans = tuple(words.span(mentions.all[n].first, mentions.all[n].last) for n in profile.mentions)
        entities.append(_entity(profile, spans, found, context))
    namings = sorted((word, owner) for owner, here in enumerate(places) for word in here)
    return Entities(
        tuple(entities),
        words,
        mentions,
        tuple(owners),
        tuple(profiles),
        introductions,
        context,
        tuple(namings),
        campaigns,
    )


def _campaigns(words: Words, mentions: Mentions, profiles: list[Profile], owners: Sequence[int]) -> dict[int, int]:
    """"The Roe campaign", "Roe’s team": bodies of their own, added to the profiles. Their nouns and profiles."""
    found: dict[int, tuple[int, str]] = {}
    for word, lower in enumerate(words.lowers):
        if lower in CAMPAIGNS and word > 0:
            before = mentions.at(word - 1 - words.is_possessive(word - 1))
            if before >= 0 and mentions.all[before].kind is NameClass.PERSON:
                found[word] = owners[before], CAMPAIGNS[lower]
    bodies: dict[tuple[int, str], int] = {}
    pairs = set(found.values())
    for owner, noun in found.values():
        noun = "campaign" if noun == "team" and (owner, "campaign") in pairs else noun
        if (owner, noun) not in bodies:
            bodies[owner, noun] = len(profiles)
            profiles.append(Profile(EntityKind.ORGANIZATION, bodies=[campaign_name(profiles[owner], noun)]))
    return {
        word: bodies.get((owner, "campaign" if noun == "team" and (owner, "campaign") in pairs else noun), -1)
        for word, (owner, noun) in found.items()
    }


def campaign_name(profile: Profile, noun: str) -> str:
    """"Roe campaign" for the campaign of Ann Roe."""
    surname = max((person.surname for person in profile.persons), key=len)
    return f"{surname} {noun}"


def _hear_roles(profiles: Sequence[Profile], introductions: Sequence[Introduction | None]) -> None:
    """Roles tell gender too: a spokeswoman."""
    for profile, found in zip(profiles, introductions, strict=True):
        for noun in found.title.lower().split() if found else ():
            if gender := lexicon.noun_gender(noun):
                profile.genders[gender] += 2


def _cue_words(words: Words, attributions: Sequence[Attribution]) -> Collection[int]:
    return {index for attribution in attributions for span in attribution.cue for index in words.range(span)}


def _entity(profile: Profile, spans: tuple[Span, ...], found: Introduction | None, context: Context) -> Entity:
    role = make_role(found, context, spans)
    if profile.kind is EntityKind.ORGANIZATION:
        role = Role(jurisdiction=jurisdiction(None, profile.name, context=context, mentions=spans))
    return Entity(profile.name, profile.kind, profile.names, spans, role)


def make_role(found: Introduction | None, context: Context, spans: Sequence[Span] = ()) -> Role:
    """A role with its jurisdiction; `spans` are where its holder is named."""
    if found is None:
        return Role()
    place = jurisdiction(found.title, found.organization, context=context, mentions=spans)
    return Role(found.title, found.organization, place, found.on_behalf_of)
