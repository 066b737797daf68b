"""The fields of a Document, made from what people and programs write into them."""

from __future__ import annotations

from datetime import date, datetime


def text_field(value: object) -> str | None:
    """A string on one line or None; several, as front matter and JSON allow for bylines, are joined by "; "."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(text_field, value))) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


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
