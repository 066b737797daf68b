"""The questions that people ask a database, each a `Select` over its views. Commands, exports and pages share them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, case, column, func, or_, select, table

from quotes.models import (
    Article,
    Correction,
    Outlet,
    Revision,
    SpeakerCorrection,
    SpeakerName,
    Statement,
    StatementSpan,
    StatementSpeaker,
    Tenure,
    Topic,
    TopicName,
)
from quotes.parser.stance.values import Side
from quotes.scope import EVERYTHING, Match, Scope
from quotes.sides import effective
from quotes.views import BETWEEN, speakers_review, speakers_summary, statements, tenures

Rows = Select[*tuple[Any, ...]]

statement_fts = table("statement_fts", column("rowid"), column("rank"), column("statement_fts", String))


STATEMENT = (
    statements.c.id,
    statements.c.speaker,
    statements.c.role,
    statements.c.organization,
    statements.c.on_behalf_of,
    statements.c.jurisdiction,
    statements.c.division.label("ocd_division"),
    statements.c.kind,
    statements.c.content,
    statements.c.cue,
    statements.c.source,
    statements.c.place,
    statements.c.confidence,
    statements.c.speaker_confidence,
    statements.c.verdict,
    statements.c.article_id,
    statements.c.title,
    statements.c.outlet,
    statements.c.published,
    statements.c.url,
)
"""What a statement is listed with."""


def list_statements(scope: Scope = EVERYTHING) -> Rows:
    """Who said what: the newest article first and undated ones last, each in the order of its text.

    With `words` the best match first. Where stances are asked about, a statement has a row for each topic on which it
    has such a stance, with the words it rests on.
    """
    query = select(*STATEMENT).where(*conditions(scope))
    if scope.takes_sides:
        query = with_stances(query, scope)
    if scope.words is not None:
        query = query.join(statement_fts, statement_fts.c.rowid == statements.c.id)
        query = query.order_by(statement_fts.c.rank)
    return query.order_by(
        statements.c.published.desc().nulls_last(), statements.c.article_id.desc(), statements.c.position
    )


def with_stances(query: Rows, scope: Scope) -> Rows:
    """The statements of a query with their stances, those that the scope asks for."""
    found = effective().subquery("stances")
    wanted = []
    if scope.topics is not None:
        wanted.append(among(found.c.topic_id, scope.topics))
    if scope.stances:
        wanted.append(found.c.label.in_([side.value for side in scope.stances]))
    if scope.least is not None:
        wanted.append(found.c.score >= scope.least)
    if scope.level is not None:
        wanted.append(found.c.level == scope.level.value)
    start = found.c.evidence_start_char
    columns = (
        Topic.name.label("topic"),
        found.c.label.label("stance"),
        found.c.score.label("stance_score"),
        found.c.level.label("stance_level"),
        found.c.method.label("stance_method"),
        func.substr(Revision.text, start + 1, found.c.evidence_end_char - start).label("evidence"),
    )
    joined = query.add_columns(*columns).join(found, found.c.statement_id == statements.c.id)
    joined = joined.join(Topic, Topic.id == found.c.topic_id)
    return joined.join(Revision, Revision.id == statements.c.revision_id).where(*wanted)


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """What a row of the view `statements` has to fulfil."""
    found = []
    if scope.speakers is not None:
        found.append(said_by(Statement.speaker_id.key, scope.speakers))
    if scope.roles is not None:
        found.append(said_by(Statement.tenure_id.key, scope.roles))
    if scope.jurisdictions is not None:
        posts = select(Tenure.id).where(among(Tenure.jurisdiction_id, scope.jurisdictions))
        joint = select(StatementSpeaker.statement_id).where(StatementSpeaker.tenure_id.in_(posts))
        found.append(or_(statements.c.tenure_id.in_(posts), statements.c.id.in_(joint)))
    if scope.articles is not None:
        found.append(among(statements.c.article_id, scope.articles))
    if scope.kinds:
        found.append(statements.c.kind.in_([kind.value for kind in scope.kinds]))
    if scope.words is not None:
        found.append(statement_fts.c.statement_fts.op("MATCH")(fts_query(scope.words)))
    return found + published_between(statements.c.published, scope.since, scope.until)


def said_by(field: str, match: Match) -> ColumnElement[bool]:
    """A statement whose speaker (or tenure) is one of these, alone or jointly with others."""
    joint = select(StatementSpeaker.statement_id).where(among(StatementSpeaker.__table__.c[field], match))
    return or_(among(statements.c[field], match), statements.c.id.in_(joint))


def among(values: Any, match: Match) -> ColumnElement[bool]:
    """The numbers go into the SQL itself: there can be more of them than a statement may have parameters."""
    condition: ColumnElement[bool] = values.in_(bindparam("ids", match.ids, Integer, literal_execute=True, unique=True))
    return condition


def published_between(published: Any, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """As precise as the question: until "2017-03" is until the end of March."""
    found = []
    if since is not None:
        found.append(published >= since)
    if until is not None:
        found.append(func.substr(published, 1, len(until)) <= until)
    return found


def fts_query(words: str) -> str:
    """The words as a query of FTS5, which takes a bare `don't` or `self-proclaimed` for syntax.

    Every word must occur; what stands between straight double quotation marks must occur in that order; a word that
    ends in `*` may go on. Any text is a valid query.
    """
    clean = words.replace("\0", " ").encode("utf-8", "replace").decode()
    phrases = []
    for number, piece in enumerate(clean.split('"')):
        phrases += [piece] if number % 2 else piece.split()
    return " ".join(f'"{phrase.rstrip("*")}"' + "*" * phrase.endswith("*") for phrase in phrases) or '""'


def get_statement(number: int) -> Rows:
    """One statement, how it was found and credited, and the text of its article; no row where there is none."""
    return (
        select(*STATEMENT, statements.c.method, statements.c.speaker_method, Article.byline, Revision.text)
        .join(Article, Article.id == statements.c.article_id)
        .join(Revision, Revision.id == statements.c.revision_id)
        .where(statements.c.id == number)
    )


def list_stances(number: int) -> Rows:
    """How one statement stands to each topic that it is about, in alphabetical order."""
    query = with_stances(select(statements.c.id), EVERYTHING)
    return query.where(statements.c.id == number).order_by(Topic.name)


def list_spans(number: int) -> Rows:
    """Where the parts of one statement stand in the text of its revision, in the order of the text."""
    return (
        select(StatementSpan.part, StatementSpan.start_char, StatementSpan.end_char)
        .where(StatementSpan.statement_id == number)
        .order_by(StatementSpan.start_char)
    )


def list_speakers(scope: Scope = EVERYTHING) -> Rows:
    """Everybody who said something, the most quoted first; of the scope, speakers, roles and jurisdictions count."""
    wanted = []
    if scope.speakers is not None:
        wanted.append(among(speakers_summary.c.id, scope.speakers))
    if scope.roles is not None:
        holders = select(Tenure.speaker_id).where(among(Tenure.id, scope.roles))
        wanted.append(speakers_summary.c.id.in_(holders))
    if scope.jurisdictions is not None:
        holders = select(Tenure.speaker_id).where(among(Tenure.jurisdiction_id, scope.jurisdictions))
        wanted.append(speakers_summary.c.id.in_(holders))
    return (
        select(speakers_summary)
        .where(*wanted)
        .order_by(speakers_summary.c.statements.desc(), speakers_summary.c.name, speakers_summary.c.id)
    )


def list_doubts() -> Rows:
    """Names of which it is open whose they are, those with most statements first."""
    doubts = speakers_review
    return select(doubts).order_by(doubts.c.statements.desc(), doubts.c.called, doubts.c.persona_id)


def list_decisions() -> Rows:
    """What people decided about speakers, the latest first."""
    return select(*SpeakerCorrection.__table__.c).order_by(SpeakerCorrection.id.desc())


def list_corrections() -> Rows:
    """What people decided about statements, the latest first; `statement` is empty where the text has none like it."""
    return (
        select(
            Correction.id,
            Correction.statement_id.label("statement"),
            Correction.field,
            Correction.value,
            Correction.was,
            Topic.name.label("topic"),
            Correction.content,
            Article.title,
            Correction.note,
            Correction.decided_by,
            Correction.decided_at,
            Correction.article_id,
        )
        .join(Article, Article.id == Correction.article_id)
        .outerjoin(Topic, Topic.id == Correction.topic_id)
        .order_by(Correction.id.desc())
    )


def list_tenures(speaker_id: int) -> Rows:
    """In which roles a speaker spoke, in the order of time; those of an authority file have its dates."""
    return (
        select(*tenures.c, Tenure.since, Tenure.until)
        .join(Tenure, Tenure.id == tenures.c.id)
        .where(tenures.c.speaker_id == speaker_id)
        .order_by(tenures.c.first_seen.nulls_last(), tenures.c.role, tenures.c.id)
    )


def list_names(speaker_id: int) -> Rows:
    """Every name of a speaker with how many texts give it, the most frequent first; 0 where only a person does."""
    texts = func.count(SpeakerName.revision_id)
    named = select(SpeakerName.name, texts.label("articles")).where(SpeakerName.speaker_id == speaker_id)
    return named.group_by(SpeakerName.name).order_by(texts.desc(), SpeakerName.name)


def list_articles(since: str | None = None, until: str | None = None) -> Rows:
    """Every article with how many statements its current text has, the newest first and undated ones last."""
    counted = (
        select(statements.c.article_id, func.count().label("statements"))
        .group_by(statements.c.article_id)
        .subquery("counted")
    )
    return (
        select(
            Article.id,
            Article.title,
            Outlet.name.label("outlet"),
            Article.published,
            Article.byline,
            Article.dateline,
            Article.url,
            Article.external_id,
            func.coalesce(counted.c.statements, 0).label("statements"),
            Revision.added_at,
        )
        .join(Revision, (Revision.article_id == Article.id) & Revision.current)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(counted, counted.c.article_id == Article.id)
        .where(*published_between(Article.published, since, until))
        .order_by(Article.published.desc().nulls_last(), Article.id.desc())
    )


def count(query: Rows) -> Select[int]:
    """How many rows a question has."""
    return select(func.count()).select_from(query.order_by(None).subquery())


def list_topics() -> Rows:
    """Every topic with its further names, those of polarity -1 marked, and how many statements take which side."""
    signed = case((TopicName.polarity < 0, "not: " + TopicName.name), else_=TopicName.name)
    named = (
        select(TopicName.topic_id, func.aggregate_strings(signed, BETWEEN).label("names")).group_by(TopicName.topic_id)
    ).subquery("named")
    sides = effective().subquery("sides")
    counts = [
        func.count(sides.c.statement_id).filter(sides.c.label == label.value).label(label.value) for label in Side
    ]
    return (
        select(Topic.id, Topic.name, Topic.gloss, named.c.names, Topic.active, *counts)
        .outerjoin(named, named.c.topic_id == Topic.id)
        .outerjoin(sides, sides.c.topic_id == Topic.id)
        .group_by(Topic.id, named.c.names)
        .order_by(Topic.name)
    )


def list_sides(topic_id: int) -> Rows:
    """Who is on which side of a topic: the sides in order, on each whoever said most, with the surest words of each."""
    sides = with_stances(select(*STATEMENT, statements.c.speaker_id), Scope(topics=Match((topic_id,), ())))
    one = sides.subquery("one")
    who = func.coalesce(one.c.speaker, one.c.source)
    same = (one.c.stance, who)
    surest = func.row_number().over(partition_by=same, order_by=(one.c.stance_score.desc(), one.c.id)).label("turn")
    said = func.count().over(partition_by=same).label("statements")
    ranked = select(*one.c, who.label("who"), said, surest).subquery("ranked")
    order = case({"support": 0, "oppose": 1, "neutral": 2}, value=ranked.c.stance, else_=3)
    return (
        select(
            ranked.c.stance,
            ranked.c.who.label("speaker"),
            ranked.c.role,
            ranked.c.jurisdiction,
            ranked.c.statements,
            ranked.c.stance_score,
            ranked.c.stance_level,
            ranked.c.evidence,
            ranked.c.content,
            ranked.c.id,
        )
        .where(ranked.c.turn == 1)
        .order_by(order, ranked.c.statements.desc(), ranked.c.who)
    )


def count_sides(topic_id: int, by: str) -> Rows:
    """How many statements of each `role` or `jurisdiction` are on which side of a topic."""
    sides = with_stances(select(*STATEMENT), Scope(topics=Match((topic_id,), ()))).subquery("sides")
    counted = [func.count(case((sides.c.stance == side.value, 1))).label(side.value) for side in Side]
    group = sides.c[by]
    return select(group.label(by), *counted).group_by(group).order_by(func.count().desc(), group)
