"""Aboutness: statement and topic in, the words that name the topic out."""

from __future__ import annotations

import pytest

from quotes.parser.stance.topic import beside, find_targets
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
    ],
)
def test_targets(text: str, content: str, expected: list[tuple[str, int]]) -> None:
    found = find_targets(page_of(text), said(text, content, "said", "Ortiz"), PATROL)
    assert [(target.span.of(text), target.polarity) for target in found] == expected


def test_named_beside_the_content() -> None:
    text = "Asked about free harbors, Ortiz said it is early days. Ortiz said lunch was late."
    page = page_of(text)
    assert beside(page, said(text, "it is early days"), PATROL)
    assert not beside(page, said(text, "lunch was late"), PATROL)
