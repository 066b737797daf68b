"""A statement where it stands in its article: the paragraphs around it, and the positions of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from quotes import query
from quotes.errors import NotFoundError
from quotes.parser.annotation import Document, Span, Tag
from quotes.parser.segment import segment


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the statement's content, cue or source, in characters of the article's text."""

    tag: Tag
    span: Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One statement (a row of `query.get_statement`), its parts, the paragraphs that they stand in, and its
    stances (rows of `query.list_stances`)."""

    statement: Row[Any]
    text: str
    parts: tuple[Part, ...]
    paragraphs: tuple[Span, ...]
    stances: tuple[Row[Any], ...] = ()


def find_excerpt(session: Session, number: int) -> Excerpt:
    """The statement of that number in its paragraphs; NotFoundError where there is none."""
    found = session.execute(query.get_statement(number)).one_or_none()
    if found is None:
        raise NotFoundError(f"No statement {number}. To see all: quotes list")
    spans = session.execute(query.list_spans(number))
    parts = tuple(Part(Tag(row.part), Span(row.start_char, row.end_char)) for row in spans)
    paragraphs = (paragraph.span for paragraph in segment(Document(found.text)).paragraphs)
    around = tuple(span for span in paragraphs if any(span.overlaps(part.span) for part in parts))
    stances = tuple(session.execute(query.list_stances(number)).all())
    return Excerpt(found, found.text, parts, around, stances)
