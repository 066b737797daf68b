"""From a text to its paragraphs: headline, byline, captions, dateline and body; and from a paragraph to its sentences.

Where a text has blank lines they separate its paragraphs, and a single newline inside one is a wrapped line; where it
has none, each line is a paragraph, which is what text extracted from a page often looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from quotes.parser.annotation import Document, Page, Paragraph, Place, Span

LEAST_LINES, FINAL_SHARE = 3, 0.5
"""In a text with some blank lines, single newlines separate paragraphs too where there are at least three of them and
half of the lines before them end like a sentence (a wrapped line does so in about one of ten)."""
HEADLINE_WORDS = 30
HEAD_PARAGRAPHS = 4
"""The headline and what belongs to it stand in the first four paragraphs."""
BYLINE_WORDS = 20
CAPTION_WORDS = 150

_NEWLINE = r"(?>\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
NEWLINE = re.compile(_NEWLINE)
BLANK_LINE = re.compile(rf"{_NEWLINE}(?:(?!{_NEWLINE})\s)*+{_NEWLINE}\s*+")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + INVISIBLE
FINAL = re.compile(r"[.!?…:;][\"”’'»)\]*]*$|[.!?…,;]?[\"”»]$")

_UPPER = "A-ZÀ-ÖØ-Þ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’]+(?:[ /-][{_UPPER}][{_UPPER}.'’]*)*"
_TITLE_CASE = rf"[{_UPPER}][\w.'’]+(?:[ /-][{_UPPER}][\w.'’]+){{0,2}}"
_REGION = rf"(?:, [{_UPPER}][\w.'’]*(?: [{_UPPER}][\w.'’]*){{0,2}})"
_DATE = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)"
_AGENCY = rf"(?: ?\([{_UPPER}][^()\n]{{0,40}}\))"
_DASH = r"\s*(?:[–—―]|--?)(?=\s|$|[\"“'‘])"
DATELINE = re.compile(
    rf"(?P<capitals>{_CAPITALS}{_REGION}{{0,2}}?){_DATE}?(?:{_AGENCY}{_DASH}|{_AGENCY}(?=\s)|{_DASH}|(?P<colon>:)(?=\s))"
    rf"|(?P<mixed>{_TITLE_CASE}{_REGION}{{0,2}}?){_DATE}?{_AGENCY}{_DASH}"
    rf"|(?P<region>{_TITLE_CASE}{_REGION}{{1,2}}?){_DATE}?{_AGENCY}?{_DASH}"
)
SPEAKER_LINE = re.compile(rf"[{_UPPER}][{_UPPER} .'’-]+:\s")

BYLINE = re.compile(
    r"(?:(?:(?:written|posted|reported|published|edited|compiled|story|text|words|report|analysis) )?by|author)"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
REPORTING = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing) by\b|.*\bcontributed (?:reporting|to this (?:report|story|article))",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"(?:(?:posted|published|updated|last updated)(?: on)?\s*:?\s*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|\d{1,2} [a-z]+ \d{4})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d ?[apm.]*)?(?: [A-Z]{2,4})?\.?$|posted on$",
    re.IGNORECASE,
)
CREDIT_FIRST = re.compile(
    r"(?:\w+ )?(?:photo|picture|image|illustration|graphic)(?: (?:credit|by|courtesy)(?: of)?)?\s*:"
    r"|(?:credit|caption|pictured)\s*:|file photo\b|file ?[-–—] |[(\[]?courtesy (?:of )?|©|\(?(?:photo|picture|image|illustration) by ",
    re.IGNORECASE,
)
CREDIT_LAST = re.compile(
    r"[(\[](?:(?:ap|file|pool|staff|courtesy|handout|reuters|getty|afp|\w+) )?"
    r"(?:photos?|photograph|picture|image|credit|courtesy|illustration|graphic|screenshot|screengrab)\b[^()\[\]]*[)\]]\.?$",
    re.IGNORECASE,
)

SENTENCE_END = re.compile(r"([.!?…]+)[\"”’'»)\]]*\s+(?=[\"“‘'«„(\[`]*(\w+))")
LAST_WORD = re.compile(r"[\w.&’'-]*$")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")


def segment(document: Document) -> Page:
    """Cut a document into paragraphs and say what each of them is.

    "WASHINGTON – The bill passed." after a headline and a photo caption is the first paragraph of the body, and
    "WASHINGTON" its dateline.
    """
    text = document.text
    spans = _paragraphs(text)
    places = _places(document, spans)
    return Page(text, tuple(map(Paragraph, spans, places)), _dateline(text, spans, places))


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph, without the white space between them.

    A closing quotation mark belongs to the sentence it ends: "“It is over.” He left." is two. "Sen. J. Roe" is no end.
    """
    found: list[Span] = []
    start = span.start
    for match in SENTENCE_END.finditer(text, span.start, span.end):
        if _ends_sentence(text, start, match):
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    found.append(_trimmed(text, start, span.end))
    return tuple(one for one in found if one)


