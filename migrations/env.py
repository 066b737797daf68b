"""How Alembic runs the migrations: on the connection that `quotes.database.upgrade` gives it, in its transaction.

`alembic -x db=FILE revision --autogenerate` writes a new migration from a database of the version before.
"""

from __future__ import annotations

from warnings import catch_warnings, filterwarnings

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

from quotes.database import connect
from quotes.models import Base


def ours(item: SchemaItem, name: str | None, kind: str, reflected: bool, compared: SchemaItem | None) -> bool:
    """Whether Alembic may compare it: a table that only the database has, such as those of FTS5, is no model's."""
    return not (kind == "table" and reflected and compared is None)


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=ours,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with catch_warnings():
    # SQLAlchemy cannot read the unique index of `tenure`. A migration that rebuilds that table is to make it again.
    filterwarnings("ignore", ".* expression-based index uq_tenure")
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        run(given)
    else:
        with connect(context.get_x_argument(as_dictionary=True)["db"], any_version=True).connect() as connection:
            run(connection)
