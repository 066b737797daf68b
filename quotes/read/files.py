"""Files, folders and standard input → Documents."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.formats import KNOWN, Format, format_of_name, format_of_start, read_bytes
from quotes.read.jsonl import read_jsonl
from quotes.read.settings import Settings, one_line

STANDARD_INPUT = "standard input"


def read_path(source: str, settings: Settings) -> Iterator[Document | ReadError]:
    """The articles of a file, or of a folder and all in it."""
    if not source:
        yield ReadError("the name of the file is empty; give a path, an address, or - for standard input")
        return
    path = Path(source)
    name = one_line(source)
    try:
        if path.is_dir():
            yield from _read_folder(path, settings)
            return
        path.stat()
    except OSError as error:
        yield _failure(name, error)
    except ValueError:  # a null character
        yield ReadError(f"{name}: not a name that a file can have; check the path")
    else:
        yield from _read_file(path, settings)


def read_standard_input(settings: Settings) -> Iterator[Document | ReadError]:
    """The articles on standard input: JSON Lines, line by line, if it begins like them; else one page or text."""
    stream = sys.stdin.buffer
    start = [stream.readline(settings.max_bytes + 1)]
    while start[-1] and not start[-1].removeprefix(BOM_UTF8).strip():
        start.append(stream.readline(settings.max_bytes + 1))
    raw = b"".join(start)
    if format_of_start(raw) is Format.JSONL:
        yield from read_jsonl(stream, STANDARD_INPUT, settings, start=start)
    else:
        raw += stream.read(max(settings.max_bytes + 1 - len(raw), 0))
        yield from read_bytes(raw, STANDARD_INPUT, format_of_start(raw), settings)


def _read_folder(folder: Path, settings: Settings) -> Iterator[Document | ReadError]:
    empty = True
    for item in _files(folder):
        empty = False
        if isinstance(item, ReadError):
            yield item
        else:
            yield from _read_file(item, settings)
    if empty:
        yield ReadError(f"{one_line(str(folder))}: nothing to read in this folder; it may hold {KNOWN}")


def _files(folder: Path) -> Iterator[Path | ReadError]:
    """The files of a known kind under a folder, sorted. Links to folders are passed over: they may lead in circles."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _failure(one_line(str(folder)), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _files(entry)
        elif format_of_name(entry.name):
            yield entry


def _read_file(path: Path, settings: Settings) -> Iterator[Document | ReadError]:
    name = one_line(str(path))
    kind = format_of_name(path.name)
    if kind is None:
        yield ReadError(f"{name}: not a kind of file that is known ({KNOWN}); rename it, or pipe it in as -")
        return
    try:
        with path.open("rb") as file:
            yield from _read_open(file, name, kind, settings)
    except OSError as error:
        yield _failure(name, error)


def _read_open(file: BinaryIO, name: str, kind: Format, settings: Settings) -> Iterator[Document | ReadError]:
    if kind in (Format.JSONL, Format.JSONL_GZ):
        yield from read_jsonl(file, name, settings, compressed=kind is Format.JSONL_GZ)
    else:
        yield from read_bytes(file.read(settings.max_bytes + 1), name, kind, settings, id=name)


def _failure(name: str, error: OSError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError(f"{name}: no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return ReadError(f"{name}: no permission to read it; change that (chmod +r) or copy the file")
    return ReadError(f"{name}: cannot be read ({error.strerror or error}); check the file and its disk")
