"""What stands around the words that take a side: how far things are apart, what turns them, where a phrase ends."""

from __future__ import annotations

import re

from quotes.parser.stance.hits import Hit, lower_case, words_of
from quotes.parser.stance.pair import WORD

NEGATION_REACH = 3  # words between "not" and what it turns
ONLY = re.compile(r"\W+(?:only|just|merely|simply)\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:of|in|on|for|against|to|from|with|by|about|at|over|under|that|how|whether|why|not|than|as)\b", re.IGNORECASE
)
OBJECT_ENDS = (
    r"and|or|nor|but|as|at|by|for|from|in|into|of|off|on|over|that|who|which|whose|with|without|under|after|before|when|while"
    r"|because|since|during|this|last|next|again|if|so|too|than|against|about|between|through|until|yesterday|today|tonight"
    r"|tomorrow|now|here|there|then|where|\w+ly|\w+ing"
)
OF_A_NOUN = re.compile(
    rf"\s+(?!(?:to|{OBJECT_ENDS}|proposals?|plans?|polic(?:y|ies)|bills?|measures?|ordinances?|deals?|legislation|ideas?"
    r"|campaigns?)\b)[a-z]+\b"
)
"""What follows a target that describes or does something else: "the ferry captain", "support for Lin rose".

Who is for the ferry plan is for the ferry.
"""


def between(text: str, start: int, end: int) -> int:
    """How many words stand between two places."""
    return sum(1 for _ in WORD.finditer(text, start, end)) if start < end else 0


def negation(text: str, start: int, hit: Hit, reach: int = NEGATION_REACH) -> int:
    """-1 where an odd number of negations stands among so many words before; "not only" is none."""
    words = list(WORD.finditer(text, start, hit.span.start))[-reach:]
    first = words[0].start() if words else hit.span.start
    found = words_of("negations").finditer(lower_case(text), first, hit.span.start)
    return -1 if sum(not ONLY.match(text, one.end()) for one in found) % 2 else 1
