"""Level 1, the words: what takes a side in a statement, and whether it points at the topic.

"praised the pact" (the cue), "will not join the raids" (negation over what follows), "the pact is misplaced" (a
predicate), "the attack on the pact is misplaced" (a noun with a predicate of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quotes.parser.annotation import Page, Span
from quotes.parser.sentence import sentences
from quotes.parser.stance.data import lines
from quotes.parser.stance.pair import WORD
from quotes.parser.stance.values import UNCLEAR, Finding, Said, Side, Target

OBJECT_REACH = 3  # words between "support" and what it is about
DUTY_REACH = 1  # words between "must" and what is to be done: "must help enforce"
VERB_REACH = 2  # words between a subject and its verb
NEGATION_REACH = 3  # words between "not" and what it turns
CUE_REACH = 6  # words of the content in which the object of a cue begins
CALLED = re.compile(
    r"\b(?:call|calls|called|calling|describ\w+|label\w*|brand\w*|term|termed|deem\w*)\b", re.IGNORECASE
)
CLAUSE_END = re.compile(
    r"[;:]|,\s+(?:but|while|although|though|whereas|because)\b|\b(?:but|because|whereas)\b", re.IGNORECASE
)
RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose)\W+$", re.IGNORECASE)
ASIDE = re.compile(r"\W*,\s+(?:which|who|whose)\b[^,.;]*,")
IS = re.compile(
    r"\W*(?:[^\W\d]+\W+){0,3}?(?:is|are|was|were|be|been|being|[’']s|[’']re|seems?|becomes?|became|remains?)\W+"
    r"(?P<turn>(?:[^\W\d_]+\W+){0,3}?)$",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)(?:[’'](?:m|re|ve|d))?\W+(?:\w+\W+){0,2}$")
BODY = re.compile(r"\W*(?:that\W+)?(?:the\W+\w+\W+)?(?:(?:\w+ly|also|still|has|have|had)\W+)?", re.IGNORECASE)
POSSESSOR = re.compile(r"(?:[’']s?|\b(?:his|her|their|its|your|of))\W*$", re.IGNORECASE)

# How often each is right on newsquotes-train where it takes a side. The nouns are guessed: it has two of them.
SCORES = {"cue": 0.9, "called": 0.9, "duty": 0.86, "verb": 0.83, "predicate": 0.82, "object": 0.79, "noun": 0.7}


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that take a side, where they stand, and of which kind they are."""

    kind: str
    sign: int
    span: Span


def read_words(page: Page, said: Said, targets: Sequence[Target]) -> Finding:
    """The side that the words take; unclear where none points at a target, or where they disagree."""
    votes = [vote for target in targets for vote in _votes(page.text, said, target)]
    if len({sign for _, sign, _ in votes}) != 1:
        return UNCLEAR
    kind, sign, evidence = max(votes, key=lambda vote: SCORES[vote[0]])
    return Finding(Side.SUPPORT if sign > 0 else Side.OPPOSE, SCORES[kind], evidence)


def _votes(text: str, said: Said, target: Target) -> Iterator[tuple[str, int, Span]]:
    by_cue = _by_cue(text, said, target)
    if by_cue is not None:
        yield by_cue
    clause = _clause(text, said, target)
    aside = ASIDE.match(text, target.span.end, clause.end)
    before, after = Span(clause.start, target.span.start), Span(aside.end() if aside else target.span.end, clause.end)
    nouns = [hit for hit in _hits(text, before, ("noun",)) if _between(text, hit.span.end, target.span.start) <= 2]
    turn = nouns[-1].sign if nouns else 1
    said_of = list(_said_of(text, after))
    for hit in said_of[:1]:
        yield hit.kind, turn * target.polarity * hit.sign, hit.span
    if nouns:
        if not said_of and _opens(text, said, nouns[-1].span):
            yield "noun", turn * target.polarity, nouns[-1].span
        return
    for hit in _hits(text, before, ("object", "duty")):
        far = _between(text, hit.span.end, target.span.start)
        reach = DUTY_REACH if hit.kind == "duty" else OBJECT_REACH
        near = far <= reach and (hit.kind == "object" or text[target.span.start].islower())
        if hit.kind == "object" and not _own(text, said, hit.span):
            continue
        if near and not RELATIVE.search(text, clause.start, hit.span.start):
            yield hit.kind, target.polarity * hit.sign * _negation(text, clause.start, hit), hit.span


