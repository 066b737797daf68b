"""Pairs as the cross-encoder reads them, and statements as pairs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parser.annotation import Span
from quotes.parser.stance.pair import CONTENT, CUE, LONGEST, MENTION, SOURCE, TOPIC, Pair, pair_of, read_pair
from quotes.parser.stance.statement import in_article, to_pair
from quotes.parser.tagger.encoder import TOKENIZER, open_tokenizer
from tests.parser.stance.writing import said

TOKENS = open_tokenizer(TOKENIZER)
spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(*sorted(pair)))


@settings(max_examples=200)
@given(
    topic=st.text(max_size=300),
    text=st.text(max_size=600),
    source=st.lists(spans, max_size=2),
    cue=st.lists(spans, max_size=2),
)
def test_any_pair_can_be_read(topic: str, text: str, source: list[Span], cue: list[Span]) -> None:
    pieces = read_pair(Pair(topic, text, tuple(source), tuple(cue), tuple(cue)), TOKENS)
    assert len(pieces.ids) == len(pieces.types) == len(pieces.starts) == len(pieces.ends) <= LONGEST
    assert pieces.types.min() >= 0
    assert pieces.types.max() <= CUE + MENTION
    assert (pieces.ends <= len(text)).all()


def test_types_tell_source_cue_and_mention() -> None:
    row = {"text": "Lin said ferries sink", "target": "the ferries", "speaker": "Lin", "cue": "said"}
    pieces = read_pair(pair_of(row), TOKENS)
    in_text = [
        (row["text"][s:e], int(t)) for s, e, t in zip(pieces.starts, pieces.ends, pieces.types, strict=True) if s >= 0
    ]
    assert in_text == [("Lin", SOURCE), ("said", CUE), ("ferries", CONTENT + MENTION), ("sink", CONTENT)]
    assert (pieces.types == TOPIC).sum() == 2


def test_a_long_text_is_cut_around_the_mention() -> None:
    row = {"text": "one " * 300 + "ferry " + "two " * 300, "target": "ferry"}
    pieces = read_pair(pair_of(row), TOKENS)
    assert len(pieces.ids) == LONGEST
    assert "ferry" in {row["text"][s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True) if s >= 0}


def test_the_given_span_is_the_mention() -> None:
    pair = pair_of({"text": "He said he won.", "target": "he", "span": [8, 10]})
    assert pair.mentions == (Span(8, 10),)


def test_evidence_finds_its_way_back() -> None:
    text = "“The ferry,” Lin said, after a long and windy walk along the harbor with all reporters in town, “sinks.”"
    one = said(text, "“sinks.”", "said", "Lin")
    pair, stretches = to_pair(text, one, "the ferry", ())
    at = pair.text.index("sinks")
    assert in_article(Span(at, at + 5), stretches) == Span(text.index("sinks"), text.index("sinks") + 5)
    assert in_article(None, stretches) is None
