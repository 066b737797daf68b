"""Which names mean the same person or body.

"Mary J. Hanley", "Mary Hanley" and "Ms. Hanley" are one; "Paul Hanley" is another, and a lone "Hanley" is whoever of
the two the article is mostly about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes.parser.annotation import EntityKind, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mention
from quotes.parser.entity.names import (
    SMALL_WORDS,
    PersonName,
    acronyms,
    compatible,
    is_acronym,
    lacks_letter,
    organization_words,
    parse_person,
    plain,
    unaccented,
)
from quotes.parser.entity.words import Words

NAME_TAILS = frozenset(
    ["university", "news", "group", "foundation", "institute", "network", "magazine", "college", "hospital", "bank"]
)
"""What may be left off the end of a body's name: "Quinnipiac" for "Quinnipiac University"."""


KIN = closed_class("kin")
NEAR = 6
"""In words."""
LONGEST_LONE = 2
"""A lone surname has two words at most: "Le Pen"."""


@dataclass(slots=True)
class Profile:
    """A person or body of the article while it is being read: all its names and where they stand.

    `mentions` index the article's mentions, in the order of the text.
    """

    kind: EntityKind
    place: bool = False
    persons: list[PersonName] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The fullest form printed; of equally full ones the most frequent, the first of those.

        Unless that lacks a letter of another one: it is "Hilary" that is misspelt, not "Hillary".
        """
        if self.persons:
            forms = Counter(person.full for person in self.persons)
            best = max(forms, key=lambda form: (len(form.split()), forms[form]))
            equal = (form for form in forms if forms[form] == forms[best] and lacks_letter(best, form))
            return next(equal, best)
        return max(self.bodies, key=lambda body: (not is_acronym(body), len(body.split())))

    @property
    def gender(self) -> str:
        """m, f, or empty where nothing tells it or the signs disagree evenly."""
        ranked = self.genders.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ""
        return ranked[0][0]

    @property
    def names(self) -> tuple[str, ...]:
        """Every other form of its name."""
        forms = dict.fromkeys([*(person.full for person in self.persons), *self.bodies])
        return tuple(form for form in forms if form != self.name)


def cluster(words: Words, mentions: Sequence[Mention]) -> tuple[list[Profile], list[int]]:
    """The people and bodies of a page, and for each mention the index of its own among them."""
    owners = [-1] * len(mentions)
    profiles: list[Profile] = []
    _full_names(words, mentions, profiles, owners)
    _single_names(words, mentions, profiles, owners)
    _bodies(words, mentions, profiles, owners)
    for index, owner in enumerate(owners):
        profiles[owner].mentions.append(index)
    for profile in profiles:
        _sex(words, mentions, profile)
    return profiles, owners


# ---------------------------------------------------------------------------------------------
# Persons
# ---------------------------------------------------------------------------------------------


def _person(words: Words, mention: Mention) -> PersonName | None:
    return parse_person(words.forms[mention.first : mention.last])


def _is_person(mention: Mention) -> bool:
    return mention.kind is NameClass.PERSON


def _near_relative(words: Words, mention: Mention) -> bool:
    """Whether a name with a suffix is introduced as a relative: "his son [Ray Poe Jr.]" is not Ray Poe."""
    near = range(max(mention.title - NEAR, 0), min(mention.last + NEAR, len(words)))
    sentence = words.sentences[mention.first]
    return any(words.lowers[i] in KIN and words.sentences[i] == sentence for i in near)


def _may_be(name: PersonName, profile: Profile, strict: bool) -> bool:
    """Whether a full name may be that of somebody known; `strict` where father and son share it but for the suffix."""
    if strict and all(other.suffix != name.suffix for other in profile.persons):
        return False
    return any(compatible(name, other) for other in profile.persons)


def _full_names(words: Words, mentions: Sequence[Mention], profiles: list[Profile], owners: list[int]) -> None:
    by_surname: dict[str, list[int]] = {}
    found = [(index, _person(words, mention)) for index, mention in enumerate(mentions) if _is_person(mention)]
    full = [(index, name) for index, name in found if name is not None and name.given]
    apart = {
        (unaccented(name.given[0]), name.key)
        for index, name in full
        if name.suffix and (name.suffix == "Sr." or _near_relative(words, mentions[index]))
    }
    for index, name in full:
        known = by_surname.setdefault(name.key, [])
        strict = (unaccented(name.given[0]), name.key) in apart
        owner = next((k for k in known if _may_be(name, profiles[k], strict)), None)
        if owner is None:
            owner = len(profiles)
            profiles.append(Profile(EntityKind.PERSON))
            known.append(owner)
        profiles[owner].persons.append(name)
        owners[index] = owner


def _single_names(words: Words, mentions: Sequence[Mention], profiles: list[Profile], owners: list[int]) -> None:
    """Lone surnames and given names, to the person of that name; else a person of their own."""
    surnames, others = _bearers(profiles)
    places = _places(owners, mentions, len(profiles))
    for index, mention in enumerate(mentions):
        name = _person(words, mention) if owners[index] < 0 and mention.length <= LONGEST_LONE else None
        if name is None or name.given:
            continue
        is_person = _is_person(mention)
        if is_person and name.suffix and (bearers := others.get(name.key)):
            owners[index] = _younger(name, bearers, profiles)
            continue
        known = surnames.get(name.key) or (others.get(name.key) if is_person else None)
        if known and (is_person or not _is_place_here(words, mention)):
            owner = _choose(words, mention, known, profiles, places)
        elif is_person:
            owner = len(profiles)
            profiles.append(Profile(EntityKind.PERSON))
            places.append([])
            surnames.setdefault(name.key, []).append(owner)
        else:
            continue
        if owner in surnames.get(name.key, ()):
            profiles[owner].persons.append(name)
        owners[index] = owner


def _younger(name: PersonName, bearers: Sequence[int], profiles: list[Profile]) -> int:
    """Whom "Ray Jr." means where there is a Ray Poe: the Ray Poe Jr. that is known, else a new one."""
    for bearer in bearers:
        if any(person.suffix == name.suffix for person in profiles[bearer].persons):
            return bearer
    elder = next(person for person in profiles[bearers[0]].persons if person.given)
    profiles.append(Profile(EntityKind.PERSON, persons=[PersonName((name.surname,), elder.surname, name.suffix)]))
    return len(profiles) - 1


def _bearers(profiles: Sequence[Profile]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The people of each surname, and those of each given name or other part of a name."""
    surnames: dict[str, dict[int, None]] = {}
    others: dict[str, dict[int, None]] = {}
    for number, profile in enumerate(profiles):
        for person in profile.persons:
            surnames.setdefault(person.key, {})[number] = None
            run_on = [person.given[0] + person.surname] if person.given else []
            for part in (*person.given, *person.surname.split()[:-1], *run_on):
                others.setdefault(unaccented(part), {})[number] = None
    return {key: list(them) for key, them in surnames.items()}, {key: list(them) for key, them in others.items()}


