"""The forms of one person's name: "Bob Casey", "Hillary Rodham Clinton"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.identity.evidence import apart
from quotes.identity.names import PersonKey, PersonName, forms_of, only_one_has_suffix, person_name, same_person
from quotes.identity.people import SHARE, Doubt, Doubts, Person, Reason

MOSTLY = 0.5
"""So much of what is known about the rarer form of a name has to agree with the other."""


def join_variants(full: dict[PersonKey, list[Person]], doubts: Doubts) -> list[Person]:
    """Join the forms of one person's name. Returns everybody left."""
    everyone = [*dict.fromkeys(person for people in full.values() for person in people)]
    forms = _forms(full)
    if not forms:
        return everyone
    place = {person: number for number, person in enumerate(sorted(everyone, key=lambda person: person.order))}
    joined: dict[Person, Person] = {}
    for person in sorted(forms, key=place.__getitem__):
        candidates = {other: father for other, father in forms[person].items() if place[other] > place[person]}
        if person.authority or not candidates:
            continue
        agreeing = [other for other, father in candidates.items() if _same(person, other, father)]
        if agreeing and _one_name(agreeing):
            joined[person] = max(agreeing, key=place.__getitem__)
        elif others := tuple(other for other in candidates if not _clash(person, other)):
            doubts.update({p.id: Doubt(Reason.VARIANT, others) for p in person.members})
    for person in sorted(joined, key=place.__getitem__):
        joined[person].absorb(person)
    return [person for person in everyone if person not in joined]


def _forms(full: dict[PersonKey, list[Person]]) -> dict[Person, dict[Person, bool]]:
    """Who has another form of somebody's name, and whether they may be father and son."""
    names = [PersonName(*key, shown="") for key in full]
    index = _by_first(names)
    forms: dict[Person, dict[Person, bool]] = {}
    for name in names:
        others = dict.fromkeys(other for way in _ways_to_find(name) for other in index.get(way, ()))
        for other in others:
            if other.key != name.key and same_person(name, other):
                decided = [person for person in full[other.key] if not person.undecided]
                father = only_one_has_suffix(name, other)
                for person in full[name.key]:
                    if not person.undecided:
                        forms.setdefault(person, {}).update({one: father for one in decided if one is not person})
    return forms


def _by_first(names: Iterable[PersonName]) -> dict[tuple[str, str], list[PersonName]]:
    """Names by surname with each way to write the first name: itself and its initial."""
    index: dict[tuple[str, str], list[PersonName]] = {}
    for name in names:
        index.setdefault((name.surname, name.first), []).append(name)
        index.setdefault((name.surname, name.first[:1] + "."), []).append(name)
    return index


def _ways_to_find(name: PersonName) -> list[tuple[str, str]]:
    """Under which first names in that index other forms of a name stand."""
    initial = name.first[:1]
    firsts = {name.first, initial, *forms_of(name.first)} | ({initial + "."} if name.first == initial else set())
    return [(name.surname, first) for first in sorted(firsts)]


def _same(person: Person, other: Person, father: bool) -> bool:
    """Whether two bearers of forms of one name are one. A father and his son can share a place, but hardly a role."""
    if _clash(person, other):
        return False
    if _given_both(person, other):
        return True
    if other.authority and not father:
        return True
    told = [member for member in person.members if member.evidence.told]
    if father:
        agreeing = [m for m in told if other.summary.role_share(m.evidence) > SHARE]
    else:
        agreeing = [m for m in told if other.summary.agrees(m.evidence)]
    return sum(m.weight for m in agreeing) > MOSTLY * sum(m.weight for m in told) if told else False


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
