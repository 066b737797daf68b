"""An http(s) address → Documents."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.formats import VAGUE, Format, format_of_page, format_of_start, read_bytes
from quotes.read.http import Fetched, fetch
from quotes.read.settings import Settings, one_line


def read_address(address: str, settings: Settings) -> Iterator[Document | ReadError]:
    """The articles at an address: one, or several where it leads to JSON Lines."""
    name = one_line(address)
    try:
        page = fetch(address, settings)
        kind = format_of_page(page.media_type, urlsplit(page.url).path) or _unknown(page, name)
    except ReadError as error:
        yield error
    else:
        yield from read_bytes(page.body, name, kind, settings, charset=page.charset, url=page.url)


def _unknown(page: Fetched, name: str) -> Format:
    if page.media_type not in VAGUE:
        raise ReadError(f"{name}: this is {one_line(page.media_type)}, not a page; give the address of an article")
    return format_of_start(page.body)
