"""Level 1, what is said of a topic: "the pact is misplaced" (a predicate), "the pact hurts families" (a verb)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from quotes.parser.annotation import Span
from quotes.parser.stance.hits import Hit, find_hits, lower_case
from quotes.parser.stance.syntax import PREPOSITION, negation

WIDEST = 12  # words between "not" and a predicate that it turns, where nothing but the target's verbs can stand
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
IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:more|less)\b", re.IGNORECASE)
OTHER_SENSE = re.compile(
    r"right\W+(?:in|now|here|there|after|before|up|next|on|at|behind|across)\b"
    r"|(?:huge|tremendous)\s+(?!(?:when|if|for|and|but|to|in|because|on|as)\b)\w",
    re.IGNORECASE,
)
"""Predicates that are none: "right in the middle", "a huge concern"."""


def said_of(text: str, after: Span) -> Iterator[Hit]:
    """The predicates and verbs of a target, in what follows it. What would only be "if …" is said of nothing.

    Of "a great danger" the danger counts, and "could not be more wrong" is left alone.
    """
    hits = find_hits(text, after, ("predicate", "verb"))
    for hit, following in zip_longest(hits, hits[1:]):
        between = text[after.start : hit.span.start]
        if IF.search(text, hit.span.end, after.end):
            continue
        turn = negation(text, after.start, hit, WIDEST)
        if hit.kind == "verb":
            form = PROGRESSIVE if hit.span.of(text).lower().endswith("ing") else VERB_FOLLOWS
            if form.fullmatch(between) and not INTRANSITIVE.match(lower_case(text), hit.span.end):
                yield Hit(hit.kind, hit.sign * turn, hit.span)
        elif (said := IS.fullmatch(between)) and not PREPOSITION.search(said["turn"].replace("not", "")):
            describes = following is not None and not text[hit.span.end : following.span.start].strip()
            doubtful = OTHER_SENSE.match(text, hit.span.start) or (turn < 0 and MORE.search(between))
            if not describes and not doubtful:
                yield Hit(hit.kind, hit.sign * turn, hit.span)
