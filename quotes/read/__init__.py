"""Files, folders, standard input and web addresses → Documents."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.files import read_path, read_standard_input
from quotes.read.settings import MAX_BYTES, TIMEOUT, Settings, Warn, log_warning

__all__ = ["MAX_BYTES", "TIMEOUT", "Warn", "read"]


def read(
    source: str,
    *,
    allow_private: bool = False,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    warn: Warn = log_warning,
) -> Iterator[Document | ReadError]:
    """The articles of a file, a folder, standard input ("-") or an http(s) address, one after the other.

    Text (`.txt`, `.md`), pages (`.html`, `.htm`) and JSON Lines (`.jsonl`, `.jsonl.gz`, read line by line) are known. A
    folder is read with all in it, sorted by name; hidden files and other suffixes are passed over. An item that cannot
    be read is yielded as a ReadError, not raised, and the rest is read.

    `max_bytes` is the most that a file, page or line of JSON may have; `timeout` is in seconds, for a page with all its
    redirects; addresses that are not public are refused unless `allow_private`. `warn` is told, in a line, what a user
    should know about what was read all the same: bytes that were replaced, a date that is none.

    The `id` of a document is what JSON Lines give it, or else the path of its file as it was given.
    """
    settings = Settings(allow_private, max_bytes, timeout, warn)
    if source == "-":
        yield from read_standard_input(settings)
    elif source.lower().startswith(("http://", "https://")):
        from quotes.read.web import read_address  # most runs need no network

        yield from read_address(source, settings)
    else:
        yield from read_path(source, settings)
