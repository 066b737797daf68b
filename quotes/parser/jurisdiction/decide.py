"""Jurisdictions: the area or level of government that a role belongs to, or none.

First the words of the role say whether it is public and how far it reaches (`public.py`): a mayor has a city, a
spokesman whatever he speaks for, a pollster nothing. Then the place is looked for where news puts it, and the first
that fits is taken:

1. in the role itself: "spokeswoman for the Israeli Defense Ministry";
2. around the speaker's name (`beside.py`): "Tucson Councilwoman Karin Uhlich", "Chris Christie, the governor of New
   Jersey", "Sen. Tim Scott, R-S.C.";
3. in the article (`surroundings.py`): the country it is about, its dateline, the places it names.

A name that fits several places ("Springfield") is settled by the other places of the article or stays without a
division. The rules are those of the evaluation data's guidelines: nothing for private persons, firms, news media,
universities, advocacy groups and campaigns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from quotes.parser.annotation import Jurisdiction, Span
from quotes.parser.jurisdiction.beside import (
    OWNER,
    Beside,
    Where,
    innermost,
    outside_offices,
    owner_around,
    places_around,
)
from quotes.parser.jurisdiction.office import Kind, Office, Reach
from quotes.parser.jurisdiction.places import Area, Form, Level, PlaceMention
from quotes.parser.jurisdiction.public import office_beside, public_office, same_title
from quotes.parser.jurisdiction.surroundings import Context, gazetteer, last_named, plain_sense, prominent, settle

LEVELS = {
    Reach.NATION: {Level.NATION},
    Reach.STATE: {Level.STATE},
    Reach.COUNTY: {Level.COUNTY},
    Reach.CITY: {Level.CITY},
    Reach.LOCAL: {Level.COUNTY, Level.CITY},
    Reach.AREA: set(Level),
    Reach.NAMED: set(Level),
}
LOCAL = frozenset({Reach.COUNTY, Reach.CITY, Reach.LOCAL})
# What an article calls a government by, without its name.
OWNERS = {
    "council": Reach.CITY,
    "state": Reach.STATE,
    "province": Reach.STATE,
    "county": Reach.COUNTY,
    "city": Reach.CITY,
    "town": Reach.CITY,
    "village": Reach.CITY,
}
UNITED_STATES = "us"
DISTRICT_OF_COLUMBIA = "us/district:dc"
# Countries of the table that are another's territory and have a governor.
TERRITORIES = frozenset(["ai", "bm", "fk", "gi", "ky", "ms", "tc", "vg"])

AMERICAN_PARTY = re.compile(r"\b(?:Republican|Democrat|Democratic|GOP)\b", re.IGNORECASE)
LOCAL_PARTY = re.compile(r"\b(?:state|district|county|local|city)\b", re.IGNORECASE)
PARTY_POST = re.compile(r"\b(?:chair|chairman|chairwoman|committeeman|committeewoman)\b", re.IGNORECASE)
GOVERNMENT_OF = re.compile(r"^(?:City|Town|Village|Borough|State|Commonwealth|Republic) of (?:the )?(?=[A-Z])")
PRESIDENTIAL = re.compile(r"\b(?:president(?:ial|cy)?|White House|nomination)\b", re.IGNORECASE)
LOCAL_RACE = re.compile(
    r"\b(?:mayoral|gubernatorial|governor|mayor|council|county|by-?election|legislature)\b", re.IGNORECASE
)
RACES = frozenset("candidate nominee hopeful contender front-runner frontrunner challenger rival opponent".split())
POST_ABROAD = re.compile(
    r"\b(?:ambassadors?|envoys?|consul|consulate|embassy|mission|negotiator|representative)\b.*?\b(?:to|in|for)\b",
    re.IGNORECASE,
)


def jurisdiction(
    title: str | None,
    organization: str | None = None,
    *,
    place: str | None = None,
    context: Context,
    mentions: Sequence[Span] = (),
) -> Jurisdiction | None:
    """The jurisdiction of a role, as the article words it, None where it has none or the article does not say.

    `organization` is the body of the role, or the speaker itself where a body speaks; `place` one that was taken off
    the title. `mentions` are the spans of the article that name the speaker.
    ("Councilwoman", of "Tucson Councilwoman Karin Uhlich") → Tucson.
    """
    role = ", ".join(part for part in (title, organization) if part)
    if place:
        role = f"{place} {role}"
    if title is None:
        role = GOVERNMENT_OF.sub("", role)
    named = _places_in(role)
    if title is None and len(named) == 1 and len(named[0].span) == len(role):
        return _of_a_place(named[0], context)
    own = innermost(outside_offices(role, named), role)
    beside = [Beside(Where.ROLE, found, role) for found in own if not _is_post_abroad(role, found)]
    beside.extend(places_around(context, mentions))
    words = title or role
    office = (
        _unnamed_government(title, role) or public_office(role, own, beside) or office_beside(role, context, mentions)
    )
    if office is None:
        return None
    if office.reach is Reach.OWN:
        own_area = gazetteer().listed(office.countries[0])
        return _jurisdiction(own_area, office.countries[0])
    if office.kind is Kind.RACE and office.reach is Reach.AREA and _is_national(words, context):
        office = Office(Kind.RACE, Reach.NATION, (UNITED_STATES,) if AMERICAN_PARTY.search(words) else ())
    return _from_beside(words, office, beside, context, mentions) or _from_article(words, office, context, mentions)


def is_race(title: str) -> bool:
    """Whether a role is only run for: "nominee", "presidential candidate"."""
    return bool(RACES & set(title.lower().split()))


def names_place(title: str) -> bool:
    """Whether a role has a place in its own words: "Turkish president"."""
    return any(not place.weak for place in _places_in(title))


@lru_cache(maxsize=4096)
def _places_in(role: str) -> tuple[PlaceMention, ...]:
    return gazetteer().find(role)


def _of_a_place(place: PlaceMention, context: Context) -> Jurisdiction | None:
    """The jurisdiction of a place that speaks itself: "Ferguson", unless that is mostly something else here."""
    if place.weak:
        uses, weak = (sum(known.get(area, 0) for area in place.areas) for known in (context.uses, context.weak_uses))
        if 2 * weak >= uses:
            return None
    area = place.areas[0] if place.form is Form.SEAT else settle(place.areas, context)
    return _jurisdiction(_government(area, context), place.name) if area else Jurisdiction(place.name)


def _unnamed_government(title: str | None, role: str) -> Office | None:
    """A government that speaks without its name: "the city said"."""
    reach = OWNERS.get(role.lower()) if title is None else None
    return Office(Kind.BODY, reach) if reach else None


def _government(area: Area, context: Context) -> Area:
    """What a city abroad stands for where the article names its country: "Moscow" is Russia."""
    if area.level is Level.CITY and not area.division and context.countries.get(area.country, 0) > 1:
        return gazetteer().listed(area.country) or area
    return area


def _is_post_abroad(role: str, place: PlaceMention) -> bool:
    """Whether a place is only where somebody is sent: "ambassador to [Israel]"."""
    match = POST_ABROAD.search(role)
    return match is not None and match.end() <= place.span.start


def _is_national(words: str, context: Context) -> bool:
    """Whether a race without a name is for the highest office: "the Republican front-runner"."""
    return bool(AMERICAN_PARTY.search(words)) or context.once("presidential", lambda: _is_presidential(context.text))


def _is_presidential(text: str) -> bool:
    return bool(PRESIDENTIAL.search(text)) or not LOCAL_RACE.search(text)


def _from_beside(
    words: str, office: Office, beside: Sequence[Beside], context: Context, mentions: Sequence[Span]
) -> Jurisdiction | None:
    """The first place in the role or beside its holder that the office can have."""
    for near in sorted(beside, key=lambda near: near.where):
        position: int | None = near.place.span.start
        if near.where is Where.ROLE:
            position = mentions[0].start if mentions else None
        if _counts(near, words, office) and (areas := _areas(near, office, context, position)):
            return _jurisdiction(settle(areas, context, position), areas[0].name)
    return None


def _counts(near: Beside, words: str, office: Office) -> bool:
    """Whether a place beside a name can be that of the office, by where it stands."""
    if near.place.weak and office.reach not in LOCAL:
        return False
    if near.where is Where.ROLE:
        return True
    if near.where is Where.PARTY or office.kind is Kind.RACE:
        return office.reach is Reach.STATE
    if office.kind is Kind.PARTY:
        return bool(near.between)
    if office.reach is Reach.NATION and near.where is Where.AFTER and not near.between:
        return True
    if office.reach is Reach.NATION or (office.reach is Reach.AREA and office.countries):
        # "In Russia, President Obama said" makes him no Russian.
        apart = near.where is Where.BEFORE and near.between.startswith(",")
        return not apart and same_title(words, near.between)
    return True


def _areas(near: Beside, office: Office, context: Context, position: int | None) -> tuple[Area, ...]:
    """The areas that a place beside a role can mean and that its office can have."""
    place = near.place
    if office.reach is Reach.STATE:
        return _fitting(place.areas, office) or _state_of(place, office)
    if office.reach in LOCAL:
        # A county has a mayor, a city a sheriff and a country police where the name says so.
        fitting = _fitting(prominent(place.areas), replace(office, reach=Reach.LOCAL))
        own = tuple(area for area in fitting if area.level in LEVELS[office.reach]) or fitting
        fitting = own if office.reach is not Reach.LOCAL else fitting
        if fitting or office.reach is not Reach.LOCAL or near.where > Where.BEFORE:
            return fitting
    areas = place.areas[:1] if place.form is Form.SEAT else place.areas
    if any(area.listed for area in areas):
        areas = tuple(area for area in areas if area.level <= Level.STATE) or areas
    if settled := settle(areas, context, position):
        areas = (_government(settled, context),)
    return areas if office.reach in LOCAL else _fitting(areas, office)


def _state_of(place: PlaceMention, office: Office) -> tuple[Area, ...]:
    """The state that a city stands for beside a state's office: "Assemblywoman Ann Roe, D-[Fresno]"."""
    sense = plain_sense(place)
    state = gazetteer().listed(sense.state) if sense and sense.state else None
    return _fitting((state,), office) if state else ()


