"""Surroundings: the places of an article, and those that stand beside a name in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cache
from itertools import pairwise

from quotes.parser.annotation import Span
from quotes.parser.office import MODIFIERS, Kind, OfficeMention, find_offices, is_office_word
from quotes.parser.places import Area, Form, Level, PlaceMention, Places

# How far from a name its place may stand, in characters, and how many mentions are read for what is no place.
BEFORE, AFTER, MENTIONS_READ = 90, 110, 8

# A place must be this many times as likely as the next one of its name; each of these facts makes it likelier.
CLEAR = 5
IN_NAMED_STATE, IN_STATE_BESIDE, IN_DATELINE_STATE, IN_HOME_COUNTRY = 50, 250, 250, 20
FEWEST_PEOPLE = 1_000

LISTED_PEOPLE = {Level.NATION: 50_000_000, Level.STATE: 20_000_000, Level.COUNTY: 500_000, Level.CITY: 5_000_000}

DATELINE_COUNTS = 8

# How much more often another country must be named than the one whose office of a name is best known.
LIKELIEST = 1.5

# What counts as a place an article speaks of just there, in characters, and as the one it is about.
RECENT = 400
MAIN_SHARE = 0.5

PARTY_LETTER = re.compile(r",?\s?[\[(]?(?:Rep|Dem|Con|Lab|[RDIL])[a-z]{0,9}\.?\s?(?:[-–—/,]|of)\s?")
OF_PLACE = re.compile(r",?\s(?:of|from|for)\s(?:the\s)?")
TRAILING_OF = re.compile(r"\b(?:of|for|in|from)\s(?:the\s)?(?:(?:state|city|county|town) of\s)?$")
LOOSE_APPOSITION = re.compile(r",\s(?:the|a|an)\s(?:(?!said|told|was|were|is|has|had|will|would|who|that)[\w’'-]+\s){1,9}$")
SENTENCE_END = re.compile(r"(?<=[a-z]{4})[.!?][”\"’']?\s|[;:\n“”\"]|\s[–—-]+\s")
APPOSITION = re.compile(r",\s|\s\(")
SENT_TO = re.compile(r"\bto\s(?:the\s)?$")
OWNER = re.compile(r"\b(state|city|county|town|village|province)(?:[’'`]s)?(?=\s)")
POSSESSIVE_GAP = re.compile(r"[’'`]s?\s")
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

    `countries` is how often it names each country, by its code, `states` each state ("us/state:az"), by its own name or
    that of a place in it.
    """

    text: str
    places: tuple[PlaceMention, ...] = ()
    dateline: PlaceMention | None = None
    countries: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def home(self) -> str | None:
        """The code of the country that it is about."""
        return max(self.countries, key=lambda code: self.countries[code], default=None)

    def country_of(self, codes: Sequence[str]) -> str:
        """Which of several countries an office is of, the likeliest first: "MP" is British rather than Indian."""
        return max(codes, key=lambda code: self.countries.get(code, 0) * (LIKELIEST if code == codes[0] else 1))


@cache
def gazetteer() -> Places:
    return Places()


def read_context(text: str, dateline: Span | None = None) -> Context:
    """The places of an article whose dateline ("TUCSON, Ariz.") stands at the span given."""
    found = _strengthen(gazetteer().scan(text))
    places = tuple(place for place in found if place.form is not Form.MARK)
    at_dateline = next((place for place in places if dateline and place.span in dateline), None)
    sure = [area for place in found if not place.weak and (area := _plain_sense(place))]
    countries = Counter(area.country for area in sure)
    if at_dateline:
        countries[at_dateline.areas[0].country] += DATELINE_COUNTS
    return Context(text, places, at_dateline, countries, Counter(area.state for area in sure if area.state))


def _plain_sense(place: PlaceMention) -> Area | None:
    """The area that a name means to most readers; None for Georgia or Springfield."""
    first, *others = sorted(place.areas, key=_inhabitants, reverse=True)
    if place.form is Form.SEAT:
        return place.areas[0]
    same_country = {area.country for area in place.areas if area.listed} <= {first.country}
    if others and not (first.listed and same_country) and _inhabitants(first) < CLEAR * _inhabitants(others[0]):
        return None
    return first


def _inhabitants(area: Area) -> int:
    return max(area.people, FEWEST_PEOPLE, LISTED_PEOPLE.get(area.level, 0) if area.listed else 0)


