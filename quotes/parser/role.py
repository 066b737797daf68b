"""The words of a role: an office, a job or a standing as an article gives it, without article and place.

"Tucson Councilwoman" is Councilwoman, of Tucson; "Trump’s campaign manager" is Trump campaign manager; "Sen." is
Senator; "Yuma County Sheriff’s Office spokesman" stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quotes.parser.annotation import NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.mention import Mentions
from quotes.parser.entity.words import Words

LEADING = frozenset(["and", "or", "&", "both", "two", "three", "four", "five"])
AGE = re.compile(r"\d+-year-old$")
PARTIES = frozenset(
    ["republican", "democratic", "democrat", "gop", "independent", "conservative", "liberal", "libertarian"]
)
ELECTED = frozenset(
    "senator representative governor congressman congresswoman mayor senators representatives governors".split()
)
FEDERAL = frozenset(["u.s.", "us", "american"])
SPEAKS_FOR = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "representative", "lawyer", "attorney", "agent", "aide"]
)
SAINT = "St."
"""An address before a name that is part of a body's name as well: "nurse at St. Brede Hospital"."""
PLURAL_TITLES = frozenset(["Sens.", "Reps.", "Govs.", "Revs.", "Profs.", "Messrs."])


@dataclass(frozen=True, slots=True)
class Introduction:
    """A role as attached to one mention of a name.

    `title` is the role in words, without article and place; `organization` the body named in it, `place` the place
    dropped from it, `on_behalf_of` for whom the person speaks. `head` is its noun, in lower case. An `affiliation` is
    only a body's name, `weak` what somebody merely is to others ("rival"), `plural` a title of several.
    """

    title: str
    head: str = ""
    organization: str | None = None
    place: str | None = None
    on_behalf_of: str | None = None
    affiliation: bool = False
    weak: bool = False
    plural: bool = False


def is_role_noun(words: Words, index: int) -> bool:
    """Whether a word may be the noun of a role: "Sen.", "spokeswoman", "advisers"."""
    if lexicon.titles().get(words.forms[index], ("", ""))[0]:
        return True
    lower = words.lowers[index]
    return lexicon.is_person_noun(lower) or lexicon.is_person_noun(lexicon.singular(lower))


def phrase_role(words: Words, mentions: Mentions, first: int, last: int, head: int) -> Introduction | None:
    """The role that the words first … last - 1 give, its noun at `head`; None where nothing is left of it."""
    while first < head and words.lowers[first] in LEADING:
        first += 1
    first, place = _drop_place(words, mentions, first, head)
    last = _drop_residence(words, mentions, head, last)
    parts: list[str] = []
    for index in range(first, last):
        if AGE.match(words.lowers[index]) or (index <= head and _is_undone(words, mentions, index)):
            continue
        long, _ = lexicon.titles().get(words.forms[index], (words.forms[index], ""))
        if words.forms[index] == SAINT:
            long = SAINT
        if not long:
            continue
        gap = bool(parts) and words.starts[index] > words.ends[index - 1]
        parts.append(" " * gap + long)
    title = "".join(parts).strip(" ,")
    if not title:
        return None
    noun = words.lowers[head]
    plural = words.forms[head] in PLURAL_TITLES or (not lexicon.is_person_noun(noun) and lexicon.singular(noun) != noun)
    single = lexicon.singular(noun) if plural else noun
    return Introduction(
        title,
        single,
        _body(words, mentions, first, last),
        place,
        _behalf(words, head, last),
        weak=_is_weak(words, head, single, title, last),
        plural=plural,
    )


def _is_weak(words: Words, head: int, noun: str, title: str, last: int) -> bool:
    """Whether somebody is only called something: a rival, a Democrat of Ohio."""
    if noun in PARTIES:
        return True
    bare = last == head + 1 and " and " not in title
    return bare and noun in lexicon.words("weak_roles") and not _is_first_lady(words, head)


def _is_first_lady(words: Words, head: int) -> bool:
    return words.lowers[head] == "lady" and words.lowers[head - 1] == "first"


def singular_role(found: Introduction) -> Introduction:
    """The role of one of several: "Senators" → "Senator"."""
    if not found.plural:
        return found
    before, noun = found.title.rpartition(" ")[::2]
    return replace(found, title=f"{before} {lexicon.singular(noun)}".strip(), plural=False)


def plural_role(title: str) -> str:
    """The role of several who each have it: "Senator" → "Senators"."""
    noun = re.match(r".*?(?= (?:of|for|at|to|in|with|from)\b|$)", title)
    end = noun.end() if noun else len(title)
    head, tail = title[:end], title[end:]
    if head.endswith("man"):
        return f"{head[:-3]}men{tail}"
    return f"{head}{tail}" if head.endswith("s") else f"{head}s{tail}"


def _is_undone(words: Words, mentions: Mentions, index: int) -> bool:
    """A name's possessive mark, unless it is part of a longer name."""
    return words.is_possessive(index) and -1 < mentions.at(index - 1) != mentions.at(index)


def _drop_place(words: Words, mentions: Mentions, first: int, head: int) -> tuple[int, str | None]:
    """Leave out a place that only says where the office is, and the party of somebody elected.

    "Tucson Councilwoman", "Republican South Carolina Sen.", but not "Yuma County Sheriff’s Office spokesman".
    """
    start = first
    title = lexicon.titles().get(words.forms[head], ("", ""))[0].lower() or words.lowers[head]
    while start < head and words.lowers[start] in PARTIES and title in ELECTED:
        start += 1
    if start < head and words.lowers[start] in FEDERAL and start + 1 == head and title in ELECTED:
        return head, words.forms[start]
    number = mentions.at(start)
    if number < 0 or mentions.all[number].kind is not NameClass.LOCATION or mentions.all[number].last > head:
        return start if start == head or title in ELECTED else first, None
    mention = mentions.all[number]
    after = mention.last + words.is_possessive(mention.last)
    if any(words.forms[i][0].isupper() and lexicon.is_group_noun(words.lowers[i]) for i in range(after, head)):
        return first, None
    while after < head and (words.forms[after] in (",", "-", ".") or mentions.kind(after) is NameClass.LOCATION):
        after += 1
    return after, words.between(mention.first, mention.last)


def _drop_residence(words: Words, mentions: Mentions, head: int, last: int) -> int:
    """Leave out where somebody lives or works: "student [from Daytona Beach]"."""
    if head + 2 < last and words.lowers[head + 1] in ("from", "in") and mentions.kind(head + 2) is NameClass.LOCATION:
        return head + 1
    return last


def _body(words: Words, mentions: Mentions, first: int, last: int) -> str | None:
    for number in mentions.within(first, last):
        mention = mentions.all[number]
        if mention.kind is NameClass.ORGANIZATION:
            return words.between(mention.first, mention.last)
    return None


def _behalf(words: Words, head: int, last: int) -> str | None:
    """For whom a spokeswoman speaks: the rest of "a spokeswoman for Mayor Ortiz"."""
    if (
        head + 2 < last
        and words.lowers[head + 1] in ("for", "to")
        and lexicon.singular(words.lowers[head]) in SPEAKS_FOR
    ):
        return words.between(head + 2, last)
    return None
