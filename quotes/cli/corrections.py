"""`quotes correct` and `quotes corrections`: what people decide about statements, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.asking import answer, asking, opened, whoami
from quotes.cli.options import Database, Form, Limit
from quotes.cli.output import Column, one_line, remark

if TYPE_CHECKING:
    from quotes.parser.annotation import Document, Parse

app = typer.Typer(help="List what was decided about statements, or take it back.", invoke_without_command=True)

COLUMNS = (
    Column("id", "ID", numeric=True),
    Column("statement", "Statement", numeric=True),
    Column("field", "What", width=12, style="bold"),
    Column("value", "Is", width=20),
    Column("was", "Was", width=20),
    Column("topic", "Topic", width=16),
    Column("content", "Words"),
    Column("decided_at", "When", day=True),
)


def correct(
    number: Annotated[
        int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The number of a statement.", show_default=False)
    ],
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Who said it, by the full name.", show_default=False)
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="In which role.", show_default=False)
    ] = None,
    organization: Annotated[
        str | None, typer.Option("--organization", metavar="NAME", help="Of which body.", show_default=False)
    ] = None,
    jurisdiction: Annotated[
        str | None,
        typer.Option(
            "--jurisdiction", metavar="NAME", help="Of which area: name, or Open Civic Data id.", show_default=False
        ),
    ] = None,
    on_behalf_of: Annotated[
        str | None, typer.Option("--on-behalf-of", metavar="NAME", help="For whom they spoke.", show_default=False)
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="All of it is right: no more review.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is no statement: do not show it.")] = False,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.", show_default=False)] = None,
    db: Database = "quotes.db",
) -> None:
    """Correct who said something, or in which role; or confirm or reject a statement.

    An empty text stands for none. It holds when the article is parsed again, and can be taken back. How a statement
    stands to a topic is corrected with quotes stance set.

    \b
    quotes correct 12 --speaker "Karin Uhlich" --role "council member"
    quotes correct 12 --jurisdiction ""
    quotes correct 13 --reject --note "nobody said that"
    """
    from quotes.corrections import correct as enter
    from quotes.models import Field, Verdict
    from quotes.speakers import find_speaker

    if confirm and reject:
        raise typer.BadParameter("A statement is confirmed or rejected, not both.")
    verdict = Verdict.CONFIRMED if confirm else Verdict.REJECTED if reject else None
    given = {
        Field.SPEAKER: speaker,
        Field.ROLE: role,
        Field.ORGANIZATION: organization,
        Field.JURISDICTION: jurisdiction,
        Field.ON_BEHALF_OF: on_behalf_of,
        Field.VERDICT: verdict,
    }
    decided = {field: value.strip() for field, value in given.items() if value is not None}
    if not decided:
        raise typer.BadParameter("Say what is to be corrected: --speaker, --role, … --confirm or --reject.")
    with opened(db) as engine:
        with engine.connect() as connection:
            new = bool(decided.get(Field.SPEAKER)) and find_speaker(connection, decided[Field.SPEAKER]) is None
        for field, value in decided.items():
            made = enter(engine, number, field, value or None, note=note, by=whoami())
            remark(f"Corrected: {field.value}. To take it back: quotes corrections undo {made}")
    if new:
        remark(
            one_line(f"{decided[Field.SPEAKER]} is a new speaker: nobody had that name. To see all: quotes speakers")
        )


@app.callback()
def corrections(context: typer.Context, limit: Limit = None, form: Form = None, db: Database = "quotes.db") -> None:
    """List what was decided about statements, the latest first; or take it back.

    \b
    quotes corrections
    quotes corrections undo 3
    """
    if context.invoked_subcommand:
        return
    from quotes.query import list_corrections

    with asking(db) as session:
        answer(session, list_corrections(), COLUMNS, form, limit)


@app.command("undo")
def undo_correction(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="ID", min=1, max=2**63 - 1, help="Which, as quotes corrections gives it.", show_default=False
        ),
    ] = None,
    db: Database = "quotes.db",
) -> None:
    """Take back a correction of a statement: the latest one, or that of a number.

    The article is parsed again to see what stood there, unless it was a confirmation or a stance.

    \b
    quotes corrections undo
    quotes corrections undo 3
    """
    import quotes
    from quotes.adding import judge
    from quotes.retracting import retract
    from quotes.store import Run

    def parse(document: Document) -> Parse:
        return quotes.parse(document, quotes.load_tagger(1))

    with opened(db) as engine:
        run = Run(quotes.__version__, quotes.model_digest())
        undone = retract(engine, number, parse=parse, run=run, then=judge)
    about = f"statement {undone.statement_id}" if undone.statement_id else f"“{undone.content}”"
    remark(one_line(f"Undone: {undone.field} of {about}, which was {undone.value or 'none'}"))
