"""`quotes topics`: what statements may be about, and who stands how to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.asking import answer, asking, opened
from quotes.cli.options import Database, Form, Limit, TopicName
from quotes.cli.output import Column, Format, console, default_format, remark, write

if TYPE_CHECKING:
    from sqlalchemy import Engine

app = typer.Typer(help="Say what statements may be about, and see who stands how to it.", no_args_is_help=True)

COLUMNS = (
    Column("name", "Topic", width=28, style="bold"),
    Column("gloss", "What it is", width=30),
    Column("names", "Further names"),
    Column("support", "For", numeric=True),
    Column("oppose", "Against", numeric=True),
    Column("neutral", "Neutral", numeric=True),
    Column("unclear", "Unclear", numeric=True),
)
SIDES = (
    Column("stance", "Stance", width=8, style="bold"),
    Column("speaker", "Speaker", width=20),
    Column("role", "Role", width=20),
    Column("statements", "Said", numeric=True),
    Column("stance_score", "Sure", numeric=True, chance=True),
    Column("stance_level", "Level", width=9),
    Column("evidence", "By the words", width=14),
    Column("content", "Statement"),
)
SUGGESTIONS = (
    Column("name", "Words", width=40, style="bold"),
    Column("speakers", "Speakers", numeric=True),
    Column("statements", "Statements", numeric=True),
    Column("articles", "Articles", numeric=True),
    Column("headlines", "Headlines", numeric=True),
)
Against = Annotated[
    bool, typer.Option("--against", help="Being for what this names is being against the topic (polarity -1).")
]


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the topic is called.", show_default=False)],
    gloss: Annotated[
        str | None, typer.Option("--gloss", metavar="TEXT", help="What is meant by it.", show_default=False)
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="WORDS", help="A further name. Can be given more than once.", show_default=False
        ),
    ] = None,
    db: Database = "quotes.db",
) -> None:
    """Add a topic, and read what is filed for it.

    A statement is about the topic where the words of one of its names stand near each other, in any order and form. The
    database is made if there is none. From now on articles are read for the topic as they are filed.

    \b
    quotes topics add "sanctuary cities" --gloss "cities that decline to help" --name "sanctuary city"
    """
    from quotes.database import writing
    from quotes.parser.stance.values import Topic
    from quotes.parser.stance.values import TopicName as Name
    from quotes.topics import add_topic

    with opened(db, create=True) as engine:
        with writing(engine) as connection:
            number = add_topic(connection, Topic(name, gloss, tuple(Name(words) for words in also or ())))
        read_again(engine, [number])


@app.command("alias")
def alias(
    topic: TopicName,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    against: Against = False,
    db: Database = "quotes.db",
) -> None:
    """Give a topic a further name, and read what is filed again for it.

    \b
    quotes topics alias "local cooperation" "sanctuary cities" --against
    """
    from sqlalchemy.orm import Session

    from quotes.database import writing
    from quotes.matching import find_topic
    from quotes.parser.stance.values import TopicName as Name
    from quotes.topics import add_name

    with opened(db) as engine:
        with Session(engine) as session:
            number = find_topic(session, topic)
        with writing(engine) as connection:
            add_name(connection, number, Name(name, -1 if against else 1))
        read_again(engine, [number])


@app.command("load")
def load(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of topics.", show_default=False)],
    db: Database = "quotes.db",
) -> None:
    """Add the topics of a YAML file, and read what is filed for them.

    The file is a list. Each topic has a name, and may have a gloss and further names; one that names the contrary is
    written {name: sanctuary cities, polarity: -1}.

    \b
    quotes topics load seeds/topics.yaml
    """
    from quotes.database import writing
    from quotes.topics import add_topic, read_topics

    topics = read_topics(path)
    with opened(db, create=True) as engine:
        with writing(engine) as connection:
            numbers = [add_topic(connection, topic) for topic in topics]
        read_again(engine, numbers)


@app.command("list")
def list_(form: Form = None, db: Database = "quotes.db") -> None:
    """List the topics, and how many statements are for and against each.

    \b
    quotes topics list
    """
    from quotes.query import list_topics

    with asking(db) as session:
        answer(
            session, list_topics(), COLUMNS, form, None, none="There are no topics. Enter one with: quotes topics add"
        )


@app.command("show")
def show(
    topic: TopicName,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHAT", help="Count by role or jurisdiction instead.", show_default=False),
    ] = None,
    limit: Limit = None,
    form: Form = None,
    db: Database = "quotes.db",
) -> None:
    """Show the sides of a topic: who is on each, and in what words.

    A table ends with counts by role and by jurisdiction; for programs, --by gives one or the other.

    \b
    quotes topics show "sanctuary cities"
    quotes topics show "sanctuary cities" --by role --format csv
    """
    from quotes.matching import find_topic
    from quotes.query import count_sides, list_sides

    if by not in (None, "role", "jurisdiction"):
        raise typer.BadParameter(f"{by!r} is neither role nor jurisdiction.", param_hint="--by")
    form = form or default_format()
    with asking(db) as session:
        number = find_topic(session, topic)
        if by is None:
            answer(session, list_sides(number), SIDES, form, limit)
        for what in (by,) if by else ("role", "jurisdiction") if form is Format.TABLE else ():
            if by is None:
                print()
            answer(
                session,
                count_sides(number, what),
                (Column(what, what.capitalize(), width=40), *COLUMNS[3:]),
                form,
                limit,
            )


@app.command("remove")
def remove(topic: TopicName, db: Database = "quotes.db") -> None:
    """Remove a topic, with all stances on it and what people decided about them. It needs its whole name.

    \b
    quotes topics remove "sanctuary cities"
    """
    from sqlalchemy.orm import Session

    from quotes.database import writing
    from quotes.matching import find_topic
    from quotes.topics import remove_topic

    with opened(db) as engine:
        with Session(engine) as session:
            number = find_topic(session, topic, whole=True)
        with writing(engine) as connection:
            remove_topic(connection, number)


@app.command("suggest")
def suggest(limit: Limit = None, form: Form = None, db: Database = "quotes.db") -> None:
    """Propose topics: issues that several speakers talk about, and that headlines and leads name.

    Nothing becomes a topic by this. Take one up with: quotes topics add

    \b
    quotes topics suggest --limit 10
    """
    from quotes.suggest import suggest_topics

    with asking(db) as session:
        found = suggest_topics(session, limit or 20)
    fields = [column.field for column in SUGGESTIONS]
    if not write(found, fields, SUGGESTIONS, form or default_format()):
        remark("Nothing found.")


def read_again(engine: Engine, numbers: Iterable[int] | None = None) -> int:
    """Read every filed article for topics, and say how many there were."""
    from rich.progress import track

    from quotes.stances import judge_all

    articles = judge_all(engine, None if numbers is None else list(numbers))
    quiet = not sys.stderr.isatty()
    screen = console(stderr=True)
    done = sum(1 for _ in track(articles, "Reading …", total=None, console=screen, transient=True, disable=quiet))
    remark(f"Articles read: {done:,}.")
    return done
