"""Who is who: descriptions in, the people they are of and what is doubted out."""

from __future__ import annotations

import random

import pytest

from quotes.identity import Authority, Person, Persona, identify
from quotes.identity.evidence import evidence_of

ARDEN = ("Arden", "ocd-division/country:us/state:zz/place:arden")
BELL = ("Bell", "ocd-division/country:us/state:yy/place:bell")
ZEMBLA = ("Zembla", "ocd-division/country:us/state:zz")
US = ("United States", "ocd-division/country:us")

Place = tuple[str, str] | tuple[None, None]
NOWHERE: Place = (None, None)


def met(name: str, title: str | None = None, place: Place = NOWHERE, *names: str, weight: int = 1) -> Persona:
    return Persona(0, "person", name, names, evidence_of(title, None, *place), weight)


def body(name: str, place: Place = NOWHERE, *names: str, kind: str = "organization", weight: int = 1) -> Persona:
    return Persona(0, kind, name, names, evidence_of(None, None, *place), weight)


def found(personas: list[Persona], authorities: list[Authority]) -> tuple[set[tuple[str, ...]], set[tuple[str, str]]]:
    """Each person by the descriptions that are of them, and each doubted description with the reason's name."""
    numbered = [
        Persona(n, p.kind, p.name, p.names, p.evidence, p.weight, p.apart) for n, p in enumerate(personas, start=1)
    ]
    people, doubts = identify(numbered, authorities)
    named = {p.id: " ".join((p.name, *p.evidence.heads, p.evidence.place)).strip() for p in numbered}
    groups = {tuple(sorted(named[member.id] for member in person.members)) for person in people}
    return groups, {(named[number], doubt.reason.name) for number, doubt in doubts.items()}


