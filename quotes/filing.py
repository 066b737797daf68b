"""A parse as rows: its statements with their spans and speakers, and its quoted passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from quotes.authorities import fill_roles
from quotes.decisions import any_made
from quotes.models import Passage, PassageSpeaker, Statement, StatementSpan, StatementSpeaker
from quotes.parser import annotation
from quotes.parser.annotation import Parse, Role, Span, Speaker, Tag
from quotes.rows import insert_rows, new_numbers
from quotes.speakers import Filed, file_entities
from quotes.tenures import Holder, file_tenures

GAP = " … "
"""Stands between the stretches of a part that has several."""

_PARTS = (Tag.CONTENT.value, Tag.CUE.value, Tag.SOURCE.value)

Key = tuple[int, str]
"""What makes a statement of a revision the same one in the next parse: where its content starts, and its content."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The rows that a speaker is filed under; `members` are all of them where several speak jointly."""

    speaker_id: int | None
    persona_id: int | None
    tenure_id: int | None
    members: tuple[tuple[int | None, int | None, int | None], ...] = ()


def file_parse(connection: Connection, parse: Parse, revision_id: int, ids: Mapping[Key, int]) -> None:
    """Insert what a parse says about a revision. `ids` has the numbers that statements known before are to keep."""
    decided = any_made(connection)
    credits = _credits(connection, parse, revision_id, decided)
    numbers = _file_statements(connection, parse, revision_id, credits, ids)
    _file_passages(connection, parse, revision_id, credits, numbers)
    if decided:
        fill_roles(connection, revision_id=revision_id)


def printed(spans: Sequence[Span], article: str) -> str | None:
    """The characters of spans as one text, or None where there are no spans."""
    return GAP.join(span.of(article) for span in spans) if spans else None


def _credits(connection: Connection, parse: Parse, revision_id: int, decided: bool) -> Mapping[int, Credit]:
    """The credit of each speaker of a parse, by `id()`: a hash would go through all mentions of all entities."""
    speakers = {id(s.speaker): s.speaker for s in parse.statements} | {id(p.speaker): p.speaker for p in parse.passages}
    entities = {id(entity): entity for speaker in speakers.values() for entity in speaker.entities}
    numbers = file_entities(connection, [*entities.values()], revision_id, parse.entities, decided=decided)
    filed = dict(zip(entities, numbers, strict=True))
    held = {number: _holders(speaker, filed) for number, speaker in speakers.items()}
    # By identity again: as a rule all that somebody says is credited to one role.
    holders = {(h.speaker, id(h.role)): h for several in held.values() for _, h in several}
    tenures = dict(zip(holders, file_tenures(connection, [*holders.values()]), strict=True))
    credited = {
        number: [(h.speaker, persona, tenures[h.speaker, id(h.role)]) for persona, h in several]
        for number, several in held.items()
    }
    return {number: Credit(*first, tuple(members)) for number, (first, *members) in credited.items()}


def _holders(speaker: Speaker, filed: Mapping[int, Filed]) -> list[tuple[int | None, Holder]]:
    """The persona that speaks, and the role in which. Where several do it is the first, in the role they share.

    Then come all of them, each in a role of their own if they have one.
    """
    people = [filed[id(entity)] for entity in speaker.entities]
    if not people:
        return [(None, Holder(None, speaker.role))]
    first = (people[0].persona_id, Holder(people[0].speaker_id, speaker.role))
    if len(people) < 2:
        return [first]
    roles = (speaker.role if entity.role == Role() else entity.role for entity in speaker.entities)
    return [first, *((one.persona_id, Holder(one.speaker_id, role)) for one, role in zip(people, roles, strict=True))]


def _file_statements(
    connection: Connection, parse: Parse, revision_id: int, credits: Mapping[int, Credit], ids: Mapping[Key, int]
) -> list[int]:
    """Insert the statements; returns their numbers in the order of the parse."""
    article = parse.page.text
    fresh = iter(new_numbers(connection, Statement, len(parse.statements)))
    free = dict(ids)
    rows: list[dict[str, Any]] = []
    spans: list[dict[str, Any]] = []
    speakers: list[dict[str, Any]] = []
    for position, statement in enumerate(parse.statements):
        content = printed(statement.content, article) or ""
        number = free.pop((statement.content[0].start, content), 0) or next(fresh)
        credit = credits[id(statement.speaker)]
        rows.append(
            {
                "id": number,
                "revision_id": revision_id,
                "position": position,
                "kind": statement.kind.value,
                "place": statement.place.value,
                "content": content,
                "cue": printed(statement.cue, article),
                "source": printed(statement.source, article),
                "speaker_id": credit.speaker_id,
                "tenure_id": credit.tenure_id,
                "method": statement.method,
                "confidence": statement.confidence,
                "speaker_method": statement.speaker.method,
                "speaker_confidence": statement.speaker.score,
                "persona_id": credit.persona_id,
            }
        )
        spans += _spans(number, statement)
        speakers += _joint("statement_id", number, credit)
    insert_rows(connection, Statement, rows)
    insert_rows(connection, StatementSpan, spans)
    insert_rows(connection, StatementSpeaker, speakers)
    return [row["id"] for row in rows]


def _file_passages(
    connection: Connection, parse: Parse, revision_id: int, credits: Mapping[int, Credit], numbers: Sequence[int]
) -> None:
    """Insert the passages."""
    ids = new_numbers(connection, Passage, len(parse.passages))
    rows = []
    speakers: list[dict[str, Any]] = []
    for position, quoted in enumerate(parse.passages):
        credit, passage = credits[id(quoted.speaker)], quoted.passage
        rows.append(
            {
                "id": ids[position],
                "revision_id": revision_id,
                "statement_id": None if quoted.statement is None else numbers[quoted.statement],
                "position": position,
                "text": passage.span.of(parse.page.text),
                "start_char": passage.span.start,
                "end_char": passage.span.end,
                "inner_start_char": passage.inner.start,
                "inner_end_char": passage.inner.end,
                "depth": passage.depth,
                "closed": passage.closed,
                "continued": passage.continued,
                "speaker_id": credit.speaker_id,
                "tenure_id": credit.tenure_id,
                "speaker_method": quoted.speaker.method,
                "speaker_confidence": quoted.speaker.score,
                "persona_id": credit.persona_id,
            }
        )
        speakers += _joint("passage_id", ids[position], credit)
    insert_rows(connection, Passage, rows)
    insert_rows(connection, PassageSpeaker, speakers)


def _spans(number: int, statement: annotation.Statement) -> Iterator[dict[str, Any]]:
    for part, spans in zip(_PARTS, (statement.content, statement.cue, statement.source), strict=True):
        for position, span in enumerate(spans):
            yield {
                "statement_id": number,
                "part": part,
                "position": position,
                "start_char": span.start,
                "end_char": span.end,
            }


def _joint(owner: str, number: int, credit: Credit) -> Iterator[dict[str, Any]]:
    for position, (speaker, persona, tenure) in enumerate(credit.members):
        row = {owner: number, "position": position}
        yield {**row, "speaker_id": speaker, "tenure_id": tenure, "persona_id": persona}
