"""The offices and jobs that an article gives its people, in its own words.

"Yuma County Sheriff’s Office spokesman Al Reyes", "Rana Hale, a spokeswoman for Mayor Ortiz,", "Trump’s campaign manager,
Kim Poe,", "Sen. Tim Roe, R-S.C.", "Poe, who is the city manager", "CNN’s Jay Day" (an affiliation, for want of better).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.mention import Mention, Mentions
from quotes.parser.entity.phrase import BREAKS, DEFINITE, INDEFINITE, MARKS
from quotes.parser.entity.words import Words

LONGEST_TITLE = 12
LONGEST_APPOSITION = 18
"""In words; longer stretches are clauses, no roles."""
DETERMINERS = DEFINITE | INDEFINITE | frozenset({"its", "no", "our"})
STOPS = (
    DETERMINERS
    | BREAKS
    | frozenset(
        ["said", "says", "say", "told", "tells", "asked", "asks", "added", "adds", "wrote", "writes", "called", "calls", "named", "and", "or", "but", "that", "then", "also", "when", "while", "met", "meet", "meets", "against", "rival", "rivals", "he", "she", "it", "they", "his", "her", "i", "you", "we", "if", "so", "there", "here", "than", "because", "until", "unless", "against", "beat", "beats", "beating", "defeat", "defeats", "defeated", "endorse", "endorses", "endorsed", "attack", "attacks", "criticize", "hired", "fired", "quoted", "quotes", "interview", "interviewed", "joins", "join", "joined", "versus", "vs", "backs", "urge", "urges", "put", "puts", "accused", "accuses"]
    )
)
RELATIVES = frozenset(["who", "whose", "which", "that", "where", "when"])
FINITE = frozenset(["is", "was", "are", "were", "has", "had", "have", "will", "would", "said", "says", "told", "wrote", "added", "noted", "tweeted"])
COPULAS = frozenset(["is", "was", "became", "remains"])
PARTY = frozenset(["R", "D", "I", "r", "d"])
NATIONAL = frozenset(["senator", "representative", "congressman", "congresswoman", "senators", "representatives"])


@dataclass(frozen=True, slots=True)
class Introduction:
    """A role as attached to one mention of a name.

    `title` is the role in words, without article and place; `organization` the body named in it, `place` the place
    dropped from it, `on_behalf_of` for whom the person speaks. `affiliation` says that it is only a body's name.
    """

    title: str
    organization: str | None = None
    place: str | None = None
    on_behalf_of: str | None = None
    affiliation: bool = False
    plural: bool = False


Finder = Callable[[Words, Mentions, int, Collection[int]], Introduction | None]


def introduce(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """The role that stands at a mention of a person, None where none does. `cues` are word positions of cues."""
    for find in FINDERS:
        if found := find(words, mentions, number, cues):
            return found
    return None


# ---------------------------------------------------------------------------------------------
# Before the name
# ---------------------------------------------------------------------------------------------


def _title_before(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "Former Secretary of State Jane Roe"."""
    mention = mentions.all[number]
    last = mention.first
    head = _head_before(words, mentions, mention)
    if head is None:
        return None
    first = _leftmost(words, mentions, head, cues)
    return phrase_role(words, mentions, first, last, head)


def _head_before(words: Words, mentions: Mentions, mention: Mention) -> int | None:
    """The noun that carries a title right before a name: "spokesman", "Sen.", the Secretary of "Secretary of State"."""
    index = mention.first - 1
    sentence = words.sentences[mention.first]
    while index >= 0 and words.sentences[index] == sentence and _is_address(words, index):
        index -= 1
    if index < 0 or words.sentences[index] != sentence:
        return None
    if mentions.at(index) < 0 and _is_role_noun(words, index):
        return index
    for cut in range(index, max(index - 7, -1), -1):
        if words.sentences[cut] != sentence:
            return None
        lower = words.lowers[cut]
        if lower == "of" and cut > 0 and words.forms[cut - 1][0].isupper() and _is_role_noun(words, cut - 1):
            return cut - 1
        if not (words.forms[cut][0].isupper() or lower in ("and", "the", "of", "&")):
            return None
    return None


def _is_address(words: Words, index: int) -> bool:
    title = lexicon.titles().get(words.forms[index])
    return title is not None and not title[0]


def _is_role_noun(words: Words, index: int) -> bool:
    form, lower = words.forms[index], words.lowers[index]
    if lexicon.titles().get(form, ("", ""))[0]:
        return True
    return lower.isascii() and (lexicon.is_person_noun(lower) or lexicon.is_person_noun(lexicon.singular(lower)))


