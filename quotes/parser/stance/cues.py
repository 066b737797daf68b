"""Level 1, what a cue takes: an object ("condemned the pact"), a subject ("the pact was welcomed by"), or both."""

from __future__ import annotations

import re

from quotes.parser.annotation import Span
from quotes.parser.stance.hits import find_hits
from quotes.parser.stance.syntax import OBJECT_ENDS, OF_A_NOUN, PREPOSITION, between, negation
from quotes.parser.stance.values import Said, Target

CUE_REACH = 6  # words of the content in which the object of a cue begins
VERB_REACH = 2  # words between a subject and its passive cue
SUBJECT = 60  # characters before a target that may belong to it: "tough talk on sanctuary cities was welcomed"
CALLED = re.compile(
    r"\b(?:call|calls|called|calling|describ\w+|label\w*|brand\w*|term|termed|deem\w*)\b(?!\W+(?:on|upon|for|to|out|in)\b)",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:yet|fail\w*|refus\w+|declin\w+|unwilling|reluctant|hesitat\w+|ready|unable) to\b|\bshort of\b", re.IGNORECASE
)
PASSIVE_CUE = re.compile(r"(?:(?:have|has|had|will|would|\w+ly)\W+)*(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
OF_ANOTHER = re.compile(r"\b(?:of|on|about|for|against|to|over|with|in|from)\W+(?:[^\W\d_]+\W+){0,2}$", re.IGNORECASE)
FOR = re.compile(
    r"\b(?:plans?|proposals?|ideas?|bids?|push|bills?|calls?)\W+(?:for|to (?:build|create|make|adopt|introduce))\W+"
    r"(?:[^\W\d_]+\W+){0,2}$",
    re.IGNORECASE,
)
"""Before a target that a plan is for: who praises the plan for a ferry praises the ferry."""
DOES = re.compile(rf"\W+(?:to\b|(?!(?:{OBJECT_ENDS})\b)[a-z]+\b)")
STOP = re.compile(r"\b(?:stop|never|no|dump|anti)\W+(?:the\W+)?$", re.IGNORECASE)  # "the Stop Lin movement"
ACTING = re.compile(r"\b[^\W\d_]{2,}ing\b", re.IGNORECASE)


def by_cue(text: str, said: Said, target: Target) -> tuple[str, int, Span] | None:
    """ "condemned the pact": the target is the cue's object; "called the pact a threat": what it is called follows."""
    first = said.content[0]
    if (
        not said.cue
        or STOP.search(text, first.start, target.span.start)
        or target.span.start not in range(first.start, first.end)
    ):
        return None
    if between(text, first.start, target.span.start) > CUE_REACH:
        return None
    cue = said.cue[0]
    if undone := NOT_YET.search(text, cue.start, cue.end):
        takes = find_hits(text, Span(undone.start(), cue.end), ("cue",))
        return ("undone", 0, Span(undone.start(), takes[0].span.end)) if takes else None
    if CALLED.search(text, cue.start, cue.end):
        named = next(iter(find_hits(text, Span(target.span.end, first.end), ("called", "predicate"))), None)
        return ("called", named.sign * target.polarity, named.span) if named else None
    if cue.start > first.start:
        return _by_passive(text, said, target)
    if _another(text, first.start, target.span.start) or OF_A_NOUN.match(text, target.span.end):
        return None
    for hit in find_hits(text, cue, ("cue", "ask")):
        if hit.kind == "ask" and DOES.match(text, target.span.end):
            return None
        sign = hit.sign * target.polarity * negation(text, cue.start, hit)
        return "cue", sign, hit.span
    return None


def _by_passive(text: str, said: Said, target: Target) -> tuple[str, int, Span] | None:
    """ "Her plan was welcomed by some": the target is the subject, or "her attack on the plan" is, which turns it."""
    cue = said.cue[0]
    passive = PASSIVE_CUE.match(text, cue.start, cue.end)
    if not passive or between(text, target.span.end, cue.start) > VERB_REACH:
        return None
    before = Span(max(0, text.rfind("\n", 0, target.span.start), target.span.start - SUBJECT), target.span.start)
    nouns = [hit for hit in find_hits(text, before, ("noun",)) if between(text, hit.span.end, target.span.start) <= 2]
    plan = FOR.search(text, before.start, before.end)
    if not nouns and not plan and OF_ANOTHER.search(text, before.start, before.end):
        return None
    for hit in find_hits(text, cue, ("cue",)):
        sign = hit.sign * target.polarity * (nouns[-1].sign if nouns else 1) * negation(text, cue.start, hit)
        return "cue", sign, hit.span
    return None


def _another(text: str, start: int, end: int) -> bool:
    """Whether a cue's object is not the target but something that has to do with it: "the cost of", "reducing"."""
    plan = FOR.search(text, start, end)
    return not plan and bool(PREPOSITION.search(text, start, end) or ACTING.search(text, start, end))
