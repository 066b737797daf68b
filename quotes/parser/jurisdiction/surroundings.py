"""Surroundings: the places that an article names, and which of several of one name it means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from quotes.parser.annotation import Span
from quotes.parser.jurisdiction.places import Area, Form, Level, PlaceMention, Places

Result = TypeVar("Result")

# A place must be this many times as likely as the next one of its name. What makes it likely are its inhabitants, and
# these facts: an article about its country; one that names its state, has it in the dateline, or names it close by.
CLEAR = 5
IN_HOME_COUNTRY, IN_NAMED_STATE, IN_DATELINE_STATE, IN_STATE_BESIDE = 20, 50, 250, 250
FEWEST_PEOPLE = 1_000
FAME = 1.5
# What the areas of `areas.tsv` count as, which come without inhabitants; those without an id, and those that are hardly
# called a county (Brooklyn), count as regions.
LISTED_PEOPLE = {Level.NATION: 50_000_000, Level.STATE: 20_000_000, Level.COUNTY: 12_000, Level.CITY: 5_000_000}
REGION_PEOPLE = 1_000_000

# How many mentions of its country a dateline is worth.
DATELINE_COUNTS = 8
# How much more often another country must be named than the one whose office of a name is best known.
LIKELIEST = 1.5

# How near is close by, in characters, and from which share on an article is about a place.
RECENT = 400
MAIN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says about where it is. Made once an article, by `read_context`.

    `senses` has for each place what its name means to most readers, None where that is open or it looks like a
    person's. `countries` is how often it names each country, by its code, `states` each state ("us/state:az"), by its
    own name or that of a place in it. `uses` counts how often each area is the first that a name can mean, `weak_uses`
    how often such a name looks like a person's, `meant` how often each area is what a name means, `qualified` are those
    named with their state. `memo` keeps what was worked out once for a kind of office.
    """

    text: str
    places: tuple[PlaceMention, ...] = ()
    senses: tuple[Area | None, ...] = ()
    dateline: PlaceMention | None = None
    countries: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    uses: Mapping[Area, int] = field(default_factory=dict)
    weak_uses: Mapping[Area, int] = field(default_factory=dict)
    meant: Mapping[Area, int] = field(default_factory=dict)
    qualified: Set[Area] = frozenset()
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, work: Callable[[], Result]) -> Result:
        """What `work` gives, done once an article for each key."""
        if key not in self.memo:
            self.memo[key] = work()
        found: Result = self.memo[key]
        return found

    @property
    def main_state(self) -> str | None:
        """The state that most of what it names lies in, None where no state has most."""
        return self.once("main state", self._main_state)

    def _main_state(self) -> str | None:
        state = max(self.states, key=lambda state: self.states[state], default=None)
        return state if state and self.states[state] > MAIN_SHARE * sum(self.states.values()) else None

    @property
    def home(self) -> str | None:
        """The code of the country that it is about."""
        return max(self.countries, key=lambda code: self.countries[code], default=None)

    def country_of(self, codes: Sequence[str]) -> str:
        """Which of several countries an office is of, the likeliest first: "MP" is British rather than Indian."""
        return max(codes, key=lambda code: self.countries.get(code, 0) * (LIKELIEST if code == codes[0] else 1))


@cache
def gazetteer() -> Places:
    """The table of places, read once."""
    return Places()


def read_context(text: str, dateline: Span | None = None) -> Context:
    """The places of an article whose dateline ("TUCSON, Ariz.") stands at the span given."""
    found = _strengthen(gazetteer().scan(text))
    places = tuple(place for place in found if place.form is not Form.MARK)
    at_dateline = next((place for place in places if dateline and place.span in dateline), None)
    senses = [None if place.weak else plain_sense(place) for place in found]
    sure = [sense for sense in senses if sense]
    countries = Counter(area.country for area in sure)
    if at_dateline:
        countries[at_dateline.areas[0].country] += DATELINE_COUNTS
    meant = tuple(sense for place, sense in zip(found, senses, strict=True) if place.form is not Form.MARK)
    return Context(
        text,
        places,
        meant,
        at_dateline,
        countries,
        Counter(area.state for area in sure if area.state),
        Counter(place.areas[0] for place in places),
        Counter(place.areas[0] for place in places if place.weak),
        Counter(sense for sense in meant if sense),
        frozenset(area for place in places if place.qualified for area in place.areas),
    )


