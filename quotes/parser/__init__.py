"""From the text of an article to who said what in it. Pure: no files but the package's own, no database."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from quotes.parser.annotation import (
    Attribution,
    Document,
    Page,
    Parse,
    Passage,
    Place,
    QuotedPassage,
    Span,
    Speaker,
    Statement,
    Tagger,
)
from quotes.parser.confidence import sure
from quotes.parser.entity import find_entities, resolve, resolve_passages
from quotes.parser.link import link
from quotes.parser.passage import find_passages, kind_of
from quotes.parser.segment import segment

__all__ = ["parse"]


def parse(document: Document, tagger: Tagger) -> Parse:
    """Who said what in an article. Any text parses; the text is never changed, all positions are characters in it."""
    page = segment(document)
    passages = find_passages(page)
    tags = tagger(page, passages)
    attributions = link(page, passages, tags)
    entities = find_entities(page, tags, attributions, passages)
    speakers = tuple(sure(page.text, *pair) for pair in zip(attributions, resolve(attributions, entities), strict=True))
    owners = _owners(passages, attributions)
    credited = resolve_passages(passages, owners, attributions, speakers, entities)
    return Parse(
        page=page,
        statements=tuple(_statement(*pair, page, passages) for pair in zip(attributions, speakers, strict=True)),
        passages=tuple(map(QuotedPassage, passages, owners, credited)),
        entities=entities.entities,
    )


def _statement(attribution: Attribution, speaker: Speaker, page: Page, passages: tuple[Passage, ...]) -> Statement:
    return Statement(
        kind=kind_of(attribution.content, passages, page.text),
        place=_place(attribution.content[0], page),
        content=attribution.content,
        cue=attribution.cue,
        source=attribution.source,
        speaker=speaker,
        method=attribution.method,
        confidence=attribution.score,
    )


def _place(span: Span, page: Page) -> Place:
    at = bisect_right(page.paragraphs, span.start, key=lambda paragraph: paragraph.span.start) - 1
    return page.paragraphs[at].place if at >= 0 else Place.BODY


def _owners(passages: Sequence[Passage], attributions: Sequence[Attribution]) -> list[int | None]:
    """For each passage the statement that most of it is content of."""
    contents = sorted((span, index) for index, found in enumerate(attributions) for span in found.content)
    reach = list(accumulate((span.end for span, _ in contents), max))
    owners: list[int | None] = []
    for passage in passages:
        inner = passage.inner
        shared: Counter[int] = Counter()
        last = bisect_left(contents, inner.end, key=lambda content: content[0].start)
        for span, index in contents[bisect_right(reach, inner.start) : last]:
            shared[index] += max(0, min(span.end, inner.end) - max(span.start, inner.start))
        owner, characters = max(shared.items(), key=lambda item: (item[1], -item[0]), default=(None, 0))
        owners.append(owner if 2 * characters > len(inner) else None)
    return owners
