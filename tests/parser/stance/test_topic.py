"""Aboutness: statement and topic in, the words that name the topic out."""

from __future__ import annotations

import pytest

from quotes.parser.stance.topic import find_asked, find_names, find_targets
from tests.parser.stance.writing import page_of, said, topic

PATROL = topic("help for the harbor patrol", "work with the harbor patrol", against=("free harbors",))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "Ortiz said help for the harbor patrol costs much.",
            "help for the harbor patrol costs much",
            [("help for the harbor patrol", 1)],
        ),
        (
            "Ortiz said the harbor patrol needs no help.",
            "the harbor patrol needs no help",
            [("harbor patrol needs no help", 1)],
        ),
        ("Ortiz said free harbors thrive.", "free harbors thrive", [("free harbors", -1)]),
        ("Ortiz said the harbor froze.", "the harbor froze", []),
        (
            "Ortiz said help is there for all who need it and ask in time, as the harbor patrol knows.",
            "help is there for all who need it and ask in time, as the harbor patrol knows",
            [],
        ),
        (
            "Free harbors grow. Ortiz said that is good.",
            "that is good",
            [("that", -1)],
        ),
        ("Free harbors grow. Ortiz said that ship sank.", "that ship sank", []),
        ("Free harbors grow. Ortiz said that harbors freeze.", "that harbors freeze", [("that harbors", -1)]),
        ("Free harbors grow. It rained. Wind came up. Ortiz said that is good.", "that is good", []),
        (
            "Ortiz said free harbors that decline to work with the harbor patrol thrive.",
            "free harbors that decline to work with the harbor patrol thrive",
            [("free harbors that decline to work with the harbor patrol", -1)],
        ),
        (
            "Ortiz said the free harbor grew while harbors closed.",
            "the free harbor grew while harbors closed",
            [("free harbor", -1)],
        ),
        ("Ortiz said free boats fill the old harbors.", "free boats fill the old harbors", []),
        ("Free harbors grow. Ortiz said it would be hard to measure.", "it would be hard to measure", []),
        ("The free harbor grows. Ortiz said it costs much.", "it costs much", [("it", -1)]),
        ("Free harbors grow. Ortiz said it costs much.", "it costs much", []),
        ("Free harbors grow. Ortiz and Lin said they agree.", "they agree", []),
        ("Free harbors grow. “They are a threat,” Ortiz said.", "“They are a threat,”", [("They", -1)]),
    ],
    ids=[
        "by-name",
        "in-any-order",
        "by-the-contrary",
        "one-word-is-not-the-name",
        "words-far-apart",
        "pronoun-for-the-sentence-before",
        "demonstrative-with-another-noun",
        "demonstrative-with-its-noun",
        "pronoun-reaches-no-further",
        "what-describes-the-target-is-part-of-it",
        "the-nearest-words-are-the-name",
        "two-words-stand-closer",
        "it-that-stands-for-nothing",
        "it-for-one",
        "it-is-not-for-many",
        "they-who-say-it",
        "they-in-quotation-marks",
    ],
)
def test_targets(text: str, content: str, expected: list[tuple[str, int]]) -> None:
    found = find_targets(page_of(text), said(text, content, "said", "Ortiz"), find_names(text, PATROL))
    assert [(target.span.of(text), target.polarity) for target in found] == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Asked about free harbors, Ortiz said it is early days. Lunch was late.",
            "Asked about free harbors, Ortiz said it is early days.",
        ),
        (
            "Lunch was late. On free harbors, Ortiz said it is early days.",
            "On free harbors, Ortiz said it is early days.",
        ),
        ("Free harbors have friends, Ortiz said, and it is early days.", None),
        ("Ortiz works on free harbors and said it is early days.", None),
    ],
    ids=["asked-about", "on-that-opens", "named-beside-is-not-enough", "on-within"],
)
def test_what_a_sentence_says_it_is_about(text: str, sentence: str | None) -> None:
    found = [sentence.of(text) for sentence, _ in find_asked(page_of(text), find_names(text, PATROL))]
    assert found == ([sentence] if sentence else [])


def test_no_pronoun_stands_for_a_topic_that_speaks() -> None:
    text = "Free harbors grow. Ortiz said that is good."
    page, one = page_of(text), said(text, "that is good", "said", "Ortiz")
    assert find_targets(page, one, find_names(text, PATROL))
    assert not find_targets(page, one, find_names(text, PATROL), speaks=True)
