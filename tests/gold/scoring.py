"""How far a parse agrees with labelled articles.

A word is a run of `\\w`, so marks, punctuation and spaces at the edges of a span do not matter. A predicted statement
is a gold one where their contents have at least half of their words in common (intersection over union; one to one,
the best pairs first). Its source is right where the two sources share a word, or both are empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from quotes.parser.annotation import Kind, Parse, Span, Statement
from tests.gold import Article, Choice, Gold

WORD = re.compile(r"\w+")
SAME_STATEMENT = 0.5  # intersection over union of the words of two contents
SAME_ROLE = 0.5  # F1 of the words of two roles, or more
SAME_PLACE = 0.5  # more than this: "North Carolina" is not "South Carolina"

FIELDS = ("speaker", "no speaker", "role", "no role", "jurisdiction", "no jurisdiction")

Words = frozenset[int]


@dataclass(slots=True)
class Figures:
    """Counts of statements, by kind: of the gold ones for recall, of the predicted ones for precision."""

    gold: Counter[Kind] = field(default_factory=Counter)
    predicted: Counter[Kind] = field(default_factory=Counter)
    right_gold: Counter[Kind] = field(default_factory=Counter)
    right_predicted: Counter[Kind] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    right_fields: Counter[str] = field(default_factory=Counter)

    def f1(self, kinds: Collection[Kind] = tuple(Kind)) -> float:
        """Content and source right, in percent."""
        gold, predicted, right_gold, right_predicted = (
            sum(counts[kind] for kind in kinds)
            for counts in (self.gold, self.predicted, self.right_gold, self.right_predicted)
        )
        precision = right_predicted / predicted if predicted else 0.0
        recall = right_gold / gold if gold else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    def accuracy(self, name: str) -> float:
        """Speaker, role or jurisdiction right, in percent of the found statements that have one."""
        return 100 * self.right_fields[name] / self.fields[name] if self.fields[name] else 0.0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def measure(article: Article, parse: Parse) -> Figures:
    """The counts of one article."""
    pairs = match(article, parse.statements)
    found = {gold: parse.statements[predicted] for gold, predicted in pairs.items()}
    figures = Figures()
    for statement in parse.statements:
        figures.predicted[statement.kind] += 1
    for index, gold in enumerate(article.statements):
        if index not in found and gold.optional:
            continue
        figures.gold[gold.kind] += 1
        if index not in found:
            continue
        if same_source(gold, found[index], article.text):
            figures.right_gold[gold.kind] += 1
            figures.right_predicted[found[index].kind] += 1
        _count_fields(figures, gold, found[index])
    return figures


def match(article: Article, predicted: Sequence[Statement]) -> dict[int, int]:
    """Which gold statement was found as which predicted one, by index."""
    golds = [words_in(gold.content, article.text) for gold in article.statements]
    others = [words_in(statement.content, article.text) for statement in predicted]
    candidates = sorted(
        (-overlap, i, j)
        for i, gold in enumerate(golds)
        for j, other in enumerate(others)
        if (overlap := len(gold & other) / len(gold | other)) >= SAME_STATEMENT
    )
    pairs: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def words_in(spans: Iterable[Span], text: str) -> Words:
    """The words that spans touch, as the positions they begin at."""
    words = [Span(*found.span()) for found in WORD.finditer(text)]
    return frozenset(word.start for span in spans for word in words if word.overlaps(span))


def same_source(gold: Gold, predicted: Statement, text: str) -> bool:
    right, given = words_in(gold.source, text), words_in(predicted.source, text)
    return bool(right & given) if right else not given


def _count_fields(figures: Figures, gold: Gold, predicted: Statement) -> None:
    role = predicted.speaker.role
    place = role.jurisdiction.name if role.jurisdiction else None
    _count(figures, "speaker", gold.speaker.name, is_right(gold.speaker.name, predicted.speaker.name, same_name))
    _count(figures, "role", gold.speaker.role, is_right(gold.speaker.role, role.title, same_role))
    _count(figures, "jurisdiction", gold.speaker.jurisdiction, is_right(gold.speaker.jurisdiction, place, same_place))


def _count(figures: Figures, name: str, choice: Choice, right: bool) -> None:
    name = name if choice[0] is not None else f"no {name}"
    figures.fields[name] += 1
    figures.right_fields[name] += right


def is_right(choice: Choice, given: str | None, same: Callable[[str, str], bool]) -> bool:
    """Whether one of the right values was given. Nothing is right only where nothing is the best value."""
    if given is None:
        return choice[0] is None
    return any(same(value, given) for value in choice if value is not None)


def same_name(right: str, given: str) -> bool:
    """Equal, or the words of one are all in the other and both end in the same word ("Ann Lee", "Lee").

    Joint speakers stand with "; " between them: each must have its like on the other side.
    """
    rights, givens = ([_words_of(name) for name in names.split(";")] for names in (right, given))
    return all(any(_one_name(a, b) for b in givens) for a in rights) and all(
        any(_one_name(a, b) for a in rights) for b in givens
    )


def _one_name(a: Sequence[str], b: Sequence[str]) -> bool:
    return bool(a and b) and a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a))


def same_role(right: str, given: str) -> bool:
    return _common(right, given) >= SAME_ROLE


def same_place(right: str, given: str) -> bool:
    return _common(right, given) > SAME_PLACE


def _common(right: str, given: str) -> float:
    a, b = set(_words_of(right)), set(_words_of(given))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _words_of(value: str) -> list[str]:
    return WORD.findall(re.sub(r"[^\w\s]", "", re.sub("[-–—/]", " ", value.casefold())))
