"""Silver names made better: what another system found in one place is looked for everywhere.

CoreNLP misses many occurrences of a name that it finds elsewhere, and calls one name by several classes. So each
name gets the class that it mostly has, first in the article and then in all of them, and every other occurrence of it
is marked, longest names first. A person's surname counts as a name of its own. Titles before a name are cut off.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from quotes.parser.data import lines

LEAST_TIMES = 5  # that a name occurs in all articles before it is looked for in those where it was not found
LEAST_SHARE = 0.8  # of these times that it is of one class
PERSON = "PERSON"

Named = tuple[int, int, str]


def clean(texts: Mapping[str, str], silver: Mapping[str, Any]) -> dict[str, list[Named]]:
    """Names of each article: start, end, class. `silver` maps an article's id to its line of the silver file."""
    trimmed = {key: _trim(texts[key], line["entities"]) for key, line in silver.items() if key in texts}
    everywhere: dict[str, Counter[str]] = defaultdict(Counter)
    for key, named in trimmed.items():
        for start, end, kind in named:
            everywhere[texts[key][start:end]][kind] += 1
    common = {
        name: kind
        for name, kinds in everywhere.items()
        for kind, times in kinds.most_common(1)
        if sum(kinds.values()) >= LEAST_TIMES and times >= LEAST_SHARE * sum(kinds.values())
    }
    return {key: _spread(texts[key], named, common) for key, named in trimmed.items()}


def _trim(text: str, entities: Iterable[Named]) -> list[Named]:
    """Without titles before a person and without white space at the edges."""
    titles = _titles()
    found = []
    for start, end, kind in entities:
        while kind == PERSON and (word := re.match(r"\s*(\S+)\s+", text[start:end])) and word[1] in titles:
            start += word.end()
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            found.append((start, end, kind))
    return found


def _spread(text: str, named: list[Named], common: Mapping[str, str]) -> list[Named]:
    known = _kinds(text, named) | {name: kind for name, kind in common.items() if name in text}
    there = [(start, end, known.get(text[start:end], kind)) for start, end, kind in named]
    elsewhere = [
        (*match.span(), known[name])
        for name in sorted(known, key=len, reverse=True)
        if name[0].isupper()
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    taken = bytearray(len(text))
    found = []
    for start, end, kind in (*sorted(there, key=lambda one: one[0] - one[1]), *elsewhere):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append((start, end, kind))
    return sorted(found)


def _kinds(text: str, named: list[Named]) -> dict[str, str]:
    """The class that each name of an article, and each surname, mostly has in it."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in named:
        name = text[start:end]
        counted[name][kind] += 1
        if kind == PERSON and " " in name:
            counted[name.split()[-1]][kind] += 1
    return {name: kinds.most_common(1)[0][0] for name, kinds in counted.items()}


def _titles() -> frozenset[str]:
    return frozenset(word for line in lines("titles.tsv") for word in line.split("\t")[0].split())
