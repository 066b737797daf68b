"""Whom sources mean: every statement's source read, and pronouns and descriptions settled in the order of the text.

"Uhl said … she said … the councilwoman added": one speaker, Karin Uhl. "Some critics" stay nobody; "a spokesman for
Mr. Roe" stays nobody with an office.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotes.parser.annotation import Attribution
from quotes.parser.entity import described, lexicon, turn
from quotes.parser.entity.candidates import Chooser, description
from quotes.parser.entity.cast import Cast
from quotes.parser.entity.discourse import Query
from quotes.parser.entity.introduction import Offer, descriptions
from quotes.parser.entity.label import Label
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import base
from quotes.parser.entity.phrase import Head, Reading
from quotes.parser.entity.relative import read_antecedent
from quotes.parser.entity.run import PERSONAL, Answer, Run, ask_personal, begin, hear, owners_of
from quotes.parser.entity.source import read, read_source
from quotes.parser.entity.words import Words
from quotes.parser.role import Introduction

RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
CAUSATIVES = closed_class("causatives")
"""Verbs with a body and "to" behind them: who has to do something does not say it."""
FIRST = "first person"
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
SAME = 0.5
"""From this probability on a description counts as naming its person."""


@dataclass(frozen=True, slots=True)
class References:
    """Whom the source of each statement means, in the order given.

    Choices number the profiles of the cast and, after them, the bodies named in `added`. `heard` has the roles that
    descriptions offer ("the senator") by profile.
    """

    answers: tuple[Answer, ...]
    added: tuple[str, ...]
    heard: dict[int, tuple[Offer, ...]]


def refer(cast: Cast, attributions: Sequence[Attribution], chooser: Chooser) -> References:
    """Settle whom the sources of an article mean, and whom its descriptions describe.

    `chooser` settles who a pronoun or description means.
    """
    run = begin(cast, chooser, attributions)
    order = sorted(range(len(attributions)), key=lambda i: _position(attributions[i]))
    sources = {word for attribution in attributions for span in attribution.source for word in cast.words.range(span)}
    described = [found for found in descriptions(cast.words, cast.mentions) if found[0].first not in sources]
    first_persons: list[tuple[int, int]] = []
    for index in order:
        label = cast.labels.get(index)
        reading = Reading(Head.OTHER, label.first, label.last) if label else _read(run, attributions[index])
        while described and reading.head is not Head.NONE and described[0][0].first < reading.first:
            _hear(run, *described.pop(0))
        run.answers[index] = _answer(run, reading, attributions[index], label)
        if run.answers[index].method == FIRST:
            first_persons.append((index, reading.first))
    for found in described:
        _hear(run, *found)
    for index, word in first_persons:
        _speak_of_oneself(run, index, word)
    return References(
        tuple(run.answers[i] for i in range(len(attributions))),
        tuple(run.added),
        {person: tuple(heard) for person, heard in run.heard.items()},
    )


def _read(run: Run, attribution: Attribution) -> Reading:
    """A source read; where it is what somebody is told to do or missing, the subject of its sentence instead.

    "[The order], on which Roe worked, requires the police to know that …".
    """
    words, mentions = run.cast.words, run.cast.mentions
    reading = read_source(words, mentions, attribution.source)
    if reading.head is Head.NONE:
        verb = words.range(attribution.cue[0]).start if attribution.cue else 0
        return _subject(run, verb) if _follows_clause(words, verb) else reading
    verb = reading.first - 1
    if reading.last < len(words) and words.lowers[reading.last] == "to" and words.lowers[verb] in CAUSATIVES:
        subject = _subject(run, verb)
        return reading if subject.head in (Head.NONE, Head.OTHER) else subject
    return reading


def _follows_clause(words: Words, verb: int) -> bool:
    """Whether a relative clause between commas stands right before a verb."""
    first = _sentence_start(words, verb)
    comma = next((index for index in range(first, verb) if words.forms[index] == ","), verb)
    opened = RELATIVE & set(words.lowers[comma + 1 : comma + 3])
    return verb > 0 and words.forms[verb - 1] == "," and comma < verb - 2 and bool(opened)


def _subject(run: Run, verb: int) -> Reading:
    """The phrase at the head of a verb's sentence."""
    words = run.cast.words
    first = _sentence_start(words, verb)
    end = next((index for index in range(first, verb) if words.forms[index] in (",", "“", '"')), verb)
    return read(words, run.cast.mentions, first, end) if end > first else Reading()


