"""How fast parsed articles are stored, beside raw `sqlite3.executemany` of the same rows into the same tables.

python scripts/bench_store.py [--articles 500] [--runs 3]
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from quotes.database import connect
from quotes.parser.annotation import (
    Document,
    Entity,
    EntityKind,
    Jurisdiction,
    Kind,
    Page,
    Paragraph,
    Parse,
    Passage,
    Place,
    QuotedPassage,
    Role,
    Span,
    Speaker,
    Statement,
)
from quotes.store import Run, store

GIVEN = "Amara Bjorn Celia Dmitri Elena Farid Greta Hugo Imani Jonas Keiko Luis Mira Nadia Oscar Priya".split()
STARTS = "Ab Bran Cas Dor Ek Fair Gos Har Ib Jar Kes Lor Mal Nor Oko Pel Quin Ros Sten Tor Ul Ven Wes Yor".split()
ENDS = "bot dt tell ne lund ley ser ker sen vis sler ren lory rell ye ling tana si gard vald rik ner ton ke".split()
MIDDLES = " an el in or um a e i o".split(" ")
WORDS = "the budget will not pass before winter because nobody on this board has read a single page of it"
OFFICES = ("Mayor", "Sheriff", "council member", "spokeswoman", "chief executive", "professor", None)
TOWNS = ("Ashford", "Brookhaven", "Carrow", "Dunmere", "Eastvale", "Fenwick")
STATEMENTS = 23
"""In an article, as in the mean of PolNeAR's."""

SPEAKERS = 7
NEWCOMERS = 0.54
"""Speakers in an article, and the share of them who are in none before: as in 320 articles of PolNeAR, where four of
five surnames are one person's."""

TABLES = """outlet article revision parse_run speaker speaker_name jurisdiction tenure
statement statement_span statement_speaker passage passage_speaker"""


class Times(NamedTuple):
    """Seconds."""

    wall: float
    processor: float


def article(number: int, chance: random.Random) -> tuple[Document, Parse]:
    """An article of statements in which people speak, quoted and not."""
    people = [entity(chance) for _ in range(SPEAKERS)]
    pieces: list[str] = []
    at = 0
    statements: list[Statement] = []
    passages: list[QuotedPassage] = []
    paragraphs: list[Paragraph] = []
    for _ in range(STATEMENTS):
        who = chance.choice(people)
        quoted = chance.random() < 0.4
        words = " ".join(chance.choices(WORDS.split(), k=chance.randint(8, 25)))
        content = f"“{words},”" if quoted else words
        text = f"{content} {who.name} said."
        pieces.append(text)
        span = Span(at, at + len(content))
        source = Span(span.end + 1, span.end + 1 + len(who.name))
        cue = Span(source.end + 1, source.end + 5)
        speaker = Speaker((who,), who.role, "name", 0.9)
        kind = Kind.DIRECT if quoted else Kind.INDIRECT
        if quoted:
            passages.append(QuotedPassage(Passage(span, Span(span.start + 1, span.end - 1)), len(statements), speaker))
        statements.append(Statement(kind, Place.BODY, (span,), (cue,), (source,), speaker, "tagger", 0.9))
        paragraphs.append(Paragraph(Span(at, at + len(text))))
        at += len(text) + 2
    page = Page("\n\n".join(pieces), tuple(paragraphs))
    date = f"20{number % 20:02}-05-{1 + number % 28:02}"
    document = Document(
        page.text, None, f"https://news.example/{number}", f"Article {number}", "The Example", None, date
    )
    return document, Parse(page, tuple(statements), tuple(passages), tuple(people))


def entity(chance: random.Random) -> Entity:
    """Somebody of whom no other article tells, or one of those of whom many do, now and then in another office."""
    number = chance.randrange(10**6) if chance.random() < NEWCOMERS else int(100 * chance.random() ** 3)
    given = GIVEN[number % len(GIVEN)]
    family = STARTS[number % 23] + MIDDLES[number // 23 % 10] + ENDS[number // 230 % 23]
    office = OFFICES[(number + (chance.random() < 0.1)) % len(OFFICES)]
    town = TOWNS[number % len(TOWNS)]
    role = Role(office, None, Jurisdiction(town, f"ocd-division/country:us/state:zz/place:{town.lower()}"))
    return Entity(f"{given} {family}", EntityKind.PERSON, (family,), (), role)


@contextmanager
def timed(times: list[Times]) -> Iterator[None]:
    start = Times(time.perf_counter(), time.process_time())
    yield
    times.append(Times(time.perf_counter() - start.wall, time.process_time() - start.processor))


def stored(articles: Sequence[tuple[Document, Parse]], path: Path) -> Times:
    """How long it takes to store them through the public path, a transaction each."""
    engine, times = connect(path, create=True), list[Times]()
    with timed(times):
        for document, parse in articles:
            store(engine, document, parse, run=Run("bench"))
    engine.dispose()
    return times[0]


def copied(source: Path, path: Path) -> Times:
    """How long it takes to insert the rows of one database into another, a table at a time in one transaction."""
    connect(path, create=True).dispose()
    with closing(sqlite3.connect(source)) as full:
        rows = {table: full.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES.split()}
    times: list[Times] = []
    with closing(sqlite3.connect(path)) as target:
        target.execute("PRAGMA synchronous = NORMAL")
        with timed(times), target:
            for table, values in rows.items():
                if values:
                    marks = ", ".join("?" * len(values[0]))
                    target.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    return times[0]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=500)
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    chance = random.Random(1)
    articles = [article(number, chance) for number in range(given.articles)]
    statements = sum(len(parse.statements) for _, parse in articles)
    print(f"{given.articles} articles, {statements} statements; the best of {given.runs} runs")
    with tempfile.TemporaryDirectory() as folder:
        paths = [(Path(folder, f"{run}.db"), Path(folder, f"{run}-copy.db")) for run in range(given.runs)]
        pairs = [(stored(articles, path), copied(path, copy)) for path, copy in paths]
    print(f"{'statements a second':24}{'by the clock':>16}{'of processor time':>20}")
    best = [Times(*map(min, zip(*several, strict=True))) for several in zip(*pairs, strict=True)]
    for name, times in zip(("quotes.store.store", "sqlite3.executemany"), best, strict=True):
        print(f"{name:24}{statements / times.wall:16,.0f}{statements / times.processor:20,.0f}")
    ours, raw = best
    print(f"{'times as long':24}{ours.wall / raw.wall:16.2f}{ours.processor / raw.processor:20.2f}")


if __name__ == "__main__":
    main()
