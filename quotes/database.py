"""Opening, making, upgrading and checking a database: a SQLite file, or PostgreSQL by its URL.

A new file is made by the same migrations that upgrade an old one. What goes wrong with a database while an engine made
here is in use, now or later, is a `DatabaseError` of one line.
"""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from quotes import views
from quotes.errors import DatabaseError

PATIENCE = 10.0
"""Seconds to wait while another program is writing."""

PAGE = 2_048
"""Bytes of a page of a new file. The log gets whole pages: with half the usual size an article writes half as much."""

CACHE = 65_536
"""KiB of pages to keep in memory."""

CHECKPOINT = 16_384
"""Pages in the write-ahead log before they go into the file: one written to often then goes there once."""

MAGIC = b"SQLite format 3\0"
"""What every SQLite file that is not empty begins with (https://www.sqlite.org/fileformat.html)."""

BEGIN = "sqlite_begin"
"""The execution option that says how a transaction of SQLite begins."""

COMPLAINTS = {
    "SQLITE_BUSY": "is locked by another program. Try again when that is done.",
    "SQLITE_CANTOPEN": "cannot be opened. Is its folder there, and may you write in it?",
    "SQLITE_CORRUPT": "is damaged. Restore it from a copy, or try the command .recover of sqlite3.",
    "SQLITE_FULL": "cannot grow: the disk is full.",
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error.",
    "SQLITE_LOCKED": "is locked by another program. Try again when that is done.",
    "SQLITE_NOTADB": "is not a SQLite database. Name another one with --db.",
    "SQLITE_PERM": "may not be opened: permission denied.",
    "SQLITE_READONLY": "cannot be written: the file or its folder is read-only.",
}
"""What SQLite's result codes mean to the user (https://www.sqlite.org/rescode.html)."""


def shipped(name: str) -> Path:
    """The folder `migrations` or `seeds`: inside an installed package, beside the package in a checkout."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def connect(address: str | Path, *, create: bool = False, any_version: bool = False) -> Engine:
    """Open a database; with `create`, make it where there is none.

    `address` is the path of a SQLite file or the URL of a PostgreSQL database. With `any_version` one of an older
    version is opened too, to be upgraded or checked.

    Raises `DatabaseError` where there is no database, it cannot be read, or it is none of this version of quotes.
    """
    address = str(address).removeprefix("sqlite:///")
    engine = _server(address) if "://" in address else _file(Path(address), create=create)
    try:
        version = version_of(engine)
        if create and version is None and not inspect(engine).get_table_names():
            upgrade(engine)
        elif version != versions()[-1] and not (any_version and version in versions()):
            raise DatabaseError(_misfit(engine, version))
    except DatabaseError:
        engine.dispose()
        raise
    return engine


def versions() -> list[str]:
    """The versions of the schema, in order: the numbers of the migrations."""
    return sorted(path.name.split("_")[0] for path in (shipped("migrations") / "versions").glob("[0-9]*.py"))


def version_of(engine: Engine) -> str | None:
    """The version of its schema, or None where the database was not made by quotes."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that waits for its turn to write at the start. What is done in it is done wholly or not at all."""
    with engine.connect() as connection:
        connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            yield connection


def upgrade(engine: Engine) -> None:
    """Bring a database to the latest version, or an empty one to its first tables; all of it or nothing.

    SQLite would delete rows that refer to a table while that is rebuilt, and refuses to rebuild one that a view names.
    So foreign keys are off, and views and triggers out of the way, until the migrations are through.
    """
    version = version_of(engine)
    if version not in (None, *versions()) or (version is None and inspect(engine).get_table_names()):
        raise DatabaseError(_misfit(engine, version))
    with _unguarded(engine) as connection, connection.begin():
        others = views.drop(connection)
        _migrate(connection)
        views.create(connection, others)
        if lost := _dangling(connection):
            raise DatabaseError(f"{_name(engine)} was left as it was, as the upgrade would break it: {lost[0]}")


