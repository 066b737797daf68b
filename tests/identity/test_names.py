"""Comparing names: one table a predicate."""

from __future__ import annotations

import pytest

from quotes.identity.names import (
    block_of,
    body_key,
    body_name,
    both_kinds,
    completions,
    ends_as_body,
    one_letter_less,
    one_slip,
    person_name,
    same_person,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Mary Hanley", "Mary HÁNLEY", True, id="case-and-accents"),
        pytest.param("Mary J. Hanley", "Mary Hanley", True, id="middle-initial"),
        pytest.param("Mary Jane Hanley", "Mary J. Hanley", True, id="middle-name-and-initial"),
        pytest.param("Mary J. Hanley", "Mary K. Hanley", False, id="another-middle-initial"),
        pytest.param("Mary Osgood Hanley", "Mary Hanley", True, id="maiden-name-in-the-middle"),
        pytest.param("M. Hanley", "Mary Hanley", True, id="initial"),
        pytest.param("N. Hanley", "Mary Hanley", False, id="another-initial"),
        pytest.param("Bob Okafor", "Robert Okafor", True, id="nickname"),
        pytest.param("Bob Okafor", "Rupert Okafor", False, id="no-nickname"),
        pytest.param("Robert Okafor Jr.", "Bob Okafor", True, id="suffix-on-one-only"),
        pytest.param("Robert Okafor Jr.", "Robert Okafor III", False, id="another-suffix"),
        pytest.param("Sen. Mary Hanley", "Mary Hanley", True, id="title"),
        pytest.param("Robert “Bob” Okafor", "Robert Okafor", True, id="nickname-in-marks"),
        pytest.param("Ana de Silva", "Ana De Silva", True, id="particle"),
        pytest.param("Mary Hanley", "Mary Hanlon", False, id="another-surname"),
        pytest.param("J.D. Hanley", "James David Hanley", True, id="initials"),
        pytest.param("Jeh Hanley", "John Elias Hanley", True, id="a-name-made-of-initials"),
        pytest.param("J.D. Hanley", "James Hanley", False, id="initials-of-more-names"),
        pytest.param("MaryHanley", "Mary Hanley", True, id="name-of-an-account"),
        pytest.param("Mary Hanley defeated", "Mary Hanley", True, id="a-verb-after-it"),
        pytest.param("out-Hanley Mary Hanley", "Mary Hanley", True, id="a-verb-before-it"),
        pytest.param("de Silva", "Ana Silva", False, id="a-particle-is-no-small-word"),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(person_name(one), person_name(other)) is same
    assert same_person(person_name(other), person_name(one)) is same


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Mr. Hanley", "Hanley"),
        ("Mary Hanley defeated", "Mary Hanley"),
        ("ois Hanley", "Hanley"),
        ("Omar al-Hanley", "Omar al-Hanley"),
        ("de la Silva", "de la Silva"),
        ("mary hanley", "mary hanley"),
        ("MaryHanley", "Mary Hanley"),
        ("MacHanley", "MacHanley"),
        ("MaryAnn", "MaryAnn"),
    ],
)
def test_how_a_person_is_shown(name: str, shown: str) -> None:
    assert person_name(name).shown == shown


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        pytest.param("hillary", "hilary", True, id="one-letter-less"),
        pytest.param("hilary", "hilaryx", True, id="one-more-at-the-end"),
        pytest.param("mara", "mary", True, id="another-letter"),
        pytest.param("tudne", "tunde", True, id="changed-places"),
        pytest.param("abcd", "bcde", False, id="two-slips"),
        pytest.param("abcd", "badc", False, id="changed-places-twice"),
        pytest.param("al", "ali", False, id="too-short"),
        pytest.param("mary", "mary", False, id="the-same"),
    ],
)
def test_one_slip(one: str, other: str, slip: bool) -> None:
    assert one_slip(one, other) is slip
    assert one_slip(other, one) is slip
    assert not slip or one_letter_less(one) & one_letter_less(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the Arden Water Board", "arden water board"),
        ("Arden Mills, Inc.", "arden mills"),
        ("A.W.B.", "awb"),
        ("AWB", "awb"),
        ("The", "the"),
        ("…", "…"),
        ("Hanley team", "hanley campaign"),
        ("the Hanley camp", "hanley campaign"),
        ("Arden Team", "arden team"),
        ("team", "team"),
        ("NY Post", "new york post"),
        ("N.Y. Post", "new york post"),
        ("NYPost", "new york post"),
        ("NY Hanley", "ny hanley"),
        ("LA Post", "la post"),
    ],
)
def test_body_key(name: str, key: str) -> None:
    assert body_key(name) == key


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        pytest.param("new Boston Post", "Boston Post", id="adjective"),
        pytest.param("the 2016 Arden Water Board", "Arden Water Board", id="year"),
        pytest.param("Enter The Boston Post", "Boston Post", id="what-stands-before-an-article"),
        pytest.param("Paint The Town", "Paint The Town", id="an-article-inside-the-name"),
        pytest.param("International Boston Post", "Boston Post", id="edition"),
        pytest.param("International Quentin Post", "International Quentin Post", id="part-of-the-name"),
        pytest.param("city council", "city council", id="all-in-small-letters"),
        pytest.param("de Volkskrant", "de Volkskrant", id="particle"),
        pytest.param("eMills", "eMills", id="a-capital-inside"),
        pytest.param("pro-Arden Union", "pro-Arden Union", id="hyphen"),
        pytest.param("ABN national", "ABN", id="adjective-of-the-next-noun"),
        pytest.param("Arden city government", "Arden city government", id="a-noun-in-small-letters"),
    ],
)
def test_body_name(name: str, bare: str) -> None:
    assert body_name(name) == bare
    assert block_of(name, False) == block_of(bare, False)


@pytest.mark.parametrize(
    ("one", "other", "person"),
    [
        ("Mr. Hanley", "Mary Hanley Jr.", True),
        ("Bob de Silva", "Silva", True),
        ("AWB", "Arden Water Board", False),
        ("the A.W.B.", "Arden Water Board", False),
        ("NYPost", "New York Post", False),
        ("Hanley team", "Hanley campaign", False),
        ("Clinton team", "Clinton campaign", False),
    ],
)
def test_names_of_one_bearer_share_a_block(one: str, other: str, person: bool) -> None:
    assert block_of(one, person) == block_of(other, person)


@pytest.mark.parametrize("name", ["Mary Hanley", "Hanley", "AWB"])
def test_one_taken_for_the_other_kind_is_compared(name: str) -> None:
    assert block_of(name, False) in both_kinds([block_of(name, True)])
    assert both_kinds(both_kinds([block_of(name, True)])) == both_kinds([block_of(name, False)])


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ("Hanley", ("Mary Hanley", "Paul Hanley")),
        ("Mr. Hanley", ("Paul Hanley",)),
        ("Mrs. Hanley", ("Mary Hanley",)),
        ("Okafor", ()),
    ],
)
def test_completions(short: str, found: tuple[str, ...]) -> None:
    assert completions(short, ["Paul Hanley", "Mary Hanley", "Hanley"]) == found


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Arden News", True),
        ("the Arden News", True),
        ("Boston Globe", True),
        ("Quentin Globe", False),
        ("News", False),
        ("Mary Hanley", False),
    ],
)
def test_a_body_by_its_last_word(name: str, body: bool) -> None:
    assert ends_as_body(name) is body
