"""Level 1, the words: what takes a side in a statement, and whether it points at the topic.

"praised the pact" (the cue), "will not join the raids" (negation over what follows), "the pact is misplaced" (a
predicate), "the attack on the pact is misplaced" (a noun with a predicate of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from quotes.parser.annotation import Page, Span
from quotes.parser.sentence import sentences
from quotes.parser.stance.forms import roots
from quotes.parser.stance.hits import Hit, find_hits, lower_case, negations
from quotes.parser.stance.pair import WORD
from quotes.parser.stance.values import UNCLEAR, Finding, Said, Side, Target

OBJECT_REACH = 3  # words between "support" and what it is about
VERB_REACH = 2  # words between a subject and its passive cue
NEGATION_REACH = 3  # words between "not" and what it turns
WIDEST = 12  # the same between a target and its predicate, where nothing but its verbs can stand
ONLY = re.compile(r"\W+(?:only|just|merely|simply)\b", re.IGNORECASE)
AIM_REACH = 2  # words between "end" and what is to end
CUE_REACH = 6  # words of the content in which the object of a cue begins
CALLED = re.compile(
    r"\b(?:call|calls|called|calling|describ\w+|label\w*|brand\w*|term|termed|deem\w*)\b(?!\W+(?:on|upon|for|to|out|in)\b)",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(
    r"[;:]|,\s+(?:but|while|although|though|whereas|because)\b|\b(?:but|because|whereas)\b", re.IGNORECASE
)
RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose)\W+$", re.IGNORECASE)
ASIDE = re.compile(r"\W*,\s+(?:which|who|whose)\b[^,.;]*,")
HELPING = (
    r"(?:has|have|had|may|might|could|would|will|can|should|must|do|does|did|also|still|now|never|not|just"
    r"|always|already|really|truly|simply|both|all|\w+ly|\w+n[’']t)\W+"
)
IS = re.compile(
    rf"\W*(?:(?:to|with|for|of|in|on|at|from|by|about|against)\W+(?:[^\W\d]+\W+){{1,2}}?)?(?:{HELPING}){{0,3}}?"
    r"(?:is|are|was|were|be|been|being|[’']s|[’']re|seems?|becomes?|became|remains?)\W+"
    r"(?P<turn>(?:[^\W\d_]+\W+){0,3}?)$",
    re.IGNORECASE,
)
"""Between a target and its predicate, which another noun must not take: "Lin's aims are good"."""
VERB_FOLLOWS = re.compile(rf"\W*(?:{HELPING}){{0,3}}", re.IGNORECASE)
PROGRESSIVE = re.compile(rf"\W*(?:{HELPING}){{0,2}}(?:is|are|was|were|be|been)\W+(?:\w+ly\W+)?", re.IGNORECASE)
INTRANSITIVE = re.compile(r"\W+(?:by|for|at|as|with|from|among)\b")  # "works for Lin", "benefited from the fog"
QUESTION = re.compile(r"\W*(?:if|whether)\b", re.IGNORECASE)
IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:of|in|on|for|against|to|from|with|by|about|at|over|under|that|how|whether|why|not|than|as)\b", re.IGNORECASE
)
ACTING = re.compile(r"\b[^\W\d_]{2,}ing\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:more|less)\b", re.IGNORECASE)
OTHER_SENSE = re.compile(
    r"right\W+(?:in|now|here|there|after|before|up|next|on|at|behind|across)\b"
    r"|(?:huge|tremendous)\s+(?!(?:when|if|for|and|but|to|in|because|on|as)\b)\w",
    re.IGNORECASE,
)
"""Predicates that are none: "right in the middle", "a huge concern"."""
TO_DO = re.compile(r"\W+to\b", re.IGNORECASE)  # "love to meet Lin"
NOT_YET = re.compile(
    r"\b(?:yet|fail\w*|refus\w+|declin\w+|unwilling|reluctant|hesitat\w+|ready|unable) to\b|\bshort of\b", re.IGNORECASE
)
PASSIVE_CUE = re.compile(r"(?:(?:have|has|had|will|would|\w+ly)\W+)*(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
SUBJECT = 60  # characters before a target that may belong to it: "tough talk on sanctuary cities was welcomed"
OF_ANOTHER = re.compile(r"\b(?:of|on|about|for|against|to|over|with|in|from)\W+(?:[^\W\d_]+\W+){0,2}$", re.IGNORECASE)
OBJECT_ENDS = (
    r"and|or|nor|but|as|at|by|for|from|in|into|of|off|on|over|that|who|which|whose|with|without|under|after|before|when|while"
    r"|because|since|during|this|last|next|again|if|so|too|than|against|about|between|through|until|yesterday|today|tonight"
    r"|tomorrow|now|here|there|then|where|\w+ly|\w+ing"
)
FOR = re.compile(
    r"\b(?:plans?|proposals?|ideas?|bids?|push|bills?|calls?)\W+(?:for|to (?:build|create|make|adopt|introduce))\W+"
    r"(?:[^\W\d_]+\W+){0,2}$",
    re.IGNORECASE,
)
"""Before a target that a plan is for: who praises the plan for a ferry praises the ferry."""
DOES = re.compile(rf"\W+(?:to\b|(?!(?:{OBJECT_ENDS})\b)[a-z]+\b)")
OF_A_NOUN = re.compile(
    rf"\s+(?!(?:to|{OBJECT_ENDS}|proposals?|plans?|polic(?:y|ies)|bills?|measures?|ordinances?|deals?|legislation|ideas?"
    r"|campaigns?)\b)[a-z]+\b"
)
"""What follows a target that describes or does something else: "the ferry captain", "support for Lin rose".

