"""Level 1, the words: what takes a side in a statement, and whether it points at the topic.

"praised the pact" (the cue), "will not join the raids" (negation over what follows), "the pact is misplaced" (a
predicate), "the attack on the pact is misplaced" (a noun with a predicate of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.parser.annotation import Page, Span
from quotes.parser.sentence import sentences
from quotes.parser.stance.cues import by_cue
from quotes.parser.stance.forms import roots
from quotes.parser.stance.hits import Hit, find_hits, lower_case, words_of
from quotes.parser.stance.predicates import said_of
from quotes.parser.stance.syntax import OF_A_NOUN, PREPOSITION, between, negation
from quotes.parser.stance.values import UNCLEAR, Finding, Said, Side, Target

OBJECT_REACH = 3  # words between "support" and what it is about
AIM_REACH = 2  # words between "end" and what is to end
CLAUSE_END = re.compile(
    r"[;:]|,\s+(?:but|while|although|though|whereas|because)\b|\b(?:but|because|whereas)\b", re.IGNORECASE
)
RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose)\W+$", re.IGNORECASE)
ASIDE = re.compile(r"\W*,\s+(?:which|who|whose)\b[^,.;]*,")
QUESTION = re.compile(r"\W*(?:if|whether)\b", re.IGNORECASE)
TO_DO = re.compile(r"\W+to\b", re.IGNORECASE)  # "love to meet Lin"
NEAR_AIM, AIM_SPREAD = 60, 3  # characters before "to end" in which an aim is looked for, words between the two
HELPS = re.compile(r"\W*(?:(?:help|also|all|always|start|begin|now|\w+ly)\W+)?", re.IGNORECASE)
WHOSE = re.compile(
    r"(?P<who>[^\W_][\w’'-]*)\W+(?:(?:have|has|had|also|still|may|might|would|will|do|does|did|\w+ly)\W+)*$"
)
SELF = frozenset({"i", "we", "he", "she"})
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)(?:[’'](?:m|re|ve|d))?\W+(?:\w+\W+){0,2}$")
BODY = re.compile(r"\W*(?:that\W+)?(?:the\W+\w+\W+)?(?:(?:\w+ly|also|still|has|have|had)\W+)?", re.IGNORECASE)
NEAR = 30  # characters before a noun in which its owner is looked for: "his past support for"
POSSESSED = re.compile(r"(?:[’']s|s[’']|\b(?:his|her|their|its|your))\W+(?:[^\W\d_]+\W+){0,1}$", re.IGNORECASE)

# Of n sides that each takes on newsquotes-train and newsmtsc-train, r are right: (r + 1) / (n + 2). The nouns are
# guessed: they have none.
SCORES = {
    "cue": 0.98,
    "verb": 0.97,
    "predicate": 0.94,
    "object": 0.92,
    "aim": 0.91,
    "called": 0.75,
    "duty": 0.71,
    "noun": 0.7,
    "undone": 0.67,  # "has yet to endorse": neutral
}


def read_words(page: Page, said: Said, targets: Sequence[Target]) -> Finding:
    """The side that the words take; unclear where none points at a target, or where they disagree.

    What somebody has not done, as in "refused to condemn the pact", is neutral. Words of the topic's own name are no
    evidence on it, and a question takes no side.
    """
    if not targets or QUESTION.match(page.text, said.content[0].start):
        return UNCLEAR
    votes = [
        vote
        for target in targets
        for vote in _votes(page.text, said, target)
        if roots(vote[2].of(page.text)).isdisjoint(roots(target.words))
    ]
    if len({sign for _, sign, _ in votes}) != 1:
        return UNCLEAR
    kind, sign, evidence = max(votes, key=lambda vote: SCORES[vote[0]])
    side = Side.SUPPORT if sign > 0 else Side.OPPOSE if sign < 0 else Side.NEUTRAL
    return Finding(side, SCORES[kind], evidence)


def _votes(text: str, said: Said, target: Target) -> Iterator[tuple[str, int, Span]]:
    taken = by_cue(text, said, target)
    if taken is not None:
        yield taken
    clause = _clause(text, said, target)
    if _of_others(text, clause.start, target.span.start):
        return
    describes = bool(OF_A_NOUN.match(text, target.span.end))
    aside = ASIDE.match(text, target.span.end, clause.end)
    before, after = Span(clause.start, target.span.start), Span(aside.end() if aside else target.span.end, clause.end)
    nouns = [hit for hit in find_hits(text, before, ("noun",)) if between(text, hit.span.end, target.span.start) <= 2]
    turn = nouns[-1].sign if nouns else 1
    told = list(said_of(text, after))
    for hit in told[:1]:
        yield hit.kind, turn * target.polarity * hit.sign, hit.span
    if nouns:
        if not told and not describes and _opens(text, said, nouns[-1].span):
            yield "noun", turn * target.polarity, nouns[-1].span
        return
    for hit in find_hits(text, before, ("object", "duty", "aim")):
        if hit.kind != "duty" and describes:
            continue
        if _acts_on(text, said, hit, target) and not RELATIVE.search(text, clause.start, hit.span.start):
            yield hit.kind, target.polarity * hit.sign * negation(text, clause.start, hit), hit.span


def _acts_on(text: str, said: Said, hit: Hit, target: Target) -> bool:
    """Whether what stands before a target is about it: "I support a new ferry", "police must join the raids"."""
    far = between(text, hit.span.end, target.span.start)
    if hit.kind == "duty":
        return bool(HELPS.fullmatch(text, hit.span.end, target.span.start)) and text[target.span.start].islower()
    direct = not PREPOSITION.search(text, hit.span.end, target.span.start)
    if hit.kind == "aim":
        owned = POSSESSED.search(text, max(0, hit.span.start - NEAR), hit.span.start)
        return far <= AIM_REACH and direct and not owned and _is_wanted(text, said, hit)
    return far <= OBJECT_REACH and _own(text, said, hit.span) and not TO_DO.match(text, hit.span.end)


def _is_wanted(text: str, said: Said, hit: Hit) -> bool:
    """Whether "to end X" is what somebody wants, as in "it is time to end X": not "limited it to protect Lin"."""
    content = next((span for span in said.content if hit.span in span), said.content[0])
    opens = between(text, content.start, hit.span.start) <= 2
    aims = words_of("aims").finditer(lower_case(text), max(content.start, hit.span.start - NEAR_AIM), hit.span.start)
    return (
        opens
        or not text.startswith(("to ", "To "), hit.span.start)
        or any(between(text, aim.end(), hit.span.start) <= AIM_SPREAD for aim in aims)
    )


def _of_others(text: str, start: int, end: int) -> bool:
    """Whether a clause says before a target what others than the speaker think of it: "most voters agree that …"."""
    lower = lower_case(text)
    whose = (
        WHOSE.search(lower, max(start, verb.start() - NEAR), verb.start())
        for verb in words_of("attitudes").finditer(lower, start, end)
    )
    return any(found is not None and found["who"] not in SELF for found in whose)


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
    return between(text, start, noun.start) <= 2 and not POSSESSED.search(text, start, noun.start)


def _own(text: str, said: Said, verb: Span) -> bool:
    """Whether a verb's subject is the speaker or their body: "I support", "the city rejected", or none at all."""
    content = next((span for span in said.content if verb in span), said.content[0])
    before = text[content.start : verb.start]
    return bool(FIRST_PERSON.search(before) or BODY.fullmatch(before))
