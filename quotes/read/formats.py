"""What kind of thing a file, page or stream is, and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.decode import declared_in, decode
from quotes.read.jsonl import read_jsonl
from quotes.read.settings import Settings
from quotes.read.text import read_text


class Format(StrEnum):
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    JSONL_GZ = "jsonl.gz"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".jsonl": Format.JSONL,
    ".jsonl.gz": Format.JSONL_GZ,
}
KNOWN = ", ".join(SUFFIXES)
MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "text/markdown": Format.TEXT,
    "application/x-ndjson": Format.JSONL,
    "application/ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
    "application/jsonlines": Format.JSONL,
}
# What servers say of a file whose kind they do not know.
VAGUE = frozenset({"", "text/plain", "application/octet-stream", "application/gzip", "application/x-gzip"})

_JSON_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")
_HTML_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|title|article)\b",
    re.IGNORECASE | re.DOTALL,
)


def format_of_name(name: str) -> Format | None:
    """The format that the suffix of a file tells."""
    return next((known for suffix, known in SUFFIXES.items() if name.lower().endswith(suffix)), None)


def format_of_page(media_type: str, path: str) -> Format | None:
    """The format that a server's media type tells, or where that tells little, the end of the address."""
    by_type = MEDIA_TYPES.get(media_type)
    return (format_of_name(path) or by_type) if media_type in VAGUE else by_type


def format_of_start(head: bytes) -> Format:
    """The format that the first bytes look like."""
    if _JSON_OBJECT.match(head):
        return Format.JSONL
    return Format.HTML if _HTML_PAGE.match(head) else Format.TEXT


def read_bytes(
    raw: bytes,
    name: str,
    kind: Format,
    settings: Settings,
    *,
    charset: str | None = None,
    id: str | None = None,
    url: str | None = None,
) -> Iterator[Document | ReadError]:
    """The articles in the bytes of a whole file or page; `charset` is the encoding that a server declared."""
    if kind in (Format.JSONL, Format.JSONL_GZ):
        yield from read_jsonl(BytesIO(raw), name, settings, compressed=kind is Format.JSONL_GZ)
        return
    try:
        yield _read_article(raw, name, kind, settings, charset, id, url)
    except ReadError as error:
        yield error


def _read_article(
    raw: bytes, name: str, kind: Format, settings: Settings, charset: str | None, id: str | None, url: str | None
) -> Document:
    if len(raw) > settings.max_bytes:
        raise ReadError(
            f"{name}: larger than {settings.max_bytes:,} bytes, too large for one article; "
            "split it, or put its articles into a .jsonl file"
        )
    if not raw.strip():
        raise ReadError(f"{name}: it is empty; remove it or put the article in")
    is_page = kind is Format.HTML
    decoded = decode(raw, name, charset or (declared_in(raw) if is_page else None))
    if is_page:
        from quotes.read.html import read_html  # a fifth of a second that plain text does not need

        document = read_html(decoded.text, name, id=id, url=url)
    else:
        document = read_text(decoded.text, name, settings.warn, id=id, url=url)
    if decoded.doubt:
        settings.warn(f"{name}: {decoded.doubt}")
    return document
