"""What people type in, the rows that it means out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from quotes.errors import NotFoundError
from quotes.matching import best, find_jurisdictions, find_speakers, suggestions
from quotes.models import Base, Jurisdiction, Speaker, SpeakerName

NAMES = [
    (1, "Ana Belén Ortiz", "Ana Belén Ortiz"),
    (2, "Tom O’Neill", "Tom O’Neill"),
    (3, "Ortiz campaign", "Ortiz campaign"),
    (4, "Neil Tomlin", "Neil Tomlin"),
]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        pytest.param("ortiz", (1, 3), id="a-word-of-several"),
        pytest.param("ana ortiz", (1,), id="words-that-do-not-touch"),
        pytest.param("BELEN", (1,), id="case-and-accents"),
        pytest.param("neil", (4,), id="whole-word-before-beginning"),
        pytest.param("tom", (2,), id="whole-word-before-beginning-of-another"),
        pytest.param("toml", (4,), id="beginning"),
        pytest.param("oneill", (2,), id="across-an-apostrophe"),
        pytest.param("omli", (4,), id="inside"),
        pytest.param("zz", None, id="nowhere"),
        pytest.param("", None, id="empty"),
        pytest.param(" ", None, id="blank"),
    ],
)
def test_best(words: str, numbers: tuple[int, ...] | None) -> None:
    match = best(words, NAMES)
    assert (match and match.ids) == numbers


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param("Ortis", ["Ana Belén Ortiz"], id="a-letter-in-a-surname"),
        pytest.param("ortiz campain", ["Ortiz campaign"], id="a-letter-in-a-whole-name"),
        pytest.param("xyzzy", [], id="unlike"),
        pytest.param("", [], id="empty"),
    ],
)
def test_suggestions(words: str, names: list[str]) -> None:
    assert suggestions(words, NAMES) == names


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        for number, kind in ((1, "person"), (2, "organization")):
            opened.add(Speaker(id=number, name="Lee Ash", key="lee ash", kind=kind))
        opened.add(Speaker(id=3, name="Mina Roe", key="mina roe", kind="person"))
        opened.flush()
        opened.add(SpeakerName(speaker_id=3, name="Mrs. 100%_Ash", key="mrs 100 ash"))
        for state in ("il", "ma"):
            opened.add(
                Jurisdiction(name="Springfield", division=f"ocd-division/country:us/state:{state}/place:springfield")
            )
        opened.add(Jurisdiction(name="North Springfield"))
        opened.flush()
        yield opened
    engine.dispose()


def test_namesakes_are_told_apart(session: Session) -> None:
    assert find_speakers(session, "lee").names == ("Lee Ash (number 1)", "Lee Ash (number 2)")
    assert find_jurisdictions(session, "springfield").names == (
        "Springfield (ocd-division/country:us/state:il/place:springfield)",
        "Springfield (ocd-division/country:us/state:ma/place:springfield)",
    )


def test_another_name_of_a_speaker(session: Session) -> None:
    assert find_speakers(session, "mrs ash").names == ("Mina Roe",)


def test_a_division_is_one_jurisdiction(session: Session) -> None:
    assert find_jurisdictions(session, "ocd-division/country:us/state:il/place:springfield").names == ("Springfield",)


def test_wildcards_of_the_database_are_letters(session: Session) -> None:
    with pytest.raises(NotFoundError, match=r"^No speaker named '%'\. To see all: quotes speakers$"):
        find_speakers(session, "%")