def _leftmost(words: Words, mentions: Mentions, head: int, cues: Collection[int]) -> int:
    """Where the title around a head begins."""
    first = head
    sentence = words.sentences[head]
    while first > 0 and head - first < LONGEST_TITLE:
        index = first - 1
        if words.sentences[index] != sentence or index in cues:
            break
        number = mentions.at(index)
        if number >= 0:
            if (
                mentions.all[number].kind is NameClass.PERSON
                and not words.is_possessive(first)
                and words.lowers[first]
                not in ("campaign", "aide", "adviser", "supporter", "spokesman", "spokeswoman", "surrogate")
            ):
                break
            first = mentions.all[number].title
            continue
        if words.lowers[index] == "and" and index > 0 and words.sentences[index - 1] == sentence:
            if not _is_role_noun(words, index - 1) and not (
                words.forms[index - 1][0].isupper()
                and words.forms[first][0].isupper()
                and mentions.at(index - 1) < 0
                and words.forms[index - 1] not in MARKS
            ):
                break
            first = index - 1
            continue
        if (
            words.lowers[index] == "of"
            and index > 0
            and words.forms[first][0].isupper()
            and _is_role_noun(words, index - 1)
        ):
            first = index - 1
            continue
        if not _is_modifier(words, index):
            break
        first = index
    while first < head and (words.is_possessive(first) or words.forms[first] in ("-", ".")):
        first += 1
    return first


def _is_modifier(words: Words, index: int) -> bool:
    form, lower = words.forms[index], words.lowers[index]
    if words.is_possessive(index) or (
        form == "." and words.ends[index - 1] == words.starts[index] and len(words.forms[index - 1]) < 5
    ):
        return True
    if not form[0].isalnum() or lower in STOPS:
        return False
    return not (lower.endswith("ly") and form.islower())


