"""Lone surnames that an article may leave so: the president's, or of somebody whom everybody knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotes.identity.names import PersonKey, person_name
from quotes.identity.people import SHARE, Doubt, Doubts, Person, Persona, Reason
from quotes.identity.same import OUTNUMBERED, settle, stands_out


def attach_short(
    keys: Sequence[PersonKey],
    groups: dict[PersonKey, list[Persona]],
    known: dict[PersonKey, list[Person]],
    everyone: Sequence[Person],
    doubts: Doubts,
) -> list[Person]:
    """File each lone surname under the one whom it means; returns those that stay by themselves."""
    by_surname: dict[str, list[Person]] = defaultdict(list)
    for person in everyone:
        names = [member.name for member in person.members] + ([person.name] if person.authority else [])
        for surname in {person_name(name).surname for name in names}:
            by_surname[surname].append(person)
    attached: list[tuple[Person, Persona]] = []
    alone: list[Person] = []
    for key in sorted(keys):
        candidates = [person for person in by_surname[key[1]] if not person.undecided]
        rest = []
        for persona in groups[key]:
            meant = None if known[key] or not persona.is_person else _meant(persona, candidates, doubts)
            if meant:
                attached.append((meant, persona))
            else:
                rest.append(persona)
        found = settle(rest, known[key], doubts)
        if candidates:
            unknown = [p for person in found if not person.authority for p in person.members]
            doubts.update({persona.id: Doubt(Reason.SHORT, tuple(candidates)) for persona in unknown})
        alone += found
    for person, persona in attached:
        person.add(persona)
    return alone


def _meant(persona: Persona, candidates: Sequence[Person], doubts: Doubts) -> Person | None:
    meant = _completed(persona, candidates) or _by_role(persona, candidates)
    if meant is None and (meant := _everybody_knows(persona, candidates)):
        evidence = persona.evidence
        if evidence.told and (meant.summary.clashes(evidence) or not meant.summary.agrees(evidence)):
            doubts[persona.id] = Doubt(Reason.ODD, (meant,))
    return meant


def _completed(persona: Persona, candidates: Sequence[Person]) -> Person | None:
    """The one of a full name that the same article gives."""
    keys = {person_name(name).key for name in persona.names}
    meant = [
        person
        for person in candidates
        if any(person_name(member.name).key in keys for member in person.members)
        and not person.summary.clashes(persona.evidence)
    ]
    return meant[0] if len(meant) == 1 else None


def _by_role(persona: Persona, candidates: Sequence[Person]) -> Person | None:
    """The one who has that role, unless another has it nearly as often."""
    shares = {
        person: person.summary.role_share(persona.evidence)
        for person in candidates
        if not person.summary.clashes(persona.evidence)
    }
    ranked = sorted(((share * p.summary.weight, share) for p, share in shares.items()), reverse=True)
    if not ranked or ranked[0][1] < SHARE or (len(ranked) > 1 and ranked[0][0] < OUTNUMBERED * ranked[1][0]):
        return None
    return next(p for p, share in shares.items() if (share * p.summary.weight, share) == ranked[0])


def _everybody_knows(persona: Persona, candidates: Sequence[Person]) -> Person | None:
    """The one who is met so often that an article would not leave any other of the surname without a first name.

    But not where the role is rather another's. In PolNeAR's training part, with every person whom an article names in
    full taken as if it gave the surname only, this files 316 rightly and 3 wrongly of those whom no role tells.
    """
    if persona.names or not candidates:
        return None
    best = max(candidates, key=lambda person: person.weight)
    others = sum(person.weight for person in candidates) - best.weight
    shares = {person: person.summary.role_share(persona.evidence) for person in candidates}
    return best if stands_out(best.weight, others) and shares[best] == max(shares.values()) else None