def _places(owners: Sequence[int], mentions: Sequence[Mention], count: int) -> list[list[int]]:
    """Where each profile stands in full, as word positions."""
    places: list[list[int]] = [[] for _ in range(count)]
    for owner, mention in zip(owners, mentions, strict=True):
        if owner >= 0:
            places[owner].append(mention.first)
    return places


def _is_place_here(words: Words, mention: Mention) -> bool:
    return (
        mention.kind is NameClass.LOCATION
        and mention.first > 0
        and words.lowers[mention.first - 1] in ("in", "from", "at")
    )


def _choose(
    words: Words, mention: Mention, known: Sequence[int], profiles: Sequence[Profile], places: Sequence[Sequence[int]]
) -> int:
    """Which of several people of one surname a lone one means: the title's gender, who is there already, who leads."""
    if len(known) == 1:
        return known[0]
    gender = _title_gender(words, mention)
    fitting = [k for k in known if not gender or _given_gender(profiles[k]) in ("", gender)] or list(known)
    before = [k for k in fitting if places[k] and places[k][0] < mention.first] or fitting
    return max(before, key=lambda k: (len(places[k]), -(places[k][0] if places[k] else len(words))))


def _title_gender(words: Words, mention: Mention) -> str:
    titles = (
        lexicon.titles()[words.forms[i]][1]
        for i in range(mention.title, mention.first)
        if words.forms[i] in lexicon.titles()
    )
    return next(filter(None, titles), "")


