"""How filed statements stand to topics: found when an article is filed or a topic is entered, and asked for.

Each level has its own row, told apart by its method; a person's decision has one too, and comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from quotes.corrections import PERSON
from quotes.database import writing
from quotes.errors import ModelError
from quotes.models import Revision, Stance, Statement, StatementSpan
from quotes.parser.annotation import Document, Span, Tag
from quotes.parser.segment import segment
from quotes.parser.stance import MODEL, Finding, Judge, Said, Side, Topic, find_stances
from quotes.parser.stance.pair import Pair
from quotes.topics import active_topics

PLUGINS = "quotes.stance"
"""The entry point by which a package takes the place of level 2: see `load_judge`."""

PlugIn = Callable[[Sequence[Pair]], Sequence[Any]]


@cache
def load_judge() -> tuple[str, Judge]:
    """Level 2 and the name of its method: that of an installed package, else the model that comes with quotes.

    A package registers one function under the entry point `quotes.stance`. It gets a sequence of `Pair` (topic, text,
    and the places of source, cue and the topic's mentions in the text) and returns for each, in the same order, a
    mapping of "support", "oppose" and "neutral" to how likely they are. The likeliest counts; under the threshold of
    the built-in model it is unclear. Raises `ModelError` where several packages are installed or one returns nonsense.
    """
    found = list(entry_points(group=PLUGINS))
    if len(found) > 1:
        names = ", ".join(sorted(point.name for point in found))
        raise ModelError(f"Several packages tell stances: {names}. Uninstall all but one.")
    if found:
        return found[0].name, _plugged(found[0].name, found[0].load())
    from quotes.parser.stance.model import CrossEncoder

    return MODEL, CrossEncoder()


def judge_revision(connection: Connection, revision_id: int, topics: Sequence[tuple[int, Topic]]) -> None:
    """Read the statements of a revision for their stances on these topics, in the place of what was found before."""
    numbers = [number for number, _ in topics]
    statements, said = _said(connection, revision_id)
    if not topics or not statements:
        return
    article = connection.scalar(select(Revision.text).where(Revision.id == revision_id)) or ""
    machine = Stance.topic_id.in_(numbers), Stance.statement_id.in_(statements), Stance.method != PERSON
    connection.execute(delete(Stance).where(*machine))
    method, judge = load_judge()
    found = find_stances(segment(Document(article)), said, [topic for _, topic in topics], judge, method=method)
    rows = [
        {
            "statement_id": statements[one.statement],
            "topic_id": numbers[one.topic],
            "level": one.level.value,
            "label": one.finding.side.value,
            "score": min(1.0, max(0.0, one.finding.score)),
            "method": one.method,
            "evidence_start_char": one.finding.evidence.start if one.finding.evidence else None,
            "evidence_end_char": one.finding.evidence.end if one.finding.evidence else None,
        }
        for one in found
    ]
    if rows:
        connection.execute(insert(Stance), rows)


def judge_all(engine: Engine, topic_ids: Sequence[int] | None = None) -> Iterator[int]:
    """Read every filed article for the active topics, or some of them; yields the number of each article when done.

    One article is one transaction.
    """
    with engine.connect() as connection:
        revisions = connection.execute(select(Revision.id, Revision.article_id).where(Revision.current)).all()
    for revision_id, article_id in revisions:
        with writing(engine) as connection:
            topics = [one for one in active_topics(connection) if topic_ids is None or one[0] in topic_ids]
            judge_revision(connection, revision_id, topics)
        yield article_id


def _said(connection: Connection, revision_id: int) -> tuple[list[int], list[Said]]:
    """The statements of a revision in order: their numbers, and what their stance is read off."""
    spans: dict[int, dict[str, list[Span]]] = {}
    for number, part, start, end in connection.execute(
        select(StatementSpan.statement_id, StatementSpan.part, StatementSpan.start_char, StatementSpan.end_char)
        .join(Statement, Statement.id == StatementSpan.statement_id)
        .where(Statement.revision_id == revision_id)
        .order_by(StatementSpan.statement_id, StatementSpan.part, StatementSpan.position)
    ):
        spans.setdefault(number, {}).setdefault(part, []).append(Span(start, end))
    rows = connection.execute(
        select(Statement.id, Statement.speaker_id)
        .where(Statement.revision_id == revision_id)
        .order_by(Statement.position)
    ).all()
    numbers, said = [], []
    for number, speaker_id in rows:
        parts = {tag: tuple(spans.get(number, {}).get(tag.value, ())) for tag in Tag}
        if parts[Tag.CONTENT]:
            numbers.append(number)
            speaker = None if speaker_id is None else str(speaker_id)
            said.append(Said(parts[Tag.CONTENT], parts[Tag.CUE], parts[Tag.SOURCE], speaker))
    return numbers, said


def _plugged(name: str, function: PlugIn) -> Judge:
    def judge(pairs: Sequence[Pair]) -> list[Finding]:
        answers = list(function(pairs))
        if len(answers) != len(pairs):
            raise ModelError(f"The package {name} gave {len(answers)} stances for {len(pairs)} statements.")
        return [_finding(name, answer) for answer in answers]

    return judge


def _finding(name: str, answer: Any) -> Finding:
    try:
        chances = {Side(side): float(chance) for side, chance in dict(answer).items()}
        best = max(chances, key=lambda side: chances[side])
        if best is Side.UNCLEAR or not 0 <= chances[best] <= 1:
            raise ValueError(best)
        return Finding(best, chances[best])
    except (TypeError, ValueError):
        raise ModelError(
            f"The package {name} gave {answer!r} for a stance, not chances of support, oppose, neutral."
        ) from None
