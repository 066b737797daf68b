"""The limits of titles and appositions: words that end them, labels to step over."""

from __future__ import annotations

from quotes.parser.annotation import NameClass
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.phrase import BREAKS, DEFINITE, INDEFINITE, MARKS
from quotes.parser.entity.words import Words

DETERMINERS = DEFINITE | INDEFINITE | {"no", "our"}
STOPS = DETERMINERS | BREAKS | closed_class("clause_words", "clash_verbs")
PREPOSITIONS = frozenset(["of", "for", "to", "at", "with", "in", "on", "from"])
APPOSITION_MARKS = frozenset([",", "–", "—", "―", "-"])
ENDS = frozenset('“”";.?!')
LABEL = 8
"""The most words of a label in brackets: "(R-Tex.)"."""


def after_label(words: Words, index: int) -> int:
    """The word behind a label in brackets: "(R-Tex.)"."""
    if index < len(words) and words.forms[index] == "(":
        for close in range(index, min(index + LABEL, len(words))):
            if words.forms[close] == ")":
                return close + 1
    return index


def follows_name(words: Words, mentions: Mentions, index: int) -> bool:
    """Whether what begins here is itself an apposition to a name before it: "Roe, [the mayor], Poe and Day"."""
    mark = index - 1
    return mark > 0 and words.forms[mark] in MARKS and mentions.kind(mark - 1) is NameClass.PERSON