# ---------------------------------------------------------------------------------------------
# Paragraphs
# ---------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> list[Span]:
    whole = _trimmed(text, 0, len(text))
    blocks = list(_split(text, whole, BLANK_LINE))
    if len(blocks) == 1 or _lines_are_paragraphs(text, blocks):
        return list(_split(text, whole, NEWLINE))
    return blocks


def _lines_are_paragraphs(text: str, blocks: Sequence[Span]) -> bool:
    lines = final = 0
    for block in blocks:
        for match in NEWLINE.finditer(text, block.start, block.end):
            lines += 1
            final += bool(FINAL.search(text[max(block.start, match.start() - 40) : match.start()].rstrip()))
    return lines >= LEAST_LINES and final >= FINAL_SHARE * lines


def _split(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in separator.finditer(text, span.start, span.end):
        if piece := _trimmed(text, start, match.start()):
            yield piece
        start = match.end()
    if piece := _trimmed(text, start, span.end):
        yield piece


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space and invisible characters at either end."""
    piece = text[start:end]
    kept = piece.lstrip(EDGES)
    start += len(piece) - len(kept)
    return Span(start, start + len(kept.rstrip(EDGES)))


# ---------------------------------------------------------------------------------------------
# Places
# ---------------------------------------------------------------------------------------------


def _places(document: Document, spans: Sequence[Span]) -> list[Place]:
    title, byline = _plain(document.title), _plain(document.byline)
    places: list[Place] = []
    heads: set[str] = {title} if title else set()
    leading = True
    for index, span in enumerate(spans):
        place = Place.BODY
        if len(span) < 2000:
            words = span.of(document.text)
            plain = _plain(words)
            if (plain and plain == byline) or _is_byline(words):
                place = Place.BYLINE
            elif _is_caption(words):
                place = Place.CAPTION
            elif plain in heads or (leading and index + 1 < len(spans) and _is_headline(words)):
                place = Place.HEADLINE
                heads.add(plain)
        leading = leading and index + 1 < HEAD_PARAGRAPHS and place is not Place.BODY
        places.append(place)
    return places


def _plain(words: str | None) -> str:
    return " ".join(re.findall(r"\w+", (words or "").casefold()))


def _is_headline(words: str) -> bool:
    return len(words.split()) <= HEADLINE_WORDS and not words.rstrip("\"”’'»)").endswith((".", ":", ",", ";", "…"))


def _is_byline(words: str) -> bool:
    if REPORTING.match(words) or DATE_LINE.match(words):
        return len(words.split()) <= 3 * BYLINE_WORDS
    match = BYLINE.match(words)
    if not match:
        return False
    names = re.findall(r"[^\s,;:.]+", words[match.end() :])
    small = [name for name in names if name[0].islower()]
    return (
        0 < len(names) <= BYLINE_WORDS and len(small) < len(names) and all(name in _layout("byline") for name in small)
    )


def _is_caption(words: str) -> bool:
    if len(words.split()) > CAPTION_WORDS:
        return False
    return bool(CREDIT_FIRST.match(words) or CREDIT_LAST.search(words[-160:]) or _agency_last().search(words[-80:]))


@cache
def _layout(use: str) -> frozenset[str]:
    rows = (line.split("\t") for line in _lines("layout.tsv"))
    return frozenset(word for word, its_use in rows if its_use == use)


@cache
def _agency_last() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_layout("agency"), key=len, reverse=True))
    return re.compile(rf"(?:/|\||[(\[]|[.”] [–—-]) ?(?:{names})(?: Photos?| via [\w .]+)?[)\]]?\.?$", re.IGNORECASE)


def _dateline(text: str, spans: Sequence[Span], places: Sequence[Place]) -> Span | None:
    body = [span for span, place in zip(spans, places, strict=True) if place is Place.BODY]
    for span in body[:HEAD_PARAGRAPHS]:
        match = DATELINE.match(text, span.start, span.end)
        if not match or match[0].split()[0].strip(":-–—") in _layout("no dateline"):
            continue
        if match["colon"] and sum(bool(SPEAKER_LINE.match(text, other.start)) for other in body) > 1:
            continue
        group = next(name for name in ("capitals", "mixed", "region") if match[name])
        return Span(*match.span(group))
    return None


# ---------------------------------------------------------------------------------------------
# Sentences
# ---------------------------------------------------------------------------------------------


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = match[2]
    if following[0].islower():
        return False
    if match[1] != ".":
        return True
    last = LAST_WORD.search(text[max(start, match.start() - 30) : match.start()])
    word = (last[0] if last else "").lstrip("'’") + "."
    may_end = _abbreviations().get(word)
    if may_end is None:
        may_end = True if INITIALS.match(word) else None
    if may_end is None:
        return True
    return may_end and following in _starters()


@cache
def _abbreviations() -> dict[str, bool]:
    """Each abbreviation, and whether a sentence may end with it."""
    return {word: kind == "may" for word, kind in (line.split() for line in _lines("abbreviations.txt"))}


@cache
def _starters() -> frozenset[str]:
    return frozenset(_lines("sentence_starters.txt"))


def _lines(name: str) -> list[str]:
    """The entries of one of the parser's word lists."""
    lines = (files("quotes.parser") / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
