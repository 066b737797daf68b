"""Propose topics: issues that several speakers talk about. Nothing becomes a topic by this.

There is no parser of syntax here. What is a phrase shows in how a corpus uses words: "private email" mostly goes on as
"private email server", so it is a fragment, and "immigration" is a topic since people are for, against and concerned
about it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.models import Article, Revision, Speaker, SpeakerName
from quotes.models import Topic as TopicRow
from quotes.models import TopicName as NameRow
from quotes.parser.annotation import EntityKind
from quotes.parser.data import lines as parser_lines
from quotes.parser.stance.data import lines
from quotes.parser.stance.forms import root, roots
from quotes.parser.stance.pair import FUNCTION_WORDS, WORD
from quotes.views import statements

LONGEST = 3  # words of a phrase
LEAST_SPEAKERS = 2  # who must say it
LEAST_ALONE = 3  # the same of what stands in a single article and in no headline
FRAGMENT = 0.5  # of the places of a phrase, so many with the same word beside it make it a part of something longer
WHOLE = 0.3  # of the places of a phrase, so many must have nothing beside it, where several are known
SEVERAL = 3
BARE = 0.8  # of the places of a single word, how many must be without "the", "a" or "his"
LEAST_OVER = 2  # places of a single word where it is what people are for, against or concerned about
COMMON = 0.4  # what more of the articles have is no issue of any of them, where there are MANY
MANY = 20
LEAD = 300  # characters of an article that count as its lead
HEADLINE_WEIGHT, LEAD_WEIGHT = 1.0, 0.5  # of a headline and a lead that have the phrase, against a speaker who says it
PHRASE_WEIGHT = 1.5  # of a phrase against a single word: it says more
DETERMINERS = frozenset("the a an this that these those his her its their our my your no any some every each".split())
STANDS_OVER = re.compile(
    r"\b(?:on|about|against|over|oppos\w+|support\w*|for|of|fight\w*|ban\w*|end\w*)\W+$", re.IGNORECASE
)
"""What stands before a word that people take sides on."""
NEAR = 20  # characters before a word in which that is looked for
BEFORE_VERBS = frozenset("to will would can could should must may might not i we they you he she who let".split())
BEFORE_NOUNS = frozenset("the a an of on in for about with their his her our its your and or".split())
ADVERB = re.compile(r"\w+ly|\w+n[’']t", re.IGNORECASE)
DOING_NOW = re.compile(r"\w{3,}ing", re.IGNORECASE)
DOING = re.compile(r"\w{3,}(?:ing|ed)", re.IGNORECASE)


@dataclass(slots=True)
class Phrase:
    """What is known of the phrases that share their roots."""

    printed: Counter[str] = field(default_factory=Counter)
    speakers: set[str] = field(default_factory=set)
    statements: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    places: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    bare: int = 0
    over: int = 0
    lower: int = 0


def suggest_topics(session: Session, most: int) -> list[dict[str, Any]]:
    """Phrases of one to three words, the likeliest topics first: `name`, and how many speak of it.

    None names somebody who is quoted, ends in an office or a kind of person, or is a topic already; of those that share
    their words only the likeliest is proposed.
    """
    phrases: dict[frozenset[str], Phrase] = defaultdict(Phrase)
    verbs: dict[str, Counter[bool]] = defaultdict(Counter)
    for number, article, content, speaker, source in session.execute(
        select(
            statements.c.id, statements.c.article_id, statements.c.content, statements.c.speaker, statements.c.source
        )
    ):
        for before, word in pairwise(WORD.findall(content.lower())):
            if before in BEFORE_VERBS or before in BEFORE_NOUNS:
                verbs[word][before in BEFORE_VERBS] += 1
        for use in _uses(content):
            _count(phrases[roots(use.words)], use, number, article, speaker or f"{article} {source}")
    headlines, leads, articles = _places(session)
    known = {roots(name) for table in (TopicRow, NameRow) for name in session.scalars(select(table.name))}
    persons = select(SpeakerName.name).join(Speaker).where(Speaker.kind == EntityKind.PERSON.value)
    named = {key for name in session.scalars(persons) for key in roots(name)}
    likely = {
        key: one
        for key, one in phrases.items()
        if key not in known
        and key.isdisjoint(named)
        and _is_issue(key, one, articles, headlines[key])
        and not any(_is_verb(word, verbs) for word in one.printed.most_common(1)[0][0].split())
    }

    def weight(key: frozenset[str]) -> float:
        one = likely[key]
        shared = len(one.speakers) + HEADLINE_WEIGHT * headlines[key] + LEAD_WEIGHT * leads[key]
        return shared * (PHRASE_WEIGHT if len(key) > 1 else 1.0)

    chosen: list[frozenset[str]] = []
    for key in sorted(likely, key=lambda key: (-weight(key), sorted(key))):
        if len(chosen) < most and not any(key <= other or other <= key for other in chosen):
            chosen.append(key)
    return [
        {
            "name": likely[key].printed.most_common(1)[0][0],
            "speakers": len(likely[key].speakers),
            "statements": len(likely[key].statements),
            "articles": len(likely[key].articles),
            "headlines": headlines[key],
        }
        for key in chosen
    ]


@dataclass(frozen=True, slots=True)
class _Use:
    """A phrase in one place: the words beside it that could belong to it, and whether it is `bare` of determiners.

    `over` tells whether it is what somebody is for, against or concerned about.
    """

    words: str
    beside: tuple[str, ...]
    bare: bool
    over: bool


def _count(phrase: Phrase, use: _Use, statement: int, article: int, speaker: str) -> None:
    phrase.printed[use.words] += 1
    phrase.speakers.add(speaker)
    phrase.statements.add(statement)
    phrase.articles.add(article)
    phrase.places += 1
    phrase.beside.update(use.beside)
    phrase.whole += not use.beside
    phrase.bare += use.bare
    phrase.over += use.over
    phrase.lower += use.words.rsplit(" ", 1)[-1][0].islower()


def _is_issue(key: frozenset[str], one: Phrase, articles: int, headlines: int) -> bool:
    least = LEAST_SPEAKERS if headlines or len(one.articles) > 1 else LEAST_ALONE
    if len(one.speakers) < least or 2 * one.lower <= one.places:
        return False
    if articles >= MANY and len(one.articles) > COMMON * articles:
        return False
    if _is_fragment(one):
        return False
    return len(key) > 1 or (
        one.bare >= BARE * one.places and one.over >= LEAST_OVER and next(iter(key)) not in _alone()
    )


def _is_fragment(one: Phrase) -> bool:
    most = max(one.beside.values(), default=0)
    return (most > 1 and most >= FRAGMENT * one.places) or (one.places >= SEVERAL and one.whole < WHOLE * one.places)


def _places(session: Session) -> tuple[Counter[frozenset[str]], Counter[frozenset[str]], int]:
    """How many headlines and leads have which phrases, and how many articles there are."""
    headlines, leads, articles = Counter[frozenset[str]](), Counter[frozenset[str]](), 0
    for title, text in session.execute(
        select(Article.title, Revision.text).join(Revision, Revision.article_id == Article.id).where(Revision.current)
    ):
        articles += 1
        headlines.update({roots(use.words) for use in _uses(title or "")})
        leads.update({roots(use.words) for use in _uses(text[:LEAD])})
    return headlines, leads, articles


def _uses(text: str) -> Iterator[_Use]:
    """Every run of up to three words that could be an issue."""
    words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    joined = [text[one[2] : other[1]] == " " for one, other in pairwise(words)] + [False]
    for first, (word, start, _) in enumerate(words):
        if not _may_begin(word) or DOING_NOW.fullmatch(word):
            continue
        before = words[first - 1][0] if first and joined[first - 1] else ""
        for last in range(first, min(first + LONGEST, len(words))):
            if words[last][0].lower() in FUNCTION_WORDS:
                break
            if _may_end(words[last][0]):
                after = words[last + 1][0] if joined[last] else ""
                yield _Use(
                    text[start : words[last][2]],
                    beside=tuple(one.lower() for one in (before, after) if one and _may_begin(one)),
                    bare=before.lower() not in DETERMINERS,
                    over=bool(STANDS_OVER.search(text, max(0, start - NEAR), start)),
                )
            if not joined[last]:
                break


def _may_begin(word: str) -> bool:
    return (
        len(word) > 2
        and word[0].isalpha()
        and word.lower() not in _never()
        and not ADVERB.fullmatch(word)
        and not word.endswith(("’s", "'s"))
    )


def _may_end(word: str) -> bool:
    lower = word.lower()
    return _may_begin(word) and not DOING.fullmatch(word) and {lower, lower.removesuffix("s")}.isdisjoint(_people())


def _is_verb(word: str, seen: Mapping[str, Counter[bool]]) -> bool:
    """Whether a word mostly follows "to", "will" or "they" in this database, and not "the" or "of"."""
    return seen[word.lower()][True] > seen[word.lower()][False]


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines("everyday.txt"):
        name, words = line.split("\t")
        found[name].update(words.split())
    return {name: frozenset(words) for name, words in found.items()}


@cache
def _never() -> frozenset[str]:
    return FUNCTION_WORDS | _lists()["never"] | _of("reporting_verbs.txt")


@cache
def _alone() -> frozenset[str]:
    return frozenset(map(root, _lists()["alone"]))


@cache
def _people() -> frozenset[str]:
    """Nouns for persons, offices and bodies: they speak, and are no issues."""
    files: Sequence[str] = ("person_nouns.txt", "role_nouns.txt", "standings.txt", "weak_roles.txt", "group_nouns.txt")
    return frozenset().union(*map(_of, files))


def _of(name: str) -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in parser_lines(name))
