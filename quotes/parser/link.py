"""Tags and passages → statements: which content belongs to which cue and source.

The tagger says how likely any two parts belong together; this decides, one step after another:

1. `_attach`: each content goes to the cue it points at, near ones first; one without quotation marks stays in the
   sentence of its cue.
2. `_choose_source`: each statement takes the source that its cue and its first content point at.
3. `confidence` weighs the evidence; what has too little is dropped.
4. What a layout attributes ("― Ann Obi", "OBI: …", layout.py) takes the place of what the tagger made of it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from quotes.parser.annotation import Attribution, NameClass, Page, Passage, Pointer, Span, Tag, Tags
from quotes.parser.confidence import Grounds, confidence, layout_confidence
from quotes.parser.layout import by_layout
from quotes.parser.passage import kind_of
from quotes.parser.sentence import sentences

NO_CUE = 0.7  # a content this sure that it has no cue gets none
DISTANCE_PRICE = 0.5  # nats for each factor of e in distance (in tens of characters) from content to cue
SENTENCE_PRICE = 2.0  # nats for a content without quotation marks to be in another sentence than its cue
FRAGMENT = 0.5  # a further piece of a statement that points less surely at its cue stands alone
LEAST_CONFIDENCE = 0.38  # the articles kept aside give the same F1 from 0.34 to 0.46, and more recall at the lower end
OPENING = "“‘\"'`"
CUT_OFF = re.compile(r"(?:\W+whose(?:\s\w+)?|,\s+(?:who|which|where)\s\w+)\W*\Z")
NO_SOURCE = 0.5  # a statement this sure that nobody is its source gets none


@dataclass(slots=True)
class _Draft:
    """A statement in the making: indexes of `Tags.spans`."""

    contents: list[int]
    cue: int | None = None
    source: int | None = None
    attach: float = 0.0
    chosen: float = 0.0


def link(
    page: Page, passages: Sequence[Passage], tags: Tags, least: float = LEAST_CONFIDENCE
) -> tuple[Attribution, ...]:
    """The statements of a page, in the order of the text; none of which less than `least` is certain, from 0 to 1."""
    tagged = [one for _, one in weigh(page, passages, tags) if one.score >= least]
    laid_out = [
        replace(one, score=layout_confidence(one.method)) for one in by_layout(page, passages, last_words(page, tags))
    ]
    found = [*laid_out, *_outside(tagged, [span for one in laid_out for span in one.content])]
    return tuple(sorted(found, key=lambda one: one.content))


def last_words(page: Page, tags: Tags) -> frozenset[str]:
    """The last words of the people and bodies that a page names, in lower case: surnames, mostly."""
    speaking = (name for name in tags.names if name.kind in (NameClass.PERSON, NameClass.ORGANIZATION))
    return frozenset(words[-1].lower() for name in speaking if (words := name.span.of(page.text).split()))


def weigh(page: Page, passages: Sequence[Passage], tags: Tags) -> Iterator[tuple[Grounds, Attribution]]:
    """Every statement that the tags allow, and what speaks for it."""
    evidence = _Evidence(page, passages, tags)
    for draft in _join_continued(_attach(evidence), evidence):
        _choose_source(draft, evidence)
        grounds = _grounds(draft, evidence)
        yield grounds, _attribution(grounds, page.text)


_Links = dict[Pointer, dict[int, dict[int | None, float]]]


class _Evidence:
    """What the steps ask of a page: chances by part, and where sentences and quotation marks are."""

    def __init__(self, page: Page, passages: Sequence[Passage], tags: Tags) -> None:
        self.page, self.passages, self.tags = page, passages, tags
        self.links = _links_by_part(tags)
        self._sentences = [one.start for paragraph in page.paragraphs for one in sentences(page.text, paragraph.span)]
        self.outer_passages = [passage for passage in passages if passage.depth == 0]
        self._outer_starts = [passage.span.start for passage in self.outer_passages]

    def sentence(self, part: int) -> int:
        """The number of the sentence that a part begins in."""
        return bisect_right(self._sentences, self.tags.spans[part].span.start)

    def sentence_quoted(self, part: int) -> bool:
        """Whether a part is all in quotation marks and begins like a sentence."""
        text = self.tags.spans[part].span.of(self.page.text)
        return text[:1] in OPENING and text.strip(OPENING)[:1].isupper()

    def in_dateline(self, part: int) -> bool:
        dateline = self.page.dateline
        return dateline is not None and dateline.overlaps(self.tags.spans[part].span)

    def outer(self, part: int) -> int | None:
        """The number of the last passage, of those in no other, that a part touches."""
        span = self.tags.spans[part].span
        at = bisect_left(self._outer_starts, span.end) - 1
        return at if at >= 0 and self.outer_passages[at].span.overlaps(span) else None

    def quoted(self, part: int) -> bool:
        """Whether any of a part is inside quotation marks."""
        return self.outer(part) is not None


def _links_by_part(tags: Tags) -> _Links:
    found: _Links = {pointer: defaultdict(dict) for pointer in Pointer}
    for one in tags.links:
        found[one.pointer][one.part][one.target] = one.score
    return found


def _attach(evidence: _Evidence) -> list[_Draft]:
    """Contents gathered by cue; a content without one stands alone."""
    by_cue: dict[int, list[tuple[float, int]]] = defaultdict(list)
    alone: list[int] = []
    for part, tagged in enumerate(evidence.tags.spans):
        if tagged.tag is not Tag.CONTENT:
            continue
        cue, score = _best_cue(part, evidence)
        if cue is None:
            alone.append(part)
        else:
            by_cue[cue].append((score, part))
    drafts = []
    for cue, found in by_cue.items():
        best = max(found)
        kept = [part for score, part in found if (score, part) == best or score >= FRAGMENT]
        if any(map(evidence.sentence_quoted, kept)):
            kept = [part for part in kept if evidence.quoted(part)]
        alone += [part for _, part in found if part not in kept]
        drafts.append(_Draft(sorted(kept), cue, attach=best[0]))
    return drafts + [_Draft([part]) for part in alone]


def _best_cue(part: int, evidence: _Evidence) -> tuple[int | None, float]:
    """The cue a content points at, and its chance, lowered by distance."""
    chances = evidence.links[Pointer.CONTENT_CUE].get(part, {})
    if chances.get(None, 1.0) >= NO_CUE or len(chances) == 1:
        return None, 0.0
    content = evidence.tags.spans[part].span
    quoted, sentence = evidence.quoted(part), evidence.sentence(part)

    def value(cue: int) -> float:
        price = DISTANCE_PRICE * math.log1p(_gap(content, evidence.tags.spans[cue].span) / 10)
        if not quoted and evidence.sentence(cue) != sentence:
            price += SENTENCE_PRICE
        return math.log(chances[cue] + 1e-6) - price

    best = max((cue for cue in chances if cue is not None), key=value)
    chance = chances[best]
    if not quoted and evidence.sentence(best) != sentence:
        chance *= math.exp(-SENTENCE_PRICE)
    return best, chance


def _join_continued(drafts: list[_Draft], evidence: _Evidence) -> list[_Draft]:
    """A quotation that goes on in the next paragraph is one statement, whatever cue stands near its end."""
    holder = {evidence.outer(part): draft for draft in drafts for part in draft.contents}
    moved: dict[int, _Draft] = {}

    def current(draft: _Draft | None) -> _Draft | None:
        while draft is not None and id(draft) in moved:
            draft = moved[id(draft)]
        return draft

    for index, passage in enumerate(evidence.outer_passages[:-1]):
        before, after = current(holder.get(index)), current(holder.get(index + 1))
        if passage.continued and before is not None and after is not None and before is not after:
            before.contents = sorted(before.contents + after.contents)
            if before.cue is None:
                before.cue, before.attach = after.cue, after.attach
            moved[id(after)] = before
    return [draft for draft in drafts if id(draft) not in moved]


def _choose_source(draft: _Draft, evidence: _Evidence) -> None:
    voices = [evidence.links[Pointer.CONTENT_SOURCE].get(draft.contents[0], {})]
    if draft.cue is not None:
        voices.append(evidence.links[Pointer.CUE_SOURCE].get(draft.cue, {}))
    chances: dict[int | None, float] = defaultdict(float)
    for voice in voices:
        for source, chance in voice.items():
            chances[source] += chance / len(voices)
    named = [source for source in chances if source is not None and not evidence.in_dateline(source)]
    if named and chances[None] < NO_SOURCE:
        draft.source = max(named, key=chances.__getitem__)
    draft.chosen = chances[draft.source]


def _grounds(draft: _Draft, evidence: _Evidence) -> Grounds:
    spans = evidence.tags.spans
    contents = [spans[part] for part in draft.contents]
    return Grounds(
        kind=kind_of([content.span for content in contents], evidence.passages, evidence.page.text),
        contents=contents,
        cue=None if draft.cue is None else spans[draft.cue],
        source=None if draft.source is None else spans[draft.source],
        attach=draft.attach,
        chosen=draft.chosen,
        near=draft.cue is not None and len({evidence.sentence(part) for part in (*draft.contents, draft.cue)}) == 1,
    )


def _attribution(grounds: Grounds, text: str) -> Attribution:
    return Attribution(
        content=tuple(content.span for content in grounds.contents),
        cue=() if grounds.cue is None else (grounds.cue.span,),
        source=() if grounds.source is None else (_whole(grounds.source.span, text),),
        score=confidence(grounds),
    )


def _whole(source: Span, text: str) -> Span:
    """A source without the clause that is cut off in it: "Mayor Mai Vang[, whose city] …"."""
    cut = CUT_OFF.search(text, source.start, source.end)
    return Span(source.start, cut.start()) if cut and cut.start() > source.start else source


def _outside(attributions: Iterable[Attribution], taken: Sequence[Span]) -> Iterable[Attribution]:
    """Those with less than half of their content in `taken`, which is sorted."""
    starts, reach = [span.start for span in taken], list(accumulate((span.end for span in taken), max))
    for one in attributions:
        inside = 0
        for span in one.content:
            near = range(bisect_right(reach, span.start), bisect_left(starts, span.end))
            inside += sum(min(span.end, taken[i].end) - max(span.start, taken[i].start) for i in near)
        if 2 * inside < sum(map(len, one.content)):
            yield one


def _gap(left: Span, right: Span) -> int:
    return max(0, right.start - left.end, left.start - right.end)