def _strengthen(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Let a name that looks like a person's be a place where the article says so elsewhere: "Clarkston, Ga."."""
    sure = {place.name for place in found if place.qualified}
    return [replace(place, weak=False) if place.weak and place.name in sure else place for place in found]


def plain_sense(place: PlaceMention) -> Area | None:
    """The area that a name means to most readers; None for Georgia or Springfield."""
    if place.form is Form.SEAT or len(place.areas) == 1:
        return place.areas[0]
    first, second = sorted(place.areas, key=_weight, reverse=True)[:2]
    of_one_country = {area.country for area in place.areas if area.listed} <= {first.country}
    if (first.listed and of_one_country) or _weight(first) >= CLEAR * _weight(second):
        return first
    return None


@lru_cache(maxsize=4096)
def _weight(area: Area) -> float:
    """How much an area is written about: more than in proportion to its inhabitants."""
    people = max(area.people, FEWEST_PEOPLE)
    if area.listed:
        bare = area.level is Level.COUNTY and not area.name.endswith("County")
        people = max(people, REGION_PEOPLE if bare or not area.division else LISTED_PEOPLE[area.level])
    return float(people**FAME)


def prominent(areas: Sequence[Area]) -> tuple[Area, ...]:
    """The areas of one name without those that a well-known one puts in the shade: no Scotland, Pennsylvania."""
    shade = max((_weight(area) for area in areas if area.listed), default=0.0)
    return tuple(area for area in areas if area.listed or CLEAR * _weight(area) > shade)


def settle(areas: Sequence[Area], context: Context, near: int | None = None) -> Area | None:
    """Which of the areas of one name is meant: the one that the article's other places speak for; None if open.

    `near` is where in the text the name stands, if it does. ("Polk County" near "Iowa") → Polk County of Iowa.
    """
    if len(areas) < 2:
        return areas[0] if areas else None
    if len(exact := [area for area in areas if area in context.qualified]) == 1:
        return exact[0]
    states = _states_besides(context, areas)
    closest = _closest_state(context, areas, near) if near is not None else None
    ranked = sorted(((_likelihood(area, context, states, closest), area) for area in areas), key=lambda pair: -pair[0])
    (best, area), (next_best, _) = ranked[:2]
    return area if best >= CLEAR * next_best else None


def _states_besides(context: Context, areas: Sequence[Area]) -> Set[str]:
    """The states that an article names or has places of, some areas left out."""
    counts = Counter(context.once("states", lambda: _states_meant(context)))
    for area in areas:
        if area.state:
            counts[area.state] -= context.meant.get(area, 0)
    return {state for state, count in counts.items() if count > 0}


def _states_meant(context: Context) -> Counter[str]:
    counts: Counter[str] = Counter()
    for area, times in context.meant.items():
        if area.state:
            counts[area.state] += times
    return counts


def _closest_state(context: Context, areas: Sequence[Area], near: int) -> str | None:
    """The state of the place that is named closest to a position, some areas left out."""
    first = bisect_left(context.places, near - RECENT, key=lambda place: place.span.start)
    last = bisect_left(context.places, near + RECENT, key=lambda place: place.span.start)
    states = [
        (abs(context.places[i].span.start - near), sense.state)
        for i in range(first, last)
        if (sense := context.senses[i]) and sense.state and sense not in areas
    ]
    return min(states, default=(0, None))[1]


def _likelihood(area: Area, context: Context, states: Set[str], closest: str | None) -> float:
    """How likely an area is among those of its name in an article that names some states, one of them close by."""
    likelihood = _weight(area) * (IN_HOME_COUNTRY if area.country == context.home else 1)
    if area.level <= Level.STATE or area.state is None:
        return likelihood
    if context.dateline and (written := plain_sense(context.dateline)) and area.state == written.state:
        return likelihood * IN_DATELINE_STATE
    if area.state == closest:
        return likelihood * IN_STATE_BESIDE
    return likelihood * (IN_NAMED_STATE if area.state in states else 1)


def last_named(context: Context, key: Hashable, fits: Callable[[Area], bool], before: int) -> tuple[Area, ...]:
    """The place of a kind that an article has named just before a position, else its dateline or main place.

    `key` stands for the kind. Empty where it has none: ("…in Georgia. Gov. Nathan Deal …", states) → Georgia.
    """
    starts, named = context.once(("named", key), lambda: _named(context, fits))
    at = bisect_left(starts, before)
    if at and before - starts[at - 1] <= RECENT:
        return named[at - 1]
    if context.dateline and (areas := _those(context.dateline, fits)):
        return areas
    return context.once(("main", key), lambda: _main(named))


def _named(context: Context, fits: Callable[[Area], bool]) -> tuple[list[int], list[tuple[Area, ...]]]:
    """Where an article names places of a kind, and the areas that each can mean."""
    found = [(place.span.start, areas) for place in context.places if not place.weak and (areas := _those(place, fits))]
    return [start for start, _ in found], [areas for _, areas in found]


def _main(named: Sequence[tuple[Area, ...]]) -> tuple[Area, ...]:
    """What most of the places of a kind are, empty where none is."""
    areas, count = next(iter(Counter(named).most_common(1)), ((), 0))
    return areas if count > MAIN_SHARE * len(named) else ()


def _those(place: PlaceMention, fits: Callable[[Area], bool]) -> tuple[Area, ...]:
    """The areas of a kind that readers would think of: not Jamaica, New York."""
    sense = plain_sense(place)
    return tuple(area for area in place.areas if fits(area) and (area.listed or sense in {None, area}))
