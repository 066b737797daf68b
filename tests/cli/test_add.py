"""`quotes add` and `quotes parse`, with a tagger of a few lines in the place of the model."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from quotes.parser.annotation import Link, Name, NameClass, Page, Passage, Pointer, Span, Tag, TaggedSpan, Tags

Command = Callable[..., Result]

CLAUSE = re.compile(r"(?P<content>“[^”]*”) (?P<cue>said|asked) (?P<source>\w+ \w+)")
YES = "“Yes, it will,” said Mary Hanley.\n"
NO = "“No, never,” said Bo Lee. “Why,” asked Mary Hanley.\n"


def tag(page: Page, passages: tuple[Passage, ...]) -> Tags:
    """Content, cue and source of every “…” said NAME."""
    spans: list[TaggedSpan] = []
    links: list[Link] = []
    names: list[Name] = []
    for found in CLAUSE.finditer(page.text):
        content, cue, source = range(len(spans), len(spans) + 3)
        spans += [TaggedSpan(part, Span(*found.span(part)), 1.0) for part in (Tag.CONTENT, Tag.CUE, Tag.SOURCE)]
        for pointer, part, target in (
            (Pointer.CONTENT_CUE, content, cue),
            (Pointer.CONTENT_SOURCE, content, source),
            (Pointer.CUE_SOURCE, cue, source),
        ):
            links += [Link(pointer, part, None, 0.0), Link(pointer, part, target, 1.0)]
        names += [Name(Span(*found.span("source")), NameClass.PERSON, 1.0)]
    return Tags(tuple(spans), tuple(links), tuple(names))


@pytest.fixture(autouse=True)
def small_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.load_tagger", lambda threads=1: tag)
    monkeypatch.setattr("quotes.model_digest", lambda: "small")


def listed(quotes: Command) -> list[tuple[str | None, str]]:
    lines = quotes("list", db="news.db").stdout.splitlines()
    return [(row["speaker"], row["content"]) for row in map(json.loads, lines)]


def test_what_is_added_is_listed(quotes: Command) -> None:
    Path("yes.txt").write_text(YES, encoding="utf-8")
    result = quotes("add", "yes.txt", db="news.db")
    assert (result.stdout, result.stderr) == ("", "Articles: 1 added. New statements: 1.\n")
    assert result.exit_code == 0
    assert listed(quotes) == [("Mary Hanley", "“Yes, it will,”")]


def test_the_same_again_changes_nothing(quotes: Command) -> None:
    Path("yes.txt").write_text(YES, encoding="utf-8")
    quotes("add", "yes.txt", db="news.db")
    assert quotes("add", "yes.txt", db="news.db").stderr == "Articles: 1 unchanged. New statements: 0.\n"
    assert quotes("add", "--again", "yes.txt", db="news.db").stderr == (
        "Articles: 1 parsed again. New statements: 1.\n"
    )
    assert len(listed(quotes)) == 1


def test_what_cannot_be_read_is_reported_and_the_rest_is_filed(quotes: Command) -> None:
    Path("news").mkdir()
    Path("news/a.txt").write_bytes(b"")
    Path("news/b.txt").write_text(YES, encoding="utf-8")
    result = quotes("add", "news", "none.txt", db="news.db")
    *errors, summary = result.stderr.splitlines()
    assert [line.split(":")[:2] for line in errors] == [["Error", " news/a.txt"], ["Error", " none.txt"]]
    assert summary == "Articles: 1 added, 2 could not be read. New statements: 1."
    assert result.exit_code == 1
    assert listed(quotes) == [("Mary Hanley", "“Yes, it will,”")]


def test_standard_input(quotes: Command) -> None:
    quotes("add", "-", db="news.db", stdin=YES.encode())
    assert listed(quotes) == [("Mary Hanley", "“Yes, it will,”")]


def test_stopped_between_two_articles(quotes: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def impatient(page: Page, passages: tuple[Passage, ...]) -> Tags:
        if "Why" in page.text:
            raise KeyboardInterrupt
        return tag(page, passages)

    Path("news.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in (YES, NO)), encoding="utf-8")
    monkeypatch.setattr("quotes.load_tagger", lambda threads=1: impatient)
    result = quotes("add", "news.jsonl", db="news.db")
    assert (result.stderr, result.exit_code) == ("Articles: 1 added. New statements: 1.\nStopped.\n", 130)
    assert listed(quotes) == [("Mary Hanley", "“Yes, it will,”")]
    monkeypatch.setattr("quotes.load_tagger", lambda threads=1: tag)
    assert quotes("add", "news.jsonl", db="news.db").stderr == "Articles: 1 unchanged, 1 added. New statements: 2.\n"


def test_parse_keeps_ids_and_order(quotes: Command) -> None:
    lines = [{"id": "n1", "text": NO}, {"id": "y1", "text": YES}]
    Path("news.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = quotes("parse", "news.jsonl", db=None)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["id"], record["text"]) for record in records] == [("n1", NO), ("y1", YES)]
    assert (result.stderr, result.exit_code) == ("", 0)
    assert not Path("quotes.db").exists()


def test_parse_gives_statements_and_passages(quotes: Command) -> None:
    result = quotes("parse", "-", stdin=YES.encode(), db=None)
    record = json.loads(result.stdout)
    (statement,), (passage,) = record["statements"], record["passages"]
    assert list(record) == ["id", "text", "statements", "passages"]
    assert {key: statement[key] for key in ("content", "cue", "source", "speaker", "role", "jurisdiction", "kind")} == {
        "content": [[0, 15]],
        "cue": [[16, 20]],
        "source": [[21, 32]],
        "speaker": "Mary Hanley",
        "role": None,
        "jurisdiction": None,
        "kind": "direct",
    }
    assert {key: passage[key] for key in ("span", "speaker", "ocd_division", "statement")} == {
        "span": [0, 15],
        "speaker": "Mary Hanley",
        "ocd_division": None,
        "statement": 0,
    }


def test_parse_reports_a_bad_line_and_goes_on(quotes: Command) -> None:
    Path("news.jsonl").write_text(f'{{"id": "y1", "text": {json.dumps(YES)}}}\n{{\n', encoding="utf-8")
    result = quotes("parse", "news.jsonl", db=None)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["y1"]
    assert result.stderr.startswith("Error: news.jsonl, line 2: ")
    assert (len(result.stderr.splitlines()), result.exit_code) == (1, 1)
