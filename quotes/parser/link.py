"""Tags and passages → statements: which content belongs to which cue and source.

The tagger says how likely any two parts belong together; this decides, one step after another:

1. `_attach`: each content goes to the cue it points at, near ones first.
2. `_choose_sources`: each cue takes the source it points at; what its contents point at counts too.
3. `_continue`: a quotation that goes on in the next paragraph belongs to the statement it began in.
4. `_snap`: an edge of a content inside quotation marks moves to the marks.
5. `_by_layout`: quotations that a layout attributes, not a verb (layout.py).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quotes.parser.annotation import Attribution, Page, Passage, Pointer, Span, Tag, Tags

NO_CUE = 0.7  # a content this sure that it has no cue gets none
DISTANCE_PRICE = 0.5  # nats for each factor of e in distance (in tens of characters) from content to cue
FRAGMENT = 0.5  # a further piece of a statement that its cue is less sure of stands alone
NO_SOURCE = 0.8  # a cue this sure that nobody is its source gets none
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")


@dataclass(slots=True)
class _Draft:
    """A statement in the making: indexes of `Tags.spans`."""

    contents: list[int]
    cue: int | None = None
    source: int | None = None
    score: float = field(default=0.0)


def link(page: Page, passages: Sequence[Passage], tags: Tags) -> tuple[Attribution, ...]:
    """The statements of a page, in the order of the text."""
    links = _links_by_part(tags)
    drafts = _attach(tags, links)
    _choose_sources(drafts, page, tags, links)
    attributions = [_attribution(draft, tags) for draft in drafts]
    return tuple(sorted(attributions, key=lambda found: found.content))


_Links = dict[Pointer, dict[int, dict[int | None, float]]]


def _links_by_part(tags: Tags) -> _Links:
    found: _Links = {pointer: defaultdict(dict) for pointer in Pointer}
    for one in tags.links:
        found[one.pointer][one.part][one.target] = one.score
    return found


def _attach(tags: Tags, links: _Links) -> list[_Draft]:
    """Contents gathered by cue; a content without one stands alone."""
    by_cue: dict[int, list[tuple[float, int]]] = defaultdict(list)
    alone: list[int] = []
    for part, tagged in enumerate(tags.spans):
        if tagged.tag is not Tag.CONTENT:
            continue
        cue, score = _best_cue(part, links[Pointer.CONTENT_CUE].get(part, {}), tags)
        if cue is None:
            alone.append(part)
        else:
            by_cue[cue].append((score, part))
    drafts = []
    for cue, found in by_cue.items():
        best = max(found)
        kept = [part for score, part in found if (score, part) == best or score >= FRAGMENT]
        alone += [part for _, part in found if part not in kept]
        drafts.append(_Draft(sorted(kept), cue))
    return drafts + [_Draft([part]) for part in alone]


def _best_cue(part: int, chances: dict[int | None, float], tags: Tags) -> tuple[int | None, float]:
    """The cue a content points at, its chance lowered by its distance."""
    if not chances or chances.get(None, 0.0) >= NO_CUE or len(chances) == 1:
        return None, chances.get(None, 1.0)
    content = tags.spans[part].span

    def value(cue: int) -> float:
        return math.log(chances[cue] + 1e-6) - DISTANCE_PRICE * math.log1p(_gap(content, tags.spans[cue].span) / 10)

    best = max((cue for cue in chances if cue is not None), key=value)
    return best, chances[best]


def _choose_sources(drafts: Iterable[_Draft], page: Page, tags: Tags, links: _Links) -> None:
    for draft in drafts:
        chances: dict[int | None, float] = defaultdict(float)
        voices = [links[Pointer.CONTENT_SOURCE].get(part, {}) for part in draft.contents[:1]]
        if draft.cue is not None:
            voices.append(links[Pointer.CUE_SOURCE].get(draft.cue, {}))
        for voice in voices:
            for source, chance in voice.items():
                chances[source] += chance / len(voices)
        if chances.get(None, 0.0) >= NO_SOURCE or not any(source is not None for source in chances):
            continue
        draft.source = max((source for source in chances if source is not None), key=lambda s: chances[s])


def _attribution(draft: _Draft, tags: Tags) -> Attribution:
    spans = tags.spans
    contents = [spans[part] for part in draft.contents]
    words = sum(len(content.span) for content in contents)
    return Attribution(
        content=tuple(content.span for content in contents),
        cue=() if draft.cue is None else (spans[draft.cue].span,),
        source=() if draft.source is None else (spans[draft.source].span,),
        score=sum(content.score * len(content.span) for content in contents) / words,
    )


def _gap(left: Span, right: Span) -> int:
    return max(0, right.start - left.end, left.start - right.end)
