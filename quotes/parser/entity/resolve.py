"""From an article to its people and bodies with their roles, and to the speaker of every statement.

"Uhl said … she said … the councilwoman added": one speaker, Karin Uhl. "Some critics" stay nobody; "a spokesman for
Mr. Roe" stays nobody with an office.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.parser.annotation import (
    Attribution,
    Entity,
    EntityKind,
    Jurisdiction,
    Name,
    NameClass,
    Page,
    Passage,
    Role,
    Span,
    Speaker,
    Tags,
)
from quotes.parser.entity import lexicon
from quotes.parser.entity.candidates import Chooser, choose
from quotes.parser.entity.cast import Cast, gather
from quotes.parser.entity.cluster import Profile
from quotes.parser.entity.introduction import HEARD, HEARD_OF, Offer, choose_role
from quotes.parser.entity.reference import refer
from quotes.parser.entity.run import Answer
from quotes.parser.jurisdiction import Context, is_race, jurisdiction, names_place, read_context
from quotes.parser.jurisdiction.office import Reach, find_offices
from quotes.parser.role import Introduction, plural_role

SURE = 0.5
"""From this probability on, the place that a description gives counts: "the Ohio governor"."""
CANDIDATE = Offer(Introduction("candidate", "candidate"), 0, "campaign")
"""Who has a campaign in an article about candidates, and no other role in it."""
DOUBTFUL = 0.6
"""Below this score a name that is a known place is taken for that place."""
TOWNS = frozenset([Reach.CITY, Reach.COUNTY])
OFFICE = re.compile(r"\s(?P<title>[A-Z][\w.-]+)(?=\s[A-Z])")


@dataclass(frozen=True, slots=True)
class Entities:
    """An article's people and bodies in the order in which they are first named, and whom each source means.

    `answers` run parallel to the statements that the entities were found with; their choices number `known`, which has
    the short forms of `entities` as well.
    """

    entities: tuple[Entity, ...]
    known: tuple[Entity, ...]
    answers: tuple[Answer, ...]
    cast: Cast
    context: Context


def find_entities(
    page: Page,
    tags: Tags,
    attributions: Sequence[Attribution],
    passages: Sequence[Passage] = (),
    chooser: Chooser = choose,
) -> Entities:
    """The people and bodies that an article names, each under the fullest form of its name, with its role.

    `chooser` settles who a pronoun or description means; by default the trained weights do.
    """
    context = read_context(page.text, page.dateline)
    cast = gather(page, _with_places(page.text, tags, context), attributions, passages)
    references = refer(cast, attributions, chooser)
    spans = _spans(cast)
    known = []
    for number, (profile, offered) in enumerate(zip(cast.profiles, cast.offers, strict=True)):
        offers = (*offered, *references.heard.get(number, ()))
        known.append(_entity(profile, spans[number], offers, context, number in cast.running))
    for name in references.added:
        place = jurisdiction(None, name, context=context)
        known.append(Entity(name, EntityKind.ORGANIZATION, role=Role(jurisdiction=place)))
    named = [entity for entity in known if entity.mentions]
    speaking = {index for answer in references.answers for index in answer.choice}
    unnamed = [entity for index, entity in enumerate(known) if not entity.mentions and index in speaking]
    order = sorted(named, key=lambda entity: entity.mentions[0])
    return Entities((*order, *unnamed), tuple(known), references.answers, cast, context)


def _with_places(text: str, tags: Tags, context: Context) -> Tags:
    """The tags, with names that are places marked as such: doubtful ones, pieces of one, and those before an office.

    "[Ashby] Councilwoman Ann Roe", "[Ashby Councilwoman] Ann Roe", "[Ashby Councilwoman Ann Roe]", "El [Paso]".
    """
    places = [place.span for place in context.places if not place.weak or _is_local(text, place.span)]
    starts = [place.start for place in places]
    untouched = set(places)
    names: list[Name] = []
    for name in sorted(tags.names, key=lambda name: name.span):
        at = bisect_right(starts, name.span.start) - 1
        place = places[at] if at >= 0 and places[at].overlaps(name.span) else None
        if place is None:
            names.append(name)
        else:
            untouched.discard(place)
            names += (new for new in _as_place(text, name, place) if not names or names[-1].span != new.span)
    names += (Name(place, NameClass.LOCATION, DOUBTFUL) for place in untouched if _office_after(text, place))
    return replace(tags, names=tuple(sorted(names, key=lambda name: name.span)))


def _as_place(text: str, name: Name, place: Span) -> Sequence[Name]:
    """What a name that overlaps a place is: itself, the place, or the place and a person with an office between."""
    located = replace(name, span=place, kind=NameClass.LOCATION)
    if name.span in place and (name.span != place or name.score < DOUBTFUL):
        return (located,)
    office = _office_after(text, place)
    if office is None or name.span.start != place.start:
        return (name,)
    if name.span.end in (place.end, office.end):
        return (located,)
    if name.span.end > office.end and name.kind is NameClass.PERSON:
        return located, replace(name, span=Span(office.end + 1, name.span.end))
    return (name,)


def _is_local(text: str, place: Span) -> bool:
    """Whether a place stands before an office of towns: "[Ashby] Mayor Ann Roe"."""
    office = _office_after(text, place)
    return office is not None and any(found.office.reach in TOWNS for found in find_offices(office.of(text)))


def _office_after(text: str, place: Span) -> Span | None:
    """The title between a place and a name: "Ashby [Councilwoman] Roe"."""
    office = OFFICE.match(text, place.end)
    if office is None:
        return None
    title = office["title"]
    return Span(*office.span("title")) if title in lexicon.titles() or lexicon.is_person_noun(title.lower()) else None


def _spans(cast: Cast) -> list[tuple[Span, ...]]:
    """Where each profile is named: its mentions, and the nouns of "the Roe campaign"."""
    found: list[list[Span]] = [[] for _ in cast.profiles]
    for mention, owner in zip(cast.mentions.all, cast.owners, strict=True):
        found[owner].append(cast.words.span(mention.first, mention.last))
    for word, owner in cast.campaigns.items():
        found[owner].append(cast.words.span(word, word + 1))
    return [tuple(sorted(spans)) for spans in found]


def _entity(
    profile: Profile, spans: tuple[Span, ...], offers: Sequence[Offer], context: Context, running: bool
) -> Entity:
    chosen = choose_role(offers) or (CANDIDATE.introduction if running else None)
    chosen = chosen and _placed(chosen, offers)
    role = _role(chosen, context, spans)
    if chosen and role.jurisdiction is None:
        role = replace(role, jurisdiction=_other_office((*offers, *([CANDIDATE] if running else ())), context, spans))
    if profile.kind is EntityKind.ORGANIZATION:
        role = Role(jurisdiction=jurisdiction(None, profile.name, context=context, mentions=spans))
    return Entity(profile.name, profile.kind, profile.names, spans, role)


def _role(found: Introduction | None, context: Context, spans: Sequence[Span] = ()) -> Role:
    """A role with its jurisdiction; `spans` are where its holder is named."""
    if found is None:
        return Role()
    place = jurisdiction(found.title, found.organization, place=found.place, context=context, mentions=spans)
    return Role(found.title, found.organization, place, found.on_behalf_of)


def _placed(role: Introduction, offers: Sequence[Offer]) -> Introduction:
    """A role without a place, with the one that goes with the same noun elsewhere: "the Ohio governor"."""
    if role.place or names_place(role.title):
        return role
    same = (o.introduction for o in offers if o.introduction.head == role.head and o.score >= SURE)
    return replace(role, place=next((other.place for other in same if other.place), None))


def _other_office(offers: Sequence[Offer], context: Context, spans: Sequence[Span]) -> Jurisdiction | None:
    """The jurisdiction of another role than the one chosen: "businessman Lee Moss … the candidate".

    What stands at the name counts before descriptions, an office before a candidacy.
    """
    heads: dict[str, float] = {}
    for offer in offers:
        heads[offer.introduction.head] = heads.get(offer.introduction.head, 0.0) + offer.score
    told = [offer for offer in offers if heads[offer.introduction.head] >= HEARD]
    for offer in sorted(told, key=lambda offer: (offer.how == HEARD_OF, is_race(offer.introduction.title))):
        if place := _role(_placed(offer.introduction, offers), context, spans).jurisdiction:
            return place
    return None


def resolve(attributions: Sequence[Attribution], found: Entities) -> tuple[Speaker, ...]:
    """The speaker of each statement, in the order given: those that the entities were found with."""
    return tuple(_speaker(found, answer) for _, answer in zip(attributions, found.answers, strict=True))


def _speaker(found: Entities, answer: Answer) -> Speaker:
    entities = tuple(found.known[index] for index in answer.choice)
    role = _joint_role(entities, answer.own, found.context) if entities else _role(answer.own, found.context)
    return Speaker(entities, role, answer.method, answer.score)


def _joint_role(entities: Sequence[Entity], own: Introduction | None, context: Context) -> Role:
    """The role of one speaker; of several the one that they share, or that the source gives them."""
    role = entities[0].role
    if len(entities) == 1:
        return role
    places = {entity.role.jurisdiction for entity in entities}
    place = places.pop() if len(places) == 1 else None
    if own is not None:
        return replace(_role(own, context), jurisdiction=place or _role(own, context).jurisdiction)
    if role.title and all(entity.role.title == role.title for entity in entities):
        return replace(role, title=plural_role(role.title), jurisdiction=place)
    return Role(jurisdiction=place)