@pytest.mark.parametrize(
    ("personas", "people", "doubts"),
    [
        pytest.param(
            [met("Mary Hanley", "mayor", ARDEN), met("Mary Hanley", "former mayor")],
            {("Mary Hanley mayor", "Mary Hanley mayor arden")},
            set(),
            id="same-name-same-role",
        ),
        pytest.param(
            [met("John Smith", "sheriff", ARDEN), met("John Smith", "mayor", BELL)],
            {("John Smith sheriff arden",), ("John Smith mayor bell",)},
            set(),
            id="two-john-smiths",
        ),
        pytest.param(
            [met("John Smith", "mayor", ARDEN), met("John Smith", "senator", ZEMBLA)],
            {("John Smith mayor arden", "John Smith senator zembla")},
            {("John Smith senator zembla", "SAME")},
            id="a-town-lies-in-its-state",
        ),
        pytest.param(
            [met("John Smith", "sheriff", ARDEN), met("John Smith", "mayor", BELL), met("John Smith")],
            {("John Smith sheriff arden",), ("John Smith mayor bell",), ("John Smith",)},
            {("John Smith", "WHICH")},
            id="which-john-smith",
        ),
        pytest.param(
            [met("Mary Hanley", "mayor", ARDEN), met("Mary Hanley")],
            {("Mary Hanley", "Mary Hanley mayor arden")},
            {("Mary Hanley", "SAME")},
            id="same-name-no-role",
        ),
        pytest.param(
            [met("Mary Hanley", weight=2)],
            {("Mary Hanley",)},
            {("Mary Hanley", "SAME")},
            id="the-name-and-nothing-else-twice",
        ),
        pytest.param(
            [met("Mary Hanley", "mayor", ARDEN, weight=4), met("Mary Hanley")],
            {("Mary Hanley", "Mary Hanley mayor arden")},
            set(),
            id="a-name-met-often-is-believed",
        ),
        pytest.param(
            [met("Mary Hanley", "governor", ZEMBLA, weight=4), met("Mary Hanley", "governor", BELL)],
            {("Mary Hanley governor bell", "Mary Hanley governor zembla")},
            {("Mary Hanley governor bell", "ODD")},
            id="a-place-misread-is-doubted",
        ),
        pytest.param(
            [met("Mary J. Hanley", "mayor", ARDEN), met("Mary Hanley", "mayor", ARDEN, weight=4)],
            {("Mary Hanley mayor arden", "Mary J. Hanley mayor arden")},
            set(),
            id="middle-initial",
        ),
        pytest.param(
            [met("Bob Okafor", "pilot"), met("Robert Okafor", "sheriff", ARDEN)],
            {("Bob Okafor pilot",), ("Robert Okafor sheriff arden",)},
            {("Bob Okafor pilot", "VARIANT")},
            id="a-nickname-alone-is-doubted",
        ),
        pytest.param(
            [met("Bob Okafor", "pilot", NOWHERE, "Robert Okafor"), met("Robert Okafor", "sheriff", ARDEN)],
            {("Bob Okafor pilot", "Robert Okafor sheriff arden")},
            set(),
            id="an-article-gives-both-forms",
        ),
        pytest.param(
            [met("Tunde Okafor", "senator", US, weight=4), met("Tunde Okafor Jr.", "driver", US)],
            {("Tunde Okafor senator united states",), ("Tunde Okafor Jr. driver united states",)},
            {("Tunde Okafor Jr. driver united states", "VARIANT")},
            id="father-and-son",
        ),
        pytest.param(
            [met("Tudne Okafor", "senator"), met("Tunde Okafor", "senator", US, weight=16)],
            {("Tudne Okafor senator", "Tunde Okafor senator united states")},
            set(),
            id="a-slip-in-a-frequent-name",
        ),
        pytest.param(
            [met("Tudne Okafor", "senator"), met("Tunde Okafor", "senator", US)],
            {("Tudne Okafor senator",), ("Tunde Okafor senator united states",)},
            {("Tudne Okafor senator", "VARIANT")},
            id="a-slip-in-a-rare-name",
        ),
        pytest.param(
            [met("Mary Okafor", "pilot"), met("Mara Okafor", "senator", US, weight=16)],
            {("Mary Okafor pilot",), ("Mara Okafor senator united states",)},
            set(),
            id="two-names-one-letter-apart",
        ),
        pytest.param(
            [met("Mary Okafor", "senator"), met("Marc Okafor", "senator", US, weight=16)],
            {("Mary Okafor senator",), ("Marc Okafor senator united states",)},
            set(),
            id="one-letter-apart-but-she-is-no-he",
        ),
        pytest.param(
            [met("Mara Okafor", "pilot", NOWHERE, "Mary Okafor"), met("Mary Okafor", "senator", US)],
            {("Mara Okafor pilot", "Mary Okafor senator united states")},
            set(),
            id="an-article-writes-it-either-way",
        ),
        pytest.param(
            [met("John Elias Hanley", "mayor"), met("Jeh Hanley", "mayor", ARDEN, weight=4)],
            {("Jeh Hanley mayor arden", "John Elias Hanley mayor")},
            set(),
            id="a-name-made-of-initials",
        ),
        pytest.param(
            [met("John Elias Hanley"), met("Jeh Hanley", "mayor", ARDEN, weight=4)],
            {("Jeh Hanley mayor arden",), ("John Elias Hanley",)},
            {("John Elias Hanley", "VARIANT")},
            id="initials-alone-are-doubted",
        ),
        pytest.param(
            [met("Hanley", "mayor", ARDEN), met("Mary Hanley", "mayor", ARDEN), met("Paul Hanley", "pilot")],
            {("Hanley mayor arden", "Mary Hanley mayor arden"), ("Paul Hanley pilot",)},
            set(),
            id="a-surname-with-a-role",
        ),
        pytest.param(
            [met("Hanley"), met("Mary Hanley", "mayor", ARDEN)],
            {("Hanley",), ("Mary Hanley mayor arden",)},
            {("Hanley", "SHORT")},
            id="a-surname-without",
        ),
        pytest.param(
            [met("Hanley", "mayor"), met("Mary Hanley", "mayor", ARDEN), met("Paul Hanley", "mayor", BELL)],
            {("Hanley mayor",), ("Mary Hanley mayor arden",), ("Paul Hanley mayor bell",)},
            {("Hanley mayor", "SHORT")},
            id="a-role-that-two-have",
        ),
        pytest.param(
            [met("Hanley", None, NOWHERE, "Mary Hanley"), met("Mary Hanley", "mayor", ARDEN)],
            {("Hanley", "Mary Hanley mayor arden")},
            set(),
            id="a-surname-that-the-article-completes",
        ),
        pytest.param(
            [body("AWB", ARDEN), body("Arden Water Board", ARDEN)],
            {("AWB arden", "Arden Water Board arden")},
            set(),
            id="abbreviation",
        ),
        pytest.param(
            [body("AWB"), body("Arden Water Board"), body("Arden Wine Board")],
            {("AWB",), ("Arden Water Board",), ("Arden Wine Board",)},
            {("AWB", "VARIANT")},
            id="abbreviation-of-two",
        ),
        pytest.param(
            [body("the Water Board, Inc."), body("Water Board", kind="unknown")],
            {("Water Board", "the Water Board, Inc.")},
            set(),
            id="body-of-one-name",
        ),
        pytest.param(
            [body("Hanley campaign"), body("Hanley team"), body("the Okafor camp")],
            {("Hanley campaign", "Hanley team"), ("the Okafor camp",)},
            set(),
            id="a-campaign-and-its-team",
        ),
        pytest.param(
            [body("Supreme Court", US), body("Supreme Court", ZEMBLA)],
            {("Supreme Court united states",), ("Supreme Court zembla",)},
            set(),
            id="a-court-of-each-state",
        ),
        pytest.param(
            [met("Hanley"), met("Mary Hanley", "mayor", ARDEN, weight=16), met("Paul Hanley", "pilot")],
            {("Hanley", "Mary Hanley mayor arden"), ("Paul Hanley pilot",)},
            set(),
            id="a-surname-that-everybody-knows",
        ),
        pytest.param(
            [met("Hanley"), met("Mary Hanley", "mayor", ARDEN, weight=16), met("Paul Hanley", "pilot", weight=4)],
            {("Hanley",), ("Mary Hanley mayor arden",), ("Paul Hanley pilot",)},
            {("Hanley", "SHORT")},
            id="a-surname-that-two-are-known-by",
        ),
        pytest.param(
            [met("Hanley", None, NOWHERE, "Ann Hanley"), met("Mary Hanley", "mayor", ARDEN, weight=16)],
            {("Hanley",), ("Mary Hanley mayor arden",)},
            {("Hanley", "SHORT")},
            id="a-surname-of-one-whom-only-this-article-names",
        ),
        pytest.param(
            [met("Hanley", "mayor", BELL), met("Mary Hanley", "mayor", ARDEN, weight=16)],
            {("Hanley mayor bell", "Mary Hanley mayor arden")},
            {("Hanley mayor bell", "ODD")},
            id="everybody-knows-but-the-place-is-odd",
        ),
        pytest.param(
            [met("Hanley", "pilot"), met("Mary Hanley", "mayor", ARDEN, weight=16), met("Paul Hanley", "pilot")],
            {("Hanley pilot", "Paul Hanley pilot"), ("Mary Hanley mayor arden",)},
            set(),
            id="everybody-knows-one-but-the-role-is-another-s",
        ),
        pytest.param([met("Arden"), body("Arden")], {("Arden", "Arden")}, set(), id="a-bare-name-is-the-body-s"),
        pytest.param(
            [met("Arden", "mayor", BELL), body("Arden")],
            {("Arden mayor bell",), ("Arden",)},
            set(),
            id="one-with-an-office-is-no-body",
        ),
        pytest.param(
            [met("Mr. Arden"), body("Arden")], {("Mr. Arden",), ("Arden",)}, set(), id="one-with-a-title-is-no-body"
        ),
        pytest.param(
            [met("Arden"), met("Ann Arden"), body("Arden", weight=4)],
            {("Arden",), ("Ann Arden",), ("Arden",)},
            {("Arden", "SHORT")},
            id="a-bare-name-that-somebody-has-too",
        ),
        pytest.param(
            [met("Arden"), met("Ann Arden"), body("Arden", weight=16)],
            {("Arden", "Arden"), ("Ann Arden",)},
            set(),
            id="a-bare-name-that-is-far-more-often-the-body-s",
        ),
        pytest.param(
            [body("Mary Hanley"), met("Mary Hanley", "mayor", ARDEN, weight=4)],
            {("Mary Hanley", "Mary Hanley mayor arden")},
            set(),
            id="a-person-taken-for-a-body",
        ),
        pytest.param(
            [body("Mary Hanley"), met("Mary Hanley")],
            {("Mary Hanley",), ("Mary Hanley",)},
            set(),
            id="as-often-a-person-as-a-body",
        ),
        pytest.param(
            [body("Hanley"), met("Mary Hanley", "mayor", ARDEN, weight=16)],
            {("Hanley",), ("Mary Hanley mayor arden",)},
            {("Hanley", "SHORT")},
            id="a-body-called-by-a-known-surname",
        ),
    ],
)
def test_identify(personas: list[Persona], people: set[tuple[str, ...]], doubts: set[tuple[str, str]]) -> None:
    assert found(personas, []) == (people, doubts)
    for seed in range(4):
        shuffled = random.Random(seed).sample(personas, len(personas))
        assert found(shuffled, []) == (people, doubts)


