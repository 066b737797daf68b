"""Surroundings: the places of an article, and those that stand beside a name in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

from quotes.parser.annotation import Span
from quotes.parser.office import MODIFIERS, find_offices, is_office_word
from quotes.parser.places import Area, Form, Level, PlaceMention, Places

# How far from a name its place may stand, in characters.
BEFORE, AFTER = 90, 110

# A place must be this many times as likely as the next one of its name; each of these facts makes it likelier.
CLEAR = 5
IN_NAMED_STATE, IN_STATE_BESIDE, IN_DATELINE_STATE, IN_HOME_COUNTRY = 50, 250, 250, 20
FEWEST_PEOPLE = 1_000

LISTED_PEOPLE = {Level.NATION: 50_000_000, Level.STATE: 5_000_000, Level.CITY: 5_000_000}

DATELINE_COUNTS = 4

# What counts as a place an article speaks of just there, in characters, and as the one it is about.
RECENT = 400
MAIN_SHARE = 0.5

PARTY_LETTER = re.compile(r",?\s?[\[(]?(?:Rep|Dem|Con|Lab|[RDIL])[a-z]{0,9}\.?\s?(?:[-–—/,]|of)\s?")
OF_PLACE = re.compile(r",?\s(?:of|from|for)\s(?:the\s)?")
TRAILING_OF = re.compile(r"\b(?:of|for|in|from)\s(?:the\s)?$")
SENTENCE_END = re.compile(r"(?<=[a-z]{4})[.!?][”\"’']?\s|[;:\n“”\"]|\s[–—-]+\s")
APPOSITION = re.compile(r",\s|\s\(")
POST_ABROAD = re.compile(r" to (?:the )?[A-Z]\w+(?: [A-Z]\w+)*")
WORD = re.compile(r"[^\W_]+")


class Where(IntEnum):
    """Where a place stands to the speaker, the best evidence first.

    ROLE: in the role itself. BEFORE: "Tucson Councilwoman Karin Uhlich". AFTER: "Chris Christie of New Jersey".
    PARTY: "Tim Scott, R-S.C.".
    """

    ROLE = 0
    BEFORE = 1
    AFTER = 2
    PARTY = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """A place beside a name, and the words that stand between them: "Vice Mayor"."""

    where: Where
    place: PlaceMention
    between: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says about where it is. Made once an article, by `read_context`.

    `home` is the code of the country it is about, `states` how often it names each state ("us/state:az"), by its own
    name or a city in it.
    """

    text: str
    places: tuple[PlaceMention, ...] = ()
    dateline: PlaceMention | None = None
    home: str | None = None
    states: Mapping[str, int] = field(default_factory=dict)


@cache
def gazetteer() -> Places:
    return Places()


def read_context(text: str, dateline: Span | None = None) -> Context:
    """The places of an article whose dateline ("TUCSON, Ariz.") stands at the span given."""
    found = gazetteer().scan(text)
    places = tuple(place for place in found if place.form is not Form.MARK)
    at_dateline = next((place for place in places if dateline and place.span in dateline), None)
    countries = Counter(place.areas[0].country for place in found if not place.weak)
    if at_dateline:
        countries[at_dateline.areas[0].country] += DATELINE_COUNTS
    home = countries.most_common(1)[0][0] if countries else None
    states = Counter(
        place.areas[0].state
        for place in places
        if not place.weak and place.areas[0].state and (place.areas[0].level is Level.STATE or len(place.areas) == 1)
    )
    return Context(text, places, at_dateline, home, {state: count for state, count in states.items() if state})


def settle(areas: Sequence[Area], context: Context, near: int | None = None) -> Area | None:
    """Which of the areas of one name is meant: the one that the article's other places speak for; None if open.

    `near` is where in the text the name stands, if it does: a state named close by counts more.
    """
    if len(areas) < 2:
        return areas[0] if areas else None
    named = {area for place in context.places if place.qualified for area in place.areas}
    if len(exact := [area for area in areas if area in named]) == 1:
        return exact[0]
    beside = {
        area.state
        for place in context.places
        if near is not None and abs(place.span.start - near) < RECENT and not place.weak
        for area in place.areas
        if area.level is Level.STATE
    }
    ranked = sorted(((_likelihood(area, context, beside), area) for area in areas), key=lambda pair: -pair[0])
    (best, area), (next_best, _) = ranked[:2]
    return area if best >= CLEAR * next_best else None


