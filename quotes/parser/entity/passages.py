"""Whose words a quoted passage is: its statement's speaker's, unless the article says that they are another's.

“is huge” of "some officials" is Reyes’s where a later sentence says: It was Reyes who called that “huge”. And in
"Hale, whose city is a self-proclaimed “safe haven”" the words are the city's, not Hale's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.parser.annotation import Attribution, Entity, EntityKind, Passage, Role, Span, Speaker
from quotes.parser.entity import lexicon
from quotes.parser.entity.relative import read_antecedent
from quotes.parser.entity.resolve import Entities

WORD = re.compile(r"\w+")
SMALL = frozenset(
    ["a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "it", "that", "this", "and", "of", "to", "in"]
)
SELF = frozenset(
    f"self-{word}" for word in ("proclaimed", "described", "declared", "styled", "identified", "professed", "avowed")
)
LEADING_TO = frozenset(["a", "an", "the", "is", "was", "are", "as", ","])
LONGEST_PHRASE = 8
"""In words; a longer quotation is not repeated to say whose it is."""


def resolve_passages(
    passages: Sequence[Passage],
    owners: Sequence[int | None],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
    found: Entities,
) -> tuple[Speaker, ...]:
    """Who each passage is credited to, in the order given.

    `owners` index the statement that each passage is part of, None for none; `speakers` are those of the statements.
    """
    given = [
        speakers[owner] if owner is not None else _singled_out(found, passage.span.start)
        for passage, owner in zip(passages, owners, strict=True)
    ]
    named = _named_phrases(passages, given, found.cast.words.text)
    credited = []
    for passage, owner, speaker in zip(passages, owners, given, strict=True):
        if owner is not None and not speaker.entities and (other := named.get(_phrase(passage, found.cast.words.text))):
            speaker = replace(other, method="named elsewhere")
        credited.append(_describe_self(found, passage.span.start) or speaker)
    return tuple(credited)


def _phrase(passage: Passage, text: str) -> tuple[str, ...]:
    words = tuple(word for word in WORD.findall(passage.inner.of(text).lower()) if word not in SMALL)
    return words if len(words) <= LONGEST_PHRASE else ()


def _named_phrases(passages: Sequence[Passage], given: Sequence[Speaker], text: str) -> dict[tuple[str, ...], Speaker]:
    """The short phrases that are credited to somebody with a name; none that several people use."""
    found: dict[tuple[str, ...], Speaker] = {}
    for passage, speaker in zip(passages, given, strict=True):
        phrase = _phrase(passage, text)
        if not phrase or not speaker.entities:
            continue
        clash = phrase in found and found[phrase].entities != speaker.entities
        found[phrase] = Speaker() if clash else speaker
    return {phrase: speaker for phrase, speaker in found.items() if speaker.entities}


def _singled_out(found: Entities, start: int) -> Speaker:
    """Who called something by a passage that begins at a character: "It was [Roe] who called that “vast”"."""
    words, mentions = found.cast.words, found.cast.mentions
    passage = words.range(Span(start, start + 1)).start
    first = passage
    while first > 0 and words.sentences[first - 1] == words.sentences[min(passage, len(words) - 1)]:
        first -= 1
    for index in range(first, passage - 1):
        if words.lowers[index] == "it" and words.lowers[index + 1] in ("was", "is"):
            number = next(mentions.within(index + 2, passage), -1)
            if number >= 0 and words.lowers[mentions.all[number].last] == "who":
                entity = found.known[found.cast.owners[number]]
                return Speaker((entity,), entity.role, "singled out", 0.7)
    return Speaker()


def _describe_self(found: Entities, start: int) -> Speaker | None:
    """Who is meant where a passage that begins at a character is a self-description; None where it is none.

    "Roe, a self-described “fighter”": Roe. "Roe, whose city is a self-proclaimed “haven”": the city, by Roe's office.
    """
    words, mentions = found.cast.words, found.cast.mentions
    index = words.range(Span(start, start + 1)).start - 1
    if index < 1 or words.lowers[index] not in SELF:
        return None
    while index > 0 and words.lowers[index] in SELF | LEADING_TO:
        index -= 1
    if (number := mentions.at(index)) >= 0:
        return _credit(found.known[found.cast.owners[number]])
    if index == 0 or words.lowers[index - 1] != "whose" or not lexicon.is_group_noun(words.lowers[index]):
        return None
    holders = read_antecedent(words, mentions, index - 1).names
    place = found.known[found.cast.owners[holders[0]]].role.jurisdiction if holders else None
    if place is None:
        return None
    role = Role(jurisdiction=place)
    body = Entity(place.name, EntityKind.ORGANIZATION, role=role)
    return _credit(next((entity for entity in found.entities if entity.name == place.name), body), role)


def _credit(entity: Entity, role: Role | None = None) -> Speaker:
    return Speaker((entity,), role or entity.role, "self-description", 0.8)
