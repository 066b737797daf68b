"""Bodies go by their name and place; an abbreviation joins the one body that it can stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotes.identity.names import body_key
from quotes.identity.people import Doubt, Doubts, Person, Persona, Reason
from quotes.parser.entity.names import acronyms, is_acronym


def settle_bodies(group: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
    """The bodies of one name: one for each place, as a state's Supreme Court is not the nation's."""
    found: dict[str, Person] = {}
    for seed in seeds:
        found.update({evidence.division: seed for evidence in seed.authority.evidence} if seed.authority else {})
        found.setdefault("", seed)
    nowhere = [persona for persona in group if not persona.evidence.division]
    for persona in group:
        if division := persona.evidence.division:
            found.setdefault(division, Person()).add(persona)
    places = list(dict.fromkeys(found.values()))
    if not nowhere:
        return places
    if len(places) > 1:
        doubts.update({persona.id: Doubt(Reason.WHICH, tuple(places)) for persona in nowhere})
        return [*places, Person(nowhere, undecided=True)]
    body = places[0] if places else Person()
    for persona in nowhere:
        body.add(persona)
    return [body]


def join_abbreviations(bodies: Sequence[Person], doubts: Doubts) -> list[Person]:
    gone = set()
    names = {body: body.name for body in bodies}
    stands_for: dict[str, list[Person]] = defaultdict(list)
    for body in sorted(bodies, key=lambda body: body.order):
        for short in () if body.undecided else acronyms(names[body]):
            stands_for[short].append(body)
    for body in bodies:
        candidates = stands_for[body_key(names[body])] if is_acronym(names[body]) and not body.authority else []
        joined = [other for other in candidates if _told_together(body, other)]
        joined = joined or [other for other in candidates if len(candidates) == 1 and _same_place(body, other)]
        if len(joined) == 1:
            joined[0].absorb(body)
            gone.add(body)
        elif candidates:
            doubts.update({p.id: Doubt(Reason.VARIANT, tuple(candidates)) for p in body.members})
    return [body for body in bodies if body not in gone]


def _told_together(short: Person, long: Person) -> bool:
    """Whether an article gives both names."""
    key = body_key(short.name)
    return any(body_key(name) == key for member in long.members for name in member.names)


def _same_place(one: Person, other: Person) -> bool:
    return bool(one.summary.divisions.keys() & other.summary.divisions.keys()) or bool(
        one.summary.places.keys() & other.summary.places.keys()
    )