def _apposition_before(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "His campaign manager, Kim Poe,": a definite phrase before the comma."""
    mention = mentions.all[number]
    comma = mention.title - 1
    if comma < 2 or words.forms[comma] != "," or words.sentences[comma - 1] != words.sentences[mention.first]:
        return None
    after = mention.last
    if (
        after < len(words)
        and words.sentences[after] == words.sentences[comma]
        and words.forms[after] not in MARKS
        and after not in cues
        and words.lowers[after] not in FINITE
    ):
        return None
    head = comma - 1
    if mentions.at(head) >= 0 or not _is_role_noun(words, head):
        return _long_apposition_before(words, mentions, comma, cues)
    first = _leftmost(words, mentions, head, cues)
    opener = words.lowers[first - 1] if first > 0 else ""
    if opener not in DETERMINERS and mentions.at(first) < 0:
        return None
    if _follows_name(words, mentions, first - 1):
        return None
    return phrase_role(words, mentions, first, comma, head)


def _long_apposition_before(words: Words, mentions: Mentions, comma: int, cues: Collection[int]) -> Introduction | None:
    """ "The chairman of the county board, Lee Moss,": back to the article before the noun."""
    sentence = words.sentences[comma]
    index = comma - 1
    while index > 0 and comma - index < LONGEST_TITLE and words.sentences[index] == sentence:
        lower = words.lowers[index]
        if words.forms[index] in MARKS or index in cues or lower in FINITE or lower in RELATIVES:
            return None
        if lower in ("of", "for", "at") and _is_role_noun(words, index - 1) and mentions.at(index - 1) < 0:
            head = index - 1
            first = _leftmost(words, mentions, head, cues)
            if first > 0 and words.lowers[first - 1] in DETERMINERS and not _follows_name(words, mentions, first - 1):
                return phrase_role(words, mentions, first, comma, head)
        index -= 1
    return None


def _follows_name(words: Words, mentions: Mentions, index: int) -> bool:
    """Whether what begins here is itself an apposition to a name before it: "Roe, the mayor, Poe and Day"."""
    mark = index - 1
    if mark < 1 or words.forms[mark] not in MARKS:
        return False
    before = mentions.at(mark - 1)
    return before >= 0 and mentions.all[before].kind is NameClass.PERSON


# ---------------------------------------------------------------------------------------------
# After the name
# ---------------------------------------------------------------------------------------------


def _apposition_after(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "Rana Hale, 43, a spokeswoman for Mayor Ortiz, said"."""
    mention = mentions.all[number]
    sentence = words.sentences[mention.first]
    index = _skip_party(words, mentions, mention.last, sentence)
    if index is None:
        return None
    if index < len(words) and words.lowers[index] == "who":
        return _relative(words, mentions, index, sentence, cues)
    return _noun_phrase(words, mentions, index, sentence, cues)


def _skip_party(words: Words, mentions: Mentions, index: int, sentence: int) -> int | None:
    """The word after the comma that opens an apposition, past "R-S.C." and an age; None where there is none."""
    opened = False
    while index < len(words) and words.sentences[index] == sentence:
        form = words.forms[index]
        if form in ("(", "["):
            close = next((i for i in range(index, min(index + 12, len(words))) if words.forms[i] in (")", "]")), None)
            if close is None:
                return None
            if close - index > 6 and words.lowers[index + 1] in DETERMINERS:
                return index + 1
            index = close + 1
        elif form in (",", "–", "—", "―"):
            opened = True
            index += 1
        elif opened and (form[0].isdigit() or (form[:2] in ("R-", "D-", "I-")) or form in PARTY or form == "-"):
            index += 1
            while index < len(words) and words.forms[index] not in MARKS:
                index += 1
                if words.sentences[index - 1] != sentence:
                    return None
        else:
            return index if opened else None
    return None


def _relative(words: Words, mentions: Mentions, who: int, sentence: int, cues: Collection[int]) -> Introduction | None:
    """ "Poe, who is the city manager"; "who serves as mayor"."""
    index = who + 1
    if index >= len(words) or words.sentences[index] != sentence:
        return None
    if words.lowers[index] in COPULAS:
        return _noun_phrase(words, mentions, index + 1, sentence, cues)
    if (
        words.lowers[index] in ("serves", "served", "works", "worked", "acted", "acts")
        and words.lowers[index + 1] == "as"
    ):
        return _noun_phrase(words, mentions, index + 2, sentence, cues)
    return None


def _noun_phrase(
    words: Words, mentions: Mentions, first: int, sentence: int, cues: Collection[int]
) -> Introduction | None:
    """The role that a noun phrase gives, if its head is a noun for a person."""
    if first >= len(words) or words.sentences[first] != sentence:
        return None
    if words.lowers[first] in DETERMINERS:
        first += 1
    head = first
    end = first
    while end < len(words) and words.sentences[end] == sentence and end - first < LONGEST_APPOSITION:
        lower = words.lowers[end]
        if (
            (words.forms[end] in MARKS and words.forms[end] != "-")
            or words.forms[end] in '“”".;'
            or (lower in BREAKS
            and mentions.at(end) < 0)
            or end in cues
            or lower in STOPS - {"and", "rival", "or"}
        ):
            break
        end += 1
    head = end - 1
    if (
        head < first
        or mentions.at(head) >= 0
        or not _is_role_noun(words, head)
        or words.lowers[head] in lexicon.words("plural_nouns")
    ):
        return None
    last = (
        _rightmost(words, mentions, end, sentence, cues)
        if end < len(words) and words.lowers[end] in PREPOSITIONS
        else end
    )
    return phrase_role(words, mentions, first, last, head)


PREPOSITIONS = frozenset(["of", "for", "to", "at", "with", "in", "on", "from"])


def _rightmost(words: Words, mentions: Mentions, end: int, sentence: int, cues: Collection[int]) -> int:
    """Where the phrases behind a role noun end: "of the firm’s board"."""
    start = end
    while end < len(words) and words.sentences[end] == sentence and end - start < LONGEST_APPOSITION:
        form, lower = words.forms[end], words.lowers[end]
        if mentions.at(end) < 0:
            if form in MARKS or form in '“";.?!' or end in cues or lower in RELATIVES or lower in FINITE:
                break
            if lower in ("as", "during", "after", "before", "since", "under", "but", "while", "because", "familiar"):
                break
        end += 1
    return end


def _copula(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "Boyle is the paper’s political editor"."""
    mention = mentions.all[number]
    index = mention.last
    if index + 1 >= len(words) or words.lowers[index] not in COPULAS:
        return None
    if words.lowers[index + 1] not in ("a", "an", "the"):
        return None
    return _noun_phrase(words, mentions, index + 1, words.sentences[index], cues)


def _affiliation(words: Words, mentions: Mentions, number: int, cues: Collection[int]) -> Introduction | None:
    """ "CNN’s Jay Day", "Jay Day of CNN"."""
    mention = mentions.all[number]
    before = mention.first - 1
    if before > 0 and words.is_possessive(before):
        body = mentions.at(before - 1)
    elif mention.last + 1 < len(words) and words.lowers[mention.last] in ("of", "with", "from"):
        index = mention.last + 1
        body = mentions.at(index + (words.lowers[index] == "the"))
    else:
        return None
    if (
        body < 0
        or mentions.all[body].kind is not NameClass.ORGANIZATION
        or words.sentences[mentions.all[body].first] != words.sentences[mention.first]
    ):
        return None
    name = words.between(mentions.all[body].first, mentions.all[body].last)
    return Introduction(name, name, affiliation=True)


FINDERS: tuple[Finder, ...] = (_title_before, _apposition_before, _apposition_after, _copula, _affiliation)


# ---------------------------------------------------------------------------------------------
# The words of a role
# ---------------------------------------------------------------------------------------------


def phrase_role(words: Words, mentions: Mentions, first: int, last: int, head: int) -> Introduction | None:
    """A role from its words: the place before it dropped, abbreviations written out, names' possessives undone."""
    place = None
    first, place = _drop_place(words, mentions, first, head)
    parts: list[str] = []
    for index in range(first, last):
        if words.is_possessive(index) and -1 < mentions.at(index - 1) != mentions.at(index) and index <= head:
            continue
        long, _ = lexicon.titles().get(words.forms[index], (words.forms[index], ""))
        if long:
            parts.append((" " if index > first and words.starts[index] > words.ends[index - 1] else "") + long)
    title = "".join(parts).strip(" ,")
    if not title:
        return None
    lower = words.lowers[head]
    plural = (
        (lexicon.singular(lower) != lower
        and not lexicon.is_person_noun(lower))
        or words.forms[head] in ("Sens.", "Reps.", "Govs.", "Revs.", "Profs.")
    )
    return Introduction(
        title, _body(words, mentions, first, last), place, _behalf(words, mentions, head, last), plural=plural
    )


def _drop_place(words: Words, mentions: Mentions, first: int, head: int) -> tuple[int, str | None]:
    """Leave out a place that only says where the office is: "Tucson Councilwoman", not "Yuma County Sheriff’s Office"."""
    number = mentions.at(first)
    if number < 0 or mentions.all[number].kind is not NameClass.LOCATION or mentions.all[number].last > head:
        return first, None
    mention = mentions.all[number]
    after = mention.last + words.is_possessive(mention.last)
    rest = range(after, head)
    if any(words.forms[i][0].isupper() and lexicon.is_group_noun(words.lowers[i]) for i in rest):
        return first, None
    return after, words.between(mention.first, mention.last)


def _body(words: Words, mentions: Mentions, first: int, last: int) -> str | None:
    for number in mentions.within(first, last):
        mention = mentions.all[number]
        if mention.kind is NameClass.ORGANIZATION:
            return words.between(mention.first, mention.last)
    return None


def _behalf(words: Words, mentions: Mentions, head: int, last: int) -> str | None:
    """For whom a spokeswoman speaks: the rest of "a spokeswoman for Mayor Ortiz"."""
    if (
        head + 1 < last
        and words.lowers[head + 1] in ("for", "to")
        and lexicon.singular(words.lowers[head]) in SPEAKS_FOR
    ):
        return words.between(head + 2, last)
    return None


SPEAKS_FOR = frozenset(["spokesman", "spokeswoman", "spokesperson", "representative", "lawyer", "attorney", "agent", "aide", "counsel"])


def roles(
    words: Words, mentions: Mentions, groups: Sequence[Iterable[int]], cues: Collection[int]
) -> Iterator[Introduction | None]:
    """For each group of mentions (one person's) its role: the first given, an affiliation only for want of better."""
    shared = _shared(words, mentions, cues)
    for group in groups:
        weak: Introduction | None = None
        strong: Introduction | None = None
        for number in group:
            found = introduce(words, mentions, number, cues) or shared.get(number)
            if found and not found.affiliation:
                strong = found
                break
            weak = weak or found
        yield strong or weak


def _shared(words: Words, mentions: Mentions, cues: Collection[int]) -> dict[int, Introduction]:
    """A plural title goes to every name of its list: "Sens. Ann Roe, Lee Poe and Jay Day"."""
    found: dict[int, Introduction] = {}
    current: Introduction | None = None
    end = -1
    for number, mention in enumerate(mentions.all):
        between = words.forms[end : mention.title] if 0 <= end <= mention.title else ["."]
        linked = len(between) <= 3 and all(form in (",", "and", "or", "&") for form in between)
        if not (current and linked and mention.kind is NameClass.PERSON):
            current = None
        if mention.kind is NameClass.PERSON:
            own = _title_before(words, mentions, number, cues)
            if own and own.plural:
                current = own
            elif current and own is None:
                found[number] = current
        end = mention.last
        while end < len(words) and words.forms[end] == "(":
            close = next((i for i in range(end, min(end + 8, len(words))) if words.forms[i] == ")"), None)
            if close is None:
                break
            end = close + 1
    return found
