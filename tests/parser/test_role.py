"""Roles in the article's words: texts with one marked speaker in, role and body out."""

from __future__ import annotations

import pytest

from quotes.parser.entity import find_entities, resolve
from quotes.parser.role import plural_role
from tests.parser.marked import read_marked

POE = "P: Kim Poe, Poe"


def role(marked: str, names: str) -> str | None:
    page, tags, attributions = read_marked(marked, names)
    return resolve(attributions, find_entities(page, tags, attributions))[-1].role.title


@pytest.mark.parametrize(
    ("marked", "names", "expected"),
    [
        pytest.param("<Sen. Kim Poe> said no.", POE, "Senator", id="written-out"),
        pytest.param(
            "<Kim Poe, a nurse at St. Brede Hospital,> said no.",
            POE + "; O: Brede Hospital",
            "nurse at St. Brede Hospital",
            id="saint-of-a-body",
        ),
        pytest.param(
            "<Kim Poe, a spokesman for Mr. Moss,> said no.", POE + ", Moss", "spokesman for Moss", id="address-inside"
        ),
        pytest.param("<Lt. Gov. Kim Poe> said no.", POE, "Lieutenant Governor", id="two-abbreviations"),
        pytest.param("<Kim Poe, R-S.C.,> said no.", POE, None, id="party-label"),
        pytest.param("<Sen. Kim Poe, R-S.C.,> said no.", POE, "Senator", id="title-and-label"),
        pytest.param("<Mr. Poe> said no.", POE, None, id="address"),
        pytest.param("<A nurse named Kim Poe> said no.", POE, "nurse", id="named"),
        pytest.param("As <Kim Poe> left, his son said so.", POE, None, id="subject-behind"),
        pytest.param("<Ashby Councilwoman Kim Poe> said no.", POE + "; L: Ashby", "Councilwoman", id="place-dropped"),
        pytest.param("<Republican Ashby Mayor Kim Poe> said no.", POE + "; L: Ashby", "Mayor", id="party-and-place"),
        pytest.param(
            "<Ashby County Sheriff’s Office spokesman Kim Poe> said no.",
            POE + "; O: Ashby County Sheriff’s Office",
            "Ashby County Sheriff’s Office spokesman",
            id="body-stays-whole",
        ),
        pytest.param(
            "<Ashby Police Department chief Kim Poe> said no.",
            POE + "; L: Ashby",
            "Ashby Police Department chief",
            id="body-behind-a-place",
        ),
        pytest.param("<Former Secretary of State Kim Poe> said no.", POE, "Former Secretary of State", id="of-in-it"),
        pytest.param(
            "<Moss’s campaign manager, Kim Poe,> said no.", POE + ", Moss", "Moss campaign manager", id="possessive"
        ),
        pytest.param("<His campaign manager, Kim Poe,> said no.", POE, "campaign manager", id="his"),
        pytest.param(
            "<Kim Poe, a spokeswoman for Mayor Sal Ortiz,> said no.",
            POE + ", Sal Ortiz",
            "spokeswoman for Mayor Sal Ortiz",
            id="apposition",
        ),
        pytest.param("<Kim Poe, 43, a retired welder,> said no.", POE, "retired welder", id="age"),
        pytest.param("<Kim Poe>, then a judge, said no.", POE, "judge", id="then"),
        pytest.param("Kim Poe, who is the city manager, left. <Poe> said no.", POE, "city manager", id="who-is"),
        pytest.param("Kim Poe is the paper’s editor. <Poe> said no.", POE, "paper’s editor", id="copula"),
        pytest.param("<CNN’s Kim Poe> said no.", POE + "; O: CNN", "CNN", id="affiliation"),
        pytest.param(
            "CNN’s Kim Poe left. <Poe, the editor,> said no.", POE + "; O: CNN", "editor", id="better-than-affiliation"
        ),
        pytest.param(
            "<Kim Poe of the Ferrow Institute> said no.",
            POE + "; O: Ferrow Institute",
            "Ferrow Institute",
            id="of-a-body",
        ),
        pytest.param("<Kim Poe, a student from Ashby,> said no.", POE + "; L: Ashby", "student", id="home-dropped"),
        pytest.param("<Kim Poe> said no. <The governor> left.", POE, "governor", id="told-by-a-description"),
        pytest.param("<Kim Poe> said no. The next president will come.", POE, None, id="somebody-to-come"),
        pytest.param(
            "Kim Poe beat her rival, Lee Moss. <Moss> said no.",
            POE + ", Lee Moss, Moss",
            "rival",
            id="for-want-of-better",
        ),
        pytest.param(
            "Her rival, Lee Moss, left. <Moss, a surgeon,> said no.",
            "P: Lee Moss, Moss",
            "surgeon",
            id="better-than-rival",
        ),
        pytest.param(
            "Candidates such as Kim Poe and Lee Moss came. <Moss> said no.",
            POE + ", Lee Moss, Moss",
            "Candidate",
            id="one-of",
        ),
        pytest.param("It is voters Ms. Poe must win, <Poe> said.", "P: Poe", None, id="plural-before-a-clause"),
        pytest.param("Through a spokeswoman, <Poe> declined.", "P: Poe", None, id="through-a-spokeswoman"),
        pytest.param("<Poe> said no. The sheriff’s office agreed.", "P: Poe", None, id="office-is-no-person"),
        pytest.param("Few voters like Kim Poe. <Poe> said no.", POE, None, id="like-is-a-verb"),
        pytest.param(
            "<Kim Poe, a Tucson, Ariz., rabbi helping out,> said no.",
            POE + "; L: Tucson, Ariz",
            "rabbi",
            id="city-and-state",
        ),
        pytest.param(
            "<Kim Poe, an aide to Democrats such as Lee Moss,> said no.",
            POE + ", Lee Moss; M: Democrats",
            "aide to Democrats",
            id="examples-are-no-part",
        ),
        pytest.param(
            "<Kim Poe>, the chief of staff Lee Moss hired, said no.",
            POE + ", Lee Moss",
            None,
            id="title-of-the-next-name",
        ),
        pytest.param("<QRTV’s Kim Poe> said no.", POE, "QRTV", id="untagged-affiliation"),
        pytest.param(
            "<Poe, a surgeon who once was a mayor,> met Lee Moss.",
            POE + ", Lee Moss",
            "surgeon",
            id="relative-is-no-second-role",
        ),
        pytest.param(
            "<Tracy Poe, Lee’s father,> said no.", "P: Tracy Poe, Lee", "Lee father", id="name-of-both-genders"
        ),
        pytest.param(
            "The Poe campaign hopes, as candidates do. <Poe> said no.", "P: Poe", "candidate", id="who-has-a-campaign"
        ),
        pytest.param("The Poe team hopes, as candidates do. <Moss> said no.", "P: Poe, Moss", None, id="who-has-none"),
        pytest.param(
            "<Yuma County Sheriff’s Office spokesman Kim Poe> said no.",
            "P: Kim Poe; O: Yuma County, Office",
            "Yuma County Sheriff’s Office spokesman",
            id="body-tagged-in-pieces",
        ),
        pytest.param(
            "<El Paso Deputy Mayor Kim Poe> said no.", "P: Kim Poe; L: Paso", "Deputy Mayor", id="piece-of-a-place"
        ),
        pytest.param("<Savannah Mayor Kim Poe> said no.", "P: Kim Poe", "Mayor", id="untagged-place-like-a-name"),
        pytest.param(
            "<Tucson Alderwoman Kim Poe> said no.", "P: Tucson Alderwoman Kim Poe", "Alderwoman", id="place-in-a-name"
        ),
        pytest.param("<A spokesman for the firm> said no.", "", "spokesman for the firm", id="unnamed"),
        pytest.param("<Supporters of Kim Poe> said no.", POE, None, id="unnamed-group"),
        pytest.param(
            "Sens. Kim Poe and Lee Moss left. <Moss> said no.", POE + ", Lee Moss, Moss", "Senator", id="shared"
        ),
        pytest.param(
            "<Senators Kim Poe, Republican of Iowa, and Lee Moss, Democrat of Ohio,> said no.",
            POE + ", Lee Moss; L: Iowa, Ohio",
            "Senators",
            id="joint-with-party-and-state",
        ),
        pytest.param(
            "Sens. Kim Poe of Iowa and Lee Moss came. <Moss> said no.",
            POE + ", Lee Moss, Moss; L: Iowa",
            "Senator",
            id="shared-past-a-state",
        ),
        pytest.param("<Sens. Kim Poe and Lee Moss> said no.", POE + ", Lee Moss", "Senators", id="joint"),
        pytest.param(
            "<Mayor Kim Poe and Sen. Lee Moss> said no.", POE + ", Lee Moss", None, id="joint-without-a-shared-one"
        ),
        pytest.param("<“Late Hour” host Kim Poe> said no.", POE, "“Late Hour” host", id="name-of-a-show"),
        pytest.param("<Ms. Poe -- whose husband sings --> said no.", POE, None, id="whose-husband"),
        pytest.param("<Her husband, Ms. Poe,> said no.", POE, None, id="husband-is-no-woman"),
        pytest.param("They met veteran Poe aides. <Poe> said no.", POE, None, id="name-before-a-noun"),
        pytest.param("The federal judge Poe meant left. <Poe> said no.", POE, None, id="judge-that-poe-meant"),
        pytest.param("<Kim Poe> said no. Poe, an aide said, is ill.", POE, None, id="subject-is-no-apposition"),
        pytest.param(
            "Lee called “Kim Poe, a hater,” ill. <Poe, the mayor,> said no.", POE, "mayor", id="called-so-by-another"
        ),
    ],
)
def test_role(marked: str, names: str, expected: str | None) -> None:
    assert role(marked, names) == expected


