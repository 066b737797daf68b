"""A parse as one JSON object: the interchange format of gold labels and predictions (one line a document)."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.parser.annotation import Document, Parse, QuotedPassage, Span, Speaker, Statement

Json = dict[str, object]


def to_record(document: Document, parse: Parse) -> Json:
    """The document with its statements and passages, each in the order of the text.

    A span is `[start, end]` in characters of `text`, the end excluded. A passage's `statement` is the number of its
    statement in `statements`, from 0.
    """
    return {
        "id": document.id,
        "text": document.text,
        "statements": [statement_record(statement) for statement in parse.statements],
        "passages": [passage_record(passage) for passage in parse.passages],
    }


def statement_record(statement: Statement) -> Json:
    return {
        "content": pairs(statement.content),
        "cue": pairs(statement.cue),
        "source": pairs(statement.source),
        **speaker_record(statement.speaker),
        "kind": statement.kind,
        "place": statement.place,
        "confidence": round(statement.confidence, 4),
        "method": statement.method,
        "speaker_confidence": round(statement.speaker.score, 4),
        "speaker_method": statement.speaker.method,
    }


def passage_record(passage: QuotedPassage) -> Json:
    span = passage.passage.span
    return {
        "span": [span.start, span.end],
        **speaker_record(passage.speaker),
        "statement": passage.statement,
    }


def speaker_record(speaker: Speaker) -> Json:
    role = speaker.role
    place = role.jurisdiction
    return {
        "speaker": speaker.name,
        "role": role.title,
        "organization": role.organization,
        "on_behalf_of": role.on_behalf_of,
        "jurisdiction": place and place.name,
        "ocd_division": place and place.division,
    }


def pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
