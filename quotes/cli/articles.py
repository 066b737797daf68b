"""`quotes articles`: what the statements were found in."""

from __future__ import annotations

from quotes.cli.asking import answer, asking
from quotes.cli.options import Database, Form, Limit, Since, Until
from quotes.cli.output import Column

COLUMNS = (
    Column("id", "ID", numeric=True),
    Column("published", "Published", day=True),
    Column("outlet", "Outlet", width=16),
    Column("title", "Title", style="bold", instead="external_id"),
    Column("byline", "Byline", width=16),
    Column("url", "Address", width=30),
    Column("statements", "Statements", numeric=True),
)


def articles(
    since: Since = None, until: Until = None, limit: Limit = None, form: Form = None, db: Database = "quotes.db"
) -> None:
    """List the articles, the newest first.

    \b
    quotes articles --since 2017-03
    quotes articles --format md
    """
    from quotes.query import list_articles

    with asking(db) as session:
        answer(session, list_articles(since, until), COLUMNS, form, limit)
