"""From scores to spans, names and links, on scores made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.parser.annotation import Document, Pointer
from quotes.parser.passage import find_passages, quoted_mask
from quotes.parser.segment import segment
from quotes.parser.tagger.decode import Scores, decode
from quotes.parser.tagger.heads import KEY_COLUMNS, NAME_COLUMNS, POINTER_WIDTH, POINTERS, QUERY_COLUMNS, TAG_COLUMNS
from quotes.parser.tagger.quoting import no_quoting, read_quoting
from quotes.parser.tagger.window import Pieces, Window, read_pieces, windows
from tests.parser.tagger.test_window import tokenizer

OUT, CONTENT, MORE_CONTENT, CUE, MORE_CUE, SOURCE, MORE_SOURCE = range(TAG_COLUMNS)


def read(text: str) -> tuple[Pieces, tuple[Window, ...]]:
    page = segment(Document(text))
    quoted = quoted_mask(find_passages(page), len(text))
    pieces = read_pieces(text, [paragraph.span for paragraph in page.paragraphs], quoted, tokenizer)
    return pieces, tuple(windows(pieces))


def scores(pieces: Pieces, cut: tuple[Window, ...], labels: list[dict[int, float]]) -> Scores:
    """Each piece has the given probabilities, the rest goes to outside; no names; pointers all alike."""
    tags = np.full((len(pieces), TAG_COLUMNS), 1e-6)
    for row, chances in zip(tags, labels, strict=True):
        for label, chance in chances.items():
            row[label] = chance
        row[OUT] = max(1e-6, 1 - sum(chances.values()))
    names = np.zeros((len(pieces), NAME_COLUMNS))
    names[:, 0] = 1
    return Scores(
        np.log(tags).astype(np.float32),
        np.log(names + 1e-6).astype(np.float32),
        tuple(np.zeros((w.end - w.start + 1, QUERY_COLUMNS), np.float32) for w in cut),
        tuple(np.zeros((w.end - w.start + 1, KEY_COLUMNS), np.float32) for w in cut),
    )


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param([{}] * 6, [], id="nothing"),
        pytest.param(
            [{SOURCE: 0.9}, {CUE: 0.9}, {CONTENT: 0.9}, {MORE_CONTENT: 0.9}, {}, {}],
            [("source", "Ann"), ("cue", "said"), ("content", "tea won")],
            id="a-whole-statement",
        ),
        pytest.param(
            [{SOURCE: 0.9}, {CUE: 0.9}, {CONTENT: 0.9}, {CONTENT: 0.52, MORE_CONTENT: 0.48}, {}, {}],
            [("source", "Ann"), ("cue", "said"), ("content", "tea won")],
            id="a-second-beginning-has-its-price",
        ),
        pytest.param(
            [{}, {CONTENT: 0.3}, {MORE_CONTENT: 0.9}, {MORE_CONTENT: 0.9}, {}, {}],
            [("content", "said tea won")],
            id="an-inside-needs-a-beginning",
        ),
        pytest.param(
            [{}, {}, {CONTENT: 0.9}, {MORE_CONTENT: 0.9}, {MORE_CONTENT: 0.9}, {MORE_CONTENT: 0.9}],
            [("content", "tea won.")],
            id="a-span-ends-with-its-paragraph",
        ),
    ],
)
def test_spans(labels: list[dict[int, float]], expected: list[tuple[str, str]]) -> None:
    text = "Ann said tea won."
    pieces, cut = read(text)
    tags = decode(pieces, cut, scores(pieces, cut, labels), no_quoting(len(pieces)))
    assert [(tagged.tag.value, tagged.span.of(text)) for tagged in tags.spans] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His plea: “tea won,” Ann said.", ["His plea:", "“tea won,”"]),
        ("His plea, “tea won,” Ann said.", ["His plea,", "“tea won,”"]),
        ("His plea “tea won,” Ann said.", ["His plea “tea won,”"]),
    ],
    ids=["colon", "comma", "neither"],
)
def test_a_passage_that_a_mark_introduces_begins_a_content(text: str, expected: list[str]) -> None:
    """The scores would rather have one content: three to one."""
    page = segment(Document(text))
    passages = find_passages(page)
    pieces, cut = read(text)
    end = passages[0].span.end
    labels: list[dict[int, float]] = [
        {MORE_CONTENT: 0.75, CONTENT: 0.25} if 0 <= at < end else {} for at in pieces.starts
    ]
    labels[0] = {CONTENT: 0.99}
    tags = decode(pieces, cut, scores(pieces, cut, labels), read_quoting(text, passages, pieces))
    assert [tagged.span.of(text) for tagged in tags.spans] == expected


def test_nothing_begins_with_a_mark_that_closes() -> None:
    """The scores would have the content begin with the comma."""
    text = "In May, tea won."
    pieces, cut = read(text)
    labels: list[dict[int, float]] = [
        {},
        {},
        {CONTENT: 0.8},
        {MORE_CONTENT: 0.7, CONTENT: 0.2},
        {MORE_CONTENT: 0.9},
        {},
        {},
    ]
    tags = decode(pieces, cut, scores(pieces, cut, labels), no_quoting(len(pieces)))
    assert [tagged.span.of(text) for tagged in tags.spans] == ["tea won"]


def test_a_pointer_weighs_every_candidate_of_its_window_and_none() -> None:
    text = "Ann said tea won."
    pieces, cut = read(text)
    given = scores(pieces, cut, [{SOURCE: 0.9}, {CUE: 0.9}, {CONTENT: 0.9}, {MORE_CONTENT: 0.9}, {}, {}])
    at = POINTERS.index(Pointer.CONTENT_CUE) * POINTER_WIDTH
    given.queries[0][3:5, at] = 1.0  # the content asks …
    given.keys[0][2, at] = np.log(3)  # … and the cue answers three times as loud as [CLS]
    links = [
        link
        for link in decode(pieces, cut, given, no_quoting(len(pieces))).links
        if link.pointer is Pointer.CONTENT_CUE
    ]
    assert [(link.part, link.target, round(link.score, 3)) for link in links] == [(2, None, 0.25), (2, 1, 0.75)]


def test_neighbouring_words_of_one_class_are_one_name() -> None:
    text = "Ann Obi met Acme."
    pieces, cut = read(text)
    given = scores(pieces, cut, [{}] * len(pieces))
    for word, column in (("Ann", 1), ("Obi", 1), ("Acme", 2)):
        start = text.index(word)
        inside = (pieces.starts >= start) & (pieces.starts < start + len(word))
        given.names[inside, column] = 0.0
        given.names[inside, 0] = -9.0
    names = decode(pieces, cut, given, no_quoting(len(pieces))).names
    assert [(name.kind.value, name.span.of(text)) for name in names] == [
        ("person", "Ann Obi"),
        ("organization", "Acme"),
    ]
