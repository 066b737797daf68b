"""The proper names of a page: what the tagger found, cut and joined to whole names, and what it missed.

"Sen. Tim Scott’s" is one name, Tim Scott, with a title; a "Scott" further on is one too, tagged or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.parser.annotation import Attribution, Name, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.names import INITIAL, PARTICLES, SUFFIXES
from quotes.parser.entity.words import Words

JOINERS = frozenset(["of", "for", "and", "the", "&", "on", "to", "at", "in"])
NICKNAME_MARKS = frozenset("“\"('‘")
NICKNAME_ENDS = frozenset("”\")'’")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: the words first … last - 1, and the title words from `title` to `first`."""

    first: int
    last: int
    kind: NameClass
    title: int

    @property
    def length(self) -> int:
        return self.last - self.first


def find_mentions(words: Words, names: Iterable[Name], attributions: Iterable[Attribution]) -> tuple[Mention, ...]:
    """All names of a page in the order of the text, none overlapping another."""
    tagged = list(_join(words, _trim(words, names)))
    free = _uncovered(words, tagged)
    tagged += _in_sources(words, attributions, free)
    free = _uncovered(words, tagged)
    tagged += _repeated(words, tagged, free)
    return tuple(replace(mention, title=_title(words, mention)) for mention in sorted(tagged, key=lambda m: m.first))


def _trim(words: Words, names: Iterable[Name]) -> Iterator[Mention]:
    """Each tagged name without titles before it and marks around it."""
    end = 0
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        found = words.range(name.span)
        first, last = max(found.start, end), found.stop
        while first < last and (not words.forms[first][0].isalnum() or words.lowers[first] in ("the", "a", "an")):
            first += 1
        while last > first and (not words.forms[last - 1][0].isalnum() or words.is_possessive(last - 1)):
            last -= 1
        if name.kind is NameClass.PERSON:
            while last - first > 1 and _is_title(words, first):
                first += 1
        if first < last:
            end = last
            yield Mention(first, last, name.kind, first)


