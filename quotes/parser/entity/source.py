"""A whole source, of one part or several: "[Roe] and Sen. [Poe]", "her lawyer, [Day]", "critics like [Roe]"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quotes.parser.annotation import NameClass, Span
from quotes.parser.entity import lexicon
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.phrase import COORDINATORS, EXAMPLES, INDEFINITE, MARKS, Head, Reading, read_core
from quotes.parser.entity.words import Words

LEADING = closed_class("leading")
MODIFIERS = closed_class("title_modifiers") | {"the"}
NAMED = frozenset(["named", "called", "dubbed"])
EXAMPLES_WITHIN = 4
"""The word "like" or "including" stands at most so many words behind the head."""


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
    listed = parts[1].first if len(parts) > 1 and words.lowers[parts[1].first] in EXAMPLES else -1
    examples = _examples(words, mentions, listed, last) if listed >= 0 else ()
    if examples and (main.plural or main.head in (Head.GROUP, Head.OTHER)):
        return _joint(examples, main)
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
        or words.forms[i][0].isdigit()
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
