"""Labels of a transcript that name nobody: "THE WITNESS:", "THE COURT:", "A:", "OL:" where there is an Olivia Long."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Attribution, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.mention import Mention, is_body, surnames
from quotes.parser.entity.words import Words
from quotes.parser.layout import TRANSCRIPT, voices

INITIALS = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2,3}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label that names nobody: the words first … last - 1, and whose turns it marks.

    `nouns` are of an office, "asks" or "answers"; else `initials` are somebody's.
    """

    first: int
    last: int
    nouns: tuple[str, ...] = ()
    initials: str = ""


def find_labels(words: Words, named: Sequence[Mention], attributions: Sequence[Attribution]) -> Mapping[int, Label]:
    """Such labels by the number of their statement. `named` are the names that are tagged."""
    turns = [number for number, one in enumerate(attributions) if one.method == TRANSCRIPT]
    if not turns:
        return {}
    letters = {found for mention in named for found in initials_of(words, mention)}
    full = {form.lower() for form in surnames(words, [mention for mention in named if mention.length > 1])}
    known = {form.lower() for form in surnames(words, named)}
    found = {}
    for number in turns:
        source = words.range(attributions[number].source[0])
        label = _initials(words, source, letters) or _noun(words, source, full, known)
        if label:
            found[number] = label
    return found


def initials_of(words: Words, mention: Mention) -> Iterator[str]:
    """OML and OL of Olivia M. Long."""
    letters = [form[0] for form in words.forms[mention.first : mention.last] if form[0].isupper()]
    if mention.kind is NameClass.PERSON and len(letters) > 1:
        yield "".join(letters)
        yield letters[0] + letters[-1]


def _initials(words: Words, source: range, letters: Collection[str]) -> Label | None:
    printed = words.between(source.start, source.stop)
    initials = printed.replace(".", "")
    if INITIALS.fullmatch(printed) and initials in letters:
        return Label(source.start, source.stop, initials=initials)
    return None


def _noun(words: Words, source: range, full: Collection[str], known: Collection[str]) -> Label | None:
    """ "THE CLERK", "MODERATOR", "Q". A noun may be a surname: `full` are those of full names, `known` all."""
    *before, noun = (lower.rstrip(".") for lower in words.lowers[source.start : source.stop])  # "Q." is one word
    if before not in ([], ["the"]) or (not before and noun in full):
        return None
    if noun in voices():
        return Label(source.start, source.stop, voices()[noun])
    if not before and noun in known:
        return None
    office = lexicon.is_person_noun(lexicon.singular(noun)) or (bool(before) and is_body(noun))
    return Label(source.start, source.stop, (noun,)) if office else None
