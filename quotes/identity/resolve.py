"""Which descriptions are of one person or body.

1. The same full name is one person, unless an office clashes: then they are namesakes.
2. Another form of a name ("Bob Casey", "Hillary Rodham Clinton") joins the one person whose form it can be, where roles
   or places agree or an article gives both forms.
3. A short name that an article never completes ("Trump") joins the one person whose role it has.
4. Bodies go by their name; an abbreviation joins the one body that it can stand for.

What stays open is filed apart from those it may be, or by its name alone, and doubted. The rarest is compared with the
more frequent, so that an error in reading one article moves no one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quotes.identity.evidence import apart
from quotes.identity.names import (
    PersonName,
    body_key,
    forms_of,
    only_one_has_suffix,
    person_name,
    same_person,
)
from quotes.identity.people import Authority, Doubt, Doubts, Person, Persona, Reason, by_frequency
from quotes.parser.entity.names import acronyms, is_acronym

ESTABLISHED = 4
"""In so many articles somebody is known well enough that the name alone is believed."""
OUTNUMBERED = 8
"""A clash with somebody met so many times as often is rather an error in reading: it is doubted, and no namesake."""
SAME_OFFICE = 2
"""The same where it is the same office elsewhere: of two governors of one name, one is rather an error in reading."""
SHARE = 0.05
"""A role that so much of what is known about somebody agrees with may stand in for the rest of the name."""
MOSTLY = 0.5
"""So much of what is known about the rarer form of a name has to agree with the other."""

PersonKey = tuple[tuple[str, ...], str, str]


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
    seeds = [_seed(authority) for authority in authorities]
    people = _people([p for p in met if p.is_person], [s for s in seeds if _is_person(s)], doubts)
    bodies = _bodies([p for p in met if not p.is_person], [s for s in seeds if not _is_person(s)], doubts)
    return [*people, *bodies, *separate.values()], doubts


def _seed(authority: Authority) -> Person:
    person = Person(authority=authority)
    for evidence in authority.evidence:
        person.summary.add(evidence, ESTABLISHED)
    return person


def _is_person(seed: Person) -> bool:
    return seed.authority is not None and seed.authority.kind == "person"


def _people(personas: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
    groups: dict[PersonKey, list[Persona]] = defaultdict(list)
    for persona in personas:
        groups[person_name(persona.name).key].append(persona)
    known: dict[PersonKey, list[Person]] = defaultdict(list)
    for name, seed in _names(seeds):
        known[person_name(name).key].append(seed)
    full = {key: _settle(groups[key], known[key], doubts) for key in sorted({*groups, *known}) if key[0]}
    everyone = _join_variants(full, doubts)
    short = _attach_short([key for key in groups if not key[0]], groups, known, everyone, doubts)
    return _each_once([*everyone, *short])


def _bodies(personas: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
    groups: dict[str, list[Persona]] = defaultdict(list)
    for persona in personas:
        groups[body_key(persona.name)].append(persona)
    known: dict[str, list[Person]] = defaultdict(list)
    for name, seed in _names(seeds):
        known[body_key(name)].append(seed)
    settled = [_settle_bodies(groups[key], known[key], doubts) for key in sorted({*groups, *known})]
    return _each_once(_join_abbreviations([body for found in settled for body in found], doubts))


def _names(seeds: Iterable[Person]) -> Iterator[tuple[str, Person]]:
    for seed in seeds:
        if seed.authority:
            yield from ((name, seed) for name in dict.fromkeys((seed.authority.name, *seed.authority.names)))


def _each_once(people: Iterable[Person]) -> list[Person]:
    return [person for person in dict.fromkeys(people) if person.members]


# ---------------------------------------------------------------------------------------------
# The same name
# ---------------------------------------------------------------------------------------------


def _settle(group: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
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


# ---------------------------------------------------------------------------------------------
# Forms of a name
# ---------------------------------------------------------------------------------------------


def _join_variants(full: dict[PersonKey, list[Person]], doubts: Doubts) -> list[Person]:
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


# ---------------------------------------------------------------------------------------------
# Short names
# ---------------------------------------------------------------------------------------------


def _attach_short(
    keys: Sequence[PersonKey],
    groups: dict[PersonKey, list[Persona]],
    known: dict[PersonKey, list[Person]],
    everyone: Sequence[Person],
    doubts: Doubts,
) -> list[Person]:
    """File each lone surname under the one whose role it has; returns those that stay by themselves."""
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
            meant = None if known[key] else _completed(persona, candidates) or _by_role(persona, candidates)
            if meant:
                attached.append((meant, persona))
            else:
                rest.append(persona)
        found = _settle(rest, known[key], doubts)
        if candidates:
            unknown = [p for person in found if not person.authority for p in person.members]
            doubts.update({persona.id: Doubt(Reason.SHORT, tuple(candidates)) for persona in unknown})
        alone += found
    for person, persona in attached:
        person.add(persona)
    return alone


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


# ---------------------------------------------------------------------------------------------
# Bodies
# ---------------------------------------------------------------------------------------------


def _settle_bodies(group: Sequence[Persona], seeds: Sequence[Person], doubts: Doubts) -> list[Person]:
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


def _join_abbreviations(bodies: Sequence[Person], doubts: Doubts) -> list[Person]:
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
