"""Places: which countries, states, counties and cities a text names.

The table behind it is made of two files. `data/areas.tsv` has countries, regions, states and second names, by hand;
`data/places.tsv` has counties and cities from GeoNames (https://www.geonames.org, CC BY 4.0), made by
`scripts/build_places.py`. Divisions are Open Civic Data ids (https://opencivicdata.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import pairwise

from quotes.parser.annotation import Span
from quotes.parser.data import lines

PREFIX = "ocd-division/country:"

TOKEN = re.compile(r"(?:[A-Z]\.)+[A-Z][a-z]?\.|[^\W_]+")
POSTAL = re.compile(r"[A-Z]{2}")
# "AZ" is a state after a party letter or a town; "IN", "OR" and "ME" in a headline are not.
BEFORE_POSTAL = re.compile(r"(?:\b[A-Z](?:-\w+)?[-–—/]|,\s{0,2}|\()$")
NOT_POSTAL = frozenset({"US", "UK", "DC"})
CITY_THEN_STATE = re.compile(r",?\s{1,2}\(?|\s?\(")
STATE_THEN_CITY = re.compile(r"[’'`]s?\s(?:\w+\s)?")
LOCATIVE = re.compile(r"\b(?:in|near|outside|around|(?:city|town|village) of)\s+$", re.IGNORECASE)
CITY_BODIES = frozenset("council hall commission manager attorney clerk councilman councilwoman councilmember".split())
# "In March" tells when; "March, Cambridgeshire," and "March Town Council" tell where.
CALENDAR = frozenset(["March", "August"])
CALENDAR_OF = re.compile(r"\b(?:city|town|village|mayor) of\s+$", re.IGNORECASE)
CALENDAR_BODY = re.compile(r"\s(?:Town|City) (?:Council|Hall)\b")
CALENDAR_COUNTY = re.compile(r"\s?(?:[,.;:)”\"]|$)")
NO_AREA = "-"
NO_ID_COUNTY = "/county/"
SPELLINGS = {"saint": "st", "ft": "fort", "mt": "mount"}
SAINT = re.compile(r"^Saint ")
COUNTY_ENDING = re.compile(r" (?:County|Parish|City and Borough|Borough|Municipality|Census Area)$")
NOT_IN_IDS = re.compile(r"[^\w.\- ]")

# Below this many inhabitants a name is more often a person's or a word than the town's ("Clinton", "Hope").
WELL_KNOWN = 120_000


class Level(IntEnum):
    """How large an area is, the largest first."""

    NATION = 1
    STATE = 2
    COUNTY = 3
    CITY = 4


class Form(StrEnum):
    """How a text names an area: "Russia", "Ariz.", "Russian", "Kremlin"; "Broward" for the county of that name.

    A MARK is no name, but tells what country an article is about: "Duma".
    """

    NAME = "name"
    SHORT = "short"
    ADJECTIVE = "adjective"
    SEAT = "seat"
    MARK = "mark"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Area:
    """A country, state, county or city. `within` is what follows "country:" in the id of the area it lies in.

    A country is within itself. `people` is 0 where it is not known. `listed` is True for the areas of `areas.tsv`.
    """

    name: str
    level: Level
    within: str
    division: str | None = None
    people: int = 0
    listed: bool = False

    @property
    def country(self) -> str:
        return self.within.partition("/")[0]

    @property
    def state(self) -> str | None:
        """The state it lies in or is ("us/state:az"), None for a country and for cities where no state is known."""
        return self.within if "/" in self.within else None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a text. `areas` are those it can mean, the largest first; `name` is the one that is printed.

    `weak` is True for what stands like a person's name or a word. `qualified` is True for "Tucson, Ariz.", whose
    state settled which Tucson it is.
    """

    span: Span
    areas: tuple[Area, ...]
    form: Form
    name: str
    weak: bool = False
    qualified: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table, and how the name it is filed under stands to it. Areas are made when they are asked for."""

    line: str
    form: Form
    name: str
    listed: bool = True


def slug(name: str) -> str:
    """A name as Open Civic Data ids write it: "St. Mary's" is "st._mary~s"."""
    return NOT_IN_IDS.sub("~", name.lower()).replace(" ", "_")


def key(words: Iterable[str]) -> str:
    """The words of a name as they are looked up, without case, full stops and ways of spelling."""
    plain = [word.replace(".", "").lower() for word in words]
    return " ".join([SPELLINGS.get(word, word) for word in plain])


class Places:
    """The table of places. `find` is one pass over a text."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Entry]] = {}
        self._short: dict[str, list[_Entry]] = {}
        self._listed: dict[str, Area] = {}
        for line in lines("areas.tsv"):
            self._add_area(line)
        for line in lines("places.tsv"):
            name = line.split("\t")[2]
            self._add(name, _Entry(line, Form.NAME, name, listed=False))
            if (bare := COUNTY_ENDING.sub("", name)) != name:
                self._add(bare, _Entry(line, Form.BARE, name, listed=False))
        self._longest: dict[str, int] = {}
        for name in self._names:
            first, *rest = name.split(" ")
            self._longest[first] = max(len(rest) + 1, self._longest.get(first, 0))

    def _add_area(self, line: str) -> None:
        columns = [column.split("|") if column else [] for column in line.split("\t")]
        if columns[0] == [NO_AREA]:
            for name in columns[1]:
                self._add(name, _Entry(line, Form.NAME, name))
            return
        if not line.partition("\t")[0].endswith("/"):
            self._listed[line.partition("\t")[0]] = _area(line, listed=True)
        names, short, adjectives, seats, marks = [*columns[1:], [], [], [], []][:5]
        for name in names:
            self._add(name, _Entry(line, Form.NAME, name))
        forms = {Form.SHORT: short, Form.ADJECTIVE: adjectives, Form.SEAT: seats, Form.MARK: marks}
        for form, words in forms.items():
            for word in words:
                self._add(word, _Entry(line, form, names[0]))

    def _add(self, word: str, entry: _Entry) -> None:
        if entry.form is Form.SHORT and (word.isupper() or word.endswith(".")) and " " not in word:
            self._short.setdefault(word, []).append(entry)
        else:
            self._names.setdefault(key(TOKEN.findall(word)), []).append(entry)

    def named(self, name: str) -> tuple[Area, ...]:
        """The areas that a whole string names: "New York", "Ariz.", "Yuma County"."""
        entries = self._short.get(name) or self._names.get(key(TOKEN.findall(name)), [])
        return _areas(entries)

    def listed(self, division: str) -> Area | None:
        """An area of `areas.tsv` by what follows "country:" in its id: "ru", "us/state:az"."""
        return self._listed.get(division)

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """The places that a text names, in its order: "Tucson, Ariz.", "the Russian president", "R-S.C."."""
        return tuple(mention for mention in self.scan(text) if mention.form is not Form.MARK)

    def scan(self, text: str) -> tuple[PlaceMention, ...]:
        """Like `find`, together with the words that only mark a country: "Taoiseach", "Senate"."""
        tokens = list(TOKEN.finditer(text))
        found: list[PlaceMention] = []
        position = 0
        while position < len(tokens):
            if not tokens[position].group()[0].isupper():
                position += 1
                continue
            mention, length = self._at(text, tokens, position)
            if mention:
                found.append(mention)
            position += length
        return tuple(_qualify(text, found))

    def _at(self, text: str, tokens: list[re.Match[str]], position: int) -> tuple[PlaceMention | None, int]:
        """The longest place that begins at a token, and of how many tokens it is."""
        if short := self._short_at(text, tokens[position]):
            return short, 1
        longest = self._longest.get(key([tokens[position].group()]), 0)
        for length in range(min(longest, len(tokens) - position), 0, -1):
            part = tokens[position : position + length]
            entries = self._names.get(key(token.group() for token in part))
            if entries and length > 1 and self._is_city_of(part, tokens[position + length : position + length + 1]):
                continue
            if entries and _stands_together(text, part):
                return _mention(text, Span(part[0].start(), part[-1].end()), entries), length
        return None, 1

    def _is_city_of(self, part: list[re.Match[str]], after: list[re.Match[str]]) -> bool:
        """Whether "City" belongs to what follows: "Boise City Council", but not "Kansas City Council"."""
        if part[-1].group() != "City" or not after or after[0].group().lower() not in CITY_BODIES:
            return False
        shorter = _areas(self._names.get(key(token.group() for token in part[:-1]), []))
        longer = _areas(self._names[key(token.group() for token in part)])
        cities = [area.people for area in shorter if area.level is Level.CITY]
        return bool(cities) and max(cities) > max(area.people for area in longer) and not longer[0].listed

    def _short_at(self, text: str, token: re.Match[str]) -> PlaceMention | None:
        """The place of an abbreviation: "Ariz.", "S.C.", "U.S." or, after a party or a town, "AZ"."""
        word, start = token.group(), token.start()
        dotted = f"{word}." if text[token.end() : token.end() + 1] == "." else word
        for form in (dotted, word):
            entries = self._short.get(form)
            if entries and (not POSTAL.fullmatch(form) or _is_short_name(text, start, form)):
                return PlaceMention(Span(start, start + len(form)), _areas(entries), Form.SHORT, entries[0].name)
        return None


