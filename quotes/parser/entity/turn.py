"""Whose turns a transcript's labels mark that name nobody ("THE WITNESS:", "THE COURT:", "A:", "OL:").

Who answers is whom the text before the first turn is about, or the witness; who asks stays nobody, unless a line says
it ("BY MR. HOLM:"). An office is its holder, where the article tells of one alone; else nobody with that office.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.parser.annotation import EntityKind
from quotes.parser.entity import lexicon
from quotes.parser.entity.discourse import NOBODY, Choice
from quotes.parser.entity.label import Label, initials_of
from quotes.parser.entity.mention import is_body
from quotes.parser.entity.run import Answer, Run
from quotes.parser.role import Introduction

METHOD = "label"
EXAMINER = re.compile(r"^(?:[A-Z-]+ )*BY (?:M[RS]{1,2}\. )?(?P<name>[A-Z][A-Z’'-]+):?[ \t]*$", re.MULTILINE)
BESIDE = 8
"""How many words from an office its holder is named at most: "the main witness, former co-worker Dale Ruckert"."""
TESTIFIED = frozenset(["testified", "testifying", "testifies"])
COURT = frozenset(["judge", "witness"])


def answer(run: Run, label: Label) -> Answer:
    """Whose turn a label marks. A transcript has few labels and many turns: each is settled once."""
    if label.nouns[:1] == ("asks",):
        return Answer(_examiner(run, label), METHOD, 0.8)
    key = (label.initials, *label.nouns)
    if key not in run.turns:
        run.turns[key] = _settle(run, label)
    return run.turns[key]


def _settle(run: Run, label: Label) -> Answer:
    if label.initials:
        return Answer(_with_initials(run, label.initials), METHOD, 0.9)
    noun = label.nouns[0]
    if noun == "answers":
        return Answer(_answering(run), METHOD, 0.8)
    if is_body(noun) or noun != lexicon.singular(noun):
        return Answer(method="unnamed", score=0.9)
    return Answer(_holder(run, label.nouns), METHOD, 0.8, Introduction(noun, noun))


def _with_initials(run: Run, initials: str) -> Choice:
    cast = run.cast
    mentions = zip(cast.mentions.all, cast.owners, strict=True)
    owners = {owner for mention, owner in mentions if initials in initials_of(cast.words, mention)}
    return tuple(owners) if len(owners) == 1 else NOBODY


def _answering(run: Run) -> Choice:
    """The witness of a court's transcript, else whom the text before the first turn names most."""
    words, labels = run.cast.words, run.cast.labels.values()
    if COURT & {noun for label in labels for noun in label.nouns} or EXAMINER.search(words.text):
        return _holder(run, ("witness",))
    first = words.starts[min(label.first for label in labels)]
    named = [(word, owner) for word, owner in run.cast.namings if words.starts[word] < first and _is_person(run, owner)]
    counts = Counter(owner for _, owner in named)
    most = {owner for owner, count in counts.items() if count == max(counts.values())}
    headline = {owner for word, owner in named if words.paragraphs[word] == words.paragraphs[0]}
    return _only(most if len(most) == 1 else most & headline)


def _holder(run: Run, nouns: Sequence[str]) -> Choice:
    """The one person whom the article gives an office by one of the nouns; NOBODY where there are several."""
    told = {
        number
        for number, heads in enumerate(run.article.heads)
        if _is_person(run, number) and not (heads | run.article.descriptions[number]).isdisjoint(nouns)
    }
    return _only(told or set(_beside(run, nouns)) or (set(_testifying(run)) if "witness" in nouns else set()))


def _beside(run: Run, nouns: Sequence[str]) -> Iterator[int]:
    """Who is named right behind an office: "the main witness, former co-worker [Dale Ruckert]"."""
    words = run.cast.words
    for word, lower in enumerate(words.lowers):
        if lower in nouns and words.forms[word] == lower:
            yield from _named_first(run, word, range(word + 1, min(word + BESIDE, len(words))))


def _testifying(run: Run) -> Iterator[int]:
    """ "[Dale Ruckert] testified": who is named last before it."""
    for word, lower in enumerate(run.cast.words.lowers):
        if lower in TESTIFIED:
            yield from _named_first(run, word, range(word - 1, max(word - BESIDE, -1), -1))


def _named_first(run: Run, word: int, around: range) -> Iterator[int]:
    """The first person named among the words around another one in its sentence, if any."""
    words, mentions = run.cast.words, run.cast.mentions
    for index in around:
        number = mentions.at(index)
        if words.sentences[index] != words.sentences[word]:
            return
        if number >= 0 and _is_person(run, run.cast.owners[number]):
            yield run.cast.owners[number]
            return


def _examiner(run: Run, label: Label) -> Choice:
    """Who asks, by the last line before that says it: "BY MR. HOLM:"."""
    if run.examiners is None:
        lines = EXAMINER.finditer(run.cast.words.text)
        run.examiners = [(line.start(), _with_surname(run, line["name"].casefold())) for line in lines]
    start = run.cast.words.starts[label.first]
    at = bisect_left(run.examiners, start, key=lambda examiner: examiner[0]) - 1
    return run.examiners[at][1] if at >= 0 else NOBODY


def _with_surname(run: Run, surname: str) -> Choice:
    profiles = enumerate(run.article.profiles)
    return _only({n for n, one in profiles if any(person.surname.casefold() == surname for person in one.persons)})


def _only(found: set[int]) -> Choice:
    return tuple(found) if len(found) == 1 else NOBODY


def _is_person(run: Run, profile: int) -> bool:
    return run.article.profiles[profile].kind is EntityKind.PERSON
