"""Who stands behind a document: it speaks for its author, maker or issuer.

"A poll by Poe Research", "the council passed a resolution", "an order that Mayor Roe signed", "Roe said in a letter":
further on "the poll", "the resolution", "the order" and "the letter" are theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.phrase import BREAKS, COORDINATORS, INDEFINITE, MARKS, POSSESSIVES
from quotes.parser.entity.words import Words

ISSUES = frozenset(
    "passed adopted approved issued issues released publishes published signed wrote writes posted sent tweeted filed "
    "penned delivered gave conducted commissioned produced launched aired unveiled introduced drafted authored "
    "circulated sponsored sends".split()
)
MADE_BY = frozenset(["by", "from"])
APPEARED_IN = frozenset("article story interview report piece editorial column essay post profile op-ed".split())
KINDS = (
    frozenset(["poll", "survey", "finding"]),
    frozenset(["report", "review", "inquiry", "investigation", "probe", "audit"]),
    frozenset(["study", "research", "paper", "analysis"]),
    frozenset(["letter", "email", "message", "note", "memo", "memorandum"]),
    frozenset(["tweet", "post", "posting"]),
    frozenset(["ad", "advertisement", "spot", "video", "commercial"]),
    frozenset(["order", "decree", "directive"]),
)
"""Words for one and the same document."""
FURTHEST = 9
"""How many words a document's noun stands at most behind the verb or before the "by" that tells its maker."""
MOST_MAKERS = 4


@dataclass(frozen=True, slots=True)
class Issue:
    """A place that tells who made a document: its noun, and the makers as mentions, or one as a noun ("council")."""

    word: int
    noun: str
    makers: tuple[int, ...]
    body: int | None = None


def find_issues(words: Words, mentions: Mentions) -> tuple[Issue, ...]:
    """All places of an article that tell who made a document, in the order of the text."""
    found = []
    for index, lower in enumerate(words.lowers):
        noun = lexicon.singular(lower)
        if (
            lexicon.is_document_noun(noun)
            and mentions.at(index) < 0
            and (issue := _issue(words, mentions, index, noun))
        ):
            found.append(issue)
    return tuple(found)


def issue_of(issues: Sequence[Issue], noun: str, word: int) -> Issue | None:
    """The last place before a word that tells who made such a document, else the first after it."""
    same = next((kind for kind in KINDS if noun in kind), frozenset([noun]))
    fitting = [issue for issue in issues if issue.noun in same]
    before = [issue for issue in fitting if issue.word <= word]
    return before[-1] if before else next(iter(fitting), None)


def made_by(words: Words, mentions: Mentions, noun: int) -> tuple[int, ...]:
    """The makers named behind a document's noun: "a study by [Ann Roe] of Yale and [Jay Poe]"."""
    sentence = words.sentences[noun]
    for index in range(noun + 1, min(noun + 2 * FURTHEST, len(words))):
        lower = words.lowers[index]
        if index >= noun + FURTHEST and lower != "by":
            continue
        if words.sentences[index] != sentence or (words.forms[index] in MARKS and words.forms[index] != ","):
            break
        within = lower == "in" and index == noun + 1 and words.lowers[noun] in APPEARED_IN
        if lower in MADE_BY or within:
            return tuple(_list_of_names(words, mentions, index + 1))
    return ()


def _list_of_names(words: Words, mentions: Mentions, first: int) -> Iterator[int]:
    """The persons or bodies of a list that begins here, without what belongs to them: "Ann Roe of Yale"."""
    kind = None
    count = 0
    index = first
    while index < len(words) and words.sentences[index] == words.sentences[first] and index - first < 4 * FURTHEST:
        number = mentions.at(index)
        if number < 0:
            plain = words.lowers[index] in COORDINATORS | {",", "of", "at", "the", "a", "an"} or count == 0
            if not plain and not lexicon.is_person_noun(words.lowers[index]):
                return
            if count == 0 and index - first > FURTHEST // 2:
                return
            index += 1
            continue
        mention = mentions.all[number]
        officer = words.is_possessive(mention.last) and any(map(lexicon.is_person_noun, _behind(words, mention.last)))
        speaks = mention.kind in (NameClass.PERSON, NameClass.ORGANIZATION) and not officer
        if speaks and kind in (None, mention.kind) and words.lowers[index - 1] not in ("of", "at"):
            kind = mention.kind
            count += 1
            yield number
            if count == MOST_MAKERS:
                return
        index = mention.last


def _behind(words: Words, mark: int) -> Sequence[str]:
    """The words behind a possessive mark: "the agency’s [inspector general said]"."""
    return words.lowers[mark + 1 : mark + 4]


def _issue(words: Words, mentions: Mentions, index: int, noun: str) -> Issue | None:
    before = _made_before(words, mentions, index)
    if before:
        return Issue(index, noun, before)
    behind = made_by(words, mentions, index)
    if behind:
        return Issue(index, noun, behind)
    signed = _signed(words, mentions, index)
    if signed >= 0:
        return Issue(index, noun, (signed,))
    return _issued(words, mentions, index, noun)


def _made_before(words: Words, mentions: Mentions, index: int) -> tuple[int, ...]:
    """ "A [CNN]/[ORC] poll", "[Roe]’s letter"."""
    first = index
    found: list[int] = []
    while first > 0 and index - first < FURTHEST and words.sentences[first - 1] == words.sentences[index]:
        first -= 1
        number = mentions.at(first)
        if number >= 0:
            mention = mentions.all[number]
            person = mention.kind is NameClass.PERSON and words.is_possessive(mention.last)
            if mention.kind is NameClass.ORGANIZATION or person:
                found.insert(0, number)
            first = mention.first
        elif not (
            words.forms[first][0].isalnum() or words.is_possessive(first) or words.forms[first] in "/-"
        ) or words.lowers[first] in BREAKS | INDEFINITE | POSSESSIVES | {"the", "and", "said"}:
            break
    return tuple(found)


def _signed(words: Words, mentions: Mentions, index: int) -> int:
    """ "An order that President [Roe] signed"; -1 for none."""
    for word in range(index + 1, min(index + FURTHEST, len(words))):
        if words.sentences[word] != words.sentences[index] or words.forms[word] in MARKS:
            break
        if words.lowers[word] in ISSUES:
            number = mentions.at(word - 1)
            return number if number >= 0 and mentions.all[number].kind is not NameClass.LOCATION else -1
    return -1


def _issued(words: Words, mentions: Mentions, index: int, noun: str) -> Issue | None:
    """ "[The council] passed a resolution", "[Roe] said in a letter"."""
    verb = None
    for word in range(index - 1, max(index - FURTHEST, -1), -1):
        if words.sentences[word] != words.sentences[index]:
            return None
        wrote_in = words.lowers[word] == "in" and words.lowers[word + 1] in ("a", "an", "his", "her", "its")
        if words.lowers[word] in ISSUES or wrote_in:
            verb = word
            break
        if words.forms[word] in MARKS or words.lowers[word] in ("of", "to", "from", "about"):
            return None
    if verb is None:
        return None
    first = verb
    while first > 0 and words.sentences[first - 1] == words.sentences[index]:
        first -= 1
    for word in range(first, verb):
        number = mentions.at(word)
        if number >= 0 and mentions.all[number].kind in (NameClass.PERSON, NameClass.ORGANIZATION):
            return Issue(index, noun, (number,))
        if words.lowers[word] == "the" and lexicon.is_group_noun(words.lowers[word + 1]) and mentions.at(word + 1) < 0:
            return Issue(index, noun, (), word + 1)
    return None
