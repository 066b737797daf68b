"""A statement of an article as a pair for level 2, and its evidence back in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Span
from quotes.parser.stance.pair import Pair, find_mentions
from quotes.parser.stance.values import Said, Target

SPREAD = 80  # characters between the parts of a statement that are read along with them
JOINT = " "


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the article, and where it begins in the text of the pair."""

    span: Span
    at: int

    def into(self, span: Span) -> Span:
        return Span(self.at + span.start - self.span.start, self.at + span.end - self.span.start)


def to_pair(article: str, said: Said, topic: str, targets: Sequence[Target]) -> tuple[Pair, tuple[Stretch, ...]]:
    """Source, cue and content in the order of the article, with the little that stands between them.

    Mentions are the targets', and wherever else words of the topic stand.
    """
    stretches = _stretches(said.parts)
    text = JOINT.join(stretch.span.of(article) for stretch in stretches)

    def inside(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(stretch.into(span) for span in spans for stretch in stretches if span in stretch.span)

    mentions = inside(target.span for target in targets) + find_mentions(text, topic)
    return Pair(topic, text, inside(said.source), inside(said.cue), mentions), stretches


def in_article(span: Span | None, stretches: Sequence[Stretch]) -> Span | None:
    """A place in the text of a pair, in the article; of one that crosses a joint the first part."""
    if span is None:
        return None
    for stretch in stretches:
        start, end = max(span.start, stretch.at), min(span.end, stretch.at + len(stretch.span))
        if start < end:
            shift = stretch.span.start - stretch.at
            return Span(start + shift, end + shift)
    return None


def _stretches(parts: Sequence[Span]) -> tuple[Stretch, ...]:
    joined: list[Span] = []
    for part in parts:
        if joined and part.start - joined[-1].end <= SPREAD:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    found, at = [], 0
    for span in joined:
        found.append(Stretch(span, at))
        at += len(span) + len(JOINT)
    return tuple(found)
