"""From an article to its people and bodies with their roles, and to the speaker of every statement.

"Uhl said … she said … the councilwoman added": one speaker, Karin Uhl. "Some critics" stay nobody; "a spokesman for
Mr. Roe" stays nobody with an office.
"""

from __future__ import annotations

import re
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
from quotes.parser.role import Introduction, plural_role

SURE = 0.5
"""From this probability on, the place that a description gives counts: "the Ohio governor"."""
CANDIDATE = Offer(Introduction("candidate", "candidate"), 0, "campaign")
"""Who has a campaign in an article about candidates, and no other role in it."""
DOUBTFUL = 0.6
"""Below this score a name that is a known place is taken for that place."""
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
    """The tags, with names that are places marked as such: doubtful ones, and those before an office.

    "[Ashby] Councilwoman Ann Roe", and "[Ashby Councilwoman] Ann Roe" without her office.
    """
    places = {place.span.start: place.span for place in context.places if not place.weak}

    def as_place(name: Name) -> Name:
        place = places.get(name.span.start)
        if place is None or place.end > name.span.end:
            return name
        office = OFFICE.match(text, place.end)
        titled = office is not None and (
            office["title"] in lexicon.titles() or lexicon.is_person_noun(office["title"].lower())
        )
        if office and titled and name.span.end in (place.end, office.end("title")):
            return replace(name, span=place, kind=NameClass.LOCATION)
        return replace(name, kind=NameClass.LOCATION) if name.score < DOUBTFUL and name.span == place else name

    return replace(tags, names=tuple(map(as_place, tags.names)))


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
