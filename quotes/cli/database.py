"""`quotes db`: looking after a database."""

from __future__ import annotations

import typer

from quotes.cli.asking import opened
from quotes.cli.options import Database
from quotes.cli.output import remark

app = typer.Typer(help="Upgrade a database, or check it.", no_args_is_help=True)


@app.command("upgrade")
def upgrade_database(db: Database = "quotes.db") -> None:
    """Bring a database to the latest version.

    Nothing is lost, and a second run changes nothing. A database that is not there is made.
    """
    from quotes.database import upgrade, version_of

    with opened(db, create=True, any_version=True) as engine:
        upgrade(engine)
        remark(f"{db} is of version {version_of(engine)}, the latest.")


@app.command("check")
def check_database(db: Database = "quotes.db") -> None:
    """Check that a database is sound.

    Looks at the file, at rows that refer to others, and at the full-text index. Prints a line for each problem, and
    nothing where there is none. Exits with 1 where there is one.
    """
    from quotes.database import check

    with opened(db, any_version=True) as engine:
        problems = check(engine)
    for problem in problems:
        print(problem)
    remark(f"{db}: {len(problems) or 'no'} problems.")
    raise typer.Exit(bool(problems))
