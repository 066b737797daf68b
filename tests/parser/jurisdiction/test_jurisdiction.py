from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parser.annotation import Jurisdiction, Span
from quotes.parser.jurisdiction import jurisdiction
from quotes.parser.jurisdiction.surroundings import read_context

DATELINE = re.compile(r"[A-Z][A-Z. ]+(?:, [A-Z][a-z]+\.?)?(?= – )")

Place = tuple[str, str | None] | None


def where(text: str, name: str | None, title: str | None, organization: str | None = None) -> Place:
    """The jurisdiction that a short article gives to a role, its division without what all divisions begin with."""
    dateline = DATELINE.match(text)
    context = read_context(text, Span(*dateline.span()) if dateline else None)
    mentions = [Span(*match.span()) for match in re.finditer(re.escape(name), text)] if name else []
    found = jurisdiction(title, organization, context=context, mentions=mentions)
    return (found.name, found.division and found.division.removeprefix("ocd-division/country:")) if found else None


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param(
            "Tucson Councilwoman Nora Quell said so.",
            "Councilwoman",
            ("Tucson", "us/state:az/place:tucson"),
            id="city-before-title",
        ),
        pytest.param(
            "“No,” said Yuma County Sheriff’s Office spokesman Nora Quell in Arizona.",
            "Yuma County Sheriff’s Office spokesman",
            ("Yuma County", "us/state:az/county:yuma"),
            id="county-in-body",
        ),
        pytest.param(
            "WASHINGTON – They knew in Arizona. Yuma County Sheriff Nora Quell said no.",
            "Sheriff",
            ("Yuma County", "us/state:az/county:yuma"),
            id="written-elsewhere",
        ),
        pytest.param(
            "Nora Quell, a spokeswoman for Phoenix Councilman Ike Dorn, said no.",
            "spokeswoman for Phoenix Councilman Ike Dorn",
            ("Phoenix", "us/state:az/place:phoenix"),
            id="speaks-for-an-officer",
        ),
        pytest.param("“It is done,” said Nora Quell, the mayor, in March.", "mayor", None, id="month"),
        pytest.param(
            "Orleans Parish District Attorney Nora Quell said no.",
            "District Attorney",
            ("Orleans Parish", "us/state:la/parish:orleans"),
            id="parish",
        ),
        pytest.param(
            "Miami-Dade Mayor Nora Quell said no.",
            "Mayor",
            ("Miami-Dade County", "us/state:fl/county:miami-dade"),
            id="county-without-the-word",
        ),
        pytest.param(
            "New York Mayor Nora Quell said no.",
            "Mayor",
            ("New York City", "us/state:ny/place:new_york"),
            id="city-named-like-its-state",
        ),
        pytest.param(
            "New York Gov. Nora Quell said no.", "Governor", ("New York", "us/state:ny"), id="state-named-like-its-city"
        ),
        pytest.param(
            "Washington Mayor Nora Quell said no.", "Mayor", ("Washington, D.C.", "us/district:dc"), id="capital"
        ),
        pytest.param(
            "Columbus police Sgt. Nora Quell said no.",
            "police Sergeant",
            ("Columbus", "us/state:oh/place:columbus"),
            id="rank-printed-short",
        ),
        pytest.param(
            "Lt. Nora Quell with the Columbus Police Department said no.",
            "Lieutenant",
            ("Columbus", "us/state:oh/place:columbus"),
            id="body-after-name",
        ),
        pytest.param(
            "Nora Quell, the governor of New Jersey, said no.",
            "governor",
            ("New Jersey", "us/state:nj"),
            id="apposition",
        ),
        pytest.param(
            "New Jersey’s governor, Nora Quell, said no.", "governor", ("New Jersey", "us/state:nj"), id="possessive"
        ),
        pytest.param("Gov. Nora Quell of Ohio said no.", "Governor", ("Ohio", "us/state:oh"), id="of-state"),
        pytest.param("Gov. Nora Quell (D-Ore.) said no.", "Governor", ("Oregon", "us/state:or"), id="party-label"),
        pytest.param(
            "Assemblywoman Nora Quell, D-Fresno, said no.",
            "Assemblywoman",
            ("California", "us/state:ca"),
            id="party-label-with-city",
        ),
        pytest.param("Sen. Nora Quell, R-S.C., said no.", "Senator", ("United States", "us"), id="national-legislator"),
        pytest.param(
            "Australian senator Nora Quell said no.", "senator", ("Australia", "au"), id="legislator-elsewhere"
        ),
        pytest.param(
            "South Carolina state Sen. Nora Quell said no.",
            "state Senator",
            ("South Carolina", "us/state:sc"),
            id="state-legislator",
        ),
        pytest.param(
            "Mississippi House Speaker Nora Quell said no.",
            "House Speaker",
            ("Mississippi", "us/state:ms"),
            id="speaker-of-a-state",
        ),
        pytest.param(
            "House Speaker Nora Quell of Ohio said no.", "House Speaker", ("United States", "us"), id="speaker"
        ),
        pytest.param(
            "Arizona Attorney General Nora Quell said no.",
            "Attorney General",
            ("Arizona", "us/state:az"),
            id="attorney-general-of-a-state",
        ),
        pytest.param(
            "The state’s attorney general, Nora Quell, said no. Ohioans in Ohio agreed.",
            "attorney general",
            ("Ohio", "us/state:oh"),
            id="state-without-its-name",
        ),
        pytest.param(
            "WASHINGTON – Attorney General Nora Quell scolded the Senate.",
            "Attorney General",
            ("United States", "us"),
            id="attorney-general-of-the-nation",
        ),
        pytest.param("Israeli Prime Minister Nora Quell said no.", "Prime Minister", ("Israel", "il"), id="adjective"),
        pytest.param("Nora Quell, a Kremlin aide, said no.", "Kremlin aide", ("Russia", "ru"), id="seat-of-government"),
        pytest.param(
            "Russia’s ambassador to the United States, Nora Quell, said no.",
            "ambassador to the United States",
            ("Russia", "ru"),
            id="sent-abroad",
        ),
        pytest.param(
            "In Russia, President Nora Quell told Congress and Republicans no.",
            "President",
            ("United States", "us"),
            id="only-visiting",
        ),
        pytest.param(
            "LONDON – Labour MP Nora Quell told the Commons no.", "Labour MP", ("Britain", "gb"), id="british-mp"
        ),
        pytest.param(
            "DUBLIN – Justice Minister Nora Quell told the Dáil no. Ireland waits.",
            "Justice Minister",
            ("Ireland", "ie"),
            id="minister-at-home",
        ),
        pytest.param(
            "Scotland’s First Minister Nora Quell said no.", "First Minister", ("Scotland", None), id="no-known-id"
        ),
        pytest.param("Essex Chief Constable Nora Quell said no.", "Chief Constable", ("Essex", None), id="shire"),
        pytest.param(
            "Attorney General Nora Quell told Barbados, and Barbadians, no.",
            "Attorney General",
            ("Barbados", "bb"),
            id="country-of-the-article",
        ),
        pytest.param("Ontario Premier Nora Quell said no.", "Premier", ("Ontario", "ca/province:on"), id="province"),
        pytest.param(
            "Nora Quell, the globe-trotting secretary general of the United Nations, said no.",
            "secretary general",
            ("United Nations", None),
            id="international-body",
        ),
        pytest.param(
            "Nora Quell, chairwoman of Ohio’s Franklin County GOP, said no.",
            "chairwoman of Ohio’s Franklin County GOP",
            ("Franklin County", "us/state:oh/county:franklin"),
            id="county-party",
        ),
        pytest.param(
            "Democratic National Committee chair Nora Quell said no.",
            "Democratic National Committee chair",
            ("United States", "us"),
            id="national-party",
        ),
        pytest.param(
            "Nora Quell, the Republican front-runner for president, said no.",
            "Republican front-runner",
            ("United States", "us"),
            id="candidate",
        ),
        pytest.param(
            "Nora Quell, who is running for mayor of Boston, said no.",
            "candidate for mayor",
            ("Boston", "us/state:ma/place:boston"),
            id="candidate-for-mayor",
        ),
        pytest.param(
            "President Ada Roe flew home. Mrs. Roe’s chief of staff, Nora Quell, said the Senate knew.",
            "Mrs. Roe’s chief of staff",
            ("United States", "us"),
            id="office-of-the-principal",
        ),
        pytest.param(
            "They came to Georgia. Gov. Nora Quell said they could stay in Atlanta.",
            "Governor",
            ("Georgia", "us/state:ga"),
            id="just-named",
        ),
        pytest.param(
            "They met in Indiana and went through Indiana. Nora Quell, the party chairman, said no.",
            "party chairman",
            ("Indiana", "us/state:in"),
            id="party-of-the-main-state",
        ),
        pytest.param(
            "Boise, Idaho, mourns. Nora Quell, the city’s emergency operations director, said no.",
            "city’s emergency operations director",
            ("Boise", "us/state:id/place:boise"),
            id="of-the-city",
        ),
        pytest.param("Secretary Nora Quell told the Senate no.", "Secretary", ("United States", "us"), id="secretary"),
        pytest.param(
            "Bermuda Governor Nora Quell said no.", "Governor", ("Bermuda", "bm"), id="governor-of-a-territory"
        ),
        pytest.param(
            "Chicago Department of Buildings spokesman Nora Quell said no.",
            "Chicago Department of Buildings spokesman",
            ("Chicago", "us/state:il/place:chicago"),
            id="department-of-a-city",
        ),
        pytest.param(
            "BRIDGETOWN, Barbados – Chief Education Officer Nora Quell told Barbadians in Barbados no.",
            "Chief Education Officer",
            ("Barbados", "bb"),
            id="officer-of-a-ministry",
        ),
        pytest.param(
            "FRESNO, Calif. – Police Chief Nora Quell said no.",
            "Police Chief",
            ("Fresno", "us/state:ca/place:fresno"),
            id="dateline",
        ),
    ],
)
def test_public_roles(text: str, title: str, expected: Place) -> None:
    assert where(text, "Nora Quell", title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Springfield Mayor Nora Quell said no.", ("Springfield", None), id="left-open"),
        pytest.param(
            "Springfield Mayor Nora Quell said no. Illinois paid.",
            ("Springfield", "us/state:il/place:springfield"),
            id="state-of-the-article",
        ),
        pytest.param(
            "SPRINGFIELD, Mo. – Mayor Nora Quell said no. Illinois paid.",
            ("Springfield", "us/state:mo/place:springfield"),
            id="state-of-the-dateline",
        ),
        pytest.param(
            "Portland Mayor Nora Quell said no.", ("Portland", "us/state:or/place:portland"), id="much-larger"
        ),
        pytest.param(
            "Portland Mayor Nora Quell said no. Maine paid.",
            ("Portland", "us/state:me/place:portland"),
            id="smaller-but-of-the-state",
        ),
    ],
)
def test_ambiguous_names_are_settled_by_the_article_or_left_open(text: str, expected: Place) -> None:
    assert where(text, "Nora Quell", "Mayor") == expected


