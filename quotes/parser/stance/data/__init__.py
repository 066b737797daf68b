"""The word lists of stances. Each is a text file whose first lines, after a "#", say what it is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of one list, one a line."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
