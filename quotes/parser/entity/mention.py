"""The proper names of a page: what the tagger found, cut and joined to whole names, and what it missed.

"Sen. Tim Scott’s" is one name, Tim Scott, with a title; a "Scott" further on is one too, tagged or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.parser.annotation import Attribution, Name, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.names import INITIAL, PARTICLES, SUFFIXES
from quotes.parser.entity.words import Words

JOINERS = frozenset(["of", "for", "and", "the", "&", "on", "to", "at", "in"])
NICKNAME_OPENS, NICKNAME_CLOSES = frozenset("“\"('‘"), frozenset("”\")'’")
LONGEST_PERSON = 5
"""In words; a longer "name" is a headline in capitals."""
HEADLINE_SHARE = 0.75
FEWEST_REPEATS = 2
"""An untagged capitalised source counts as a name if it stands that often in the article."""


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


class Mentions:
    """The mentions of a page, found by word."""

    def __init__(self, mentions: Sequence[Mention], size: int) -> None:
        self.all = mentions
        self._at = [-1] * size
        for number, mention in enumerate(mentions):
            for index in range(mention.first, mention.last):
                self._at[index] = number

    def at(self, index: int) -> int:
        """The number of the mention that covers a word, -1 for none."""
        return self._at[index] if 0 <= index < len(self._at) else -1

    def kind(self, index: int) -> NameClass | None:
        """The class of the name that covers a word, None for no name."""
        number = self.at(index)
        return self.all[number].kind if number >= 0 else None

    def within(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the mentions that begin among the words first … last - 1."""
        before = -1
        for index in range(first, last):
            number = self._at[index]
            if number >= 0 and number != before and self.all[number].first >= first:
                yield number
            before = number


def find_mentions(words: Words, names: Iterable[Name], attributions: Iterable[Attribution]) -> Mentions:
    """All names of a page in the order of the text, none overlapping another."""
    tagged = list(_join(words, _split(words, _persons(words, list(_trim(words, names))))))
    tagged = list(_cut_headlines(words, tagged))
    known = _surnames(words, tagged)
    tagged = [_cut(words, mention, known) for mention in tagged if not _is_headline(words, mention, known)]
    free = _uncovered(words, tagged)
    tagged += _in_sources(words, attributions, free)
    tagged += _repeated(words, _surnames(words, tagged), free)
    titled = (replace(mention, title=_title(words, mention)) for mention in tagged)
    return Mentions(sorted(titled, key=lambda mention: mention.first), len(words))


# ---------------------------------------------------------------------------------------------
# Tagged names
# ---------------------------------------------------------------------------------------------


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
        kind = name.kind
        if last - first > 1 and words.forms[first] in lexicon.titles():
            kind = NameClass.PERSON
        if kind is NameClass.PERSON:
            while last - first > 1 and is_title(words, first):
                first += 1
        if first < last:
            end = last
            yield Mention(first, last, kind, first)