MAYOR = Authority(1, "person", "Mary Hanley", ("Mary Hanley", "Hanley"), (evidence_of("Mayor", None, *ARDEN),))
PILOT = Authority(2, "person", "Mary Hanley", ("Mary Hanley",), (evidence_of("pilot", None, *BELL),))


@pytest.mark.parametrize(
    ("personas", "authorities", "people", "doubts"),
    [
        pytest.param(
            [met("Mary Hanley", weight=2), met("Mary Hanley", "clerk")],
            [MAYOR],
            {("Mary Hanley", "Mary Hanley clerk")},
            set(),
            id="settles-a-name",
        ),
        pytest.param([met("Hanley")], [MAYOR], {("Hanley",)}, set(), id="settles-a-short-name"),
        pytest.param(
            [met("Arden", weight=2)],
            [Authority(3, "organization", "Arden")],
            {("Arden",)},
            set(),
            id="settles-what-a-body-is-called",
        ),
        pytest.param(
            [met("Mary Hanley", "mayor"), met("Mary Hanley", "pilot")],
            [MAYOR, PILOT],
            {("Mary Hanley mayor",), ("Mary Hanley pilot",)},
            set(),
            id="two-of-one-name",
        ),
        pytest.param(
            [met("Mary Hanley")], [MAYOR, PILOT], {("Mary Hanley",)}, {("Mary Hanley", "WHICH")}, id="which-of-the-two"
        ),
        pytest.param(
            [met("Mary Hanley", weight=2)],
            [MAYOR, Authority(2, "person", "Mary Hanley", (), (evidence_of("clerk", None, *ARDEN),), source=2)],
            {("Mary Hanley",)},
            set(),
            id="one-in-two-files",
        ),
        pytest.param(
            [met("Mary Hanley", weight=2)],
            [MAYOR, Authority(2, "person", "Mary Hanley", source=2)],
            {("Mary Hanley",)},
            set(),
            id="one-of-whom-another-file-has-no-role",
        ),
        pytest.param(
            [met("Mary Hanley"), met("Molly Hanley")],
            [
                Authority(1, "person", "Mary Hanley", wikidata_id="Q7"),
                Authority(2, "person", "Molly Hanley", wikidata_id="Q7"),
            ],
            {("Mary Hanley", "Molly Hanley")},
            set(),
            id="one-by-the-wikidata-id",
        ),
        pytest.param(
            [met("Mary Hanley")],
            [MAYOR, Authority(2, "person", "Mary Hanley", (), (evidence_of("pilot", None, *BELL),), source=2)],
            {("Mary Hanley",)},
            {("Mary Hanley", "WHICH")},
            id="namesakes-in-two-files",
        ),
    ],
)
def test_authorities(
    personas: list[Persona],
    authorities: list[Authority],
    people: set[tuple[str, ...]],
    doubts: set[tuple[str, str]],
) -> None:
    assert found(personas, authorities) == (people, doubts)


def test_the_name_is_the_most_frequent_form() -> None:
    person = Person()
    for persona in (met("Mary J. Hanley"), met("Mary Hanley", weight=4), met("Mayor Hanley")):
        person.add(persona)
    assert person.name == "Mary Hanley"
