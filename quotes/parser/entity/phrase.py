"""What a source's words point at: a name, a pronoun, "the councilwoman", "the resolution", "some critics".

The head of "Rana Hale, a spokeswoman for Mayor Sal Ortiz" is Rana Hale, of "a spokesman for Mr. Ortiz" a spokesman,
of "Mr. Ortiz’s supporters" a group nobody names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quotes.parser.annotation import NameClass, Span
from quotes.parser.entity import lexicon
from quotes.parser.entity.mention import Mention
from quotes.parser.entity.words import Words

PRONOUNS = frozenset(
    ["i", "me", "my", "mine", "myself", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves", "who", "whom", "whose", "which", "that", "you", "your", "yours", "this", "these", "those"]
)
POSSESSIVES = frozenset(["my", "his", "her", "its", "our", "their", "your", "whose"])
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"]) | POSSESSIVES
INDEFINITE = frozenset(["a", "an", "one", "another", "some", "any", "no", "many", "most", "several", "few", "other", "others", "each", "every"])
BREAKS = frozenset(
    ["of", "for", "to", "in", "from", "at", "with", "on", "by", "about", "who", "whom", "which", "that", "whose", "as", "into", "over", "near", "inside", "outside", "among", "between", "against", "behind", "within", "under", "after", "before", "during", "since", "through", "like", "including", "such", "than", "while", "when", "where", "because", "if", "not", "is", "are", "was", "were", "has", "have", "had", "will", "would", "close", "familiar"]
)
MARKS = frozenset(",;:()[]–—―-")
COORDINATORS = frozenset(["and", "&", "or"])
INCLUDING = frozenset(["like", "including", "include", "includes", "as", "namely", "especially"])


class Head(StrEnum):
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
    """A source read. `first … last` are the words of the phrase around the head, the head its last one.

    `names` index the mentions it consists of (several speak jointly); `owner` is the word before a possessive
    ("Mr. Ortiz’s", "his"), None where there is none; `definite` holds for "the", "his" and bare headline words.
    """

    head: Head = Head.NONE
    first: int = 0
    last: int = 0
    names: tuple[int, ...] = ()
    owner: int | None = None
    definite: bool = False
    plural: bool = False


class Mentions:
    """The mentions of a page, found by word."""

    def __init__(self, mentions: Sequence[Mention], size: int) -> None:
        self.all = mentions
        self._at = [-1] * size
        for number, mention in enumerate(mentions):
            for index in range(mention.first, mention.last):
                self._at[index] = number

    def at(self, index: int) -> int:
        """The number of the mention that covers a word, -1 for none."""
        return self._at[index] if 0 <= index < len(self._at) else -1

    def within(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the mentions that begin among the words first … last - 1."""
        before = -1
        for index in range(first, last):
            number = self._at[index]
            if number >= 0 and number != before and self.all[number].first >= first:
                yield number
            before = number


def read_source(words: Words, mentions: Mentions, spans: Sequence[Span]) -> Reading:
    """Find what a source's words point at. Without words in it: `Head.NONE`."""
    ranges = [words.range(span) for span in spans]
    ranges = [found for found in ranges if len(found)]
    if not ranges:
        return Reading()
    first, last = ranges[0].start, ranges[-1].stop
    first, last = _trim(words, mentions, first, last)
    if first >= last:
        return Reading()
    if words.lowers[first] in PRONOUNS and (
        last - first == 1 or words.lowers[first + 1] in ("both", "himself", "herself", "themselves", "all")
    ):
        return Reading(Head.PRONOUN, first, first + 1)
    return _read(words, mentions, first, last)


def _trim(words: Words, mentions: Mentions, first: int, last: int) -> tuple[int, int]:
    while first < last and (
        not words.forms[first][0].isalnum() or words.lowers[first] in ("and", "but", "according", "so", "then")
    ):
        first += 1
    while last > first and (not words.forms[last - 1][0].isalnum() and mentions.at(last - 1) < 0):
        last -= 1
    return first, last


