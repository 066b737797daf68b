"""A proper name in the text, and where names stand on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.names import SUFFIXES
from quotes.parser.entity.words import Words

APOSTROPHE = re.compile("['’]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: the words first … last - 1, and the title words from `title` to `first`."""

    first: int
    last: int
    kind: NameClass
    title: int

    @property
    def length(self) -> int:
        return self.last - self.first


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

    def kind(self, index: int) -> NameClass | None:
        """The class of the name that covers a word, None for no name."""
        number = self.at(index)
        return self.all[number].kind if number >= 0 else None

    def within(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the mentions that begin among the words first … last - 1."""
        before = -1
        for index in range(first, last):
            number = self._at[index]
            if number >= 0 and number != before and self.all[number].first >= first:
                yield number
            before = number


def is_title(words: Words, index: int) -> bool:
    """Whether a capitalised word may be a title: "Sen.", "Councilwoman", but not "Dean" of "Dean Heller"."""
    form, lower = words.forms[index], words.lowers[index]
    if form in lexicon.titles():
        return True
    return form[0].isupper() and lower not in lexicon.given_names() and lexicon.is_person_noun(lower)


def is_body(lower: str) -> bool:
    """Whether a word is a noun for bodies, singular or plural."""
    return lexicon.is_group_noun(lower) or lexicon.is_group_noun(lexicon.singular(lower))


def base(lower: str) -> str:
    """A word without what is contracted with it: "we" of "we’ve"."""
    return APOSTROPHE.split(lower, maxsplit=1)[0]


def surnames(words: Words, mentions: Iterable[Mention]) -> Counter[str]:
    """How often each word is the last of a person's name."""
    found: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind is NameClass.PERSON:
            last = mention.last - 1
            if words.lowers[last].rstrip(".") in SUFFIXES:
                last -= 1 + (words.forms[last - 1] == ",")
            if last >= mention.first and len(words.forms[last]) > 1:
                found[words.forms[last]] += 1
    return found
