"""Labelled articles of kinds that political news lacks: our own text, invented people, one file an article.

A file says in a `#` line what it is, then has three parts:

    === text
    “We lost,” said Ann Lee, the mayor. She called it a “sad day.”
    === speakers
    Ann Lee / Lee | mayor | Ashby
    === statements
    direct | “We lost,” | said | Ann Lee, the mayor | Ann Lee
    mixed | it a “sad day.” | called | She | Ann Lee

`speakers` has name, role and jurisdiction, "-" for none; what follows " / " is as right as the first. A name in
parentheses stands for somebody whom the text does not name. `statements` has kind, content, cue, source mention and
speaker; a "?" after the kind means that a parse may leave it out. Pieces of a content are joined by " + ";
"Two [...] one" reaches from "Two" to the next "one". All are looked for as whole words. A content must stand in the
text once, or say which by a number ("calm #2"). The cue is the place nearest to the content and the source the place
nearest to the cue, unless they have a number.

Spans are drawn the way PolNeAR draws them: marks and "that" inside the content, attitudes as well as speech, titles
and appositions inside the source, no statement inside another (one that is there all the same has a "?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.parser.annotation import Kind, Span

FOLDER = Path(__file__).parent
PARTS = re.compile(r"^=== (text|speakers|statements)\n", re.MULTILINE)
NUMBERED = re.compile(r"(.+) #([1-9])")
NOTHING = "-"

Choice = tuple[str | None, ...]
"""Values of which any is right, the best one first; None stands for "nothing given"."""


class GoldError(ValueError):
    """A file of labelled text does not say what it should: which file and row, and what to change."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks, as the article gives it."""

    name: Choice = (None,)
    role: Choice = (None,)
    jurisdiction: Choice = (None,)


@dataclass(frozen=True, slots=True)
class Gold:
    """A statement as a reader marked it. A parse may leave an optional one out."""

    kind: Kind
    optional: bool
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: Person


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article: the name of its file, what is special about it, its text, and the statements in it."""

    name: str
    about: str
    text: str
    statements: tuple[Gold, ...]


def load(folder: Path = FOLDER) -> tuple[Article, ...]:
    """All articles, by name."""
    return tuple(read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))


def read(name: str, written: str) -> Article:
    """An article from what its file holds. GoldError where a row cannot be read."""
    about, *parts = PARTS.split(written)
    if parts[::2] != ["text", "speakers", "statements"]:
        raise GoldError(f"{name}: needs the parts text, speakers and statements, in this order")
    text, speakers, statements = (part.removesuffix("\n") for part in parts[1::2])
    people = {row.split(" | ")[0].split(" / ")[0]: _person(name, row) for row in speakers.splitlines()}
    found = []
    silent = set(people)
    for row in statements.splitlines():
        try:
            found.append(_gold(row, text, people))
        except GoldError as error:
            raise GoldError(f"{name}: {error} (in: {row})") from None
        silent.discard(row.split(" | ")[-1])
    if silent:
        raise GoldError(f"{name}: {', '.join(sorted(silent))}: says nothing, take the row out of speakers")
    return Article(name, about.removeprefix("#").strip(), text, tuple(found))


def _person(name: str, row: str) -> Person:
    cells = row.split(" | ")
    if len(cells) != 3:
        raise GoldError(f"{name}: a speaker has name | role | jurisdiction (in: {row})")
    return Person(*(tuple(None if _is_nothing(one) else one for one in cell.split(" / ")) for cell in cells))


def _is_nothing(value: str) -> bool:
    return value == NOTHING or value.startswith("(")


def _gold(row: str, text: str, people: dict[str, Person]) -> Gold:
    cells = row.split(" | ")
    if len(cells) != 5:
        raise GoldError("a statement has kind | content | cue | source | speaker")
    kind, content, cue, source, speaker = cells
    if kind.removesuffix("?") not in list(Kind):
        raise GoldError(f"no kind {kind!r}: write direct, mixed or indirect")
    if speaker not in people and speaker != NOTHING:
        raise GoldError(f"no speaker {speaker!r}: add a row to speakers")
    said = tuple(_locate(piece, text) for piece in content.split(" + "))
    reported = () if cue == NOTHING else (_locate(cue, text, near=said),)
    return Gold(
        kind=Kind(kind.removesuffix("?")),
        optional=kind.endswith("?"),
        content=said,
        cue=reported,
        source=() if source == NOTHING else (_locate(source, text, near=reported or said, outside=said),),
        speaker=people.get(speaker, Person()),
    )


def _locate(piece: str, text: str, near: Sequence[Span] = (), outside: Sequence[Span] = ()) -> Span:
    """The one place a piece means: numbered, nearest to some spans, or the only one."""
    numbered = NUMBERED.fullmatch(piece)
    words = numbered[1] if numbered else piece
    places = _places(words, text)
    if numbered:
        places = places[int(numbered[2]) - 1 :][:1]
    elif near:
        places = [place for place in places if not any(map(place.overlaps, (*near, *outside)))]
        least = min((_gap(place, near) for place in places), default=0)
        places = [place for place in places if _gap(place, near) == least]
    if len(places) != 1:
        trouble = "twice as near" if near else f"{len(places)} times"
        raise GoldError(f"{piece!r} " + (f"stands {trouble}: add a number (#1)" if places else "is not in the text"))
    return places[0]


def _places(words: str, text: str) -> list[Span]:
    """Where the words stand as whole words; "[...]" leaves out what is between."""
    head, _, tail = words.partition(" [...] ")
    gap = rf".+?{_whole(tail)}" if tail else ""
    return [Span(*match.span()) for match in re.finditer(_whole(head) + gap, text, re.DOTALL)]


def _whole(words: str) -> str:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return before + re.escape(words) + after


def _gap(place: Span, near: Sequence[Span]) -> int:
    return min(max(0, place.start - other.end, other.start - place.end) for other in near)