def _read(words: Words, mentions: Mentions, first: int, last: int) -> Reading:
    parts = list(_parts(words, mentions, first, last))
    readings = [_core(words, mentions, *part) for part in parts]
    main = readings[0]
    if main.head is Head.NAME:
        joint = list(main.names)
        for reading, part in zip(readings[1:], parts[1:], strict=True):
            if reading.head is Head.NAME and _is_joined(words, part[0], first):
                joint += [name for name in reading.names if name not in joint]
            elif words.forms[part[0] - 1] not in COORDINATORS:
                break
        return Reading(Head.NAME, main.first, main.last, tuple(joint), main.owner, True, len(joint) > 1)
    for reading, part in zip(readings[1:], parts[1:], strict=True):
        if reading.head is not Head.NAME:
            continue
        bare = main.head is Head.PERSON and not main.plural
        if (bare and _modifies(words, main, part[0])) or _stands_beside(words, mentions, reading, part[0]):
            return reading
        if words.lowers[part[0] - 1] in COORDINATORS and main.head in (Head.GROUP, Head.PERSON):
            return reading
    if main.head in (Head.GROUP, Head.PERSON) and main.plural:
        named = _examples(words, mentions, main.last, last)
        if named:
            return Reading(Head.NAME, main.first, main.last, named, None, True, len(named) > 1)
    return main


def _is_joined(words: Words, start: int, first: int) -> bool:
    """Whether a name is one of a list: after "and", or after a comma that an "and" follows further on."""
    return words.lowers[start - 1] in COORDINATORS or (
        words.forms[start - 1] == ","
        and any(words.lowers[i] in COORDINATORS for i in range(start, min(start + 8, len(words))))
    )


def _modifies(words: Words, main: Reading, start: int) -> bool:
    """ "Congressman and candidate John Roe": two titles of one man."""
    return words.lowers[start - 1] in COORDINATORS and words.lowers[main.first] not in INDEFINITE


def _stands_beside(words: Words, mentions: Mentions, reading: Reading, start: int) -> bool:
    """ "The firm’s chief, John Roe": a name in apposition, with nothing but titles before it."""
    if words.forms[start - 1] not in MARKS:
        return False
    mention = mentions.all[reading.names[0]]
    return mention.title <= start + 1 or all(words.forms[i][0].isupper() for i in range(start, mention.first))


def _examples(words: Words, mentions: Mentions, first: int, last: int) -> tuple[int, ...]:
    """The named of "critics like Senators Roe and Poe"."""
    for index in range(first, min(first + 3, last)):
        if words.lowers[index] in INCLUDING:
            return tuple(mentions.within(index, last))
    return ()


def _parts(words: Words, mentions: Mentions, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a source at marks and coordinators that stand outside names."""
    start = first
    for index in range(first, last):
        number = mentions.at(index)
        if number >= 0 and number == mentions.at(index - 1) and number == mentions.at(index + 1):
            continue
        form = words.forms[index]
        if form in MARKS or (words.lowers[index] in COORDINATORS and mentions.at(index) < 0):
            if index > start:
                yield start, index
            start = index + 1
    if start < last:
        yield start, last


def _core(words: Words, mentions: Mentions, first: int, last: int) -> Reading:
    """The noun phrase at the head of one part: up to the first preposition or relative."""
    end = first
    while end < last and (
        end == first
        or words.lowers[end] not in BREAKS
        or mentions.at(end) >= 0
        or (words.forms[end].isupper()
        and len(words.forms[end]) > 1)
    ):
        end += 1
    while end > first and (
        words.is_possessive(end - 1)
        or words.lowers[end - 1] in ("both", "also", "himself", "herself", "itself", "alone", "all", "each")
    ):
        if end - first <= 1:
            break
        end -= 1
    owner = _owner(words, mentions, first, end)
    number = mentions.at(end - 1)
    definite = _is_definite(words, first)
    if number >= 0 and not _is_modifier_only(words, mentions, number, end):
        return Reading(Head.NAME, first, end, (number,), owner, True)
    lower = words.lowers[end - 1]
    head, plural = _kind(lower)
    if first > 0 and words.lowers[first] in INDEFINITE and lexicon.singular(lower) != lower and head is Head.PERSON:
        plural = True
    return Reading(head, first, end, (), owner, definite, plural)


def _is_modifier_only(words: Words, mentions: Mentions, number: int, end: int) -> bool:
    """A nationality or party is no one: "the Americans", "Democrats"."""
    mention = mentions.all[number]
    return mention.kind is NameClass.MISCELLANEOUS


def _owner(words: Words, mentions: Mentions, first: int, end: int) -> int | None:
    for index in range(end - 1, first, -1):
        if words.is_possessive(index):
            return index - 1
    return first if words.lowers[first] in POSSESSIVES and end - first > 1 else None


def _is_definite(words: Words, first: int) -> bool:
    lower = words.lowers[first]
    return lower in DEFINITE or (lower not in INDEFINITE and not lower[0].isdigit())


def _kind(lower: str) -> tuple[Head, bool]:
    """What a noun heads, and whether it is plural."""
    single = lexicon.singular(lower)
    plural = single != lower
    if lower in lexicon.words("plural_nouns"):
        return Head.GROUP, True
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
