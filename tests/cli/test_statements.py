"""`quotes list` and `quotes search`: arguments in, the whole output out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Command = Callable[..., Result]

TABLE = """\
ID  Published   Speaker             Role           Jurisdiction    Statement
────────────────────────────────────────────────────────────────────────────────────────────────────
 4  2021-04-10  Ana Belén Ortiz;                                   a ferry would be “good | cheap”
                Wade Lin
 1  2021-03-04  Ana Belén Ortiz     Mayor          Larkfield       “We cannot afford it,” … “It is
                                                                   not over.”
 2  2021-03-04  Tom O’Neill         Treasurer      South           that [old] bridges *cost* more
                                                   Larkfield
 3  2021-03-04  (Some residents)                                   nobody asked them
 5              Wade Lin            state senator  Oregon          dams don’t leak.
"""

MARKDOWN = r"""| ID | Published | Speaker | Role | Jurisdiction | Statement |
| ---: | --- | --- | --- | --- | --- |
| 4 | 2021-04-10 | Ana Belén Ortiz; Wade Lin |  |  | a ferry would be “good \| cheap” |
| 1 | 2021-03-04 | Ana Belén Ortiz | Mayor | Larkfield | “We cannot afford it,” … “It is not over.” |
| 2 | 2021-03-04 | Tom O’Neill | Treasurer | South Larkfield | that \[old] bridges \*cost\* more |
| 3 | 2021-03-04 | (Some residents) |  |  | nobody asked them |
| 5 |  | Wade Lin | state senator | Oregon | dams don’t leak. |
"""

CSV = """\
id,speaker,role,organization,on_behalf_of,jurisdiction,ocd_division,kind,content,cue,source,place,confidence,\
speaker_confidence,verdict,article_id,title,outlet,published,url
1,Ana Belén Ortiz,Mayor,,,Larkfield,ocd-division/country:us/state:or/place:larkfield,direct,\
"“We cannot afford it,” … “It is
not over.”",said,Ana Belén Ortiz,body,0.8,0.9,,1,Council rejects the bridge,Harbor Post,2021-03-04,\
https://post.example/bridge
"""

RECORD = {
    "id": 5,
    "speaker": "Wade Lin",
    "role": "state senator",
    "organization": None,
    "on_behalf_of": None,
    "jurisdiction": "Oregon",
    "ocd_division": "ocd-division/country:us/state:or",
    "kind": "indirect",
    "content": "dams don’t leak.",
    "cue": "said",
    "source": "Lin said",
    "place": "body",
    "confidence": 0.8,
    "speaker_confidence": 0.3333,
    "verdict": None,
    "article_id": 3,
    "title": "Lin says dams don’t leak",
    "outlet": None,
    "published": None,
    "url": None,
}


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        pytest.param(("list", "--format", "table"), TABLE, id="table"),
        pytest.param(("list", "--format", "md"), MARKDOWN, id="markdown"),
        pytest.param(("list", "--format", "csv", "--speaker", "ortiz", "--kind", "direct"), CSV, id="csv"),
        pytest.param(
            ("list", "--kind", "direct", "--article", "3", "--format", "csv"),
            CSV.partition("\n")[0] + "\n",
            id="csv-without-rows",
        ),
        pytest.param(
            ("list", "--kind", "direct", "--article", "3", "--format", "json"), "[]\n", id="json-without-rows"
        ),
        pytest.param(("list", "--kind", "direct", "--article", "3", "--format", "table"), "", id="table-without-rows"),
        pytest.param(("list", "--kind", "direct", "--article", "3"), "", id="json-lines-without-rows"),
        pytest.param(
            ("list", "--article", "3"), json.dumps(RECORD, ensure_ascii=False) + "\n", id="json-lines-unless-told"
        ),
        pytest.param(
            ("list", "--article", "3", "--format", "json"),
            f"[\n  {json.dumps(RECORD, ensure_ascii=False)}\n]\n",
            id="json",
        ),
    ],
)
def test_formats(quotes: Command, arguments: tuple[str, ...], output: str) -> None:
    result = quotes(*arguments)
    assert (result.stdout, result.exit_code) == (output, 0)


@pytest.mark.parametrize(
    ("arguments", "numbers", "remark"),
    [
        pytest.param((), [4, 1, 2, 3, 5], "", id="everything-newest-first"),
        pytest.param(("--speaker", "ortiz"), [4, 1], "", id="surname-jointly-too"),
        pytest.param(("--speaker", "belen"), [4, 1], "", id="without-accents"),
        pytest.param(("--speaker", "lin, WADE"), [4, 5], "", id="words-in-any-order-and-case"),
        pytest.param(("--speaker", "oneill"), [2], "", id="without-the-apostrophe"),
        pytest.param(("--speaker", "O'Neill"), [2], "", id="another-apostrophe"),
        pytest.param(("--speaker", "ort"), [4, 1], "", id="beginning-of-a-word"),
        pytest.param(
            ("--speaker", "i"),
            [4, 1, 2, 5],
            "'i' matches 3 speakers: Ana Belén Ortiz, Tom O’Neill, Wade Lin\n",
            id="several-speakers-are-named",
        ),
        pytest.param(("--role", "senator"), [4, 5], "", id="word-of-a-role-jointly-too"),
        pytest.param(("--jurisdiction", "larkfield"), [4, 1], "", id="whole-name-before-part-of-one"),
        pytest.param(("--jurisdiction", "south"), [2], "", id="part-of-a-jurisdiction"),
        pytest.param(
            ("--jurisdiction", "ocd-division/country:us/state:or"), [4, 5], "", id="division-and-nothing-inside-it"
        ),
        pytest.param(("--kind", "direct", "--kind", "mixed"), [4, 1], "", id="kinds"),
        pytest.param(("--since", "2021-03-05"), [4], "", id="since"),
        pytest.param(("--until", "2021-03"), [1, 2, 3], "", id="until-the-end-of-a-month"),
        pytest.param(("--since", "2021", "--until", "2021-04-10"), [4, 1, 2, 3], "", id="until-the-end-of-a-day"),
        pytest.param(("--article", "2"), [4], "", id="article-by-number"),
        pytest.param(("--article", "post.example"), [1, 2, 3], "", id="article-by-address"),
        pytest.param(("--article", "rejects bridge"), [1, 2, 3], "", id="article-by-words-of-its-title"),
        pytest.param(("--limit", "2"), [4, 1], "", id="limit"),
        pytest.param(("--limit", "9" * 30), [4, 1, 2, 3, 5], "", id="limit-too-large-for-a-database"),
        pytest.param(("--speaker", "ortiz", "--kind", "indirect"), [], "Nothing found.\n", id="nothing"),
    ],
)
def test_list(quotes: Command, arguments: tuple[str, ...], numbers: list[int], remark: str) -> None:
    result = quotes("list", *arguments)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == numbers
    assert (result.stderr, result.exit_code) == (remark, 0)


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        pytest.param(("bridge",), [2], id="other-form-of-the-word"),
        pytest.param(("don't",), [5], id="apostrophe"),
        pytest.param(("not", "over"), [1], id="words"),
        pytest.param(('"over not"',), [], id="phrase-in-another-order"),
        pytest.param(("cheap", "--speaker", "lin"), [4], id="with-a-filter"),
        pytest.param(("resident*",), [3], id="in-the-mention-of-the-source"),
        pytest.param(("self-proclaimed",), [], id="only-statements-are-searched"),
        pytest.param(('"',), [], id="one-mark"),
        pytest.param(("*",), [], id="star"),
        pytest.param(("",), [], id="empty"),
    ],
)
def test_search(quotes: Command, arguments: tuple[str, ...], numbers: list[int]) -> None:
    result = quotes("search", *arguments)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == numbers
    assert (result.stderr, result.exit_code) == ("" if numbers else "Nothing found.\n", 0)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        pytest.param(
            ("list", "--speaker", "Ortis"),
            1,
            "Error: No speaker named 'Ortis'. Did you mean Ana Belén Ortiz?",
            id="alike",
        ),
        pytest.param(
            ("list", "--speaker", "xyzzy"),
            1,
            "Error: No speaker named 'xyzzy'. To see all: quotes speakers",
            id="unlike",
        ),
        pytest.param(
            ("list", "--speaker", ""), 1, "Error: No speaker named ''. To see all: quotes speakers", id="empty"
        ),
        pytest.param(("list", "--role", "mayer"), 1, "Error: No role named 'mayer'. Did you mean Mayor?", id="role"),
        pytest.param(
            ("search", "x", "--jurisdiction", "Orgeon"),
            1,
            "Error: No jurisdiction named 'Orgeon'. Did you mean Oregon?",
            id="jurisdiction",
        ),
        pytest.param(
            ("list", "--article", "9" * 30),
            1,
            f"Error: No article named '{'9' * 30}'. To see all: quotes articles",
            id="article-number-too-large-for-a-database",
        ),
        pytest.param(
            ("list", "--since", "yesterday"),
            2,
            "Error: Invalid value for '--since': 'yesterday' is no date. Write 2017-03-14, 2017-03 or 2017.",
            id="no-date",
        ),
        pytest.param(
            ("list", "--until", "2017-02-30"),
            2,
            "Error: Invalid value for '--until': '2017-02-30' is no date. Write 2017-03-14, 2017-03 or 2017.",
            id="no-such-day",
        ),
    ],
)
def test_errors(quotes: Command, arguments: tuple[str, ...], status: int, message: str) -> None:
    result = quotes(*arguments)
    assert (result.stdout, result.stderr.splitlines()[-1], result.exit_code) == ("", message, status)


def test_a_table_says_what_it_leaves_out(quotes: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.cli.asking.TABLE_ROWS", 2)
    result = quotes("list", "--format", "table")
    assert result.stderr == "The first 2 of 5. For more: --limit 5, or --format csv\n"
    assert len(quotes("list", "--format", "csv").stdout.splitlines()) > 5


def test_a_database_that_is_not_there_is_not_made(quotes: Command) -> None:
    result = quotes("list", "--db", "none.db")
    assert result.stderr == (
        "Error: There is no database none.db. Name another one with --db, or add articles with: quotes add\n"
    )
    assert (result.exit_code, Path("none.db").exists()) == (1, False)


def test_the_option_goes_before_the_environment(quotes: Command, filed: Path) -> None:
    assert quotes("list", "--db", str(filed), db="none.db").exit_code == 0


def test_without_either_it_is_quotes_db_in_this_folder(quotes: Command) -> None:
    assert quotes("list", db=None).stderr.startswith("Error: There is no database quotes.db.")
