"""Migrations: what they make is what the models say, and a database full of old rows comes through one unharmed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from quotes import database
from quotes.corrections import correct
from quotes.database import check, connect, shipped, upgrade, version_of, versions
from quotes.errors import DatabaseError
from quotes.models import Base, Field
from quotes.parser.annotation import Role
from quotes.store import store
from tests.database.writing import HANLEY, OKAFOR, RUN, Said, article, dump, rows, speaking

HEADER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade():
"""

REBUILD = """
    op.execute("INSERT INTO topic (name, active) VALUES ('made by 9999', 1)")
    for name in ("speaker", "statement", "passage", "revision"):
        with op.batch_alter_table(name, recreate="always") as table:
            table.add_column(sa.Column("added", sa.Text()))
"""

FAILING = (
    REBUILD
    + """
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""
)

LOSING = """
    op.execute("DELETE FROM speaker")
"""

TABLES = [table.name for table in Base.metadata.sorted_tables]


@pytest.fixture
def old(engine: Engine) -> Engine:
    """A database of the version before 9999, with rows in the tables."""
    return fill(engine)


def fill(engine: Engine) -> Engine:
    both = speaking(HANLEY, OKAFOR, role=Role("officials"))
    words = "“Stop,” said Mary Hanley and Tunde Okafor. Hanley said the road was closed."
    said = (Said("“Stop,”", "said", "Mary", both), Said("the road was closed", "said", "Hanley", speaking(HANLEY)))
    store(engine, *article(words, *said, url="https://a.example/1", outlet="Gazette", published="2017-01-02"), run=RUN)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO topic VALUES (1, 'roads', NULL, 1)")
        connection.exec_driver_sql("INSERT INTO topic_name VALUES (1, 1, 'streets', 1)")
        connection.exec_driver_sql("INSERT INTO stance VALUES (1, 2, 1, 'statement', 'oppose', 0.9, 'words', 3, 5)")
        connection.exec_driver_sql("INSERT INTO speaker_correction (action, decided_at) VALUES ('import', '2017')")
        connection.exec_driver_sql("INSERT INTO speaker_anchor VALUES (1, 1, 1, 'person hanley', 'person', 'hanley')")
        connection.exec_driver_sql("INSERT INTO authority VALUES (1, 1, 'x', 'Mary Hanley', 'person', NULL, 1)")
        connection.exec_driver_sql("INSERT INTO authority_name VALUES (1, 1, 'Mary Hanley', 'person hanley')")
        connection.exec_driver_sql("INSERT INTO authority_role (authority_id, role) VALUES (1, 'Mayor')")
        connection.exec_driver_sql("CREATE VIEW mine AS SELECT count(*) AS n FROM statements")
        connection.exec_driver_sql("CREATE TRIGGER noted AFTER INSERT ON topic BEGIN UPDATE topic SET gloss = 'x'; END")
    correct(engine, 2, Field.ROLE, "Mayor of Arden", note="checked", by="ann")
    return engine


@pytest.fixture
def before_0004(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database of version 0003, with rows in the tables and one that refers to no persona that is there."""
    folder = tmp_path / "first migrations"
    shutil.copytree(shipped("migrations"), folder)
    for later in folder.glob("versions/000[4-9]*.py"):
        later.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(database, "shipped", lambda _: folder)
        patched.setattr("sys.dont_write_bytecode", True)
        engine = fill(connect(tmp_path / "old.db", create=True))
        assert version_of(engine) == "0003"
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE statement SET persona_id = 77 WHERE id = 2")
            connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'statement'")
    yield engine
    engine.dispose()


@pytest.fixture
def coming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Adds migration 9999 to those of the project, with this body."""

    def add(body: str) -> None:
        folder = tmp_path / "next % migrations"
        shutil.copytree(shipped("migrations"), folder)
        (folder / "versions" / "9999_next.py").write_text(HEADER.format(before=versions()[-1]) + body)
        monkeypatch.setattr(database, "shipped", lambda _: folder)
        monkeypatch.setattr("sys.dont_write_bytecode", True)

    return add


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    columns = {name: ", ".join(c.name for c in Base.metadata.tables[name].c) for name in TABLES}
    return {name: sorted(rows(engine, f"SELECT {columns[name]} FROM {name}"), key=repr) for name in TABLES}


def schema(engine: Engine, kind: str) -> set[str]:
    return {name for (name,) in rows(engine, f"SELECT name FROM sqlite_master WHERE type = '{kind}'")}


def found(engine: Engine, words: str) -> list[tuple[Any, ...]]:
    return rows(engine, f"SELECT rowid FROM statement_fts WHERE statement_fts MATCH '{words}'")


def test_there_are_rows_to_lose(old: Engine) -> None:
    filled = {name for name, held in contents(old).items() if held}
    assert filled >= set(
        """outlet article revision parse_run speaker speaker_name jurisdiction tenure statement statement_span
        statement_speaker passage passage_speaker topic topic_name stance correction""".split()
    )


def test_an_old_database_is_upgraded(old: Engine, coming: Callable[[str], None]) -> None:
    before, views, triggers = contents(old), schema(old, "view"), schema(old, "trigger")
    coming(REBUILD)
    upgrade(old)
    assert version_of(old) == "9999"
    after = contents(old)
    assert [row[1] for row in after.pop("topic")] == ["roads", "made by 9999"]
    before.pop("topic")
    assert after == before
    assert schema(old, "view") == views
    assert schema(old, "trigger") == triggers
    assert check(old) == ()
    assert rows(old, "SELECT n FROM mine") == [(2,)]


def test_a_user_s_trigger_sleeps_during_an_upgrade(old: Engine, coming: Callable[[str], None]) -> None:
    coming(REBUILD)
    upgrade(old)
    assert rows(old, "SELECT gloss FROM topic ORDER BY id") == [(None,), (None,)]
    with old.begin() as connection:
        connection.exec_driver_sql("INSERT INTO topic (name, active) VALUES ('bridges', 1)")
    assert rows(old, "SELECT gloss FROM topic ORDER BY id") == [("x",), ("x",), ("x",)]


def test_the_index_keeps_step_after_an_upgrade(old: Engine, coming: Callable[[str], None]) -> None:
    coming(REBUILD)
    upgrade(old)
    assert found(old, "closed") == [(2,)]
    with old.begin() as connection:
        connection.exec_driver_sql("UPDATE statement SET content = 'the bridge was open' WHERE id = 2")
    assert (found(old, "closed"), found(old, "bridges")) == ([], [(2,)])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        pytest.param(FAILING, "no such table", id="fails-half-way"),
        pytest.param(LOSING, "was left as it was, as the upgrade would break it: reference: row", id="loses-rows"),
    ],
)
def test_an_upgrade_that_fails_changes_nothing(
    old: Engine, coming: Callable[[str], None], body: str, error: str
) -> None:
    before = dump(old)
    coming(body)
    with pytest.raises(Exception, match=error):
        upgrade(old)
    assert dump(old) == before
    assert rows(old, "PRAGMA foreign_keys") == [(1,)]


def test_an_old_database_asks_for_the_upgrade(old: Engine, path: Path, coming: Callable[[str], None]) -> None:
    old.dispose()
    coming(REBUILD)
    for create in (False, True):
        with pytest.raises(
            DatabaseError, match=rf"^{path} is of an older version of quotes\. Run: quotes db upgrade --db {path}$"
        ):
            connect(path, create=create)
    engine = connect(path, any_version=True)
    upgrade(engine)
    engine.dispose()
    connect(path).dispose()


def test_an_upgrade_of_the_latest_version_changes_nothing(old: Engine) -> None:
    before = contents(old)
    upgrade(old)
    assert contents(old) == before
    assert check(old) == ()


def test_what_refers_to_personas_does_so_after_0004(before_0004: Engine) -> None:
    before, views = contents(before_0004), schema(before_0004, "view")
    upgrade(before_0004)
    assert sum(77 in row for row in before["statement"]) == 1
    before["statement"] = [tuple(None if value == 77 else value for value in row) for row in before["statement"]]
    assert contents(before_0004) == before
    assert schema(before_0004, "view") == views
    assert parts(before_0004) == modelled()
    assert check(before_0004) == ()
    assert found(before_0004, "closed") == [(2,)]
    assert rows(before_0004, "SELECT seq FROM sqlite_sequence WHERE name = 'statement'") == [(41,)]
    credited = ("statement", "passage", "statement_speaker", "passage_speaker")
    assert all(rows(before_0004, f"SELECT 1 FROM {name} WHERE persona_id IS NOT NULL") for name in credited)
    with before_0004.begin() as connection:
        connection.exec_driver_sql("DELETE FROM appearance")
        connection.exec_driver_sql("DELETE FROM persona")
    assert not any(rows(before_0004, f"SELECT 1 FROM {name} WHERE persona_id IS NOT NULL") for name in credited)


@pytest.mark.parametrize("sql", ["CREATE TABLE moz_places (url)", "UPDATE alembic_version SET version_num = '9998'"])
def test_what_is_not_upgraded(tmp_path: Path, empty: Path, sql: str) -> None:
    path = tmp_path / "other.db"
    if "alembic" in sql:
        shutil.copy(empty, path)
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()
    engine = create_engine(f"sqlite:///{path}")
    before = dump(engine)
    with pytest.raises(DatabaseError):
        upgrade(engine)
    assert dump(engine) == before
    engine.dispose()


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        options = {"include_object": lambda item, name, kind, reflected, other: not (reflected and other is None)}
        context = MigrationContext.configure(connection, opts={**options, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_make_the_same_sql_as_the_models(engine: Engine) -> None:
    """Constraints, expression indexes and the like, which Alembic does not compare."""
    assert parts(engine) == modelled()


def parts(engine: Engine) -> dict[str, list[str]]:
    """The SQL of every table and index, in pieces, as their order may differ."""
    names = ", ".join(f"'{name}'" for name in TABLES)
    query = f"SELECT name, sql FROM sqlite_master WHERE tbl_name IN ({names}) AND type IN ('table', 'index')"
    # SQLite puts the name of a table that was renamed into quotation marks.
    flat = {name: " ".join(sql.replace('"', "").split()) for name, sql in rows(engine, query) if sql}
    return {name: sorted(part.strip(" ()") for part in sql.split(",")) for name, sql in flat.items()}


def modelled() -> dict[str, list[str]]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    made = parts(engine)
    engine.dispose()
    return made


def test_the_versions_are_those_that_alembic_sees() -> None:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    seen = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert versions() == seen[::-1]
