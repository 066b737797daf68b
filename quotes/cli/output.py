"""What commands print: rows as a table, JSON, JSON Lines, CSV or Markdown on stdout, remarks on stderr."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

# A line that people still read at ease, where no terminal says how wide it is.
WIDTH = 100
# The most characters of one value in a table; the other formats hold all of them.
CELL = 280
DAY = len("2017-03-14")
SEVERAL = 5
# What would end a cell, or start a link, emphasis or HTML.
MARKDOWN = re.compile(r"[\\|*_`<\[]")


@dataclass(slots=True)
class Counted:
    """Rows, and how many have gone by."""

    rows: Iterable[Row]
    number: int = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.number += 1
            yield row


Row = Mapping[str, Any]


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people: the field it shows, its heading, and how it looks.

    `width` is the most characters of a line, None for what the others leave. Where a row has no value, that of the
    field `instead` is shown in brackets. Of a date and time, `day` shows the date. `chance` leaves out a zero: how sure
    it is of what it does not know.
    """

    field: str
    heading: str
    width: int | None = None
    numeric: bool = False
    style: str = ""
    instead: str | None = None
    day: bool = False
    chance: bool = False

    def cell(self, row: Row) -> str:
        """The value in words, on one line."""
        if self.chance and not row[self.field]:
            return ""
        text = one_line(in_words(row[self.field]))[: DAY if self.day else None]
        if not text and self.instead and row[self.instead]:
            return f"({one_line(in_words(row[self.instead]))})"
        return text


def console(*, stderr: bool = False) -> Console:
    """A console as wide as the terminal, or as `$COLUMNS` says, else `WIDTH`; it heeds `$NO_COLOR`."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=stderr)


def remark(text: str) -> None:
    """A line on stderr: not data, and no failure."""
    print(text, file=sys.stderr)


def several(values: Sequence[str]) -> str:
    """The first few of them in words: "Ann Lee, Bo Lee and 3 more"."""
    shown = ", ".join(values[:SEVERAL])
    return f"{shown} and {len(values) - SEVERAL} more" if len(values) > SEVERAL else shown


def default_format() -> Format:
    """A table for somebody who looks at it, JSON Lines for a program that reads it."""
    return Format.TABLE if sys.stdout.isatty() else Format.JSONL


def write(rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column], form: Format) -> int:
    """Print the rows and return how many there were.

    A table, in Markdown too, has `columns`; the other formats have all `fields`. JSON, JSON Lines, CSV and Markdown
    are written row by row, so that a result of any length needs no memory.
    """
    counted = Counted(rows)
    match form:
        case Format.TABLE:
            write_table(list(counted), columns)
        case Format.JSON:
            write_json(counted)
        case Format.JSONL:
            for row in counted:
                print(to_json(dict(row)))
        case Format.CSV:
            write_csv(counted, fields)
        case Format.MD:
            write_markdown(counted, columns)
    return counted.number


def to_json(value: object, indent: int | None = None) -> str:
    """JSON in the letters of stdout, so that it stays JSON where stdout is not UTF-8."""
    utf8 = (sys.stdout.encoding or "").casefold().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not utf8, indent=indent, default=str)


def write_json(rows: Iterable[Row]) -> None:
    opening = "["
    for row in rows:
        print(f"{opening}\n  {to_json(dict(row))}", end="")
        opening = ","
    print("[]" if opening == "[" else "\n]")


def write_csv(rows: Iterable[Row], fields: Sequence[str]) -> None:
    """RFC 4180 except for its line ends, which are the system's. Missing values are empty, lists are JSON."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        values = (row[field] for field in fields)
        writer.writerow(to_json(value) if isinstance(value, (list, dict)) else value for value in values)


def write_markdown(rows: Iterable[Row], columns: Sequence[Column]) -> None:
    print(markdown_row(column.heading for column in columns))
    print(markdown_row("---:" if column.numeric else "---" for column in columns))
    for row in rows:
        print(markdown_row(column.cell(row) for column in columns))


def markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(MARKDOWN.sub(r"\\\g<0>", cell) for cell in cells) + " |"


def write_table(rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """A table of the columns that have anything in them, as wide as the console."""
    if not rows:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    used = [column for column in columns if any(column.cell(row) for row in rows)]
    for column in used:
        table.add_column(
            column.heading,
            style=column.style,
            justify="right" if column.numeric else "left",
            no_wrap=column.numeric or column.day,
            overflow="fold",
            max_width=column.width,
            ratio=None if column.width or column.numeric or column.day else 1,
        )
    for row in rows:
        # Text, not str: what stands in square brackets in an article is no markup.
        table.add_row(*(Text(clip(column.cell(row))) for column in used))
    screen = console()
    with screen.capture() as drawn:
        screen.print(table)
    print("\n".join(line.rstrip() for line in drawn.get().splitlines()))


def in_words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def one_line(text: str) -> str:
    """The text without line breaks and control characters, which could redraw the terminal."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def clip(text: str, most: int = CELL) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
