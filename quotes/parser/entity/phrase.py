"""What a source's words point at: a name, a pronoun, "the councilwoman", "the resolution", "some critics".

The head of "Rana Hale, a spokeswoman for Mayor Sal Ortiz" is Rana Hale, of "a spokesman for Mr. Ortiz" a spokesman,
of "Mr. Ortiz’s supporters" a group that nobody names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from quotes.parser.annotation import NameClass, Span
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
LEADING = closed_class("leading")
EMPHATIC = closed_class("emphatic")
ADVERBS = frozenset(["here", "there", "later"])
MARKS = frozenset([",", ";", ":", "(", ")", "[", "]", "–", "—", "―", "-", "--"])
COORDINATORS = frozenset(["and", "&", "or", "nor"])
COUNTS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
MODIFIERS = closed_class("title_modifiers") | {"the"}
NAMED = frozenset(["named", "called", "dubbed"])
AGE = re.compile(r"\d+-year-old$")
EXAMPLES_WITHIN = 4
"""The word "like" or "including" stands at most so many words behind the head."""


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a source between marks and coordinators; `mark` is what divides it from the piece before."""

    first: int
    last: int
    mark: str
    reading: Reading


def read_source(words: Words, mentions: Mentions, spans: Sequence[Span]) -> Reading:
    """Find what a source's words point at. Without words in it: `Head.NONE`."""
    ranges = [found for found in map(words.range, spans) if len(found)]
    if not ranges:
        return Reading()
    return read(words, mentions, ranges[0].start, ranges[-1].stop)


def read(words: Words, mentions: Mentions, first: int, last: int) -> Reading:
    """Find what the words first … last - 1 point at."""
    first, last = _trim(words, mentions, first, last)
    if first >= last:
        return Reading()
    parts = list(_parts(words, mentions, first, last))
    main = parts[0].reading
    if main.head in (Head.NAME, Head.PRONOUN):
        joint = [*main.names, *_joined(words, mentions, parts)]
        return replace(main, names=tuple(dict.fromkeys(joint)), plural=len(joint) > 1)
    return _named_beside(words, mentions, parts, last) or main


def _trim(words: Words, mentions: Mentions, first: int, last: int) -> tuple[int, int]:
    while first < last and (
        not words.forms[first][0].isalnum()
        or (words.lowers[first] in LEADING and mentions.at(first) < 0)
        or (words.lowers[first] == "both" and any(word in COORDINATORS for word in words.lowers[first:last]))
    ):
        first += 1
    while last > first and not words.forms[last - 1][0].isalnum() and mentions.at(last - 1) < 0:
        last -= 1
    return first, last


# ---------------------------------------------------------------------------------------------
# Several parts
# ---------------------------------------------------------------------------------------------


def _parts(words: Words, mentions: Mentions, first: int, last: int) -> Iterator[_Part]:
    """Cut a source at marks and coordinators that stand outside names."""
    start, mark = first, ""
    for index in range(first, last):
        number = mentions.at(index)
        if number >= 0 and number == mentions.at(index - 1) == mentions.at(index + 1):
            continue
        if words.forms[index] == "-" and _is_glued(words, index):
            continue
        if words.forms[index] in MARKS or (number < 0 and words.lowers[index] in COORDINATORS):
            if index > start:
                yield _Part(start, index, mark, read_core(words, mentions, start, index))
            start, mark = index + 1, words.lowers[index]
    if start < last:
        yield _Part(start, last, mark, read_core(words, mentions, start, last))


def _is_glued(words: Words, mark: int) -> bool:
    """Whether a hyphen joins two words, as in "Globe-NBC poll"."""
    return (
        0 < mark < len(words) - 1
        and words.ends[mark - 1] == words.starts[mark]
        and words.ends[mark] == words.starts[mark + 1]
        and words.forms[mark - 1][0].isalnum()
        and words.forms[mark + 1][0].isalnum()
    )


