"""What an article introduces its people as, at their names and away from them.

"Sen. Tim Roe, R-S.C.", "Poe, who is the city manager", "CNN’s Jay Day" (an affiliation, for want of better), and for
somebody never introduced "the Ohio governor" further on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.apposition import affiliation, apposition_after, copula
from quotes.parser.entity.lexicon import Gender, closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.naming import STOPS, after_label, follows_name
from quotes.parser.entity.phrase import Head, Reading
from quotes.parser.entity.title import apposition_before, title_before
from quotes.parser.entity.words import Words
from quotes.parser.role import Introduction, phrase_role, singular_role

Finder = Callable[[Words, Mentions, int, Collection[int]], Introduction | None]

FINDERS: tuple[Finder, ...] = (title_before, apposition_before, apposition_after, copula, affiliation)
LONGEST_DESCRIPTION = 8
"""In words."""
UNBORN = closed_class("unborn")
"""Modifiers of somebody who is not there: "the next president"."""


def roles(
    words: Words, mentions: Mentions, persons: Sequence[tuple[Gender, Iterable[int]]], cues: Collection[int]
) -> Iterator[Introduction | None]:
    """For each person the role: the first given; a weak one or an affiliation for want of better.

    `persons` are given by gender and mentions; `cues` are the words that report statements: they end a phrase.
    """
    shared = _shared(words, mentions, cues)
    for gender, person in persons:
        second: Introduction | None = None
        first: Introduction | None = None
        for number in person:
            found = introduce(words, mentions, number, cues) or shared.get(number)
            if (
                found
                and gender
                and not found.head.endswith("man")
                and lexicon.noun_gender(found.head) not in ("", gender)
            ):
                continue  # "Mrs. Roe’s husband" is not she, while a chairman may be
            if found and not (found.affiliation or found.weak):
                first = singular_role(found)
                break
            second = second or found
        yield first or second


def introduce(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """The role that stands at a mention of a person, None where none does; what somebody is called in a quotation is
    weak, unless it is a title."""
    quoted = words.quoted[mentions.all[number].first]
    second = None
    for find in FINDERS:
        found = find(words, mentions, number, cues)
        if found and quoted and find is not title_before:
            found = replace(found, weak=True)
        if found and not found.weak:
            return found
        second = second or found
    return second


def _shared(words: Words, mentions: Mentions, cues: Collection[int]) -> dict[int, Introduction]:
    """A plural title goes to every name of its list: "Sens. Ann Roe, Lee Poe and Jay Day"."""
    found: dict[int, Introduction] = {}
    current: Introduction | None = None
    end = -1
    for number, mention in enumerate(mentions.all):
        if mention.kind is not NameClass.PERSON:
            continue
        between = words.forms[end : mention.title] if 0 <= end <= mention.title else ["."]
        if not (len(between) <= 3 and all(form in (",", "and", "or", "&") for form in between)):
            current = None
        own = title_before(words, mentions, number, cues)
        if own:
            current = own if own.plural else None
        elif current:
            found[number] = current
        end = after_label(words, mention.last)
    return found


# ---------------------------------------------------------------------------------------------
# Away from the name
# ---------------------------------------------------------------------------------------------


def descriptions(words: Words, mentions: Mentions) -> Iterator[tuple[Reading, Introduction]]:
    """ "The Ohio governor", "the Republican nominee": each with the role it tells, unless it stands at a name."""
    for index, lower in enumerate(words.lowers):
        if lower != "the" or words.quoted[index] or mentions.at(index) >= 0 or follows_name(words, mentions, index):
            continue
        head = _head_of_description(words, mentions, index)
        if head is None:
            continue
        last = head + 1
        if last + 1 < len(words) and words.lowers[last] == "of" and words.lowers[last + 1].isalpha():
            last += 2 if words.lowers[last + 1] not in STOPS else 0
        role = phrase_role(words, mentions, index + 1, last, head)
        if role and not role.weak and role.head in lexicon.words("standings") and not _is_unborn(words, index, head):
            yield Reading(Head.PERSON, index, head + 1, definite=True), role


def _is_unborn(words: Words, article: int, head: int) -> bool:
    """Whether a description means nobody yet: "the next president". A first lady is somebody."""
    modifiers = set(words.lowers[article + 1 : head])
    return bool(UNBORN & (modifiers - {"first"} if words.lowers[head] == "lady" else modifiers))


def _head_of_description(words: Words, mentions: Mentions, article: int) -> int | None:
    """The noun of "[the] former Ohio governor"; None where a name follows or it is no person."""
    head = None
    index = article + 1
    while index < min(article + LONGEST_DESCRIPTION, len(words)) and words.sentences[index] == words.sentences[article]:
        if mentions.kind(index) is NameClass.PERSON:
            return None
        if mentions.at(index) >= 0 or words.is_possessive(index):
            if head is not None:
                break
        elif lexicon.is_person_noun(words.lowers[index]):
            head = index
        elif head is not None:
            break
        elif not words.forms[index][0].isalnum() or words.lowers[index] in STOPS:
            return None
        index += 1
    if head is None or (words.forms[head + 1 : head + 2] == [","] and mentions.kind(head + 2) is NameClass.PERSON):
        return None
    return head
