"""Public roles: whether a role is a public one, by its own words or by what stands beside its holder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from quotes.parser.annotation import Span
from quotes.parser.jurisdiction.beside import WORD, Beside, bodies_around
from quotes.parser.jurisdiction.office import MODIFIERS, Kind, Office, OfficeMention, Reach, find_offices, plain_words
from quotes.parser.jurisdiction.places import PlaceMention
from quotes.parser.jurisdiction.surroundings import Context

BELONGS_TO = re.compile(r"[’'`]s?\s+(?:[\w-]+\s+){0,2}")
WORKS_FOR = re.compile(r"\b(?:of|for|to|by)\s")
JOINED = re.compile(r"(?:,| and)\s+(?:(?:former|ex|onetime|current|a|the)\s+)*$")
OWNED = re.compile(r"\b(?:city|county|state|town|village|province)[’'`]s\s")
NAME = re.compile(r"[A-Z][\w-]{2,}")
FIRST_NAMES = re.compile(r"\.?(?:\s[A-Z][\w.]*){0,2}\s")

CAMPAIGNING = re.compile(r"\b(?:candidates?|campaign|nomination|nominee|primary|front-?runner)\b")
RUNNING = r"(?:candidate|nominee|front-?runner|hopeful|contender)s?"
# "the Romney campaign", "the candidate, Romney", "Romney, the Republican nominee"
RUNS = r"\b{0}(?:[’'`]s?)?\s+(?:\w+\s+)?(?:campaign|supporters|super PAC)\b"
RUNS += r"|{1}(?: \w+)?,? {0}\b|\b{0}, (?:\w+ ){{0,4}}{1}"

# How many characters before a name its title may begin, and how many uses of a name are read.
TITLE_BEFORE, USES_READ = 40, 12


def public_office(role: str, places: Sequence[PlaceMention], beside: Sequence[Beside] = ()) -> Office | None:
    """What makes a role public by its words, None where nothing does: "former [state senator]", "[FBI] director".

    `places` are those named in the role, `beside` those beside its holder: "official" is public after "Iranian".
    """
    found = find_offices(role)
    kinds = {mention.office.kind for mention in found}
    races = [mention for mention in found if mention.office.kind is Kind.RACE]
    offices = [mention for mention in found if _is_office(role, mention)]
    if Kind.CAMPAIGN in kinds or any(_is_anothers(role, mention, found) for mention in offices + races):
        return None
    bodies = [mention for mention in found if mention.office.kind is Kind.BODY]
    for mention in sorted(offices if Kind.PRIVATE in kinds else offices + bodies, key=lambda it: is_vague(it.office)):
        return _of_a_state(mention, places)
    if races and (found[-1] is races[-1] or not kinds & {Kind.PRIVATE, Kind.TRADE}):
        return races[-1].office
    if kinds & {Kind.PRIVATE, Kind.TRADE}:
        return None
    return _first(found, Kind.PARTY) or _neutral_office(role, found, places, beside)


def _neutral_office(
    role: str, found: Sequence[OfficeMention], places: Sequence[PlaceMention], beside: Sequence[Beside]
) -> Office | None:
    """The office of a role that has nothing but neutral words and a place: "former Iranian [official]"."""
    sure = [place for place in places if not place.weak]
    if OWNED.search(role):
        return _first(found, Kind.HOLDER) or _first(found, Kind.STAFF)
    if not _stands_alone(role, found, sure):
        return None
    office = _first(found, Kind.TITLE)
    if office is None and (sure or any(same_title(role, near.between) or _has_body(near.between) for near in beside)):
        office = _first(found, Kind.HOLDER) or _first(found, Kind.STAFF)
    return office


def _has_body(between: str) -> bool:
    return any(mention.office.kind is Kind.BODY for mention in find_offices(between))


def is_vague(office: Office) -> bool:
    """Whether an office or body leaves open which place it is of."""
    return office.reach in {Reach.AREA, Reach.NAMED, Reach.LOCAL} and not office.countries


def same_title(role: str, between: str) -> bool:
    """Whether the words between a place and a name have those of the role."""
    words = {word.removesuffix("s") for word, _ in plain_words(between)}
    return all(word.removesuffix("s") in words for word, _ in plain_words(role) if word not in MODIFIERS)


def _first(found: Sequence[OfficeMention], kind: Kind) -> Office | None:
    return next((mention.office for mention in found if mention.office.kind is kind), None)


def _is_office(role: str, mention: OfficeMention) -> bool:
    """Whether words are an office, or a title with a name: "adviser to [Vice President] Joseph R. Biden Jr."."""
    if mention.office.kind is not Kind.TITLE:
        return mention.office.kind is Kind.OFFICE
    named = re.match(r"\s[A-Z]", role[mention.span.end :]) is not None
    return named and (mention.span.start == 0 or WORKS_FOR.search(role[: mention.span.start]) is not None)


def _is_anothers(role: str, mention: OfficeMention, found: Sequence[OfficeMention]) -> bool:
    """Whether an office is that of somebody's relation, lawyer or biographer: "wife of the [senator]"."""
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


