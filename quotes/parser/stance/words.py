"""Level 1, the words: what takes a side in a statement, and whether it points at the topic.

"praised the pact" (the cue), "will not join the raids" (negation over what follows), "the pact is misplaced" (a
predicate), "the attack on the pact is misplaced" (a noun with a predicate of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.parser.annotation import Page, Span
from quotes.parser.sentence import sentences
from quotes.parser.stance.data import lines
from quotes.parser.stance.forms import roots
from quotes.parser.stance.pair import WORD
from quotes.parser.stance.values import UNCLEAR, Finding, Said, Side, Target

OBJECT_REACH = 3  # words between "support" and what it is about
DUTY_REACH = 1  # words between "must" and what is to be done: "must help enforce"
VERB_REACH = 2  # words between a subject and its verb
NEGATION_REACH = 3  # words between "not" and what it turns
AIM_REACH = 2  # words between "end" and what is to end
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
QUESTION = re.compile(r"\W*(?:if|whether)\b", re.IGNORECASE)
IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:of|in|on|for|against|to|from|with|by|about|at|over|under|that|how|whether|why|not|than)\b", re.IGNORECASE
)
ACTING = re.compile(r"\b[^\W\d_]{2,}ing\b", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got)\W+(?:\w+ly\W+)?$", re.IGNORECASE)
PASSIVE_CUE = re.compile(r"(?:(?:have|has|had|will|would|\w+ly)\W+)*(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
SUBJECT = 60  # characters before a target that may belong to it: "tough talk on sanctuary cities was welcomed"
OF_ANOTHER = re.compile(r"\b(?:of|on|about|for|against|to|over|with|in|from)\W+(?:[^\W\d_]+\W+){0,2}$", re.IGNORECASE)
BY = re.compile(r"\W+by\b", re.IGNORECASE)
DOES = re.compile(
    r"\W+(?:to\b|(?!(?:and|or|as|at|by|for|from|in|of|on|over|that|who|which|with|under|after|before|when"
    r"|while|because|since|during|this|last|next|again)\b)[a-z]+\b)"
)
ATTITUDE = re.compile(
    r"\b(?:says?|said|feels?|felt|believe[sd]?|thinks?|thought|claim(?:s|ed)?|argue[sd]?|agree[sd]?|suggest(?:s|ed)?"
    r"|want(?:s|ed)?|expect(?:s|ed)?|express(?:ed)?|vow(?:s|ed)?|promise[sd]?|pledge[sd]?|hope[sd]?|call(?:s|ed)? for"
    r"|tr(?:y|ies|ied)|plan(?:s|ned)?)\b"
)
WHOSE = re.compile(
    r"(?P<who>[^\W_][\w’'-]*)\W+(?:(?:have|has|had|also|still|may|might|would|will|do|does|did|\w+ly)\W+)*$"
)
SELF = frozenset({"i", "we", "he", "she"})
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)(?:[’'](?:m|re|ve|d))?\W+(?:\w+\W+){0,2}$")
BODY = re.compile(r"\W*(?:that\W+)?(?:the\W+\w+\W+)?(?:(?:\w+ly|also|still|has|have|had)\W+)?", re.IGNORECASE)
NEAR = 30  # characters before a noun in which its owner is looked for: "his past support for"
POSSESSED = re.compile(r"(?:[’']s|s[’']|\b(?:his|her|their|its|your))\W+(?:[^\W\d_]+\W+){0,1}$", re.IGNORECASE)

# Of n sides that each takes on newsquotes-train, r are right: (r + 1) / (n + 2). The nouns are guessed, it has none.
SCORES = {
    "cue": 0.96,
    "aim": 0.96,
    "predicate": 0.89,
    "duty": 0.86,
    "verb": 0.83,
    "object": 0.78,
    "called": 0.75,
    "noun": 0.7,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that take a side, where they stand, and of which kind they are."""

    kind: str
    sign: int
    span: Span


