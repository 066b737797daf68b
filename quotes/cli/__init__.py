"""The command line. A command reads its arguments, calls the library and prints; stdout carries only data.

Commands import the database and the parser where they use them, so that `quotes --help` need not wait for either.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

import quotes
from quotes.cli import corrections, database, speakers, stance, topics
from quotes.cli.add import add
from quotes.cli.articles import articles
from quotes.cli.boundary import Boundary
from quotes.cli.compare import compare
from quotes.cli.parse import parse
from quotes.cli.show import show
from quotes.cli.statements import list_, search

app = typer.Typer(
    cls=Boundary,
    no_args_is_help=True,
    # Plain text: it can be read in a pipe, and docs/cli.md is made of it.
    rich_markup_mode=None,
    # A traceback is a defect of the program, and to report it takes the plain one.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    if wanted:
        print(f"quotes {quotes.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=print_version, is_eager=True)
    ] = False,
) -> None:
    """Who said what, in the news, as a database.

    \b
    quotes add articles/                  file articles, and who said what in them
    quotes list --speaker uhlich          ask who said what
    quotes search sanctuary cities        ask what was said

    The database is --db, else $QUOTES_DB, else quotes.db in this folder. On a terminal answers are tables, elsewhere
    JSON Lines; --format says otherwise. Exits with 0 when all went well, 1 when something failed, 2 when it was called
    wrongly.
    """


app.command("add")(add)
app.command("list")(list_)
app.command("search")(search)
app.command("show")(show)
app.add_typer(speakers.app, name="speakers")
app.command("correct")(corrections.correct)
app.add_typer(corrections.app, name="corrections")
app.command("articles")(articles)
app.command("compare")(compare)
app.command("parse")(parse)
app.add_typer(topics.app, name="topics")
app.add_typer(stance.app, name="stance")
app.add_typer(database.app, name="db")


def main() -> None:
    """Run the command line, as the program `quotes`."""
    # What the terminal has no letters for is escaped: as JSON does it where it is JSON.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="quotes")