def _mention(text: str, span: Span, entries: list[_Entry]) -> PlaceMention | None:
    if entries[0].line.startswith(NO_AREA):
        return None
    areas = _areas(entries)
    return PlaceMention(span, areas, entries[0].form, entries[0].name, _is_weak(text, span, areas, entries))


def _is_short_name(text: str, start: int, word: str) -> bool:
    return word in NOT_POSTAL or bool(BEFORE_POSTAL.search(text, max(0, start - 20), start))


def _stands_together(text: str, part: list[re.Match[str]]) -> bool:
    """Whether the tokens are one name: "Prince George's County", but not "Kansas. City"."""
    words = [token.group() for token in part]
    if any(word.islower() and len(word) > 3 for word in words[1:]):
        return False
    gaps = (text[a.end() : b.start()] for a, b in pairwise(part))
    return all(gap in {" ", "-", "–", "’", "'", ". ", ", ", "\n", " & "} for gap in gaps) and not words[-1].islower()


def _is_weak(text: str, span: Span, areas: tuple[Area, ...], entries: list[_Entry]) -> bool:
    """Whether a name is more likely a person's or a word: a small town or a bare county without "in" before it."""
    if any(area.level <= Level.STATE or area.people >= WELL_KNOWN or (area.listed and area.division) for area in areas):
        return False
    if " " in span.of(text) and any(entry.form is not Form.BARE for entry in entries):
        return False
    return not LOCATIVE.search(text, max(0, span.start - 14), span.start)


