"""The values that the parser works with. All are frozen; all positions are characters in one unchanged text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read: its exact text, and what is known about it.

    `published` is an ISO 8601 date or date-time; `id` is what a JSON Lines file calls it, else the path of its file.
    """

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None


class Place(StrEnum):
    """Which part of the article a stretch of text belongs to."""

    HEADLINE = "headline"
    BYLINE = "byline"
    CAPTION = "caption"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the white space around it. Its lines may be wrapped by single newlines."""

    span: Span
    place: Place = Place.BODY


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into paragraphs. `dateline` is the "WASHINGTON" of "WASHINGTON – The …"."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch between quotation marks, the marks included.

    `inner` leaves the marks out. `depth` is 0 unless it stands inside another passage. `closed` is False
    where the closing mark is missing and the passage ends with its paragraph; `continued` is True where it
    goes on in the next paragraph, which opens with a mark of its own.
    """

    span: Span
    inner: Span
    depth: int = 0
    closed: bool = True
    continued: bool = False


class Tag(StrEnum):
    """The parts of a statement (PARC 3.0, PolNeAR)."""

    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"


class NameClass(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    LOCATION = "location"
    MISCELLANEOUS = "miscellaneous"


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch the tagger marked. `score` is its mean probability over words, 0 to 1."""

    tag: Tag
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the text, as the tagger found it."""

    span: Span
    kind: NameClass
    score: float


class Pointer(StrEnum):
    """From which part of a statement to which other a link goes. No link has SOURCE_NAME: it serves training alone."""

    CONTENT_CUE = "content_cue"
    CUE_SOURCE = "cue_source"
    CONTENT_SOURCE = "content_source"
    SOURCE_NAME = "source_name"


@dataclass(frozen=True, slots=True)
class Link:
    """How likely two parts belong together, 0 to 1.

    `part` and `target` index `Tags.spans`; a target of None stands for "nothing near by".
    """

    pointer: Pointer
    part: int
    target: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tagger says about a page: the parts of statements, which belong together, and names.

    `spans` and `names` are sorted by position. `links` has every candidate of a part, in the order of the parts.
    """

    spans: tuple[TaggedSpan, ...] = ()
    links: tuple[Link, ...] = ()
    names: tuple[Name, ...] = ()


Tagger = Callable[[Page, tuple[Passage, ...]], Tags]
"""The interface of a tagger. It must be deterministic and depend on nothing but its arguments."""


class Kind(StrEnum):
    """How the content stands to quotation marks (Pareti and others 2013)."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement before anyone is resolved: content, cue and source as spans, and what put them together.

    `method` names the step that made it; `score` is the evidence for it, 0 to 1.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    method: str = "tagger"
    score: float = 1.0


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The area or level of government that a role belongs to.

    `division` is its Open Civic Data id, None where it is not clear which (GUIDELINES.md of the evaluation data).
    """

    name: str
    division: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office, title or job as the article words it, the body it belongs to, and on whose behalf it speaks."""

    title: str | None = None
    organization: str | None = None
    jurisdiction: Jurisdiction | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or body of one article, under the fullest name that the article prints.

    `names` are the other names it goes by; `mentions` are the places that name or mean it, sorted.
    """

    name: str
    kind: EntityKind = EntityKind.UNKNOWN
    names: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    role: Role = field(default_factory=Role)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a statement or passage is credited to.

    Several entities speak jointly; none means an unnamed source, which may still have a role
    ("a spokesman for the firm"). `method` is the step that resolved it, `score` how sure it is, 0 to 1.
    """

    entities: tuple[Entity, ...] = ()
    role: Role = field(default_factory=Role)
    method: str = "none"
    score: float = 0.0

    @property
    def name(self) -> str | None:
        """The names, joined by "; " where several speak jointly."""
        return "; ".join(entity.name for entity in self.entities) or None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: an attribution with its kind, its place in the article and its speaker.

    `confidence` is how likely content and source are right, `score` of the speaker how likely that is, 0 to 1.
    """

    kind: Kind
    place: Place
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Speaker
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage with the statement it is part of and the speaker it is credited to.

    That speaker may differ from the statement's: a later sentence can say whose the quoted words were.
    `statement` indexes `Parse.statements`; None for a phrase in quotation marks that nobody said.
    """

    passage: Passage
    statement: int | None
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Parse:
    """All that one article says: statements in the order of the text, every passage, every entity."""

    page: Page
    statements: tuple[Statement, ...]
    passages: tuple[QuotedPassage, ...]
    entities: tuple[Entity, ...]


class Side(StrEnum):
    """How a statement stands to a topic; `UNCLEAR` where what was read does not say."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"

    def turned(self, polarity: int) -> Side:
        """The same seen from a name of polarity -1: to be for that is to be against the topic."""
        opposite = {Side.SUPPORT: Side.OPPOSE, Side.OPPOSE: Side.SUPPORT}
        return opposite.get(self, self) if polarity < 0 else self


class Level(StrEnum):
    """Where the evidence for a stance was found, the nearest first."""

    STATEMENT = "statement"
    SPEAKER = "speaker"
    CAMP = "camp"
