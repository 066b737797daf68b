"""Taking back what somebody decided about a statement: it says again what the parse of its article says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, exists, or_, select, update

from quotes.corrections import PERSON
from quotes.database import writing
from quotes.errors import NotFoundError, QuotesError
from quotes.models import (
    Article,
    Correction,
    Field,
    Outlet,
    Persona,
    Revision,
    SpeakerName,
    Stance,
    Statement,
    Verdict,
)
from quotes.parser.annotation import Document, Parse
from quotes.speakers import prune_speakers
from quotes.store import Run, parse_again


def retract(
    engine: Engine,
    number: int | None = None,
    *,
    parse: Callable[[Document], Parse],
    run: Run,
    then: Callable[[Connection, int], None] | None = None,
) -> Row[*tuple[Any, ...]]:
    """Take a correction back, the latest one unless told which. Returns what it was.

    Only a parse knows what stood there before, so the article is parsed again, unless it was no more than a stance or a
    confirmation; `run` is what parses, and `then` as in `store`. Other corrections of the article hold as before.

    Raises `NotFoundError` where there is none, `QuotesError` where the article was changed while it was parsed.
    """
    with engine.connect() as connection:
        decision = _correction(connection, number)
        before = _to_parse(connection, decision)
    parsed = parse(before[1]) if before else None
    with writing(engine) as connection:
        # In the meantime somebody else may have taken it back, or stored a new text of the article.
        decision = _correction(connection, decision.id)
        if _to_parse(connection, decision) != before:
            raise QuotesError(f"The article changed meanwhile. Try again: quotes corrections undo {decision.id}")
        connection.execute(delete(Correction).where(Correction.id == decision.id))
        if decision.field == Field.STANCE:
            sides = (Stance.statement_id == decision.statement_id, Stance.topic_id == decision.topic_id)
            connection.execute(delete(Stance).where(*sides, Stance.method == PERSON))
        elif parsed is None:
            those = update(Statement).where(Statement.id == decision.statement_id)
            connection.execute(those.values(verdict=None))
        else:
            parse_again(connection, decision.article_id, parsed, run, then)
        if decision.speaker_id:
            _forget(connection, decision.speaker_id)
    return decision


def _forget(connection: Connection, speaker_id: int) -> None:
    """Delete a speaker whom only the correction named."""
    met = exists().where(Persona.speaker_id == speaker_id)
    decided = exists().where(Correction.speaker_id == speaker_id)
    if not connection.scalar(select(or_(met, decided))):
        connection.execute(delete(SpeakerName).where(SpeakerName.speaker_id == speaker_id))
        prune_speakers(connection, [speaker_id])


def _to_parse(connection: Connection, decision: Row[*tuple[Any, ...]]) -> tuple[int, Document] | None:
    """The current revision of the article; None where no more changed than a row of its own, or a mark, or nothing."""
    alone = decision.field == Field.STANCE or decision.value == Verdict.CONFIRMED
    return None if alone or decision.statement_id is None else _current(connection, decision.article_id)


def _correction(connection: Connection, number: int | None) -> Row[*tuple[Any, ...]]:
    every = select(*Correction.__table__.c).order_by(Correction.id.desc()).limit(1)
    found = connection.execute(every if number is None else every.where(Correction.id == number)).first()
    if found is None:
        which = "Nothing is left to undo." if number is None else f"No correction {number}."
        raise NotFoundError(f"{which} To see all: quotes corrections")
    return found


def _current(connection: Connection, article_id: int) -> tuple[int, Document]:
    """The number of an article's current revision, and its text with what is known about it."""
    columns = (Revision.text, Article.external_id, Article.url, Article.title, Article.byline, Article.published)
    query = select(Revision.id, *columns, Outlet.name).join(Article, Article.id == Revision.article_id)
    query = query.outerjoin(Outlet, Outlet.id == Article.outlet_id)
    row = connection.execute(query.where(Article.id == article_id, Revision.current.is_(True))).one()
    return row.id, Document(row.text, row.external_id, row.url, row.title, row.name, row.byline, row.published)
