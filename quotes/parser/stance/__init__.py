"""How statements stand to topics, read off words and never off party or person.

Four levels, in order; each fills what the ones before left unclear, and none overwrites:

1. the words (words.py), 2. a small cross-encoder (judging.py, model.py), 3. the speaker's other statements
(speaker.py), 4. the camp in which the article puts the speaker (camp.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.parser.annotation import Page, Span
from quotes.parser.stance.camp import by_camp
from quotes.parser.stance.judging import ask, believe, clear, find_questions
from quotes.parser.stance.model import Judge
from quotes.parser.stance.speaker import by_speaker
from quotes.parser.stance.topic import find_asked, find_names, find_targets
from quotes.parser.stance.values import Finding, Level, Said, Side, Stance, Target, Topic, TopicName
from quotes.parser.stance.words import read_words

__all__ = ["Finding", "Judge", "Level", "Said", "Side", "Stance", "Topic", "TopicName", "clear", "find_stances"]

WORDS, MODEL, SPEAKER, CAMP = "words", "model", "speaker", "camp"

Found = dict[int, Finding]
"""What a level found, by the number of the statement."""


def find_stances(
    page: Page, said: Sequence[Said], topics: Sequence[Topic], judge: Judge | None, *, method: str = MODEL
) -> tuple[Stance, ...]:
    """The stances of an article's statements, in the order of its text, on each topic: one for each level that looked.

    `judge` is level 2, left out where it is None; `method` is the name under which its findings are given. It is asked
    once, about all topics together.
    """
    targets = [_about(page, said, topic) for topic in topics]
    words = [{index: read_words(page, said[index], found) for index, found in about.items()} for about in targets]
    judged: list[Found] = [{} for _ in topics]
    if judge is not None:
        questions = [
            tuple(find_questions(page.text, said, topic, {index: about[index] for index in about if index not in told}))
            for topic, about, told in zip(topics, targets, map(_told, words), strict=True)
        ]
        answers = ask(judge, (question for one in questions for question in one))
        judged = [believe(said, one, answers, _told(read)) for one, read in zip(questions, words, strict=True)]
    return tuple(
        Stance(index, number, level, name or method, finding)
        for number, levels in enumerate(zip(words, judged, strict=True))
        for level, name, found in _levels(page, said, *levels)
        for index, finding in found.items()
    )


def _about(page: Page, said: Sequence[Said], topic: Topic) -> dict[int, tuple[Target, ...]]:
    """The statements about a topic, and where each names it: nowhere where only its sentence does."""
    names = find_names(page.text, topic)
    if not names:
        return {}
    speaks = any(names.within(span) for one in said for span in one.source)
    targets = {index: find_targets(page, one, names, speaks=speaks) for index, one in enumerate(said)}
    asked = find_asked(page, names)
    return {index: found for index, found in targets.items() if found or _is_asked(said[index], asked)}


def _is_asked(said: Said, asked: Sequence[tuple[Span, Span]]) -> bool:
    """Whether one of the sentences has content of the statement, and the name of the topic beside its parts."""
    return any(
        any(sentence.overlaps(span) for span in said.content) and not any(name.overlaps(span) for span in said.parts)
        for sentence, name in asked
    )


def _levels(page: Page, said: Sequence[Said], words: Found, judged: Found) -> Iterator[tuple[Level, str | None, Found]]:
    """What each level found, with its method; that of level 2 is None."""
    yield Level.STATEMENT, WORDS, words
    yield Level.STATEMENT, None, judged
    told = _told(words | judged)
    spoken = by_speaker(said, told, tuple(words))
    yield Level.SPEAKER, SPEAKER, spoken
    known = told | _told(spoken)
    yield Level.CAMP, CAMP, by_camp(page, said, known, told, words)


def _told(found: Found) -> Found:
    """Those that a level has answered: neutral is an answer, too."""
    return {index: finding for index, finding in found.items() if finding.side is not Side.UNCLEAR}
