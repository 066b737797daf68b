"""Names, roles and places of articles, and the rows they are filed under."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from quotes.database import writing
from quotes.parser.annotation import Jurisdiction, Role
from quotes.speakers import name_key
from quotes.store import store
from quotes.tenures import Holder, file_jurisdictions, file_tenures
from tests.database.writing import RUN, Said, article, person, rows, speaking


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Mary Hanley", "mary hanley", id="case"),
        pytest.param("José  Muñoz", "jose munoz", id="accents-and-spaces"),
        pytest.param("Tom O’Neill-Smith", "tom o neill smith", id="punctuation"),
        pytest.param("O'Neill", name_key("O’Neill"), id="any-apostrophe"),
        pytest.param("J. R. R. Dorne", "j r r dorne", id="initials"),
        pytest.param("ＩＢＭ", "ibm", id="wide-letters"),
        pytest.param("Straße", "strasse", id="folded"),
        pytest.param("李明", "李明", id="other-scripts"),
        pytest.param("...", "...", id="nothing-but-punctuation"),
    ],
)
def test_name_key(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(min_size=1))
def test_no_name_is_filed_under_nothing(name: str) -> None:
    assert name_key(name)


COUNTRY, STATE, COUNTY, TOWN = (
    Jurisdiction(name, f"ocd-division/country:us{rest}")
    for name, rest in [
        ("United States", ""),
        ("Zembla", "/state:zz"),
        ("Arden County", "/state:zz/county:arden"),
        ("Arden", "/state:zz/place:arden"),
    ]
)
LIKE_THE_STATE = Jurisdiction("Zembla South", "ocd-division/country:us/state:zz_south/place:x")

NESTED = [
    ("Arden", "place", "Zembla"),
    ("Arden County", "county", "Zembla"),
    ("United States", "country", None),
    ("Zembla", "state", "United States"),
    ("Zembla South", "place", "United States"),
]
PARENTS = "SELECT j.name, j.level, p.name FROM jurisdiction j LEFT JOIN jurisdiction p ON p.id = j.parent_id ORDER BY 1"


def test_places_are_nested_alike_in_whatever_order_they_come(fresh: Callable[[], Engine]) -> None:
    orders = random.Random(1).sample([*permutations([COUNTRY, STATE, COUNTY, TOWN, LIKE_THE_STATE])], 12)
    for order in orders:
        engine = fresh()
        for place in order:
            with writing(engine) as connection:
                file_jurisdictions(connection, [place])
        assert rows(engine, PARENTS) == NESTED, order


def test_places_that_come_together_are_nested(engine: Engine) -> None:
    with writing(engine) as connection:
        file_jurisdictions(connection, [LIKE_THE_STATE, TOWN, COUNTY, STATE, COUNTRY])
    assert rows(engine, PARENTS) == NESTED


def test_a_division_is_one_row_whatever_it_is_called(engine: Engine) -> None:
    other = Jurisdiction("City of Arden", TOWN.division)
    unclear = Jurisdiction("Arden")
    with writing(engine) as connection:
        filed = [file_jurisdictions(connection, [place])[place] for place in (TOWN, other, unclear, unclear)]
    assert filed == [1, 1, 2, 2]
    assert rows(engine, "SELECT name, division FROM jurisdiction") == [("Arden", TOWN.division), ("Arden", None)]


@pytest.mark.parametrize(
    ("role", "filed"),
    [
        pytest.param(Role(), None, id="nothing"),
        pytest.param(Role("", "", None, ""), None, id="empty-words"),
        pytest.param(Role("Mayor"), ("Mayor", None, None, None), id="title"),
        pytest.param(Role(None, "the firm"), (None, "the firm", None, None), id="body-alone"),
        pytest.param(Role(None, None, TOWN), (None, None, "Arden", None), id="place-alone"),
        pytest.param(Role("aide", None, None, "Mary Hanley"), ("aide", None, None, "Mary Hanley"), id="for-somebody"),
    ],
)
@pytest.mark.parametrize("speaker", [None, 1])
def test_tenures(engine: Engine, role: Role, filed: tuple[str | None, ...] | None, speaker: int | None) -> None:
    store(engine, *article("“No,” said Hanley.", Said("“No,”", speaker=speaking(person("Hanley")))), run=RUN)
    with writing(engine) as connection:
        [first] = file_tenures(connection, [Holder(speaker, role)])
        again = file_tenures(connection, [Holder(speaker, role)] * 2)
    assert again == [first, first]
    query = (
        "SELECT t.role, t.organization, j.name, t.on_behalf_of, t.speaker_id"
        " FROM tenure t LEFT JOIN jurisdiction j ON j.id = t.jurisdiction_id"
    )
    assert rows(engine, query) == ([] if filed is None else [(*filed, speaker)])
