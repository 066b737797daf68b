"""Jurisdictions: the area or level of government that a role belongs to, or none.

First the words of the role say whether it is public and how far it reaches (`office.py`): a mayor has a city, a
spokesman whatever he speaks for, a pollster nothing. Then the place is looked for where news puts it, and the first
that fits is taken:

1. in the role itself: "spokeswoman for the Israeli Defense Ministry";
2. around the speaker's name: "Tucson Councilwoman Karin Uhlich", "Chris Christie, the governor of New Jersey",
   "Sen. Tim Scott, R-S.C.";
3. in the article: the country it is about, its dateline, the places it names.

A name that fits several places ("Springfield") is settled by the other places of the article or stays without a
division. The rules are those of the evaluation data's guidelines: nothing for private persons, firms, news media,
universities, advocacy groups and campaigns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.parser.annotation import Jurisdiction, Span
from quotes.parser.office import MODIFIERS, Kind, Office, OfficeMention, Reach, find_offices
from quotes.parser.places import Area, Form, Level, PlaceMention
from quotes.parser.surroundings import (
    Beside,
    Context,
    Where,
    bodies_around,
    gazetteer,
    innermost,
    last_named,
    owner_around,
    places_around,
    settle,
)

LEVELS = {
    Reach.NATION: {Level.NATION},
    Reach.STATE: {Level.STATE},
    Reach.COUNTY: {Level.COUNTY},
    Reach.CITY: {Level.CITY},
    Reach.LOCAL: {Level.COUNTY, Level.CITY},
    Reach.AREA: set(Level),
    Reach.NAMED: set(Level),
}
OWNERS = {
    "state": Reach.STATE,
    "province": Reach.STATE,
    "county": Reach.COUNTY,
    "city": Reach.CITY,
    "town": Reach.CITY,
    "village": Reach.CITY,
}
UNITED_STATES = "us"
DISTRICT_OF_COLUMBIA = "us/district:dc"

PARTIES = re.compile(r"\b(?:Republican|Democrat|Democratic|GOP)\b", re.I)
FOREIGN_POST = re.compile(r"\b(?:ambassadors?|envoys?|consul|consulate|embassy|mission|negotiator|representative)\b.*?\b(?:to|in|for)\b", re.I)
PRESIDENTIAL = re.compile(r"\b(?:president(?:ial|cy)?|White House|nomination)\b", re.I)
RUNNING = r"(?:candidate|nominee|front-?runner|hopeful|contender)s?"
CAMPAIGNING = re.compile(r"\b(?:candidates?|campaign|nomination|nominee|primary|front-?runner)\b")
LOCAL_RACE = re.compile(r"\b(?:mayoral|gubernatorial|governor|mayor|council|county|by-?election|legislature)\b", re.I)
LOCAL_PARTY = re.compile(r"\b(?:state|district|county|local|city)\b", re.I)
BELONGS_TO = re.compile(r"[’'`]s?\s+(?:[\w-]+\s+){0,2}")
WORKS_FOR = re.compile(r"\b(?:of|for|to|by)\s")
JOINED = re.compile(r"(?:,| and)\s+(?:(?:former|ex|onetime|current|a|the)\s+)*$")
CAMPAIGN = r"(?:[’'`]s?)?\s+(?:\w+\s+)?(?:campaign|supporters|super PAC)\b"
WORD = re.compile(r"[^\W_]+")
TITLE_BEFORE, TITLES_READ = 40, 12


def jurisdiction(
    title: str | None, organization: str | None = None, *, context: Context, mentions: Sequence[Span] = ()
) -> Jurisdiction | None:
    """The jurisdiction of a role, as the article words it, None where it has none or the article does not say.

    `organization` is the body of the role, or the speaker itself where the speaker is a body. `mentions` are the
    places of the article that name the speaker. ("Councilwoman", of "Tucson Councilwoman Karin Uhlich") → Tucson.
    """
    role = ", ".join(part for part in (title, organization) if part)
    named = gazetteer().find(role)
    if title is None and len(named) == 1 and len(named[0].span) == len(role):
        return _own_jurisdiction(named[0], context)
    named = innermost(_clear_of_offices(role, named), role)
    beside = [Beside(Where.ROLE, place, role) for place in named if not _is_post_abroad(role, place)]
    beside.extend(places_around(context, mentions))
    office = public_office(role, named, beside) or _office_beside(role, context, mentions)
    if office is None:
        return None
    if office.reach is Reach.WORLD:
        return Jurisdiction(office.countries[0])
    return _choose(role, office, beside, context, mentions)


def _own_jurisdiction(place: PlaceMention, context: Context) -> Jurisdiction | None:
    """The jurisdiction of a place that speaks itself: "Ferguson", unless that is mostly something else here."""
    uses = [other.weak for other in context.places if other.areas[0] in place.areas]
    if place.weak and 2 * sum(uses) >= len(uses):
        return None
    if place.form is Form.SEAT:
        return _jurisdiction(place.areas[0])
    area = settle(place.areas, context)
    return _jurisdiction(_government(area, context) if area else None, place.name)


def _government(area: Area, context: Context) -> Area:
    """What a city abroad stands for where the article names its country: "Moscow" is Russia."""
    if area.level is Level.CITY and not area.division and context.countries.get(area.country, 0) > 1:
        return gazetteer().nation(area.country) or area
    return area


def _is_local(office: Office) -> bool:
    return office.reach in {Reach.COUNTY, Reach.CITY, Reach.LOCAL}


def _clear_of_offices(role: str, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places that are not part of a body's name: "Supreme" is a town, but not in "Supreme Court"."""
    offices = find_offices(role)
    return [place for place in places if not (place.weak and any(place.span.overlaps(o.span) for o in offices))]


