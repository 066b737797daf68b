"""Opening, making and checking a database, and what is said where that fails."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from quotes import database
from quotes.database import check, connect, shipped, version_of, versions, writing
from quotes.errors import DatabaseError
from quotes.store import store
from tests.database.writing import HANLEY, RUN, Said, article, rows, speaking

ROAD = article("Hanley said the road was closed.", Said("the road was closed", "said", "Hanley", speaking(HANLEY)))


def missing(path: Path) -> None:
    pass


def folder(path: Path) -> None:
    path.mkdir()


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))


def nothing(path: Path) -> None:
    path.touch()


def places(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE moz_places (url)")
    connection.close()


def version(number: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        connect(path, create=True).dispose()
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
        connection.close()

    return make


@pytest.mark.parametrize(
    ("make", "create", "message"),
    [
        pytest.param(missing, False, "There is no database {}. Name another one with --db, or", id="missing"),
        pytest.param(folder, False, "{} is a folder, not a database. Name a file with --db.", id="folder"),
        pytest.param(folder, True, "{} is a folder, not a database. Name a file with --db.", id="folder-to-make"),
        pytest.param(picture, False, "{} is not a SQLite database. Name another one with --db.", id="picture"),
        pytest.param(picture, True, "{} is not a SQLite database. Name another one with --db.", id="picture-to-make"),
        pytest.param(nothing, False, "{} is not a database of quotes. Name another one with --db.", id="empty-file"),
        pytest.param(places, False, "{} is not a database of quotes. Name another one with --db.", id="of-a-browser"),
        pytest.param(places, True, "{} is not a database of quotes. Name another one with --db.", id="to-make-there"),
        pytest.param(
            version("9999"),
            False,
            "{} is of a newer version of quotes (schema 9999). Run: pip install --upgrade quotes",
            id="newer-version",
        ),
        pytest.param(
            version("9999"),
            True,
            "{} is of a newer version of quotes (schema 9999). Run: pip install --upgrade quotes",
            id="newer-version-to-make",
        ),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, make: Callable[[Path], None], create: bool, message: str) -> None:
    path = tmp_path / "news.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseError) as caught:
        connect(path, create=create)
    assert str(caught.value).startswith(message.format(path))
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("address", "message"),
    [
        pytest.param("mysql://root@localhost/news", "That is no address of a database", id="other-server"),
        pytest.param(
            "postgresql+cobol://localhost/news", "That is no address of a PostgreSQL database", id="other-driver"
        ),
    ],
)
def test_what_is_no_address(address: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=f"^{message}"):
        connect(address)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "no" / "news.db"
    with pytest.raises(DatabaseError, match=rf"^There is no folder {path.parent}\."):
        connect(path, create=True)


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
@pytest.mark.parametrize("name", ["news.db", "sp ace.db", "50%.db", "a#b?c.db", "ünï.db", ":memory:", "file:x.db"])
def test_a_new_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, prefix: str) -> None:
    monkeypatch.chdir(tmp_path)
    engine = connect(prefix + name, create=True)
    store(engine, *ROAD, run=RUN)
    assert rows(engine, "PRAGMA journal_mode") == [("wal",)]
    assert rows(engine, "PRAGMA foreign_keys") == [(1,)]
    assert version_of(engine) == versions()[-1]
    assert check(engine) == ()
    engine.dispose()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    reopened = connect(name)
    assert rows(reopened, "SELECT content FROM statement") == [("the road was closed",)]
    reopened.dispose()


def test_an_empty_file_is_made_a_database(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    engine = connect(path, create=True)
    assert version_of(engine) == versions()[-1]
    engine.dispose()


def test_several_make_the_same_database(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def make() -> None:
        try:
            engine = connect(tmp_path / "news.db", create=True)
            store(engine, *ROAD, run=RUN)
            engine.dispose()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine = connect(tmp_path / "news.db")
    assert failed == []
    assert rows(engine, "SELECT count(*) FROM article") == [(1,)]
    engine.dispose()


def test_a_database_that_somebody_else_is_writing_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    engine = connect(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseError, match=rf"^{path} is locked by another program\. Try again when that is done"):
            store(engine, *ROAD, run=RUN)
        assert rows(engine, "SELECT * FROM statement") == []
    finally:
        other.close()
        engine.dispose()


def test_a_database_in_a_folder_that_cannot_be_written(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, *ROAD, run=RUN)
    engine.dispose()
    monkeypatch.setattr("os.access", lambda *_: False)
    reader = connect(path)
    assert rows(reader, "SELECT content FROM statements") == [("the road was closed",)]
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with pytest.raises(DatabaseError, match=rf"^{path} cannot be written: the file or its folder is read-only\.$"):
        store(reader, *article("Another text."), run=RUN)
    reader.dispose()


def test_a_damaged_database(engine: Engine, path: Path) -> None:
    for number in range(50):
        store(engine, *article(f"{number} Hanley said no.", Said("no", "said", "Hanley", speaking(HANLEY))), run=RUN)
    engine.dispose()
    content = bytearray(path.read_bytes())
    content[8192:-4096] = bytes(len(content) - 12288)
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match=rf"^{path} is damaged\. Restore it from a copy, or"):
        check(connect(path, any_version=True))


def test_an_error_of_the_program_stays_what_it_is(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text("INSERT INTO topic_name (topic_id, name, polarity) VALUES (1, 'x', 1)"))


@pytest.mark.parametrize(
    ("damage", "problems"),
    [
        pytest.param("SELECT 1", [], id="sound"),
        pytest.param(
            "PRAGMA foreign_keys = OFF; DELETE FROM speaker",
            [
                "reference: row 1 of persona refers to no speaker",
                "reference: row 1 of speaker_name refers to no speaker",
                "reference: row 2 of speaker_name refers to no speaker",
                "reference: row 1 of statement refers to no speaker",
                "reference: row 1 of tenure refers to no speaker",
            ],
            id="a-row-refers-to-none",
        ),
        pytest.param(
            "DROP TRIGGER statement_update; UPDATE statement SET content = 'the bridge was open'",
            ["full-text index: it does not agree with the statements"],
            id="index-out-of-step",
        ),
    ],
)
def test_check(engine: Engine, path: Path, damage: str, problems: list[str]) -> None:
    store(engine, *ROAD, run=RUN)
    engine.dispose()
    other = sqlite3.connect(path)
    other.executescript(damage)
    other.close()
    assert sorted(check(engine)) == sorted(problems)


def test_migrations_are_found_inside_a_package_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "quotes"
    package.mkdir()
    monkeypatch.setattr(database, "__file__", str(package / "database.py"))
    assert shipped("migrations") == tmp_path / "migrations"
    (package / "migrations").mkdir()
    assert shipped("migrations") == package / "migrations"
