"""What the forms of a word share: "city" and "cities", "enforce" and "enforcement".

A light stemmer for finding the names of topics, after Porter (1980) but milder: it keeps words apart that share no more
than their first letters, such as "Obama" and "Obamacare".
"""

from __future__ import annotations

from functools import cache, lru_cache

from quotes.parser.stance.data import lines
from quotes.parser.stance.pair import FUNCTION_WORDS, WORD

SHORTEST = 4  # letters of a word that loses an ending
DOUBLED = "bdgmnprt"  # consonants that are doubled before an ending: "banned"
VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=4096)
def roots(phrase: str) -> frozenset[str]:
    """The roots of the telling words; of all words where none tells anything."""
    words = WORD.findall(phrase)
    telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return frozenset(map(root, telling or words))


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """A word without its ending, in lower case: what it has in common with its other forms, near enough."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if len(word) < SHORTEST:
        return word
    for ending, instead, least in _last_letters().get(word[-1], ()):
        stem = word.removesuffix(ending)
        if least <= len(stem) < len(word) and not VOWELS.isdisjoint(stem + instead):
            return _bare(stem + instead)
    return _bare(word)


def _bare(stem: str) -> str:
    """Without a final "e", which endings take the place of, or a doubled consonant."""
    if len(stem) > SHORTEST - 1 and stem.endswith("e"):
        return _bare(stem[:-1])
    return stem[:-1] if len(stem) > SHORTEST - 1 and stem[-1] == stem[-2] and stem[-1] in DOUBLED else stem


@cache
def _last_letters() -> dict[str, list[tuple[str, str, int]]]:
    """The endings by their last letter, in the order of the list."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for line in lines("endings.tsv"):
        ending, instead, least = line.split("\t")
        found.setdefault(ending[-1], []).append((ending, instead.strip("-"), int(least)))
    return found