def public_office(role: str, places: Sequence[PlaceMention], beside: Sequence[Beside] = ()) -> Office | None:
    """What makes a role public, None where nothing does: "former [state senator]", "[FBI] director"."""
    found = find_offices(role)
    kinds = {mention.office.kind for mention in found}
    if Kind.CAMPAIGN in kinds:
        return None
    races = [mention for mention in found if mention.office.kind is Kind.RACE]
    offices = [m for m in found if m.office.kind is Kind.OFFICE or (m.office.kind is Kind.TITLE and _is_of_a_person(role, m))]
    if any(_is_anothers(role, mention, found) for mention in offices + races):
        return None
    bodies = [] if Kind.PRIVATE in kinds else [mention for mention in found if mention.office.kind is Kind.BODY]
    for mention in sorted(offices + bodies, key=lambda mention: _is_vague(mention.office)):
        return _of_a_state(mention, places)
    if races and found[-1] == races[-1]:
        return races[-1].office
    if kinds & {Kind.PRIVATE, Kind.TRADE}:
        return None
    if races:
        return races[0].office
    if Kind.PARTY in kinds:
        return _first(found, Kind.PARTY)
    known = [place for place in places if not place.weak]
    if not _stands_alone(role, found, known):
        return None
    if Kind.TITLE in kinds:
        return _first(found, Kind.TITLE)
    if kinds & {Kind.STAFF, Kind.HOLDER} and (known or any(_same_title(role, near.between) for near in beside)):
        return _first(found, Kind.HOLDER) or _first(found, Kind.STAFF)
    return None


def _is_vague(office: Office) -> bool:
    """Whether an office or body leaves open which place it is of."""
    return office.reach in {Reach.AREA, Reach.NAMED, Reach.LOCAL} and not office.countries


def _of_a_state(mention: OfficeMention, places: Sequence[PlaceMention]) -> Office:
    """An office, or where a state stands before a national body, that of the state: "Florida [Department of State]"."""
    office = mention.office
    if office.kind is Kind.BODY and any(0 <= mention.span.start - place.span.end <= 3 for place in places):
        return Office(Kind.BODY) if office.reach is Reach.NATION else office
    return office


def _first(found: Sequence[OfficeMention], kind: Kind) -> Office | None:
    return next((mention.office for mention in found if mention.office.kind is kind), None)


