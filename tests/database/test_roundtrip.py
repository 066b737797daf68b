"""Properties: any parse is stored as it is, and storing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from quotes.database import check
from quotes.parser.annotation import (
    Document,
    Entity,
    EntityKind,
    Jurisdiction,
    Kind,
    Page,
    Parse,
    Passage,
    Place,
    QuotedPassage,
    Role,
    Span,
    Speaker,
    Statement,
    Tag,
)
from quotes.speakers import name_key
from quotes.store import Outcome, store
from tests.database.writing import RUN, dump, rows

# The databases are made anew for each example, by the fixture's function.
stored = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

TENURES = """
    SELECT t.id, t.role, t.organization, t.on_behalf_of, j.name, j.division
    FROM tenure t LEFT JOIN jurisdiction j ON j.id = t.jurisdiction_id
"""
STATEMENTS = """
    SELECT id, kind, place, method, confidence, persona_id, tenure_id, speaker_method, speaker_confidence
    FROM statement ORDER BY position
"""
PASSAGES = """
    SELECT p.id, text, s.position, depth, closed, continued, start_char, end_char, inner_start_char, inner_end_char,
        p.persona_id, p.tenure_id, p.speaker_method, p.speaker_confidence
    FROM passage p LEFT JOIN statement s ON s.id = p.statement_id ORDER BY p.position
