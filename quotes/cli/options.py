"""The options that commands share, each with one meaning everywhere."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from quotes.cli.output import Format
from quotes.parser.annotation import Kind, Level, Side

DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)


def is_date(value: str) -> bool:
    """Whether it is an ISO 8601 date, month or year."""
    try:
        date.fromisoformat(f"{value}-01-01"[: len("2017-03-14")])
    except ValueError:
        return False
    return bool(DATE.fullmatch(value))


def a_date(value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise typer.BadParameter(f"{value!r} is no date. Write 2017-03-14, 2017-03 or 2017.")
    return value


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Files (.txt, .md, .html, .jsonl, .jsonl.gz), folders, http(s) addresses, or - for standard input.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch addresses that are not public, such as localhost.")
]
Threads = Annotated[int, typer.Option("--threads", metavar="N", min=1, help="How many threads the tagger may use.")]
Database = Annotated[
    str,
    typer.Option("--db", metavar="FILE", envvar="QUOTES_DB", help="The database: a file, or the URL of a server."),
]
Form = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, json, jsonl, csv or md.  [default: table on a terminal, else jsonl]",
        show_default=False,
        case_sensitive=False,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", metavar="N", min=1, help="Print so many at most.", show_default=False),
]

SpeakerName = Annotated[
    str | None,
    typer.Option("--speaker", metavar="NAME", help="Who said it: a name, a surname, part of one.", show_default=False),
]
RoleName = Annotated[
    str | None,
    typer.Option("--role", metavar="WORDS", help="The speaker's role, or words of it: “mayor”.", show_default=False),
]
JurisdictionName = Annotated[
    str | None,
    typer.Option(
        "--jurisdiction",
        metavar="PLACE",
        help="Where the role belongs: a name, part of one, or an Open Civic Data id.",
        show_default=False,
    ),
]
Kinds = Annotated[
    list[Kind] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only this kind: direct, mixed or indirect. Can be given more than once.",
        show_default=False,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", callback=a_date, help="Published then or later: 2017-03-14.", show_default=False
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        callback=a_date,
        help="Published then or earlier; 2017-03 is all of March.",
        show_default=False,
    ),
]
ArticleName = Annotated[
    str | None,
    typer.Option(
        "--article",
        metavar="ID",
        help="Only this article: its number, or part of its title or address.",
        show_default=False,
    ),
]
TopicFilter = Annotated[
    str | None,
    typer.Option("--topic", metavar="TOPIC", help="Only statements about this topic.", show_default=False),
]
Sides = Annotated[
    list[Side] | None,
    typer.Option(
        "--stance",
        metavar="SIDE",
        help="support, oppose, neutral or unclear; without --topic on any topic. Can be given more than once.",
        show_default=False,
    ),
]
Least = Annotated[
    float | None,
    typer.Option("--min-score", metavar="P", min=0, max=1, help="Only stances at least so sure.", show_default=False),
]
FoundAt = Annotated[
    Level | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="Only stances found at this level: statement, speaker or camp.",
        show_default=False,
    ),
]
TopicName = Annotated[
    str, typer.Argument(metavar="TOPIC", help="A topic: its name, or part of it.", show_default=False)
]
