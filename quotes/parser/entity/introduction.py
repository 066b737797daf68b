"""Where an article tells what somebody is: at the mentions of the name.

"Secretary of State Jane Roe", "Rana Hale, a spokeswoman for Mayor Ortiz,", "his campaign manager, Kim Poe,",
"Sen. Tim Roe, R-S.C.", "Poe, who is the city manager", "CNN’s Jay Day" (an affiliation, for want of better).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.mention import Mention, Mentions
from quotes.parser.entity.phrase import BREAKS, DEFINITE, FINITE, INDEFINITE, MARKS, Head, Reading
from quotes.parser.entity.words import Words
from quotes.parser.role import Introduction, is_role_noun, phrase_role, singular_role

LONGEST_TITLE = 12
LONGEST_DESCRIPTION = 8
APPOSITION_MARKS = frozenset([",", "–", "—", "―", "-"])
NO_ONE_YET = frozenset(
    "next first best potential possible future new previous last only same real perfect ideal other".split()
)
"""Modifiers of somebody who is not there: "the next president"."""
LONGEST_APPOSITION = 18
"""In words; longer stretches are clauses, no roles."""
DETERMINERS = DEFINITE | INDEFINITE | frozenset(["no", "our"])
STOPS = DETERMINERS | BREAKS | frozenset(
    "said says say told tells asked asks added adds wrote writes calls and or but then also when while "
    "met meet meets against he she it they i you we if so there here than because until unless rather "
    "beat beats beating defeat defeats defeated endorse endorses endorsed attack attacks criticize hired fired "
    "quoted quotes interview interviewed joins join joined versus vs now currently backs urge urges put puts accused accuses".split()
)  # fmt: skip
TITLE_MODIFIERS = frozenset(
    "former then then- ex- retired late current acting interim longtime onetime outgoing incoming deputy assistant state "
    "senior junior chief vice first presumptive presidential federal national local county city associate assistant "
    "congressional gubernatorial campaign".split()
)
"""Words in small letters that may stand before a title in capitals: "former Gov."."""
RELATIVES = frozenset(["who", "whose", "which", "that", "where", "when"])
COPULAS = frozenset(["is", "was", "became", "remains"])
SERVING = frozenset(["serves", "served", "works", "worked", "acted", "acts"])
PARTY = frozenset(["R", "D", "I"])
PREPOSITIONS = frozenset(["of", "for", "to", "at", "with", "in", "on", "from"])
SUBORDINATE = frozenset(["as", "during", "after", "before", "since", "under", "but", "while", "because", "familiar"])
ENDS = frozenset('“”";.?!')

Finder = Callable[[Words, Mentions, int, Collection[int]], Introduction | None]


def roles(
    words: Words, mentions: Mentions, persons: Sequence[Iterable[int]], cues: Collection[int]
) -> Iterator[Introduction | None]:
    """For each person, given as mentions, the role: the first given; a weak one or an affiliation for want of better.

    `cues` are the words that report statements: they end a phrase.
    """
    shared = _shared(words, mentions, cues)
    for person in persons:
        second: Introduction | None = None
        first: Introduction | None = None
        for number in person:
            found = introduce(words, mentions, number, cues) or shared.get(number)
            if found and not (found.affiliation or found.weak):
                first = singular_role(found)
                break
            second = second or found
        yield first or second


def introduce(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """The role that stands at a mention of a person, None where none does."""
    second = None
    for find in FINDERS:
        found = find(words, mentions, number, cues)
        if found and not found.weak:
            return found
        second = second or found
    return second


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
        own = _title_before(words, mentions, number, cues)
        if own:
            current = own if own.plural else None
        elif current:
            found[number] = current
        end = _after_label(words, mention.last)
    return found


def _after_label(words: Words, index: int) -> int:
    """The word behind a label in brackets: "(R-Tex.)"."""
    if index < len(words) and words.forms[index] == "(":
        for close in range(index, min(index + 8, len(words))):
            if words.forms[close] == ")":
                return close + 1
    return index


# ---------------------------------------------------------------------------------------------
# Before the name
# ---------------------------------------------------------------------------------------------


def _title_before(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "Former Secretary of State [Jane Roe]"."""
    mention = mentions.all[number]
    head = _head_before(words, mentions, mention)
    if head is None or head in cues:
        return None
    return phrase_role(words, mentions, _leftmost(words, mentions, head, cues), mention.first, head)


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
    for cut in range(index, max(index - 7, 0), -1):
        lower = words.lowers[cut]
        if words.sentences[cut] != sentence or mentions.kind(cut) is NameClass.PERSON:
            return None
        if lower == "of" and cut < index and is_role_noun(words, cut - 1):
            return (
                cut - 1
                if words.forms[cut - 1][0].isupper() or words.forms[cut + 1].islower() or index - cut == 1
                else None
            )
        if not (words.forms[cut][0].isupper() or lower in ("and", "the", "of", "&") or cut == index):
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
    if not words.forms[index][0].isalnum() or lower in STOPS:
        return first
    if words.forms[index][0].islower() and words.forms[head][0].isupper():
        return index if lower in TITLE_MODIFIERS else first
    return first if lower.endswith("ly") else index


