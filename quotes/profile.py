"""One speaker with all that is known about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import Session

from quotes.errors import NotFoundError, QuotesError
from quotes.matching import LARGEST_ID, NUMBER, find_speakers, words_of
from quotes.models import Persona, Speaker, SpeakerName
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
    found = _of_that_name(session, words)
    whole = [one for one in found if words_of(one[1]) == words_of(words)] or found
    if len(whole) == 1:
        return whole[0][0]
    raise QuotesError(f"{words!r} may be {_mentioned(whole)}. Give the number of the one you mean.")


def find_best_known(session: Session, words: str) -> tuple[int, str]:
    """The speaker to show where a name may be several ones', and the others, as a text; "" where there are none.

    It is the one whom most articles call exactly that. Where nobody goes by exactly that, it is the one whom most
    articles name at all, of those whom it may be. Raises as `find_speaker` does, and where two are named as often.
    """
    if NUMBER.fullmatch(words.strip()):
        return find_speaker(session, words), ""
    found = _of_that_name(session, words)
    articles = func.count(SpeakerName.revision_id.distinct())
    named = select(SpeakerName.speaker_id, SpeakerName.key, articles).group_by(SpeakerName.speaker_id, SpeakerName.key)
    exactly, at_all = Counter[int](), Counter[int]()
    for number, key, count in session.execute(named.where(SpeakerName.speaker_id.in_([one for one, _ in found]))):
        at_all[number] += count
        exactly[number] += count if words_of(key) == words_of(words) else 0
    known = +exactly or at_all
    best, *others = sorted(found, key=lambda one: (-known[one[0]], -at_all[one[0]], one[0]))
    if others and known[best[0]] == known[others[0][0]]:
        return find_speaker(session, words), ""
    return best[0], _mentioned(others)


def _of_that_name(session: Session, words: str) -> list[tuple[int, str]]:
    """The numbers and names of those whom words may mean; NotFoundError where there is nobody."""
    match = find_speakers(session, words)
    named = session.execute(select(Speaker.id, Speaker.name).where(Speaker.id.in_(match.ids)).order_by(Speaker.id))
    return [(number, name) for number, name in named]


def _mentioned(several: Sequence[tuple[int, str]]) -> str:
    """Some of them with their numbers, as a text."""
    listed = ", ".join(f"{name} ({number})" for number, name in several[:MENTIONED])
    return listed + f" and {len(several) - MENTIONED} more" * (len(several) > MENTIONED)


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
