"""What ends a command: an error in one line, a reader that went away, and what a start costs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import quotes as package
from quotes.errors import DatabaseError

Command = Callable[..., Result]


def raising(error: BaseException) -> Callable[..., None]:
    def connect(*_: object, **__: object) -> None:
        raise error

    return connect


@pytest.mark.parametrize(
    ("error", "message", "status"),
    [
        pytest.param(DatabaseError("news.db is locked."), "Error: news.db is locked.", 1, id="of-ours"),
        pytest.param(
            PermissionError(13, "Permission denied", "news.db"),
            "Error: news.db: Permission denied",
            1,
            id="of-the-system",
        ),
        pytest.param(OSError(28, "No space left on device"), "Error: No space left on device", 1, id="without-a-file"),
        pytest.param(KeyboardInterrupt(), "Stopped.", 130, id="interrupt"),
    ],
)
def test_one_line_and_a_status(
    quotes: Command, monkeypatch: pytest.MonkeyPatch, error: BaseException, message: str, status: int
) -> None:
    monkeypatch.setattr("quotes.database.connect", raising(error))
    result = quotes("list")
    assert (result.stdout, result.stderr, result.exit_code) == ("", message + "\n", status)


def test_a_defect_is_no_error_of_the_user(quotes: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.database.connect", raising(ZeroDivisionError()))
    assert isinstance(quotes("list").exception, ZeroDivisionError)


def test_version(quotes: Command) -> None:
    result = quotes("--version")
    assert (result.stdout, result.exit_code) == (f"quotes {package.__version__}\n", 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("nonsense",), "Error: No such command 'nonsense'.", id="command"),
        pytest.param(("list", "--colour"), "Error: No such option: --colour", id="option"),
        pytest.param(("list", "--limit", "0"), "Error: Invalid value for '--limit' / '-n'", id="limit"),
        pytest.param(
            ("list", "--kind", "spoken"),
            "Error: Invalid value for '--kind': 'spoken' is not one of 'direct'",
            id="choice",
        ),
        pytest.param(("add",), "Error: Missing argument 'SOURCE'.", id="argument"),
    ],
)
def test_a_wrong_call_is_status_2(quotes: Command, arguments: tuple[str, ...], message: str) -> None:
    result = quotes(*arguments)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert result.stderr.splitlines()[-1].startswith(message)


PROGRAM = (sys.executable, "-c", "from quotes.cli import main; main()")


def test_a_reader_that_went_away_is_no_error(filed: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run((*PROGRAM, "list", "--db", filed), stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_error(filed: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run((*PROGRAM, "list", "--db", filed), stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.stderr, done.returncode) == (b"Error: No space left on device\n", 1)


def test_output_in_few_letters_stays_json(filed: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        (*PROGRAM, "list", "--speaker", "belen", "-n", "1", "--db", filed), env=env, capture_output=True
    )
    assert b'"speaker": "Ana Bel\\u00e9n Ortiz; Wade Lin"' in done.stdout


@pytest.mark.parametrize(
    ("env", "bold"),
    [
        pytest.param(
            {"TERM": "xterm-256color"}, b"\x1b[1;32m\xe2\x80\x9cWe cannot afford it,\xe2\x80\x9d\x1b[0m", id="colour"
        ),
        pytest.param(
            {"TERM": "xterm-256color", "NO_COLOR": "1"},
            b"\x1b[1m\xe2\x80\x9cWe cannot afford it,\xe2\x80\x9d\x1b[0m",
            id="no-colour",
        ),
        pytest.param({"TERM": "dumb"}, b"\xe2\x80\x9cWe cannot afford it,\xe2\x80\x9d said", id="no-style"),
    ],
)
def test_a_terminal_gets_a_page_that_stands_out(filed: Path, env: dict[str, str], bold: bytes) -> None:
    assert bold in on_a_terminal(("show", "1", "--db", str(filed)), env)


def test_a_terminal_gets_a_table(filed: Path) -> None:
    assert on_a_terminal(("speakers", "--db", str(filed)), {"TERM": "dumb"}).startswith(b"ID  Speaker")


def on_a_terminal(arguments: tuple[str, ...], env: dict[str, str]) -> bytes:
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    subprocess.run((*PROGRAM, *arguments), stdout=theirs, stdin=theirs, env={**kept, **env}, check=True)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    return shown


@pytest.mark.parametrize("module", ["onnxruntime", "tokenizers", "sqlalchemy", "alembic", "trafilatura", "numpy"])
def test_help_need_not_wait_for(module: str) -> None:
    code = f"import sys, quotes.cli; sys.exit({module!r} in sys.modules)"
    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0
