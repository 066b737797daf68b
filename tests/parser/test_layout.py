"""Statements that a layout attributes: text in, (content, source, method) out. All know NAMES."""

from __future__ import annotations

import pytest

from quotes.parser.annotation import Document
from quotes.parser.layout import by_layout
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment

PROSE = "The council met on Monday and adjourned early.\n\n"

CASES = [
    pytest.param(
        f"{PROSE}“It is over.” ― Ann Obi\n", [("“It is over.”", "Ann Obi", "signature")], id="dash-on-the-same-line"
    ),
    pytest.param(
        f"{PROSE}“It is over.”\n— Ann Obi, Lagos\n",
        [("“It is over.”", "Ann Obi, Lagos", "signature")],
        id="dash-on-the-next-line",
    ),
    pytest.param(
        f'{PROSE}"It is over."\n\n- Ann Obi.\n\nShe left.',
        [('"It is over."', "Ann Obi", "signature")],
        id="dash-in-a-paragraph-of-its-own",
    ),
    pytest.param(
        f"{PROSE}“It is over.” ― Ann Obi\n“It was fun.” ― Bo Li\n",
        [("“It is over.”", "Ann Obi", "signature"), ("“It was fun.”", "Bo Li", "signature")],
        id="a-list-of-them",
    ),
    pytest.param(
        f'{PROSE}"It is over.\nAnn Obi, Council of Lagos."\n\nShe left.',
        [('"It is over.', "Ann Obi, Council of Lagos", "signature")],
        id="pull-quote-signed-inside-its-marks",
    ),
    pytest.param(
        f"{PROSE}“It is over.” — Ann Obi, speaking after the vote\n",
        [("“It is over.”", "Ann Obi", "signature")],
        id="name-then-more",
    ),
    pytest.param(f"{PROSE}“It is over” — That was how she put it.\n", [], id="a-dash-that-goes-on-in-prose"),
    pytest.param(f"{PROSE}She said “it is over” — Ann Obi agreed.\n", [], id="not-at-the-head-of-a-line"),
    pytest.param(
        "MR. HOLM: Where were you?\n\nTHE WITNESS: At home.\n\nMR. HOLM: All night?",
        [
            ("Where were you?", "MR. HOLM", "transcript"),
            ("At home.", "THE WITNESS", "transcript"),
            ("All night?", "MR. HOLM", "transcript"),
        ],
        id="court-transcript",
    ),
    pytest.param(
        "Q: Why now?\n\nA: Because we can.\n\nQ: And then?\n\nA: We rest.",
        [
            ("Why now?", "Q", "transcript"),
            ("Because we can.", "A", "transcript"),
            ("And then?", "Q", "transcript"),
            ("We rest.", "A", "transcript"),
        ],
        id="questions-and-answers",
    ),
    pytest.param(
        "Q. Why now?\n\nA. Because we can.\n\nQ. And then?",
        [("Why now?", "Q", "transcript"), ("Because we can.", "A", "transcript"), ("And then?", "Q", "transcript")],
        id="labels-with-a-full-stop",
    ),
    pytest.param(
        "OTT: Two things.\n\nThe first is money.\n\n(Laughter.)\n\nHOLM (rising): No.\n\nOTT: Yes.\n\nThey left.",
        [
            ("Two things. | The first is money.", "OTT", "transcript"),
            ("No.", "HOLM", "transcript"),
            ("Yes.", "OTT", "transcript"),
        ],
        id="a-turn-of-two-paragraphs",
    ),
    pytest.param(
        "Obi: Taxes ‘hurt’ towns\n\nLAGOS – Governor Ann Obi spoke on Monday.",
        [("Taxes ‘hurt’ towns", "Obi", "headline")],
        id="headline-with-a-name",
    ),
    pytest.param("Analysis: Taxes ‘hurt’ towns\n\nGovernor Ann Obi spoke on Monday.", [], id="headline-with-a-heading"),
    pytest.param("Obi: Not now.\n\nThey left the room at noon.", [], id="one-label-is-no-transcript"),
    pytest.param("Obi: 1,769.\n\nLi: 1,501.\n\nObi: 547.\n\nLi: 46.", [], id="figures-are-no-talk"),
    pytest.param("Where: the hall.\n\nWhen: noon.\n\nCost: free.", [], id="labels-that-never-come-again"),
    pytest.param("NOTE: Bring boots.\n\nWHERE: The hall.\n\nNOTE: No dogs.", [], id="headings-in-capitals"),
    pytest.param("Name: Ann.\n\nDish: Soup.\n\nName: Bo.\n\nDish: Stew.", [], id="a-list-of-what-is-no-name"),
    pytest.param(
        "Obi: Not now.\n\nLi: When?\n\nObi: Later.",
        [("Not now.", "Obi", "transcript"), ("When?", "Li", "transcript"), ("Later.", "Obi", "transcript")],
        id="surnames-of-the-article",
    ),
    pytest.param(
        "Jay Day: Not now.\n\nModerator: When?\n\nJay Day: Later.",
        [
            ("Not now.", "Jay Day", "transcript"),
            ("When?", "Moderator", "transcript"),
            ("Later.", "Jay Day", "transcript"),
        ],
        id="a-moderator-with-small-letters",
    ),
]
NAMES = frozenset(["obi", "li", "day"])


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_by_layout(text: str, expected: list[tuple[str, str, str]]) -> None:
    page = segment(Document(text))
    found = by_layout(page, find_passages(page), NAMES)
    assert [
        (" | ".join(span.of(text) for span in one.content), one.source[0].of(text), one.method) for one in found
    ] == expected
