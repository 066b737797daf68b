"""Beside: the places, and the public bodies, that stand next to a name or in its role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from quotes.parser.annotation import Span
from quotes.parser.jurisdiction.office import MODIFIERS, Kind, OfficeMention, find_offices, is_office_word
from quotes.parser.jurisdiction.places import PlaceMention
from quotes.parser.jurisdiction.surroundings import Context

# How far from a name its place may stand, in characters, and how many mentions of it are read.
BEFORE, AFTER, MENTIONS_READ = 90, 110, 16

PARTY_LETTER = re.compile(r",?\s?[\[(]?(?:Rep|Dem|Con|Lab|[RDIL])[a-z]{0,9}\.?\s?(?:[-–—/,]|of)\s?")
OF = re.compile(r",?\s(?:of|from|for)\s(?:the\s)?")
WITH = re.compile(r",?\s(?:with|at)\s(?:the\s)?")
OF_AT_END = re.compile(r"\b(?:of|for|in|from)\s(?:the\s)?(?:(?:state|city|county|town) of\s)?$")
SENT_TO = re.compile(r"\bto\s(?:the\s)?$")
POST_ABROAD = re.compile(r" to (?:the )?[A-Z]\w+(?: [A-Z]\w+)*")
SENTENCE_END = re.compile(r"(?<=[a-z]{4})[.!?][”\"’']?\s|[;:\n“”\"]|\s[–—-]+\s")
APPOSITION = re.compile(r",\s|\s\(")
# ", the globe-trotting secretary general of the "
DESCRIPTION = re.compile(r",\s(?:the|an?)\s(?:(?!said|told|was|were|is|has|had|will|would|who|that)[\w’'-]+\s){1,9}")
POSSESSIVE = re.compile(r"[’'`]s?\s")
OWNER = re.compile(r"\b(state|city|county|town|village|province)(?:[’'`]s)?(?=\s)")
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
    """A place beside a name, and the words of an office that join them: "Vice Mayor", none for "Christie of Ohio"."""

    where: Where
    place: PlaceMention
    between: str = ""


def places_around(context: Context, mentions: Sequence[Span]) -> Iterator[Beside]:
    """The places that stand beside a name, mention by mention: "[Tucson] Vice Mayor Regina Romero"."""
    for mention in mentions[:MENTIONS_READ]:
        yield from _places_before(context, mention)
        yield from _places_after(context, mention)


def _places_before(context: Context, mention: Span) -> Iterator[Beside]:
    """Places inside a mention with a title, and those that only words of an office divide from it."""
    text, start = context.text, max(0, mention.start - BEFORE)
    for place in reversed(
        outside_offices(text[start : mention.end], _places_within(context, start, mention.end), start)
    ):
        ahead = text[start : place.span.start]
        if place.span in mention:
            title = text[mention.start : place.span.start], text[place.span.end : mention.end]
            if find_offices(title[1]) or _ends_in_office(title[0]):
                yield Beside(Where.BEFORE, place, " ".join(title))
            continue
        gap = POST_ABROAD.sub(" ", text[place.span.end : mention.start])
        if SENTENCE_END.search(gap):
            return
        if SENT_TO.search(ahead) or ")" in gap:
            continue
        if _is_title(gap):
            yield Beside(Where.BEFORE, place, gap)
        elif _is_plain(gap) and _ends_in_office(ahead):
            yield Beside(Where.BEFORE, place, ahead)


def _places_after(context: Context, mention: Span) -> Iterator[Beside]:
    """Places of a party label, after "of", and in an apposition."""
    text, end = context.text, min(len(context.text), mention.end + AFTER)
    for place in _places_within(context, mention.end, end):
        gap = text[mention.end : place.span.start]
        if SENTENCE_END.search(gap):
            return
        if SENT_TO.search(gap):
            continue
        if PARTY_LETTER.fullmatch(gap):
            yield Beside(Where.PARTY, place)
        elif OF.fullmatch(gap):
            yield Beside(Where.AFTER, place)
        elif WITH.fullmatch(gap) and _begins_with_office(behind := text[place.span.end : end]):
            yield Beside(Where.AFTER, place, behind)
        elif APPOSITION.match(gap):
            behind = text[place.span.end : end]
            if _is_title(gap) or (DESCRIPTION.fullmatch(gap) and find_offices(gap)):
                yield Beside(Where.AFTER, place, gap)
            elif _is_plain(gap) and _begins_with_office(behind):
                yield Beside(Where.AFTER, place, behind)


def _places_within(context: Context, start: int, end: int) -> list[PlaceMention]:
    first = bisect_left(context.places, start, key=lambda place: place.span.start)
    last = bisect_left(context.places, end, key=lambda place: place.span.start)
    return innermost([place for place in context.places[first:last] if place.span.end <= end], context.text)


def outside_offices(text: str, places: Sequence[PlaceMention], start: int = 0) -> list[PlaceMention]:
    """The places that are not part of a body's name: "Supreme" is a town, but not in "Supreme Court".

    `start` is where the text begins in the one that the places stand in.
    """
    if not any(place.weak for place in places):
        return list(places)
    bodies = [Span(start + office.span.start, start + office.span.end) for office in find_offices(text)]
    return [place for place in places if not (place.weak and any(place.span.overlaps(body) for body in bodies))]


def innermost(places: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Places without those that own the next one: not "Florida" of "Florida’s Hillsborough County"."""
    owners = {a.span for a, b in pairwise(places) if POSSESSIVE.fullmatch(text, a.span.end, b.span.start)}
    return [place for place in places if place.span not in owners]


