"""JSON Lines, one article a line → Documents, one at a time."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.fields import published_field, text_field, without_surrogates
from quotes.read.settings import Settings


def read_jsonl(
    stream: BinaryIO, name: str, settings: Settings, *, compressed: bool = False, start: Sequence[bytes] = ()
) -> Iterator[Document | ReadError]:
    """The articles of a stream of `{"id": …, "url": …, "title": …, "text": …, "outlet": …, "published": …}`.

    Only `text` has to be there; other fields are ignored, empty lines skipped. A line that is no article is yielded as
    a ReadError with its number. No more than one line, of at most `max_bytes`, is in memory. `start` are the first
    lines, where somebody has read them already.
    """
    lines = gzip.GzipFile(fileobj=stream) if compressed else stream
    number = 0
    try:
        for number, line in enumerate(_lines(lines, settings.max_bytes, start), start=1):
            if number == 1 and line and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                yield ReadError(f"{name}: this file is in UTF-16; save it as UTF-8")
                return
            yield from _read_line(line, f"{name}, line {number}", settings)
    except (EOFError, OSError, zlib.error) as error:
        yield ReadError(f"{name}: cannot be read after line {number} ({error}); get the file again")
    else:
        if number == 0:
            yield ReadError(f"{name}: the file is empty; put one JSON object a line into it")


def _lines(stream: BinaryIO | gzip.GzipFile, max_bytes: int, start: Sequence[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is longer than allowed, which is skipped piece by piece."""
    for line in chain(start, iter(lambda: stream.readline(max_bytes + 1), b"")):
        if len(line) <= max_bytes:
            yield line
            continue
        piece = line
        while piece and not piece.endswith(b"\n"):
            piece = stream.readline(max_bytes)
        yield None


def _read_line(line: bytes | None, where: str, settings: Settings) -> Iterator[Document | ReadError]:
    try:
        if line is None:
            raise ReadError(f"{where}: longer than {settings.max_bytes:,} bytes; raise the limit or split the article")
        line = line.removeprefix(codecs.BOM_UTF8).strip()
        if line:
            yield _document(_load(line, where), where, settings)
    except ReadError as error:
        yield error


def _load(line: bytes, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"{where}: not UTF-8 (byte {error.start + 1}); save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise ReadError(f"{where}: not JSON ({error.msg}, column {error.colno}); correct the line") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}: a number too long or brackets too deep for JSON; correct the line") from error
    if not isinstance(fields, dict):
        raise ReadError(f'{where}: not a JSON object; write {{"text": …}} with the article\'s text')
    return fields


def _document(fields: dict[str, Any], where: str, settings: Settings) -> Document:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReadError(f'{where}: no text; give the article as the string "text"')
    text, lone = without_surrogates(text)
    if lone:
        settings.warn(f"{where}: {lone} halves of surrogate pairs replaced by \ufffd")
    return Document(
        text=text,
        id=text_field(fields.get("id")),
        url=text_field(fields.get("url")),
        title=text_field(fields.get("title")),
        outlet=text_field(fields.get("outlet")),
        byline=text_field(fields.get("byline")),
        published=published_field(fields.get("published"), where, settings.warn),
    )
