"""The tables of the database, as SQLAlchemy classes. `docs/schema.md` is made from them.

Popolo's classes for people and offices (speaker, tenure), PARC's for statements (content, cue, source), W3C Web
Annotation's for positions: `start_char` and `end_char` count characters of `revision.text`, the end excluded.
Only types that SQLite and PostgreSQL share; dates are ISO 8601 text, as an article may give no more than a day.
The views that put names in the place of numbers are in `views.py`. The schema changes by migration only.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quotes.parser.annotation import EntityKind, Kind, Place, Tag


class Verdict(StrEnum):
    """What a person said about a statement as a whole."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Field(StrEnum):
    """What a correction is about: a statement as a whole, or one thing that is said about it."""

    VERDICT = "verdict"
    SPEAKER = "speaker"
    ROLE = "role"
    ORGANIZATION = "organization"
    JURISDICTION = "jurisdiction"
    ON_BEHALF_OF = "on_behalf_of"
    STANCE = "stance"


class StanceLabel(StrEnum):
    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class StanceLevel(StrEnum):
    """Where the evidence for a stance was found, the nearest first."""

    STATEMENT = "statement"
    SPEAKER = "speaker"
    CAMP = "camp"


SPEAKER_KINDS = (*EntityKind, "document")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text}  # noqa: RUF012  # SQLAlchemy reads it off the class


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def share(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=column)


def forward(start: str = "start_char", end: str = "end_char", name: str = "forward") -> CheckConstraint:
    return CheckConstraint(f"0 <= {start} AND {start} <= {end}", name=name)


class Outlet(Base):
    """Who published articles."""

    __tablename__ = "outlet"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Article(Base):
    """One article, whatever became of its text: an address is one article; a text without one is an article too."""

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlet.id", ondelete="SET NULL"), index=True)
    url: Mapped[str | None] = mapped_column(unique=True)
    external_id: Mapped[str | None] = mapped_column(doc="the name that the file it came from gave it")
    title: Mapped[str | None]
    byline: Mapped[str | None]
    dateline: Mapped[str | None]
    published: Mapped[str | None] = mapped_column(index=True, doc="ISO 8601, a date or a date and time")


class Revision(Base):
    """The exact text of an article at one time. Its latest is `current`, the only one that the views show."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_article_id_current", "article_id", "current"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True, doc="of the text in UTF-8, in hexadecimal")
    current: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[str] = mapped_column(doc="ISO 8601, UTC")


class ParseRun(Base):
    """The parse that a revision's statements and passages come from. A later one takes its place."""

    __tablename__ = "parse_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), unique=True)
    parser: Mapped[str] = mapped_column(doc="the version of quotes")
    model: Mapped[str | None] = mapped_column(doc="the digest of the tagger's model file")
    parsed_at: Mapped[str] = mapped_column(doc="ISO 8601, UTC")


