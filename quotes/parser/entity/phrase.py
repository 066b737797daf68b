"""What a source's words point at: a name, a pronoun, "the councilwoman", "the resolution", "some critics".

The head of "Rana Hale, a spokeswoman for Mayor Sal Ortiz" is Rana Hale, of "a spokesman for Mr. Ortiz" a spokesman,
of "Mr. Ortiz’s supporters" a group that nobody names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mentions, base, is_body
from quotes.parser.entity.words import Words

PRONOUNS = closed_class("pronouns")
POSSESSIVES = closed_class("possessives")
DEFINITE = POSSESSIVES | {"the", "this", "that", "these", "those", "both"}
INDEFINITE = closed_class("indefinite")
BREAKS = closed_class("breaks")
EXAMPLES = closed_class("examples")
EMPHATIC = closed_class("emphatic")
ADVERBS = frozenset(["here", "there", "later"])
MARKS = frozenset([",", ";", ":", "(", ")", "[", "]", "–", "—", "―", "-", "--"])
COORDINATORS = frozenset(["and", "&", "or", "nor"])
COUNTS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
AGE = re.compile(r"\d+-year-old$")


class Head(StrEnum):
    """What kind of thing a source's head is."""

    NONE = "none"
    PRONOUN = "pronoun"
    NAME = "name"
    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """A source read. `first … last - 1` are the words of the phrase around the head, which is its last one.

    `names` number the mentions it consists of (several speak jointly; with a pronoun, those beside it); `inside` are
    the mentions before the head ("a [Times] poll"). `owner` is the word before a possessive ("[Ortiz]’s", "[his]
    aides"). `definite` holds for "the", "his" and bare headline words; `count` is the number of "both", "the two".
    """

    head: Head = Head.NONE
    first: int = 0
    last: int = 0
    names: tuple[int, ...] = ()
    inside: tuple[int, ...] = ()
    owner: int | None = None
    definite: bool = False
    plural: bool = False
    count: int = 0


def read_core(words: Words, mentions: Mentions, first: int, last: int) -> Reading:
    """The noun phrase at the head of one part: up to the first preposition or relative."""
    contracted = first + 1 < last and words.is_possessive(first + 1)
    if base(words.lowers[first]) in PRONOUNS and (
        last - first == 1 or contracted or words.lowers[first + 1] in EMPHATIC
    ):
        return Reading(Head.PRONOUN, first, first + 1)
    end = first + 1
    while end < last and not _breaks(words, mentions, end):
        end += 1
    while end - first > 1 and (words.is_possessive(end - 1) or words.lowers[end - 1] in EMPHATIC | ADVERBS):
        end -= 1
    if end - first > 1 and _is_verb_behind(words, mentions, end - 1):
        end -= 1
    lower = words.lowers[end - 1]
    indefinite = words.lowers[first] in INDEFINITE
    number = mentions.at(end - 1)
    single = lexicon.singular(lower)
    common = indefinite and (lexicon.is_person_noun(single) or lexicon.is_group_noun(single))
    if (
        number >= 0
        and _names_somebody(mentions, number)
        and not (common and mentions.kind(end - 1) is not NameClass.PERSON)
    ):
        return Reading(Head.NAME, first, end, (number,), definite=True)
    head, plural = noun_kind(lower)
    if head is Head.PERSON and (number := _name_after_of(words, mentions, end, last)) >= 0:
        return Reading(Head.NAME, first, mentions.all[number].last, (number,), definite=True)
    return Reading(
        head,
        first,
        end,
        inside=tuple(n for n in mentions.within(first, end - 1) if mentions.all[n].last < end),
        owner=_owner(words, first, end),
        definite=words.lowers[first] in DEFINITE or not (indefinite or lower[0].isdigit()),
        plural=plural,
        count=next((COUNTS[w] for w in words.lowers[first : first + 3] if w in COUNTS), 0),
    )


def _is_verb_behind(words: Words, mentions: Mentions, index: int) -> bool:
    """Whether the last word of a source is the verb behind it: "his campaign [sued]", "Roe [beaten]"."""
    verb = words.lowers[index].endswith(("ed", "en")) and words.forms[index].islower() and mentions.at(index) < 0
    somebody = is_body(words.lowers[index - 1]) or mentions.kind(index - 1) is NameClass.PERSON
    return verb and somebody and noun_kind(words.lowers[index])[0] is Head.OTHER


def _breaks(words: Words, mentions: Mentions, index: int) -> bool:
    """Whether a phrase ends before a word. "IS" and "WHO" are names."""
    form = words.forms[index]
    return words.lowers[index] in BREAKS and mentions.at(index) < 0 and not (form.isupper() and len(form) > 1)


def _names_somebody(mentions: Mentions, number: int) -> bool:
    """A nationality or a party member is no one: "the Americans"."""
    return mentions.all[number].kind is not NameClass.MISCELLANEOUS


def _name_after_of(words: Words, mentions: Mentions, end: int, last: int) -> int:
    """The name behind a title with "of" in it: "Secretary of State [Jane Roe]"; -1 for "supporters of Jane Roe"."""
    if end >= last or words.lowers[end] != "of":
        return -1
    for number in mentions.within(end + 2, last):
        mention = mentions.all[number]
        if mention.kind is not NameClass.PERSON:
            continue
        between = range(end + 1, mention.first)
        plain = all(words.forms[i][0].isalpha() and words.lowers[i] not in DEFINITE | BREAKS - {"of"} for i in between)
        before = words.lowers[mention.first - 1]
        staff = before in lexicon.words("plural_nouns")
        titled = (lexicon.is_person_noun(before) and not staff) or words.forms[mention.first - 1] in lexicon.titles()
        return number if plain and before != "of" and not titled else -1
    return -1


def _owner(words: Words, first: int, end: int) -> int | None:
    for index in range(end - 1, first, -1):
        if words.is_possessive(index):
            return index - 1
    return first if words.lowers[first] in POSSESSIVES and end - first > 1 else None


def noun_kind(lower: str) -> tuple[Head, bool]:
    """What a noun heads, and whether it is plural."""
    single = lexicon.singular(lower)
    plural = single != lower
    if lower in lexicon.words("plural_nouns"):
        return Head.GROUP, True
    if AGE.match(lower):
        return Head.PERSON, False
    if lexicon.is_person_noun(lower):
        return Head.PERSON, False
    if lexicon.is_group_noun(lower):
        return Head.BODY, False
    if lexicon.is_document_noun(single):
        return Head.DOCUMENT, plural
    if plural and lexicon.is_person_noun(single):
        return Head.PERSON, True
    if plural and lexicon.is_group_noun(single):
        return Head.BODY, True
    return Head.OTHER, plural