def _is_of_a_person(role: str, mention: OfficeMention) -> bool:
    """Whether a name follows a title: "adviser to [Vice President] Joseph R. Biden Jr."."""
    named = re.match(r"\s[A-Z]", role[mention.span.end :]) is not None
    return named and (mention.span.start == 0 or WORKS_FOR.search(role[: mention.span.start]) is not None)


def _is_anothers(role: str, mention: OfficeMention, found: Sequence[OfficeMention]) -> bool:
    """Whether an office is that of somebody's relation, lawyer or biographer: "wife of the senator"."""
    for other in found:
        if other.office.kind not in {Kind.PRIVATE, Kind.TRADE}:
            continue
        if other.span.end <= mention.span.start:
            between = role[other.span.start : mention.span.start]
            if WORKS_FOR.search(between) and not JOINED.search(between):
                return True
        elif BELONGS_TO.fullmatch(role[mention.span.end : other.span.start]):
            return True
    return False


def _stands_alone(role: str, found: Sequence[OfficeMention], places: Sequence[PlaceMention]) -> bool:
    """Whether a role has nothing but an office, a place and words that change nothing: "former Iranian official"."""
    rest = list(role)
    for span in [mention.span for mention in found] + [place.span for place in places]:
        rest[span.start : span.end] = " " * len(span)
    return all(word.lower() in MODIFIERS for word in WORD.findall("".join(rest)))


def _same_title(role: str, between: str) -> bool:
    """Whether the words between a place and a name are those of the role."""
    words = {word.removesuffix("s") for word in WORD.findall(between.lower())}
    return all(word.removesuffix("s") in words for word in WORD.findall(role.lower()) if word not in MODIFIERS)


def _is_post_abroad(role: str, place: PlaceMention) -> bool:
    """Whether a place is only where somebody is sent: "ambassador to [Israel]"."""
    match = FOREIGN_POST.search(role)
    return match is not None and match.end() <= place.span.start


def _office_beside(role: str, context: Context, mentions: Sequence[Span]) -> Office | None:
    """The public body that a neutral role belongs to where only the article says so, or the office it serves."""
    kinds = {mention.office.kind for mention in find_offices(role)}
    if not kinds or kinds - {Kind.STAFF, Kind.HOLDER, Kind.TITLE}:
        return None
    body = next((body.office for body in bodies_around(context, mentions) if not _is_vague(body.office)), None)
    if body or Kind.STAFF not in kinds:
        return body
    return _principal_office(role, context)


def _principal_office(role: str, context: Context) -> Office | None:
    """The office of whom somebody works for, as the article has it: "Mrs. Obama's chief of staff".

    None for those who run for an office: whoever speaks for them speaks for a campaign.
    """
    taken = [mention.span for mention in find_offices(role)]
    for match in re.finditer(r"[A-Z][\w-]{2,}", role):
        name = match.group()
        if any(span.overlaps(Span(*match.span())) for span in taken) or name.lower() in MODIFIERS:
            continue
        if re.search(rf"\b{name}{CAMPAIGN}|{RUNNING}(?: \w+)?,? {name}\b|\b{name}, (?:\w+ ){{0,4}}{RUNNING}", context.text):
            return None
        for _, use in zip(range(TITLES_READ), re.finditer(rf"\b{name}\b", context.text), strict=False):
            before = context.text[max(0, use.start() - TITLE_BEFORE) : use.start()]
            titles = find_offices(before)[-1:]
            if not titles or titles[0].office.kind not in {Kind.OFFICE, Kind.TITLE}:
                continue
            if titles[0].office.kind is Kind.OFFICE and CAMPAIGNING.search(context.text):
                continue
            if re.fullmatch(r"\.?(?:\s[A-Z][\w.]*){0,2}\s", before[titles[0].span.end :]):
                return titles[0].office
    return None


