"""Persons whom an article's reader took for bodies, and bodies taken for persons, told by what other articles say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotes.identity.names import body_key, name_key, person_name
from quotes.identity.people import Authority, Persona
from quotes.identity.same import ESTABLISHED, stands_out


def persons_and_bodies(
    personas: Sequence[Persona], authorities: Sequence[Authority] = ()
) -> tuple[list[Persona], list[Persona]]:
    """Who are persons and who are bodies, by names alone, each in the order given.

    A full name is what it is in most articles. One word is a person's surname where somebody of that surname is met
    far more often, and otherwise a body's where any article has a body of that name: a person is seldom left without a
    first name. In PolNeAR's training part all 15 names of persons that become names of bodies are such, and so is the
    one full name the other way round. The one surname was that of "the Sanders camp": such a body is only doubted.
    """
    persons = [persona for persona in personas if persona.is_person]
    bodies = [persona for persona in personas if not persona.is_person]
    if not bodies and not authorities:
        return persons, bodies
    met = _Met(personas, authorities)
    moved = {persona for persona in personas if met.misread(persona)}
    by_name = [persona for persona in personas if persona.is_person is not (persona in moved)]
    return by_name, [persona for persona in personas if persona.is_person is (persona in moved)]


class _Met:
    """How often persons and bodies of each name are met, and of each surname the bearers of full names."""

    def __init__(self, personas: Sequence[Persona], authorities: Sequence[Authority]) -> None:
        self.persons = Counter[str]()
        self.bodies = Counter[str]()
        self.bearers: dict[str, Counter[tuple[str, str]]] = {}
        for persona in personas:
            self._count(persona.shown, persona.is_person, persona.weight)
        for authority in authorities:
            for name in {authority.name, *authority.names}:
                self._count(name, authority.is_person, ESTABLISHED)

    def _count(self, name: str, person: bool, weight: int) -> None:
        if not person:
            self.bodies[body_key(name)] += weight
            return
        self.persons[name_key(name)] += weight
        parts = person_name(name)
        if parts.given:
            self.bearers.setdefault(parts.surname, Counter())[parts.first, parts.suffix] += weight

    def misread(self, persona: Persona) -> bool:
        """Whether somebody is rather of the other kind."""
        key = name_key(persona.shown) if persona.is_person else body_key(persona.name)
        persons, bodies = self.persons[key], self.bodies[key]
        if " " in key:
            return 0 < persons < bodies if persona.is_person else 0 < bodies < persons
        bearers = [weight for _, weight in self.bearers.get(key, Counter[tuple[str, str]]()).most_common()]
        if persona.is_person:
            bare = persona.shown == persona.name and not (persona.names or persona.evidence.told)
            return bare and bodies > 0 and (not bearers or stands_out(bodies, sum(bearers)))
        return bool(bearers) and stands_out(bearers[0], sum(bearers[1:]) + bodies)