def _of_a_state(mention: OfficeMention, places: Sequence[PlaceMention]) -> Office:
    """An office, or where a place stands before a national body, that of the place: "Florida [Department of State]"."""
    office = mention.office
    follows = any(0 <= mention.span.start - place.span.end <= 3 for place in places)
    return Office(Kind.BODY) if follows and office.kind is Kind.BODY and office.reach is Reach.NATION else office


def _stands_alone(role: str, found: Sequence[OfficeMention], places: Sequence[PlaceMention]) -> bool:
    """Whether a role has nothing but an office, a place and words that change nothing."""
    rest = list(role)
    for span in [mention.span for mention in found] + [place.span for place in places]:
        rest[span.start : span.end] = " " * len(span)
    return all(word.lower() in MODIFIERS for word in WORD.findall("".join(rest)))


def office_beside(role: str, context: Context, mentions: Sequence[Span]) -> Office | None:
    """What only the article makes public: the body beside a neutral role, or the office that it serves.

    ("secretary general", of "Ban Ki-moon, the secretary general of the United Nations") → United Nations.
    """
    kinds = {mention.office.kind for mention in find_offices(role)}
    if not kinds or kinds - {Kind.STAFF, Kind.HOLDER, Kind.TITLE}:
        return None
    for body in bodies_around(context, mentions):
        if not is_vague(body.office):
            return body.office
    return _served_office(role, context) if Kind.STAFF in kinds else None


def _served_office(role: str, context: Context) -> Office | None:
    """The office of whom somebody works for, as the article has it: "Mrs. Obama's chief of staff".

    None for those who run for an office: who speaks for them speaks for a campaign.
    """
    offices = find_offices(role)
    for match in NAME.finditer(role):
        name, span = match.group(), Span(*match.span())
        if name.lower() in MODIFIERS or any(office.span.overlaps(span) for office in offices):
            continue
        if served := context.once(("served", name), partial(_office_unless_running, name, context.text)):
            return served
    return None


def _office_unless_running(name: str, text: str) -> Office | None:
    """The office of somebody of a name, None for those who run for one."""
    if re.search(RUNS.format(name, RUNNING), text):
        return None
    campaigning = CAMPAIGNING.search(text)
    return next((title for title in _titles_of(name, text) if title.kind is Kind.TITLE or not campaigning), None)


def _titles_of(name: str, text: str) -> Iterator[Office]:
    """The offices that a text puts before a name: "[President] Barack Obama"."""
    for _, use in zip(range(USES_READ), re.finditer(rf"\b{name}\b", text), strict=False):
        ahead = text[max(0, use.start() - TITLE_BEFORE) : use.start()]
        for title in find_offices(ahead)[-1:]:
            if title.office.kind in {Kind.OFFICE, Kind.TITLE} and FIRST_NAMES.fullmatch(ahead[title.span.end :]):
                yield title.office