def _sentence_start(words: Words, index: int) -> int:
    first = index
    while first > 0 and words.sentences[first - 1] == words.sentences[index]:
        first -= 1
    return first


def _hear(run: Run, reading: Reading, role: Introduction) -> None:
    """ "The senator" outside any source: whose role is it?"""
    run.discourse.advance(run.cast.namings, run.article.told, reading.first)
    gender = lexicon.noun_gender(run.cast.words.lowers[reading.last - 1])
    nouns = description(run.cast.words.lowers[reading.first : reading.last])
    query = Query("described", reading.first, gender, nouns, is_source=False, head=role.head)
    choice, score = run.chooser(run.article, run.discourse, query)
    if choice:
        hear(run, choice[0], role, reading.first, score)
        if score >= SAME:
            run.discourse.name(choice[0], reading.first)


def _position(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0].start


def _answer(run: Run, reading: Reading, attribution: Attribution, label: Label | None = None) -> Answer:
    if reading.head is Head.NONE:
        return Answer()
    run.discourse.advance(run.cast.namings, run.article.told, reading.first)
    answer = turn.answer(run, label) if label else _refer(run, reading, attribution)
    run.discourse.advance(run.cast.namings, run.article.told, reading.last)
    run.discourse.speak(reading.first, answer.choice)
    return answer


def _refer(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """Who a source that was read means."""
    return READERS[reading.head](run, reading, attribution)


def _named(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    named = owners_of(run, reading.names)
    campaign = described.campaign_beside(run, reading, attribution, named[0]) if len(named) == 1 else ()
    return Answer((*named, *campaign), "name", 0.95)


def _pronoun(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    lower = base(run.cast.words.lowers[reading.first])
    if lower in RELATIVE:
        return _relative(run, reading, attribution)
    if lower in FIRST_PERSON:
        return _first_person(run, reading)
    if lower not in PERSONAL:
        return Answer(method="unnamed", score=0.8)
    choice, score = ask_personal(run, lower, reading, attribution)
    others = _named(run, reading, attribution).choice
    return Answer(tuple(dict.fromkeys(choice + others)), "pronoun", score)


def _relative(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "Roe, who said": what stands before the relative, read like a source."""
    before = read_antecedent(run.cast.words, run.cast.mentions, reading.first)
    if before.head is Head.NONE or (before.head is Head.PRONOUN and run.cast.words.lowers[before.first] in RELATIVE):
        return Answer(method="relative")
    answer = _refer(run, before, attribution)
    return Answer(answer.choice, "relative", 0.9 * answer.score, answer.own)


def _first_person(run: Run, reading: Reading) -> Answer:
    """For now "I" in a quotation is the last speaker."""
    if run.cast.words.quoted[reading.first] and run.discourse.speakers:
        return Answer(run.discourse.speakers[-1][1], FIRST, 0.6)
    return Answer(method=FIRST, score=0.6)


def _speak_of_oneself(run: Run, index: int, word: int) -> None:
    """Once all are known, "I" is the speaker of the statement around it: "“[I] hope so,” she said"."""
    around = run.within[word]
    if around >= 0 and around != index:
        run.answers[index] = Answer(run.answers[around].choice, FIRST, 0.9)


READERS: dict[Head, Callable[[Run, Reading, Attribution], Answer]] = {
    Head.NAME: _named,
    Head.PRONOUN: _pronoun,
    Head.PERSON: described.person,
    Head.BODY: described.body,
    Head.DOCUMENT: described.document,
    Head.OTHER: described.thing,
    Head.GROUP: described.group,
    Head.NONE: lambda run, reading, attribution: Answer(),
}
