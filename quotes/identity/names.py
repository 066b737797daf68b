"""Comparing the names of persons and bodies: small predicates, each about one way in which names of one bearer differ.

In the manner of dedupe's comparators (https://github.com/dedupeio/dedupe). All compare keys: no case, no accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes.parser.entity import lexicon
from quotes.parser.entity.names import COMPANY_ENDINGS, PARTICLES, SMALL_WORDS, SUFFIXES, is_acronym
from quotes.parser.jurisdiction.office import MODIFIERS
from quotes.parser.jurisdiction.surroundings import gazetteer

PATRONYMIC = frozenset(["mac", "mc", "fitz"])
"""Before a name they make a surname of it."""

PersonKey = tuple[tuple[str, ...], str, str]
"""Given names, surname, suffix."""

_YEAR = re.compile(r"(?:19|20)\d\d")
EDITIONS = frozenset(["international", "weekend", "sunday", "saturday", "online", "digital"])
"""Before the name of a newspaper they are a part of it that is read as the whole."""

SUPPORTERS = frozenset(["camp", "team"])
"""After somebody's name they are another word for the campaign."""

SHORTEST = 3
"""A first name of fewer letters is one slip from too many others."""

_NO_LETTER = re.compile(r"[\W_]+")
# A nickname between given name and surname: Robert “Bob” Hanley.
_NICKNAME = re.compile(r"[(\"“'‘][^\s)\"”'’]+[)\"”'’]")
# As accounts are called: BernieSanders, NYTimes.
_WRITTEN_AS_ONE = re.compile(r"([A-Z][a-z]{2,}|[A-Z]{2,})([A-Z][a-z]{2,})")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A name without case, accents and punctuation, as it is filed and looked up: "José O'Neill" is "jose o neill".

    A name of nothing but punctuation is its own key.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_LETTER.sub(" ", plain).strip() or name


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in keys, and `shown`, how it is written without titles. A lone surname has no given names."""

    given: tuple[str, ...]
    surname: str
    suffix: str
    shown: str

    @property
    def key(self) -> PersonKey:
        return self.given, self.surname, self.suffix

    @property
    def first(self) -> str:
        return self.given[0]


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Take a name apart: "Sen. Robert P. Casey Jr." → robert, p | casey | jr."""
    words = [word for word in name.split() if not _NICKNAME.fullmatch(word)] or [name]
    words = _apart(words[0]) if len(words) == 1 else _without_small_words(words)
    while len(words) > 1 and words[0].rstrip(",") in lexicon.titles():
        words.pop(0)
    suffix = SUFFIXES.get(words[-1].casefold().strip(".,"), "") if len(words) > 1 else ""
    parts = words[:-1] if suffix else words
    keys = [name_key(word) for word in parts]
    return PersonName(tuple(keys[:-1]), keys[-1], suffix, " ".join(words))


def _apart(word: str) -> list[str]:
    """A person's name that is written as one word, cut in two: "MaryHanley", but not "MacDonald" or "MaryAnn"."""
    match = _WRITTEN_AS_ONE.fullmatch(word)
    if match is None:
        return [word]
    first, last = match[1].casefold(), match[2].casefold()
    names = lexicon.given_names()
    two = first in names and first not in PATRONYMIC and names.get(last) != "f"
    return [*match.groups()] if two else [word]


def _without_small_words(words: list[str]) -> list[str]:
    """Words in small letters at either end are no part of a name with capitals, unless they are a "de" or "al"."""
    capitals = [at for at, word in enumerate(words) if word[0].isupper()]
    if not capitals or not all(word[0].isalnum() for word in words):
        return words
    start = capitals[0]
    while start and words[start - 1].split("-")[0] in PARTICLES:
        start -= 1
    end = capitals[-1] + 1
    while end < len(words) and (words[end].split("-")[0] in PARTICLES or not words[end][0].islower()):
        end += 1
    return words[start:end]


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two full names may be one person's: "Bob Casey", "Robert P. Casey Jr."."""
    return (
        one.surname == other.surname and same_first(one, other) and same_middle(one, other) and same_suffix(one, other)
    )


def same_first(one: PersonName, other: PersonName) -> bool:
    """Equal, an initial of it ("J. Hanley"), a short form ("Bob" for "Robert"), or the initials ("J.D.")."""
    a, b = one.first, other.first
    if a == b or b in forms_of(a) or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return compact(a) in initials(other) or compact(b) in initials(one)


def compact(first: str) -> str:
    """Initials as one word: "j d" is "jd"."""
    return first.replace(" ", "")


def initials(name: PersonName) -> tuple[str, ...]:
    """What somebody of several given names may be called for short: "jd" or "jdv" for James David Vole."""
    if len(name.given) < 2:
        return ()
    letters = "".join(word[0] for word in name.given)
    return letters, letters + name.surname[0]


def same_middle(one: PersonName, other: PersonName) -> bool:
    """Not given by both, or the shorter one begins the longer one: "R." and "Rodham", but not "W." and "H. W."."""
    a, b = sorted((" ".join(one.given[1:]), " ".join(other.given[1:])), key=len)
    return b.startswith(a)


def same_suffix(one: PersonName, other: PersonName) -> bool:
    """Not given by both, or the same."""
    return one.suffix == other.suffix or not (one.suffix and other.suffix)


def only_one_has_suffix(one: PersonName, other: PersonName) -> bool:
    """It may be father and son."""
    return bool(one.suffix) != bool(other.suffix)


def misspelt(one: PersonName, other: PersonName) -> bool:
    """Whether the first name of one may be a slip in writing the other's: "Hilary", "Rence" for "Reince"."""
    same = one.surname == other.surname and one.suffix == other.suffix and same_middle(one, other)
    genders = {lexicon.name_gender(one.first), lexicon.name_gender(other.first)}
    return same and one_slip(one.first, other.first) and not {"m", "f"} <= genders


