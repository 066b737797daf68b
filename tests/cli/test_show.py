"""`quotes show`, `speakers` and `articles`: the whole output."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

Command = Callable[..., Result]

SHOWN = """\
Statement 1: direct, in the body
Ana Belén Ortiz, Mayor, Larkfield, ocd-division/country:us/state:or/place:larkfield

“We cannot afford it,” said Mayor Ana Belén Ortiz. “It is not over.”

content      28–50      “We cannot afford it,”
cue          51–55      said
source       62–77      Ana Belén Ortiz
content      79–96      “It is not over.”

found by     tagger, 0.80 sure
credited by  name, 0.90 sure
article 1    Council rejects the bridge, Harbor Post, 2021-03-04, https://post.example/bridge
"""

UNNAMED = """\
Statement 3: indirect, in the body
nobody named

Some residents said nobody asked them.

source      160–174     Some residents
cue         175–179     said
content     180–197     nobody asked them

found by     tagger, 0.80 sure
credited by  unnamed, 0.90 sure
article 1    Council rejects the bridge, Harbor Post, 2021-03-04, https://post.example/bridge
"""

SPEAKERS = """\
ID  Speaker          Kind    Roles          Jurisdictions    Statements  Articles
─────────────────────────────────────────────────────────────────────────────────
 1  Ana Belén Ortiz  person  Mayor          Larkfield                 2         2
 3  Wade Lin         person  state senator  Oregon                    2         2
 2  Tom O’Neill      person  Treasurer      South Larkfield           1         1
"""

ARTICLES = """\
ID  Published   Outlet       Title                     Byline    Address                  Statements
────────────────────────────────────────────────────────────────────────────────────────────────────
 2  2021-04-10               Ferry plan                                                            1
 1  2021-03-04  Harbor Post  Council rejects the       Kim Park  https://post.example/br           3
                             bridge                              idge
 3                           Lin says dams don’t leak                                              1
"""


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        pytest.param(("show", "1"), SHOWN, id="statement-with-two-stretches"),
        pytest.param(("show", "3"), UNNAMED, id="unnamed-speaker"),
        pytest.param(("speakers",), SPEAKERS, id="speakers"),
        pytest.param(("articles",), ARTICLES, id="articles"),
    ],
)
def test_tables(quotes: Command, arguments: tuple[str, ...], output: str) -> None:
    result = quotes(*arguments, "--format", "table")
    assert (result.stdout, result.exit_code) == (output, 0)


def test_a_program_gets_positions(quotes: Command) -> None:
    record = json.loads(quotes("show", "1").stdout)
    assert record["spans"] == {"content": [[28, 50], [79, 96]], "cue": [[51, 55]], "source": [[62, 77]]}
    assert record["paragraphs"] == [
        {"start": 28, "end": 96, "text": "“We cannot afford it,” said Mayor Ana Belén Ortiz. “It is\nnot over.”"}
    ]
    assert (record["speaker"], record["method"], record["speaker_method"]) == ("Ana Belén Ortiz", "tagger", "name")


@pytest.mark.parametrize(
    ("number", "status", "message"),
    [
        pytest.param("99", 1, "Error: No statement 99. To see all: quotes list", id="not-there"),
        pytest.param(
            "9" * 30,
            2,
            "Error: Invalid value for 'ID': Input should be less than or equal to 9223372036854775807",
            id="too-large-for-a-database",
        ),
    ],
)
def test_errors(quotes: Command, number: str, status: int, message: str) -> None:
    result = quotes("show", number)
    assert (result.stdout, result.stderr.splitlines()[-1], result.exit_code) == ("", message, status)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        pytest.param((), ["Ana Belén Ortiz", "Wade Lin", "Tom O’Neill"], id="most-quoted-first"),
        pytest.param(("--speaker", "neill"), ["Tom O’Neill"], id="name"),
        pytest.param(("--role", "mayor"), ["Ana Belén Ortiz"], id="role"),
        pytest.param(("--jurisdiction", "oregon"), ["Wade Lin"], id="jurisdiction"),
        pytest.param(("--role", "mayor", "--jurisdiction", "oregon"), [], id="both"),
        pytest.param(("--limit", "1"), ["Ana Belén Ortiz"], id="limit"),
    ],
)
def test_speakers(quotes: Command, arguments: tuple[str, ...], names: list[str]) -> None:
    lines = quotes("speakers", *arguments).stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == names


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        pytest.param((), [2, 1, 3], id="newest-first-undated-last"),
        pytest.param(("--since", "2021-04"), [2], id="since"),
        pytest.param(("--until", "2021-03-04"), [1], id="until"),
    ],
)
def test_articles(quotes: Command, arguments: tuple[str, ...], numbers: list[int]) -> None:
    lines = quotes("articles", *arguments).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == numbers
