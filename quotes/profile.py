"""One speaker with all that is known about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from quotes.errors import NotFoundError, QuotesError
from quotes.matching import LARGEST_ID, NUMBER, find_speakers, words_of
from quotes.models import Persona, Speaker
from quotes.query import list_names, list_statements, list_tenures
from quotes.scope import Match, Scope

MENTIONED = 5


@dataclass(frozen=True, slots=True)
class Profile:
    """A speaker, with names and roles as `list_names` and `list_tenures` have them, and what is open about them."""

    speaker: RowMapping
    names: Sequence[RowMapping]
    tenures: Sequence[RowMapping]
    statements: Sequence[RowMapping]
    doubts: Sequence[str]


def find_speaker(session: Session, words: str) -> int:
    """The one speaker whom somebody means by a number or a name. A whole name goes before a part of one.

    Raises `NotFoundError` where there is none, and `QuotesError` where there are several.
    """
    if NUMBER.fullmatch(words.strip()):
        number = session.scalar(select(Speaker.id).where(Speaker.id == min(int(words), LARGEST_ID)))
        if number is None:
            raise NotFoundError(f"No speaker {words.strip()}. To see all: quotes speakers")
        return number
    match = find_speakers(session, words)
    named = session.execute(select(Speaker.id, Speaker.name).where(Speaker.id.in_(match.ids)).order_by(Speaker.id))
    found = [(number, name) for number, name in named]
    whole = [one for one in found if words_of(one[1]) == words_of(words)] or found
    if len(whole) == 1:
        return whole[0][0]
    several = ", ".join(f"{name} ({number})" for number, name in whole[:MENTIONED])
    more = f" and {len(whole) - MENTIONED} more" * (len(whole) > MENTIONED)
    raise QuotesError(f"{words!r} may be {several}{more}. Give the number of the one you mean.")


def profile_of(session: Session, speaker_id: int) -> Profile:
    """Everything about a speaker; NotFoundError where there is none of that number."""

    def rows(query: Any) -> Sequence[RowMapping]:
        return session.execute(query).mappings().all()

    found = rows(select(*Speaker.__table__.c).where(Speaker.id == speaker_id))
    if not found:
        raise NotFoundError(f"No speaker {speaker_id}. To see all: quotes speakers")
    doubts = select(Persona.doubt).where(Persona.speaker_id == speaker_id, Persona.doubt.is_not(None)).distinct()
    said = rows(list_statements(Scope(speakers=Match((speaker_id,), ()))))
    open_ = [str(doubt) for doubt in session.scalars(doubts.order_by(Persona.doubt))]
    return Profile(found[0], rows(list_names(speaker_id)), rows(list_tenures(speaker_id)), said, open_)
