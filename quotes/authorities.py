"""Authority files in the database: who they say somebody is, and the roles that articles leave out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, or_, select, update

from quotes.identity import Authority
from quotes.identity.evidence import evidence_of
from quotes.models import (
    Article,
    AuthorityName,
    AuthorityRole,
    Correction,
    Field,
    Passage,
    Revision,
    SpeakerCorrection,
    Statement,
    Tenure,
)
from quotes.models import Authority as AuthorityRow
from quotes.parser.annotation import Jurisdiction, Role
from quotes.rows import in_steps
from quotes.tenures import Holder, file_tenures, prune_tenures

AUTHORITY = "authority"
"""The method of a role that an authority file gave."""

_VALID = (
    select(*AuthorityRow.__table__.c)
    .join(SpeakerCorrection, SpeakerCorrection.id == AuthorityRow.correction_id)
    .where(SpeakerCorrection.undone_at.is_(None))
    .order_by(AuthorityRow.identifier, AuthorityRow.name, AuthorityRow.id)
)
_NAMED = select(AuthorityName.authority_id).where(AuthorityName.block.in_(bindparam("blocks", expanding=True)))
_CLAIMED = select(AuthorityRow.speaker_id).where(AuthorityRow.speaker_id.is_not(None)).limit(1)


def authorities_of(connection: Connection, blocks: Collection[str]) -> list[Authority]:
    """Everybody with such names whom an imported file describes."""
    rows = connection.execute(_VALID.where(AuthorityRow.id.in_(_NAMED)), {"blocks": [*blocks]}).all()
    return [_authority(connection, row) for row in rows]


def _authority(connection: Connection, row: Any) -> Authority:
    given = connection.scalars(select(AuthorityName.name).where(AuthorityName.authority_id == row.id))
    held = connection.execute(
        select(AuthorityRole)
        .where(AuthorityRole.authority_id == row.id)
        .with_only_columns(
            AuthorityRole.role, AuthorityRole.organization, AuthorityRole.jurisdiction, AuthorityRole.division
        )
    )
    evidence = tuple(sorted(evidence_of(*role) for role in held))
    names = tuple(sorted({*given}))
    return Authority(row.id, row.kind, row.name, names, evidence, row.wikidata_id, row.correction_id)


def claim(connection: Connection, owners: Mapping[int, int]) -> None:
    """Enter which speaker each of these authorities is, and give what they say the roles that articles leave out."""
    for number, speaker in owners.items():
        connection.execute(update(AuthorityRow).where(AuthorityRow.id == number).values(speaker_id=speaker))
    if owners:
        fill_roles(connection, speakers=[*owners.values()])


def fill_roles(
    connection: Connection, *, speakers: Collection[int] | None = None, revision_id: int | None = None
) -> None:
    """Credit what is said without a role to the role that an authority gives the speaker at the article's date.

    Nothing is filled in where a person decided about the role.
    """
    if connection.scalar(_CLAIMED) is None:
        return
    for table in (Statement, Passage):
        for row in connection.execute(_without_role(table, speakers, revision_id)).all():
            role = _role_at(connection, row.speaker_id, row.published)
            if role is None:
                continue
            place = Jurisdiction(role.jurisdiction, role.division) if role.jurisdiction else None
            holder = Holder(row.speaker_id, Role(role.role, role.organization, place))
            [tenure] = file_tenures(connection, [holder])
            filled = {"tenure_id": tenure, "role_method": AUTHORITY if tenure else None}
            connection.execute(update(table).where(table.id == row.id).values(**filled))
            dates = {"since": role.since, "until": role.until}
            connection.execute(update(Tenure).where(Tenure.id == tenure).values(**dates))


def fill_again(connection: Connection, correction_id: int) -> int:
    """Fill in anew what is left out by those of an import, of whom other files may have said something before.

    Returns how many of its entries are speakers.
    """
    owners = select(AuthorityRow.speaker_id).where(AuthorityRow.correction_id == correction_id)
    speakers = connection.scalars(owners.where(AuthorityRow.speaker_id.is_not(None))).all()
    known = [speaker for speaker in speakers if speaker]
    withdraw_roles(connection, known)
    for some in in_steps(known):
        fill_roles(connection, speakers=some)
    return len(known)


def withdraw_roles(connection: Connection, speakers: Collection[int]) -> None:
    """Take back what was filled in for these speakers."""
    for some in in_steps(speakers):
        filled: set[int | None] = set()
        for table in (Statement, Passage):
            those = (table.speaker_id.in_(some), table.role_method == AUTHORITY)
            filled |= {*connection.scalars(select(table.tenure_id).where(*those))}
            connection.execute(update(table).where(*those).values(tenure_id=None, role_method=None))
        for numbers in in_steps(number for number in filled if number):
            prune_tenures(connection, numbers)


def _without_role(table: Any, speakers: Collection[int] | None, revision_id: int | None) -> Any:
    statement = table.id if table is Statement else table.statement_id
    decided = exists().where(
        Correction.statement_id == statement, Correction.field.in_([Field.ROLE, Field.ORGANIZATION, Field.JURISDICTION])
    )
    query = (
        select(table.id, table.speaker_id, Article.published)
        .join(Revision, Revision.id == table.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(table.tenure_id.is_(None), ~decided)
        .where(exists().where(AuthorityRow.speaker_id == table.speaker_id))
    )
    if speakers is not None:
        query = query.where(table.speaker_id.in_(speakers))
    return query if revision_id is None else query.where(table.revision_id == revision_id)


def _role_at(connection: Connection, speaker_id: int, published: str | None) -> Any:
    """The role held on a day, the one taken up last; without a day one that has no end. None where that is none."""
    day = (published or "")[:10]
    query = select(AuthorityRole).with_only_columns(*AuthorityRole.__table__.c)
    query = query.join(AuthorityRow, AuthorityRow.id == AuthorityRole.authority_id)
    query = query.where(AuthorityRow.speaker_id == speaker_id)
    if day:
        query = query.where(or_(AuthorityRole.since.is_(None), AuthorityRole.since <= day))
        # As precise as it is given: until "2017-03" is until the end of March.
        last = func.substr(day, 1, func.length(AuthorityRole.until))
        query = query.where(or_(AuthorityRole.until.is_(None), AuthorityRole.until >= last))
    else:
        query = query.where(AuthorityRole.until.is_(None))
    latest = query.order_by(AuthorityRole.since.desc().nulls_last(), AuthorityRole.role, AuthorityRole.id)
    return connection.execute(latest.limit(1)).first()
