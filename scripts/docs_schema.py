"""Write docs/schema.md from the models and the views; with --check, only say whether it is up to date."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Column

from quotes.models import Base
from quotes.views import VIEWS

PAGE = Path(__file__).parent.parent / "docs" / "schema.md"

HEAD = """\
# The database

A SQLite file that any SQLite browser opens, or a database of PostgreSQL. Made from `quotes/models.py` and
`quotes/views.py` by `make docs`.

Look at the **views** first: they have names in the place of numbers, show the current text of each article, and leave
out what somebody rejected. The **tables** under them have everything. The schema changes by the migrations in
`migrations/` only; `quotes db upgrade` brings an older file to the latest one, `quotes db check` looks for damage.

A full-text index, `statement_fts`, has the content, cue and source of each statement, in any form of a word and with or
without its accents. Triggers keep it in step. In SQL:

```sql
SELECT statements.speaker, statements.role, statements.content, statements.title
FROM statement_fts JOIN statements ON statements.id = statement_fts.rowid
WHERE statement_fts MATCH 'sanctuary' ORDER BY rank;
```
"""

ABOUT = {
    "statements": "Who said what, a statement a row, with the speaker, in which role and for which jurisdiction.",
    "quoted_passages": "Each stretch between quotation marks, as printed, with whom it is credited to if with anybody.",
    "speakers_summary": "Each speaker with all names, roles and jurisdictions, and how much they said.",
    "needs_review": "Statements that may well be wrong, or somebody else’s, and why. Nobody has decided on them yet.",
    "speakers_review": "Names of which it is open whose they are, why, and whose they may be.",
    "stances": "How each statement stands to each topic, by whom, how sure that is and which words it rests on.",
    "tenures": "Who held which role, and from when to when articles gave it. Without a speaker: somebody unnamed.",
}


def page() -> str:
    return "\n".join([HEAD, *views(), *tables()]).rstrip() + "\n"


def views() -> Iterator[str]:
    yield "## Views\n"
    for name, view in VIEWS.items():
        columns = ", ".join(f"`{column.key}`" for column in view.selected_columns)
        yield f"### {name}\n\n{ABOUT[name]}\n\nColumns: {columns}.\n"


def tables() -> Iterator[str]:
    yield "## Tables\n"
    for model in sorted(Base.__subclasses__(), key=lambda model: line_of(model)):
        table = model.metadata.tables[model.__tablename__]
        yield f"### {table.name}\n\n{inspect.cleandoc(model.__doc__ or '')}\n"
        yield "| column | type | what it is |\n| --- | --- | --- |"
        yield from (row(column) for column in table.columns)
        yield ""


def row(column: Column[Any]) -> str:
    kind = str(column.type).lower() + ("" if column.nullable else ", never empty")
    said = [f"→ [{key.column.table.name}](#{key.column.table.name})" for key in column.foreign_keys]
    said += [column.doc] if column.doc else []
    if values := choices(column):
        said.append(f"one of {', '.join(values)}")
    return f"| `{column.name}` | {kind} | {'; '.join(said)} |"


def choices(column: Column[Any]) -> list[str]:
    """The values that a column may have, where it may have but a few."""
    checks = [str(check.sqltext) for check in column.table.constraints if isinstance(check, CheckConstraint)]
    listed = [check.partition(f"{column.name} IN (")[2].rstrip(")") for check in checks]
    return [value.strip().replace("'", "`") for values in listed if values for value in values.split(",")]


def line_of(model: type[Base]) -> int:
    return inspect.getsourcelines(model)[1]


def main() -> int:
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        print("docs/schema.md is out of date. Run: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
