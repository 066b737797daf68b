"""The words of a page with their sentence and paragraph, as the steps that look at neighbours need them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Page, Passage, Span
from quotes.parser.entity import lexicon
from quotes.parser.segment import sentences

LETTERS = r"\w[\w\u0300-\u036f]*(?:(?:(?<=[ÃÂ])|(?<=A\u0303))[^\w\s]\w*)*"
"""Letters and the accents written behind them; "é" may have become "Ã©" on the way."""
WORD = re.compile(
    r"(?:[A-Z]\.-?)+(?:[A-Z](?!\w))?"  # U.S., J.D.
    r"|['’]s\b"
    rf"|{LETTERS}(?:(?!['’]s\b|(?<=\w\w\w)-[A-Z]{{2}})[-’'.&@]\w+)*"  # O’Keefe, AT&T, co-founder, but CNN - ORC
    r"|[^\w\s]"
)
APOSTROPHES = frozenset("'’")


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists, one entry a word or mark.

    `forms` are as printed, `lowers` in lower case; `sentences` and `paragraphs` number them over the whole page;
    `quoted` tells which stand inside a passage.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[str]
    lowers: Sequence[str]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    quoted: Sequence[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def range(self, span: Span) -> range:
        """The words that a span touches."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """The characters of the words first … last - 1."""
        return Span(self.starts[first], self.ends[last - 1])

    def between(self, first: int, last: int) -> str:
        """The text of the words first … last - 1, wrapped lines joined."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split()) if last > first else ""

    def is_possessive(self, index: int) -> bool:
        """Whether the mark at an index makes the word before it a possessive: ’s, or the bare ’ of "Sessions’"."""
        if not 0 < index < len(self) or self.ends[index - 1] != self.starts[index]:
            return False
        form = self.lowers[index]
        return form in ("’s", "'s") or (form in APOSTROPHES and self.lowers[index - 1].endswith("s"))


def split_words(page: Page, passages: Sequence[Passage] = ()) -> Words:
    """Cut every paragraph of a page into words and sentences. Linear in the length of the text."""
    dotted = {title.split()[-1][:-1] for title in lexicon.titles() if title.endswith(".")} | {"Jr", "Sr"}
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    numbers: list[int] = []
    paragraphs: list[int] = []
    number = -1
    for index, paragraph in enumerate(page.paragraphs):
        for sentence in sentences(page.text, paragraph.span):
            number += 1
            for match in WORD.finditer(page.text, sentence.start, sentence.end):
                form = match[0]
                if form == "." and forms and ends[-1] == match.start() and forms[-1] in dotted:
                    forms[-1] += form
                    ends[-1] += 1
                    continue
                starts.append(match.start())
                ends.append(match.end())
                forms.append(form)
                numbers.append(number)
                paragraphs.append(index)
    lowers = [form.lower() for form in forms]
    return Words(page.text, starts, ends, forms, lowers, numbers, paragraphs, _quoted(starts, passages))


def _quoted(starts: list[int], passages: Sequence[Passage]) -> list[bool]:
    flags = [False] * len(starts)
    for passage in passages:
        if passage.depth == 0:
            first, last = bisect_left(starts, passage.span.start), bisect_left(starts, passage.span.end)
            flags[first:last] = [True] * (last - first)
    return flags
