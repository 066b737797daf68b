"""Statements that the layout attributes, without a verb.

Signed quotations, transcripts, and headlines with a name ("Obi: …"). A signature stands after a dash, on the same
line or the next ("“It is over.” ― Ann Obi"), or is the last line of what the marks enclose, as pull quotes come out
of some pages. A transcript has at least three paragraphs that begin with a label, one of them twice ("OBI: It is
over.", "Q: …", "A: …"). A label is a voice's: in capitals, or a name of the article, and no heading ("Where: …").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest

from quotes.parser.annotation import Attribution, Page, Passage, Place, Span
from quotes.parser.data import lines

DASH = re.compile(r"\s*(?P<dash>[―—–-]{1,2})\s*(?P<name>[@A-Z][^\n]{1,120}?)[.\s]*(?=\n|\Z)")
NAME_WORD = r"(?:[@A-Z][\w.'’&@-]*|\([^()\s]*\)|of|the|for|and|at|in|de|da|del|van|von|bin|al|to|\d+)"
SIGNATURE = re.compile(rf"{NAME_WORD}(?:,? {NAME_WORD}){{0,11}}")
LINE_START = re.compile(r"(?:\n|^)[\s•*]*\Z")
MARGIN = 8  # characters of white space and bullets before a quotation that begins a line
LAST_LINE = re.compile(
    r"(?P<before>[.!?…][\"”’']*)[ \xa0]*\n[ \xa0]*(?P<dash>[―—–-]{0,2})[ \xa0]*(?P<name>[@A-Z][^\n]{1,120}?)[.\s]*\Z"
)
LABEL = re.compile(
    r"(?P<label>[^\W\d_a-z][\w.'’-]*(?: \(?[^\W\d_a-z][\w.'’()-]*){0,5})(?: \([^()\n]{1,30}\))?"
    r"(?P<colon>:|(?<=\b[QA])\.)[ \t\xa0]*\n?(?=\S)"
)
ASIDE = re.compile(r"[(\[].*[)\]]\.?\Z", re.DOTALL)  # "(Laughter.)" is nobody's turn
SPOKEN = re.compile(r"[^\W\d_A-Z]")  # a list of figures ("Obi: 1,769.") is no talk
MORE_PARAGRAPHS = 2  # of one turn, between two labels; a page that says more in between is no transcript there
TURNS = 3  # labelled paragraphs from which on a text may be a transcript
SIGNED, TRANSCRIPT, HEADLINE = "signature", "transcript", "headline"


def by_layout(page: Page, passages: Sequence[Passage], names: Collection[str] = ()) -> tuple[Attribution, ...]:
    """The statements that layout alone attributes, in the order of the text.

    `names` are the last words of the people and bodies that the article names, in lower case.
    """
    found = [*_signed(page, passages), *_turns(page, passages, names)]
    taken = {one.content[0] for one in found}
    found += [one for one in _headlines(page) if one.content[0] not in taken]
    return tuple(sorted(found, key=lambda one: one.content))


def _signed(page: Page, passages: Sequence[Passage]) -> Iterator[Attribution]:
    for passage in passages:
        if passage.depth == 0 and LINE_START.search(page.text, max(0, passage.span.start - MARGIN), passage.span.start):
            yield from _signed_inside(page.text, passage) or _signed_after(page.text, passage)


def _signed_after(text: str, passage: Passage) -> list[Attribution]:
    """“It is over.” ― Ann Obi, and the like with the name in the next line or paragraph."""
    match = DASH.match(text, passage.span.end)
    name = match and SIGNATURE.match(text, match.start("name"), match.end("name"))
    if not match or not name or name.end() not in (match.end("name"), _comma(text, match)):
        return []
    return [_signature(passage.span, match.span("dash"), name.span())]


def _signed_inside(text: str, passage: Passage) -> list[Attribution]:
    """ "It is over. / Ann Obi": the last line of the passage is the name."""
    line = text.rfind("\n", passage.inner.start, passage.inner.end)
    match = LAST_LINE.search(text[: passage.inner.end], max(passage.inner.start, line - 5)) if line >= 0 else None
    name = match and SIGNATURE.fullmatch(text, match.start("name"), match.end("name"))
    if not match or not name:
        return []
    return [_signature(Span(passage.span.start, match.end("before")), match.span("dash"), name.span())]


def _signature(content: Span, dash: tuple[int, int], name: tuple[int, int]) -> Attribution:
    cue = (Span(*dash),) if dash[0] < dash[1] else ()
    return Attribution(content=(content,), cue=cue, source=(Span(*name),), method=SIGNED)


def _comma(text: str, match: re.Match[str]) -> int:
    """Where the name ends if more than a name follows it ("― Ann Obi, speaking in Lagos")."""
    comma = text.find(", ", match.start("name"), match.end("name"))
    return comma if comma >= 0 else match.end("name")


def _turns(page: Page, passages: Sequence[Passage], names: Collection[str]) -> Iterator[Attribution]:
    """OBI: It is over. A headline with a label ("Obi: ‘Never’") is a turn only where the label comes again."""
    labels = {
        index: match
        for index, paragraph in enumerate(page.paragraphs)
        if (match := LABEL.match(page.text, paragraph.span.start, paragraph.span.end))
        and _is_voice(match["label"], names)
        and SPOKEN.search(page.text, match.end(), paragraph.span.end)
    }
    times = Counter(match["label"] for match in labels.values())
    if len(labels) < TURNS or max(times.values()) < 2:
        return
    turns = [i for i, match in labels.items() if page.paragraphs[i].place is Place.BODY or times[match["label"]] > 1]
    quoted = {bisect_right(page.paragraphs, p.span.start, key=lambda one: one.span.start) - 1 for p in passages}
    for turn, following in zip_longest(turns, turns[1:]):
        match = labels[turn]
        content = [Span(match.end(), page.paragraphs[turn].span.end)]
        if (
            following is not None
            and following - turn <= MORE_PARAGRAPHS + 1
            and not quoted & {*range(turn + 1, following)}
        ):
            between = (page.paragraphs[i].span for i in range(turn + 1, following))
            content += [span for span in between if not ASIDE.match(span.of(page.text))]
        yield Attribution(
            content=tuple(content),
            cue=(Span(*match.span("colon")),),
            source=(Span(*match.span("label")),),
            method=TRANSCRIPT,
        )


def _is_voice(label: str, names: Collection[str]) -> bool:
    last = label.split()[-1].rstrip(").,").lower()
    return last in names or (last not in _headings() and (label.isupper() or last in voices()))


@cache
def _headings() -> frozenset[str]:
    rows = (line.split("\t") for line in lines("layout.tsv"))
    return frozenset(word for word, does in rows if does == "heading")


@cache
def voices() -> Mapping[str, tuple[str, ...]]:
    """The labels that name nobody, in lower case, and whose turns they mark, as voices.tsv tells."""
    rows = (line.split("\t") for line in lines("voices.tsv"))
    return {label: tuple(nouns.split()) for label, nouns in rows}


def _headlines(page: Page) -> Iterator[Attribution]:
    """Obi: Taxes ‘hurt’ towns. A label that is not named again below is a heading ("Analysis: …"), "The Latest" too."""
    for paragraph in page.paragraphs:
        if paragraph.place is not Place.HEADLINE:
            continue
        match = LABEL.match(page.text, paragraph.span.start, paragraph.span.end)
        if not match or match.end() >= paragraph.span.end or match["label"].startswith("The "):
            continue
        name = re.compile(rf"(?<!\w){re.escape(match['label'].split()[-1])}(?!\w)(?!:)")
        if name.search(page.text, paragraph.span.end):
            yield Attribution(
                content=(Span(match.end(), paragraph.span.end),),
                cue=(Span(*match.span("colon")),),
                source=(Span(*match.span("label")),),
                method=HEADLINE,
            )
