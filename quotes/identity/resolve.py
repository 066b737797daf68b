"""Which descriptions are of one person or body.

1. The same full name is one person, unless an office clashes: then they are namesakes.
2. Another form of a name ("Bob Casey", "Hillary Rodham Clinton") joins the one person whose form it can be, where roles
   or places agree or an article gives both forms.
3. A short name that an article never completes ("Trump") joins the one person whose role it has, or who is met so often
   that no other can be meant.
4. What one article's reader took for a body, or a person, is what it is elsewhere.
5. Bodies go by their name; an abbreviation joins the one body that it can stand for.

What stays open is filed apart from those it may be, or by its name alone, and doubted. The rarest is compared with the
more frequent, so that an error in reading one article moves no one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quotes.identity.bodies import join_abbreviations, settle_bodies
from quotes.identity.forms import join_variants
from quotes.identity.kinds import persons_and_bodies
from quotes.identity.listed import one_each
from quotes.identity.names import PersonKey, body_key, person_name
from quotes.identity.people import Authority, Doubts, Person, Persona, by_frequency
from quotes.identity.same import ESTABLISHED, settle
from quotes.identity.short import attach_short


def identify(personas: Iterable[Persona], authorities: Sequence[Authority] = ()) -> tuple[list[Person], Doubts]:
    """Everybody whom these descriptions are of, with what is open about them.

    What a person's decision set apart is left alone, one `Person` for each decision.
    """
    doubts: Doubts = {}
    separate: dict[int, Person] = {}
    met = []
    for persona in by_frequency([*personas]):
        if persona.apart:
            separate.setdefault(persona.apart, Person()).add(persona)
        else:
            met.append(persona)
    seeds = [_seed(authority) for authority in one_each(authorities)]
    persons, others = persons_and_bodies(met, authorities)
    people = _people(persons, [s for s in seeds if _is_person(s)], doubts)
    bodies = _bodies(others, [s for s in seeds if not _is_person(s)], doubts)
    return [*people, *bodies, *separate.values()], doubts


def _seed(authority: Authority) -> Person:
    person = Person(authority=authority)
    for evidence in authority.evidence:
        person.summary.add(evidence, ESTABLISHED)
    return person


def _is_person(seed: Person) -> bool:
    return seed.authority is not None and seed.authority.is_person


def _people(personas: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
    groups: dict[PersonKey, list[Persona]] = defaultdict(list)
    for persona in personas:
        groups[person_name(persona.name).key].append(persona)
    known: dict[PersonKey, list[Person]] = defaultdict(list)
    for name, seed in _names(seeds):
        known[person_name(name).key].append(seed)
    full = {key: settle(groups[key], known[key], doubts) for key in sorted({*groups, *known}) if key[0]}
    everyone = join_variants(full, doubts)
    short = attach_short([key for key in groups if not key[0]], groups, known, everyone, doubts)
    return _each_once([*everyone, *short])


def _bodies(personas: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
    groups: dict[str, list[Persona]] = defaultdict(list)
    for persona in personas:
        groups[body_key(persona.name)].append(persona)
    known: dict[str, list[Person]] = defaultdict(list)
    for name, seed in _names(seeds):
        known[body_key(name)].append(seed)
    settled = [settle_bodies(groups[key], known[key], doubts) for key in sorted({*groups, *known})]
    return _each_once(join_abbreviations([body for found in settled for body in found], doubts))


def _names(seeds: Iterable[Person]) -> Iterator[tuple[str, Person]]:
    for seed in seeds:
        if seed.authority:
            yield from ((name, seed) for name in dict.fromkeys((seed.authority.name, *seed.authority.names)))


def _each_once(people: Iterable[Person]) -> list[Person]:
    return [person for person in dict.fromkeys(people) if person.members]