class Decision(StrEnum):
    """What a person decided about speakers."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ALIAS = "alias"
    LINK = "link"
    CONFIRM = "confirm"
    IMPORT = "import"


class Speaker(Base):
    """A person, organization or document as filed, across articles."""

    __tablename__ = "speaker"
    __table_args__ = (one_of("kind", SPEAKER_KINDS), Index("ix_speaker_key_kind", "key", "kind"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(doc="the name without case, accents and punctuation: what it is filed under")
    wikidata_id: Mapped[str | None] = mapped_column(unique=True)


class SpeakerName(Base):
    """A name that a revision calls a speaker by; where `revision_id` is empty, one that a person gave it."""

    __tablename__ = "speaker_name"
    __table_args__ = (UniqueConstraint("speaker_id", "name", "revision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(doc="the name without case, accents and punctuation")


class Persona(Base):
    """Somebody as one or more articles present them: the same name and role. Each is filed under one speaker.

    `heads` are the nouns of the role; of bodies and places it has the names without case and accents. Nothing is "".
    """

    __tablename__ = "persona"
    __table_args__ = (one_of("kind", SPEAKER_KINDS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    signature: Mapped[str] = mapped_column(unique=True, doc="a digest of what makes it the same one")
    block: Mapped[str] = mapped_column(index=True, doc="what all names share that may be one bearer's: a surname")
    key: Mapped[str] = mapped_column(doc="the name without case, accents and punctuation")
    kind: Mapped[str]
    name: Mapped[str]
    names: Mapped[str] = mapped_column(doc="other full names that the articles give, a JSON array")
    heads: Mapped[str]
    organization: Mapped[str]
    place: Mapped[str]
    division: Mapped[str]
    apart: Mapped[int] = mapped_column(doc="the decision that set it apart from others of its name, else 0")
    articles: Mapped[int] = mapped_column(doc="how many texts have it")
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    doubt: Mapped[str | None] = mapped_column(doc="why it is open who that is")
    candidates: Mapped[str | None] = mapped_column(doc="who it may be")


class Appearance(Base):
    """A persona stands in the text of a revision."""

    __tablename__ = "appearance"
    __table_args__ = ({"sqlite_with_rowid": False},)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id", ondelete="RESTRICT"), primary_key=True, index=True)
    names: Mapped[str] = mapped_column(doc="what the text calls them, a JSON array")


class SpeakerCorrection(Base):
    """What a person decided about speakers. Filing goes through all of them, in order, whenever it decides anew.

    `value` is the name kept, given or added, the Wikidata id, or the file imported. One that was undone stays.
    """

    __tablename__ = "speaker_correction"
    __table_args__ = (one_of("action", Decision),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    name: Mapped[str | None] = mapped_column(doc="whom it is about, as they were called then")
    other: Mapped[str | None] = mapped_column(doc="who was merged into them")
    value: Mapped[str | None]
    note: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[str] = mapped_column(doc="ISO 8601, UTC")
    undone_at: Mapped[str | None] = mapped_column(doc="ISO 8601, UTC")


class SpeakerAnchor(Base):
    """Whom a decision is about: those of this name and kind in an article, or in any where `article_id` is empty."""

    __tablename__ = "speaker_anchor"

    id: Mapped[int] = mapped_column(primary_key=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey("speaker_correction.id", ondelete="CASCADE"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    block: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(doc="the name without case, accents and punctuation")


class Authority(Base):
    """A person or body that an imported authority file describes. `identifier` is its own there."""

    __tablename__ = "authority"
    __table_args__ = (one_of("kind", SPEAKER_KINDS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey("speaker_correction.id", ondelete="CASCADE"), index=True)
    identifier: Mapped[str | None]
    name: Mapped[str]
    kind: Mapped[str]
    wikidata_id: Mapped[str | None]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="SET NULL"), index=True)


class AuthorityName(Base):
    """A name that an authority file gives somebody."""

    __tablename__ = "authority_name"
    __table_args__ = (UniqueConstraint("authority_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="CASCADE"))
    name: Mapped[str]
    block: Mapped[str] = mapped_column(index=True)


class AuthorityRole(Base):
    """A role that an authority file gives somebody, from when until when."""

    __tablename__ = "authority_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="CASCADE"), index=True)
    role: Mapped[str | None]
    organization: Mapped[str | None]
    jurisdiction: Mapped[str | None]
    division: Mapped[str | None] = mapped_column(doc="Open Civic Data id")
    since: Mapped[str | None] = mapped_column(doc="ISO 8601")
    until: Mapped[str | None] = mapped_column(doc="ISO 8601")


class Jurisdiction(Base):
    """An area or level of government: an Open Civic Data division, or a name where it is not clear which."""

    __tablename__ = "jurisdiction"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("jurisdiction.id", ondelete="SET NULL"), index=True, doc="the nearest larger area in this table"
    )
    division: Mapped[str | None] = mapped_column(unique=True, doc="Open Civic Data id")
    name: Mapped[str] = mapped_column(index=True)
    level: Mapped[str | None] = mapped_column(doc="the last type in the division: country, state, county, place …")


class Tenure(Base):
    """Who held which role, for which organization and jurisdiction, on whose behalf.

    Without a speaker it is the role of somebody unnamed ("a spokesman for the firm"). Parts may be unknown, not all.
    """

    __tablename__ = "tenure"
    __table_args__ = (
        CheckConstraint(
            "coalesce(role, organization, on_behalf_of) IS NOT NULL OR jurisdiction_id IS NOT NULL", "known"
        ),
        # One row for each combination: NULL would be unlike any other NULL.
        Index(
            "uq_tenure",
            text("coalesce(speaker_id, 0)"),
            text("coalesce(role, '')"),
            text("coalesce(organization, '')"),
            text("coalesce(jurisdiction_id, 0)"),
            text("coalesce(on_behalf_of, '')"),
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"), index=True)
    role: Mapped[str | None] = mapped_column(index=True, doc="office, title or job as articles word it")
    organization: Mapped[str | None] = mapped_column(index=True)
    jurisdiction_id: Mapped[int | None] = mapped_column(ForeignKey("jurisdiction.id", ondelete="RESTRICT"), index=True)
    on_behalf_of: Mapped[str | None]
    since: Mapped[str | None] = mapped_column(doc="from when, as an authority file has it; ISO 8601")
    until: Mapped[str | None] = mapped_column(doc="until when, likewise")


class Statement(Base):
    """Who said what: one attribution, with its parts as printed. Several stretches are joined by " … ".

    `speaker_id` is empty where the article names nobody. Where several spoke jointly it is the first of them, and
    `statement_speaker` has them all; `tenure_id` is then the role that they share.
    """

    __tablename__ = "statement"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("place", Place),
        one_of("verdict", Verdict),
        share("confidence"),
        share("speaker_confidence"),
        Index("ix_statement_revision_id_position", "revision_id", "position"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, doc="never given to another statement")
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(doc="its number in the article, from 0")
    kind: Mapped[str] = mapped_column(doc="how the content stands to quotation marks")
    place: Mapped[str] = mapped_column(doc="the part of the article it stands in")
    content: Mapped[str] = mapped_column(doc="what was said")
    cue: Mapped[str | None] = mapped_column(doc="the words that report it")
    source: Mapped[str | None] = mapped_column(doc="the words that say who said it")
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id", ondelete="RESTRICT"), index=True)
    method: Mapped[str] = mapped_column(doc="the step that found it")
    confidence: Mapped[float] = mapped_column(doc="how likely content and source are right")
    speaker_method: Mapped[str] = mapped_column(doc="the step that told who the speaker is")
    speaker_confidence: Mapped[float] = mapped_column(doc="how likely the speaker is right")
    verdict: Mapped[str | None] = mapped_column(doc="what a person decided about it, if anyone did")
    persona_id: Mapped[int | None] = mapped_column(
        ForeignKey("persona.id", ondelete="SET NULL"), index=True, doc="who that is in the words of the article"
    )
    role_method: Mapped[str | None] = mapped_column(doc="authority, where the article gives no role and a file does")


class StatementSpan(Base):
    """Where a part of a statement stands in the text of its revision."""

    __tablename__ = "statement_span"
    __table_args__ = (one_of("part", Tag), forward(), {"sqlite_with_rowid": False})

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="its number within the part, from 0")
    start_char: Mapped[int]
    end_char: Mapped[int]


class StatementSpeaker(Base):
    """One of those who said something jointly. Only statements of several speakers have rows here."""

    __tablename__ = "statement_speaker"
    __table_args__ = ({"sqlite_with_rowid": False},)

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="their number in the order of the text, from 0")
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id", ondelete="RESTRICT"), index=True)
    persona_id: Mapped[int | None] = mapped_column(
        ForeignKey("persona.id", ondelete="SET NULL"), index=True, doc="who that is in the words of the article"
    )


class Passage(Base):
    """One stretch between quotation marks, as printed, with whom it is credited to.

    That may be another speaker than its statement's: a later sentence can say whose the quoted words were.
    """

    __tablename__ = "passage"
    __table_args__ = (
        share("speaker_confidence"),
        forward(),
        forward("inner_start_char", "inner_end_char", "forward_inner"),
        Index("ix_passage_revision_id_position", "revision_id", "position"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(doc="its number in the article, from 0")
    text: Mapped[str] = mapped_column(doc="with its marks")
    start_char: Mapped[int]
    end_char: Mapped[int]
    inner_start_char: Mapped[int] = mapped_column(doc="without the marks")
    inner_end_char: Mapped[int]
    depth: Mapped[int] = mapped_column(doc="0 unless it stands inside another passage")
    closed: Mapped[bool] = mapped_column(doc="false where the closing mark is missing")
    continued: Mapped[bool] = mapped_column(doc="true where it goes on in the next paragraph")
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id", ondelete="RESTRICT"), index=True)
    speaker_method: Mapped[str]
    speaker_confidence: Mapped[float]
    persona_id: Mapped[int | None] = mapped_column(
        ForeignKey("persona.id", ondelete="SET NULL"), index=True, doc="who that is in the words of the article"
    )
    role_method: Mapped[str | None] = mapped_column(doc="authority, where the article gives no role and a file does")


class PassageSpeaker(Base):
    """One of those a passage is jointly credited to. Only passages of several speakers have rows here."""

    __tablename__ = "passage_speaker"
    __table_args__ = ({"sqlite_with_rowid": False},)

    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, doc="their number in the order of the text, from 0")
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id", ondelete="RESTRICT"), index=True)
    persona_id: Mapped[int | None] = mapped_column(
        ForeignKey("persona.id", ondelete="SET NULL"), index=True, doc="who that is in the words of the article"
    )


class Topic(Base):
    """Something that statements are about. One that was only suggested is not active."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    gloss: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class TopicName(Base):
    """Words for a topic. `polarity` is -1 where being for what they name is being against the topic, else 1."""

    __tablename__ = "topic_name"
    __table_args__ = (CheckConstraint("polarity IN (-1, 1)", name="polarity"), UniqueConstraint("topic_id", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    name: Mapped[str]
    polarity: Mapped[int] = mapped_column(default=1)


class Stance(Base):
    """How a statement stands to a topic as one method found it, with the words it rests on."""

    __tablename__ = "stance"
    __table_args__ = (
        one_of("label", StanceLabel),
        one_of("level", StanceLevel),
        share("score"),
        forward("evidence_start_char", "evidence_end_char", "forward_evidence"),
        UniqueConstraint("statement_id", "topic_id", "method"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    level: Mapped[str]
    label: Mapped[str]
    score: Mapped[float]
    method: Mapped[str]
    evidence_start_char: Mapped[int | None]
    evidence_end_char: Mapped[int | None]


class Correction(Base):
    """What a person decided about a statement. It outlives the statement: `content` finds it again in a later parse.

    `statement_id` is empty while no statement of the current revision fits. `value` is empty where the decision is
    "none"; `was` is what stood there before anyone decided.
    """

    __tablename__ = "correction"
    __table_args__ = (one_of("field", Field), forward())

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="SET NULL"), index=True)
    content: Mapped[str] = mapped_column(doc="the text from the start to the end of the statement's content")
    start_char: Mapped[int] = mapped_column(doc="where that stood when it was decided")
    end_char: Mapped[int]
    field: Mapped[str]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id", ondelete="SET NULL"), index=True)
    value: Mapped[str | None]
    was: Mapped[str | None]
    note: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[str] = mapped_column(doc="ISO 8601, UTC")
