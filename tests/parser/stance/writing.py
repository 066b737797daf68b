"""Statements written by quoting from a text: `said("said", "Okafor", "the ferry is a mistake", text)`."""

from __future__ import annotations

from quotes.parser.annotation import Document, Page, Span
from quotes.parser.segment import segment
from quotes.parser.stance import Said, Topic, TopicName


def page_of(text: str) -> Page:
    return segment(Document(text))


def place(text: str, stretch: str, after: int = 0) -> Span:
    at = text.index(stretch, after)
    return Span(at, at + len(stretch))


def said(
    text: str, content: str, cue: str | None = None, source: str | None = None, speaker: str | None = None
) -> Said:
    """A statement of the text; its cue and source are looked for from the start of its paragraph on."""
    body = place(text, content)
    start = text.rfind("\n\n", 0, body.start) + 1
    cues, sources = ((place(text, part, start),) if part else () for part in (cue, source))
    return Said((body,), cues, sources, speaker)


def topic(name: str, *names: str, against: tuple[str, ...] = ()) -> Topic:
    return Topic(name, None, (*(TopicName(one) for one in names), *(TopicName(one, -1) for one in against)))
