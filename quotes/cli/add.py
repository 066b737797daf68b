"""`quotes add`: articles in, statements filed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.asking import opened
from quotes.cli.options import AllowPrivate, Database, Sources, Threads
from quotes.cli.output import console, remark
from quotes.cli.reading import Reading

if TYPE_CHECKING:
    from quotes.adding import Adding


def add(
    sources: Sources,
    again: Annotated[bool, typer.Option("--again", help="Parse what is filed already once more.")] = False,
    allow_private: AllowPrivate = False,
    threads: Threads = 1,
    db: Database = "quotes.db",
) -> None:
    """File articles, and who said what in them.

    The database is made if there is none. An article is filed once: a second time it is left alone, or becomes a new
    revision where its address has a new text. What cannot be read is reported and left out, and the rest is filed.
    Stop at any time: each article is there wholly or not at all, and the same command goes on where it stopped.

    \b
    quotes add article.txt
    quotes add articles/ more.jsonl.gz https://example.org/news/1
    cat article.html | quotes add -
    """
    from quotes.adding import Adding

    reading = Reading(sources, allow_private)
    with opened(db, create=True) as engine:
        adding = Adding(engine, threads=threads, again=again)
        with reporting(adding, reading) as report:
            for document in reading:
                adding.add(document)
                report()
    raise typer.Exit(reading.failed > 0)


@contextmanager
def reporting(adding: Adding, reading: Reading) -> Iterator[Callable[[], None]]:
    """A line on the terminal that follows the work, and one that sums it up, also where it was stopped."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    def summary() -> str:
        counts = [f"{number:,} {outcome}" for outcome, number in adding.outcomes.items()]
        counts += [f"{reading.failed:,} could not be read"] * (reading.failed > 0)
        return f"Articles: {', '.join(counts) or 'none'}. New statements: {adding.statements:,}."

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Reading …", total=None)
            yield lambda: bar.update(task, description=summary())
    finally:
        remark(summary())
