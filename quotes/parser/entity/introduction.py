"""What an article introduces its people as, at their names and away from them.

"Sen. Tim Roe, R-S.C.", "Poe, who is the city manager", "CNN’s Jay Day" (an affiliation, for want of better), and for
somebody never introduced "the Ohio governor" further on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.apposition import affiliation, apposition_after, apposition_and, copula, example
from quotes.parser.entity.lexicon import Gender, closed_class
from quotes.parser.entity.mention import Mentions, is_body
from quotes.parser.entity.naming import STOPS, after_label, follows_name
from quotes.parser.entity.phrase import Head, Reading
from quotes.parser.entity.title import apposition_before, title_before
from quotes.parser.entity.words import Words
from quotes.parser.role import PARTIES, Introduction, phrase_role, singular_role

Finder = Callable[[Words, Mentions, int, Collection[int]], Introduction | None]

FINDERS: dict[str, Finder] = {
    "title": title_before,
    "before": apposition_before,
    "after": apposition_after,
    "and": apposition_and,
    "copula": copula,
    "example": example,
    "affiliation": affiliation,
}
HEARD_OF = "heard"
MENTIONS_READ = 24
"""How many mentions of a person are looked at for a role."""
HEARD = 0.4
"""Descriptions tell somebody's role if their probabilities that they mean this person add up to this. At 0.7 the roles
right fall by two points, at 0.15 they do not rise."""
BEHIND = frozenset(["after", "copula"])
"""Constructions that say of somebody what they are, whatever gender the name suggests."""
LONGEST_DESCRIPTION = 8
"""In words."""
UNBORN = closed_class("unborn")
"""Modifiers of somebody who is not there: "the next president"."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A role that an article gives a person: where in the text, by which construction, and in whose words.

    `word` is the place, `how` the finder ("title", "after"; "heard" for a description away from the name), `rank` the
    number of the mention among those of the person, `score` how likely it is the person's.
    """

    introduction: Introduction
    word: int
    how: str
    rank: int = 0
    quoted: bool = False
    score: float = 1.0


def offers(
    words: Words, mentions: Mentions, persons: Sequence[tuple[Gender, Sequence[int]]], cues: Collection[int]
) -> Iterator[tuple[Offer, ...]]:
    """For each person every role that stands at a mention, in the order of the text.

    `persons` are given by gender and mentions; `cues` are the words that report statements: they end a phrase.
    """
    shared = _shared(words, mentions, cues)
    for gender, person in persons:
        yield tuple(_offers(words, mentions, gender, person, cues, shared))


def _offers(
    words: Words,
    mentions: Mentions,
    gender: Gender,
    person: Sequence[int],
    cues: Collection[int],
    shared: Mapping[int, Introduction],
) -> Iterator[Offer]:
    for rank, number in enumerate(person[:MENTIONS_READ]):
        word = mentions.all[number].first
        quoted = words.quoted[word]
        found = [(how, find(words, mentions, number, cues)) for how, find in FINDERS.items()]
        if not any(role and not role.weak for _, role in found):
            found.insert(0, ("shared", shared.get(number)))
        for how, role in found:
            if role and (how in BEHIND or _suits(gender, role.head)):
                if quoted and how != "title":
                    role = replace(role, weak=True)
                yield Offer(singular_role(role), word, how, rank, quoted)


def _suits(gender: Gender, noun: str) -> bool:
    """Whether somebody can be what a noun says: "Mrs. Roe’s husband" is not she, while a chairman may be."""
    return not gender or noun.endswith("man") or lexicon.noun_gender(noun) in ("", gender)


def first_role(offered: Sequence[Offer]) -> Introduction | None:
    """The first role given; a weak one or an affiliation for want of better."""
    plain = (one.introduction for one in offered if not (one.introduction.affiliation or one.introduction.weak))
    return next(plain, offered[0].introduction if offered else None)


def choose_role(offers: Sequence[Offer]) -> Introduction | None:
    """The role of a person: the first given at a mention; for want of a good one what descriptions tell.

    Of those the first with the noun that most speaks for.
    """
    given = first_role([offer for offer in offers if offer.how != HEARD_OF])
    if given and not (given.weak or given.affiliation):
        return given
    sums: dict[str, float] = {}
    for offer in offers:
        if offer.how == HEARD_OF:
            sums[offer.introduction.head] = sums.get(offer.introduction.head, 0.0) + offer.score
    head, total = max(sums.items(), key=lambda item: item[1], default=("", 0.0))
    if total < HEARD:
        return given
    return next(o.introduction for o in offers if o.how == HEARD_OF and o.introduction.head == head)


def _shared(words: Words, mentions: Mentions, cues: Collection[int]) -> dict[int, Introduction]:
    """A plural title goes to every name of its list: "Sens. Ann Roe, Lee Poe and Jay Day"."""
    found: dict[int, Introduction] = {}
    current: Introduction | None = None
    end = -1
    for number, mention in enumerate(mentions.all):
        if mention.kind is not NameClass.PERSON:
            continue
        between = words.forms[end : mention.title] if 0 <= end <= mention.title else ["."]
        if not (len(between) <= 3 and all(form in (",", "and", "or", "&") for form in between)):
            current = None
        own = title_before(words, mentions, number, cues)
        if own:
            current = own if own.plural else None
        elif current:
            found[number] = current
        end = _after_origin(words, mentions, after_label(words, mention.last))
    return found


def _after_origin(words: Words, mentions: Mentions, index: int) -> int:
    """The word behind where somebody in a list is from: "Roe [of Iowa]", "Roe[, Republican of Iowa]"."""
    party = index + 1 < len(words) and words.forms[index] == "," and words.lowers[index + 1] in PARTIES
    of = index + 2 if party else index
    if of + 1 < len(words) and words.lowers[of] in ("of", "from") and mentions.kind(of + 1) is NameClass.LOCATION:
        return mentions.all[mentions.at(of + 1)].last
    return index


# ---------------------------------------------------------------------------------------------
# Away from the name
# ---------------------------------------------------------------------------------------------


def descriptions(words: Words, mentions: Mentions) -> Iterator[tuple[Reading, Introduction]]:
    """ "The Ohio governor", "the Republican nominee": each with the role it tells, unless it stands at a name."""
    for index, lower in enumerate(words.lowers):
        if lower != "the" or words.quoted[index] or mentions.at(index) >= 0 or follows_name(words, mentions, index):
            continue
        head = _head_of_description(words, mentions, index)
        if head is None:
            continue
        last = head + 1
        if last + 1 < len(words) and words.lowers[last] == "of" and words.lowers[last + 1].isalpha():
            last += 2 if words.lowers[last + 1] not in STOPS else 0
        role = phrase_role(words, mentions, index + 1, last, head)
        if role and not role.weak and role.head in lexicon.words("standings") and not _is_unborn(words, index, head):
            yield Reading(Head.PERSON, index, head + 1, definite=True), role


def _is_unborn(words: Words, article: int, head: int) -> bool:
    """Whether a description means nobody yet: "the next president". A first lady is somebody."""
    modifiers = set(words.lowers[article + 1 : head])
    return bool(UNBORN & (modifiers - {"first"} if words.lowers[head] == "lady" else modifiers))


def _head_of_description(words: Words, mentions: Mentions, article: int) -> int | None:
    """The noun of "[the] former Ohio governor"; None where a name follows or it is no person."""
    head = None
    index = article + 1
    while index < min(article + LONGEST_DESCRIPTION, len(words)) and words.sentences[index] == words.sentences[article]:
        if mentions.kind(index) is NameClass.PERSON:
            return None
        if mentions.at(index) >= 0 or words.is_possessive(index):
            if head is not None:
                break
        elif lexicon.is_person_noun(words.lowers[index]):
            head = index
        elif head is not None:
            break
        elif not words.forms[index][0].isalnum() or words.lowers[index] in STOPS:
            return None
        index += 1
    if head is not None and words.is_possessive(head + 1) and is_body("".join(words.lowers[head + 2 : head + 3])):
        return None  # "the sheriff’s office"
    if head is None or (words.forms[head + 1 : head + 2] == [","] and mentions.kind(head + 2) is NameClass.PERSON):
        return None
    return head
