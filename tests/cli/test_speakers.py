"""`quotes speakers`: showing one, deciding who is who, and taking it back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Command = Callable[..., Result]

SHOWN = """\
Ana Belén Ortiz (person, number 1)
names         Ana Belén Ortiz; Ortiz
jurisdictions Larkfield

Roles
  2021-03-04–2021-04-10     Mayor, Larkfield (2 statements, 2 articles)

2 statements in 2 articles
       4  2021-04-10  a ferry would be “good | cheap” [Ferry plan]
       1  2021-03-04  “We cannot afford it,” … “It is not over.” [Council rejects the bridge]
"""


@pytest.fixture
def decide(quotes: Command, filed: Path, tmp_path: Path) -> Command:
    """Runs a command on a copy of the database."""
    copy = Path(shutil.copy(filed, tmp_path / "copy.db"))
    return lambda *arguments: quotes("speakers", *arguments, db=copy)


def names(decide: Command) -> list[str]:
    return [json.loads(line)["name"] for line in decide().stdout.splitlines()]


def test_show(quotes: Command) -> None:
    result = quotes("speakers", "show", "ortiz", "--format", "table")
    assert (result.stdout, result.exit_code) == (SHOWN, 0)


def test_the_others_of_a_name_are_mentioned(decide: Command) -> None:
    decide("alias", "2", "Lin")
    result = decide("show", "lin", "--format", "table")
    assert result.stdout.startswith("Wade Lin (person, number 3)\n")
    assert (result.stderr, result.exit_code) == ("Or do you mean Tom O’Neill (2)? Give the number.\n", 0)
    # To decide about somebody it has to be clear who is meant.
    assert decide("confirm", "lin").stderr.startswith("Error: 'lin' may be Tom O’Neill (2), Wade Lin (3). Give the")


def test_a_program_gets_all_of_it(quotes: Command) -> None:
    shown = json.loads(quotes("speakers", "show", "3").stdout)
    assert (shown["name"], shown["kind"], shown["wikidata_id"], shown["review"]) == ("Wade Lin", "person", None, [])
    assert shown["names"] == [{"name": "Lin", "articles": 2}, {"name": "Wade Lin", "articles": 2}]
    assert [(role["role"], role["jurisdiction"], role["articles"]) for role in shown["roles"]] == [
        ("state senator", "Oregon", 2)
    ]
    assert [statement["id"] for statement in shown["statements"]] == [4, 5]


@pytest.mark.parametrize(
    ("arguments", "after"),
    [
        pytest.param(("merge", "o'neill", "lin"), ["Tom O’Neill", "Ana Belén Ortiz"], id="merge"),
        pytest.param(
            ("split", "lin", "--article", "dams"),
            ["Ana Belén Ortiz", "Tom O’Neill", "Wade Lin", "Wade Lin"],
            id="split",
        ),
        pytest.param(("rename", "3", "W. Lin"), ["Ana Belén Ortiz", "W. Lin", "Tom O’Neill"], id="rename"),
    ],
)
def test_decisions(decide: Command, arguments: tuple[str, ...], after: list[str]) -> None:
    before = names(decide)
    result = decide(*arguments)
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr.splitlines()[-1] == "Decided. To take it back: quotes speakers undo 1"
    assert names(decide) == after
    assert decide("undo").stderr.startswith(f"Undone: {arguments[0]} ")
    assert names(decide) == before


def test_an_alias_finds_a_speaker(decide: Command) -> None:
    assert decide("alias", "lin", "The Senator", "--note", "as everybody calls him").exit_code == 0
    assert decide("link", "the senator", "Q42").exit_code == 0
    [later, earlier] = [json.loads(line) for line in decide("decisions").stdout.splitlines()]
    assert (later["action"], later["value"], later["name"]) == ("link", "Q42", "Wade Lin")
    assert (earlier["action"], earlier["value"], earlier["note"]) == (
        "alias",
        "The Senator",
        "as everybody calls him",
    )
    assert json.loads(decide("show", "senator").stdout)["wikidata_id"] == "Q42"


def test_nothing_to_review(decide: Command) -> None:
    result = decide("review")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "Nothing found.\n", 0)


def test_import(decide: Command, tmp_path: Path) -> None:
    file = tmp_path / "council.csv"
    file.write_text("name,wikidata,title\nWade Lin,Q42,Senator\nJo Marsh,,Clerk\n")
    assert decide("import", str(file)).stderr.splitlines() == [
        "Nothing was read from: title",
        "Imported 2 from council.csv; articles quote 1 of them.",
        "To take it back: quotes speakers undo 1",
    ]
    assert json.loads(decide("show", "lin").stdout)["wikidata_id"] == "Q42"
    assert decide("undo").stderr == "Undone: import council.csv\n"
    assert json.loads(decide("show", "lin").stdout)["wikidata_id"] is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("show", "Ortis"), "No speaker named 'Ortis'. Did you mean Ana Belén Ortiz?", id="misspelt"),
        pytest.param(("show", "99"), "No speaker 99. To see all: quotes speakers", id="no-such-number"),
        pytest.param(
            ("show", "i"),
            "'i' may be Ana Belén Ortiz (1), Tom O’Neill (2), Wade Lin (3). Give the number of the one you mean.",
            id="several",
        ),
        pytest.param(("merge", "lin", "3"), "That is one speaker already.", id="with-itself"),
        pytest.param(
            ("split", "lin", "--article", "1"),
            "Wade Lin speaks in none of these articles. See: quotes speakers show 3",
            id="not-there",
        ),
        pytest.param(("link", "lin", "x"), "'x' is no Wikidata id. Write Q and digits: Q42", id="no-id"),
        pytest.param(("undo",), "Nothing is left to undo. To see all: quotes speakers decisions", id="nothing"),
        pytest.param(("import", "none.csv"), "none.csv cannot be read: No such file or directory.", id="no-file"),
    ],
)
def test_errors(decide: Command, arguments: tuple[str, ...], message: str) -> None:
    result = decide(*arguments)
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"Error: {message}\n", 1)
