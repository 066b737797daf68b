"""A text file, with front matter or without → Document."""

from __future__ import annotations

import re
from typing import Any

import yaml

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.fields import published_field, text_field
from quotes.read.settings import Warn

FIELDS = ("title", "url", "outlet", "byline", "published")

# YAML between two lines of dashes at the very start; a rule above a poem or a Markdown heading has none of our fields.
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(rf"^({'|'.join(FIELDS)})[ \t]*:", re.MULTILINE)


def read_text(text: str, name: str, warn: Warn, *, id: str | None = None, url: str | None = None) -> Document:
    """A document of plain text or Markdown, which is kept as it is.

    Front matter is not part of the document: its text, and so every offset, starts behind the line that closes it.
    Raises ReadError where nothing is left, or where the front matter is no valid YAML.
    """
    match = _FRONT_MATTER.match(text)
    if match is None or not _FIELD.search(match["yaml"]):
        fields: dict[str, Any] = {}
    else:
        fields = _load(match["yaml"], name)
        text = text[match.end() :]
    if not text.strip():
        raise ReadError(f"{name}: there is no text in it; remove it or put the article in")
    return Document(
        text=text,
        id=id,
        url=text_field(fields.get("url")) or url,
        title=text_field(fields.get("title")),
        outlet=text_field(fields.get("outlet")),
        byline=text_field(fields.get("byline")),
        published=published_field(fields.get("published"), name, warn),
    )


def _load(source: str, name: str) -> dict[str, Any]:
    """The fields as strings, for YAML would make a number of the title "1984" and a date of "2024-05-31"."""
    try:
        fields = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise ReadError(f"{name}: the front matter is not valid YAML{line}; put quotes around its values") from error
    if not isinstance(fields, dict):
        raise ReadError(f"{name}: the front matter is not a list of fields such as `title: …`; correct it or remove it")
    return fields