"""
OF_A_PARSE = """statement statement_span statement_speaker passage passage_speaker tenure speaker speaker_name
persona appearance"""

Fresh = Callable[[], Engine]

words = st.text(min_size=1, max_size=12)
shares = st.floats(0, 1)
places = st.sampled_from(
    [
        Jurisdiction("United States", "ocd-division/country:us"),
        Jurisdiction("Zembla", "ocd-division/country:us/state:zz"),
        Jurisdiction("Arden", "ocd-division/country:us/state:zz/place:arden"),
        Jurisdiction("Arden"),
    ]
)
roles = st.builds(Role, st.none() | words, st.none() | words, st.none() | places, st.none() | words)
entities = st.builds(
    Entity, words, st.sampled_from(EntityKind), st.lists(words, max_size=2).map(tuple), st.just(()), roles
)
speakers = st.builds(Speaker, st.lists(entities, max_size=3).map(tuple), roles, words, shares)


@st.composite
def parses_of(draw: st.DrawFn, text: str) -> Parse:
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))
    several = st.lists(spans, max_size=3).map(tuple)
    some = st.lists(spans, min_size=1, max_size=3).map(tuple)
    statement = st.builds(
        Statement, st.sampled_from(Kind), st.sampled_from(Place), some, several, several, speakers, words, shares
    )
    statements = tuple(draw(st.lists(statement, max_size=4)))
    owners = st.none() | st.integers(0, len(statements) - 1) if statements else st.none()
    passage = st.builds(Passage, spans, spans, st.integers(0, 3), st.booleans(), st.booleans())
    passages = draw(st.lists(st.builds(QuotedPassage, passage, owners, speakers), max_size=4))
    return Parse(Page(text, ()), statements, tuple(passages), ())


texts = st.text(max_size=60)
parses = texts.flatmap(parses_of)


def credit(speaker: Speaker) -> tuple[Any, ...]:
    """What the tables say of a speaker: one row, or one for each of those who speak jointly."""
    people = [(name_key(entity.name), str(entity.kind)) for entity in speaker.entities]
    first = (people[0] if people else None, post(speaker.role), speaker.method, speaker.score)
    if len(people) < 2:
        return (*first, [])
    held = [post(speaker.role if entity.role == Role() else entity.role) for entity in speaker.entities]
    return (*first, [*zip(people, held, strict=True)])


def post(role: Role) -> tuple[str | None, ...]:
    place = role.jurisdiction or Jurisdiction("", None)
    return (role.title, role.organization, role.on_behalf_of, place.name or None, place.division)


def expected(parse: Parse) -> tuple[list[Any], list[Any]]:
    statements = [
        (s.kind, s.place, s.method, s.confidence, [*s.content], [*s.cue], [*s.source], *credit(s.speaker))
        for s in parse.statements
    ]
    passages = [
        (p.passage, p.passage.span.of(parse.page.text), p.statement, *credit(p.speaker)) for p in parse.passages
    ]
    return statements, passages


def read(engine: Engine) -> tuple[list[Any], list[Any]]:
    """What the tables hold, in the shape of `expected`."""
    tenures = {None: (None,) * 5} | {number: tuple(held) for number, *held in rows(engine, TENURES)}
    people = {None: None} | {n: (key, kind) for n, key, kind in rows(engine, "SELECT id, key, kind FROM persona")}

    def who(*held: Any, table: str = "statement") -> tuple[Any, ...]:
        speaker, tenure, method, sure, number = held
        joint = f"SELECT persona_id, tenure_id FROM {table}_speaker WHERE {table}_id = {number} ORDER BY position"
        members = [(people[one], tenures[held]) for one, held in rows(engine, joint)]
        return (people[speaker], tenures[tenure], method, sure, members)

    def spans(number: int, part: Tag) -> list[Span]:
        query = f"SELECT start_char, end_char FROM statement_span WHERE statement_id = {number} AND part = '{part}'"
        return [Span(*ends) for ends in rows(engine, f"{query} ORDER BY position")]

    statements = [
        (kind, place, method, sure, *(spans(number, part) for part in Tag), *who(speaker, tenure, *how, number))
        for number, kind, place, method, sure, speaker, tenure, *how in rows(engine, STATEMENTS)
    ]
    passages = []
    for number, text, owner, depth, closed, continued, a, b, c, d, *credited in rows(engine, PASSAGES):
        passage = Passage(Span(a, b), Span(c, d), depth, bool(closed), bool(continued))
        passages.append((passage, text, owner, *who(*credited, number, table="passage")))
    return statements, passages


@stored
@given(parse=parses)
def test_any_parse_is_stored_as_it_is(fresh: Fresh, parse: Parse) -> None:
    engine = fresh()
    store(engine, Document(parse.page.text), parse, run=RUN)
    assert read(engine) == expected(parse)
    assert check(engine) == ()


@stored
@given(parse=parses, about=st.fixed_dictionaries({}, optional={"url": words, "title": words, "outlet": words}))
def test_storing_twice_changes_nothing(fresh: Fresh, parse: Parse, about: dict[str, str]) -> None:
    engine = fresh()
    document = Document(parse.page.text, **about)
    assert store(engine, document, parse, run=RUN).outcome is Outcome.ADDED
    before = dump(engine)
    assert store(engine, document, parse, run=RUN).outcome is Outcome.UNCHANGED
    assert dump(engine) == before


@stored
@given(pair=texts.flatmap(lambda text: st.tuples(parses_of(text), parses_of(text))))
def test_a_parse_leaves_no_trace_of_the_one_before(fresh: Fresh, pair: tuple[Parse, Parse]) -> None:
    engine = fresh()
    first, second = pair
    document = Document(first.page.text)
    store(engine, document, first, run=RUN)
    numbers = rows(engine, "SELECT id FROM statement ORDER BY position")
    store(engine, document, second, run=RUN, again=True)
    assert read(engine) == expected(second)
    credited = [s.speaker for s in second.statements] + [p.speaker for p in second.passages]
    people = {(name_key(e.name), str(e.kind)) for speaker in credited for e in speaker.entities}
    assert set(rows(engine, "SELECT key, kind FROM persona")) == people
    kept = {post(Role())}
    for speaker in credited:
        first_held, members = credit(speaker)[1], credit(speaker)[4]
        kept |= {first_held, *(held for _, held in members)}
    assert {row[1:] for row in rows(engine, TENURES)} == kept - {post(Role())}
    store(engine, document, first, run=RUN, again=True)
    assert read(engine) == expected(first)
    assert len(rows(engine, "SELECT id FROM statement")) == len(numbers)
    store(engine, document, Parse(first.page, (), (), ()), run=RUN, again=True)
    for table in OF_A_PARSE.split():
        assert rows(engine, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert check(engine) == ()