def one_slip(one: str, other: str) -> bool:
    """One letter more, one less, another one, or two that changed places; names under three letters are too short."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1 or short == long:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or short[at : at + 2] + short[at + 2 :] == (
        long[at + 1 : at + 2] + long[at] + long[at + 2 :]
    )


@lru_cache(maxsize=65536)
def one_letter_less(word: str) -> frozenset[str]:
    """A word and all that is left of it without one of its letters: words that are one slip apart share one of them."""
    return frozenset([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))])


def forms_of(first: str) -> frozenset[str]:
    """The names that may stand for a given name: "bob" for "robert"."""
    return lexicon.nicknames().get(first, frozenset())


@lru_cache(maxsize=65536)
def body_name(name: str) -> str:
    """A body's name without what stands before it: "new Arden Post", "2016 Arden Post", "Enter The Arden Post".

    And without the edition of a newspaper that is named for its place: "International Arden Post". Nor with what
    stands between it and what it does: "ABN national", of a poll.
    """
    words = name.split()
    while len(words) > 1 and _is_adjective(words[-1]):
        words.pop()
    while len(words) > 1 and _is_before_a_name(words[0], words[1:]):
        words.pop(0)
    if len(words) > 3 and words[1] == "The" and ends_as_body(" ".join(words[2:])):
        words = words[2:]
    if words[:1] and words[0].casefold() in EDITIONS and _is_newspaper_of_a_place(words[1:]):
        words.pop(0)
    return " ".join(words) or name


def _is_before_a_name(word: str, rest: Sequence[str]) -> bool:
    """An article, a year, or an adjective in small letters where the name has capitals, but no "de" or "al"."""
    if word.casefold() == "the" or _YEAR.fullmatch(word):
        return True
    small = word.isalpha() and word.islower() and word not in PARTICLES | lexicon.PREFIXES
    return small and any(other[0].isupper() for other in rest)


def _is_adjective(word: str) -> bool:
    return word in MODIFIERS - SMALL_WORDS and not lexicon.is_group_noun(word)


def _is_newspaper_of_a_place(words: Sequence[str]) -> bool:
    return len(words) > 1 and ends_as_body(" ".join(words)) and is_place(" ".join(words[:-1]))


@lru_cache(maxsize=65536)
def body_key(name: str) -> str:
    """A body's name without "the" and "Inc.", and an abbreviation without its points: "the F.B.I." is "fbi".

    Somebody's team or camp is their campaign, and a newspaper has the name of its state written out: "NJ Tribune".
    """
    bare = body_name(name)
    if is_acronym(bare):
        return name_key(bare.replace(".", "").replace("&", ""))
    words = name_key(_with_its_state(bare)).split()
    while len(words) > 1 and words[-1] in COMPANY_ENDINGS:
        words.pop()
    if len(words) > 1 and bare.split()[-1] in SUPPORTERS:
        words[-1] = "campaign"
    return " ".join(words) or name


def _with_its_state(name: str) -> str:
    """A newspaper's name with an abbreviation at its beginning written out, if that is of one place."""
    words = [*match.groups()] if (match := _WRITTEN_AS_ONE.fullmatch(name)) else name.split()
    places = gazetteer().named(words[0]) if len(words) > 1 and is_acronym(words[0]) else ()
    if len(places) != 1 or not ends_as_body(f"{places[0].name} {' '.join(words[1:])}"):
        return name
    return " ".join((places[0].name, *words[1:]))


@lru_cache(maxsize=65536)
def ends_as_body(name: str) -> bool:
    """Whether it is a body's name by its last word: "Arden News", "Boston Globe", but not "Emily Post"."""
    *first, last = name_key(name).removeprefix("the ").split() or [""]
    tails = lexicon.words("body_tails")
    return bool(first) and (last in tails or (f"{last}\tplace" in tails and is_place(" ".join(first))))


def is_place(name: str) -> bool:
    return bool(gazetteer().named(name.title()))


@lru_cache(maxsize=65536)
def block_of(name: str, person: bool) -> str:
    """What all names share that may be one bearer's: a person's surname, a body's initials.

    A body of one word, or called as a person could be, may be a person misread: it goes by the last word.
    """
    if person:
        return f"person {person_name(name).surname}"
    words = body_key(name).split()
    whole = len(words) == 1 or (
        len(words) == 2 and words[0] in lexicon.given_names() and not ends_as_body(" ".join(words))
    )
    return "body " + (words[-1] if whole else "".join(_initials(words)))


def both_kinds(blocks: Iterable[str]) -> set[str]:
    """These blocks, each with that of bodies for persons and the other way round: it may be somebody misread."""
    words = {block.partition(" ")[2] for block in blocks}
    return {f"{kind} {word}" for kind in ("person", "body") for word in words}


def _initials(words: list[str]) -> Iterator[str]:
    return (word[0] for word in words if word not in SMALL_WORDS)


def completions(short: str, full_names: Iterable[str]) -> tuple[str, ...]:
    """The full names of an article of which a lone surname can be short: "Mr. Hanley" of Paul, not of Mary Hanley."""
    name = person_name(short)
    gender = _title_gender(short)
    fitting = (other for other in full_names if person_name(other).given and person_name(other).surname == name.surname)
    return tuple(sorted({other for other in fitting if not gender or _gender(other) in ("", gender)}))


def _title_gender(name: str) -> str:
    words = name.split()
    return lexicon.titles().get(words[0], ("", ""))[1] if len(words) > 1 else ""


def _gender(name: str) -> str:
    return lexicon.given_names().get(person_name(name).first, "")