def _qualify(text: str, found: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Let the state beside a town's name settle which town it is: "Tucson, Ariz.", "Colorado’s Jefferson County"."""
    for before, mention, after in zip([None, *found], found, [*found[1:], None], strict=False):
        states: set[str] = set()
        listed = mention.areas[0].level <= Level.STATE and (after is None or after.form is not Form.SHORT)
        if after and not listed and CITY_THEN_STATE.fullmatch(text, mention.span.end, after.span.start):
            states |= {area.within for area in after.areas if area.level <= Level.STATE}
        if before and before.form is Form.NAME and STATE_THEN_CITY.fullmatch(text, before.span.end, mention.span.start):
            states |= {area.within for area in before.areas if area.level <= Level.STATE}
        if mention.span.of(text).title() in CALENDAR and not _is_town(text, mention, after):
            continue
        inside = tuple(area for area in mention.areas if area.level >= Level.COUNTY and area.within in states)
        yield replace(mention, areas=inside, weak=False, qualified=True) if inside else mention


def _is_town(text: str, month: PlaceMention, after: PlaceMention | None) -> bool:
    """Whether the name of a month is clearly the town: "March, Cambridgeshire,", but not "in March, Norfolk police"."""
    if CALENDAR_OF.search(text, max(0, month.span.start - 14), month.span.start):
        return True
    if CALENDAR_BODY.match(text, month.span.end):
        return True
    if after is None or not text.startswith(", ", month.span.end) or after.span.start != month.span.end + 2:
        return False
    around = any(area.country == month.areas[0].country for area in after.areas if area.level < Level.CITY)
    return around and bool(CALENDAR_COUNTY.match(text, after.span.end))


def _areas(entries: Iterable[_Entry]) -> tuple[Area, ...]:
    """The areas of entries, the largest first, each once."""
    areas = dict.fromkeys(_area(entry.line, entry.listed) for entry in entries)
    divisions = {area.division: area for area in areas if area.division and area.listed}
    kept = (area for area in areas if area.listed or area.division not in divisions)
    return tuple(sorted(kept, key=lambda area: (area.level, -area.people)))


@lru_cache(maxsize=4096)
def _area(line: str, listed: bool) -> Area:
    return _listed_area(line) if listed else _gazetteer_area(line)


def _listed_area(line: str) -> Area:
    within, names = line.split("\t")[:2]
    name = names.partition("|")[0]
    if within.endswith("/"):
        level = Level.COUNTY if within.endswith(NO_ID_COUNTY) else Level.STATE
        return Area(name, level, within.partition("/")[0], listed=True)
    if "/place:" in within or "/county:" in within:
        level = Level.CITY if "/place:" in within else Level.COUNTY
        return Area(name, level, within.rpartition("/")[0], PREFIX + within, listed=True)
    level = Level.STATE if "/" in within else Level.NATION
    return Area(name, level, within, PREFIX + within, listed=True)


def _gazetteer_area(line: str) -> Area:
    within, kind, name, people = line.split("\t")
    if kind == NO_AREA:
        return Area(name, Level.CITY, within, None, int(people))
    name = SAINT.sub("St. ", name)
    division = f"{PREFIX}{within}/{kind}:{slug(COUNTY_ENDING.sub('', name) if kind != 'place' else name)}"
    return Area(name, Level.CITY if kind == "place" else Level.COUNTY, within, division, int(people))