def _join(words: Words, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Pieces of one person's name as one: "Donald" "J." "Trump", "John “Jack” Hall", "Biden" "Jr."."""
    before: Mention | None = None
    for mention in mentions:
        mention = _extend(words, mention, before.last if before else 0)
        if before is None:
            before = mention
        elif before.kind is mention.kind is NameClass.PERSON and _continues(words, before, mention):
            before = replace(before, last=mention.last)
        else:
            yield before
            before = mention
    if before is not None:
        yield before


def _continues(words: Words, before: Mention, mention: Mention) -> bool:
    if words.sentences[before.first] != words.sentences[mention.first]:
        return False
    between = words.forms[before.last : mention.first]
    if not between:
        return before.length == 1 and words.ends[before.last - 1] + 1 >= words.starts[mention.first]
    if len(between) == 1:
        return bool(INITIAL.match(between[0])) or between[0].lower() in PARTICLES
    return len(between) == 3 and between[0] in NICKNAME_MARKS and between[2] in NICKNAME_ENDS


def _extend(words: Words, mention: Mention, free_from: int) -> Mention:
    """A person's name with the given name before it and the suffix after it that were not tagged."""
    if mention.kind is not NameClass.PERSON:
        return mention
    first, last = mention.first, mention.last
    while first > free_from and words.sentences[first - 1] == words.sentences[first] and _is_given(words, first - 1):
        first -= 1
    after = last + (last < len(words) and words.forms[last] == ",")
    if after < len(words) and words.lowers[after].rstrip(".") in SUFFIXES and words.forms[after][0].isupper():
        last = after + 1
    return replace(mention, first=first, last=last)


def _is_given(words: Words, index: int) -> bool:
    form = words.forms[index]
    if words.ends[index] + 1 < words.starts[index + 1]:
        return False
    if INITIAL.match(form) and form.endswith("."):
        return True
    return form[0].isupper() and words.lowers[index] in lexicon.given_names() and not _is_title(words, index)


def _is_title(words: Words, index: int) -> bool:
    form, lower = words.forms[index], words.lowers[index]
    if form in lexicon.titles():
        return True
    return form[0].isupper() and lower not in lexicon.given_names() and lexicon.is_person_noun(lower)


def _title(words: Words, mention: Mention) -> int:
    """Where the titles right before a person's name begin."""
    first = mention.first
    if mention.kind is NameClass.PERSON:
        while (
            first > 0
            and words.sentences[first - 1] == words.sentences[first]
            and words.forms[first - 1] in lexicon.titles()
        ):
            first -= 1
    return first


def _uncovered(words: Words, mentions: Iterable[Mention]) -> bytearray:
    free = bytearray(b"\x01") * len(words)
    for mention in mentions:
        free[mention.first : mention.last] = bytes(mention.length)
    return free


def _in_sources(words: Words, attributions: Iterable[Attribution], free: bytearray) -> Iterator[Mention]:
    """Runs of capitalised words in a source that no tag covers: somebody must have a name there."""
    for attribution in attributions:
        for span in attribution.source:
            found = words.range(span)
            for first, last in _capitalised(words, found, free):
                if mention := _guess(words, first, last, found.start):
                    free[mention.first : mention.last] = bytes(mention.length)
                    yield mention


def _capitalised(words: Words, within: range, free: bytearray) -> Iterator[tuple[int, int]]:
    first = within.start
    while first < within.stop:
        last = first
        while last < within.stop and free[last] and words.forms[last][0].isupper():
            last += 1
            if (
                last + 1 < within.stop
                and words.lowers[last] in JOINERS
                and words.forms[last + 1][0].isupper()
                and free[last + 1]
            ):
                last += 1
        if last > first:
            yield first, last
        first = max(last, first + 1)


def _guess(words: Words, first: int, last: int, source_start: int) -> Mention | None:
    """What a run of capitalised words in a source names, as far as its own words tell."""
    titled = False
    while first < last and _is_title(words, first):
        titled = titled or words.forms[first] in lexicon.titles()
        first += 1
    run = words.lowers[first:last]
    if not run or run[0] in _FUNCTION_WORDS:
        return None
    if titled or (len(run) > 1 and run[0] in lexicon.given_names() and not JOINERS & set(run)):
        return Mention(first, last, NameClass.PERSON, first)
    if any(lexicon.is_group_noun(word) or lexicon.is_document_noun(word) for word in run[-1:]) and len(run) > 1:
        return Mention(first, last, NameClass.ORGANIZATION, first)
    if len(run) == 1 and words.forms[first].isupper() and 2 <= len(run[0]) <= 6 and first > source_start:
        return Mention(first, last, NameClass.ORGANIZATION, first)
    return None


_FUNCTION_WORDS = frozenset(
    ["i", "he", "she", "it", "we", "they", "you", "who", "which", "that", "this", "these", "those", "his", "her", "its", "their", "our", "my", "your", "one", "some", "many", "most", "all", "both", "a", "an", "the", "and", "but", "or", "as", "at", "by", "for", "in", "of", "on", "to", "with", "from", "according", "several", "other", "others", "another", "no"]
)


def _repeated(words: Words, mentions: Sequence[Mention], free: bytearray) -> Iterator[Mention]:
    """Untagged surnames of people who are named in full elsewhere: "Hanley" after "Mary Hanley"."""
    known: dict[str, NameClass] = {}
    for mention in mentions:
        last = mention.last - 1
        if mention.kind is NameClass.PERSON and words.lowers[last].rstrip(".") in SUFFIXES:
            last -= 1 + (words.forms[last - 1] == ",")
        form = words.forms[last]
        if mention.kind is NameClass.PERSON and last >= mention.first and len(form) > 2:
            known.setdefault(form, mention.kind)
    for index, form in enumerate(words.forms):
        if free[index] and form in known and not _inside_name(words, index):
            yield Mention(index, index + 1, known[form], index)


def _inside_name(words: Words, index: int) -> bool:
    """Whether a capitalised neighbour makes a word part of something else: "Trump Tower"."""
    after = index + 1
    if after >= len(words) or words.sentences[after] != words.sentences[index]:
        return False
    form = words.forms[after]
    return form[0].isupper() and form.isalpha() and not lexicon.is_person_noun(words.lowers[after])
