"""Reading and writing rows quickly: by SQL that is written once, given to the driver as it is, many rows at a time.

SQLAlchemy takes ten times as long as SQLite for a short query, and storing an article takes thirty of them. What is
here belongs into a transaction that was begun, as by `quotes.database.writing`. It takes and returns what the driver
knows: numbers, text and truth values, but no enumerations, which it is slow to take.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Delete, Dialect, Integer, Select, Update, bindparam, column, func, select, table

from quotes.database import explain
from quotes.models import Base

AT_ONCE = 100
"""Rows by one statement. SQLite writes its full-text index after each; one by one they take three times as long."""

IN_ONE = 250
"""Values of one IN. Databases have a limit: SQLite's is 32,766 parameters of a statement."""

Row = Any
"""A named tuple with the columns of a query."""

_T = TypeVar("_T")

Statement = Select[*tuple[Any, ...]] | Update | Delete


def select_rows(connection: Connection, query: Select[*tuple[Any, ...]], **values: Any) -> list[Row]:
    """The rows of a query that stays the same but for its parameters. Those of an IN are lists."""
    written, parameters = _fill(query, connection.dialect, values)
    return [*map(written.row, _run(connection, written.sql, parameters).fetchall())]


def change_rows(connection: Connection, change: Update | Delete, **values: Any) -> None:
    """Update or delete rows by a statement that stays the same but for its parameters. Those of an IN are lists."""
    written, parameters = _fill(change, connection.dialect, values)
    _run(connection, written.sql, parameters)


def new_numbers(connection: Connection, model: type[Base], count: int) -> Sequence[int]:
    """Numbers for new rows of a table that never gives one twice."""
    name = model.__tablename__
    if connection.dialect.name == "postgresql":
        return [number for (number,) in select_rows(connection, _NEXT, name=name, count=count)]
    last = sum(last for (last,) in select_rows(connection, _LAST, name=name))
    return range(last + 1, last + 1 + count)


def insert_row(connection: Connection, model: type[Base], row: dict[str, Any]) -> int:
    """Insert one row; returns its number."""
    sql = _insert(model.__tablename__, tuple(row), 1, connection.dialect.name)
    number: int = _run(connection, f"{sql} RETURNING id", [*row.values()]).fetchone()[0]
    return number


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns in the same order."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        sql = _insert(model.__tablename__, tuple(some[0]), len(some), connection.dialect.name)
        _run(connection, sql, [*chain.from_iterable(row.values() for row in some)])


def in_steps(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Any number of values, as many at a time as one IN takes."""
    rest = iter(values)
    while some := [*islice(rest, IN_ONE)]:
        yield some


class _Written(NamedTuple):
    """The SQL of a statement. `order` has the names of its parameters, where they go by place."""

    sql: str
    parameters: Mapping[str, Any]
    order: Sequence[str] | None
    row: Callable[[Iterable[Any]], Row]


_SEQUENCE = table("sqlite_sequence", column("name"), column("seq"))
_LAST = select(_SEQUENCE.c.seq).where(_SEQUENCE.c.name == bindparam("name"))
_NEXT = select(func.nextval(func.pg_get_serial_sequence(bindparam("name"), "id")).label("number")).select_from(
    func.generate_series(1, bindparam("count", type_=Integer))
)


def _fill(statement: Statement, dialect: Dialect, values: dict[str, Any]) -> tuple[_Written, Any]:
    """The SQL for these values, and the values as the driver takes them."""
    shape = tuple((name, len(value) if isinstance(value, list) else None) for name, value in values.items())
    written = _write(statement, shape, dialect)
    flat = {**written.parameters, **values}
    for name, length in shape:
        if length:
            flat |= {f"{name}_{number}": value for number, value in enumerate(values[name], 1)}
    return written, flat if written.order is None else [flat[name] for name in written.order]


@lru_cache(maxsize=1024)
def _write(statement: Statement, shape: tuple[tuple[str, int | None], ...], dialect: Dialect) -> _Written:
    """A statement written for lists of these lengths, and for single values where there is None."""
    examples = {name: None if length is None else [None] * length for name, length in shape}
    written = statement.compile(dialect=dialect).construct_expanded_state(examples)
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    row = _row(tuple(str(column.key) for column in columns))
    return _Written(written.statement, written.parameters, written.positiontup, row)


def _row(names: Sequence[str]) -> Callable[[Iterable[Any]], Row]:
    make: Callable[..., Any] = namedtuple
    return make("Row", names, rename=True)._make  # type: ignore[no-any-return]


@cache
def _insert(table: str, columns: tuple[str, ...], rows: int, dialect: str) -> str:
    row = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES " + ", ".join([f"({row})"] * rows)


def _run(connection: Connection, sql: str, parameters: Any) -> Any:
    """The driver's cursor after this statement."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        if complaint := explain(connection.engine, error):
            raise complaint from error
        raise
    return cursor
