"""`quotes compare`: how speakers stand to one topic, side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated, Any

import typer

from quotes.cli.asking import asking, rounded
from quotes.cli.options import Database, Form, TopicName
from quotes.cli.output import Column, Format, default_format, remark, write

Speakers = Annotated[
    list[str],
    typer.Option("--speaker", metavar="NAME", help="Whom to compare: give it twice or more.", show_default=False),
]


def compare(topic: TopicName, speaker: Speakers, form: Form = None, db: Database = "quotes.db") -> None:
    """Compare what speakers say on a topic, side by side.

    A table has a column for each of them, the surest statements first; other formats have a row for each statement.

    \b
    quotes compare "sanctuary cities" --speaker sessions --speaker uhlich
    """
    from quotes.matching import resolve
    from quotes.query import list_statements
    from quotes.scope import Filters

    if len(speaker) < 2:
        raise typer.BadParameter("Give at least two speakers.", param_hint="--speaker")
    form = form or default_format()
    sides: list[list[dict[str, Any]]] = []
    with asking(db) as session:
        for name in speaker:
            scope = resolve(session, Filters(speaker=name, topic=topic))
            rows = map(rounded, session.execute(list_statements(scope)).mappings())
            sides.append(sorted(rows, key=lambda row: (row["stance"] == "unclear", -row["stance_score"])))
            if not sides[-1]:
                remark(f"{name!r} says nothing on it.")
    if form is Format.TABLE:
        headings = [side[0]["speaker"] if side else name for name, side in zip(speaker, sides, strict=True)]
        columns = [Column(str(place), heading) for place, heading in enumerate(headings)]
        lines = [{str(place): cell(row) for place, row in enumerate(rows)} for rows in zip_longest(*sides)]
        write(lines, [column.field for column in columns], columns, form)
    else:
        every = [row for side in sides for row in side]
        shown = [
            Column(field, field.capitalize()) for field in ("speaker", "stance", "stance_score", "evidence", "content")
        ]
        write(every, list(every[0]) if every else [], shown, form)


def cell(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    evidence = f", by “{row['evidence'].strip('“”')}”" if row["evidence"] else ""
    sure = f" {row['stance_score']:.2f}" if row["stance_score"] else ""
    return f"{row['stance']}{sure} ({row['stance_level']}{evidence}): {row['content']}"
