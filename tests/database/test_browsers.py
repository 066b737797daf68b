"""The file opened by others: Datasette, and Debian's sqlite3."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import detect_fts
from sqlalchemy import Engine

from quotes.database import connect
from quotes.parser.annotation import Kind, Role
from quotes.store import store
from tests.database.writing import HANLEY, OKAFOR, RUN, Said, article, person, speaking

VIEWS = ["needs_review", "quoted_passages", "speakers_review", "speakers_summary", "stances", "statements", "tenures"]

WORDS = "“We won’t appeal,” said Mary Hanley. A spokesman said the café was self-proclaimed “neutral ground.”"
SAID = (
    Said("“We won’t appeal,”", "said", "Mary Hanley", speaking(HANLEY)),
    Said(
        "the café was self-proclaimed “neutral ground.”",
        "said",
        "A spokesman",
        speaking(role=Role("spokesman", "the firm"), score=0.4),
        Kind.MIXED,
    ),
)
JOINT = article("“Stop,” they said.", Said("“Stop,”", "said", "they", speaking(HANLEY, OKAFOR)))

SHORT = article("“Go,” said Hanley.", Said("“Go,”", "said", "Hanley", speaking(person("Hanley"))))


@pytest.fixture
def news(engine: Engine, path: Path) -> Path:
    store(engine, *article(WORDS, *SAID, title="Appeal", published="2017-04-18", outlet="Gazette"), run=RUN)
    store(engine, *JOINT, run=RUN)
    engine.dispose()
    return path


def browse(path: Path, *addresses: str) -> list[Any]:
    """What Datasette answers: JSON where the address asks for it, else the page."""

    async def ask() -> list[Any]:
        datasette = Datasette([str(path)], settings={"num_sql_threads": 0})
        answers = []
        for address in addresses:
            response = await datasette.client.get(address, follow_redirects=True)
            assert response.status_code == 200, (address, response.text)
            answers.append(response.json() if ".json" in address else response.text)
        for database in datasette.databases.values():
            database.close()
        return answers

    return asyncio.run(ask())


def test_datasette_shows_every_view_and_table(news: Path) -> None:
    [listed] = browse(news, "/quotes.json")
    assert sorted(view["name"] for view in listed["views"]) == VIEWS
    names = [*VIEWS, *(table["name"] for table in listed["tables"] if not table["hidden"])]
    assert len(browse(news, *(f"/quotes/{name}" for name in names))) == len(names)


def test_datasette_hides_nothing_but_the_index(news: Path) -> None:
    [listed] = browse(news, "/quotes.json")
    hidden = {table["name"] for table in listed["tables"] if table["hidden"]}
    assert {name for name in hidden if not name.startswith("statement_fts")} <= {"sqlite_sequence"}


def test_datasette_reads_names_in_the_views(news: Path) -> None:
    [answer] = browse(news, "/quotes/statements.json?_shape=array&_col=speaker&_col=role&_col=jurisdiction&_col=title")
    assert [(row["speaker"], row["role"], row["jurisdiction"], row["title"]) for row in answer] == [
        ("Mary Hanley", "Mayor", "Arden", "Appeal"),
        (None, "spokesman", None, "Appeal"),
        ("Mary Hanley; Tunde Okafor", None, None, None),
    ]


def test_datasette_labels_the_speaker_of_a_statement(news: Path) -> None:
    [answer] = browse(news, "/quotes/statement.json?_shape=objects&_labels=on&id=1")
    assert answer["rows"][0]["speaker_id"]["label"] == "Mary Hanley"


@pytest.mark.parametrize("words", ["appealing", "CAFE", "“neutral”", "spokesman", "said"])
def test_datasette_searches_statements(news: Path, words: str) -> None:
    """The index is found by itself: in any form of a word, with and without accents, in content, cue and source."""
    [answer] = browse(news, f"/quotes/statement.json?_shape=array&_search={words}")
    assert len(answer) > 0


def test_datasette_finds_the_index(engine: Engine) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        assert detect_fts(driver, "statement") == "statement_fts"


needs_sqlite3 = pytest.mark.skipif(
    shutil.which("sqlite3") is None, reason="needs the program sqlite3 (apt-get install sqlite3)"
)


def shell(path: Path, *sql: str) -> list[dict[str, Any]]:
    """What Debian's sqlite3 answers, which may be older than the library of Python."""
    command = ["sqlite3", "-json", str(path), *sql]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    answer: list[dict[str, Any]] = json.loads(done.stdout or "[]")
    return answer


@needs_sqlite3
def test_sqlite3_reads_names_in_the_views(news: Path) -> None:
    assert shell(news, "SELECT passage, speaker, role, jurisdiction, title FROM quoted_passages") == [
        {
            "passage": "“We won’t appeal,”",
            "speaker": "Mary Hanley",
            "role": "Mayor",
            "jurisdiction": "Arden",
            "title": "Appeal",
        },
        {
            "passage": "“neutral ground.”",
            "speaker": None,
            "role": "spokesman",
            "jurisdiction": None,
            "title": "Appeal",
        },
        {
            "passage": "“Stop,”",
            "speaker": "Mary Hanley; Tunde Okafor",
            "role": None,
            "jurisdiction": None,
            "title": None,
        },
    ]


@needs_sqlite3
@pytest.mark.parametrize("view", VIEWS)
def test_sqlite3_reads_every_view(engine: Engine, news: Path, view: str) -> None:
    store(engine, *SHORT, run=RUN)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO topic VALUES (1, 'the appeal', NULL, 1)")
        connection.exec_driver_sql("INSERT INTO stance VALUES (1, 1, 1, 'statement', 'oppose', 0.9, 'words', 4, 9)")
    assert len(shell(news, f"SELECT * FROM {view}")) > 0


@needs_sqlite3
def test_sqlite3_finds_the_file_sound(news: Path) -> None:
    assert shell(news, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert shell(news, "PRAGMA foreign_key_check") == []


@needs_sqlite3
def test_sqlite3_searches(news: Path) -> None:
    query = "SELECT rowid FROM statement_fts WHERE statement_fts MATCH 'appealed'"
    assert shell(news, query) == [{"rowid": 1}]


@needs_sqlite3
def test_what_sqlite3_changes_is_found(news: Path) -> None:
    shell(news, "UPDATE statement SET content = 'the bridge was open' WHERE id = 1")
    shell(news, "DELETE FROM statement WHERE id = 2")
    for words, found in (("appeal", []), ("bridges", [{"rowid": 1}]), ("cafe", [])):
        assert shell(news, f"SELECT rowid FROM statement_fts WHERE statement_fts MATCH '{words}'") == found
    engine = connect(news)
    engine.dispose()
