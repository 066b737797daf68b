"""How text becomes pieces and windows: every piece once, cut where paragraphs or sentences end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quotes.parser.annotation import Document
from quotes.parser.passage import find_passages, quoted_mask
from quotes.parser.segment import segment
from quotes.parser.tagger.encoder import TOKENIZER
from quotes.parser.tagger.window import CLS, SEP, Pieces, inputs, read_pieces, windows

LOWER, CAPITALISED, UPPER, QUOTED = 2, 4, 6, 1
tokenizer = Tokenizer.from_file(str(TOKENIZER))


def pieces_of(text: str) -> Pieces:
    page = segment(Document(text))
    quoted = quoted_mask(find_passages(page), len(text))
    return read_pieces(text, [paragraph.span for paragraph in page.paragraphs], quoted, tokenizer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ada Obi of NATO said “No way.”",
            [
                ("Ada", CAPITALISED),
                ("Ob", CAPITALISED),
                ("i", CAPITALISED),
                ("of", LOWER),
                ("NATO", UPPER),
                ("said", LOWER),
                ("“", LOWER),
                ("No", CAPITALISED + QUOTED),
                ("way", LOWER + QUOTED),
                (".", LOWER + QUOTED),
                ("”", LOWER),
                ("", 0),
            ],
            id="case-and-quotation-marks-are-types",
        ),
        pytest.param(
            "I ran.", [("I", CAPITALISED), ("ran", LOWER), (".", LOWER), ("", 0)], id="one-letter-is-no-shout"
        ),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\n ", [], id="white-space"),
        pytest.param(
            "Tea.\n\nMilk.",
            [("Tea", CAPITALISED), (".", LOWER), ("", 0), ("Milk", CAPITALISED), (".", LOWER), ("", 0)],
            id="separator-after-each-paragraph",
        ),
        pytest.param("half \ud800 gone", [("half", 2), ("gone", 2), ("", 0)], id="lone-surrogate"),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, int]]) -> None:
    pieces = pieces_of(text)
    found = [
        (text[start:end] if start >= 0 else "", int(kind))
        for start, end, kind in zip(pieces.starts, pieces.ends, pieces.types, strict=True)
    ]
    assert found == expected


def test_a_separator_is_sep_and_a_window_begins_with_cls() -> None:
    pieces = pieces_of("Tea.\n\nMilk.")
    (window,) = windows(pieces)
    ids, types = inputs(pieces, window)
    assert ids[0] == CLS
    assert [int(i) for i in np.flatnonzero(ids == SEP)] == [3, 6]
    assert types[0] == 0
    assert len(ids) == len(types) == len(pieces) + 1


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(["a b c"], [(0, 4)], id="one-paragraph"),
        pytest.param(["a b c", "d e", "f g h i"], [(0, 7), (7, 12)], id="whole-paragraphs"),
        pytest.param(["a b c d e. f g h i j k l"], [(0, 6), (6, 14)], id="long-paragraph-at-a-sentence-end"),
        pytest.param(["a b c d e f g h i j k l"], [(0, 9), (9, 13)], id="long-paragraph-without-sentences"),
        pytest.param(["antidisestablishmentarianism " * 3], [(0, 8), (8, 16), (16, 25)], id="never-inside-a-word"),
    ],
)
def test_windows_of_ten(paragraphs: list[str], expected: list[tuple[int, int]]) -> None:
    pieces = pieces_of("\n\n".join(paragraphs))
    assert [(window.new, window.end) for window in windows(pieces, size=10)] == expected


@given(
    text=st.text(max_size=400), size=st.integers(8, 64), context=st.integers(0, 6), lead=st.none() | st.integers(8, 64)
)
def test_windows_cover_every_piece_once(text: str, size: int, context: int, lead: int | None) -> None:
    pieces = pieces_of(text)
    at = 0
    for window in windows(pieces, size=size, context=context, lead=lead):
        assert window.new == at
        assert window.start <= window.new < window.end
        assert window.new - window.start <= context
        assert window.end - window.start + 1 <= max(size, lead or size)
        at = window.end
    assert at == len(pieces)
