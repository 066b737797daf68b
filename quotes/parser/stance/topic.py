"""Is a statement about a topic, and where does it say so?

"Sanctuary cities are aiding these cartels" names it; "She said that would be detrimental" says "that" for what the
sentence before names; in "calling them a threat" the pronoun is what the cue is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes.parser.annotation import Page, Span
from quotes.parser.sentence import sentences
from quotes.parser.stance.pair import WORD, stem, stems
from quotes.parser.stance.values import Said, Target, Topic

SLACK = 6  # words that may stand among those of a name: "help you (federal immigration officials)"
PRONOUN = re.compile(r"(?:that|this|it|they|them|those|these|such)\b", re.IGNORECASE)
DEMONSTRATIVE = re.compile(r"that|this|these|those|such", re.IGNORECASE)
AUXILIARY = re.compile(
    r"(?:is|was|are|were|be|would|will|wo|could|can|may|might|must|should|has|had|have|does|did|do|means?|meant|makes?|made"
    r"|goes|went|sounds?|seems?|looks?)(?:n[’']t)?",
    re.IGNORECASE,
)
OPENING = 2  # a pronoun among so many first words of a content may stand for the topic
BACK = 400  # characters before a pronoun in which the topic is looked for
BACK_NOUN = 1500  # the same where a noun says which: "that communication"
BESIDE = re.compile(r"\W*(?:that|which|who)\b", re.IGNORECASE)
DESCRIBED = 40  # characters from a name to the next that is part of its description: "cities that decline to cooperate"


def could_name(text: str, topic: Topic) -> bool:
    """Whether the article has all words of a name of the topic, however far apart: if not, nothing is about it."""
    had = _article(text).stems
    return any(stems(name.words) <= had for name in topic.all_names)


def find_names(text: str, within: Span, topic: Topic) -> tuple[Target, ...]:
    """Where a stretch names the topic: all telling words of a name near each other, in any order.

    Of names that overlap the one with most words counts. What only describes a target is part of it: in "sanctuary
    cities that decline to cooperate" nobody says that they should not.
    """
    words = _words_within(text, within)
    found = [
        (len(stems(name.words)), Target(span, name.polarity, name.words))
        for name in topic.all_names
        for span in _together(words, stems(name.words))
    ]
    kept: list[Target] = []
    for _, target in sorted(found, key=lambda one: (-one[0], one[1].span)):
        if not any(target.span.overlaps(other.span) for other in kept):
            kept.append(target)
    return _undescribed(text, sorted(kept, key=lambda target: target.span))


def find_targets(page: Page, said: Said, topic: Topic) -> tuple[Target, ...]:
    """Where a statement is about the topic: in its content, by name, else by a pronoun that opens it."""
    named = tuple(target for span in said.content for target in find_names(page.text, span, topic))
    return named or tuple(_by_pronoun(page, said, topic))


def beside(page: Page, said: Said, topic: Topic) -> bool:
    """Whether the sentences of a statement name the topic outside of its content: what is said is about it, too."""
    around = [
        sentence
        for paragraph in page.paragraphs
        if paragraph.span.overlaps(said.content[0])
        for sentence in _sentences(page.text, paragraph.span)
    ]
    return any(
        not any(target.span.overlaps(span) for span in said.content)
        for sentence in around
        if any(sentence.overlaps(span) for span in said.content)
        for target in find_names(page.text, sentence, topic)
    )


@dataclass(frozen=True, slots=True)
class _Article:
    """The words of a text in order: the stem of each, where it starts and where it ends."""

    words: tuple[tuple[str, int, int], ...]
    stems: frozenset[str]


# An article is asked about statement by statement and topic by topic.
@lru_cache(maxsize=2)
def _article(text: str) -> _Article:
    words = tuple((stem(m.group()), m.start(), m.end()) for m in WORD.finditer(text))
    return _Article(words, frozenset(one for one, _, _ in words))


@lru_cache(maxsize=128)
def _sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    return sentences(text, paragraph)


def _words_within(text: str, within: Span) -> Sequence[tuple[str, int, int]]:
    words = _article(text).words
    start = bisect_left(words, within.start, key=lambda word: word[1])
    return words[start : bisect_right(words, within.end, key=lambda word: word[2])]


def _together(words: Sequence[tuple[str, int, int]], wanted: frozenset[str]) -> Iterator[Span]:
    """The shortest stretches with all the wanted stems, left to right."""
    last: dict[str, int] = {}
    for index, (one, _, end) in enumerate(words):
        if one not in wanted:
            continue
        last[one] = index
        first = min(last.values())
        if len(last) == len(wanted) and index - first < len(wanted) + SLACK:
            yield Span(words[first][1], end)
            last = {}


def _undescribed(text: str, targets: Sequence[Target]) -> tuple[Target, ...]:
    kept: list[Target] = []
    for target in targets:
        before = kept[-1] if kept else None
        if before and target.span.start - before.span.end < DESCRIBED and BESIDE.match(text, before.span.end):
            kept[-1] = Target(Span(before.span.start, target.span.end), before.polarity, before.words)
        else:
            kept.append(target)
    return tuple(kept)


def _by_pronoun(page: Page, said: Said, topic: Topic) -> Iterator[Target]:
    span = said.content[0]
    words = list(WORD.finditer(page.text, span.start, span.end))
    for index, word in enumerate(words[:OPENING]):
        if not PRONOUN.fullmatch(word.group()):
            continue
        noun = words[index + 1] if index + 1 < len(words) else None
        before = Span(max(0, span.start - BACK_NOUN), span.start)
        earlier = find_names(page.text, before, topic)
        pointing = noun is not None and DEMONSTRATIVE.fullmatch(word.group()) and not AUXILIARY.fullmatch(noun.group())
        same = [t for t in earlier if pointing and noun and stem(noun.group()) in stems(t.span.of(page.text))]
        if noun and same:
            yield Target(Span(word.start(), noun.end()), same[-1].polarity, same[-1].words)
            return
        if earlier and not pointing and _next_to(page, earlier[-1].span, word.start()):
            yield Target(Span(word.start(), word.end()), earlier[-1].polarity, earlier[-1].words)
            return


def _next_to(page: Page, name: Span, at: int) -> bool:
    """Whether nothing but the sentence of the pronoun and the one before lies between: "that" reaches no further."""
    paragraphs = [paragraph.span for paragraph in page.paragraphs]
    owner = bisect_right(paragraphs, name.start, key=lambda span: span.start) - 1
    if owner < 0 or at - name.end > BACK:
        return False
    end = next((s.end for s in _sentences(page.text, paragraphs[owner]) if s.start <= name.start < s.end), name.end)
    between = page.text[end:at]
    return len(re.findall(r"[.!?]\W*\s", between)) <= 1 and between.count("\n\n") <= 1
