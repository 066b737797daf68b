"""Level 2 over an article: what the cross-encoder is asked, and how far its answers are believed.

It is asked about the name by which a statement means the topic, as it learned to be: "sanctuary cities endanger us" is
put to it with "sanctuary cities" whatever the topic, and the answer turned where that name is a contrary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quotes.parser.stance.model import Judge, calibration
from quotes.parser.stance.pair import Pair
from quotes.parser.stance.statement import Stretch, in_article, to_pair
from quotes.parser.stance.values import Finding, Said, Side, Target, Topic

# By how much the odds fall that a side is right, both measured on newsquotes-train:
UNNAMED = 0.5  # where the statement does not name the topic: of sure answers 69 % are right there, and 82 % elsewhere
AT_ODDS = 2 / 9  # where a speaker is at odds with themself: they are in 2 of 11 pairs of their statements with sides


@dataclass(frozen=True, slots=True)
class Question:
    """A statement put to level 2; `polarity` is -1 where it is asked about a contrary of the topic."""

    statement: int
    polarity: int
    pair: Pair
    stretches: tuple[Stretch, ...]


def find_questions(
    article: str, said: Sequence[Said], topic: Topic, targets: Mapping[int, Sequence[Target]]
) -> Iterator[Question]:
    """A question for each of the statements of which `targets` has the targets."""
    for index, found in targets.items():
        meant = next((one for one in found if one.words == topic.name), found[0] if found else None)
        words, polarity = (meant.words, meant.polarity) if meant else (topic.name, 1)
        yield Question(index, polarity, *to_pair(article, said[index], words, found))


def ask(judge: Judge, questions: Iterable[Question]) -> dict[Pair, Finding]:
    """The judge's answers, each pair asked once: topics may share a name."""
    pairs = tuple(dict.fromkeys(question.pair for question in questions))
    return dict(zip(pairs, judge(pairs), strict=True)) if pairs else {}


def believe(
    said: Sequence[Said], questions: Iterable[Question], answers: Mapping[Pair, Finding], words: Mapping[int, Finding]
) -> dict[int, Finding]:
    """What the answers say of the statements on a topic, given what the `words` of others say.

    An answer on a statement that does not name the topic is believed less, and so is one that has a speaker take the
    other side than they do in their words elsewhere, or by a surer answer. What is too doubtful is unclear.
    """
    taken = {said[index].speaker: finding.side for index, finding in words.items() if said[index].speaker}
    found: dict[int, Finding] = {}
    for index, finding in sorted(_answered(questions, answers), key=lambda one: -one[1].score):
        speaker, contrary = said[index].speaker, finding.side.turned(-1)
        if contrary is not finding.side and taken.get(speaker) is contrary:
            finding = _weaker(finding, AT_ODDS)
        found[index] = clear(finding)
        if speaker is not None and found[index].side in (Side.SUPPORT, Side.OPPOSE):
            taken.setdefault(speaker, finding.side)
    return dict(sorted(found.items()))


def clear(finding: Finding) -> Finding:
    """Unclear instead where fewer than four in five answers of such a score are right."""
    sure = finding.score >= least()
    return finding if sure else Finding(Side.UNCLEAR, finding.score, finding.evidence)


@cache
def least() -> float:
    return calibration().least


def _answered(questions: Iterable[Question], answers: Mapping[Pair, Finding]) -> Iterator[tuple[int, Finding]]:
    for question in questions:
        answer = answers[question.pair]
        evidence = in_article(answer.evidence, question.stretches)
        finding = Finding(answer.side.turned(question.polarity), answer.score, evidence)
        yield question.statement, finding if question.pair.mentions else _weaker(finding, UNNAMED)


def _weaker(finding: Finding, factor: float) -> Finding:
    """With the odds that it is right multiplied."""
    odds = factor * finding.score
    return Finding(finding.side, odds / (odds + 1 - finding.score or 1.0), finding.evidence)
