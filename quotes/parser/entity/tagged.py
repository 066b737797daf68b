"""The names that the tagger found, cut and joined to whole names.

"Sen. Tim Scott’s" is one name, Tim Scott; "Donald", "J." and "Trump" are one; "Trump Says" in a headline is Trump.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.parser.annotation import Name, NameClass
from quotes.parser.entity import lexicon
from quotes.parser.entity.body_name import join_bodies
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.mention import Mention, is_body, is_title, surnames
from quotes.parser.entity.names import INITIAL, PARTICLES, SUFFIXES, unaccented
from quotes.parser.entity.words import Words

NICKNAME_OPENS, NICKNAME_CLOSES = frozenset("“\"('‘"), frozenset("”\")'’")
OFFICES = frozenset(["Office", "Department", "Bureau", "Association", "Service"])
NOT_NAMES = closed_class("not_names")
OFFICE_MODIFIERS = closed_class("title_modifiers")
ARTICLES = closed_class("articles")
POLLS = frozenset(["Poll", "Survey"])
OPENERS = closed_class("name_openers")
REPORTS = frozenset(["said", "says", "asked", "added", "wrote", "replied"])
MODALS = frozenset(["will", "can", "may", "does", "is"])
LONGEST_PERSON = 5
"""In words; a longer "name" is a headline in capitals."""
HEADLINE_SHARE, HEADLINE_WORD, FEWEST_WORDS = 0.75, 4, 3
"""A paragraph is a headline where three quarters of its words of four letters and more are capitalised."""


def tidy(words: Words, names: Iterable[Name]) -> list[Mention]:
    """The tagged names of a page as mentions, none overlapping another."""
    proper = _with_offices(words, [mention for mention in _trim(words, names) if not _is_common(words, mention)])
    found = list(_join(words, _split(words, _persons(words, proper))))
    found = list(join_bodies(words, list(_cut_headlines(words, found))))
    known = surnames(words, found)
    forms = Counter(tuple(words.forms[mention.first : mention.last]) for mention in found)
    full = Counter(last for _, last in {(unaccented(form[0]), form[-1]) for form in forms if len(form) > 1})
    kept = [_cut(words, mention, known) for mention in found if not _is_headline(words, mention, known)]
    return [_cut_start(words, mention, forms, full) for mention in kept]


def _trim(words: Words, names: Iterable[Name]) -> Iterator[Mention]:
    """Each tagged name without titles before it and marks around it."""
    end = 0
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        found = words.range(name.span)
        first, last = max(found.start, end), found.stop
        first, last = _inside(words, first, last)
        kind = name.kind
        if (last - first > 1 and words.forms[first] in lexicon.titles()) or _is_addressed(words, first):
            kind = NameClass.PERSON
        if kind is NameClass.PERSON:
            while last - first > 1 and (is_title(words, first) or _reports(words, first)):
                first += 1
            if last - first == 2 and words.lowers[last - 1] in OFFICE_MODIFIERS and _is_title_at(words, last):
                last, kind = last - 1, NameClass.LOCATION  # "[Lanesville Vice] Mayor Roe"
        if kind is NameClass.ORGANIZATION and last - first > 1 and words.forms[last - 1] in POLLS:
            last -= 1
        if last - first == 1 and kind is not NameClass.PERSON and INITIAL.match(words.forms[first]):
            continue
        if first < last and not (last - first == 1 and words.forms[first] in lexicon.titles()):
            end = last
            yield Mention(first, last, kind, first)


def _inside(words: Words, first: int, last: int) -> tuple[int, int]:
    """Where a tagged name begins and ends without small words and marks: "[As] Vox", "[out-]Roe", "Roe [won]".

    One that ends in "of" goes on: "Workers of [America]".
    """
    while first < last and (
        not words.forms[first][0].isalnum()
        or words.lowers[first] in ARTICLES
        or (last - first > 1 and _is_small(words, first))
    ):
        first += 1
    if last > first and words.lowers[last - 1] in ("of", "for"):
        while last < len(words) and words.forms[last][0].isupper() and words.forms[last][-1].isalpha():
            last += 1
    while last > first and (
        not words.forms[last - 1][0].isalnum() or words.is_possessive(last - 1) or words.lowers[last - 1] in OPENERS
    ):
        last -= 1
    while last - first > 1 and words.forms[last - 1].islower() and words.forms[first][0].isupper():
        last -= 1
    return first, last


def _is_small(words: Words, index: int) -> bool:
    """Whether a word before a name in capitals is none of it: "of Vox", "out-Roe Ann Roe", but "van der Berg"."""
    form, lower = words.forms[index], words.lowers[index]
    if lower in OPENERS:
        return form[0].islower() or _opens_sentence(words, index)
    particle = lower.partition("-")[0] in PARTICLES
    return form[0].islower() and not particle and "-" in form and words.forms[index + 1][0].isupper()


def _is_title_at(words: Words, index: int) -> bool:
    return index < len(words) and is_title(words, index)


def _reports(words: Words, index: int) -> bool:
    """Whether a name begins with the verb before it: "Said [Roe]"."""
    return words.lowers[index] in REPORTS and _opens_sentence(words, index)


def _with_offices(words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """The names with each "Yuma County Sheriff’s Office" as one body, whatever was tagged of it."""
    offices = list(_offices(words))
    taken = {index for office in offices for index in range(office.first, office.last)}
    free = [m for m in mentions if taken.isdisjoint(range(m.first, m.last))]
    return sorted([*free, *offices], key=lambda mention: mention.first)


def _offices(words: Words) -> Iterator[Mention]:
    """Capitalised words up to the name of somebody's office: "[Yuma County Sheriff’s Office] spokesman"."""
    for mark in range(1, len(words) - 1):
        if words.forms[mark + 1] not in OFFICES or not words.is_possessive(mark):
            continue
        if not lexicon.is_person_noun(words.lowers[mark - 1]) or not words.forms[mark - 1][0].isupper():
            continue
        first = mark - 1
        while first > 0 and words.sentences[first - 1] == words.sentences[mark] and _is_part(words, first - 1):
            first -= 1
        yield Mention(first, mark + 2, NameClass.ORGANIZATION, first)