def _joined(words: Words, mentions: Mentions, parts: Sequence[_Part]) -> Iterator[int]:
    """The other names of a list that begins with one: "[Roe], [Poe] and Sen. [Day]", but not "Roe, the [Times] man"."""
    main = parts[0].reading
    person = main.head is Head.PRONOUN or _is_person(mentions, main)
    listed = any(part.mark in COORDINATORS for part in parts) or all(p.reading.head is Head.NAME for p in parts)
    for before, part in pairwise(parts):
        if part.reading.head is not Head.NAME or not _is_bare(words, mentions, part):
            continue
        if part.mark in COORDINATORS:
            linked = before.reading.head in (Head.NAME, Head.PRONOUN) or words.forms[before.last] in MARKS
            if linked and (_is_person(mentions, part.reading) or not person or before is parts[0]):
                yield from part.reading.names
        elif (
            part.mark == ","
            and listed
            and _is_person(mentions, part.reading) is person
            and not (person and words.lowers[part.first] in ("the", "a", "an"))
        ):
            yield from part.reading.names


def _is_person(mentions: Mentions, reading: Reading) -> bool:
    return bool(reading.names) and mentions.all[reading.names[0]].kind is NameClass.PERSON


def _named_beside(words: Words, mentions: Mentions, parts: Sequence[_Part], last: int) -> Reading | None:
    """The name in apposition to a description, after "and", or after "like": "her lawyer, [Roe]"."""
    main = parts[0].reading
    named = [part for part in parts[1:] if part.reading.head is Head.NAME]
    beside = [part for part in named if part.mark in MARKS and _is_bare(words, mentions, part)]
    if beside and beside[0] is parts[1]:
        if not main.plural:
            return beside[0].reading
        several = [number for part in named for number in part.reading.names if _speaks(mentions, number, main)]
        persons = [number for number in several if mentions.all[number].kind is NameClass.PERSON]
        return _joint(persons if main.head is Head.PERSON and persons else several, main)
    if coordinated := _coordinated(words, mentions, parts, named):
        return coordinated
    if main.plural or main.head in (Head.GROUP, Head.BODY, Head.OTHER):
        first = next((part.first for part in parts[1:2] if words.lowers[part.first] in EXAMPLES), main.last)
        return _joint(_examples(words, mentions, first, last), main)
    if main.last < last and words.lowers[main.last] in NAMED:
        return _joint(_examples(words, mentions, main.last, last)[:1], main)
    return None


def _speaks(mentions: Mentions, number: int, main: Reading) -> bool:
    """Whether a name beside a plural may be one of them: places are no "officials"."""
    return main.head is Head.BODY or mentions.all[number].kind is not NameClass.LOCATION


def _coordinated(words: Words, mentions: Mentions, parts: Sequence[_Part], named: Sequence[_Part]) -> Reading | None:
    """ "Actor and activist [Roe]", "aides and Mr. [Roe]", but not "aides to Poe and Mr. Roe"."""
    main = parts[0].reading
    found = [part for part in named if part.mark in COORDINATORS]
    inside = parts[0].last > main.last and any(True for _ in mentions.within(main.last, parts[0].last))
    if not found or inside or main.head is Head.BODY:
        return None
    titles = main.head is Head.PERSON and not main.plural and words.lowers[main.first] not in INDEFINITE
    if titles or main.plural or main.head in (Head.GROUP, Head.OTHER):
        return found[0].reading
    return None


def _joint(names: Sequence[int], main: Reading) -> Reading | None:
    if not names:
        return None
    return Reading(Head.NAME, main.first, main.last, tuple(dict.fromkeys(names)), definite=True, plural=len(names) > 1)


def _is_bare(words: Words, mentions: Mentions, part: _Part) -> bool:
    """Whether nothing but titles stands before a name."""
    mention = mentions.all[part.reading.names[0]]
    return all(
        words.forms[i][0].isupper()
        or mentions.at(i) >= 0
        or words.is_possessive(i)
        or words.lowers[i] in MODIFIERS
        or lexicon.is_person_noun(words.lowers[i])
        for i in range(part.first, mention.first)
    )


def _examples(words: Words, mentions: Mentions, first: int, last: int) -> list[int]:
    """The named of "critics like Senators Roe and Poe", "a fund called Forward"."""
    for index in range(first, min(first + EXAMPLES_WITHIN, last)):
        if words.lowers[index] in EXAMPLES:
            found = mentions.within(index, last)
            return [n for n in found if mentions.all[n].kind in (NameClass.PERSON, NameClass.ORGANIZATION)]
    return []


# ---------------------------------------------------------------------------------------------
# One part
# ---------------------------------------------------------------------------------------------


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
