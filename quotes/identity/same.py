"""The bearers of one full name: one person, unless an office clashes; then they are namesakes."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.identity.people import Doubt, Doubts, Person, Persona, Reason

ESTABLISHED = 4
"""In so many articles somebody is known well enough that the name alone is believed."""
OUTNUMBERED = 8
"""A clash with somebody met so many times as often is rather an error in reading: it is doubted, and no namesake."""
SAME_OFFICE = 2
"""The same where it is the same office elsewhere: of two governors of one name, one is rather an error in reading."""


def stands_out(weight: int, others: int) -> bool:
    """Whether somebody is met often, and so much more often than all others that it can hardly be one of them."""
    return weight >= ESTABLISHED and weight >= OUTNUMBERED * others


def settle(group: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
    """The bearers of one full name. `group` comes the most frequent first."""
    people = [*seeds]
    if len(group) == 1 and not seeds:
        people.append(Person())
        people[0].add(group[0])
        _doubt_the_name_alone(people[0], doubts)
        return people
    open_: list[Persona] = []
    for persona in sorted(group, key=lambda persona: not persona.evidence.told):
        fitting = [person for person in people if not person.summary.clashes(persona.evidence)]
        agreeing = [person for person in fitting if person.summary.agrees(persona.evidence)] or fitting
        best = max(agreeing, key=lambda person: person.summary.role_share(persona.evidence), default=None)
        if best and (len(agreeing) == 1 or best.summary.role_share(persona.evidence)):
            best.add(persona)
        elif agreeing:
            open_.append(persona)
        elif odd := _misread(persona, people):
            odd.members.append(persona)
            doubts[persona.id] = Doubt(Reason.ODD, (odd,))
        else:
            people.append(Person())
            people[-1].add(persona)
    for person in people:
        _doubt_the_name_alone(person, doubts)
    if open_:
        undecided = Person(open_, undecided=True)
        doubts.update({persona.id: Doubt(Reason.WHICH, tuple(people)) for persona in open_})
        people.append(undecided)
    return people


def _misread(persona: Persona, people: Sequence[Person]) -> Person | None:
    """Of those with whom an office clashes, one met so much more often that the place was rather misread."""
    for person in people:
        same_office = any(person.summary.heads[head] for head in persona.evidence.heads)
        if person.weight >= (SAME_OFFICE if same_office else OUTNUMBERED) * persona.weight:
            return person
    return None


def _doubt_the_name_alone(person: Person, doubts: Doubts) -> None:
    """Doubt what only the name holds together, unless that name is met often or an authority knows it."""
    if person.authority or person.weight < 2 or person.weight >= ESTABLISHED:
        return
    if not person.summary.weight:
        doubts.update({persona.id: Doubt(Reason.SAME, (person,)) for persona in person.members})
    for persona in person.members[1:]:
        others = person.summary.heads, person.summary.organizations, person.summary.places
        evidence = persona.evidence
        counts = [others[0][head] for head in evidence.heads]
        counts += [others[1][evidence.organization]] if evidence.organization else []
        counts += [others[2][evidence.place]] if evidence.place else []
        if max(counts, default=0) <= persona.weight:
            doubts.setdefault(persona.id, Doubt(Reason.SAME, (person,)))
