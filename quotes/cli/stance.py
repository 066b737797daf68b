"""`quotes stance`: decide how a statement stands to a topic, read stances anew, and measure them."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.asking import opened, whoami
from quotes.cli.options import Database, TopicName
from quotes.cli.output import remark, to_json
from quotes.parser.annotation import Side

app = typer.Typer(help="Decide, read anew and measure how statements stand to topics.", no_args_is_help=True)


@app.command("set")
def set_(
    number: Annotated[
        int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The number of a statement.", show_default=False)
    ],
    topic: TopicName,
    side: Annotated[
        Side, typer.Argument(metavar="SIDE", help="support, oppose, neutral or unclear.", show_default=False)
    ],
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.", show_default=False)] = None,
    db: Database = "quotes.db",
) -> None:
    """Decide how a statement stands to a topic.

    It counts instead of what quotes found, and stays when the article is parsed again.

    \b
    quotes stance set 12 "sanctuary cities" oppose --note "she says so in the next paragraph"
    """
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    from quotes.corrections import correct
    from quotes.matching import find_topic
    from quotes.models import Field, Topic

    with opened(db) as engine:
        with Session(engine) as session:
            topic_id = find_topic(session, topic)
            topic_name = session.scalar(select(Topic.name).where(Topic.id == topic_id))
        made = correct(engine, number, Field.STANCE, side.value, topic_id=topic_id, note=note, by=whoami())
    remark(f"Decided: {side.value} on {topic_name}. To take it back: quotes corrections undo {made}")


@app.command("again")
def again(db: Database = "quotes.db") -> None:
    """Read all filed statements anew for all topics, as after installing another model.

    \b
    quotes stance again
    """
    from quotes.cli.topics import read_again

    with opened(db) as engine:
        read_again(engine)


@app.command("score")
def score(
    path: Annotated[
        str, typer.Argument(metavar="PAIRS", help="A file of JSON Lines, or - for standard input.", show_default=False)
    ],
    unclear: Annotated[
        bool, typer.Option("--unclear", help="Write “unclear” where fewer than four in five answers are right.")
    ] = False,
    hide_topic: Annotated[
        bool, typer.Option("--hide-topic", help="Leave the topic out: a control of how much is tone alone.")
    ] = False,
) -> None:
    """Tell the stance of pairs of a text and a target, to measure it.

    Reads lines of {"id", "text", "target"}, with "speaker", "cue", "content" and "span" (of the target) where
    known, and writes lines of {"id", "stance", "score"} in the same order. No database is needed.

    \b
    quotes stance score pairs.jsonl > stances.jsonl
    """
    from quotes.scoring import score_pairs

    for line in score_pairs(path, unclear=unclear, hide_topic=hide_topic):
        print(to_json(line))
