"""Propose topics: phrases that headlines, leads and many statements share. Nothing becomes a topic by this."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.models import Article, Revision
from quotes.models import Topic as TopicRow
from quotes.parser.stance.pair import FUNCTION_WORDS, WORD, stems
from quotes.views import statements

LONGEST = 4  # words of a phrase
LEAST_STATEMENTS = 2  # statements that must share it
LEAD = 300  # characters of an article that count as its lead
HEADLINE_WEIGHT, LEAD_WEIGHT = 3, 1  # of a headline and a lead that have the phrase, against a statement that has
LONG = 1.3  # how much more a phrase counts for each word after the second: the longer says more


def suggest_topics(session: Session, most: int) -> list[dict[str, Any]]:
    """Phrases of two to four words, the likeliest topics first: `name`, and how much has it.

    A phrase has no function word at either end, is no speaker's name, and no topic already.
    """
    said: dict[str, set[int]] = defaultdict(set)
    where: dict[str, set[int]] = defaultdict(set)
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    names = set()
    for number, article, content, speaker in session.execute(
        select(statements.c.id, statements.c.article_id, statements.c.content, statements.c.speaker)
    ):
        names |= {stems_key(name) for name in _phrases(speaker or "")} | {stems_key(speaker or "")}
        for phrase in _phrases(content):
            key = stems_key(phrase)
            said[key].add(number)
            where[key].add(article)
            printed[key][phrase] += 1
    headlines, leads = Counter[str](), Counter[str]()
    for title, text in session.execute(
        select(Article.title, Revision.text).join(Revision, Revision.article_id == Article.id).where(Revision.current)
    ):
        headlines.update({stems_key(phrase) for phrase in _phrases(title or "")})
        leads.update({stems_key(phrase) for phrase in _phrases(text[:LEAD])})
    known = {stems_key(name) for name in session.scalars(select(TopicRow.name))}

    def weight(key: str) -> float:
        words = len(printed[key].most_common(1)[0][0].split())
        return (len(said[key]) + HEADLINE_WEIGHT * headlines[key] + LEAD_WEIGHT * leads[key]) * LONG ** (words - 2)

    likely = [key for key, found in said.items() if len(found) >= LEAST_STATEMENTS and key not in known | names]
    chosen: list[str] = []
    for key in sorted(likely, key=lambda key: (-weight(key), key)):
        words = set(key.split())
        if len(chosen) < most and not any(
            words <= set(other.split()) or set(other.split()) <= words for other in chosen
        ):
            chosen.append(key)
    return [
        {
            "name": printed[key].most_common(1)[0][0],
            "articles": len(where[key]),
            "statements": len(said[key]),
            "headlines": headlines[key],
        }
        for key in chosen
    ]


def stems_key(phrase: str) -> str:
    return " ".join(sorted(stems(phrase)))


def _phrases(text: str) -> Iterator[str]:
    """The runs of two to four words with no mark between them and a telling word at either end."""
    words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    for first in range(len(words)):
        if words[first][0].lower() in FUNCTION_WORDS or words[first][0].endswith("ly"):
            continue
        for last in range(first + 1, min(first + LONGEST, len(words))):
            if text[words[last - 1][2] : words[last][1]] != " ":
                break
            if words[last][0].lower() not in FUNCTION_WORDS:
                yield text[words[first][1] : words[last][2]]