def _likelihood(area: Area, context: Context, beside: set[str | None]) -> int:
    likelihood = max(area.people, FEWEST_PEOPLE, LISTED_PEOPLE.get(area.level, 0) if area.listed else 0)
    if area.country == context.home:
        likelihood *= IN_HOME_COUNTRY
    if area.level <= Level.STATE:
        return likelihood
    if area.state and context.dateline and any(area.state == other.state for other in context.dateline.areas):
        return likelihood * IN_DATELINE_STATE
    if area.state in beside:
        return likelihood * IN_STATE_BESIDE
    return likelihood * IN_NAMED_STATE if area.state in context.states else likelihood


def last_named(context: Context, fits: Callable[[Area], bool], before: int) -> tuple[PlaceMention, tuple[Area, ...]] | None:
    """The place of a kind that an article has last named before a position, else the one it names most."""
    fitting = [
        (place, areas)
        for place in context.places
        if not place.weak and (areas := tuple(area for area in place.areas if fits(area)))
    ]
    earlier = [item for item in fitting if before - RECENT <= item[0].span.start < before]
    if earlier:
        return earlier[-1]
    if context.dateline and (areas := tuple(area for area in context.dateline.areas if fits(area))):
        return context.dateline, areas
    counts = Counter(areas for _, areas in fitting)
    if not counts:
        return None
    areas, count = counts.most_common(1)[0]
    if count <= MAIN_SHARE * counts.total():
        return None
    return next(item for item in fitting if item[1] == areas)


def places_around(context: Context, mentions: Sequence[Span]) -> Iterator[Beside]:
    """The places that stand beside a name, mention by mention: "Tucson Vice Mayor [Regina Romero]"."""
    for mention in mentions:
        yield from _places_before(context, mention)
        yield from _places_after(context, mention)


def _nearby(context: Context, start: int, end: int) -> list[PlaceMention]:
    first = bisect_left(context.places, start, key=lambda place: place.span.start)
    last = bisect_left(context.places, end, key=lambda place: place.span.start)
    return [place for place in context.places[first:last] if place.span.end <= end]


def _places_before(context: Context, mention: Span) -> Iterator[Beside]:
    """Places inside a mention with a title, and those that only words of an office divide from it."""
    start = max(0, mention.start - BEFORE)
    for place in reversed(_nearby(context, start, mention.end)):
        if place.span in mention:
            rest = context.text[place.span.end : mention.end]
            if find_offices(rest):
                yield Beside(Where.BEFORE, place, rest)
            continue
        gap = POST_ABROAD.sub(" ", context.text[place.span.end : mention.start])
        if SENTENCE_END.search(gap):
            return
        if _is_title(gap):
            yield Beside(Where.BEFORE, place, gap)
        elif _is_empty(gap) and _ends_office(before := context.text[start : place.span.start]):
            yield Beside(Where.BEFORE, place, before)


def _places_after(context: Context, mention: Span) -> Iterator[Beside]:
    """Places of a party label, after "of", and in an apposition."""
    end = min(len(context.text), mention.end + AFTER)
    for place in _nearby(context, mention.end, end):
        gap = context.text[mention.end : place.span.start]
        if SENTENCE_END.search(gap):
            return
        if PARTY_LETTER.fullmatch(gap):
            yield Beside(Where.PARTY, place)
        elif OF_PLACE.fullmatch(gap):
            yield Beside(Where.AFTER, place)
        elif APPOSITION.match(gap):
            following = context.text[place.span.end : end]
            if _is_title(gap):
                yield Beside(Where.AFTER, place, gap)
            elif _is_empty(gap) and _begins_office(following):
                yield Beside(Where.AFTER, place, following)


def _is_empty(gap: str) -> bool:
    return all(word.lower() in MODIFIERS for word in WORD.findall(gap))


def _is_title(gap: str) -> bool:
    """Whether words between a place and a name are a title: " Vice Mayor ", "’s governor, ", or a bare "’s "."""
    if re.fullmatch(r"[’'`]s?\s", gap):
        return True
    words = WORD.findall(gap)
    plain = all(word[0].isupper() or word in MODIFIERS or is_office_word(word) for word in words)
    return plain and bool(find_offices(gap))


def _ends_office(text: str) -> bool:
    """Whether a text ends with an office and "of": "the governor of"."""
    match = TRAILING_OF.search(text)
    return bool(match) and any(match.start() - office.span.end <= 2 for office in find_offices(text[: match.start()]))


def _begins_office(text: str) -> bool:
    """Whether a text begins with an office: "’s governor"."""
    match = re.match(r"(?:[’'`]s?)?\s", text)
    first = find_offices(text)[:1]
    return bool(match and first) and _is_empty(text[: first[0].span.start])
