from __future__ import annotations

import pytest

from quotes.parser.data import lines
from quotes.parser.jurisdiction.places import Form, slug
from quotes.parser.jurisdiction.surroundings import gazetteer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tucson, Ariz., is hot.", [("Tucson", "name"), ("Ariz.", "short")], id="city-and-state"),
        pytest.param(
            "Nora Quell, R-S.C., and Ike Zorn (D-AZ)", [("S.C.", "short"), ("AZ", "short")], id="party-labels"
        ),
        pytest.param("STAY IN OR OUT OK", [], id="words-like-postal-codes"),
        pytest.param("The Russian and U.S. envoys", [("Russian", "adjective"), ("U.S.", "short")], id="adjective"),
        pytest.param("the Kremlin and Capitol Hill", [("Kremlin", "seat"), ("Capitol Hill", "seat")], id="seats"),
        pytest.param("Prince George’s County", [("Prince George’s County", "name")], id="apostrophe"),
        pytest.param("Miami–Dade County", [("Miami–Dade County", "name")], id="dash"),
        pytest.param("St. Paul and Saint Paul", [("St. Paul", "name"), ("Saint Paul", "name")], id="spellings"),
        pytest.param("LONDON AND PARIS", [("LONDON", "name"), ("PARIS", "name")], id="capitals"),
        pytest.param("the New England coast, the Middle East", [], id="regions-without-a-government"),
        pytest.param("turkey and china", [], id="lower-case"),
    ],
)
def test_places_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.span.of(text), found.form.value) for found in gazetteer().find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Springfield, Ill.", {"us/state:il"}, id="state-after"),
        pytest.param("Colorado’s Jefferson County", {"us/state:co"}, id="state-before"),
        pytest.param("Paris (Texas)", {"us/state:tx"}, id="in-brackets"),
    ],
)
def test_a_state_beside_a_town_settles_which(text: str, expected: set[str]) -> None:
    qualified = [found for found in gazetteer().find(text) if found.qualified]
    assert [{area.within for area in found.areas} for found in qualified] == [expected]


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        pytest.param("Mrs. Clinton spoke", True, id="surname"),
        pytest.param("a shop in Clinton", False, id="after-in"),
        pytest.param("Phoenix spoke", False, id="large-city"),
        pytest.param("Clinton, Iowa", False, id="with-its-state"),
    ],
)
def test_small_towns_are_weak_where_they_stand_like_a_name(text: str, weak: bool) -> None:
    assert gazetteer().find(text)[0].weak is weak


def test_words_that_mark_a_country_are_no_places() -> None:
    assert [found.form for found in gazetteer().scan("the Taoiseach")] == [Form.MARK]
    assert gazetteer().find("the Taoiseach") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("St. Mary's", "st._mary~s", id="apostrophe-and-full-stop"),
        pytest.param("Miami-Dade", "miami-dade", id="hyphen"),
        pytest.param("Doña Ana", "doña_ana", id="letters-with-marks"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_every_line_of_the_tables_reads() -> None:
    named = gazetteer().named
    for line in lines("places.tsv"):
        within, kind, name, people = line.split("\t")
        assert people.isdigit(), line
        areas = [area for area in named(name) if within.startswith(area.country)]
        assert areas, line
        assert kind == "-" or any(area.division and area.division.split(":")[-1] for area in areas), line


def test_an_abroad_city_has_no_division() -> None:
    assert [area.division for area in gazetteer().named("Yokohama")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora Quell became harbour master in March.", [], id="month"),
        pytest.param("FORMED IN MARCH", [], id="month-in-capitals"),
        pytest.param("In March, Norfolk police found it.", ["Norfolk"], id="month-before-a-county"),
        pytest.param("It was sold in August, California officials said.", ["California"], id="month-before-a-state"),
        pytest.param(
            "Nora Quell of March, Cambridgeshire, said no.", ["March", "Cambridgeshire"], id="town-and-county"
        ),
        pytest.param("March Town Council said no.", ["March"], id="town-council"),
        pytest.param("Nora Quell, mayor of March, said no.", ["March"], id="mayor-of"),
    ],
)
def test_a_month_is_a_place_only_where_it_clearly_is(text: str, expected: list[str]) -> None:
    assert [mention.span.of(text) for mention in gazetteer().find(text)] == expected
