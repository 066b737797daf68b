"""The word lists of this package: text files in `data/`, a section a list, a word or phrase a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str, section: str) -> frozenset[str]:
    """The lines under `[section]` of `data/{name}.txt`, in lower case; `#` starts a comment line."""
    words: set[str] = set()
    current = None
    for line in files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8").splitlines():
        entry = line.strip().lower()
        if entry.startswith("["):
            current = entry.strip("[]")
        elif entry and not entry.startswith("#") and current == section:
            words.add(entry)
    return frozenset(words)
