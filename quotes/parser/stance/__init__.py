"""How statements stand to topics, read off words and never off party or person.

Four levels, in order; each fills what the ones before left unclear, and none overwrites:

1. the words (words.py), 2. a small cross-encoder (model.py), 3. the speaker's other statements (speaker.py),
4. the camp in which the article puts the speaker (camp.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotes.parser.annotation import Page
from quotes.parser.stance.camp import by_camp
from quotes.parser.stance.model import Judge, calibration
from quotes.parser.stance.pair import Pair
from quotes.parser.stance.speaker import by_speaker
from quotes.parser.stance.statement import in_article, to_pair
from quotes.parser.stance.topic import beside, could_name, find_targets
from quotes.parser.stance.values import (
    UNCLEAR,
    Finding,
    Level,
    Said,
    Side,
    Stance,
    Target,
    Topic,
    TopicName,
)
from quotes.parser.stance.words import read_words

__all__ = ["Finding", "Judge", "Level", "Said", "Side", "Stance", "Topic", "TopicName", "find_stances", "judge_pairs"]

WORDS, MODEL, SPEAKER, CAMP = "words", "model", "speaker", "camp"


def find_stances(
    page: Page, said: Sequence[Said], topics: Sequence[Topic], judge: Judge | None, *, method: str = MODEL
) -> tuple[Stance, ...]:
    """The stances of an article's statements, in the order of its text, on each topic: one for each level that looked.

    `judge` is level 2, left out where it is None; `method` is the name under which its findings are given.
    """
    return tuple(
        stance for number, topic in enumerate(topics) for stance in _on(page, said, topic, number, judge, method)
    )


def _on(
    page: Page, said: Sequence[Said], topic: Topic, number: int, judge: Judge | None, method: str
) -> Iterator[Stance]:
    if not could_name(page.text, topic):
        return
    targets = {index: find_targets(page, one, topic) for index, one in enumerate(said)}
    about = [index for index, found in targets.items() if found or beside(page, said[index], topic)]
    if not about:
        return
    known: dict[int, Finding] = {}

    def settle(found: Mapping[int, Finding], level: Level, name: str) -> Iterator[Stance]:
        for index, finding in found.items():
            if finding.side is not Side.UNCLEAR:
                known[index] = finding
            yield Stance(index, number, level, name, finding)

    yield from settle({index: read_words(page, said[index], targets[index]) for index in about}, Level.STATEMENT, WORDS)
    if judge is not None:
        unclear = [index for index in about if index not in known]
        yield from settle(_judged(page, said, topic, targets, unclear, judge), Level.STATEMENT, method)
    told = dict(known)
    yield from settle(by_speaker(said, known, about), Level.SPEAKER, SPEAKER)
    yield from settle(by_camp(page, said, known, told), Level.CAMP, CAMP)


def _judged(
    page: Page,
    said: Sequence[Said],
    topic: Topic,
    targets: Mapping[int, Sequence[Target]],
    unclear: Sequence[int],
    judge: Judge,
) -> dict[int, Finding]:
    """Level 2: a statement that names the topic by its contrary is asked about that, and the answer turned."""
    asked = []
    for index in unclear:
        target = next(iter(targets[index]), None)
        contrary = target is not None and target.polarity < 0
        words = target.words if target is not None and contrary else topic.name
        asked.append((index, -1 if contrary else 1, *to_pair(page.text, said[index], words, targets[index])))
    answers = judge_pairs(judge, [pair for _, _, pair, _ in asked])
    return {
        index: Finding(finding.side.turned(polarity), finding.score, in_article(finding.evidence, stretches))
        for (index, polarity, _, stretches), finding in zip(asked, answers, strict=True)
    }


def judge_pairs(judge: Judge, pairs: Sequence[Pair]) -> list[Finding]:
    """What level 2 says of pairs; unclear where fewer than four in five such answers are right."""
    least = calibration().least
    answers = judge(pairs) if pairs else ()
    return [
        finding if finding.score >= least else Finding(UNCLEAR.side, finding.score, finding.evidence)
        for finding in answers
    ]