def _strengthen(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Names that look like a person's are places after all where the article says so: "Clarkston, Ga." """
    sure = {place.name for place in found if place.qualified}
    return [replace(place, weak=False) if place.weak and place.name in sure else place for place in found]


def settle(areas: Sequence[Area], context: Context, near: int | None = None) -> Area | None:
    """Which of the areas of one name is meant: the one that the article's other places speak for; None if open.

    `near` is where in the text the name stands, if it does: a state named close by counts more.
    """
    if len(areas) < 2:
        return areas[0] if areas else None
    named = {area for place in context.places if place.qualified for area in place.areas}
    if len(exact := [area for area in areas if area in named]) == 1:
        return exact[0]
    beside = _states_beside(areas, context, near) if near is not None else []
    ranked = sorted(((_likelihood(area, context, beside), area) for area in areas), key=lambda pair: -pair[0])
    (best, area), (next_best, _) = ranked[:2]
    return area if best >= CLEAR * next_best else None


def _states_beside(areas: Sequence[Area], context: Context, near: int) -> list[str]:
    """The states that are named close to a position, the closest first, but for the places in question."""
    distances = {
        area.state: abs(place.span.start - near)
        for place in sorted(context.places, key=lambda place: -abs(place.span.start - near))
        if abs(place.span.start - near) < RECENT and not place.weak
        if (area := _plain_sense(place)) and area.state and area not in areas
    }
    return sorted((state for state in distances if state), key=lambda state: distances[state])


def _likelihood(area: Area, context: Context, beside: Sequence[str]) -> int:
    likelihood = _inhabitants(area)
    if area.country == context.home:
        likelihood *= IN_HOME_COUNTRY
    if area.level <= Level.STATE:
        return likelihood
    if area.state and context.dateline and any(area.state == other.state for other in context.dateline.areas):
        return likelihood * IN_DATELINE_STATE
    if area.state in beside:
        return likelihood * (IN_STATE_BESIDE if area.state == beside[0] else IN_NAMED_STATE)
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


def bodies_around(context: Context, mentions: Sequence[Span]) -> Iterator[OfficeMention]:
    """The public bodies that stand beside a name like a place: "Ban Ki-moon, secretary general of the [U.N.]"."""
    for mention in mentions[:MENTIONS_READ]:
        start = max(0, mention.start - BEFORE)
        before, after = context.text[start : mention.start], context.text[mention.end : mention.end + AFTER]
        for body in find_offices(before):
            if body.office.kind is Kind.BODY and _is_title(before[body.span.end :]):
                yield body
        for body in find_offices(after):
            gap = after[: body.span.start]
            if body.office.kind is Kind.BODY and OF_PLACE.fullmatch(gap):
                yield body
            elif body.office.kind is Kind.BODY and APPOSITION.match(gap) and (_is_title(gap) or LOOSE_APPOSITION.fullmatch(gap)):
                yield body


def owner_around(context: Context, mentions: Sequence[Span]) -> str | None:
    """What the article calls the place of an office without its name: "state" of "the state’s attorney general"."""
    for mention in mentions[:MENTIONS_READ]:
        start = max(0, mention.start - BEFORE)
        window = context.text[start : mention.end + AFTER]
        for match in OWNER.finditer(window):
            end, name = start + match.end(), mention
            if end <= name.start and _is_title(context.text[end : name.start]):
                return match.group(1).lower()
            gap = context.text[name.end : start + match.start()]
            if name.end <= end and APPOSITION.match(gap) and _is_empty(gap):
                return match.group(1).lower()
    return None


def innermost(places: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Places without those that own the next one: "Florida" of "Florida’s Hillsborough County"."""
    owners = {
        place.span
        for place, following in pairwise(places)
        if POSSESSIVE_GAP.fullmatch(text, place.span.end, following.span.start)
    }
    return [place for place in places if place.span not in owners]


def _nearby(context: Context, start: int, end: int) -> list[PlaceMention]:
    first = bisect_left(context.places, start, key=lambda place: place.span.start)
    last = bisect_left(context.places, end, key=lambda place: place.span.start)
    return innermost([place for place in context.places[first:last] if place.span.end <= end], context.text)


def _places_before(context: Context, mention: Span) -> Iterator[Beside]:
    """Places inside a mention with a title, and those that only words of an office divide from it."""
    start = max(0, mention.start - BEFORE)
    for place in reversed(_nearby(context, start, mention.end)):
        if place.span in mention:
            rest = context.text[place.span.end : mention.end]
            before = context.text[mention.start : place.span.start]
            if find_offices(rest) or _ends_office(before):
                yield Beside(Where.BEFORE, place, f"{before} {rest}")
            continue
        gap = POST_ABROAD.sub(" ", context.text[place.span.end : mention.start])
        if SENTENCE_END.search(gap):
            return
        if SENT_TO.search(context.text, start, place.span.start):
            continue
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
        if SENT_TO.search(gap):
            continue
        if PARTY_LETTER.fullmatch(gap):
            yield Beside(Where.PARTY, place)
        elif OF_PLACE.fullmatch(gap):
            yield Beside(Where.AFTER, place)
        elif APPOSITION.match(gap):
            following = context.text[place.span.end : end]
            if _is_title(gap) or (LOOSE_APPOSITION.fullmatch(gap) and find_offices(gap)):
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
