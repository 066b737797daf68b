"""Kill `quotes add` at random moments, and see that each article is in the database wholly or not at all.

After each kill the file must pass SQLite's integrity check and foreign key check, no article may be lost that was there
before, and each that is there must be what it is in a database made without a kill. Then the same command goes on.
A database that is complete makes way for a new one, so that kills fall into its making as well.

    python scripts/kill_test.py [--kills 50] [--articles 60] [--seed 1] [--without-parsing]
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ARTICLE = """{town} council divided over the bridge

{town} – Mayor {name} said on Monday that the bridge would be closed until {number} May.

“We cannot wait any longer,” {name} said. “It is a danger to everybody who uses it.”

A spokeswoman for the council said that “{number} people” had complained. Sheriff Tom Ibsen disagreed.

“Nobody asked us,” said Ibsen, who called the plan “reckless.” {name} denied that.
"""
TOWNS = ("Ashford", "Brookhaven", "Carrow", "Dunmere", "Eastvale", "Fenwick", "Garrow")
NAMES = ("Amara Castell", "Bjorn Dorne", "Celia Eklund", "Dmitri Fairley", "Elena Goss")

# An article's rows, but for the numbers that depend on what was stored before it.
ROWS = """
    SELECT r.sha256, a.title, p.parser, 'statement', s.position, s.kind, s.content, s.source, v.name, count(n.position)
    FROM revision r JOIN article a ON a.id = r.article_id LEFT JOIN parse_run p ON p.revision_id = r.id
    LEFT JOIN statement s ON s.revision_id = r.id LEFT JOIN speaker v ON v.id = s.speaker_id
    LEFT JOIN statement_span n ON n.statement_id = s.id GROUP BY r.id, s.id
    UNION ALL
    SELECT r.sha256, a.title, '', 'passage', q.position, q.start_char, q.text, s.position, v.name, q.depth
    FROM passage q JOIN revision r ON r.id = q.revision_id JOIN article a ON a.id = r.article_id
    LEFT JOIN statement s ON s.id = q.statement_id LEFT JOIN speaker v ON v.id = q.speaker_id
"""

Articles = dict[str, list[tuple[object, ...]]]


def write_articles(folder: Path, count: int) -> None:
    for number in range(count):
        town, name = TOWNS[number % len(TOWNS)], NAMES[number % len(NAMES)]
        (folder / f"{number:04}.txt").write_text(ARTICLE.format(town=town, name=name, number=number), encoding="utf-8")


def start(database: Path, folder: Path, *, parsing: bool) -> subprocess.Popen[bytes]:
    add = [str(Path(sys.executable).with_name("quotes")), "add", "--db", str(database), str(folder)]
    write = [sys.executable, __file__, "--write", str(database), str(folder)]
    return subprocess.Popen(add if parsing else write, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def write(database: Path, folder: Path) -> None:
    """Store the articles of a folder as `quotes add` does, with the passages alone for a parse."""
    from quotes.database import connect
    from quotes.parser import parse
    from quotes.parser.annotation import Document, Tags
    from quotes.store import Run, find, store

    engine, run = connect(database, create=True), Run("kill test")
    for path in sorted(folder.glob("*.txt")):
        document = Document(path.read_text(encoding="utf-8"))
        if find(engine, document, run=run) is None:
            store(engine, document, parse(document, lambda page, passages: Tags()), run=run)


def finish(database: Path, folder: Path, *, parsing: bool) -> float:
    """Run the command to its end; returns the seconds it took."""
    began = time.monotonic()
    process = start(database, folder, parsing=parsing)
    _, errors = process.communicate()
    if process.returncode:
        raise SystemExit(f"The command failed: {errors.decode()}")
    return time.monotonic() - began


def read(database: Path) -> Articles:
    """The rows of each article, after the two checks."""
    articles: Articles = {}
    if not database.exists():
        return articles
    with closing(sqlite3.connect(database)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
        if sound != [("ok",)] or dangling:
            raise SystemExit(f"The database is damaged: {sound} {dangling}")
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'revision'").fetchone():
            for digest, *row in connection.execute(ROWS):
                articles.setdefault(digest, []).append(tuple(row))
    return {digest: sorted(rows, key=repr) for digest, rows in articles.items()}


def kill(database: Path, folder: Path, after: float, *, opened: bool, parsing: bool) -> bool:
    """Start the command and kill it so many seconds after its start, or after it has `opened` the database.

    Returns whether it was still running.
    """
    process = start(database, folder, parsing=parsing)
    log = database.with_name(database.name + "-wal")
    while opened and process.poll() is None and not log.exists():
        time.sleep(0.001)
    try:
        _, errors = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    if process.returncode:
        raise SystemExit(f"The command failed: {errors.decode()}")
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-parsing", action="store_true", help="store passages alone: quicker, no tagger")
    parser.add_argument("--write", nargs=2, type=Path, metavar=("DATABASE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(*given.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), given.kills, given.articles, random.Random(given.seed), parsing=not given.without_parsing)


def run(folder: Path, kills: int, count: int, chance: random.Random, *, parsing: bool) -> None:
    articles, database = folder / "articles", folder / "killed.db"
    articles.mkdir()
    write_articles(articles, count)
    seconds = finish(folder / "whole.db", articles, parsing=parsing)
    whole = read(folder / "whole.db")
    if len(whole) != count:
        raise SystemExit(f"{len(whole)} articles were stored of {count}")
    before, killed, grown, completed = Articles(), 0, 0, 0
    while killed < kills:
        # Half of the kills fall anywhere, the start included; the other half while the database is open.
        opened = killed % 2 == 1
        after = chance.uniform(0, seconds / 2 if opened else seconds)
        struck = kill(database, articles, after, opened=opened, parsing=parsing)
        killed += struck
        # The machine may be quicker or slower than at first.
        seconds *= 1.1 if struck else 0.9
        now = read(database)
        if lost := before.keys() - now.keys():
            raise SystemExit(f"After kill {killed} {len(lost)} articles are lost")
        if torn := [digest for digest, rows in now.items() if rows != whole[digest]]:
            raise SystemExit(f"After kill {killed} {len(torn)} articles are not whole")
        grown += before.keys() < now.keys() < whole.keys()
        before = now
        if len(now) == count:
            completed += 1
            before = {}
            for file in folder.glob("killed.db*"):
                file.unlink()
    finish(database, articles, parsing=parsing)
    if read(database) != whole:
        raise SystemExit("What the command made in the end is not what it makes without kills")
    print(f"{killed} kills, {grown} of them among the articles: each article whole or not there, none lost.")
    print(f"The same command went on to the end {completed + 1} times.")


if __name__ == "__main__":
    main()
