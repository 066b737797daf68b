"""Names that a tag cuts wrongly: texts with marked sources in, the names of the speakers out."""

from __future__ import annotations

import pytest

from tests.parser.test_entity import speakers

PERSONS = [
    pytest.param(
        "Tom Reddick left. <Said Reddick>: no.", "P: Tom Reddick, Said Reddick", ["Tom Reddick"], id="verb-before"
    ),
    pytest.param("<Tom Reddick beaten> said no.", "P: Tom Reddick beaten", ["Tom Reddick"], id="verb-behind"),
    pytest.param(
        "He can <out-Reddick Tom Reddick>, he said.", "P: out-Reddick Tom Reddick", ["Tom Reddick"], id="out-doing"
    ),
    pytest.param("<Ludo van der Berk> said no.", "P: Ludo van der Berk", ["Ludo van der Berk"], id="particles-stay"),
    pytest.param(
        "Tom Reddick left. <TomReddick> wrote more.", "P: Tom Reddick, TomReddick", ["Tom Reddick"], id="run-on"
    ),
    pytest.param("<JosÃ© PeÃ±a> said no. <PeÃ±a> left.", "P: JosÃ© PeÃ±a, PeÃ±a", ["José Peña"] * 2, id="garbled"),
    pytest.param("<Jose\u0301 Delmas> said no.", "P: Jose\u0301 Delmas", ["Jose\u0301 Delmas"], id="accents-apart"),
    pytest.param(
        "<Mr.> said no. <Reddick> left.", "P: Tom Reddick, Reddick", [None, "Reddick"], id="address-is-no-body"
    ),
    pytest.param(
        "Wen Ki-tan, the secretary general of the union, sat down. <Wen> said no. Later <he> left.",
        "",
        ["Wen Ki-tan"] * 2,
        id="untagged-but-introduced",
    ),
]
BODIES = [
    pytest.param("<As Vexford News> reported.", "O: As Vexford News", ["Vexford News"], id="small-word-before"),
    pytest.param("<Ann Dole of Civic Watch> said no.", "P: Ann Dole; O: of Civic Watch", ["Ann Dole"], id="of-before"),
    pytest.param(
        "<The Dock Workers of Ashby> said no.",
        "O: Dock Workers of; L: Ashby",
        ["Dock Workers of Ashby"],
        id="of-behind",
    ),
    pytest.param(
        "<The Center for Marine and Harbor Research> said no.",
        "O: Center for Marine",
        ["Center for Marine and Harbor Research"],
        id="field-with-and",
    ),
    pytest.param(
        "<The House Committee on Fishing, Sand and Tides> said no.",
        "O: House Committee; O: Fishing",
        ["House Committee on Fishing, Sand and Tides"],
        id="field-with-comma",
    ),
    pytest.param(
        "<The committee> met. The Harbor Committee on Monday said so.", "O: Harbor Committee", [None], id="day"
    ),
    pytest.param(
        "<A Ferrow Post-KQX News poll> found no.", "O: Ferrow Post, KQX News", ["Ferrow Post; KQX News"], id="hyphen"
    ),
    pytest.param(
        "<A new Ferrow College Poll> found no.", "O: Ferrow College Poll", ["Ferrow College"], id="poll-is-no-name"
    ),
    pytest.param("<Millennials> said no.", "O: Millennials", [None], id="a-generation-is-no-body"),
    pytest.param(
        "<Two officials in Ashby, Vexford,> said no.", "L: Ashby, Vexford", [None], id="places-are-no-officials"
    ),
    pytest.param(
        "The Ferrow Harbor Council met. According to <FHC records>, it voted no.",
        "O: Ferrow Harbor Council",
        ["Ferrow Harbor Council"],
        id="untagged-initials",
    ),
    pytest.param("A Vexpac aide left. According to <new Vexpac research>, no.", "", [None], id="never-tagged"),
    pytest.param("<A worker named Lee Moss> said no.", "P: Lee Moss", ["Lee Moss"], id="named"),
    pytest.param("<Port Chief of Staff Lee Moss> said no.", "P: Lee Moss; O: Port", ["Lee Moss"], id="chief-of-staff"),
]


@pytest.mark.parametrize(("marked", "names", "expected"), [*PERSONS, *BODIES])
def test_names(marked: str, names: str, expected: list[str | None]) -> None:
    assert speakers(marked, names) == expected
