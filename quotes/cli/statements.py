"""`quotes list` and `quotes search`: who said what."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.asking import answer, asking, remark_matches
from quotes.cli.options import (
    ArticleName,
    Database,
    Form,
    FoundAt,
    JurisdictionName,
    Kinds,
    Least,
    Limit,
    RoleName,
    Sides,
    Since,
    SpeakerName,
    TopicFilter,
    Until,
)
from quotes.cli.output import Column, Format
from quotes.scope import Filters

COLUMNS = (
    Column("id", "ID", numeric=True),
    Column("published", "Published", day=True),
    Column("speaker", "Speaker", width=18, style="bold", instead="source"),
    Column("role", "Role", width=22),
    Column("jurisdiction", "Jurisdiction", width=14),
    Column("content", "Statement"),
)

STANCE_COLUMNS = (
    Column("id", "ID", numeric=True),
    Column("speaker", "Speaker", width=18, style="bold", instead="source"),
    Column("role", "Role", width=18),
    Column("topic", "Topic", width=16),
    Column("stance", "Stance", width=8),
    Column("stance_score", "Sure", numeric=True, chance=True),
    Column("stance_level", "Level", width=9),
    Column("evidence", "In the words", width=18),
    Column("content", "Statement"),
)


def list_(
    speaker: SpeakerName = None,
    role: RoleName = None,
    jurisdiction: JurisdictionName = None,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    article: ArticleName = None,
    topic: TopicFilter = None,
    stance: Sides = None,
    min_score: Least = None,
    level: FoundAt = None,
    limit: Limit = None,
    form: Form = None,
    db: Database = "quotes.db",
) -> None:
    """List who said what.

    The newest article comes first. Filters match the way people type: case and accents do not matter, and part of a
    name will do. Articles without a date are left out where --since or --until is given. With --topic, --stance,
    --min-score or --level each row says how the statement stands to a topic, and in what words.

    \b
    quotes list --speaker uhlich
    quotes list --role mayor --jurisdiction tucson --kind direct
    quotes list --since 2017-03 --format csv > statements.csv
    quotes list --topic "sanctuary cities" --stance oppose --min-score 0.7
    """
    filters = Filters(
        speaker,
        role,
        jurisdiction,
        article,
        kind or (),
        since,
        until,
        topic=topic,
        stances=stance or (),
        least=min_score,
        level=level,
    )
    answer_statements(filters, form, limit, db)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.", show_default=False)],
    speaker: SpeakerName = None,
    role: RoleName = None,
    jurisdiction: JurisdictionName = None,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    article: ArticleName = None,
    limit: Limit = None,
    form: Form = None,
    db: Database = "quotes.db",
) -> None:
    """Search what was said.

    Finds statements with all the words, in any of their forms ("cities" finds "city"), the best match first. "Straight
    quotation marks" keep words together, and a word that ends in * may go on.

    \b
    quotes search sanctuary cities
    quotes search '"sanctuary cities"' --speaker romero
    quotes search 'immigra*' --format jsonl
    """
    wanted = " ".join(words)
    answer_statements(Filters(speaker, role, jurisdiction, article, kind or (), since, until, wanted), form, limit, db)


def answer_statements(filters: Filters, form: Format | None, limit: int | None, db: str) -> None:
    from quotes.matching import resolve
    from quotes.query import list_statements

    with asking(db) as session:
        scope = resolve(session, filters)
        remark_matches(scope, filters)
        columns = STANCE_COLUMNS if scope.takes_sides else COLUMNS
        answer(session, list_statements(scope), columns, form, limit)
