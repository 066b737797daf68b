"""`quotes parse`: articles in, JSON Lines out, no database."""

from __future__ import annotations

import typer

import quotes
from quotes.cli.options import AllowPrivate, Sources, Threads
from quotes.cli.output import to_json
from quotes.cli.reading import Reading
from quotes.export import to_record


def parse(sources: Sources, allow_private: AllowPrivate = False, threads: Threads = 1) -> None:
    """Print who said what, without a database.

    Prints a line of JSON for each article: its id, its text, its statements and its quoted passages, with positions in
    characters. Lines of a .jsonl file keep their ids and their order.

    \b
    quotes parse article.txt
    quotes parse https://example.org/news/1 | jq '.statements[].speaker'
    quotes parse articles.jsonl > parsed.jsonl
    """
    tagger = quotes.load_tagger(threads)
    reading = Reading(sources, allow_private)
    for document in reading:
        print(to_json(to_record(document, quotes.parse(document, tagger))), flush=True)
    raise typer.Exit(reading.failed > 0)