def bodies_around(context: Context, mentions: Sequence[Span]) -> Iterator[OfficeMention]:
    """The public bodies that stand beside a name like a place: "Ban Ki-moon, secretary general of the [U.N.]"."""
    for mention in mentions[:MENTIONS_READ]:
        ahead = context.text[max(0, mention.start - BEFORE) : mention.start]
        behind = context.text[mention.end : mention.end + AFTER]
        for body in find_offices(ahead):
            if body.office.kind is Kind.BODY and _is_title(ahead[body.span.end :]):
                yield body
        for body in find_offices(behind):
            if body.office.kind is Kind.BODY and _leads_to_body(behind[: body.span.start]):
                yield body


def _leads_to_body(gap: str) -> bool:
    if OF.fullmatch(gap) or WITH.fullmatch(gap):
        return True
    return bool(APPOSITION.match(gap)) and (_is_title(gap) or bool(DESCRIPTION.fullmatch(gap)))


def owner_around(context: Context, mentions: Sequence[Span]) -> str | None:
    """What the article calls the place of an office without its name: "state" of "the state’s attorney general"."""
    for mention in mentions[:MENTIONS_READ]:
        ahead = context.text[max(0, mention.start - BEFORE) : mention.start]
        behind = context.text[mention.end : mention.end + AFTER]
        for match in OWNER.finditer(ahead):
            if _is_title(ahead[match.end() :]):
                return match.group(1)
        for match in OWNER.finditer(behind):
            gap = behind[: match.start()]
            if APPOSITION.match(gap) and _is_plain(gap):
                return match.group(1)
    return None


def _is_plain(gap: str) -> bool:
    """Whether a stretch has only words that tear nothing apart: ", the former "."""
    return all(word.lower() in MODIFIERS for word in WORD.findall(gap))


def _is_title(gap: str) -> bool:
    """Whether the words between a place and a name are a title: " Vice Mayor ", "’s governor, ", or a bare "’s "."""
    if POSSESSIVE.fullmatch(gap):
        return True
    words = WORD.findall(gap)
    plain = all(word[0].isupper() or word in MODIFIERS or is_office_word(word) for word in words)
    return plain and bool(find_offices(gap))


def _ends_in_office(text: str) -> bool:
    """Whether a text ends with an office and "of": "the governor of "."""
    match = OF_AT_END.search(text)
    if match is None:
        return False
    return any(match.start() - office.span.end <= 2 for office in find_offices(text[: match.start()]))


def _begins_with_office(text: str) -> bool:
    """Whether a text begins with an office: "’s governor"."""
    offices = find_offices(text)[:1] if re.match(r"(?:[’'`]s?)?\s", text) else ()
    return any(_is_plain(text[: office.span.start]) for office in offices)
