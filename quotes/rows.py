"""Inserting rows quickly: many by one statement, whose SQL is written once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Insert, insert

from quotes.models import Base

AT_ONCE = 100
"""Rows by one statement. SQLite's full-text index goes to disk after each, so that one by one takes three times as long."""


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