def _apposition_before(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "His campaign manager, [Kim Poe],", "the chairman of the county board, [Lee Moss],"."""
    mention = mentions.all[number]
    comma = mention.title - 1
    if (
        comma < 2
        or words.forms[comma] not in APPOSITION_MARKS
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
    if (opener not in DETERMINERS and mentions.at(first) < 0) or _follows_name(words, mentions, first - 1):
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


def _follows_name(words: Words, mentions: Mentions, index: int) -> bool:
    """Whether what begins here is itself an apposition to a name before it: "Roe, [the mayor], Poe and Day"."""
    mark = index - 1
    return mark > 0 and words.forms[mark] in MARKS and mentions.kind(mark - 1) is NameClass.PERSON


# ---------------------------------------------------------------------------------------------
# After the name
# ---------------------------------------------------------------------------------------------


def _apposition_after(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "[Rana Hale], 43, a spokeswoman for Mayor Ortiz, said"."""
    mention = mentions.all[number]
    sentence = words.sentences[mention.first]
    index = _skip_label(words, mention.last, sentence)
    if index is None:
        return None
    if words.lowers[index] == "who":
        return _relative(words, mentions, index, cues)
    return noun_phrase(words, mentions, index, cues)


def _skip_label(words: Words, index: int, sentence: int) -> int | None:
    """The word after the comma that opens an apposition, past "R-S.C." and an age; None where there is none."""
    opened = False
    while index < len(words) and words.sentences[index] == sentence:
        form = words.forms[index]
        if form == "(":
            if index + 1 < len(words) and words.lowers[index + 1] in DETERMINERS:
                return index + 1
            after = _after_label(words, index)
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
    sentence = words.sentences[first]
    if words.lowers[first] in DETERMINERS:
        first += 1
    end = first
    head = None
    while end < len(words) and words.sentences[end] == sentence and end - first < LONGEST_APPOSITION:
        if _ends_phrase(words, mentions, end, cues):
            break
        if head == end - 1 and words.lowers[end].endswith(("ed", "ing")) and words.forms[end].islower():
            break
        if mentions.kind(end) is NameClass.PERSON and head == end - 1:
            return None
        if (mentions.at(end) < 0 or mentions.all[mentions.at(end)].last == end + 1) and is_role_noun(words, end):
            if words.lowers[end] not in lexicon.words("plural_nouns"):
                head = end
        end += 1
    if head is None or words.lowers[first] in FINITE:
        return None
    if head < end - 1 and words.lowers[head + 1] != "and":
        if (
            mentions.at(head + 1) >= 0
            or (words.forms[head + 1][0].isalnum()
            and not words.lowers[head + 1].endswith(("ed", "ing")))
        ):
            return None
    last = head + 1
    if last == end and end < len(words) and words.lowers[end] in PREPOSITIONS:
        last = _rightmost(words, mentions, end, cues)
    return phrase_role(words, mentions, first, last, head)


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


def _copula(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
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


def _affiliation(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
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


FINDERS: tuple[Finder, ...] = (_title_before, _apposition_before, _apposition_after, _copula, _affiliation)


# ---------------------------------------------------------------------------------------------
# Away from the name
# ---------------------------------------------------------------------------------------------


def descriptions(words: Words, mentions: Mentions) -> Iterator[tuple[Reading, Introduction]]:
    """ "The Ohio governor", "the Republican nominee": each with the role it tells, unless it stands at a name."""
    for index, lower in enumerate(words.lowers):
        if lower != "the" or words.quoted[index] or mentions.at(index) >= 0 or _follows_name(words, mentions, index):
            continue
        head = _head_of_description(words, mentions, index)
        if head is None:
            continue
        last = head + 1
        if last + 1 < len(words) and words.lowers[last] == "of" and words.lowers[last + 1].isalpha():
            last += 2 if words.lowers[last + 1] not in STOPS else 0
        role = phrase_role(words, mentions, index + 1, last, head)
        if role and role.head in lexicon.words("standings") and not NO_ONE_YET & set(words.lowers[index + 1 : head]):
            yield Reading(Head.PERSON, index, head + 1, definite=True), role


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
    if head is None or (words.forms[head + 1 : head + 2] == [","] and mentions.kind(head + 2) is NameClass.PERSON):
        return None
    return head
