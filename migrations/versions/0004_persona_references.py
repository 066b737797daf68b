"""What says in whose words somebody spoke refers to a persona that is there.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("statement", "statement_speaker", "passage", "passage_speaker")


def upgrade() -> None:
    for name in TABLES:
        op.execute(
            f"UPDATE {name} SET persona_id = NULL WHERE persona_id IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM persona WHERE persona.id = {name}.persona_id)"
        )
        constraint = op.f(f"fk_{name}_persona_id")
        if op.get_context().dialect.name == "sqlite":
            sql = f"CONSTRAINT {constraint} FOREIGN KEY(persona_id) REFERENCES persona (id) ON DELETE SET NULL"
            add_constraint(op.get_bind(), name, sql)
        else:
            op.create_foreign_key(constraint, name, "persona", ["persona_id"], ["id"], ondelete="SET NULL")
        op.create_index(op.f(f"ix_{name}_persona_id"), name, ["persona_id"])


def add_constraint(connection: sa.Connection, name: str, sql: str) -> None:
    """Make a table of SQLite anew with one constraint more (https://www.sqlite.org/lang_altertable.html#otheralter).

    Not in Alembic's batch mode: which checks and options of a table that keeps depends on its version.
    """
    found = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    [made] = connection.exec_driver_sql(found, (name, "table")).scalars()
    indexes = connection.exec_driver_sql(found, (name, "index")).scalars().all()
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).scalar()
    columns, _, options = made[made.index("(") :].rpartition(")")
    for command in (
        f"CREATE TABLE new_{name} {columns.rstrip()},\n\t{sql}\n){options}",
        f"INSERT INTO new_{name} SELECT * FROM {name}",
        f"DROP TABLE {name}",
        f"ALTER TABLE new_{name} RENAME TO {name}",
        *indexes,
    ):
        connection.exec_driver_sql(command)
    if last is not None:
        # Or the numbers of rows deleted since would be given to others.
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