def _persons(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Persons tagged as something else: "Chad Poe", of which "Poe" stands alone further on."""
    alone = {words.forms[mention.first] for mention in mentions if mention.length == 1}
    for mention in mentions:
        last = words.forms[mention.last - 1]
        named = mention.length in (2, 3) and words.lowers[mention.first] in lexicon.given_names() and last in alone
        if named and mention.kind is not NameClass.PERSON and not is_body(last.lower()):
            yield replace(mention, kind=NameClass.PERSON)
        else:
            yield mention


def _split(words: Words, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """ "State Department and the Department of Labor" as two bodies."""
    for mention in mentions:
        cut = mention.first
        for index in range(mention.first + 1, mention.last - 2):
            if words.lowers[index] == "and" and words.lowers[index + 1] == "the":
                yield replace(mention, first=cut, last=index, title=cut)
                cut = index + 2
        yield replace(mention, first=cut, title=cut)


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
    return len(between) == 3 and between[0] in NICKNAME_OPENS and between[2] in NICKNAME_CLOSES


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
    if INITIAL.match(words.forms[index + 1]) and words.forms[index + 1].endswith("."):
        return form[0].isupper() and form.isalpha() and not is_title(words, index)
    return form[0].isupper() and words.lowers[index] in lexicon.given_names() and not is_title(words, index)


def is_title(words: Words, index: int) -> bool:
    """Whether a capitalised word may be a title: "Sen.", "Councilwoman", but not "Dean" of "Dean Heller"."""
    form, lower = words.forms[index], words.lowers[index]
    if form in lexicon.titles():
        return True
    return form[0].isupper() and lower not in lexicon.given_names() and lexicon.is_person_noun(lower)


def _title(words: Words, mention: Mention) -> int:
    """Where the titles right before a person's name begin."""
    first = mention.first
    while (
        mention.kind is NameClass.PERSON
        and first > 0
        and words.sentences[first - 1] == words.sentences[first]
        and words.forms[first - 1] in lexicon.titles()
    ):
        first -= 1
    return first


def _surnames(words: Words, mentions: Iterable[Mention]) -> Counter[str]:
    """How often each word is the last of a person's name."""
    found: Counter[str] = Counter()
    for mention in mentions:
        if mention.kind is NameClass.PERSON:
            last = mention.last - 1
            if words.lowers[last].rstrip(".") in SUFFIXES:
                last -= 1 + (words.forms[last - 1] == ",")
            if last >= mention.first and len(words.forms[last]) > 1:
                found[words.forms[last]] += 1
    return found


def _cut(words: Words, mention: Mention, known: Counter[str]) -> Mention:
    """A name that runs on, or starts early, in a headline: "[Trump] Says", "Will [Roe]", "Absent [Roe]"."""
    if mention.kind is not NameClass.PERSON or mention.length == 1:
        return mention
    last = words.forms[mention.last - 1]
    for index in range(mention.last - 2, mention.first - 1, -1):
        form = words.forms[index]
        if (
            known[form] > known[last]
            and known[form] > 1
            and known[last] <= 1
            and form.lower() not in lexicon.given_names()
        ):
            return replace(mention, last=index + 1)
    first = words.lowers[mention.first]
    if known[last] > 1 and _opens_sentence(words, mention.first) and mention.length == 2:
        if first in MODALS or (
            first not in lexicon.given_names() and words.forms.count(words.forms[mention.first]) == 1
        ):
            return replace(mention, first=mention.first + 1, title=mention.first + 1)
    return mention


def _cut_headlines(words: Words, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """In a paragraph of capitalised words a name ends where one known from elsewhere does: "[Ann Roe] Tells Senate"."""
    headlines = _headlines(words)
    known = {tuple(words.forms[m.first : m.last]) for m in mentions if words.paragraphs[m.first] not in headlines}
    for mention in mentions:
        form = tuple(words.forms[mention.first : mention.last])
        if words.paragraphs[mention.first] not in headlines or form in known or len(form) == 1:
            yield mention
            continue
        cut = next((n for n in range(len(form) - 1, 0, -1) if form[:n] in known), 0)
        given = mention.kind is NameClass.PERSON and form[0].lower() in lexicon.given_names()
        if cut == 0 and len(form) > 2 and given:
            cut = 2
        yield replace(mention, last=mention.first + cut) if cut else mention


def _headlines(words: Words) -> set[int]:
    """The paragraphs in which most longer words are capitalised."""
    long: Counter[int] = Counter()
    upper: Counter[int] = Counter()
    for form, paragraph in zip(words.forms, words.paragraphs, strict=True):
        if len(form) > 3 and form.isalpha():
            long[paragraph] += 1
            upper[paragraph] += form[0].isupper()
    return {paragraph for paragraph, count in long.items() if count > 2 and upper[paragraph] >= HEADLINE_SHARE * count}


MODALS = frozenset(["will", "can", "may", "does", "is"])


def _opens_sentence(words: Words, index: int) -> bool:
    return index == 0 or words.sentences[index - 1] != words.sentences[index]


def _is_headline(words: Words, mention: Mention, known: Counter[str]) -> bool:
    long = mention.kind is NameClass.PERSON and mention.length > LONGEST_PERSON
    return long and not any(known[words.forms[index]] > 1 for index in range(mention.first, mention.last))


# ---------------------------------------------------------------------------------------------
# Names that the tagger missed
# ---------------------------------------------------------------------------------------------


def _uncovered(words: Words, mentions: Iterable[Mention]) -> bytearray:
    free = bytearray(b"\x01") * len(words)
    for mention in mentions:
        free[mention.first : mention.last] = bytes(mention.length)
    return free


def _in_sources(words: Words, attributions: Iterable[Attribution], free: bytearray) -> Iterator[Mention]:
    """Runs of capitalised words in a source that no tag covers: somebody must have a name there."""
    forms = Counter(form for form in words.forms if form[0].isupper())
    for attribution in attributions:
        for span in attribution.source:
            found = words.range(span)
            for first, last in _capitalised(words, found, free):
                mention = _guess(words, first, last) or _whole_source(words, first, last, found, forms)
                if mention:
                    free[mention.first : mention.last] = bytes(mention.length)
                    yield mention


def _capitalised(words: Words, within: range, free: bytearray) -> Iterator[tuple[int, int]]:
    first = within.start
    while first < within.stop:
        last = first
        while last < within.stop and free[last] and words.forms[last][0].isupper():
            last += 1
            if last + 1 < within.stop and free[last] and free[last + 1] and _goes_on(words, last):
                last += 1
        if last > first:
            yield first, last
        first = max(last, first + 1)


def _goes_on(words: Words, index: int) -> bool:
    return words.lowers[index] in JOINERS and words.forms[index + 1][0].isupper()


def _guess(words: Words, first: int, last: int) -> Mention | None:
    """What a run of capitalised words in a source names, as far as its own words tell."""
    start = first
    for index in range(first, last - 1):
        if is_title(words, index):
            start = index + 1
    titled = start > first
    run = words.lowers[start:last]
    if run[0] in FUNCTION_WORDS or JOINERS & set(run[:1]):
        return None
    named = len(run) > 1 and run[0] in lexicon.given_names() and not JOINERS & set(run)
    if (titled and not lexicon.is_person_noun(run[-1]) and not is_body(run[-1])) or named:
        return Mention(start, last, NameClass.PERSON, start)
    if len(run) > 1 and is_body(run[-1]):
        return Mention(first, last, NameClass.ORGANIZATION, first)
    return None


def is_body(lower: str) -> bool:
    return lexicon.is_group_noun(lower) or lexicon.is_group_noun(lexicon.singular(lower))


def _whole_source(words: Words, first: int, last: int, source: range, forms: Counter[str]) -> Mention | None:
    """An unknown name that is the whole of a source: "Vox reported"."""
    start = source.start + (words.lowers[source.start] == "the")
    if (first, last) != (start, source.stop) or last - first > LONGEST_PERSON:
        return None
    run = range(first, last)
    if any(words.lowers[i] in FUNCTION_WORDS or _is_common(words, i, forms) for i in run):
        return None
    if words.forms[last - 1].endswith("s") and not words.forms[last - 1].isupper() and len(run) == 1:
        return None
    if min(forms[words.forms[i]] for i in run) < FEWEST_REPEATS:
        return None
    return Mention(first, last, NameClass.ORGANIZATION, first)


def _is_common(words: Words, index: int, forms: Counter[str]) -> bool:
    """A noun for persons, unless the article only ever writes it as a name: Carrier."""
    if not lexicon.is_person_noun(lexicon.singular(words.lowers[index])):
        return False
    return forms[words.forms[index]] <= FEWEST_REPEATS or words.lowers[index] in words.forms


FUNCTION_WORDS = frozenset(
    "i he she it we they you who which that this these those his her its their our my your one some many most all both "
    "a an the and but or as at by for in of on to with from according several other others another no two three "
    "what when where why how if so yes there here not only each none neither nobody everyone a.".split()
)


def _repeated(words: Words, known: Counter[str], free: bytearray) -> Iterator[Mention]:
    """Untagged surnames of people who are named elsewhere: "Hanley" after "Mary Hanley"."""
    for index, form in enumerate(words.forms):
        if free[index] and form in known and len(form) > 2 and form[0].isupper() and not _inside_name(words, index):
            yield Mention(index, index + 1, NameClass.PERSON, index)


def _inside_name(words: Words, index: int) -> bool:
    """Whether a capitalised neighbour makes a word part of something else: "Trump Tower"."""
    after = index + 1
    if after >= len(words) or words.sentences[after] != words.sentences[index]:
        return False
    form = words.forms[after]
    return form[0].isupper() and form.isalpha() and not lexicon.is_person_noun(words.lowers[after])
