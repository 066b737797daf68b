"""Roles that stand before a name: "Secretary of State Jane Roe", "his campaign manager, Kim Poe,"."""

from __future__ import annotations

from collections.abc import Collection

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mention, Mentions
from quotes.parser.entity.naming import APPOSITION_MARKS, DETERMINERS, ENDS, PREPOSITIONS, STOPS, follows_name
from quotes.parser.entity.phrase import MARKS
from quotes.parser.entity.words import Words
from quotes.parser.role import Introduction, is_role_noun, phrase_role

LONGEST_TITLE, LONGEST_OFFICE, LONGEST_WORK = 12, 7, 9
"""In words: a title, what stands behind "of" in it, the name of a show in it. Longer stretches are clauses."""
FINITE = closed_class("finite")
TITLE_MODIFIERS = closed_class("title_modifiers")
"""Words in small letters that may stand before a title in capitals: "former Gov."."""
THROUGH = frozenset(["through", "via", "by"])
"""What makes somebody the means and no apposition: "through a spokeswoman, Roe declined"."""
RELATIVES = frozenset(["who", "whose", "which", "that", "where", "when"])


def title_before(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "Former Secretary of State [Jane Roe]"."""
    mention = mentions.all[number]
    head = _head_before(words, mentions, mention)
    if head is None or head in cues or _is_modifier(words, mention) or _is_object_of(words, mention, head):
        return None
    first = _leftmost(words, mentions, head, cues)
    if mention.length == 1 and first > 0 and words.lowers[first - 1] == "the" and words.forms[head].islower():
        return None  # "the judge Roe was thinking of" is no Judge Roe
    return phrase_role(words, mentions, first, mention.first, head)


def _is_modifier(words: Words, mention: Mention) -> bool:
    """Whether a lone surname belongs to the noun behind it: "veteran [Roe] aides"."""
    after = mention.last
    return mention.length == 1 and after < len(words) and words.forms[after].islower() and is_role_noun(words, after)


def _is_object_of(words: Words, mention: Mention, head: int) -> bool:
    """Whether a plural noun is no title but what a clause is about: "voters [Roe] must win"."""
    lower = words.lowers[head]
    if words.forms[head][0].isupper() or lower == lexicon.singular(lower) or lexicon.is_person_noun(lower):
        return False
    return words.forms[mention.last : mention.last + 1] not in ([","], ["and"], ["&"], ["or"], ["("])


def _head_before(words: Words, mentions: Mentions, mention: Mention) -> int | None:
    """The noun that carries a title right before a name: "spokesman", "Sen.", the Secretary of "Secretary of State"."""
    index = mention.first - 1
    sentence = words.sentences[mention.first]
    while index >= 0 and words.sentences[index] == sentence and _is_address(words, index):
        index -= 1
    if index < 0 or words.sentences[index] != sentence:
        return None
    if is_role_noun(words, index) and mentions.kind(index) is not NameClass.PERSON:
        return index
    return _head_with_of(words, mentions, index)


def _head_with_of(words: Words, mentions: Mentions, last: int) -> int | None:
    """The noun before an "of" that leads to a title's last word: the Secretary of "Secretary of State"."""
    if not words.forms[last][0].isalpha() or words.lowers[last] in STOPS:
        return None
    for cut in range(last, max(last - LONGEST_OFFICE, 0), -1):
        lower = words.lowers[cut]
        if words.sentences[cut] != words.sentences[last] or mentions.kind(cut) is NameClass.PERSON:
            return None
        if lower == "of" and cut < last and is_role_noun(words, cut - 1):
            office = words.forms[cut - 1][0].isupper() or words.forms[cut + 1].islower() or last - cut == 1
            return cut - 1 if office else None
        if not (words.forms[cut][0].isupper() or lower in ("and", "the", "of", "&") or cut == last):
            return None
    return None


def _is_address(words: Words, index: int) -> bool:
    title = lexicon.titles().get(words.forms[index])
    return title is not None and not title[0]


def _leftmost(words: Words, mentions: Mentions, head: int, cues: Collection[int]) -> int:
    """Where the title around a head begins."""
    first = head
    while first > 0 and head - first < LONGEST_TITLE and words.sentences[first - 1] == words.sentences[head]:
        step = _step_left(words, mentions, first, head, cues)
        if step == first:
            break
        first = step
    while first < head and not words.forms[first][0].isalnum() and words.forms[first] not in ("“", '"', "$"):
        first += 1
    return first


def _step_left(words: Words, mentions: Mentions, first: int, head: int, cues: Collection[int]) -> int:
    """One word or name further to the left, if it belongs to the title."""
    index = first - 1
    number = mentions.at(index)
    if index in cues:
        return first
    if number >= 0:
        mention = mentions.all[number]
        person = mention.kind is NameClass.PERSON
        return first if person and words.forms[first][0].isupper() and not words.is_possessive(first) else mention.title
    lower = words.lowers[index]
    if lower in ("and", "of", "&") and index > 0:
        before = is_role_noun(words, index - 1) and mentions.at(index - 1) < 0
        return index - 1 if before and (lower != "of" or words.forms[first][0].isupper()) else first
    if words.is_possessive(index):
        return index
    if words.forms[index] in ("”", '"'):
        opening = _quoted_name(words, index)
        return first if opening is None else opening
    if not words.forms[index][0].isalnum() or lower in STOPS:
        return first
    if words.forms[index][0].islower() and words.forms[head][0].isupper():
        return index if lower in TITLE_MODIFIERS else first
    return first if lower.endswith("ly") else index


def _quoted_name(words: Words, close: int) -> int | None:
    """Where the name of a show or work that a mark closes begins: "“[The Late Hour” host]"."""
    for index in range(close - 1, max(close - LONGEST_WORK, -1), -1):
        if words.sentences[index] != words.sentences[close] or words.forms[index] in MARKS | ENDS - {"“", '"'}:
            return None
        if words.forms[index] in ("“", '"'):
            return index if words.forms[index + 1][0].isupper() else None
    return None


def apposition_before(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "His campaign manager, [Kim Poe],", "the chairman of the board, [Lee Moss],", "a nurse named [Roe]"."""
    mention = mentions.all[number]
    comma = mention.title - 1
    if (
        comma < 2
        or not (words.forms[comma] in APPOSITION_MARKS or words.lowers[comma] == "named")
        or words.sentences[comma - 1] != words.sentences[mention.first]
    ):
        return None
    after = mention.last
    if after < len(words) and words.sentences[after] == words.sentences[comma]:
        ends = words.forms[after] in MARKS | ENDS or after in cues or words.lowers[after] in FINITE | PREPOSITIONS
        if not ends:
            return None
    while words.forms[comma - 1] == "-" and comma > 2:
        comma -= 1
    head = _head_of_phrase_before(words, mentions, comma, cues)
    if head is None:
        return None
    first = _leftmost(words, mentions, head, cues)
    opener = words.lowers[first - 1] if first > 0 else ""
    if (opener not in DETERMINERS and mentions.at(first) < 0) or follows_name(words, mentions, first - 1):
        return None
    if opener in ("a", "an") and first > 1 and words.lowers[first - 2] in THROUGH:
        return None
    return phrase_role(words, mentions, first, comma, head)


def _head_of_phrase_before(words: Words, mentions: Mentions, comma: int, cues: Collection[int]) -> int | None:
    """The role noun of the phrase that a comma ends: the last word, or one with "of" or "for" after it."""
    if mentions.at(comma - 1) < 0 and is_role_noun(words, comma - 1):
        return comma - 1
    for index in range(comma - 1, max(comma - LONGEST_TITLE, 0), -1):
        if words.sentences[index] != words.sentences[comma] or words.forms[index] in MARKS or index in cues:
            return None
        if words.lowers[index] in FINITE | RELATIVES:
            return None
        if words.lowers[index] in ("of", "for", "at") and mentions.at(index - 1) < 0 and is_role_noun(words, index - 1):
            return index - 1
    return None
