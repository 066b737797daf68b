"""What holds of any text: positions lie inside it, paragraphs are apart, passages nest."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotes.parser.annotation import Document, Kind, Page, Passage
from quotes.parser.passage import find_passages, kind_of, quoted_mask
from quotes.parser.segment import segment, sentences

MARKS = [*"\"'`“”‘’„‟«»‹›‚‛″′", "''", "``", "'''"]
BREAKS = ["\n", "\n\n", "\r\n", "\t", "\xa0", "\u200b", "\u2028", *" .,;:!?…—–-()[]"]
WORDS = [
    "a",
    "said",
    "Ann Obi",
    "voters’ view",
    "'90s",
    "6'2\"",
    '12" ',
    "Sen. ",
    "U.S. ",
    "é",
    "𝒳",
    "\ud800",
    "日本",
    "1. ",
]
LINES = ["GRANTON — ", "By Ann Obi", "(Photo by Bo Li)", "Bridge to close"]
PIECES = [*MARKS, *BREAKS, *WORDS, *LINES]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def parsed(text: str) -> tuple[Page, tuple[Passage, ...]]:
    page = segment(Document(text, title=text[:20], byline=text[-20:]))
    return page, find_passages(page)


@given(texts)
def test_paragraphs_are_sorted_apart_and_hold_all_that_is_visible(text: str) -> None:
    page, _ = parsed(text)
    spans = [paragraph.span for paragraph in page.paragraphs]
    assert page.text == text
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    outside = [char for at, char in enumerate(text) if not any(span.start <= at < span.end for span in spans)]
    assert not any(char.isalnum() for char in outside)
    assert page.dateline is None or any(page.dateline in span for span in spans)


@given(texts)
def test_sentences_are_sorted_and_hold_all_that_is_visible(text: str) -> None:
    page, _ = parsed(text)
    for paragraph in page.paragraphs:
        found = sentences(text, paragraph.span)
        assert all(one in paragraph.span for one in found)
        assert all(one.end <= two.start for one, two in pairwise(found))
        assert "".join("".join(one.of(text) for one in found).split()) == "".join(paragraph.span.of(text).split())


@given(texts)
def test_passages_lie_inside_and_nest(text: str) -> None:
    page, passages = parsed(text)
    around: list[Passage] = []
    assert list(passages) == sorted(passages, key=lambda passage: (passage.span.start, -passage.span.end))
    for passage in passages:
        assert 0 <= passage.span.start < passage.inner.start < passage.inner.end <= passage.span.end <= len(text)
        assert passage.closed == (passage.inner.end < passage.span.end)
        assert not (passage.closed and passage.continued)
        while around and around[-1].span.end <= passage.span.start:
            around.pop()
        assert passage.depth == len(around)
        assert not around or passage.span in around[-1].inner
        around.append(passage)
    spans = [paragraph.span for paragraph in page.paragraphs]
    assert all(any(one.start <= passage.span.start < one.end for one in spans) for passage in passages)


@given(texts)
def test_mask_and_kind_agree(text: str) -> None:
    page, passages = parsed(text)
    mask = quoted_mask(passages, len(text))
    assert len(mask) == len(text)
    for paragraph in page.paragraphs:
        words = re.finditer(r"\w+", paragraph.span.of(text))
        quoted = [bool(mask[paragraph.span.start + word.start()]) for word in words]
        expected = Kind.DIRECT if quoted and sum(quoted) >= 0.9 * len(quoted) else Kind.MIXED
        assert kind_of([paragraph.span], passages, text) is (expected if any(quoted) else Kind.INDIRECT)


@given(texts)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert parsed(text) == parsed(text)
