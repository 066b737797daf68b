"""What a relative pronoun stands for: the phrase before it, read like a source."""

from __future__ import annotations

from quotes.parser.annotation import NameClass
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.phrase import BREAKS, COORDINATORS, DEFINITE, INDEFINITE, MARKS, Head, Reading
from quotes.parser.entity.source import read
from quotes.parser.entity.words import Words

FINITE = closed_class("finite")
RELATIVES = frozenset(["who", "whose", "whom", "which"])
PERSONAL = frozenset(["who", "whose", "whom"])
REACH = 25
"""How many words before "who" its noun may begin."""
LONGEST_PHRASE = 8


def read_antecedent(words: Words, mentions: Mentions, pronoun: int) -> Reading:
    """What a relative pronoun stands for: "[Roe], a lawyer from Ohio, who"; "[a report] that"; "[voters] who"."""
    index = pronoun - 1
    sentence = words.sentences[pronoun]
    comma = False
    while index >= 0 and words.sentences[index] == sentence and not words.forms[index][0].isalnum():
        comma = comma or words.forms[index] in MARKS
        index -= 1
    if index < 0 or words.sentences[index] != sentence:
        return Reading()
    if words.lowers[index] in ("and", "but"):
        earlier = _earlier_relative(words, index)
        return read_antecedent(words, mentions, earlier) if earlier >= 0 else Reading()
    number = mentions.at(index)
    personal = words.lowers[pronoun] in PERSONAL
    if number >= 0 and (mentions.all[number].kind is NameClass.PERSON or not personal):
        return _name(mentions, number)
    if personal and (comma or number >= 0) and (number := _person_before(words, mentions, index)) >= 0:
        return _name(mentions, number)
    before = read(words, mentions, _start(words, mentions, index), index + 1)
    place = before.names and mentions.all[before.names[0]].kind is NameClass.LOCATION
    return Reading() if personal and place else before


def _name(mentions: Mentions, number: int) -> Reading:
    mention = mentions.all[number]
    return Reading(Head.NAME, mention.first, mention.last, (number,), definite=True)


def _earlier_relative(words: Words, index: int) -> int:
    """The "who" that an "and who" goes on from; -1 for none."""
    for earlier in range(index, max(index - REACH, -1), -1):
        if words.sentences[earlier] != words.sentences[index]:
            break
        if words.lowers[earlier] in RELATIVES:
            return earlier
    return -1


def _start(words: Words, mentions: Mentions, index: int) -> int:
    """Where the phrase that a word ends begins."""
    first = index
    while (
        first > 0
        and index - first < LONGEST_PHRASE
        and words.sentences[first - 1] == words.sentences[index]
        and words.lowers[first] not in DEFINITE | INDEFINITE
        and _goes_left(words, mentions, first - 1)
    ):
        first -= 1
    return first


def _goes_left(words: Words, mentions: Mentions, index: int) -> bool:
    if mentions.at(index) >= 0 or words.is_possessive(index):
        return True
    return words.forms[index][0].isalnum() and words.lowers[index] not in BREAKS | COORDINATORS | FINITE


def _person_before(words: Words, mentions: Mentions, index: int) -> int:
    """The person whose apposition or place a word ends: "[Roe], a lawyer from Ohio", "[Roe] of Ohio"; -1 for none."""
    sentence = words.sentences[index]
    stop = max(index - REACH, -1)
    while index > stop and words.sentences[index] == sentence and words.lowers[index] not in FINITE | RELATIVES:
        number = mentions.at(index)
        if number >= 0 and mentions.all[number].kind is NameClass.PERSON:
            after = mentions.all[number].last
            follows = words.forms[after] in MARKS or words.lowers[after] in ("of", "from", "at")
            return number if follows and not words.is_possessive(after) else -1
        index -= 1
    return -1
