"""From a parsed article to rows. One article is one transaction: it is there wholly, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, select, update

from quotes.corrections import reapply
from quotes.database import writing
from quotes.errors import DatabaseError
from quotes.filing import Key, file_parse
from quotes.models import Article, Outlet, ParseRun, Passage, Revision, SpeakerName, Statement, StatementSpan
from quotes.parser.annotation import Document, Parse, Place, Tag
from quotes.rows import Row, insert_row, select_rows
from quotes.speakers import prune_speakers
from quotes.tenures import prune_tenures, tenures_of


@dataclass(frozen=True, slots=True)
class Run:
    """What parsed a text: the version of quotes, and the digest of the tagger's model file where one was used."""

    parser: str
    model: str | None = None


class Outcome(StrEnum):
    ADDED = "added"
    REVISED = "revised"
    PARSED_AGAIN = "parsed again"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article, and the number of its article and its revision."""

    outcome: Outcome
    article_id: int
    revision_id: int


# Built once: building a query takes longer than running it.
_HELD = (
    select(Revision.id, Revision.article_id, Revision.current, Article.url, ParseRun.parser, ParseRun.model)
    .join(Article, Article.id == Revision.article_id)
    .join(ParseRun, ParseRun.revision_id == Revision.id)
    .where(Revision.sha256 == bindparam("digest"))
)
_ARTICLE = select(Article.id).where(Article.url == bindparam("url"))
_OUTLET = select(Outlet.id).where(Outlet.name == bindparam("name"))


def store(
    engine: Engine,
    document: Document,
    parse: Parse,
    *,
    run: Run,
    again: bool = False,
    then: Callable[[Connection, int], None] | None = None,
) -> Stored:
    """File a document and what a parse says about it, in one transaction.

    The same text is stored once. A second time nothing changes, unless another version parsed it or `again` is set:
    this parse then takes the place of the one before. Another text at a known address is a new revision of its article.
    What people decided is kept, and holds for the new statements as well. `then` is called in the same transaction
    with the number of a revision whose statements are new.

    Raises `DatabaseError` where the database cannot be written, or the text holds what is no character.
    """
    digest = _digest(document.text)
    with writing(engine) as connection:
        held = _held(connection, digest)
        if held is None:
            added = _add(connection, document, parse, run, digest)
            if then:
                then(connection, added.revision_id)
            return added
        returned, outdated = _returned(held, document), again or run != Run(held.parser, held.model)
        if not (returned or outdated):
            return Stored(Outcome.UNCHANGED, held.article_id, held.id)
        if returned:
            _make_current(connection, held.article_id, held.id)
        if outdated:
            _replace(connection, held.id, parse, run)
        if document.url in (None, held.url):
            _describe(connection, held.article_id, _description(connection, document, parse))
        reapply(connection, held.article_id)
        if then and outdated:
            then(connection, held.id)
        return Stored(Outcome.REVISED if returned else Outcome.PARSED_AGAIN, held.article_id, held.id)


def parse_again(
    connection: Connection,
    article_id: int,
    parse: Parse,
    run: Run,
    then: Callable[[Connection, int], None] | None = None,
) -> None:
    """Put a parse of an article's current text in the place of the one before, within a transaction; see `store`."""
    current = select(Revision.id).where(Revision.article_id == article_id, Revision.current.is_(True))
    revision_id = connection.execute(current).scalar_one()
    _replace(connection, revision_id, parse, run)
    reapply(connection, article_id)
    if then:
        then(connection, revision_id)


def find(engine: Engine, document: Document, *, run: Run) -> Stored | None:
    """Where a document is stored if `store` would change nothing, so that it need not be parsed; else None."""
    with engine.connect() as connection:
        held = _held(connection, _digest(document.text))
    if held is None or _returned(held, document) or run != Run(held.parser, held.model):
        return None
    return Stored(Outcome.UNCHANGED, held.article_id, held.id)


def _digest(article: str) -> str:
    try:
        return sha256(article.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise DatabaseError(
            f"The text cannot be stored: character {error.start} is half of a surrogate pair."
        ) from None


def _held(connection: Connection, digest: str) -> Row | None:
    return next(iter(select_rows(connection, _HELD, digest=digest)), None)


def _returned(held: Row, document: Document) -> bool:
    """Whether a page has gone back to a text that it had before."""
    return not held.current and document.url == held.url


def _add(connection: Connection, document: Document, parse: Parse, run: Run, digest: str) -> Stored:
    """File a text that was never stored before."""
    same = select_rows(connection, _ARTICLE, url=document.url) if document.url else []
    known = same[0].id if same else None
    described = _description(connection, document, parse)
    if known:
        _describe(connection, known, described)
    article_id = known or insert_row(connection, Article, {"url": document.url or None, **described})
    revision = {"article_id": article_id, "text": document.text, "sha256": digest, "current": True, "added_at": _now()}
    revision_id = insert_row(connection, Revision, revision)
    insert_row(connection, ParseRun, {"revision_id": revision_id, **_ran(run)})
    file_parse(connection, parse, revision_id, {})
    if known:
        _make_current(connection, article_id, revision_id)
        reapply(connection, article_id)
    return Stored(Outcome.REVISED if known else Outcome.ADDED, article_id, revision_id)


def _replace(connection: Connection, revision_id: int, parse: Parse, run: Run) -> None:
    """Put a parse in the place of the one before. A statement that both have keeps its number."""
    start = select(StatementSpan.start_char).where(
        StatementSpan.statement_id == Statement.id, StatementSpan.part == Tag.CONTENT, StatementSpan.position == 0
    )
    before = select(Statement.id, start.scalar_subquery(), Statement.content).where(
        Statement.revision_id == revision_id
    )
    numbers: dict[Key, int] = {(at, content): number for number, at, content in connection.execute(before)}
    tenures = tenures_of(connection, revision_id)
    speakers = connection.scalars(select(SpeakerName.speaker_id).where(SpeakerName.revision_id == revision_id)).all()
    for model in (Passage, Statement, SpeakerName):
        connection.execute(delete(model).where(model.revision_id == revision_id))
    connection.execute(update(ParseRun).where(ParseRun.revision_id == revision_id).values(**_ran(run)))
    file_parse(connection, parse, revision_id, numbers)
    prune_tenures(connection, tenures)
    prune_speakers(connection, speakers)


def _make_current(connection: Connection, article_id: int, revision_id: int) -> None:
    revisions = update(Revision).where(Revision.article_id == article_id)
    connection.execute(revisions.values(current=Revision.id == revision_id))


def _description(connection: Connection, document: Document, parse: Parse) -> dict[str, Any]:
    """What is known about an article, as columns."""
    page = parse.page
    headline = next((p.span.of(page.text) for p in page.paragraphs if p.place is Place.HEADLINE), None)
    return {
        "outlet_id": _outlet(connection, document.outlet) if document.outlet else None,
        "external_id": document.id or None,
        "title": document.title or headline,
        "byline": document.byline or None,
        "dateline": page.dateline.of(page.text) if page.dateline else None,
        "published": document.published or None,
    }


def _describe(connection: Connection, article_id: int, described: dict[str, Any]) -> None:
    """Enter what is now known about an article. What is not stays as it was."""
    if known := {name: value for name, value in described.items() if value}:
        connection.execute(update(Article).where(Article.id == article_id).values(**known))


def _outlet(connection: Connection, name: str) -> int:
    known = select_rows(connection, _OUTLET, name=name)
    return known[0].id if known else insert_row(connection, Outlet, {"name": name})


def _ran(run: Run) -> dict[str, Any]:
    return {"parser": run.parser, "model": run.model, "parsed_at": _now()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
