from __future__ import annotations

from collections import Counter

import pytest

from quotes.parser.data import lines
from quotes.parser.jurisdiction.office import MODIFIERS, find_offices, offices
from quotes.parser.jurisdiction.surroundings import gazetteer


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        pytest.param("former Secretary of State", [("secretary of state", "office area")], id="longest-words"),
        pytest.param("state Senators", [("state senators", "office state")], id="plural"),
        pytest.param("Sen. Roe’s aide", [("senator", "office nation"), ("aide", "staff named")], id="printed-short"),
        pytest.param("F.B.I. director", [("fbi", "body nation"), ("director", "holder named")], id="initials"),
        pytest.param("Republican front-runner", [("front runner", "race area")], id="hyphen"),
        pytest.param("Sheriff’s Office", [("sheriff office", "office county")], id="possessive"),
        pytest.param("his authority", [], id="no-name-without-capital"),
        pytest.param("Housing Authority", [("housing authority", "body local")], id="name"),
        pytest.param("gardener", [], id="unknown-trade"),
    ],
)
def test_words_of_a_role(role: str, expected: list[tuple[str, str]]) -> None:
    found = [(mention.words, f"{mention.office.kind} {mention.office.reach}") for mention in find_offices(role)]
    assert found == expected


def test_no_words_stand_twice_in_the_table() -> None:
    sections = "\n".join("[" if line.startswith("[") else line for line in lines("offices.txt")).split("[")
    words = Counter(word.strip() for section in sections for word in section.replace("\n", " ").split(","))
    del words[""]
    assert [word for word, count in words.items() if count > 1] == []


def test_countries_and_divisions_of_the_table_are_known() -> None:
    for words, office in offices().items():
        codes = [code for code in office.countries if office.reach != "own" or "/" in code]
        assert all(gazetteer().listed(code) for code in codes), words


def test_modifiers_are_no_offices_that_change_a_role() -> None:
    assert {word for word in MODIFIERS if word in offices() and offices()[word].kind in {"office", "body"}} == set()
