"""How names of persons and bodies are written, and when two of them may mean the same one.

"Donald J. Trump", "Mr. Trump" and "Donald Trump Jr." share a surname; the first two may be one man, the third is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.parser.entity import lexicon

GARBLED = re.compile("[ÃÂ].|A\N{COMBINING TILDE}.")
SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
INITIAL = re.compile(r"[^\W\d_]\.?$")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
LONG_NAME = 5
"""In letters: shorter names that differ by one are different names."""
PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "st.",
        "san",
        "mc",
        "dos",
        "da",
        "ter",
    ]
)
SMALL_WORDS = frozenset(["of", "the", "for", "and", "in", "on", "to", "at", "&", "a", "an", "de", "la"])
COMPANY_ENDINGS = frozenset(
    [
        "inc",
        "inc.",
        "corp",
        "corp.",
        "co",
        "co.",
        "ltd",
        "ltd.",
        "llc",
        "llp",
        "plc",
        "lp",
        "company",
        "corporation",
        "incorporated",
    ]
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given names, surname and generational suffix, titles gone. A lone "Trump" has no given name."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def full(self) -> str:
        """The form to file under: no middle initials, while initials that stand for a first name stay."""
        given = [name for i, name in enumerate(self.given) if i == 0 or not INITIAL.match(name)]
        return " ".join([*given, self.surname, *filter(None, [self.suffix])])

    @property
    def key(self) -> str:
        return unaccented(self.surname.split()[-1])


def repaired(name: str) -> str:
    """A name whose UTF-8 was once read as another encoding, as it was: "José" for "JosÃ©"."""
    if GARBLED.search(name):
        name = unicodedata.normalize("NFC", name)
        for encoding in ("cp1252", "latin-1"):
            try:
                return repaired(name.encode(encoding).decode("utf-8"))
            except UnicodeError:
                continue
    return name


def unaccented(name: str) -> str:
    """A name as it is compared: lower case, no accents, one kind of apostrophe. "François" is "francois"."""
    name = name.replace("’", "'")
    if name.isascii():
        return name.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def parse_person(words: Sequence[str]) -> PersonName | None:
    """Take a name apart: ("Joseph", "R.", "Biden", "Jr.") → Joseph R. | Biden | Jr."""
    kept = [repaired(word) for word in words if word not in {",", ".", "“", "”", '"', "(", ")", "''"}]
    suffix = ""
    if len(kept) > 1 and (suffix := SUFFIXES.get(kept[-1].lower().rstrip("."), "")):
        kept.pop()
    if not kept:
        return None
    first = len(kept) - 1
    while first > 1 and kept[first - 1].lower() in PARTICLES:
        first -= 1
    return PersonName(tuple(kept[:first]), " ".join(kept[first:]), suffix)


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, an initial, a short form, a nickname."""
    a, b = unaccented(one), unaccented(other)
    if a == b:
        return True
    if INITIAL.match(one) or INITIAL.match(other) or INITIALS.match(one) or INITIALS.match(other):
        return a[0] == b[0]
    return b in lexicon.nicknames().get(a, ()) or a in lexicon.nicknames().get(b, ()) or _one_letter_apart(a, b)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one of two longer names lacks a letter of the other, as "Hilary" does of "Hillary"."""
    return lacks_letter(one, other) or lacks_letter(other, one)


def lacks_letter(short: str, long: str) -> bool:
    """Whether a longer name is another one with one letter left out."""
    if len(short) < LONG_NAME or len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


def compatible(one: PersonName, other: PersonName) -> bool:
    """Whether two names may be the same person's: "Bob Casey", "Robert P. Casey Jr.", "Casey"."""
    if one.key != other.key or (one.suffix and other.suffix and one.suffix != other.suffix):
        return False
    if not one.given or not other.given:
        return True
    if bool(one.suffix) != bool(other.suffix) and one.given != other.given:
        return False
    return (
        same_given(one.given[0], other.given[0])
        or any(name in other.given and not INITIAL.match(name) for name in one.given)
        or any(name in one.given and not INITIAL.match(name) for name in other.given)
    )


def organization_words(name: str) -> tuple[str, ...]:
    """The words of a body's name that tell it apart: no "the", no "Inc."."""
    words = [word.strip(".,") if len(word) > 4 else word for word in name.casefold().split()]
    while words and words[0] in {"the", "a", "an"}:
        words.pop(0)
    while len(words) > 1 and words[-1] in COMPANY_ENDINGS:
        words.pop()
    return tuple(words)


def acronyms(name: str) -> set[str]:
    """Abbreviations that a body's name may have: "Alliance to Reclaim Our Schools" → atros, aros."""
    words = [word for word in re.split(r"[\s-]+", name) if word and (word[0].isalnum())]
    if words and words[0].lower() == "the":
        words.pop(0)
    if len(words) < 2:
        return set()
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word.lower() not in SMALL_WORDS)
    upper = "".join(word[0] for word in words if word[0].isupper())
    return {initials.casefold() for initials in (every, main, upper) if len(initials) > 1}


def is_acronym(name: str) -> bool:
    letters = name.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 7 and letters.isalpha() and sum(map(str.isupper, letters)) >= len(letters) - 1


def plain(words: Iterable[str]) -> str:
    """A body's name as filed: one space between words, a leading "the" gone."""
    text = " ".join(map(repaired, words))
    text = re.sub(r"\s+([’'](?:s\b)?|[,.])", r"\1", text)
    text = re.sub(r"([$#@])\s+", r"\1", text)
    return re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)
