"""Relatives, staff and campaigns are not the one they belong to: texts with marked sources in, speakers out."""

from __future__ import annotations

import pytest

from tests.parser.test_entity import speakers

TWO = "P: Mary Hanley, Hanley, Tom Reddick, Reddick"
RELATIVES = [
    pytest.param("Hanley’s husband, Jay, left. <Jay> said no.", TWO + ", Jay", ["Jay"], id="surname-of-nobody"),
    pytest.param(
        "Mary Hanley came. <Hanley’s husband, Jay,> said no. <Jay> left.",
        TWO + ", Jay",
        ["Jay Hanley"] * 2,
        id="husband",
    ),
    pytest.param("Tom Reddick came. <His wife, Ida,> said no.", TWO + ", Ida", ["Ida Reddick"], id="his-wife"),
    pytest.param(
        "Tom Reddick came. <His eldest son Ray> said no.", TWO + ", Ray", ["Ray Reddick"], id="his-eldest-son"
    ),
    pytest.param(
        "Tom Reddick came. <His wife, Ida Poe,> said no.", TWO + ", Ida Poe", ["Ida Poe"], id="name-of-her-own"
    ),
    pytest.param("<Tom Reddick> said no. <His father> agreed.", TWO, ["Tom Reddick", None], id="his-father"),
    pytest.param(
        "Tom Reddick and Mary Hanley came. <Reddick’s mother> said no.", TWO, [None], id="mother-of-another-name"
    ),
    pytest.param(
        "Tom Reddick married Ida Reddick. “No,” <Tom Reddick> said. <His wife> agreed.",
        TWO + ", Ida Reddick",
        ["Tom Reddick", "Ida Reddick"],
        id="wife-of-the-same-name",
    ),
    pytest.param(
        "<Tom Reddick> said no. <His son Tom Jr.> agreed. <Reddick> left.",
        TWO + ", Tom Jr",
        ["Tom Reddick", "Tom Reddick Jr.", "Tom Reddick"],
        id="junior-without-surname",
    ),
    pytest.param(
        "<Tom Reddick> said no. His father, <Tom Reddick Sr.>, agreed. <Reddick> left.",
        TWO,
        ["Tom Reddick", "Tom Reddick Sr.", "Tom Reddick"],
        id="senior",
    ),
    pytest.param(
        "<Tom Reddick> said no. <Tom Reddick Jr.> left.", TWO, ["Tom Reddick Jr."] * 2, id="one-man-with-a-suffix"
    ),
]
STAFF = [
    pytest.param("<Mary Hanley> said no. <Hanley’s lawyer> agreed.", TWO, ["Mary Hanley", None], id="her-lawyer"),
    pytest.param("<Mary Hanley> said no. <Her campaign manager> agreed.", TWO, ["Mary Hanley", None], id="manager"),
    pytest.param("<Tom Reddick> said no. <The Reddick aide> agreed.", TWO, ["Tom Reddick", None], id="the-aide"),
    pytest.param(
        "<Tom Reddick> left. <The lawyer who has accused Reddick> said no.",
        TWO,
        ["Tom Reddick", None],
        id="whom-he-accuses",
    ),
    pytest.param(
        "Tom Reddick left. <The lawyer whose papers revealed> that Reddick paid said no.",
        TWO,
        [None],
        id="of-whom-it-tells",
    ),
    pytest.param("Mary Hanley won. <Her campaign workers here> said no.", TWO, [None], id="workers"),
]
CAMPAIGNS = [
    pytest.param("Mary Hanley won. <Her campaign sued> saying no.", TWO, ["Hanley campaign"], id="verb-in-the-source"),
    pytest.param("<The campaign of former Gov. Mary Hanley> said no.", TWO, ["Hanley campaign"], id="campaign-of"),
    pytest.param(
        "<Mary Hanley and her campaign> said no.", TWO, ["Mary Hanley; Hanley campaign"], id="she-and-her-campaign"
    ),
    pytest.param(
        "The Reddick campaign hit her hard. Tom Reddick left. <He> said no.", TWO, ["Tom Reddick"], id="her-is-not-he"
    ),
]


@pytest.mark.parametrize(("marked", "names", "expected"), [*RELATIVES, *STAFF, *CAMPAIGNS])
def test_speakers(marked: str, names: str, expected: list[str | None]) -> None:
    assert speakers(marked, names) == expected