def _fitting(areas: Sequence[Area], office: Office) -> tuple[Area, ...]:
    return tuple(area for area in areas if _fits(area, office))


def _fits(area: Area, office: Office) -> bool:
    if office.reach is Reach.NATION:
        return area.level is Level.NATION
    if office.reach is Reach.STATE and area.level is Level.NATION and area.country in TERRITORIES:
        return True
    if office.countries and area.country not in office.countries:
        return False
    return area.level in LEVELS[office.reach] or area.within == DISTRICT_OF_COLUMBIA


def _from_article(words: str, office: Office, context: Context, mentions: Sequence[Span]) -> Jurisdiction | None:
    """What the article as a whole suggests for an office without a place beside it."""
    owner = None
    if office.reach in {Reach.AREA, Reach.NAMED}:
        own = OWNER.search(words)
        owner = own.group(1) if own else owner_around(context, mentions)
    if owner is None and office.kind is Kind.PARTY and (LOCAL_PARTY.search(words) or PARTY_POST.search(words)):
        owner = "state" if LOCAL_PARTY.search(words) or context.main_state else None
    if owner:
        office = Office(office.kind, OWNERS[owner])
    if office.reach in {Reach.NATION, Reach.AREA}:
        return _of_a_nation(words, office, context)
    if office.reach is Reach.NAMED:
        return None
    areas = last_named(context, office, lambda area: _fits(area, office), mentions[0].start if mentions else 0)
    if not areas and office.reach is Reach.STATE and context.main_state:
        state = gazetteer().listed(context.main_state)
        areas = _fitting((state,), office) if state else ()
    return _jurisdiction(settle(areas, context), areas[0].name) if areas else None


def _of_a_nation(words: str, office: Office, context: Context) -> Jurisdiction | None:
    """The country of an office: by its party, the countries that have one, or the article."""
    code = context.home
    if office.countries:
        american = UNITED_STATES in office.countries and AMERICAN_PARTY.search(words)
        code = UNITED_STATES if american else context.country_of(office.countries)
    elif office.reach is Reach.AREA and code == UNITED_STATES:
        # There a judge or a commissioner is rather the state's or the city's.
        return None
    area = gazetteer().listed(code) if code else None
    return _jurisdiction(area, area.name) if area else None


def _jurisdiction(area: Area | None, name: str) -> Jurisdiction:
    """An area as a jurisdiction; where it is open which area is meant, only the name."""
    return Jurisdiction(area.name, area.division) if area else Jurisdiction(name)