def read_words(page: Page, said: Said, targets: Sequence[Target]) -> Finding:
    """The side that the words take; unclear where none points at a target, or where they disagree.

    Words of the topic's own name are no evidence on it, and a question takes no side.
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
    return Finding(Side.SUPPORT if sign > 0 else Side.OPPOSE, SCORES[kind], evidence)


def _votes(text: str, said: Said, target: Target) -> Iterator[tuple[str, int, Span]]:
    by_cue = _by_cue(text, said, target)
    if by_cue is not None:
        yield by_cue
    clause = _clause(text, said, target)
    if _of_others(text, clause.start, target.span.start):
        return
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
    for hit in _hits(text, before, ("object", "duty", "aim")):
        if _acts_on(text, said, hit, target) and not RELATIVE.search(text, clause.start, hit.span.start):
            yield hit.kind, target.polarity * hit.sign * _negation(text, clause.start, hit), hit.span


def _acts_on(text: str, said: Said, hit: Hit, target: Target) -> bool:
    """Whether what stands before a target is about it: "I support a new ferry", "police must join the raids"."""
    far = _between(text, hit.span.end, target.span.start)
    if hit.kind == "duty":
        return far <= DUTY_REACH and text[target.span.start].islower()
    direct = not PREPOSITION.search(text, hit.span.end, target.span.start)
    if hit.kind == "aim":
        return far <= AIM_REACH and direct and not POSSESSED.search(text, max(0, hit.span.start - NEAR), hit.span.start)
    return far <= OBJECT_REACH and _own(text, said, hit.span)


def _of_others(text: str, start: int, end: int) -> bool:
    """Whether a clause says before a target what others than the speaker think of it: "most voters agree that …"."""
    lower = _lower(text)
    whose = (
        WHOSE.search(lower, max(start, verb.start() - NEAR), verb.start())
        for verb in ATTITUDE.finditer(lower, start, end)
    )
    return any(found is not None and found["who"] not in SELF for found in whose)


def _said_of(text: str, after: Span) -> Iterator[Hit]:
    """The predicates and verbs of a target, in what follows it. What would only be "if …" is said of nothing."""
    for hit in _hits(text, after, ("predicate", "verb")):
        between = text[after.start : hit.span.start]
        if IF.search(text, hit.span.end, after.end):
            continue
        if hit.kind == "verb":
            does = not PASSIVE.search(between) and not BY.match(text, hit.span.end)
            if does and len(WORD.findall(between)) <= VERB_REACH and not re.search(r"[,;]", between):
                yield Hit(hit.kind, hit.sign * _negation(text, after.start, hit), hit.span)
        elif (said := IS.fullmatch(between)) and not PREPOSITION.search(said["turn"].replace("not", "")):
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
        return _by_passive(text, said, target)
    if _another(text, first.start, target.span.start):
        return None
    for hit in _hits(text, cue, ("cue", "ask")):
        if hit.kind == "ask" and DOES.match(text, target.span.end):
            return None
        sign = hit.sign * target.polarity * _negation(text, cue.start, hit)
        return "cue", sign, hit.span
    return None


def _by_passive(text: str, said: Said, target: Target) -> tuple[str, int, Span] | None:
    """ "Her plan was welcomed by some": the target is the subject, or "her attack on the plan" is, which turns it."""
    cue = said.cue[0]
    passive = PASSIVE_CUE.match(text, cue.start, cue.end)
    if not passive or _between(text, target.span.end, cue.start) > VERB_REACH:
        return None
    before = Span(max(0, text.rfind("\n", 0, target.span.start), target.span.start - SUBJECT), target.span.start)
    nouns = [hit for hit in _hits(text, before, ("noun",)) if _between(text, hit.span.end, target.span.start) <= 2]
    if not nouns and OF_ANOTHER.search(text, before.start, before.end):
        return None
    for hit in _hits(text, cue, ("cue",)):
        sign = hit.sign * target.polarity * (nouns[-1].sign if nouns else 1) * _negation(text, cue.start, hit)
        return "cue", sign, hit.span
    return None


def _another(text: str, start: int, end: int) -> bool:
    """Whether a cue's object is not the target but something that has to do with it: "the cost of", "reducing"."""
    return bool(PREPOSITION.search(text, start, end) or ACTING.search(text, start, end))


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
    return _between(text, start, noun.start) <= 2 and not POSSESSED.search(text, start, noun.start)


def _own(text: str, said: Said, verb: Span) -> bool:
    """Whether a verb's subject is the speaker or their body: "I support", "the city rejected", or none at all."""
    content = next((span for span in said.content if verb in span), said.content[0])
    before = text[content.start : verb.start]
    return bool(FIRST_PERSON.search(before) or BODY.fullmatch(before))


def _negation(text: str, start: int, hit: Hit) -> int:
    """-1 where an odd number of negations stands among the words before."""
    words = list(WORD.finditer(text, start, hit.span.start))[-NEGATION_REACH:]
    found = _negations().findall(_lower(text), words[0].start() if words else hit.span.start, hit.span.start)
    return -1 if len(found) % 2 else 1


def _between(text: str, start: int, end: int) -> int:
    return sum(1 for _ in WORD.finditer(text, start, end)) if start < end else 0


def _hits(text: str, within: Span, kinds: Sequence[str]) -> list[Hit]:
    if within.end <= within.start:
        return []
    found = [
        Hit(kind, sign, Span(m.start(), m.end()))
        for kind in kinds
        for sign, pattern in _patterns()[kind]
        for m in pattern.finditer(_lower(text), within.start, within.end)
    ]
    return sorted(found, key=lambda hit: hit.span)


@lru_cache(maxsize=2)
def _lower(text: str) -> str:
    """The text in lower case, in which patterns are four times as fast as without regard to case."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@cache
def _patterns() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """For each kind of words, its signs and one pattern of all words."""
    found: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for line in lines("words.tsv"):
        kind, sign, *words = line.split("\t")
        found.setdefault(kind, []).append((1 if sign == "+" else -1, _any_of(words)))
    return found


@cache
def _negations() -> re.Pattern[str]:
    return _any_of(lines("negations.txt"))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern of all words, the longest first. A "*" stands for any ending."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0].lower(), []).append(re.escape(word[1:].lower()).replace(r"\*", r"\w*"))
    listed = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
