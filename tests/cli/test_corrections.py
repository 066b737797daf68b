"""`quotes correct` and `quotes corrections`: deciding about a statement, and taking it back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from quotes.parser.annotation import Document, Parse
from quotes.parser.segment import segment
from tests.cli.conftest import ARTICLES, BRIDGE, LIN, ONEILL, ORTIZ

Command = Callable[..., Result]


@pytest.fixture
def copied(quotes: Command, filed: Path, tmp_path: Path) -> Command:
    """Runs a command on a copy of the database."""
    copy = Path(shutil.copy(filed, tmp_path / "copy.db"))
    return lambda *arguments: quotes(*arguments, db=copy)


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was parsed. The invented articles are parsed as they were filed."""
    parsed: list[str] = []

    def parse(document: Document, _: object) -> Parse:
        parsed.append(document.text)
        [statements] = [said for known, said in ARTICLES.items() if known.text == document.text]
        return Parse(segment(document), statements, (), (ORTIZ, ONEILL, LIN))

    monkeypatch.setattr("quotes.parse", parse)
    monkeypatch.setattr("quotes.load_tagger", lambda threads: None)
    return parsed


def told(copied: Command, number: int) -> tuple[str | None, ...]:
    found = [json.loads(line) for line in copied("list").stdout.splitlines()]
    [one] = [(row["speaker"], row["role"], row["jurisdiction"]) for row in found if row["id"] == number]
    return one


def test_correct_and_undo(copied: Command, parses: list[str]) -> None:
    result = copied("correct", "2", "--speaker", "Wade Lin", "--role", "Senator", "--jurisdiction", "")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr.splitlines() == [
        "Corrected: speaker. To take it back: quotes corrections undo 1",
        "Corrected: role. To take it back: quotes corrections undo 2",
        "Corrected: jurisdiction. To take it back: quotes corrections undo 3",
    ]
    assert told(copied, 2) == ("Wade Lin", "Senator", None)
    assert copied("corrections", "undo").stderr == "Undone: jurisdiction of statement 2, which was none\n"
    assert copied("corrections", "undo", "1").stderr == "Undone: speaker of statement 2, which was Wade Lin\n"
    assert told(copied, 2) == ("Tom O’Neill", "Senator", "South Larkfield")
    assert copied("corrections", "undo").exit_code == 0
    assert told(copied, 2) == ("Tom O’Neill", "Treasurer", "South Larkfield")
    assert parses == [BRIDGE.text] * 3


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        pytest.param("wade lin", [], id="known"),
        pytest.param("Lin", ["Lin is a new speaker: nobody had that name. To see all: quotes speakers"], id="surname"),
        pytest.param("", [], id="nobody"),
    ],
)
def test_a_new_speaker_is_told(copied: Command, name: str, remarks: list[str]) -> None:
    assert copied("correct", "2", "--speaker", name).stderr.splitlines()[1:] == remarks


def test_they_are_listed(copied: Command) -> None:
    copied("correct", "1", "--reject", "--note", "satire")
    copied("correct", "2", "--role", "Banker")
    listed = [json.loads(line) for line in copied("corrections").stdout.splitlines()]
    columns = ("id", "statement", "field", "value", "was", "note", "content", "title")
    assert [tuple(row[name] for name in columns) for row in listed] == [
        (2, 2, "role", "Banker", "Treasurer", None, "that [old] bridges *cost* more", "Council rejects the bridge"),
        (
            1,
            1,
            "verdict",
            "rejected",
            None,
            "satire",
            "“We cannot afford it,” said Mayor Ana Belén Ortiz. “It is\nnot over.”",
            "Council rejects the bridge",
        ),
    ]


def test_a_confirmation_needs_no_parse(copied: Command, parses: list[str]) -> None:
    copied("correct", "2", "--confirm")
    assert copied("corrections", "undo").stderr == "Undone: verdict of statement 2, which was confirmed\n"
    assert parses == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(
            ("correct", "99", "--reject"), 1, "There is no statement 99. List them with: quotes list", id="none"
        ),
        pytest.param(("correct", "1"), 2, "Say what is to be corrected: --speaker, --role", id="nothing-said"),
        pytest.param(("correct", "1", "--reject", "--confirm"), 2, "confirmed or rejected, not both.", id="both"),
        pytest.param(("corrections", "undo"), 1, "Nothing is left to undo. To see all: quotes corrections", id="empty"),
        pytest.param(("corrections", "undo", "5"), 1, "No correction 5. To see all: quotes corrections", id="no-such"),
    ],
)
def test_errors(copied: Command, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = copied(*arguments)
    assert (result.stdout, result.exit_code) == ("", code)
    assert message in " ".join(result.stderr.replace("│", " ").split())
