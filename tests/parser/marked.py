"""Texts with marks, for the tests of names and speakers: what the tagger would say stands in the text itself.

<she> is the source of a statement; its cue is the word behind it. Names are told by a class and their forms:
"P: Mary Hanley, Hanley; O: Ferrow Institute; L: Ashby".
"""

from __future__ import annotations

import re

from quotes.parser.annotation import Attribution, Document, Name, NameClass, Page, Span, Tags
from quotes.parser.segment import segment

CLASSES = {
    "P": NameClass.PERSON,
    "O": NameClass.ORGANIZATION,
    "L": NameClass.LOCATION,
    "M": NameClass.MISCELLANEOUS,
}


def read_marked(marked: str, names: str) -> tuple[Page, Tags, tuple[Attribution, ...]]:
    """The page, the names and the statements of a text with marks."""
    text, sources = "", []
    for part in re.split(r"(<[^>]*>)", marked):
        if part.startswith("<"):
            sources.append(Span(len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    page = segment(Document(text))
    attributions = tuple(Attribution((_content(text, source),), _cue(text, source), (source,)) for source in sources)
    return page, Tags(names=name_spans(text, names)), attributions


def _cue(text: str, source: Span) -> tuple[Span, ...]:
    found = re.compile(r"\w+").search(text, source.end)
    return (Span(*found.span()),) if found else ()


def _content(text: str, source: Span) -> Span:
    """The quotation before or behind the source, else the rest of its sentence."""
    before = text.rfind("“", 0, source.start)
    if before >= 0 and text[before : source.start].count("”") == 1 and text[source.start - 2] in "”,":
        return Span(before, source.start)
    end = text.find(".", source.end)
    return Span(source.end, end if end > 0 else len(text))


def name_spans(text: str, names: str) -> tuple[Name, ...]:
    """Every place of a text that has one of the names."""
    forms = [(form.strip(), CLASSES[kind]) for kind, form in _forms(names)]
    found: list[Name] = []
    for form, kind in sorted(forms, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"\b{re.escape(form)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(name.span) for name in found):
                found.append(Name(span, kind, 1.0))
    return tuple(sorted(found, key=lambda name: name.span))


def _forms(names: str) -> list[tuple[str, str]]:
    groups = (group.split(":", 1) for group in names.split(";") if group.strip())
    return [(kind.strip(), form) for kind, forms in groups for form in forms.split(",")]
