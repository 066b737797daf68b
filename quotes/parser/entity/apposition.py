"""Roles that stand behind a name: "Rana Hale, a spokeswoman for Mayor Ortiz,", "Poe, who is the city manager"."""

from __future__ import annotations

from collections.abc import Collection

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.naming import APPOSITION_MARKS, DETERMINERS, ENDS, PREPOSITIONS, STOPS, after_label
from quotes.parser.entity.phrase import MARKS
from quotes.parser.entity.words import Words
from quotes.parser.role import Introduction, is_role_noun, phrase_role

LONGEST_APPOSITION = 18
"""In words; longer stretches are clauses, no roles."""
FINITE = closed_class("finite")
SUBORDINATE = closed_class("subordinate")
RELATIVES = frozenset(["who", "whose", "which", "that", "where", "when"])
COPULAS = frozenset(["is", "was", "became", "remains"])
SERVING = frozenset(["serves", "served", "works", "worked", "acted", "acts"])
PARTY = frozenset(["R", "D", "I"])


def apposition_after(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "[Rana Hale], 43, a spokeswoman for Mayor Ortiz, said"."""
    mention = mentions.all[number]
    sentence = words.sentences[mention.first]
    index = _skip_label(words, mention.last, sentence)
    if index is None:
        return None
    if words.lowers[index] == "who":
        return _relative(words, mentions, index, cues)
    if words.lowers[index] in RELATIVES:
        return None
    found = noun_phrase(words, mentions, index, cues)
    return None if found and _is_subject(words, index, found, cues) else found


def _is_subject(words: Words, first: int, found: Introduction, cues: Collection[int]) -> bool:
    """Whether a phrase is what a verb is about, no apposition: "[Roe], an aide said, is sure"."""
    if words.lowers[first] not in ("a", "an", "one", "another"):
        return False
    end = first + 1 + len(found.title.split())
    return end < len(words) and (end in cues or words.lowers[end] in FINITE)


def _skip_label(words: Words, index: int, sentence: int) -> int | None:
    """The word after the comma that opens an apposition, past "R-S.C." and an age; None where there is none."""
    opened = False
    while index < len(words) and words.sentences[index] == sentence:
        form = words.forms[index]
        if form == "(":
            if index + 1 < len(words) and words.lowers[index + 1] in DETERMINERS:
                return index + 1
            after = after_label(words, index)
            if after == index:
                return None
            index = after
        elif form in APPOSITION_MARKS:
            opened = True
            index += 1
        elif opened and (form[0].isdigit() or form[:2] in ("R-", "D-", "I-") or form in PARTY):
            while index < len(words) and words.forms[index] not in MARKS and words.sentences[index] == sentence:
                index += 1
        elif opened and words.lowers[index] in ("then", "now", "currently", "himself", "herself"):
            index += 1
        else:
            return index if opened else None
    return None


def _relative(words: Words, mentions: Mentions, who: int, cues: Collection[int]) -> Introduction | None:
    """ "Poe, [who is the city manager]", "who serves as mayor"."""
    if who + 2 >= len(words) or words.sentences[who + 2] != words.sentences[who]:
        return None
    if words.lowers[who + 1] in COPULAS:
        return noun_phrase(words, mentions, who + 2, cues)
    if words.lowers[who + 1] in SERVING and words.lowers[who + 2] == "as":
        return noun_phrase(words, mentions, who + 3, cues)
    return None


def noun_phrase(words: Words, mentions: Mentions, first: int, cues: Collection[int]) -> Introduction | None:
    """The role that the noun phrase beginning at a word gives, if its head is a noun for a person."""
    if first >= len(words):
        return None
    first += words.lowers[first] in DETERMINERS
    head, end = _head_and_end(words, mentions, first, cues)
    if head is None or words.lowers[first] in FINITE or not _is_complete(words, mentions, head, end):
        return None
    last = head + 1
    if last == end and end < len(words) and words.lowers[end] in PREPOSITIONS:
        last = _rightmost(words, mentions, end, cues)
    return phrase_role(words, mentions, first, last, head)


def _head_and_end(words: Words, mentions: Mentions, first: int, cues: Collection[int]) -> tuple[int | None, int]:
    """The last noun for a role in a phrase, and the word that ends the phrase; no noun where it goes on as a name."""
    head = None
    end = first
    while end < len(words) and words.sentences[end] == words.sentences[first - 1] and end - first < LONGEST_APPOSITION:
        if _ends_phrase(words, mentions, end, cues) or (head == end - 1 and _is_participle(words, end)):
            break
        if mentions.kind(end) is NameClass.PERSON and head == end - 1:
            return None, end
        ends_name = mentions.at(end) < 0 or mentions.all[mentions.at(end)].last == end + 1
        if ends_name and is_role_noun(words, end) and words.lowers[end] not in lexicon.words("plural_nouns"):
            head = end
        end += 1
    return head, end


def _is_complete(words: Words, mentions: Mentions, head: int, end: int) -> bool:
    """Whether a noun is its phrase's last: "[host] known for", but not "[student] newspaper"."""
    after = head + 1
    if after >= end or words.lowers[after] == "and":
        return True
    return mentions.at(after) < 0 and (not words.forms[after][0].isalnum() or _is_participle(words, after))


def _is_participle(words: Words, index: int) -> bool:
    return words.lowers[index].endswith(("ed", "ing")) and words.forms[index].islower()


def _ends_phrase(words: Words, mentions: Mentions, index: int, cues: Collection[int]) -> bool:
    form, lower = words.forms[index], words.lowers[index]
    if (form in MARKS and form != "-") or form in ENDS or index in cues:
        return True
    return mentions.at(index) < 0 and lower in STOPS and lower not in ("and", "or")


def _rightmost(words: Words, mentions: Mentions, end: int, cues: Collection[int]) -> int:
    """Where the phrases behind a role noun end: "of the firm’s board"."""
    start = end
    sentence = words.sentences[end]
    while end < len(words) and words.sentences[end] == sentence and end - start < LONGEST_APPOSITION:
        form, lower = words.forms[end], words.lowers[end]
        if mentions.at(end) < 0 and (
            form in MARKS
            or form in ENDS
            or end in cues
            or lower in RELATIVES
            or lower in FINITE
            or lower in SUBORDINATE
        ):
            break
        end += 1
    return end


def copula(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "[Boyle] is the paper’s political editor"."""
    index = mentions.all[number].last
    if (
        index + 1 >= len(words)
        or words.lowers[index] not in COPULAS
        or words.lowers[index + 1] not in ("a", "an", "the")
    ):
        return None
    found = noun_phrase(words, mentions, index + 1, cues)
    return found if found and found.head in lexicon.words("standings") else None


def affiliation(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "CNN’s [Jay Day]", "[Jay Day] of CNN"."""
    mention = mentions.all[number]
    before = mention.first - 1
    if before > 0 and words.is_possessive(before):
        body = before - 1
    elif mention.last + 2 < len(words) and words.lowers[mention.last] in ("of", "with", "from"):
        body = mention.last + 1 + (words.lowers[mention.last + 1] == "the")
    else:
        return None
    if mentions.kind(body) is not NameClass.ORGANIZATION or words.sentences[body] != words.sentences[mention.first]:
        return None
    found = mentions.all[mentions.at(body)]
    name = words.between(found.first, found.last)
    return Introduction(name, organization=name, affiliation=True)
