"""The fields of a Document, made from what people and programs write into them."""

from __future__ import annotations

import re
from datetime import date, datetime

from quotes.read.settings import Warn

# Characters of a wrong value that a message shows.
SHOWN = 40

_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> tuple[str, int]:
    """A text with U+FFFD for halves of surrogate pairs (JSON and YAML let them through), and how many there were."""
    return _SURROGATE.subn("\ufffd", text)


def text_field(value: object) -> str | None:
    """A string on one line or None; several, as front matter and JSON allow for bylines, are joined by "; "."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(text_field, value))) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(without_surrogates(str(value))[0].split()) or None


def date_field(value: object) -> str | None:
    """The ISO 8601 date or date-time that a string holds, written the usual way; None if it holds none."""
    text = text_field(value)
    if text is None:
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            moment = parse(text)
        except ValueError:
            continue
        # Year 1 is what some publishing systems write for "not known".
        return moment.isoformat() if moment.year > 1 else None
    return None


def published_field(value: object, name: str, warn: Warn) -> str | None:
    """The same, with a warning where somebody gave a date and it is none."""
    published = date_field(value)
    if published is None and value not in (None, ""):
        shown = ascii(value if len(str(value)) <= SHOWN else f"{str(value)[:SHOWN]}…")
        warn(f"{name}: left out published: {shown}, which is not a date like 2024-05-31")
    return published
