"""Inserting rows quickly: numbered beforehand, many by one statement, whose SQL is written once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Insert, func, insert, select, text

from quotes.models import Base

AT_ONCE = 100
"""Rows by one statement. SQLite writes its full-text index after each; one by one they take three times as long."""


_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def new_numbers(connection: Connection, model: type[Base], count: int) -> Sequence[int]:
    """Numbers for new rows of a table that never gives one twice."""
    name = model.__tablename__
    if connection.dialect.name == "postgresql":
        following = select(func.nextval(func.pg_get_serial_sequence(name, "id")))
        return connection.scalars(following.select_from(func.generate_series(1, count))).all()
    last: int = connection.scalar(_LAST, {"name": name}) or 0
    return range(last + 1, last + 1 + count)


def insert_row(connection: Connection, model: type[Base], row: dict[str, Any]) -> int:
    """Insert one row; returns its number."""
    key: Any = connection.execute(_insert(model), row).inserted_primary_key
    return int(key[0])


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns in the same order.

    The driver takes their values as they are. Enumerations are to be given as plain text, as it is slow to take others.
    """
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        sql = _sql(model.__tablename__, tuple(some[0]), len(some), connection.dialect.name)
        connection.exec_driver_sql(sql, tuple(chain.from_iterable(row.values() for row in some)))


@cache
def _insert(model: type[Base]) -> Insert:
    return insert(model)


@cache
def _sql(table: str, columns: tuple[str, ...], rows: int, dialect: str) -> str:
    row = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES " + ", ".join([f"({row})"] * rows)
