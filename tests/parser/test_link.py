"""From tags to statements, on tags made by hand: which content goes to which cue and source."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quotes.parser.annotation import Document, Link, Pointer, Span, Tag, TaggedSpan, Tags
from quotes.parser.link import link
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment

CONTENT, CUE, SOURCE = Tag.CONTENT, Tag.CUE, Tag.SOURCE
SURE, LIKELY, DOUBTFUL = 0.98, 0.7, 0.4

Arrows = Mapping[tuple[Pointer, str], Mapping[str | None, float]]


def tags_of(text: str, parts: list[tuple[Tag, str]], arrows: Arrows) -> Tags:
    """Tags with the given parts, each found after the one before, and the given chances between them."""
    spans, at = [], 0
    for tag, words in parts:
        at = text.index(words, at)
        spans.append(TaggedSpan(tag, Span(at, at + len(words)), SURE))
        at += len(words)
    number = {words: index for index, (_, words) in enumerate(parts)}
    links = tuple(
        Link(pointer, number[part], None if target is None else number[target], chance)
        for (pointer, part), chances in arrows.items()
        for target, chance in chances.items()
    )
    return Tags(tuple(spans), links)


CASES = [
    pytest.param(
        "“It is over,” said Ann Obi.",
        [(CONTENT, "“It is over,”"), (CUE, "said"), (SOURCE, "Ann Obi")],
        {
            (Pointer.CONTENT_CUE, "“It is over,”"): {None: 0.02, "said": SURE},
            (Pointer.CONTENT_SOURCE, "“It is over,”"): {None: 0.02, "Ann Obi": SURE},
            (Pointer.CUE_SOURCE, "said"): {None: 0.02, "Ann Obi": SURE},
        },
        [("“It is over,”", "said", "Ann Obi")],
        id="content-cue-source",
    ),
    pytest.param(
        "“It is over,” said Ann Obi, whose city lost.",
        [(CONTENT, "“It is over,”"), (CUE, "said"), (SOURCE, "Ann Obi, whose city")],
        {
            (Pointer.CONTENT_CUE, "“It is over,”"): {None: 0.02, "said": SURE},
            (Pointer.CONTENT_SOURCE, "“It is over,”"): {None: 0.02, "Ann Obi, whose city": SURE},
            (Pointer.CUE_SOURCE, "said"): {None: 0.02, "Ann Obi, whose city": SURE},
        },
        [("“It is over,”", "said", "Ann Obi")],
        id="no-source-ends-in-a-clause-that-is-cut-off",
    ),
    pytest.param(
        "Voters who disagree said it is over.",
        [(SOURCE, "Voters who disagree"), (CUE, "said"), (CONTENT, "it is over")],
        {
            (Pointer.CONTENT_CUE, "it is over"): {None: 0.02, "said": SURE},
            (Pointer.CONTENT_SOURCE, "it is over"): {None: 0.02, "Voters who disagree": SURE},
            (Pointer.CUE_SOURCE, "said"): {None: 0.02, "Voters who disagree": SURE},
        },
        [("it is over", "said", "Voters who disagree")],
        id="a-clause-that-is-whole-stays",
    ),
    pytest.param(
        "“It is over,” she said. “We won.”",
        [(CONTENT, "“It is over,”"), (SOURCE, "she"), (CUE, "said"), (CONTENT, "“We won.”")],
        {
            (Pointer.CONTENT_CUE, "“It is over,”"): {None: 0.02, "said": SURE},
            (Pointer.CONTENT_CUE, "“We won.”"): {None: 0.1, "said": 0.9},
            (Pointer.CONTENT_SOURCE, "“It is over,”"): {None: 0.02, "she": SURE},
            (Pointer.CUE_SOURCE, "said"): {None: 0.02, "she": SURE},
        },
        [("“It is over,” | “We won.”", "said", "she")],
        id="continued-after-the-cue",
    ),
    pytest.param(
        "He likes tea, Obi said. “Tea is all.”",
        [(CONTENT, "He likes tea"), (SOURCE, "Obi"), (CUE, "said"), (CONTENT, "“Tea is all.”")],
        {
            (Pointer.CONTENT_CUE, "He likes tea"): {None: 0.1, "said": LIKELY},
            (Pointer.CONTENT_CUE, "“Tea is all.”"): {None: 0.1, "said": SURE},
            (Pointer.CONTENT_SOURCE, "“Tea is all.”"): {None: 0.02, "Obi": SURE},
            (Pointer.CUE_SOURCE, "said"): {None: 0.02, "Obi": SURE},
        },
        [("“Tea is all.”", "said", "Obi")],
        id="a-quoted-sentence-is-no-piece-of-an-indirect-one",
    ),
    pytest.param(
        "Obi said tea was fine. Costs rose.",
        [(SOURCE, "Obi"), (CUE, "said"), (CONTENT, "tea was fine"), (CONTENT, "Costs rose")],
        {
            (Pointer.CONTENT_CUE, "tea was fine"): {None: 0.02, "said": SURE},
            (Pointer.CONTENT_CUE, "Costs rose"): {None: 0.4, "said": 0.6},
            (Pointer.CONTENT_SOURCE, "tea was fine"): {None: 0.02, "Obi": SURE},
            (Pointer.CUE_SOURCE, "said"): {None: 0.02, "Obi": SURE},
        },
        [("tea was fine", "said", "Obi")],
        id="an-indirect-content-stays-in-the-sentence-of-its-cue",
    ),
    pytest.param(
        "It was said that tea won.",
        [(CUE, "was said"), (CONTENT, "that tea won")],
        {
            (Pointer.CONTENT_CUE, "that tea won"): {None: 0.02, "was said": SURE},
            (Pointer.CONTENT_SOURCE, "that tea won"): {None: SURE},
            (Pointer.CUE_SOURCE, "was said"): {None: SURE},
        },
        [("that tea won", "was said", "")],
        id="nobody-is-the-source",
    ),
    pytest.param(
        "“It is over.” ― Ann Obi\nAll left.",
        [(CONTENT, "“It is over.”"), (SOURCE, "All"), (CUE, "left")],
        {
            (Pointer.CONTENT_CUE, "“It is over.”"): {None: 0.3, "left": LIKELY},
            (Pointer.CONTENT_SOURCE, "“It is over.”"): {None: 0.3, "All": LIKELY},
            (Pointer.CUE_SOURCE, "left"): {None: 0.1, "All": SURE},
        },
        [("“It is over.”", "―", "Ann Obi")],
        id="a-signature-outweighs-the-tagger",
    ),
    pytest.param("No one spoke.", [], {}, [], id="nothing"),
]


@pytest.mark.parametrize(("text", "parts", "arrows", "expected"), CASES)
def test_link(text: str, parts: list[tuple[Tag, str]], arrows: Arrows, expected: list[tuple[str, str, str]]) -> None:
    page = segment(Document(text))
    found = link(page, find_passages(page), tags_of(text, parts, arrows))
    assert [
        (
            " | ".join(span.of(text) for span in one.content),
            *("".join(s.of(text) for s in p) for p in (one.cue, one.source)),
        )
        for one in found
    ] == expected


def test_what_has_too_little_support_is_dropped() -> None:
    text = "Obi said tea was fine."
    parts = [(SOURCE, "Obi"), (CUE, "said"), (CONTENT, "tea was fine")]
    weak = tags_of(text, parts, {(Pointer.CONTENT_CUE, "tea was fine"): {None: SURE}})
    page = segment(Document(text))
    assert link(page, (), weak, least=0.0)
    assert not link(page, (), weak, least=0.999)
