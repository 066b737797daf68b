"""Names that the tagger missed: capitalised words in sources, and surnames known from elsewhere in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from quotes.parser.annotation import Attribution, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.apposition import noun_phrase
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mention, Mentions, base, is_body, is_title, surnames
from quotes.parser.entity.names import acronyms
from quotes.parser.entity.words import Words

NO_PART_OF_NAMES = closed_class("not_names", "name_openers", "calendar")
NOT_NAMES = closed_class("not_names")
JOINERS = frozenset(["of", "for", "and", "the", "&", "on", "to", "at", "in"])
LONGEST_NAME, SHORTEST_NAME = 5, 2
"""An unknown name has at most five words and at least two letters."""
LONGEST_INTRODUCED = 3
FEWEST_REPEATS = 2
"""An untagged capitalised source counts as a name if it stands that often in the article."""
SHORTEST_SURNAME = 3


def find_untagged(words: Words, tagged: Sequence[Mention], attributions: Iterable[Attribution]) -> list[Mention]:
    """The names of a page outside the tagged ones, none overlapping another."""
    free = _uncovered(words, tagged)
    attributions = tuple(attributions)
    again = list(_named_again(words, tagged, free))
    introduced = list(_introduced(words, tagged, attributions, free))
    given = Counter(words.forms[mention.first] for mention in introduced)
    found = [*again, *introduced, *_repeated(words, given, free), *_in_sources(words, attributions, free)]
    return [*found, *_repeated(words, surnames(words, [*tagged, *found]), free)]


def _uncovered(words: Words, mentions: Iterable[Mention]) -> bytearray:
    free = bytearray(b"\x01") * len(words)
    for mention in mentions:
        free[mention.first : mention.last] = bytes(mention.length)
    return free


def _named_again(words: Words, tagged: Sequence[Mention], free: bytearray) -> Iterator[Mention]:
    """Names of bodies that a tag marks elsewhere, and initials of those: "FHC" for the Ferrow Harbor Council."""
    written = set(words.forms)
    bodies: dict[str, list[tuple[str, ...]]] = {}
    for mention in tagged:
        name = tuple(words.forms[mention.first : mention.last])
        if mention.kind is not NameClass.ORGANIZATION or not _is_apart(name, written):
            continue
        initials = [(short.upper(),) for short in acronyms(" ".join(name)) if len(short) > SHORTEST_NAME]
        for form in (name, *initials):
            bodies.setdefault(form[0], []).append(form)
    for index, first in enumerate(words.forms):
        for form in bodies.get(first, ()) if free[index] else ():
            last = index + len(form)
            if tuple(words.forms[index:last]) == form and all(free[index:last]) and not _inside_name(words, last - 1):
                free[index:last] = bytes(len(form))
                yield Mention(index, last, NameClass.ORGANIZATION, index)
                break


def _is_apart(name: Sequence[str], written: Container[str]) -> bool:
    """Whether a name is none of the article's common words: one that is never written small."""
    if len(name) > 1:
        return all(part[0].isupper() or part in JOINERS for part in name)
    lower = name[0].lower()
    common = lexicon.is_person_noun(lexicon.singular(lower)) or is_body(lower) or lower in NO_PART_OF_NAMES
    return name[0][0].isupper() and len(name[0]) > SHORTEST_NAME and not common and lower not in written


def _introduced(
    words: Words, tagged: Sequence[Mention], attributions: Sequence[Attribution], free: bytearray
) -> Iterator[Mention]:
    """People in full who are introduced: "[May Win-sho], the secretary general,"."""
    mentions = Mentions(tagged, len(words))
    cues = {index for attribution in attributions for span in attribution.cue for index in words.range(span)}
    for comma in range(2, len(words) - 2):
        if words.forms[comma] != "," or words.lowers[comma + 1] not in ("a", "an", "the") or not free[comma - 1]:
            continue
        first = comma
        while first > 0 and free[first - 1] and _is_name_word(words, first - 1, comma):
            first -= 1
        named = 2 <= comma - first <= LONGEST_INTRODUCED and (first == 0 or free[first - 1])
        if named and noun_phrase(words, mentions, comma + 1, cues):
            free[first:comma] = bytes(comma - first)
            yield Mention(first, comma, NameClass.PERSON, first)


def _is_name_word(words: Words, index: int, comma: int) -> bool:
    form, lower = words.forms[index], words.lowers[index]
    return (
        form[0].isupper()
        and form[-1].isalpha()
        and lower not in NO_PART_OF_NAMES
        and words.sentences[index] == words.sentences[comma]
        and not lexicon.is_person_noun(lower)
        and not is_body(lower)
    )


def _in_sources(words: Words, attributions: Iterable[Attribution], free: bytearray) -> Iterator[Mention]:
    """Runs of capitalised words in a source that no tag covers: somebody must have a name there."""
    forms = Counter(words.forms)
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
    addressed = titled and words.forms[start - 1] in lexicon.titles()
    run = words.lowers[start:last]
    if run[0] in NOT_NAMES | JOINERS or words.forms[last - 1] in lexicon.titles():
        return None
    named = (
        len(run) > 1
        and run[0] in lexicon.given_names()
        and not JOINERS & set(run)
        and not lexicon.is_person_noun(run[-1])
    )
    if addressed or (titled and not lexicon.is_person_noun(run[-1]) and not is_body(run[-1])) or named:
        return Mention(start, last, NameClass.PERSON, start)
    if len(run) > 1 and is_body(run[-1]):
        return Mention(first, last, NameClass.ORGANIZATION, first)
    return None


def _whole_source(words: Words, first: int, last: int, source: range, forms: Counter[str]) -> Mention | None:
    """An unknown name that is the whole of a source: "Vox reported"."""
    start = source.start + (words.lowers[source.start] == "the")
    if (first, last) != (start, source.stop) or last - first > LONGEST_NAME:
        return None
    run = range(first, last)
    if words.forms[last - 1] in lexicon.titles():
        return None
    if any(base(words.lowers[i]) in NOT_NAMES or _is_common(words, i, forms) for i in run):
        return None
    if words.ends[last - 1] - words.starts[first] < SHORTEST_NAME:
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
    return forms[words.forms[index]] <= FEWEST_REPEATS or forms[words.lowers[index]] > 0


def _repeated(words: Words, known: Counter[str], free: bytearray) -> Iterator[Mention]:
    """Untagged surnames of people who are named elsewhere: "Hanley" and "HANLEY" after "Mary Hanley"."""
    for index, form in enumerate(words.forms):
        if (
            free[index]
            and (form in known or (form.isupper() and form.capitalize() in known))
            and len(form) >= SHORTEST_SURNAME
            and form[0].isupper()
            and not _inside_name(words, index)
        ):
            free[index] = 0
            yield Mention(index, index + 1, NameClass.PERSON, index)


def _inside_name(words: Words, index: int) -> bool:
    """Whether a capitalised neighbour makes a word part of something else: "Trump Tower"."""
    after = index + 1
    if after >= len(words) or words.sentences[after] != words.sentences[index]:
        return False
    form = words.forms[after]
    return form[0].isupper() and form.isalpha() and not lexicon.is_person_noun(words.lowers[after])