def test_a_role_names_its_body_and_for_whom_it_speaks() -> None:
    marked = "<Ferrow Institute director Kim Poe> said no. <Lee Moss, a spokesman for Poe,> agreed."
    page, tags, attributions = read_marked(marked, "P: Kim Poe, Lee Moss, Poe; O: Ferrow Institute")
    first, second = resolve(attributions, find_entities(page, tags, attributions))
    assert (first.role.organization, first.role.on_behalf_of) == ("Ferrow Institute", None)
    assert (second.role.organization, second.role.on_behalf_of) == (None, "Poe")


def test_a_role_brings_its_jurisdiction() -> None:
    page, tags, attributions = read_marked("<Utah Gov. Kim Poe> said no.", POE + "; L: Utah")
    (speaker,) = resolve(attributions, find_entities(page, tags, attributions))
    assert speaker.role.jurisdiction is not None
    assert speaker.role.jurisdiction.name == "Utah"


@pytest.mark.parametrize(
    ("marked", "names", "expected"),
    [
        pytest.param(
            "<Kim Poe, a lobbyist and a former Utah governor,> said no.", POE + "; L: Utah", "Utah", id="second-of-two"
        ),
        pytest.param(
            "Ohio Gov. Kim Poe came. <Lobbyist Kim Poe> said no.",
            POE + "; L: Ohio",
            "Ohio",
            id="elsewhere-in-the-article",
        ),
        pytest.param(
            "<Lobbyist Kim Poe> said no. “Yes,” said <the candidate>.", POE, "United States", id="in-a-description"
        ),
        pytest.param(
            "<Singer Kim Poe> said no. Lee Moss, the mayor of Tucson, left.", POE + ", Lee Moss", None, id="none"
        ),
    ],
)
def test_whoever_has_an_office_besides_has_its_jurisdiction(marked: str, names: str, expected: str | None) -> None:
    page, tags, attributions = read_marked(marked + " Republicans in the Senate voted for president.", names)
    speaker = resolve(attributions, find_entities(page, tags, attributions))[0]
    assert (speaker.role.jurisdiction and speaker.role.jurisdiction.name) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Senator", "Senators", id="one-word"),
        pytest.param("Congressman", "Congressmen", id="man"),
        pytest.param("director of the board", "directors of the board", id="noun-before-of"),
    ],
)
def test_plural_role(title: str, expected: str) -> None:
    assert plural_role(title) == expected
