"""`quotes speakers`: everybody who said something, and what people decide about who is who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.asking import answer, asking, opened, remark_matches, whoami
from quotes.cli.options import Database, Form, JurisdictionName, Limit, RoleName, SpeakerName
from quotes.cli.output import Column, Format, default_format, one_line, remark, write
from quotes.cli.profiles import to_lines, to_record
from quotes.scope import Filters

if TYPE_CHECKING:
    from sqlalchemy import Engine

app = typer.Typer(help="List the speakers, or decide who is who.", invoke_without_command=True)

COLUMNS = (
    Column("id", "ID", numeric=True),
    Column("name", "Speaker", width=24, style="bold"),
    Column("kind", "Kind", width=12),
    Column("roles", "Roles"),
    Column("jurisdictions", "Jurisdictions", width=20),
    Column("statements", "Statements", numeric=True),
    Column("articles", "Articles", numeric=True),
)
DOUBTS = (
    Column("called", "Called", width=20, style="bold"),
    Column("role", "Role", width=14),
    Column("reason", "What is open"),
    Column("candidates", "Who it may be"),
    Column("speaker", "Filed under", width=20),
    Column("speaker_id", "ID", numeric=True),
    Column("statements", "Said", numeric=True),
)
DECISIONS = (
    Column("id", "ID", numeric=True),
    Column("action", "Decision", width=8, style="bold"),
    Column("name", "Speaker", width=20),
    Column("other", "Other", width=20),
    Column("value", "Value", width=20),
    Column("note", "Note"),
    Column("decided_at", "When", day=True),
    Column("undone_at", "Undone", day=True),
)
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A name, part of one, or the speaker's number.", show_default=False)
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.", show_default=False)]


@app.callback()
def speakers(
    context: typer.Context,
    speaker: SpeakerName = None,
    role: RoleName = None,
    jurisdiction: JurisdictionName = None,
    limit: Limit = None,
    form: Form = None,
    db: Database = "quotes.db",
) -> None:
    """List the speakers, the most quoted first; or decide who is who.

    Whatever is decided holds for every later parse too, and can be undone.

    \b
    quotes speakers
    quotes speakers --jurisdiction arizona --limit 10
    quotes speakers show uhlich
    quotes speakers merge "Robert Casey" "Bob Casey"
    """
    if context.invoked_subcommand:
        return
    from quotes.matching import resolve
    from quotes.query import list_speakers

    filters = Filters(speaker, role, jurisdiction)
    with asking(db) as session:
        scope = resolve(session, filters)
        remark_matches(scope, filters)
        answer(session, list_speakers(scope), COLUMNS, form, limit)


@app.command("show")
def show_speaker(name: Name, form: Form = None, db: Database = "quotes.db") -> None:
    """Show a speaker: names, roles over time, jurisdictions, articles and statements.

    Of several who go by a name it shows the one whom most articles call that, and mentions the others.

    \b
    quotes speakers show uhlich
    quotes speakers show 12 --format json
    """
    from quotes.profile import find_best_known, profile_of

    form = form or default_format()
    with asking(db) as session:
        number, others = find_best_known(session, name)
        profile = profile_of(session, number)
    if others:
        remark(one_line(f"Or do you mean {others}? Give the number."))
    if form is Format.TABLE:
        print(*to_lines(profile), sep="\n")
    else:
        fields = to_record(profile)
        write([fields], list(fields), [Column(field, field) for field in fields], form)


@app.command("review")
def review(limit: Limit = None, form: Form = None, db: Database = "quotes.db") -> None:
    """List the names of which it is open whose they are.

    Settle one with merge, split, alias or confirm.

    \b
    quotes speakers review
    """
    from quotes.query import list_doubts

    with asking(db) as session:
        answer(session, list_doubts(), DOUBTS, form, limit)


@app.command("decisions")
def list_all_decisions(limit: Limit = None, form: Form = None, db: Database = "quotes.db") -> None:
    """List what was decided about speakers, the latest first.

    \b
    quotes speakers decisions
    """
    from quotes.query import list_decisions

    with asking(db) as session:
        answer(session, list_decisions(), DECISIONS, form, limit)


@app.command("merge")
def merge_speakers(name: Name, other: Name, note: Note = None, db: Database = "quotes.db") -> None:
    """Have two speakers be one, under the name of the first.

    \b
    quotes speakers merge "Hillary Clinton" "Hillary Rodham"
    """
    from quotes.curation import merge

    decide(db, lambda engine, one: merge(engine, one, found(engine, other), note=note, by=whoami()), name)


@app.command("split")
def split_speaker(
    name: Name,
    articles: Annotated[
        list[str],
        typer.Option(
            "--article",
            metavar="ID",
            help="An article in which this is somebody else: its number, or part of its title or address.",
            show_default=False,
        ),
    ],
    note: Note = None,
    db: Database = "quotes.db",
) -> None:
    """Have a speaker be somebody else in some articles. Elsewhere all stays as it is.

    \b
    quotes speakers split "John Smith" --article 12 --article 15
    """
    from quotes.curation import split

    def chosen() -> set[int]:
        from quotes.matching import find_articles

        with asking(db) as session:
            return {number for words in articles for number in find_articles(session, words).ids}

    decide(db, lambda engine, one: split(engine, one, chosen(), note=note, by=whoami()), name)


@app.command("rename")
def rename_speaker(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to show.", show_default=False)],
    note: Note = None,
    db: Database = "quotes.db",
) -> None:
    """Show a speaker under another name.

    \b
    quotes speakers rename "Bob Casey" "Robert P. Casey Jr."
    """
    from quotes.curation import rename

    decide(db, lambda engine, one: rename(engine, one, new, note=note, by=whoami()), name)


@app.command("alias")
def alias_speaker(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="ALIAS", help="Another name of theirs.", show_default=False)],
    note: Note = None,
    db: Database = "quotes.db",
) -> None:
    """Have a speaker go by another name too. Whoever articles call that and nothing else is them.

    \b
    quotes speakers alias "Karin Uhlich" "Uhlich"
    """
    from quotes.curation import alias

    decide(db, lambda engine, one: alias(engine, one, new, note=note, by=whoami()), name)


@app.command("link")
def link_speaker(
    name: Name,
    wikidata: Annotated[str, typer.Argument(metavar="QID", help="The Wikidata id: Q42.", show_default=False)],
    note: Note = None,
    db: Database = "quotes.db",
) -> None:
    """Enter who a speaker is on Wikidata.

    \b
    quotes speakers link "Karin Uhlich" Q6370297
    """
    from quotes.curation import link

    decide(db, lambda engine, one: link(engine, one, wikidata, note=note, by=whoami()), name)


@app.command("confirm")
def confirm_speaker(name: Name, note: Note = None, db: Database = "quotes.db") -> None:
    """Say that a speaker is filed rightly, so that it is not up for review any more.

    \b
    quotes speakers confirm uhlich
    """
    from quotes.curation import confirm

    decide(db, lambda engine, one: confirm(engine, one, note=note, by=whoami()), name)


@app.command("undo")
def undo_decision(
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="ID",
            min=1,
            max=2**63 - 1,
            help="Which, as quotes speakers decisions gives it.",
            show_default=False,
        ),
    ] = None,
    db: Database = "quotes.db",
) -> None:
    """Take back a decision, or an import: the latest one, or that of a number.

    \b
    quotes speakers undo
    quotes speakers undo 3
    """
    from quotes.curation import undo

    with opened(db) as engine:
        undone = undo(engine, number)
    about = "; ".join(dict.fromkeys(one_line(part) for part in (undone.name, undone.other, undone.value) if part))
    remark(f"Undone: {undone.action} {about}")


@app.command("import")
def import_authorities(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Popolo JSON, or .csv.", show_default=False)],
    db: Database = "quotes.db",
) -> None:
    """Import an authority file, which then settles who is who and gives roles that articles leave out.

    A file of the same name takes the place of the one imported before. docs/speakers-across-articles.md says what it
    may hold.

    \b
    quotes speakers import council.csv
    """
    from quotes.authority_files import import_file, unread_columns

    with opened(db) as engine:
        done = import_file(engine, file, by=whoami())
    if unread := unread_columns(file):
        remark(one_line(f"Nothing was read from: {', '.join(unread)}"))
    remark(f"Imported {done.entries:,} from {file.name}; articles quote {done.speakers:,} of them.")
    remark(f"To take it back: quotes speakers undo {done.number}")


def decide(db: str, decision: Callable[[Engine, int], int], name: str) -> None:
    """Have a decision about the speaker of that name made, and say how to take it back."""
    with opened(db) as engine:
        number = decision(engine, found(engine, name))
    remark(f"Decided. To take it back: quotes speakers undo {number}")


def found(engine: Engine, name: str) -> int:
    from sqlalchemy.orm import Session

    from quotes.profile import find_speaker

    with Session(engine) as session:
        return find_speaker(session, name)
