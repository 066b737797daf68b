"""Is a statement about a topic, and where does it say so?

"Sanctuary cities are aiding these cartels" names it; "She said that would be detrimental" says "that" for what the
sentence before names; in "calling them a threat" the pronoun is what the cue is about; and what Lin says "asked about
sanctuary cities" is about them whatever it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes.parser.annotation import Page, Span
from quotes.parser.sentence import sentences
from quotes.parser.stance.forms import root, roots
from quotes.parser.stance.pair import WORD
from quotes.parser.stance.values import Said, Target, Topic

SLACK = 6  # words that may stand among those of a name: "help you (federal immigration officials)"
SLACK_OF_TWO = 2  # the same where a name has two telling words: "control of the guns", not "health experts do care"
PRONOUN = re.compile(r"(?:that|this|it|they|them|those|these|such)\b", re.IGNORECASE)
DEMONSTRATIVE = re.compile(r"that|this|these|those|such", re.IGNORECASE)
OF_MANY = re.compile(r"they|them|those|these", re.IGNORECASE)
IT = re.compile(r"it", re.IGNORECASE)
AUXILIARY = re.compile(
    r"(?:is|was|are|were|be|would|will|wo|could|can|may|might|must|should|has|had|have|does|did|do|means?|meant|makes?|made"
    r"|goes|went|sounds?|seems?|looks?)(?:n[’']t)?",
    re.IGNORECASE,
)
EMPTY_IT = re.compile(
    r"it(?:[’']s|[’']d be|\W+(?:\w+\W+){1,2}?(?:be|been)|\W+(?:is|was|seems?|takes?|took))\W+(?:[^\W\d_]+\W+){0,4}?"
    r"(?:to|that|whether|if|how|for|when|like)\b",
    re.IGNORECASE,
)
"""The "it" of "it would be difficult to measure" stands for nothing."""
OPENING = 2  # a pronoun among so many first words of a content may stand for the topic
BACK = 400  # characters before a pronoun in which the topic is looked for
BACK_NOUN = 1500  # the same where a noun says which: "that communication"
BESIDE = re.compile(r"\W*(?:that|which|who)\b", re.IGNORECASE)
DESCRIBED = 40  # characters from a name to the next that is part of its description: "cities that decline to cooperate"
ASKED = re.compile(
    r"(?:\b(?:asked|questioned|pressed|quizzed|remarks?|comments?|commented|commenting|statements?|spoke|speaking|talked"
    r"|talking|wrote|writing|tweeted|responded|responding|response|reacted|reacting|reaction|referring|referred"
    r"|reference)\W+(?:\w+\W+)?(?:about|on|of|to|over|regarding|concerning)|\bregarding|\bconcerning|\bas for"
    r"|(?:^|[.!?]\W+)(?:on|about))\W+(?:[^\W\d_]+\W+){0,2}?$",
    re.IGNORECASE,
)
"""What stands before a name where the sentence says that a statement is about it."""
ASKED_BEFORE = 80  # characters before a name in which that is looked for


@dataclass(frozen=True, slots=True)
class Names:
    """Every stretch of an article that has all telling words of a name of one topic, in the order of their beginnings.

    With each goes how many words its name has, and how many other words stand among them.
    """

    text: str
    stretches: tuple[tuple[Target, int, int], ...]

    def __bool__(self) -> bool:
        return bool(self.stretches)

    def within(self, span: Span) -> tuple[Target, ...]:
        """Where a part of the article names the topic.

        Of names that overlap the one with most words counts, and of its places the shortest. What only describes a
        target is part of it: in "sanctuary cities that decline to cooperate" nobody says that they should not.
        """
        first = bisect_left(self.stretches, span.start, key=lambda one: one[0].span.start)
        last = bisect_left(self.stretches, span.end, key=lambda one: one[0].span.start)
        found = [one for one in self.stretches[first:last] if one[0].span.end <= span.end]
        kept: list[Target] = []
        for target, _, _ in sorted(found, key=lambda one: (-one[1], one[2])):
            if not any(target.span.overlaps(other.span) for other in kept):
                kept.append(target)
        return _undescribed(self.text, sorted(kept, key=lambda target: target.span))


def find_names(text: str, topic: Topic) -> Names:
    """Where an article names a topic: all telling words of a name near each other, in any order and form."""
    stretches = [
        (Target(span, name.polarity, name.words), len(roots(name.words)), others)
        for name in topic.all_names
        for others, span in _together(_places(text, name.words), len(roots(name.words)))
    ]
    return Names(text, tuple(sorted(stretches, key=lambda one: one[0].span)))


def find_targets(page: Page, said: Said, names: Names, *, speaks: bool = False) -> tuple[Target, ...]:
    """Where a statement is about the topic: in its content, by name, else by a pronoun that opens it.

    No "it" or "that" stands for a topic that `speaks`: it is a person or a body.
    """
    if not names:
        return ()
    named = tuple(target for span in said.content for target in names.within(span))
    return named if named or speaks else tuple(_by_pronoun(page, said, names))


def find_asked(page: Page, names: Names) -> tuple[tuple[Span, Span], ...]:
    """The sentences that say what their statements are about, "asked about the ferry, Lin said …", with its name."""
    named = names.within(Span(0, len(page.text)))
    asked = [name.span for name in named if _asked(page.text, name.span.start)]
    return tuple((_sentence(page, name), name) for name in asked)


_Word = tuple[int, int, int, str]
"""The number of a word among those of a text, where it starts and ends, and its root."""


# An article is asked about statement by statement and topic by topic.
@lru_cache(maxsize=2)
def _words_of(text: str) -> dict[str, list[_Word]]:
    """The words of a text by their roots."""
    words: dict[str, list[_Word]] = {}
    for number, match in enumerate(WORD.finditer(text)):
        one = root(match[0])
        words.setdefault(one, []).append((number, *match.span(), one))
    return words


def _places(text: str, name: str) -> Sequence[_Word]:
    """The words of a text that are telling words of a name, in order; none where one of them is missing."""
    words, wanted = _words_of(text), roots(name)
    return sorted(word for one in wanted for word in words[one]) if wanted <= words.keys() else ()


def _asked(text: str, at: int) -> bool:
    return bool(ASKED.search(text, max(0, at - ASKED_BEFORE, text.rfind("\n", 0, at)), at))


def _sentence(page: Page, name: Span) -> Span:
    """The sentence in which a name ends."""
    owner = bisect_right(page.paragraphs, name.start, key=lambda paragraph: paragraph.span.start) - 1
    paragraph = page.paragraphs[max(0, owner)].span if page.paragraphs else name
    return next((one for one in _sentences(page.text, paragraph) if one.start < name.end <= one.end), name)


@lru_cache(maxsize=128)
def _sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    return sentences(text, paragraph)


def _together(places: Sequence[_Word], wanted: int) -> Iterator[tuple[int, Span]]:
    """The stretches with as many different roots as wanted, and how many other words each has, left to right."""
    slack = SLACK if wanted > 2 else SLACK_OF_TWO
    last: dict[str, tuple[int, int]] = {}
    for number, start, end, one in places:
        last[one] = number, start
        if len(last) == wanted:
            first, start = min(last.values())
            others = number - first + 1 - wanted
            if others <= slack:
                yield others, Span(start, end)


def _undescribed(text: str, targets: Sequence[Target]) -> tuple[Target, ...]:
    kept: list[Target] = []
    for target in targets:
        before = kept[-1] if kept else None
        if before and target.span.start - before.span.end < DESCRIBED and BESIDE.match(text, before.span.end):
            kept[-1] = Target(Span(before.span.start, target.span.end), before.polarity, before.words)
        else:
            kept.append(target)
    return tuple(kept)


def _by_pronoun(page: Page, said: Said, names: Names) -> Iterator[Target]:
    span = said.content[0]
    words = list(WORD.finditer(page.text, span.start, min(span.end, span.start + BACK)))
    for index, word in enumerate(words[:OPENING]):
        if not PRONOUN.fullmatch(word.group()):
            continue
        noun = words[index + 1] if index + 1 < len(words) else None
        pointing = noun is not None and DEMONSTRATIVE.fullmatch(word.group()) and not AUXILIARY.fullmatch(noun.group())
        earlier = names.within(Span(max(0, span.start - BACK_NOUN), span.start))
        same = [t for t in earlier if pointing and noun and root(noun.group()) in roots(t.span.of(page.text))]
        if noun and same:
            yield Target(Span(word.start(), noun.end()), same[-1].polarity, same[-1].words)
            return
        if earlier and not pointing and _stands_for(page, word, said, earlier[-1]):
            yield Target(Span(word.start(), word.end()), earlier[-1].polarity, earlier[-1].words)
            return


def _stands_for(page: Page, pronoun: re.Match[str], said: Said, name: Target) -> bool:
    """Whether a pronoun can mean the name before it: it is near, and of its number.

    The "they" of "many said they agree" is who says it; that of “They agree,” need not be.
    """
    if not _next_to(page, name.span, pronoun.start()):
        return False
    many = name.span.of(page.text).lower().rstrip(".").endswith("s")
    if OF_MANY.fullmatch(pronoun.group()):
        return many and not (pronoun.group() == "they" and page.text[said.content[0].start].isalnum())
    if not IT.fullmatch(pronoun.group()):
        return True
    return not many and not EMPTY_IT.match(page.text, pronoun.start(), said.content[0].end)


def _next_to(page: Page, name: Span, at: int) -> bool:
    """Whether nothing but the sentence of the pronoun and the one before lies between: "that" reaches no further."""
    between = page.text[_sentence(page, name).end : at]
    return at - name.end <= BACK and len(re.findall(r"[.!?]\W*\s", between)) <= 1 and between.count("\n\n") <= 1
