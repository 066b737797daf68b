"""The parser's word lists. Each is a text file whose first lines, after a "#", say what it is."""

from __future__ import annotations

from importlib.resources import files


def lines(name: str) -> list[str]:
    """The entries of one list, one a line."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
