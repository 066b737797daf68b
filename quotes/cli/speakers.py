"""`quotes speakers`: everybody who said something."""

from __future__ import annotations

from quotes.cli.asking import answer, asking, remark_matches
from quotes.cli.options import Database, Form, JurisdictionName, Limit, RoleName, SpeakerName
from quotes.cli.output import Column
from quotes.scope import Filters

COLUMNS = (
    Column("id", "ID", numeric=True),
    Column("name", "Speaker", width=24, style="bold"),
    Column("kind", "Kind", width=12),
    Column("roles", "Roles"),
    Column("jurisdictions", "Jurisdictions", width=20),
    Column("statements", "Statements", numeric=True),
    Column("articles", "Articles", numeric=True),
)


def speakers(
    speaker: SpeakerName = None,
    role: RoleName = None,
    jurisdiction: JurisdictionName = None,
    limit: Limit = None,
    form: Form = None,
    db: Database = "quotes.db",
) -> None:
    """List the speakers, the most quoted first.

    \b
    quotes speakers
    quotes speakers --jurisdiction arizona --limit 10
    """
    from quotes.matching import resolve
    from quotes.query import list_speakers

    filters = Filters(speaker, role, jurisdiction)
    with asking(db) as session:
        scope = resolve(session, filters)
        remark_matches(scope, filters)
        answer(session, list_speakers(scope), COLUMNS, form, limit)
