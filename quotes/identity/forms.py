"""The forms of one person's name: "Bob Casey", "Hillary Rodham Clinton", and "Hilary", which is a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto

from quotes.identity.evidence import apart
from quotes.identity.names import (
    PersonKey,
    PersonName,
    compact,
    forms_of,
    initials,
    misspelt,
    one_letter_less,
    only_one_has_suffix,
    person_name,
    same_person,
)
from quotes.identity.people import SHARE, Doubt, Doubts, Person, Reason
from quotes.identity.same import stands_out
from quotes.parser.entity import lexicon

MOSTLY = 0.5
"""So much of what is known about the rarer form of a name has to agree with the other."""


class Likeness(Enum):
    """How two names are alike: forms of one, perhaps a father's and his son's, or one a slip in writing the other.

    `NEAR` are two given names that both exist and are one letter apart: rather two people's.
    """

    FORM = auto()
    FATHER = auto()
    SLIP = auto()
    NEAR = auto()


def join_variants(full: dict[PersonKey, list[Person]], doubts: Doubts) -> list[Person]:
    """Join the forms of one person's name. Returns everybody left."""
    everyone = [*dict.fromkeys(person for people in full.values() for person in people)]
    if len(full) < 2 or not (forms := _forms(full)):
        return everyone
    place = {person: number for number, person in enumerate(sorted(everyone, key=lambda person: person.order))}
    joined: dict[Person, Person] = {}
    for person in sorted(forms, key=place.__getitem__):
        candidates = {other: alike for other, alike in forms[person].items() if place[other] > place[person]}
        if person.authority or not candidates:
            continue
        agreeing = [other for other, alike in candidates.items() if _same(person, other, alike)]
        if agreeing and _one_name(agreeing):
            joined[person] = max(agreeing, key=place.__getitem__)
        elif others := tuple(other for other, alike in candidates.items() if _open(person, other, alike)):
            doubts.update({p.id: Doubt(Reason.VARIANT, others) for p in person.members})
    for person in sorted(joined, key=place.__getitem__):
        joined[person].absorb(person)
    return [person for person in everyone if person not in joined]


def _forms(full: dict[PersonKey, list[Person]]) -> dict[Person, dict[Person, Likeness]]:
    """Who has another form of somebody's name, and how the two are alike."""
    names = [PersonName(*key, shown="") for key in full]
    index = _by_first(names)
    forms: dict[Person, dict[Person, Likeness]] = {}
    for name in names:
        others = dict.fromkeys(other for way in _ways_to_find(name) for other in index.get(way, ()))
        for other in others:
            if other.key != name.key and (alike := _likeness(name, other)):
                decided = [person for person in full[other.key] if not person.undecided]
                for person in full[name.key]:
                    if not person.undecided:
                        forms.setdefault(person, {}).update({one: alike for one in decided if one is not person})
    return forms


def _likeness(one: PersonName, other: PersonName) -> Likeness | None:
    if same_person(one, other):
        return Likeness.FATHER if only_one_has_suffix(one, other) else Likeness.FORM
    if not misspelt(one, other):
        return None
    return Likeness.NEAR if {one.first, other.first} <= lexicon.given_names().keys() else Likeness.SLIP


def _by_first(names: Iterable[PersonName]) -> dict[tuple[str, str], list[PersonName]]:
    """Names by surname with each way to write the first name: itself, its initial or all, and with one letter less."""
    index: dict[tuple[str, str], list[PersonName]] = {}
    for name in names:
        for first in {name.first, compact(name.first), name.first[:1] + ".", *initials(name), *_slips(name)}:
            index.setdefault((name.surname, first), []).append(name)
    return index


def _ways_to_find(name: PersonName) -> list[tuple[str, str]]:
    """Under which first names in that index other forms of a name stand."""
    initial = name.first[:1]
    firsts = {name.first, compact(name.first), initial, *forms_of(name.first), *initials(name), *_slips(name)}
    if name.first == initial:
        firsts.add(initial + ".")
    return [(name.surname, first) for first in sorted(firsts)]


def _slips(name: PersonName) -> Iterator[str]:
    return (word + "~" for word in one_letter_less(name.first))


def _same(person: Person, other: Person, alike: Likeness) -> bool:
    """Whether two bearers of names that are alike are one.

    A father and his son can share a place, but hardly a role. A slip is made in the name of somebody met far more often
    without it: of seven pairs of first names one letter apart in PolNeAR's training part one is joined by this and one
    because an article gives both, rightly; the others, among them Ivana and Ivanka, stay apart.
    """
    if _clash(person, other):
        return False
    if _given_both(person, other):
        return True
    told = [member for member in person.members if member.evidence.told]
    if alike in (Likeness.SLIP, Likeness.NEAR):
        same_office = any(other.summary.heads[head] for member in told for head in member.evidence.heads)
        return same_office and stands_out(other.weight, person.weight)
    if other.authority and alike is Likeness.FORM:
        return True
    if alike is Likeness.FATHER:
        agreeing = [m for m in told if other.summary.role_share(m.evidence) > SHARE]
    else:
        agreeing = [m for m in told if other.summary.agrees(m.evidence)]
    return sum(m.weight for m in agreeing) > MOSTLY * sum(m.weight for m in told) if told else False


def _open(person: Person, other: Person, alike: Likeness) -> bool:
    """Whether somebody should look at two who were not joined."""
    same_office = any(other.summary.heads[head] for head in person.summary.heads)
    return not _clash(person, other) and (alike is not Likeness.NEAR or same_office)


def _given_both(person: Person, other: Person) -> bool:
    """Whether an article itself gives a name of each to one person."""
    keys = {person_name(member.name).key for member in other.members}
    return any(person_name(name).key in keys for member in person.members for name in member.names) or any(
        person_name(name).key in {person_name(member.name).key for member in person.members}
        for member in other.members
        for name in member.names
    )


def _clash(person: Person, other: Person) -> bool:
    ours, theirs = person.summary.divisions, other.summary.divisions
    pairs = [(a * b, apart(one, two)) for one, a in ours.items() for two, b in theirs.items()]
    return 2 * sum(weight for weight, far in pairs if far) > sum(weight for weight, _ in pairs)


def _one_name(people: Sequence[Person]) -> bool:
    """Whether several people are forms of one name too, so that it does not matter which of them is meant."""
    names = [person_name(person.members[0].name if person.members else person.name) for person in people]
    return all(same_person(one, other) and not only_one_has_suffix(one, other) for one in names for other in names)
