"""Whose turns the labels of a transcript mark: text in, (label, speaker, role) out. Names are told as in marked.py."""

from __future__ import annotations

import pytest

from quotes.parser.annotation import Document, Tags
from quotes.parser.entity import find_entities, resolve
from quotes.parser.layout import by_layout
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment
from tests.parser.marked import name_spans

TRIAL = """A jury in Granton heard the builder’s case on Monday. The state’s first witness, the roofer Cal Dorsey, \
was questioned by Peter Holm. Judge Ina Tibbet presided.

MR. HOLM: Where were you?

THE WITNESS: At home.

THE COURT: Speak up, please.

MR. HOLM: All night?

THE WITNESS: All night."""

INTERVIEW = """Mara Quill on her new bridge

The engineer Mara Quill spent six years on it. Her partner, Jon Vale, built the piers. Quill spoke by phone.

Q: Why a bridge?

A: Because there was a river.

Q: And then?

A: We went home."""

INITIALS = """Olivia Long met the poet Sam Irwin in Oslo.

OL: What do you read?

SI: Timetables.

OL: Why?

SI: They rhyme."""

HEARING = """IN THE DISTRICT COURT. The engineer Ann Poe testified. Paul Holm and Rita Avila asked.

DIRECT EXAMINATION BY MR. HOLM:

Q. Where were you?

A. At home.

CROSS-EXAMINATION BY MS. AVILA:

Q. Are you sure?

A. I am."""

CASES = [
    pytest.param(
        TRIAL,
        "P: Cal Dorsey, Peter Holm, Ina Tibbet, HOLM; O: WITNESS",
        [
            ("MR. HOLM", "Peter Holm", None),
            ("THE WITNESS", "Cal Dorsey", "roofer"),
            ("THE COURT", "Ina Tibbet", "Judge"),
            ("MR. HOLM", "Peter Holm", None),
            ("THE WITNESS", "Cal Dorsey", "roofer"),
        ],
        id="court-and-witness",
    ),
    pytest.param(
        TRIAL.replace("Judge Ina Tibbet presided.", "").replace("first witness, the roofer Cal Dorsey,", "side"),
        "P: Peter Holm, HOLM",
        [
            ("MR. HOLM", "Peter Holm", None),
            ("THE WITNESS", None, "witness"),
            ("THE COURT", None, "judge"),
            ("MR. HOLM", "Peter Holm", None),
            ("THE WITNESS", None, "witness"),
        ],
        id="nobody-is-named-for-the-office",
    ),
    pytest.param(
        TRIAL.replace("Judge Ina Tibbet presided", "Judge Ina Tibbet and Judge Bo Rask presided"),
        "P: Cal Dorsey, Peter Holm, Ina Tibbet, Bo Rask, HOLM",
        [
            ("MR. HOLM", "Peter Holm", None),
            ("THE WITNESS", "Cal Dorsey", "roofer"),
            ("THE COURT", None, "judge"),
            ("MR. HOLM", "Peter Holm", None),
            ("THE WITNESS", "Cal Dorsey", "roofer"),
        ],
        id="two-judges-leave-it-open",
    ),
    pytest.param(
        INTERVIEW,
        "P: Mara Quill, Jon Vale, Quill",
        [("Q", None, None), ("A", "Mara Quill", "engineer"), ("Q", None, None), ("A", "Mara Quill", "engineer")],
        id="the-one-interviewed-answers",
    ),
    pytest.param(
        INTERVIEW.replace("Mara Quill on her", "On a").replace(" Quill spoke by phone.", ""),
        "P: Mara Quill, Jon Vale",
        [("Q", None, None), ("A", None, None), ("Q", None, None), ("A", None, None)],
        id="two-who-may-be-interviewed-leave-it-open",
    ),
    pytest.param(
        INITIALS,
        "P: Olivia Long, Sam Irwin; O: OL",
        [
            ("OL", "Olivia Long", None),
            ("SI", "Sam Irwin", "poet"),
            ("OL", "Olivia Long", None),
            ("SI", "Sam Irwin", "poet"),
        ],
        id="initials",
    ),
    pytest.param(
        INITIALS.replace("in Oslo", "and Oscar Lund in Oslo"),
        "P: Olivia Long, Sam Irwin, Oscar Lund",
        [("OL", None, None), ("SI", "Sam Irwin", "poet"), ("OL", None, None), ("SI", "Sam Irwin", "poet")],
        id="initials-of-two",
    ),
    pytest.param(
        HEARING,
        "P: Ann Poe, Paul Holm, Rita Avila",
        [
            ("Q", "Paul Holm", None),
            ("A", "Ann Poe", "engineer"),
            ("Q", "Rita Avila", None),
            ("A", "Ann Poe", "engineer"),
        ],
        id="examined-by-one-after-the-other",
    ),
    pytest.param(
        "Ann Baker and Bo Cook met.\n\nBAKER: No.\n\nMODERATOR: Why?\n\nCOOK: Yes.\n\nBAKER: Never.\n\nTHE JURY: Out!",
        "P: Ann Baker, Bo Cook",
        [
            ("BAKER", "Ann Baker", None),
            ("MODERATOR", None, "moderator"),
            ("COOK", "Bo Cook", None),
            ("BAKER", "Ann Baker", None),
            ("THE JURY", None, None),
        ],
        id="surnames-that-are-trades",
    ),
]


@pytest.mark.parametrize(("text", "names", "expected"), CASES)
def test_turns(text: str, names: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    page = segment(Document(text))
    passages = find_passages(page)
    tags = Tags(names=name_spans(text, names))
    turns = by_layout(page, passages)
    found = find_entities(page, tags, turns, passages)
    rows = [
        (turn.source[0].of(text), speaker.name, speaker.role.title)
        for turn, speaker in zip(turns, resolve(turns, found), strict=True)
    ]
    assert rows == expected


def test_a_label_is_nobody_of_the_article() -> None:
    page = segment(Document(TRIAL))
    tags = Tags(names=name_spans(TRIAL, "P: Cal Dorsey, Peter Holm, HOLM; O: WITNESS"))
    found = find_entities(page, tags, by_layout(page, ()))
    assert [entity.name for entity in found.entities] == ["Cal Dorsey", "Peter Holm"]