Who is for the ferry plan is for the ferry.
"""
STOP = re.compile(r"\b(?:stop|never|no|dump|anti)\W+(?:the\W+)?$", re.IGNORECASE)  # "the Stop Lin movement"
HELPS = re.compile(r"\W*(?:(?:help|also|all|always|start|begin|now|\w+ly)\W+)?", re.IGNORECASE)
AIMING = re.compile(
    r"\b(?:want|need|vow|plan|work|seek|sought|try|tries|tried|call|urg|like|hop|pledg|promis|push|fight|fought|mov|vot|inten"
    r"|propos|aim|determin|order|go|ha[sd]|have|must|should|time|way|effort|attempt|desir|wish|bid|campaign|prepar|decid"
    r"|favor|right|about|able|action|threaten|demand)\w*\W+(?:[^\W\d_]+\W+){0,3}$",
    re.IGNORECASE,
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
    by_cue = _by_cue(text, said, target)
    if by_cue is not None:
        yield by_cue
    clause = _clause(text, said, target)
    if _of_others(text, clause.start, target.span.start):
        return
    describes = bool(OF_A_NOUN.match(text, target.span.end))
    aside = ASIDE.match(text, target.span.end, clause.end)
    before, after = Span(clause.start, target.span.start), Span(aside.end() if aside else target.span.end, clause.end)
    nouns = [hit for hit in find_hits(text, before, ("noun",)) if _between(text, hit.span.end, target.span.start) <= 2]
    turn = nouns[-1].sign if nouns else 1
    said_of = list(_said_of(text, after))
    for hit in said_of[:1]:
        yield hit.kind, turn * target.polarity * hit.sign, hit.span
    if nouns:
        if not said_of and not describes and _opens(text, said, nouns[-1].span):
            yield "noun", turn * target.polarity, nouns[-1].span
        return
    for hit in find_hits(text, before, ("object", "duty", "aim")):
        if hit.kind != "duty" and describes:
            continue
        if _acts_on(text, said, hit, target) and not RELATIVE.search(text, clause.start, hit.span.start):
            yield hit.kind, target.polarity * hit.sign * _negation(text, clause.start, hit), hit.span


def _acts_on(text: str, said: Said, hit: Hit, target: Target) -> bool:
    """Whether what stands before a target is about it: "I support a new ferry", "police must join the raids"."""
    far = _between(text, hit.span.end, target.span.start)
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
    opens = _between(text, content.start, hit.span.start) <= 2
    return (
        opens
        or not text.startswith(("to ", "To "), hit.span.start)
        or bool(AIMING.search(text, max(content.start, hit.span.start - SUBJECT), hit.span.start))
    )


def _of_others(text: str, start: int, end: int) -> bool:
    """Whether a clause says before a target what others than the speaker think of it: "most voters agree that …"."""
    lower = lower_case(text)
    whose = (
        WHOSE.search(lower, max(start, verb.start() - NEAR), verb.start())
        for verb in ATTITUDE.finditer(lower, start, end)
    )
    return any(found is not None and found["who"] not in SELF for found in whose)


def _said_of(text: str, after: Span) -> Iterator[Hit]:
    """The predicates and verbs of a target, in what follows it. What would only be "if …" is said of nothing.

    Of "a great danger" the danger counts, and "could not be more wrong" is left alone.
    """
    hits = find_hits(text, after, ("predicate", "verb"))
    for hit, following in zip_longest(hits, hits[1:]):
        between = text[after.start : hit.span.start]
        if IF.search(text, hit.span.end, after.end):
            continue
        turn = _negation(text, after.start, hit, WIDEST)
        if hit.kind == "verb":
            form = PROGRESSIVE if hit.span.of(text).lower().endswith("ing") else VERB_FOLLOWS
            if form.fullmatch(between) and not INTRANSITIVE.match(lower_case(text), hit.span.end):
                yield Hit(hit.kind, hit.sign * turn, hit.span)
        elif (said := IS.fullmatch(between)) and not PREPOSITION.search(said["turn"].replace("not", "")):
            describes = following is not None and not text[hit.span.end : following.span.start].strip()
            doubtful = OTHER_SENSE.match(text, hit.span.start) or (turn < 0 and MORE.search(between))
            if not describes and not doubtful:
                yield Hit(hit.kind, hit.sign * turn, hit.span)


def _by_cue(text: str, said: Said, target: Target) -> tuple[str, int, Span] | None:
    """ "condemned the pact": the target is the cue's object; "called the pact a threat": what it is called follows."""
    first = said.content[0]
    if (
        not said.cue
        or STOP.search(text, first.start, target.span.start)
        or target.span.start not in range(first.start, first.end)
    ):
        return None
    if _between(text, first.start, target.span.start) > CUE_REACH:
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
    nouns = [hit for hit in find_hits(text, before, ("noun",)) if _between(text, hit.span.end, target.span.start) <= 2]
    plan = FOR.search(text, before.start, before.end)
    if not nouns and not plan and OF_ANOTHER.search(text, before.start, before.end):
        return None
    for hit in find_hits(text, cue, ("cue",)):
        sign = hit.sign * target.polarity * (nouns[-1].sign if nouns else 1) * _negation(text, cue.start, hit)
        return "cue", sign, hit.span
    return None


def _another(text: str, start: int, end: int) -> bool:
    """Whether a cue's object is not the target but something that has to do with it: "the cost of", "reducing"."""
    plan = FOR.search(text, start, end)
    return not plan and bool(PREPOSITION.search(text, start, end) or ACTING.search(text, start, end))


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


def _negation(text: str, start: int, hit: Hit, reach: int = NEGATION_REACH) -> int:
    """-1 where an odd number of negations stands among so many words before; "not only" is none."""
    words = list(WORD.finditer(text, start, hit.span.start))[-reach:]
    found = negations().finditer(lower_case(text), words[0].start() if words else hit.span.start, hit.span.start)
    return -1 if sum(not ONLY.match(text, negation.end()) for negation in found) % 2 else 1


def _between(text: str, start: int, end: int) -> int:
    return sum(1 for _ in WORD.finditer(text, start, end)) if start < end else 0
