"""What the commands that ask a database share: opening it, understanding the filters, printing the answer."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quotes.cli.output import Column, Format, default_format, remark, several, write
from quotes.scope import Filters, Scope

if TYPE_CHECKING:
    from sqlalchemy import Engine, RowMapping
    from sqlalchemy.orm import Session

    from quotes.query import Rows

# As many rows as somebody reads; the other formats print all there is.
TABLE_ROWS = 50
ROWS_AT_A_TIME = 500
DIGITS = 4


@contextmanager
def opened(address: str, *, create: bool = False, any_version: bool = False) -> Iterator[Engine]:
    """A database, closed at the end; how it is opened is up to `quotes.database.connect`."""
    from quotes.database import connect

    engine = connect(address, create=create, any_version=any_version)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def asking(address: str) -> Iterator[Session]:
    """A session to read from a database that is there."""
    from sqlalchemy.orm import Session

    with opened(address) as engine, Session(engine) as session:
        yield session


def remark_matches(scope: Scope, filters: Filters) -> None:
    """Say which rows the words of a filter name where they name several: that may be more than was meant."""
    named = (
        (filters.speaker, scope.speakers, "speakers"),
        (filters.role, scope.roles, "roles"),
        (filters.jurisdiction, scope.jurisdictions, "jurisdictions"),
        (filters.article, scope.articles, "articles"),
        (filters.topic, scope.topics, "topics"),
    )
    for words, match, plural in named:
        if match is not None and len(match.names) > 1:
            remark(f"{words!r} matches {len(match.names)} {plural}: {several(match.names)}")


def answer(
    session: Session,
    query: Rows,
    columns: Sequence[Column],
    form: Format | None,
    limit: int | None,
    *,
    none: str = "Nothing found.",
) -> None:
    """Print the rows of a query, and say so where there are `none` or a table leaves some out."""
    from quotes.query import count

    form = form or default_format()
    most = min(limit, sys.maxsize) if limit else (TABLE_ROWS if form is Format.TABLE else None)
    result = session.execute(query.limit(most).execution_options(yield_per=ROWS_AT_A_TIME))
    written = write(map(rounded, result.mappings()), list(result.keys()), columns, form)
    if written == 0:
        remark(none)
    elif form is Format.TABLE and limit is None and written == TABLE_ROWS:
        total = session.scalar(count(query)) or 0
        if total > written:
            remark(f"The first {written} of {total:,}. For more: --limit {total}, or --format csv")


def rounded(row: RowMapping) -> dict[str, Any]:
    """The row, without more digits of a probability than mean something."""
    return {field: round(value, DIGITS) if isinstance(value, float) else value for field, value in row.items()}


def whoami() -> str | None:
    """The name of the account, which stands beside a decision; None where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None