def check(engine: Engine) -> tuple[str, ...]:
    """What is wrong with a database, a line each; empty where it is sound.

    On SQLite: the file's own structure, rows that refer to rows that are not there, and the full-text index.
    """
    if engine.dialect.name != "sqlite":
        return ()
    with engine.connect() as connection:
        rows = connection.scalars(text("PRAGMA integrity_check")).all()
        problems = [f"structure: {row}" for row in rows if row != "ok"] + _dangling(connection)
    try:
        with writing(engine) as connection:
            # The 1 has the index compared with the statements, not only with itself.
            connection.execute(text("INSERT INTO statement_fts (statement_fts, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError as error:
        if _code(error.__cause__) != "SQLITE_CORRUPT":
            raise
        problems.append("full-text index: it does not agree with the statements")
    return tuple(problems)


def explain(engine: Engine, error: BaseException) -> DatabaseError | None:
    """What an error of the driver means to the user; None for one of the program, which stays what it is."""
    if complaint := COMPLAINTS.get(_code(error)):
        return DatabaseError(f"{_name(engine)} {complaint}")
    driver = engine.dialect.loaded_dbapi
    if engine.dialect.name == "postgresql" and isinstance(error, driver.DataError | driver.OperationalError):
        reason = str(error).strip().partition("\n")[0]
        return DatabaseError(f"{_name(engine)} cannot be used: {reason}")
    return None


def _file(path: Path, *, create: bool) -> Engine:
    """An engine for a SQLite file. The file is there when this returns."""
    try:
        if path.is_dir():
            raise DatabaseError(f"{path} is a folder, not a database. Name a file with --db.")
        with path.open("ab+" if create else "rb") as file:
            file.seek(0)
            if file.read(len(MAGIC)) not in (b"", MAGIC):
                raise DatabaseError(f"{path} {COMPLAINTS['SQLITE_NOTADB']}")
    except FileNotFoundError:
        missing = f"There is no folder {path.parent}." if create else f"There is no database {path}."
        raise DatabaseError(f"{missing} Name another one with --db, or add articles with: quotes add") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DatabaseError(f"{path} cannot be opened: {reason}.") from None
    uri = f"file:{quote(str(path.absolute()))}?mode=rw" + _immutable(path)

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False, cached_statements=512
        )

    engine = create_engine(f"sqlite:///{path}", creator=open_file)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _explain, retval=True)
    return engine


def _immutable(path: Path) -> str:
    """What lets SQLite read a file in a folder where it cannot put the files that WAL needs beside it."""
    log = path.with_name(path.name + "-wal")
    return "" if os.access(path.absolute().parent, os.W_OK) or log.exists() else "&immutable=1"


def _server(address: str) -> Engine:
    """An engine for PostgreSQL."""
    if not address.startswith("postgresql"):
        raise DatabaseError("That is no address of a database: give the path of a file, or postgresql://user@host/name")
    try:
        engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://", 1))
    except ImportError:
        raise DatabaseError("PostgreSQL needs a driver. Run: pip install 'psycopg[binary]'") from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseError(f"That is no address of a PostgreSQL database: {error}") from None
    event.listen(engine, "handle_error", _explain, retval=True)
    return engine


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # With WAL a crash of the machine may lose the last articles, but never half of one.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")


def _begin(connection: Connection) -> None:
    if statement := connection.get_execution_options().get(BEGIN, "BEGIN"):
        connection.exec_driver_sql(statement)


@contextmanager
def _unguarded(engine: Engine) -> Iterator[Connection]:
    """A connection on which SQLite enforces no foreign keys. Has the file keep a write-ahead log, too, which lasts."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # SQLite ignores these inside a transaction. No one else is to get the connection afterwards.
            connection.execution_options(**{BEGIN: ""}).detach()
            connection.exec_driver_sql(f"PRAGMA page_size = {PAGE}")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.commit()
            connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        yield connection


def _migrate(connection: Connection) -> None:
    # Imported here: other commands than an upgrade need not wait for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _dangling(connection: Connection) -> list[str]:
    """Rows of SQLite that refer to rows that are not there, a line each."""
    if connection.dialect.name != "sqlite":
        return []
    rows = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [f"reference: row {rowid} of {table} refers to no {target}" for table, rowid, target, _ in rows]


def _misfit(engine: Engine, version: str | None) -> str:
    name = _name(engine)
    if version is None:
        return f"{name} is not a database of quotes. Name another one with --db."
    if version in versions():
        return f"{name} is of an older version of quotes. Run: quotes db upgrade --db {shlex.quote(name)}"
    return f"{name} is of a newer version of quotes (schema {version}). Run: pip install --upgrade quotes"


def _name(engine: Engine) -> str:
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string()


def _code(error: BaseException | None) -> str:
    """SQLite's primary result code, as in "SQLITE_BUSY"."""
    return "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])


def _explain(context: ExceptionContext) -> DatabaseError | None:
    return explain(context.engine, context.original_exception) if context.engine is not None else None
