"""`quotes show`: one statement where it stands, and why it is credited to whom it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from quotes.cli.asking import asking, rounded
from quotes.cli.options import Database, Form
from quotes.cli.output import Column, Format, clip, console, default_format, one_line, write
from quotes.parser.annotation import Span, Tag

if TYPE_CHECKING:
    from sqlalchemy import Row

    from quotes.excerpt import Excerpt

# Not by colour alone: $NO_COLOR takes that away.
STYLES = {Tag.CONTENT: "bold green", Tag.CUE: "italic yellow", Tag.SOURCE: "underline cyan"}
PART_CHARS = 60


def show(
    number: Annotated[
        int,
        typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The number of a statement, as quotes list gives it."),
    ],
    form: Form = None,
    db: Database = "quotes.db",
) -> None:
    """Show a statement in its paragraph.

    What was said, the words that report it, and who said it stand out. Their positions follow, in characters of the
    article's text, what found and credited the statement, how surely, and how it stands
    to topics.

    \b
    quotes show 12
    quotes show 12 --format json
    """
    from quotes.excerpt import find_excerpt

    form = form or default_format()
    with asking(db) as session:
        excerpt = find_excerpt(session, number)
    if form is Format.TABLE:
        console().print(*lines(excerpt), sep="\n")
    else:
        fields = record(excerpt)
        write([fields], list(fields), [Column(field, field) for field in fields], form)


def record(excerpt: Excerpt) -> dict[str, Any]:
    """What a program gets to read: the statement's fields, its spans, and its paragraphs with their positions."""
    fields = {field: value for field, value in rounded(excerpt.statement._mapping).items() if field != "text"}
    spans = {tag.value: [[part.span.start, part.span.end] for part in excerpt.parts if part.tag is tag] for tag in Tag}
    paragraphs = [{"start": span.start, "end": span.end, "text": span.of(excerpt.text)} for span in excerpt.paragraphs]
    stances = [
        {field: value for field, value in rounded(row._mapping).items() if field != "id"} for row in excerpt.stances
    ]
    return {**fields, "spans": spans, "paragraphs": paragraphs, "stances": stances}


def lines(excerpt: Excerpt) -> Iterator[Text]:
    """What a person gets to read."""
    said = excerpt.statement
    yield Text(f"Statement {said.id}: {said.kind}, in the {said.place}", style="bold")
    yield Text(
        joined(said.speaker or "nobody named", said.role, said.organization, said.jurisdiction, said.ocd_division)
    )
    if said.on_behalf_of:
        yield Text(f"on behalf of {one_line(said.on_behalf_of)}")
    yield Text()
    for paragraph in excerpt.paragraphs:
        yield highlighted(excerpt, paragraph)
        yield Text()
    for part in excerpt.parts:
        stretch = clip(one_line(part.span.of(excerpt.text)), PART_CHARS)
        yield Text.assemble(f"{part.tag:8}{part.span.start:>7}–{part.span.end:<7} ", (stretch, STYLES[part.tag]))
    yield Text()
    yield Text(f"found by     {said.method}, {said.confidence:.2f} sure")
    yield Text(f"credited by  {said.speaker_method}, {said.speaker_confidence:.2f} sure")
    for stance in excerpt.stances:
        yield Text(f"stance       {joined(f'{stance.stance} on {stance.topic}', *grounds(stance))}")
    yield Text(f"article {said.article_id:<4} {joined(said.title, said.outlet, said.published, said.url)}")


def grounds(stance: Row[*tuple[Any, ...]]) -> Iterator[str]:
    """How sure it is, where it was found and by which words; who does not know has none."""
    if stance.stance_score:
        yield f"{stance.stance_score:.2f} sure"
        yield f"by {stance.stance_method}"
    if stance.evidence:
        yield f"“{clip(one_line(stance.evidence), PART_CHARS)}”"


def highlighted(excerpt: Excerpt, paragraph: Span) -> Text:
    # Character by character, so that positions stay what they are.
    text = Text("".join(char if char.isprintable() else " " for char in paragraph.of(excerpt.text)))
    for part in excerpt.parts:
        if part.span.overlaps(paragraph):
            start, end = part.span.start - paragraph.start, part.span.end - paragraph.start
            text.stylize(STYLES[part.tag], max(start, 0), end)
    return text


def joined(*parts: str | None) -> str:
    return ", ".join(one_line(part) for part in parts if part)