def _choose(
    role: str, office: Office, beside: Sequence[Beside], context: Context, mentions: Sequence[Span]
) -> Jurisdiction | None:
    """The first place beside the role that fits the office, else what the article as a whole suggests."""
    if office.kind is Kind.RACE and office.reach is Reach.AREA and _is_national(role, context):
        office = Office(Kind.RACE, Reach.NATION, ("us",) if PARTIES.search(role) else ())
    for near in sorted(beside, key=lambda near: near.where):
        position = near.place.span.start
        if near.where is Where.ROLE:
            position = mentions[0].start if mentions else None
        if _counts(near, role, office) and (fitting := _fitting(near, office, context, position)):
            return _jurisdiction(settle(fitting, context, position), fitting[0].name)
    owner = owner_around(context, mentions) if office.reach in {Reach.AREA, Reach.NAMED} else None
    if owner or (office.kind is Kind.PARTY and LOCAL_PARTY.search(role)):
        office = Office(office.kind, OWNERS.get(owner or "state", Reach.STATE))
    if office.countries and office.reach in {Reach.NATION, Reach.AREA}:
        if PARTIES.search(role) and UNITED_STATES in office.countries:
            return _nation(UNITED_STATES)
        return _nation(context.country_of(office.countries))
    if office.reach is Reach.NATION or (office.reach is Reach.AREA and context.home != UNITED_STATES):
        return _nation(context.home) if context.home else None
    if mentions and (_is_local(office) or office.reach is Reach.STATE):
        recent = last_named(context, lambda area: _fits(area, office), mentions[0].start)
        if recent:
            return _jurisdiction(settle(recent[1], context), recent[1][0].name)
    return None


def _fitting(near: Beside, office: Office, context: Context, position: int | None) -> tuple[Area, ...]:
    """The areas that a place beside a role can mean and that its office can have."""
    place = near.place
    if office.reach is Reach.STATE:
        return tuple(area for area in place.areas if _fits(area, office))
    if _is_local(office):
        # A county has a mayor, a city a sheriff and a country police where the name says so.
        fitting = tuple(area for area in place.areas if _fits(area, replace(office, reach=Reach.LOCAL)))
        if fitting or office.reach is not Reach.LOCAL or near.where > Where.BEFORE:
            return fitting
    areas = place.areas[:1] if place.form is Form.SEAT else place.areas
    if any(area.listed for area in areas):
        areas = tuple(area for area in areas if area.level <= Level.STATE) or areas
    settled = settle(areas, context, position)
    if settled:
        areas = (_government(settled, context),)
    return areas if _is_local(office) else tuple(area for area in areas if _fits(area, office))


def _is_national(role: str, context: Context) -> bool:
    """Whether a race without a name is for the highest office: "the Republican front-runner"."""
    if PARTIES.search(role) or PRESIDENTIAL.search(context.text):
        return True
    return not LOCAL_RACE.search(context.text)


def _counts(near: Beside, role: str, office: Office) -> bool:
    """Whether a place beside a name can be that of the office."""
    if near.place.weak and not _is_local(office):
        return False
    if near.where is Where.ROLE:
        return True
    if near.where is Where.PARTY:
        return office.reach is Reach.STATE
    if office.kind is Kind.RACE:
        return office.reach is Reach.STATE
    if office.kind is Kind.PARTY:
        return bool(near.between)
    if near.where is Where.AFTER and not near.between and office.reach is Reach.NATION:
        return True
    if office.reach is Reach.NATION or (office.reach is Reach.AREA and office.countries):
        return _same_title(role, near.between)
    return True


def _fits(area: Area, office: Office) -> bool:
    if office.reach is not Reach.NATION and office.countries and area.country not in office.countries:
        return False
    if area.within == DISTRICT_OF_COLUMBIA and office.reach is not Reach.NATION:
        return True
    return area.level in LEVELS[office.reach]


def _nation(code: str) -> Jurisdiction | None:
    return _jurisdiction(gazetteer().nation(code))


def _jurisdiction(area: Area | None, name: str | None = None) -> Jurisdiction | None:
    if area is None:
        return Jurisdiction(name) if name else None
    return Jurisdiction(area.name, area.division)