def _is_part(words: Words, index: int) -> bool:
    form, lower = words.forms[index], words.lowers[index]
    if lower in ("of", "and") and index > 0:
        return words.forms[index - 1][0].isupper() and words.forms[index + 1][0].isupper()
    return form[0].isupper() and form[-1].isalpha() and lower not in NOT_NAMES


def _is_addressed(words: Words, index: int) -> bool:
    """Whether Mr., Mrs. or the like stands before a word."""
    title = lexicon.titles().get(words.forms[index - 1]) if index else None
    return title is not None and not title[0] and bool(title[1])


def _is_common(words: Words, mention: Mention) -> bool:
    """No name: words in small letters, or a lone title before a name, tagged by mistake."""
    if all(words.forms[index].islower() for index in range(mention.first, mention.last)):
        return True
    lower = words.lowers[mention.first]
    if mention.length == 1 and mention.kind is not NameClass.LOCATION and lower in lexicon.words("plural_nouns"):
        return words.forms[mention.first].istitle()
    titled = mention.length == 1 and mention.kind is not NameClass.PERSON and is_title(words, mention.first)
    return titled and mention.last < len(words) and words.forms[mention.last][0].isupper()


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
    """ "State Department and the Department of Labor" and "Post-ABC News" as two bodies."""
    for mention in mentions:
        cut = mention.first
        for index in range(mention.first + 1, mention.last - 1):
            listed = words.lowers[index] == "and" and words.lowers[index + 1] == "the" and index + 2 < mention.last
            if listed or words.forms[index] in "/-":
                if cut < index:
                    yield replace(mention, first=cut, last=index, title=cut)
                cut = index + 1 + listed
        if cut < mention.last:
            yield replace(mention, first=cut, title=cut)


def _join(words: Words, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Pieces of one person's name as one: "Donald" "J." "Trump", "John “Jack” Hall", "Biden" "Jr."."""
    before: Mention | None = None
    for mention in mentions:
        if before and mention.first < before.last:  # the suffix that the name before has taken
            continue
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
    full = mention.length > 1 and words.lowers[first] in lexicon.given_names()
    while first > free_from and words.sentences[first - 1] == words.sentences[first] and _is_given(words, first - 1):
        if full and lexicon.is_person_noun(words.lowers[first - 1]):
            break  # "Justice Ann Roe"
        first -= 1
    after = last + (last < len(words) and words.forms[last] == ",")
    if after < len(words) and words.lowers[after].rstrip(".") in SUFFIXES and words.forms[after][0].isupper():
        last = after + 1
    return replace(mention, first=first, last=last)


def _is_given(words: Words, index: int) -> bool:
    form = words.forms[index]
    if words.ends[index] + 1 < words.starts[index + 1] or _reports(words, index):
        return False
    if INITIAL.match(form) and form.endswith("."):
        return True
    if INITIAL.match(words.forms[index + 1]) and words.forms[index + 1].endswith("."):
        return form[0].isupper() and form.isalpha() and not is_title(words, index)
    return form[0].isupper() and words.lowers[index] in lexicon.given_names() and not is_title(words, index)


def _cut(words: Words, mention: Mention, known: Counter[str]) -> Mention:
    """A name that runs on in a headline: "[Trump] Says". `known` counts the surnames of the article."""
    if mention.kind is not NameClass.PERSON:
        return mention
    last = words.forms[mention.last - 1]
    if last.lower().rstrip(".") in SUFFIXES or words.forms[mention.last : mention.last + 1] == [","]:
        return mention
    for index in range(mention.last - 2, mention.first - 1, -1):
        form = words.forms[index]
        if known[last] <= 1 < known[form] and form.lower() not in lexicon.given_names():
            return replace(mention, last=index + 1)
    return mention


def _cut_start(words: Words, mention: Mention, forms: Counter[tuple[str, ...]], full: Counter[str]) -> Mention:
    """A name that starts early, at the head of a sentence: "Will [Roe]", "Absent [Roe]" where there is an Ann Roe.

    `forms` counts the names of the article, `full` the different full names of each surname.
    """
    form = tuple(words.forms[mention.first : mention.last])
    if mention.kind is not NameClass.PERSON or len(form) != 2 or not _opens_sentence(words, mention.first):
        return mention
    first = form[0].lower()
    odd = first in MODALS or first not in lexicon.given_names()
    if odd and forms[form] == 1 and full[form[1]] > 1:
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
        if len(form) >= HEADLINE_WORD and form.isalpha():
            long[paragraph] += 1
            upper[paragraph] += form[0].isupper()
    enough = ((paragraph, count) for paragraph, count in long.items() if count >= FEWEST_WORDS)
    return {paragraph for paragraph, count in enough if upper[paragraph] >= HEADLINE_SHARE * count}


def _opens_sentence(words: Words, index: int) -> bool:
    return index == 0 or words.sentences[index - 1] != words.sentences[index]


def _is_headline(words: Words, mention: Mention, known: Counter[str]) -> bool:
    long = mention.kind is NameClass.PERSON and mention.length > LONGEST_PERSON
    return long and not any(known[words.forms[index]] > 1 for index in range(mention.first, mention.last))
