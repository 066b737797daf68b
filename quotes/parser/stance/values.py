"""The values of stances. All are frozen; all positions are characters in the article's unchanged text."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.parser.annotation import Level as Level
from quotes.parser.annotation import Side as Side
from quotes.parser.annotation import Span


@dataclass(frozen=True, slots=True)
class TopicName:
    """Words for a topic. `polarity` is -1 where being for what they name is being against the topic, else 1."""

    words: str
    polarity: int = 1


@dataclass(frozen=True, slots=True)
class Topic:
    """What statements may be about: a name, what is meant by it, and further names."""

    name: str
    gloss: str | None = None
    names: tuple[TopicName, ...] = ()

    @property
    def all_names(self) -> tuple[TopicName, ...]:
        return (TopicName(self.name), *(name for name in self.names if name.words != self.name))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as far as its stance needs it. `speaker` tells speakers apart; None for somebody unnamed."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None

    @property
    def parts(self) -> tuple[Span, ...]:
        return tuple(sorted((*self.content, *self.cue, *self.source)))


@dataclass(frozen=True, slots=True)
class Target:
    """A place that names a topic, or a pronoun that stands for it. `words` are the name by which it does."""

    span: Span
    polarity: int
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one level found: a side, how sure it is (0 to 1), and the words it rests on."""

    side: Side
    score: float = 0.0
    evidence: Span | None = None


UNCLEAR = Finding(Side.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Stance:
    """How a statement stands to a topic as one level found it. Both are given by their number."""

    statement: int
    topic: int
    level: Level
    method: str
    finding: Finding
