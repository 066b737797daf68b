"""Relatives: "Roe’s wife, Jane" is Jane Roe, and "his wife" is whoever the article calls that, never he."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.parser.annotation import EntityKind, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.cluster import Profile
from quotes.parser.entity.lexicon import Gender, closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.names import PersonName
from quotes.parser.entity.words import Words

KIN = closed_class("kin")
THIRD_PERSON: dict[str, Gender] = {"his": "m", "her": "f", "their": ""}
LONGEST = 5
"""How many words stand at most before the noun: "[her] 72-year-old [mother]"."""
REACH = 2
"""In sentences: whose "his" is stands at most so far before."""


def complete(words: Words, mentions: Mentions, owners: Sequence[int], profiles: Sequence[Profile]) -> None:
    """Give relatives who are named by a given name alone the surname that goes with it: "Roe’s son, [Jay]"."""
    for number, mention in enumerate(mentions.all):
        profile = profiles[owners[number]]
        lone = mention.kind is NameClass.PERSON and profile.persons and not any(p.given for p in profile.persons)
        if not lone or mention.length > 1 or mention.title < mention.first:
            continue
        noun = mention.first - 1 - (words.forms[mention.first - 1] == ",")
        if noun < 1 or words.lowers[noun] not in KIN or words.sentences[noun] != words.sentences[mention.first]:
            continue
        relative = _owner(words, mentions, owners, profiles, noun)
        surname = relative is not None and _surname(profiles[relative])
        if surname and relative != owners[number] and surname != profile.persons[0].surname:
            profile.persons.append(PersonName((words.forms[mention.first],), surname))


def _surname(profile: Profile) -> str:
    """The surname of somebody who is named in full; empty where nobody knows which part it is."""
    return next((person.surname for person in profile.persons if person.given), "")


def _owner(
    words: Words, mentions: Mentions, owners: Sequence[int], profiles: Sequence[Profile], noun: int
) -> int | None:
    """Whose relative a noun names: "[Roe]’s eldest son", "[her] son"."""
    for index in range(noun - 1, max(noun - LONGEST, -1), -1):
        if words.sentences[index] != words.sentences[noun] or words.forms[index] == ",":
            return None
        if words.is_possessive(index):
            number = mentions.at(index - 1)
            return owners[number] if number >= 0 and profiles[owners[number]].persons else None
        if words.lowers[index] in THIRD_PERSON:
            return _named_before(words, mentions, owners, profiles, index)
    return None


def _named_before(
    words: Words, mentions: Mentions, owners: Sequence[int], profiles: Sequence[Profile], pronoun: int
) -> int | None:
    """The first person of the pronoun's gender in its sentence, or in one right before."""
    gender = THIRD_PERSON[words.lowers[pronoun]]
    found = None
    for index in range(pronoun - 1, -1, -1):
        distance = words.sentences[pronoun] - words.sentences[index]
        if distance > REACH or (found is not None and words.sentences[index] != words.sentences[found]):
            break
        number = mentions.at(index)
        if number < 0 or mentions.all[number].kind is not NameClass.PERSON:
            continue
        if profiles[owners[number]].gender in ("", gender):
            found = index
    return None if found is None else owners[mentions.at(found)]


def relatives(profiles: Sequence[Profile], heads: Sequence[frozenset[str]], owner: int, noun: str) -> list[int]:
    """Whom "Roe’s wife" may mean: who is introduced as a wife, else the Roes of that gender."""
    persons = [n for n, one in enumerate(profiles) if one.kind is EntityKind.PERSON and n != owner]
    called = [n for n in persons if noun in heads[n]]
    surname, gender = _surname(profiles[owner]).casefold(), lexicon.noun_gender(noun)
    if called or not surname:
        return called
    fitting = (n for n in persons if not gender or profiles[n].gender == gender)
    return [n for n in fitting if _surname(profiles[n]).casefold() == surname]
