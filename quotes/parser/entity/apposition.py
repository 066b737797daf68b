"""Roles that stand behind a name: "Rana Hale, a spokeswoman for Mayor Ortiz,", "Poe, who is the city manager"."""

from __future__ import annotations

from collections.abc import Collection

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.names import is_acronym
from quotes.parser.entity.naming import APPOSITION_MARKS, DETERMINERS, ENDS, PREPOSITIONS, STOPS, after_label
from quotes.parser.entity.phrase import EXAMPLES, MARKS
from quotes.parser.entity.words import Words
from quotes.parser.role import Introduction, is_role_noun, phrase_role

LONGEST_APPOSITION = 18
"""In words; longer stretches are clauses, no roles."""
FINITE = closed_class("finite")
SUBORDINATE = closed_class("subordinate")
RELATIVES = frozenset(["who", "whose", "which", "that", "where", "when"])
COPULAS = frozenset(["is", "was", "became", "remains"])
ARTICLES = closed_class("articles")
SERVING = frozenset(["serves", "served", "works", "worked", "acted", "acts"])
SHORTEST_BODY = 3
"""In letters, of an abbreviation that no tag marks as a body."""
SUBJECT_OPENERS = frozenset(["a", "an", "one", "another", "his", "her", "their"])
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


def apposition_and(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """The second of two: "[Roe], a lobbyist and a former congressman from Ohio"."""
    index = _skip_label(words, mentions.all[number].last, words.sentences[mentions.all[number].first])
    if (
        index is None
        or words.lowers[index] not in ("a", "an", "the")
        or apposition_after(words, mentions, number, cues) is None
    ):
        return None
    for word in range(index + 1, min(index + LONGEST_APPOSITION, len(words) - 1)):
        if words.sentences[word] != words.sentences[index] or word in cues or words.lowers[word] in FINITE | RELATIVES:
            return None
        if words.lowers[word] == "and" and words.lowers[word + 1] in ARTICLES | {"former", "now"}:
            return noun_phrase(words, mentions, word + 1, cues)
    return None


def _is_subject(words: Words, first: int, found: Introduction, cues: Collection[int]) -> bool:
    """Whether a phrase is what a verb is about, no apposition: "With [Roe], his son said, …"."""
    if words.lowers[first] not in SUBJECT_OPENERS:
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
        if _names_holder(words, mentions, end):
            return None
    return phrase_role(words, mentions, first, last, head)


def _names_holder(words: Words, mentions: Mentions, of: int) -> bool:
    """Whether a title with "of" leads to a name: what is read is that one's, "the chief of staff [Lee Poe]"."""
    return (
        words.lowers[of] == "of"
        and of + 2 < len(words)
        and mentions.kind(of + 2) is NameClass.PERSON
        and words.forms[of + 1].islower()
    )


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
    if form in (",", ".") and _within_place(words, mentions, index):
        return False
    if (form in MARKS and form != "-") or form in ENDS or index in cues:
        return True
    return mentions.at(index) < 0 and lower in STOPS and lower not in ("and", "or")


def _within_place(words: Words, mentions: Mentions, mark: int) -> bool:
    """Whether a comma or full stop belongs to a place with its state: "a [Tucson, Ariz.,] rabbi"."""
    if words.forms[mark] == "." and words.forms[mark + 1 : mark + 2] != [","]:
        return False
    last = mark - 1 - (words.forms[mark - 1] == ".")
    if mentions.kind(last) is not NameClass.LOCATION:
        return False
    before = mentions.all[mentions.at(last)].first - 2
    return NameClass.LOCATION in (mentions.kind(mark + 1), mentions.kind(before))


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
            or lower in EXAMPLES
            or (lower == "such" and words.lowers[end + 1 : end + 2] == ["as"])
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
    if words.sentences[body] != words.sentences[mention.first]:
        return None
    if mentions.at(body) < 0 and is_acronym(words.forms[body]) and len(words.forms[body]) >= SHORTEST_BODY:
        name = words.forms[body]
    elif mentions.kind(body) is NameClass.ORGANIZATION:
        found = mentions.all[mentions.at(body)]
        name = words.between(found.first, found.last)
    else:
        return None
    return Introduction(name, organization=name, affiliation=True)


def example(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "Candidates such as [Ann Roe]": one of a group that is named."""
    index = mentions.all[number].title - 1
    while index > 0 and (words.forms[index] in (",", "and", "or") or mentions.kind(index) is NameClass.PERSON):
        index -= 1
    if index > 0 and words.lowers[index - 1] == "such" and words.lowers[index] == "as":
        index -= 1
    elif words.lowers[index] not in ("like", "including"):
        return None
    noun = index - 1 - (words.forms[index - 1] == ",")
    if noun < 0 or words.sentences[noun] != words.sentences[index] or mentions.at(noun) >= 0:
        return None
    if words.lowers[noun] == lexicon.singular(words.lowers[noun]) or not is_role_noun(words, noun):
        return None
    first = noun
    while (
        first > 0 and words.sentences[first - 1] == words.sentences[noun] and _is_modifier(words, mentions, first - 1)
    ):
        first -= 1
    found = phrase_role(words, mentions, first, noun + 1, noun)
    return None if found and found.weak else found  # "voters like Roe" may be what they do


def _is_modifier(words: Words, mentions: Mentions, index: int) -> bool:
    kind = mentions.kind(index)
    if kind is not None:
        return kind is not NameClass.PERSON
    return words.forms[index][0].isalpha() and words.lowers[index] not in STOPS | PREPOSITIONS | FINITE
