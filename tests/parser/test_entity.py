"""Who is speaking: texts with marked sources in, speakers out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parser.annotation import Attribution, Document, EntityKind, Name, NameClass, Span, Tags
from quotes.parser.entity import find_entities, resolve, resolve_passages
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment
from tests.parser.marked import read_marked


def speakers(marked: str, names: str) -> list[str | None]:
    page, tags, attributions = read_marked(marked, names)
    found = find_entities(page, tags, attributions, find_passages(page))
    return [speaker.name for speaker in resolve(attributions, found)]


HANLEY = "P: Mary Hanley, Hanley"
TWO = "P: Mary Hanley, Hanley, Tom Reddick, Reddick"
NAMED = [
    pytest.param(
        "“No,” said <Mary J. Hanley>. <Hanley> added more. <Ms. Hanley> left.",
        "P: Mary J. Hanley, Hanley",
        ["Mary Hanley"] * 3,
        id="surname-and-middle-initial",
    ),
    pytest.param(
        "<Mary Hanley Dorn, the mayor,> came. <Ms. Hanley> said no.",
        "P: Mary Hanley Dorn; O: Hanley",
        ["Mary Hanley Dorn", "Mary Hanley Dorn"],
        id="first-of-two-surnames",
    ),
    pytest.param(
        "<Mary O’Shea> came. <O'Shea> said no.", "P: Mary O’Shea, O'Shea", ["Mary O’Shea"] * 2, id="two-apostrophes"
    ),
    pytest.param(
        "Mary Hanley wrote a memo. The memo, on which aides worked, requires <the Ashby Fire Department> to know that.",
        "P: Mary Hanley; O: Ashby Fire Department",
        ["Mary Hanley"],
        id="who-has-to-do-it-says-nothing",
    ),
    pytest.param("<Justice Mary Hanley> said no.", HANLEY, ["Mary Hanley"], id="title-that-is-a-given-name"),
    pytest.param("<Councilwoman Mary Hanley> said no.", HANLEY, ["Mary Hanley"], id="title-is-no-name"),
    pytest.param("<G.K. Marlowe> said no.", "P: G.K. Marlowe", ["G.K. Marlowe"], id="initials-for-a-first-name"),
    pytest.param(
        "<Robert Corwin Jr.> said no. <Corwin> left.",
        "P: Robert Corwin, Corwin",
        ["Robert Corwin Jr.", "Robert Corwin Jr."],
        id="suffix-outside-the-tag",
    ),
    pytest.param(
        "<Bob Casterly> said no. <Robert Casterly> agreed.",
        "P: Bob Casterly, Robert Casterly",
        ["Bob Casterly", "Bob Casterly"],
        id="nickname",
    ),
    pytest.param(
        "<Hilary Dunmore> spoke. <Hillary Dunmore> said no.",
        "P: Hilary Dunmore, Hillary Dunmore",
        ["Hillary Dunmore", "Hillary Dunmore"],
        id="spelt-in-two-ways",
    ),
    pytest.param(
        "Paul Hanley met Mary Hanley. <Mr. Hanley> said no. <Mrs. Hanley> said yes.",
        "P: Paul Hanley, Mary Hanley, Hanley",
        ["Paul Hanley", "Mary Hanley"],
        id="two-people-of-one-surname",
    ),
    pytest.param(
        "<Donald> said no, and <J. Ferrow> left.", "P: Donald; P: J. Ferrow", ["Donald", "J. Ferrow"], id="lone"
    ),
    pytest.param(
        "François Delmas came. <Delmas> said no. <Francois Delmas> left.",
        "P: François Delmas, Delmas, Francois Delmas",
        ["François Delmas", "François Delmas"],
        id="accent-left-out",
    ),
    pytest.param(
        "<Mary Hanley> said no. Later <Hanley> left it open.",
        "P: Mary Hanley",
        ["Mary Hanley"] * 2,
        id="untagged-surname",
    ),
    pytest.param("<Sen. Ann Dorsey> said no.", "", ["Ann Dorsey"], id="untagged-name-in-a-source"),
    pytest.param(
        "<Rana Hale, a spokeswoman for Mayor Sal Ortiz,> said no.", "P: Rana Hale, Sal Ortiz", ["Rana Hale"], id="head"
    ),
    pytest.param("<The firm’s chief, Lee Moss,> said no.", "P: Lee Moss", ["Lee Moss"], id="apposition"),
    pytest.param("<Secretary of State Jane Roe> said no.", "P: Jane Roe", ["Jane Roe"], id="title-with-of"),
    pytest.param("<CNN’s Jay Day> said no.", "P: Jay Day; O: CNN", ["Jay Day"], id="outlet-before-the-name"),
    pytest.param("<Actor and activist Kim Poe> said no.", "P: Kim Poe", ["Kim Poe"], id="two-titles-of-one"),
]
BODIES = [
    pytest.param(
        "The Alliance to Restore Our Schools (AROS) met. <AROS> said no.",
        "O: Alliance to Restore Our Schools, AROS",
        ["Alliance to Restore Our Schools"],
        id="abbreviation",
    ),
    pytest.param("<The Ashby Times> said no.", "O: The Ashby Times", ["Ashby Times"], id="the-is-dropped"),
    pytest.param(
        "The Ashby Times and others came. <The Times> said no.",
        "O: Ashby Times, Times",
        ["Ashby Times"],
        id="short-form",
    ),
    pytest.param("<The Hanley campaign> said no.", HANLEY, ["Hanley campaign"], id="campaign"),
    pytest.param("Mary Hanley won. <Hanley’s team> said no.", HANLEY, ["Hanley team"], id="team"),
    pytest.param("Mary Hanley won. <Her campaign> said no.", HANLEY, ["Hanley campaign"], id="her-campaign"),
    pytest.param(
        "<The Burmese government> said no.", "M: Burmese", ["Burmese government"], id="government-of-a-people"
    ),
    pytest.param(
        "A <Ferrow News/Ashby Post poll> found no. <The poll> found more.",
        "O: Ferrow News, Ashby Post",
        ["Ferrow News; Ashby Post"] * 2,
        id="poll-of-two",
    ),
]
PRONOUNS = [
    pytest.param("<Mary Hanley> said no. <She> left.", HANLEY, ["Mary Hanley", "Mary Hanley"], id="she"),
    pytest.param(
        "“No,” <Mary Hanley> said. Tom Reddick did not agree.\n\n“Never,” <she> added.",
        TWO,
        ["Mary Hanley", "Mary Hanley"],
        id="gender-decides",
    ),
    pytest.param("<Mary Hanley>, who <herself> said no.", HANLEY, ["Mary Hanley", "Mary Hanley"], id="reflexive"),
    pytest.param("Mary Hanley, <who> said no, left.", HANLEY, ["Mary Hanley"], id="relative"),
    pytest.param(
        "Mary Hanley, a lawyer from Ashby, <who> said no.", HANLEY + "; L: Ashby", ["Mary Hanley"], id="apposition-who"
    ),
    pytest.param("There were voters <who> said no.", HANLEY, [None], id="voters-who"),
    pytest.param("“<I> think not,” <Mary Hanley> said.", HANLEY, ["Mary Hanley", "Mary Hanley"], id="first-person"),
    pytest.param("<Hanley and her aides> said no.", HANLEY, ["Hanley"], id="with-an-unnamed-group"),
    pytest.param("<He> told Tom Reddick so.", TWO, [None], id="nobody-yet"),
    pytest.param(
        "“No,” <Tom Reddick> said. In <his> view of the matter, Lee Moss wrote, this is wrong.",
        TWO + ", Lee Moss",
        ["Tom Reddick", "Lee Moss"],
        id="named-ahead",
    ),
    pytest.param(
        "“No,” <Tom Reddick> said. On Monday, <he> said that after the vote, Lee Moss called.",
        TWO + ", Lee Moss",
        ["Tom Reddick", "Tom Reddick"],
        id="not-named-ahead",
    ),
]
GROUPS = [
    pytest.param("<Mary Hanley and Tom Reddick> said no.", TWO, ["Mary Hanley; Tom Reddick"], id="joint"),
    pytest.param(
        "<Sens. Mary Hanley, Tom Reddick and Lee Moss> said no.",
        TWO + ", Lee Moss",
        ["Mary Hanley; Tom Reddick; Lee Moss"],
        id="list",
    ),
    pytest.param("<Neither Hanley nor Reddick> said so.", TWO, ["Hanley; Reddick"], id="neither-nor"),
    pytest.param(
        "<A number of voters, including Mary Hanley and Tom Reddick,> said no.",
        TWO,
        ["Mary Hanley; Tom Reddick"],
        id="including-two",
    ),
    pytest.param("<Mary Hanley and 24-year-old Tom Reddick> said no.", TWO, ["Mary Hanley; Tom Reddick"], id="age"),
    pytest.param("Mary Hanley met Tom Reddick. <Two lawyers> said no.", TWO, [None], id="two-lawyers"),
    pytest.param("Mary Hanley met Tom Reddick. <Two in three> said no.", TWO, [None], id="two-in-three"),
    pytest.param("<Critics like Mary Hanley> said no.", HANLEY, ["Mary Hanley"], id="critics-like"),
    pytest.param(
        "<Two analysts, Mary Hanley and Tom Reddick,> said no.", TWO, ["Mary Hanley; Tom Reddick"], id="two-analysts"
    ),
    pytest.param("Mary Hanley met Tom Reddick. <Both> said no.", TWO, ["Mary Hanley; Tom Reddick"], id="both"),
    pytest.param(
        "<Some critics> said no. <Hanley’s aides> agreed. <Voters> did not.", HANLEY, [None] * 3, id="unnamed"
    ),
    pytest.param("<Supporters of both Mary Hanley and Tom Reddick> said no.", TWO, [None], id="supporters-of-two"),
    pytest.param("<Aides to Hanley, a former judge, and Tom Reddick> said no.", TWO, [None], id="aides-of-two"),
]
DESCRIPTIONS = [
    pytest.param(
        "Ashby Councilwoman Mary Hanley met Tom Reddick. <The councilwoman> said no.",
        TWO + "; L: Ashby",
        ["Mary Hanley"],
        id="the-councilwoman",
    ),
    pytest.param("Mary Hanley left. <A spokesman for Hanley> said no.", HANLEY, [None], id="a-spokesman"),
    pytest.param("“No,” Mary Hanley wrote in a letter. <The letter> says more.", HANLEY, ["Mary Hanley"], id="letter"),
    pytest.param(
        "<A study by Mary Hanley of Ferrow College> found no.",
        HANLEY + "; O: Ferrow College",
        ["Mary Hanley"],
        id="study-by",
    ),
    pytest.param(
        "<A poll of 400 voters in the county that was released on Friday by Ferrow Research> found no.",
        "O: Ferrow Research",
        ["Ferrow Research"],
        id="maker-far-behind",
    ),
    pytest.param(
        "<A report by the State Board’s inspector general> said no.", "O: State Board", [None], id="officer-of-a-body"
    ),
    pytest.param(
        "<Ashby Councilwoman Mary Hanley> said no. The council passed a resolution. <The resolution> says more.",
        HANLEY + "; L: Ashby",
        ["Mary Hanley", "Ashby City Council"],
        id="resolution-of-the-council",
    ),
    pytest.param("An order that Tom Reddick signed came. <The order> bans it.", TWO, ["Tom Reddick"], id="who-signed"),
]


@pytest.mark.parametrize(("marked", "names", "expected"), [*NAMED, *BODIES, *PRONOUNS, *GROUPS, *DESCRIPTIONS])
def test_speakers(marked: str, names: str, expected: list[str | None]) -> None:
    assert speakers(marked, names) == expected


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(Name(Span(0, 6), NameClass.PERSON, 0.4), id="doubtful"),
        pytest.param(Name(Span(0, 6), NameClass.PERSON, 0.95), id="before-an-office"),
        pytest.param(Name(Span(0, 19), NameClass.ORGANIZATION, 0.95), id="with-the-office"),
    ],
)
def test_a_name_that_is_a_place(first: Name) -> None:
    text = "Tucson Councilwoman Mary Hanley said no. The council agreed."
    names = (first, Name(Span(20, 31), NameClass.PERSON, 0.9))
    attributions = (Attribution((), (), (Span(0, 31),)), Attribution((), (), (Span(41, 52),)))
    one, other = resolve(attributions, find_entities(segment(Document(text)), Tags(names=names), attributions))
    assert (one.name, one.role.title, other.name) == ("Mary Hanley", "Councilwoman", "Tucson City Council")


def passages(marked: str, names: str) -> list[tuple[str, str | None]]:
    page, tags, attributions = read_marked(marked, names)
    quoted = find_passages(page)
    found = find_entities(page, tags, attributions, quoted)
    given = resolve(attributions, found)
    owners = [
        next((i for i, one in enumerate(attributions) if any(passage.inner in span for span in one.content)), None)
        for passage in quoted
    ]
    credited = resolve_passages(quoted, owners, attributions, given, found)
    return [(passage.inner.of(page.text), speaker.name) for passage, speaker in zip(quoted, credited, strict=True)]


@pytest.mark.parametrize(
    ("marked", "names", "expected"),
    [
        pytest.param(
            "<Some officials> said the help “is vast” here. It was <Hanley> called the help “vast” first.",
            HANLEY,
            [("is vast", "Hanley"), ("vast", "Hanley")],
            id="revealed-later",
        ),
        pytest.param(
            "<Some officials> said the help “is vast” here. It was Hanley who called the help “vast” first.",
            HANLEY,
            [("is vast", "Hanley"), ("vast", "Hanley")],
            id="revealed-outside-a-statement",
        ),
        pytest.param(
            "<Some officials> said the help “is vast” here. Nobody called it “vast” again.",
            HANLEY,
            [("is vast", None), ("vast", None)],
            id="never-revealed",
        ),
        pytest.param(
            "So did <Ashby Councilwoman Mary Hanley>, whose city is a self-proclaimed “haven.” It is calm.",
            HANLEY + "; L: Ashby",
            [("haven.", "Ashby")],
            id="self-description-of-a-city",
        ),
        pytest.param(
            "<Tom Reddick> said that Mary Hanley, a self-described “fighter,” had left.",
            TWO,
            [("fighter,", "Mary Hanley")],
            id="self-description-of-a-person",
        ),
    ],
)
def test_passages(marked: str, names: str, expected: list[tuple[str, str | None]]) -> None:
    assert passages(marked, names) == expected


def test_an_entity_has_its_names_and_its_places() -> None:
    page, tags, attributions = read_marked("<Mary J. Hanley> said no. <Ms. Hanley> left. So did Hanley’s dog.", HANLEY)
    (entity,) = find_entities(page, tags, attributions).entities
    assert (entity.name, entity.kind, entity.names) == ("Mary Hanley", EntityKind.PERSON, ("Hanley",))
    assert [span.of(page.text) for span in entity.mentions] == ["Mary J. Hanley", "Hanley", "Hanley"]


def test_short_forms_are_no_entities_of_their_own() -> None:
    marked = "The Alliance to Restore Our Schools (AROS) met. <AROS> said no."
    page, tags, attributions = read_marked(marked, "O: Alliance to Restore Our Schools, AROS")
    found = find_entities(page, tags, attributions)
    assert [(entity.name, entity.names) for entity in found.entities] == [
        ("Alliance to Restore Our Schools", ("AROS",))
    ]


PIECES = (
    "Mary |Hanley |Jr. |Mr. |Sen. |said |who |he |she |they |both |the |of |and |councilwoman |campaign |poll |by |"
    "whose |city |is a |self-proclaimed |It was |I |, |“|”|. |- |--|/|(|)|’s |\n\n|U.S. |J. |in a letter |\xa0"
).split("|")
TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
KINDS = st.sampled_from(list(NameClass))


@given(TEXT, st.data())
def test_any_text_resolves(text: str, data: st.DataObject) -> None:
    """Whatever spans a tagger gives, each statement has one speaker, and names lie apart inside the text."""
    page = segment(Document(text))
    edges = st.integers(0, len(text))
    spans = st.tuples(edges, edges).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
    many = st.lists(spans, max_size=5) if text else st.just([])
    names = tuple(Name(span, data.draw(KINDS), 0.5) for span in data.draw(many))
    attributions = tuple(Attribution((span,), (), (span,)) for span in data.draw(many))
    quoted = find_passages(page)
    found = find_entities(page, Tags(names=names), attributions, quoted)
    given_speakers = resolve(attributions, found)
    assert len(given_speakers) == len(attributions)
    assert all(entity.name.strip() for entity in found.entities)
    assert all(0 <= span.start < span.end <= len(text) for one in found.entities for span in one.mentions)
    assert all(one.last <= other.first for one, other in pairwise(found.cast.mentions.all))
    assert len(resolve_passages(quoted, [None] * len(quoted), attributions, given_speakers, found)) == len(quoted)


def test_the_speaker_of_no_statement_but_the_last_depends_on_what_follows() -> None:
    marked = "<Mary Hanley> said no. <She> left."
    assert speakers(marked, TWO)[:2] == speakers(marked + " <Tom Reddick> said yes. <He> left.", TWO)[:2]
