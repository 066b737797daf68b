"""Articles with their parses, written by quoting from the text: `Said("“Stop”", "said", "Hanley", speaking(HANLEY))`"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Select, text

from quotes.parser.annotation import (
    Document,
    Entity,
    EntityKind,
    Jurisdiction,
    Kind,
    Page,
    Paragraph,
    Parse,
    Passage,
    Place,
    QuotedPassage,
    Role,
    Span,
    Speaker,
    Statement,
)
from quotes.store import Run

RUN = Run("1.0", "digest")
LATER = Run("2.0", "digest")

ARDEN = Jurisdiction("Arden", "ocd-division/country:us/state:zz/place:arden")


def person(name: str, title: str | None = None, *names: str, place: Jurisdiction | None = None) -> Entity:
    return Entity(name, EntityKind.PERSON, names, (), Role(title, None, place))


HANLEY = person("Mary Hanley", "Mayor", "Hanley", place=ARDEN)
OKAFOR = person("Tunde Okafor", "Sheriff", "Okafor")
NOBODY = Speaker(method="unnamed")


def speaking(*entities: Entity, role: Role | None = None, score: float = 0.9) -> Speaker:
    """These, in the role of the first one unless another is given."""
    return Speaker(entities, role or (entities[0].role if len(entities) == 1 else Role()), "name", score)


@dataclass(frozen=True)
class Said:
    """A statement by its words. Each stretch is looked for after the one before it."""

    content: str | tuple[str, ...]
    cue: str = ""
    source: str = ""
    speaker: Speaker = NOBODY
    kind: Kind = Kind.DIRECT
    confidence: float = 0.8


def article(words: str, *said: Said, **about: Any) -> tuple[Document, Parse]:
    """A document of these words, with what is said in it; what stands between “ and ” are its passages."""
    statements = tuple(_statement(words, one) for one in said)
    marks = _passages(words)
    owners = [next((n for n, s in enumerate(statements) if any(span in c for c in s.content)), None) for span in marks]
    passages = tuple(
        QuotedPassage(
            Passage(span, Span(span.start + 1, span.end - 1)),
            owner,
            NOBODY if owner is None else statements[owner].speaker,
        )
        for span, owner in zip(marks, owners, strict=True)
    )
    entities = {entity.name: entity for one in said for entity in one.speaker.entities}
    page = Page(words, (Paragraph(Span(0, len(words))),))
    return Document(words, **about), Parse(page, statements, passages, tuple(entities.values()))


def rows(engine: Engine, query: str | Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query) if isinstance(query, str) else query)]


def dump(engine: Engine) -> list[str]:
    """Everything in a SQLite file, as SQL."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return list(driver.iterdump())


def _statement(words: str, said: Said) -> Statement:
    stretches = (said.content,) if isinstance(said.content, str) else said.content
    content = tuple(_find(words, stretch) for stretch in stretches)
    cue = (_find(words, said.cue),) if said.cue else ()
    source = (_find(words, said.source),) if said.source else ()
    return Statement(said.kind, Place.BODY, content, cue, source, said.speaker, "tagger", said.confidence)


def _find(words: str, stretch: str) -> Span:
    start = words.index(stretch)
    return Span(start, start + len(stretch))


def _passages(words: str) -> list[Span]:
    opened = [at for at, char in enumerate(words) if char == "“"]
    return [Span(at, words.index("”", at) + 1) for at in opened]
