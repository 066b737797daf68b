"""`quotes db`: upgrading and checking."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from quotes.database import versions

Command = Callable[..., Result]


def test_upgrade_makes_a_database(quotes: Command) -> None:
    result = quotes("db", "upgrade", "--db", "new.db")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr == f"new.db is of version {versions()[-1]}, the latest.\n"
    assert quotes("list", "--db", "new.db").stderr == "Nothing found.\n"


def test_upgrade_of_the_latest_changes_nothing(quotes: Command, filed: Path) -> None:
    before = quotes("list", "--format", "csv").stdout
    assert quotes("db", "upgrade").exit_code == 0
    assert quotes("list", "--format", "csv").stdout == before


def test_a_sound_database(quotes: Command) -> None:
    result = quotes("db", "check", "--db", "news.db", db=None)
    assert (result.exit_code, Path("news.db").exists()) == (1, False)
    result = quotes("db", "check")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr.endswith("news.db: no problems.\n")


def test_a_database_with_a_hole(quotes: Command, filed: Path) -> None:
    shutil.copy(filed, "news.db")
    connection = sqlite3.connect("news.db")
    connection.execute("DELETE FROM speaker WHERE id = 2")
    connection.commit()
    connection.close()
    result = quotes("db", "check", "--db", "news.db")
    assert result.exit_code == 1
    assert {line.split(" of ")[1].split()[0] for line in result.stdout.splitlines()} == {
        "persona",
        "speaker_name",
        "statement",
        "tenure",
    }
    assert result.stderr == f"news.db: {len(result.stdout.splitlines())} problems.\n"
