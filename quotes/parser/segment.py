"""From a text to its paragraphs: headline, byline, captions, dateline and body; and from a paragraph to its sentences.

Where a text has blank lines they separate its paragraphs, and a single newline inside one is a wrapped line; where it
has none, each line is a paragraph, which is what text extracted from a page often looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from quotes.parser.annotation import Document, Page, Paragraph, Place, Span
from quotes.parser.data import lines
from quotes.parser.sentence import sentences, trimmed

__all__ = ["segment", "sentences"]

LEAST_LINES, FINAL_SHARE = 3, 0.5
"""In a text with some blank lines, single newlines separate paragraphs too where there are at least three of them and
half of the lines before them end like a sentence (a wrapped line does so in about one of ten)."""
LINE_END = 40
HEADLINE_WORDS = 30
TITLE_WORD, TITLE_SHARE = 4, 0.8
"""Title Case: at least four words of four letters or more, four in five of them with a capital."""
HEAD_PARAGRAPHS = 4
"""The headline and what belongs to it stand in the first four paragraphs."""
BYLINE_WORDS = 20
CAPTION_WORDS = 150
LONGEST_FURNITURE = 1500
"""Characters; a longer paragraph is body."""
DATELINE_LENGTH, DATELINE_WORDS = 120, 6
COLON_DATELINE_WORDS = 15
CLOSING = "\"”’'»)"
WORD = re.compile(r"\w+")

_NEWLINE = r"(?>\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
NEWLINE = re.compile(_NEWLINE)
BLANK_LINE = re.compile(rf"{_NEWLINE}(?:(?!{_NEWLINE})\s)*+{_NEWLINE}\s*+")
FINAL = re.compile(r"[.!?…:;\"”»)\]]['’*]*$")

_UPPER = "A-ZÀ-ÖØ-Þ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’]+(?:[ /-][{_UPPER}][{_UPPER}.'’]*)*"
_TITLE_CASE = rf"[{_UPPER}][\w.'’]+(?:[ /-][{_UPPER}][\w.'’]+){{0,2}}"
_REGION = rf"(?:, [{_UPPER}][\w.'’]*(?: [{_UPPER}][\w.'’]*){{0,2}})"
_DATE = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)"
_AGENCY = rf"(?: ?\([{_UPPER}][^()\n]{{0,40}}\))"
_DASH = r"(?:\s*(?:[–—―]|--?)(?=\s|$|[\"“'‘])|\s[–—―](?=\w))"
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
    r"\(?(?:additional )?(?:reporting|writing|editing) by\b"
    r"|[^.!?]*\bcontributed (?:reporting|to this (?:report|story|article))",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"(?:first |last )?(?:posted|published|updated|modified)\b[^!?]{0,60}(?<![a-z]{3}\.)$|"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|\d{1,2} [a-z]+ \d{4})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d ?[apm.]*)?(?: [A-Z]{2,4})?\.?$",
    re.IGNORECASE,
)
CREDIT_FIRST = re.compile(
    r"(?:\w+ )?(?:photo|picture|image|illustration|graphic)(?: (?:credit|by|courtesy)(?: of)?)?\s*:"
    r"|(?:credit|caption|pictured)\s*:|file photo\b|file ?[-–—] |©"
    r"|[(\[]?(?:courtesy(?: of)?|(?:photo|picture|image|illustration) by) [^.!?]{1,60}[)\]]?\.?$",
    re.IGNORECASE,
)
CREDIT_LAST = re.compile(
    r"[(\[](?:(?:ap|file|pool|staff|courtesy|handout|reuters|getty|afp|\w+) )?"
    r"(?:photos?|photograph|picture|image|credit|courtesy|illustration|graphic|screenshot|screengrab)\b[^()\[\]]{0,160}[)\]]\.?$",
    re.IGNORECASE,
)


def segment(document: Document) -> Page:
    """Cut a document into paragraphs and say what each of them is.

    "WASHINGTON – The bill passed." after a headline and a photo caption is the first paragraph of the body, and
    "WASHINGTON" its dateline.
    """
    text = document.text
    spans = _paragraphs(text)
    places = _places(document, spans)
    return Page(text, tuple(map(Paragraph, spans, places)), _dateline(text, spans, places))


# ---------------------------------------------------------------------------------------------
# Paragraphs
# ---------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> list[Span]:
    whole = trimmed(text, 0, len(text))
    blocks = list(_split(text, whole, BLANK_LINE))
    if len(blocks) == 1 or _lines_are_paragraphs(text, blocks):
        return _with_broken_lines_joined(text, _split(text, whole, NEWLINE))
    return blocks


def _lines_are_paragraphs(text: str, blocks: Sequence[Span]) -> bool:
    lines = final = 0
    for block in blocks:
        for match in NEWLINE.finditer(text, block.start, block.end):
            lines += 1
            final += bool(FINAL.search(text[max(block.start, match.start() - LINE_END) : match.start()].rstrip()))
    return lines >= LEAST_LINES and final >= FINAL_SHARE * lines


def _with_broken_lines_joined(text: str, found: Iterable[Span]) -> list[Span]:
    """A line that ends in a comma, or goes on in small letters, was broken inside its paragraph."""
    joined: list[Span] = []
    for span in found:
        before = text[max(joined[-1].start, joined[-1].end - LINE_END) : joined[-1].end] if joined else "."
        if before.endswith(",") or (text[span.start].islower() and not FINAL.search(before)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _split(text: str, span: Span, separator: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in separator.finditer(text, span.start, span.end):
        if piece := trimmed(text, start, match.start()):
            yield piece
        start = match.end()
    if piece := trimmed(text, start, span.end):
        yield piece


# ---------------------------------------------------------------------------------------------
# Places
# ---------------------------------------------------------------------------------------------


def _places(document: Document, spans: Sequence[Span]) -> list[Place]:
    """What each paragraph is. A headline may come again further down; a long paragraph is body."""
    text = document.text
    byline = _plain(document.byline or "")
    heads = {_plain(document.title or "")}
    places: list[Place] = []
    in_head = True
    for index, span in enumerate(spans):
        words = text[span.start : min(span.end, span.start + LONGEST_FURNITURE + 1)]
        place = Place.BODY
        if len(words) <= LONGEST_FURNITURE:
            plain = _plain(words)
            following = spans[index + 1].of(text) if in_head and index + 1 < len(spans) else ""
            if plain == byline or _is_byline(words):
                place = Place.BYLINE
            elif _is_caption(words):
                place = Place.CAPTION
            elif plain in heads or (following and _is_headline(words, following, first=index == 0)):
                place = Place.HEADLINE
                heads.add(plain)
        in_head = in_head and index + 1 < HEAD_PARAGRAPHS and place is not Place.BODY
        places.append(place)
    return places


def _plain(words: str) -> str:
    """Lower-case words alone, to compare by."""
    return " ".join(WORD.findall(words.casefold())) or words


def _is_headline(words: str, following: str, first: bool) -> bool:
    """Short and without a final stop; with one, only where it is the first and in Title Case or a dateline follows."""
    if len(words.split()) > HEADLINE_WORDS or words.endswith((":", ",", ";")) or DATELINE.match(words):
        return False
    if not words.rstrip(CLOSING).endswith((".", "…")):
        return True
    return first and (_is_title_case(words) or bool(DATELINE.match(following[:DATELINE_LENGTH])))


def _is_title_case(words: str) -> bool:
    long = [word for word in WORD.findall(words) if len(word) >= TITLE_WORD and word.isalpha()]
    return len(long) >= TITLE_WORD and sum(word[0].isupper() for word in long) >= TITLE_SHARE * len(long)


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
    return bool(CREDIT_FIRST.match(words) or CREDIT_LAST.search(words) or _agency_last().search(words))


@cache
def _layout(use: str) -> frozenset[str]:
    rows = (line.split("\t") for line in lines("layout.tsv"))
    return frozenset(word for word, its_use in rows if its_use == use)


@cache
def _agency_last() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_layout("agency"), key=len, reverse=True))
    return re.compile(rf"(?:^|/|\||[(\[]|[.”] [–—-]) ?(?:{names})(?: Photos?| via [\w .]+)?[)\]]?\.?$", re.IGNORECASE)


def _dateline(text: str, spans: Sequence[Span], places: Sequence[Place]) -> Span | None:
    body = [span for span, place in zip(spans, places, strict=True) if place is Place.BODY]
    for span in body[:HEAD_PARAGRAPHS]:
        match = DATELINE.match(text, span.start, min(span.end, span.start + DATELINE_LENGTH))
        if not match or (match["colon"] and not _is_colon_dateline(text, body, span)):
            continue
        place = next(Span(*match.span(style)) for style in ("capitals", "mixed", "region") if match[style])
        words = WORD.findall(place.of(text))
        if len(words) <= DATELINE_WORDS and words[0] not in _layout("no dateline"):
            return place
    return None


def _is_colon_dateline(text: str, body: Sequence[Span], span: Span) -> bool:
    """ISLAMABAD: The minister resigned on Monday …, but not the first line of an interview (RUIZ: No.)."""
    speakers = sum(bool(SPEAKER_LINE.match(text, other.start, other.end)) for other in body)
    return speakers == 1 and len(WORD.findall(span.of(text))) >= COLON_DATELINE_WORDS
