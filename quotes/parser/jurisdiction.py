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
from collections.abc import Iterator, Sequence

from quotes.parser.annotation import Jurisdiction, Span
from quotes.parser.office import MODIFIERS, Kind, Office, OfficeMention, Reach, find_offices
from quotes.parser.places import Area, Form, Level, PlaceMention
from quotes.parser.surroundings import Context, Where, gazetteer, places_around, settle

LEVELS = {
    Reach.NATION: {Level.NATION},
    Reach.STATE: {Level.STATE},
    Reach.COUNTY: {Level.COUNTY},
    Reach.CITY: {Level.CITY},
    Reach.LOCAL: {Level.COUNTY, Level.CITY},
    Reach.AREA: set(Level),
}
DISTRICT_OF_COLUMBIA = "us/district:dc"

FOREIGN_POST = re.compile(r"\b(?:ambassadors?|envoys?|consul|negotiator|representative)\b.*?\b(?:to|in|for)\b", re.I)
BELONGS_TO = re.compile(r"[’'`]s?\s+(?:[\w-]+\s+){0,2}$")
WORKS_FOR = re.compile(r"\b(?:of|for|to|by)\s")
WORD = re.compile(r"[^\W_]+")

Evidence = list[tuple[Where, PlaceMention]]


def jurisdiction(
    title: str | None, organization: str | None = None, *, context: Context, mentions: Sequence[Span] = ()
) -> Jurisdiction | None:
    """The jurisdiction of a role, as the article words it, None where it has none or the article does not say.

    `organization` is the body of the role, or the speaker itself where the speaker is a body. `mentions` are the
    places of the article that name the speaker. ("Councilwoman", of "Tucson Councilwoman Karin Uhlich") → Tucson.
    """
    role = ", ".join(part for part in (title, organization) if part)
    if not role:
        return None
    named = gazetteer().find(role)
    evidence = [(Where.ROLE, place) for place in named if not _is_post_abroad(role, place)]
    office = public_office(role, named)
    if title is None and len(named) == 1 and named[0].span == Span(0, len(role)) and not named[0].weak:
        return _jurisdiction(settle(named[0].areas, context), named[0].name)
    if office is None:
        return None
    if office.reach is Reach.WORLD:
        return Jurisdiction(office.countries[0])
    evidence.extend(places_around(context, mentions))
    return _choose(office, evidence, context)


def public_office(role: str, places: Sequence[PlaceMention] = ()) -> Office | None:
    """What makes a role public, None where nothing does: "former [state senator]", "[FBI] director"."""
    found = find_offices(role)
    kinds = {mention.office.kind for mention in found}
    if Kind.CAMPAIGN in kinds:
        return None
    for mention in found:
        if mention.office.kind is Kind.OFFICE and not _is_anothers(role, mention, found):
            return mention.office
    if Kind.PRIVATE in kinds:
        return None
    for kind in (Kind.BODY, Kind.RACE):
        if kind in kinds:
            return _first(found, kind)
    if Kind.TRADE in kinds:
        return None
    if Kind.PARTY in kinds:
        return _first(found, Kind.PARTY)
    for mention in found:
        if mention.office.kind is Kind.TITLE and _stands_alone(role, mention, found, places):
            return mention.office
    if kinds & {Kind.STAFF, Kind.HOLDER} and any(not place.weak for place in places):
        return _first(found, Kind.HOLDER) or _first(found, Kind.STAFF)
    return None


def _first(found: Sequence[OfficeMention], kind: Kind) -> Office | None:
    return next((mention.office for mention in found if mention.office.kind is kind), None)


def _is_anothers(role: str, mention: OfficeMention, found: Sequence[OfficeMention]) -> bool:
    """Whether an office is that of somebody's relation, lawyer or biographer: "wife of the senator"."""
    for other in found:
        if other.office.kind not in {Kind.PRIVATE, Kind.TRADE}:
            continue
        if other.span.end <= mention.span.start:
            between = role[other.span.end : mention.span.start]
            if WORKS_FOR.search(between) and "," not in between and " and " not in between:
                return True
        elif BELONGS_TO.search(role[mention.span.end : other.span.start]):
            return True
    return False


def _stands_alone(
    role: str, mention: OfficeMention, found: Sequence[OfficeMention], places: Sequence[PlaceMention]
) -> bool:
    """Whether a title like "president" has nothing with it but a place and words that change nothing."""
    rest = list(role)
    for span in [other.span for other in found] + [place.span for place in places]:
        rest[span.start : span.end] = " " * len(span)
    return all(word.lower() in MODIFIERS for word in WORD.findall("".join(rest)))


def _is_post_abroad(role: str, place: PlaceMention) -> bool:
    """Whether a place is only where somebody is sent: "ambassador to [Israel]"."""
    match = FOREIGN_POST.search(role)
    return bool(match) and match.end() <= place.span.start


def _choose(office: Office, evidence: Evidence, context: Context) -> Jurisdiction | None:
    """The first place of the evidence that fits the office, else what the article as a whole suggests."""
    for where, place in sorted(evidence, key=lambda item: item[0]):
        if where is Where.PARTY and office.reach is Reach.NATION:
            continue
        fitting = [area for area in place.areas if _fits(area, office)]
        if fitting:
            return _jurisdiction(settle(fitting, context), fitting[0].name)
    if office.reach in {Reach.NATION, Reach.AREA} and office.countries:
        code = context.home if context.home in office.countries else office.countries[0]
        return _nation(code)
    if office.reach is Reach.NATION and context.home:
        return _nation(context.home)
    return None


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
