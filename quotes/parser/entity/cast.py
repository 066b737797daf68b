"""The cast of an article: its names, who bears them, what they are introduced as, and where each is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from quotes.parser.annotation import Attribution, EntityKind, NameClass, Page, Passage, Tags
from quotes.parser.entity import kin, lexicon
from quotes.parser.entity.cluster import Profile, cluster
from quotes.parser.entity.introduction import Offer, first_role, offers
from quotes.parser.entity.label import Label, find_labels
from quotes.parser.entity.mention import Mention, Mentions
from quotes.parser.entity.tagged import tidy
from quotes.parser.entity.untagged import find_untagged
from quotes.parser.entity.words import Words, split_words
from quotes.parser.role import Introduction

CAMPAIGNS = {"campaign": "campaign", "camp": "campaign", "team": "team", "administration": "administration"}
"""What a person’s followers are called → what they are filed as: "the Roe camp" is the Roe campaign."""
CANDIDATES = frozenset(["candidate", "candidates"])


@dataclass(frozen=True, slots=True)
class Cast:
    """An article's people and bodies before anybody is asked for: words, mentions and whose they are.

    `running` are the profiles of those whose campaign the article names and whom it may call a candidate.
    `profiles`, `introductions` and `offers` run parallel: the role that somebody is introduced with, and every one that
    stands at a mention. `owners` has the profile of each mention. `namings` are (word, profile)
    of every place that names one, sorted; `campaigns` the nouns of "the Roe campaign" and the profile they mean;
    `labels` those of a transcript that name nobody, by the number of their statement.
    """

    words: Words
    mentions: Mentions
    owners: tuple[int, ...]
    profiles: tuple[Profile, ...]
    introductions: tuple[Introduction | None, ...]
    offers: tuple[tuple[Offer, ...], ...]
    namings: tuple[tuple[int, int], ...]
    campaigns: dict[int, int]
    running: frozenset[int] = frozenset()
    labels: Mapping[int, Label] = field(default_factory=dict)


def gather(page: Page, tags: Tags, attributions: Sequence[Attribution], passages: Sequence[Passage]) -> Cast:
    """Find the names of a page and who bears them."""
    words = split_words(page, passages)
    tagged = tidy(words, tags.names)
    labels = find_labels(words, tagged, attributions)
    mentions = _find_mentions(words, tagged, attributions, labels)
    profiles, owners = cluster(words, mentions.all)
    kin.complete(words, mentions, owners, profiles)
    campaigns, running = _campaigns(words, mentions, profiles, owners)
    cues = {index for attribution in attributions for span in attribution.cue for index in words.range(span)}
    persons = [(one.gender, one.mentions if one.kind is EntityKind.PERSON else []) for one in profiles]
    offered = tuple(offers(words, mentions, persons, cues))
    introductions = tuple(map(first_role, offered))
    _hear_roles(profiles, introductions)
    _hear_pronouns(words, mentions, owners, profiles, campaigns)
    named = [(mentions.all[number].first, owner) for number, owner in enumerate(owners)]
    namings = tuple(sorted([*named, *campaigns.items()]))
    return Cast(
        words, mentions, tuple(owners), tuple(profiles), introductions, offered, namings, campaigns, running, labels
    )


def _find_mentions(
    words: Words, tagged: Sequence[Mention], attributions: Sequence[Attribution], labels: Mapping[int, Label]
) -> Mentions:
    """The names of a page, none of them in a label that names nobody."""
    taken = {word for label in labels.values() for word in range(label.first, label.last)}
    tagged = [mention for mention in tagged if mention.first not in taken]
    naming = [attribution for number, attribution in enumerate(attributions) if number not in labels]
    found = [*tagged, *find_untagged(words, tagged, naming)]
    titled = (replace(mention, title=_title(words, mention)) for mention in found)
    return Mentions(sorted(titled, key=lambda mention: mention.first), len(words))


def _title(words: Words, mention: Mention) -> int:
    """Where the titles right before a person's name begin."""
    first = mention.first
    while (
        mention.kind is NameClass.PERSON
        and first > 0
        and words.sentences[first - 1] == words.sentences[first]
        and words.forms[first - 1] in lexicon.titles()
    ):
        first -= 1
    return first


def _campaigns(
    words: Words, mentions: Mentions, profiles: list[Profile], owners: Sequence[int]
) -> tuple[dict[int, int], frozenset[int]]:
    """ "The Roe campaign", "Roe’s team": bodies of their own, added to the profiles. Their nouns and profiles.

    And the profiles of those who run, if the article has any candidates.
    """
    found: dict[int, tuple[int, str]] = {}
    for word, lower in enumerate(words.lowers):
        if lower in CAMPAIGNS and word > 0:
            before = mentions.at(word - 1 - words.is_possessive(word - 1))
            if before >= 0 and profiles[owners[before]].persons:
                found[word] = owners[before], CAMPAIGNS[lower]
    bodies: dict[tuple[int, str], int] = {}
    pairs = set(found.values())
    for owner, noun in found.values():
        noun = "campaign" if noun == "team" and (owner, "campaign") in pairs else noun
        if (owner, noun) not in bodies:
            bodies[owner, noun] = len(profiles)
            profiles.append(Profile(EntityKind.ORGANIZATION, bodies=[campaign_name(profiles[owner], noun)]))
    nouns = {
        word: bodies.get((owner, "campaign" if noun == "team" and (owner, "campaign") in pairs else noun), -1)
        for word, (owner, noun) in found.items()
    }
    told = not CANDIDATES.isdisjoint(words.lowers)
    return nouns, frozenset(owner for owner, noun in pairs if noun == "campaign" and told)


def campaign_name(profile: Profile, noun: str) -> str:
    """ "Roe campaign" for the campaign of Ann Roe."""
    surname = max((person.surname for person in profile.persons), key=len)
    return f"{surname} {noun}"


def _hear_roles(profiles: Sequence[Profile], introductions: Sequence[Introduction | None]) -> None:
    """Roles tell gender too: a spokeswoman."""
    for profile, found in zip(profiles, introductions, strict=True):
        for noun in found.title.lower().split() if found else ():
            if gender := lexicon.noun_gender(noun):
                profile.genders[gender] += 2


PRONOUN_GENDERS = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}


def _hear_pronouns(
    words: Words, mentions: Mentions, owners: Sequence[int], profiles: Sequence[Profile], campaigns: Mapping[int, int]
) -> None:
    """Where one person alone is named in a sentence, the first pronoun after the name tells the gender.

    The Roe of "the Roe campaign" is not named.
    """
    last = -1
    for index, lower in enumerate(words.lowers):
        if lower not in PRONOUN_GENDERS or words.quoted[index] or words.sentences[index] == last:
            continue
        sentence = words.sentences[index]
        named = set()
        start = index - 1
        while start >= 0 and words.sentences[start] == sentence:
            if mentions.kind(start) is NameClass.PERSON and start + 1 not in campaigns:
                named.add(owners[mentions.at(start)])
            start -= 1
        if len(named) == 1:
            profiles[named.pop()].genders[PRONOUN_GENDERS[lower]] += 1
            last = sentence