def _said_of(text: str, after: Span) -> Iterator[Hit]:
    """The predicates and verbs of a target, in what follows it."""
    for hit in _hits(text, after, ("predicate", "verb")):
        between = text[after.start : hit.span.start]
        if hit.kind == "verb":
            if len(WORD.findall(between)) <= VERB_REACH and not re.search(r"[,;]", between):
                yield Hit(hit.kind, hit.sign * _negation(text, after.start, hit), hit.span)
        elif IS.fullmatch(between):
            yield Hit(hit.kind, hit.sign * _negation(text, after.start, hit), hit.span)


def _by_cue(text: str, said: Said, target: Target) -> tuple[str, int, Span] | None:
    """ "condemned the pact": the target is the cue's object; "called the pact a threat": what it is called follows."""
    first = said.content[0]
    if not said.cue or target.span.start not in range(first.start, first.end):
        return None
    if _between(text, first.start, target.span.start) > CUE_REACH:
        return None
    cue = said.cue[0]
    if CALLED.search(text, cue.start, cue.end):
        named = next(iter(_hits(text, Span(target.span.end, first.end), ("called", "predicate"))), None)
        return ("called", named.sign * target.polarity, named.span) if named else None
    if cue.start > first.start:
        return None
    for hit in _hits(text, cue, ("cue",)):
        sign = hit.sign * target.polarity * _negation(text, cue.start, hit)
        return "cue", sign, hit.span
    return None


def _clause(text: str, said: Said, target: Target) -> Span:
    """The part of the target's sentence, within the content, that no "but" or semicolon cuts off."""
    content = next(span for span in said.content if target.span in span or target.span.overlaps(span))
    inside = next((s for s in sentences(text, content) if target.span.start < s.end), content)
    start = max((m.end() for m in CLAUSE_END.finditer(text, inside.start, target.span.start)), default=inside.start)
    cut = CLAUSE_END.search(text, target.span.end, max(inside.end, target.span.end))
    return Span(start, cut.start() if cut else max(inside.end, target.span.end))


def _opens(text: str, said: Said, noun: Span) -> bool:
    """ "criticism of X" as what the speaker repeated, not somebody else's: it opens the content, with no owner."""
    start = said.content[0].start
    return _between(text, start, noun.start) <= 2 and not POSSESSOR.search(text, start, noun.start)


def _own(text: str, said: Said, verb: Span) -> bool:
    """Whether a verb's subject is the speaker or their body: "I support", "the city rejected", or none at all."""
    content = next((span for span in said.content if verb in span), said.content[0])
    before = text[content.start : verb.start]
    return bool(FIRST_PERSON.search(before) or BODY.fullmatch(before))


def _negation(text: str, start: int, hit: Hit) -> int:
    words = [m.group().lower() for m in WORD.finditer(text, start, hit.span.start)][-NEGATION_REACH:]
    return -1 if sum(word in _negations() for word in words) % 2 else 1


def _between(text: str, start: int, end: int) -> int:
    return sum(1 for _ in WORD.finditer(text, start, end)) if start < end else 0


def _hits(text: str, within: Span, kinds: Sequence[str]) -> list[Hit]:
    if within.end <= within.start:
        return []
    found = [
        Hit(kind, sign, Span(m.start(), m.end()))
        for kind in kinds
        for sign, pattern in _patterns()[kind]
        for m in pattern.finditer(text, within.start, within.end)
    ]
    return sorted(found, key=lambda hit: hit.span)


@cache
def _patterns() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """For each kind of words, its signs and one pattern of all words."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for line in lines("words.tsv"):
        kind, sign, *words = line.split("\t")
        listed = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))
        found.setdefault(kind, []).append(
            (1 if sign == "+" else -1, re.compile(rf"\b(?:{listed})(?!\w)", re.IGNORECASE))
        )
    return found


@cache
def _negations() -> frozenset[str]:
    return frozenset(lines("negations.txt"))