def _given_gender(profile: Profile) -> str:
    genders = (lexicon.name_gender(person.given[0]) for person in profile.persons if person.given)
    return next(filter(None, genders), "")


def _sex(words: Words, mentions: Sequence[Mention], profile: Profile) -> None:
    """Count what tells a person's gender: Mr. or Mrs. before the name, "spokeswoman" beside it, the given name."""
    if profile.kind is not EntityKind.PERSON:
        return
    if gender := _given_gender(profile):
        profile.genders[gender] += 1
    for index in profile.mentions:
        mention = mentions[index]
        gender = _title_gender(words, mention)
        if gender:
            profile.genders[gender] += 3
        elif mention.first > 0 and (gender := lexicon.noun_gender(words.lowers[mention.first - 1])):
            profile.genders[gender] += 2


# ---------------------------------------------------------------------------------------------
# Bodies and places
# ---------------------------------------------------------------------------------------------


def _bodies(words: Words, mentions: Sequence[Mention], profiles: list[Profile], owners: list[int]) -> None:
    """Organizations, places and other names: equal ones are one, and so are a long form and its short ones."""
    groups: dict[tuple[str, ...], int] = {}
    for index, mention in enumerate(mentions):
        if owners[index] >= 0:
            continue
        printed = plain(words.forms[mention.first : mention.last])
        key = organization_words(printed) or (printed.casefold(),)
        owner = groups.get(key)
        if owner is None:
            owner = groups[key] = len(profiles)
            kind = EntityKind.UNKNOWN if mention.kind is NameClass.MISCELLANEOUS else EntityKind.ORGANIZATION
            profiles.append(Profile(kind, place=mention.kind is NameClass.LOCATION))
        profiles[owner].bodies.append(printed)
        owners[index] = owner
    merged = _short_forms(groups, profiles)
    for index, owner in enumerate(owners):
        target = owner
        while target in merged:
            target = merged[target]
        owners[index] = target
    for short, long in merged.items():
        while long in merged:
            long = merged[long]
        profiles[long].bodies += profiles[short].bodies


def _short_forms(groups: dict[tuple[str, ...], int], profiles: Sequence[Profile]) -> dict[int, int]:
    """A short form's profile → the long form's: "AROS", "the Journal", "Quinnipiac"."""
    initials: dict[str, int] = {}
    endings: dict[tuple[str, ...], int] = {}
    for key, owner in groups.items():
        for form in acronyms(max(profiles[owner].bodies, key=len)):
            initials.setdefault(form, owner)
        if profiles[owner].kind is EntityKind.ORGANIZATION and not profiles[owner].place:
            for ending in _endings(key):
                endings.setdefault(ending, owner)
    merged: dict[int, int] = {}
    for key, owner in groups.items():
        letters = "".join(key).replace(".", "")
        if len(key) == 1 and is_acronym(profiles[owner].bodies[0]) and letters in initials:
            long = initials[letters]
        else:
            long = owner if profiles[owner].place else endings.get(key, owner)
        if long != owner and len(profiles[long].name.split()) > 1:
            merged[owner] = long
    return {short: long for short, long in merged.items() if merged.get(long) != short}


def _endings(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a body is called for short: the end of its name, or all but "University"."""
    yield from (key[cut:] for cut in range(1, len(key)) if key[cut - 1] not in SMALL_WORDS)
    if len(key) > 1 and key[-1] in NAME_TAILS:
        yield key[:-1]
