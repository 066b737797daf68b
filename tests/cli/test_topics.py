"""`quotes topics`, `stance` and `compare`, and the filters of `list` that go with them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import Result

from quotes import stances
from quotes.parser.stance import Finding, Side
from quotes.parser.stance.pair import Pair

Command = Callable[..., Result]


def unsure(pairs: Sequence[Pair]) -> list[Finding]:
    return [Finding(Side.NEUTRAL, 0.4) for _ in pairs]


@pytest.fixture
def on(filed: Path, tmp_path: Path, quotes: Command, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command on a copy of the invented articles, with a level 2 that is never sure."""
    monkeypatch.setattr(stances, "load_judge", lambda: ("model", unsure))
    copy = Path(shutil.copy(filed, tmp_path / "copy.db"))

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return quotes(*arguments, stdin=stdin, db=copy)

    return run


def records(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_from_topic_to_sides(on: Command) -> None:
    assert on("topics", "add", "a ferry", "--name", "ferries").stderr == "Articles read: 3.\n"
    shown = records(on("topics", "show", "ferry"))
    assert [(row["stance"], row["speaker"], row["evidence"]) for row in shown] == [
        ("support", "Ana Belén Ortiz; Wade Lin", "good")
    ]
    listed = records(
        on("list", "--topic", "ferry", "--stance", "support", "--min-score", "0.7", "--level", "statement")
    )
    assert [(row["id"], row["topic"], row["stance"], row["stance_method"]) for row in listed] == [
        (4, "a ferry", "support", "words")
    ]
    assert records(on("list", "--stance", "oppose")) == []
    assert records(on("topics", "show", "ferry", "--by", "role")) == [
        {"role": None, "support": 1, "oppose": 0, "neutral": 0, "unclear": 0}
    ]


def test_a_decision(on: Command) -> None:
    on("topics", "add", "a ferry")
    decided = on("stance", "set", "4", "ferry", "oppose", "--note", "irony")
    assert decided.stderr == "Decided: oppose on a ferry. To take it back: quotes corrections undo 1\n"
    [row] = records(on("list", "--topic", "ferry"))
    assert (row["stance"], row["stance_method"]) == ("oppose", "person")
    on("stance", "again")
    [row] = records(on("list", "--topic", "ferry"))
    assert (row["stance"], row["stance_method"]) == ("oppose", "person")
    assert on("corrections", "undo", "1").exit_code == 0
    [row] = records(on("list", "--topic", "ferry"))
    assert row["stance"] == "support"
    assert on("stance", "set", "99", "ferry", "oppose").stderr == (
        "Error: There is no statement 99. List them with: quotes list\n"
    )


def test_a_statement_is_shown_with_its_stances(on: Command) -> None:
    on("topics", "add", "a ferry")
    shown = on("show", "4", "--format", "table").stdout
    assert "\nstance       support on a ferry, 0.94 sure, by words, “good”\n" in shown
    record = json.loads(on("show", "4").stdout)
    assert [(one["topic"], one["stance"], one["evidence"]) for one in record["stances"]] == [
        ("a ferry", "support", "good")
    ]


def test_what_is_unclear_has_no_score(on: Command) -> None:
    on("topics", "add", "dams")
    assert [row["stance"] for row in records(on("topics", "show", "dams"))] == ["unclear"]
    assert "0.00" not in on("topics", "show", "dams", "--format", "table").stdout
    assert "\nstance       unclear on dams\n" in on("show", "5", "--format", "table").stdout


def test_names_from_a_file_and_by_hand(on: Command, tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text("- name: boats\n  gloss: afloat\n")
    on("topics", "load", str(path))
    assert records(on("list", "--topic", "boats")) == []
    on("topics", "alias", "boats", "a ferry", "--against")
    [row] = records(on("list", "--topic", "boats"))
    assert row["stance"] == "oppose"
    [topic] = records(on("topics", "list"))
    assert (topic["name"], topic["gloss"], topic["names"], topic["oppose"]) == ("boats", "afloat", "not: a ferry", 1)
    on("topics", "remove", "boats")
    assert records(on("topics", "list")) == []


def test_only_a_whole_name_removes_a_topic(on: Command) -> None:
    on("topics", "add", "a ferry")
    result = on("topics", "remove", "ferry")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: No topic has the name 'ferry'. Give the whole name: a ferry\n",
    )
    assert on("topics", "remove", "A Ferry").exit_code == 0
    assert records(on("topics", "list")) == []


def test_no_topics_yet(on: Command) -> None:
    assert on("topics", "list").stderr == "There are no topics. Enter one with: quotes topics add\n"
    assert on("list", "--topic", "ferry").stderr == (
        "Error: No topic named 'ferry'. There are no topics yet. Enter one with: quotes topics add\n"
    )


def test_side_by_side(on: Command) -> None:
    on("topics", "add", "a ferry")
    shown = on("compare", "ferry", "--speaker", "ortiz", "--speaker", "o'neill", "--format", "table")
    assert shown.stdout.startswith("Ana Belén Ortiz; Wade Lin\n")
    assert "support 0.94 (statement, by “good”): a ferry would be “good | cheap”" in " ".join(shown.stdout.split())
    assert shown.stderr == '"o\'neill" says nothing on it.\n'
    assert on("compare", "ferry", "--speaker", "ortiz").exit_code == 2


def test_pairs_are_scored_in_order(on: Command) -> None:
    praise = {
        "id": 1,
        "text": "Lin praised the ferry",
        "target": "the ferry",
        "speaker": "Lin",
        "cue": "praised",
        "content": "the ferry",
    }
    bare = {"id": "b", "text": "The ferry sails", "target": "the ferry"}
    lines = "\n".join(map(json.dumps, (praise, bare)))
    assert records(on("stance", "score", "-", stdin=lines)) == [
        {"id": 1, "stance": "support", "score": 0.98},
        {"id": "b", "stance": "neutral", "score": 0.4},
    ]
    assert records(on("stance", "score", "-", "--unclear", stdin=lines))[1]["stance"] == "unclear"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "-, line 1 is no JSON"),
        ("[]", '-, line 1 has no "text" and "target". Give each line both.'),
        ('{"id": 1, "text": "x"}', '-, line 1 has no "text" and "target". Give each line both.'),
    ],
)
def test_lines_that_are_no_pairs(on: Command, line: str, message: str) -> None:
    result = on("stance", "score", "-", stdin=line)
    assert (result.exit_code, result.stderr.startswith(f"Error: {message}")) == (1, True)


def test_a_topic_that_is_not_there(on: Command) -> None:
    on("topics", "add", "a ferry")
    assert on("list", "--topic", "fery").stderr == "Error: No topic named 'fery'. Did you mean a ferry?\n"
    assert on("topics", "load", "none.yaml").stderr == "Error: There is no file none.yaml.\n"