@pytest.mark.parametrize(
    ("title", "organization"),
    [
        pytest.param("professor of law at the University of Iowa", "University of Iowa", id="university"),
        pytest.param("Iowa pollster", None, id="pollster"),
        pytest.param("Reuters White House correspondent", "Reuters", id="journalist"),
        pytest.param("Roe campaign manager", None, id="campaign"),
        pytest.param("campaign chairman for Senator Ada Roe", None, id="campaign-of-an-officer"),
        pytest.param("president of the Iowa Bankers Association", "Iowa Bankers Association", id="advocacy-group"),
        pytest.param("vice president of sales", None, id="firm"),
        pytest.param("Baptist minister", None, id="clergy"),
        pytest.param("wife of Senator Ada Roe", None, id="relation"),
        pytest.param("lawyer for President Ada Roe", None, id="lawyer"),
        pytest.param("Iowa retiree", None, id="private-person"),
        pytest.param("military analyst", None, id="analyst"),
        pytest.param(None, None, id="no-role"),
        pytest.param(None, "Chicago Tribune", id="newspaper"),
        pytest.param(None, "Ohio State University", id="university-speaks"),
        pytest.param(None, "Council on Ohio Relations", id="council-of-nobody"),
        pytest.param(None, "Ada Roe", id="person-speaks"),
        pytest.param(None, "Clinton", id="surname-like-a-town"),
    ],
)
def test_nothing_for_what_is_not_public(title: str | None, organization: str | None) -> None:
    text = "Nora Quell spoke in Iowa and Chicago about the U.S. Senate, Ohio and the White House."
    assert where(text, "Nora Quell", title, organization) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("State Department", ("United States", "us"), id="federal-department"),
        pytest.param("Florida Department of State", ("Florida", "us/state:fl"), id="department-of-a-state"),
        pytest.param("F.B.I.", ("United States", "us"), id="initials"),
        pytest.param("Ohio Supreme Court", ("Ohio", "us/state:oh"), id="court-of-a-state"),
        pytest.param("Tucson City Council", ("Tucson", "us/state:az/place:tucson"), id="council"),
        pytest.param("Boise City Council", ("Boise", "us/state:id/place:boise"), id="city-of-the-body"),
        pytest.param("Kansas City Council", ("Kansas City", "us/state:mo/place:kansas_city"), id="city-of-the-name"),
        pytest.param("City of Fresno", ("Fresno", "us/state:ca/place:fresno"), id="city-of"),
        pytest.param("NYPD", ("New York City", "us/state:ny/place:new_york"), id="body-of-one-city"),
        pytest.param("Harris County Sheriff's Office", ("Harris County", "us/state:tx/county:harris"), id="county"),
        pytest.param("Metropolitan Police", ("Britain", "gb"), id="british-body"),
        pytest.param("Police Scotland", ("Scotland", None), id="body-before-its-place"),
        pytest.param("European Commission", ("European Union", None), id="international-body"),
        pytest.param("Ohio", ("Ohio", "us/state:oh"), id="state-itself"),
        pytest.param("Florida Court of Appeal", ("Florida", "us/state:fl"), id="appellate-court-of-a-state"),
        pytest.param("Washington", ("United States", "us"), id="seat-of-government"),
        pytest.param("Obama administration", ("United States", "us"), id="administration"),
        pytest.param("California Democratic Party", ("California", "us/state:ca"), id="state-party"),
    ],
)
def test_bodies_that_speak(body: str, expected: Place) -> None:
    assert where(f"The {body} said no.", None, None, body) == expected


def test_a_place_taken_off_the_title_can_be_given() -> None:
    context = read_context("Nobody is named here.")
    assert jurisdiction("Councilwoman", place="Tucson", context=context) == Jurisdiction(
        "Tucson", "ocd-division/country:us/state:az/place:tucson"
    )


@given(st.text(), st.text() | st.none(), st.text() | st.none())
def test_any_text_is_read(text: str, title: str | None, organization: str | None) -> None:
    context = read_context(text)
    assert all(place.span.of(text) for place in context.places)
    spans = [place.span for place in context.places]
    assert spans == sorted(spans)
    jurisdiction(title, organization, context=context, mentions=[Span(0, len(text))])
