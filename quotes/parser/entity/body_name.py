"""The names of bodies of which the tagger found a part: "[Committee] on Science, Space and Technology"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.parser.annotation import NameClass
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mention, is_body
from quotes.parser.entity.words import Words

FIELDS = {
    "on": closed_class("bodies_on"),
    "for": closed_class("bodies_for"),
    "of": closed_class("bodies_of"),
}
"""Words between a noun for bodies and its field → the nouns that have one: "Center [for] Economic Research"."""
SCHOOLS = frozenset(["university", "college"])
CALENDAR = closed_class("calendar")
JOINERS = frozenset(["and", "&"])
LONGEST_FIELD = 8
"""In words."""


def join_bodies(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The names of a page, bodies among them up to the end of their names; what a name swallows is left out."""
    alone = Counter(words.between(mention.first, mention.last) for mention in mentions)
    kinds = {index: mention.kind for mention in mentions for index in range(mention.first, mention.last)}
    end = 0
    for mention in mentions:
        if mention.first < end:
            continue
        if mention.kind is NameClass.ORGANIZATION and words.forms[mention.first][0].isupper():
            mention = replace(mention, last=_end(words, mention, kinds, alone))
        end = mention.last
        yield mention


def _end(words: Words, mention: Mention, kinds: dict[int, NameClass], alone: Counter[str]) -> int:
    last = mention.last
    if last + 1 >= len(words) or words.sentences[last] != words.sentences[last - 1]:
        return last
    if last not in kinds and _is_upper(words, last) and is_body(words.lowers[last]) and not _is_upper(words, last + 1):
        return last + 1
    if _has_field(words, mention) and words.lowers[last] in JOINERS and _goes_on(words, last, kinds, alone):
        last += 1
        while _is_upper(words, last) and kinds.get(last) not in (NameClass.PERSON, NameClass.LOCATION):
            last += 1
        return last
    noun, joint = words.lowers[last - 1], words.lowers[last]
    at = noun in SCHOOLS and joint == "at"
    if not (at or noun in FIELDS.get(joint, ())) or words.lowers[last + 1] in CALENDAR:
        return last
    stop = min(last + 1 + LONGEST_FIELD, len(words))
    closed = {NameClass.PERSON} if at else {NameClass.PERSON, NameClass.LOCATION}
    index = last + 1
    while index < stop and words.sentences[index] == words.sentences[last]:
        part = _is_upper(words, index) and kinds.get(index) not in closed
        if not part and (index == last + 1 or not _goes_on(words, index, kinds, alone)):
            break
        index += 1
    return index if index > last + 1 else last


def _has_field(words: Words, mention: Mention) -> bool:
    """Whether a name already has its noun and part of its field: "[Center for Marine] and Harbor Research"."""
    inside = range(mention.first + 1, mention.last - 1)
    return any(words.lowers[index - 1] in FIELDS.get(words.lowers[index], ()) for index in inside)


def _goes_on(words: Words, index: int, kinds: dict[int, NameClass], alone: Counter[str]) -> bool:
    """Whether "and" or a comma stands inside a name: "Space[,] Air [and] Sea", not "Labor and the Times"."""
    after = index + 1
    if (
        after + 1 >= len(words)
        or not _is_upper(words, after)
        or kinds.get(after) in (NameClass.PERSON, NameClass.LOCATION)
    ):
        return False
    if words.forms[index] == ",":
        return words.lowers[after + 1] in JOINERS and _is_upper(words, after + 2)
    if words.lowers[index] not in JOINERS:
        return False
    last = after
    while last < len(words) and _is_upper(words, last):
        last += 1
    name = words.between(after, last)
    return alone[name] < 2 and not is_body(words.lowers[last - 1]) and not words.forms[after].isupper()


def _is_upper(words: Words, index: int) -> bool:
    return index < len(words) and words.forms[index][0].isupper() and words.forms[index][-1].isalpha()
