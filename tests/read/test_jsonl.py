"""JSON Lines."""

import codecs
import gzip
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.jsonl import read_jsonl
from quotes.read.settings import Settings


def read(raw: bytes, *, compressed: bool = False, max_bytes: int = 10_000) -> tuple[list[Document | str], list[str]]:
    """Documents and messages of errors in order, and the warnings."""
    warnings: list[str] = []
    items = read_jsonl(
        io.BytesIO(raw), "a.jsonl", Settings(max_bytes=max_bytes, warn=warnings.append), compressed=compressed
    )
    return [str(item) if isinstance(item, ReadError) else item for item in items], warnings


@pytest.mark.parametrize(
    ("raw", "items"),
    [
        pytest.param(
            '{"id": "7", "url": "https://post.example/1", "title": "Hall", "text": "“No.”\\r\\n ", "outlet": "Post", '
            '"byline": "Ida Aalto", "published": "2024-05-31T10:00:00Z", "statements": []}\n',
            [
                Document(
                    "“No.”\r\n ",
                    id="7",
                    url="https://post.example/1",
                    title="Hall",
                    outlet="Post",
                    byline="Ida Aalto",
                    published="2024-05-31T10:00:00+00:00",
                )
            ],
            id="all-fields",
        ),
        pytest.param('{"text": "a"}\n\n  \n{"text": "b"}', [Document("a"), Document("b")], id="empty-lines"),
        pytest.param('{"text": "a"}\r\n{"text": "b"}\r\n', [Document("a"), Document("b")], id="crlf"),
        pytest.param('\ufeff{"text": "a"}\n', [Document("a")], id="byte-order-mark"),
        pytest.param('{"id": 7, "text": "a", "title": null}', [Document("a", id="7")], id="number-and-null"),
        pytest.param(
            '{"text": "a"}\n{"text": "b"\n{"text": "c"}',
            [
                Document("a"),
                "a.jsonl, line 2: not JSON (Expecting ',' delimiter, column 13); correct the line",
                Document("c"),
            ],
            id="bad-line",
        ),
        pytest.param('[1]\n{"text": "a"}', ["a.jsonl, line 1: not a JSON object", Document("a")], id="no-object"),
        pytest.param('{"id": "7"}', ["a.jsonl, line 1: no text"], id="no-text"),
        pytest.param('{"text": ["a"]}', ["a.jsonl, line 1: no text"], id="text-is-no-string"),
        pytest.param('{"text": " \\n"}', ["a.jsonl, line 1: no text"], id="blank-text"),
        pytest.param(
            '{"text": "a", "n": ' + "9" * 5000 + "}", ["a.jsonl, line 1: a number too long"], id="endless-number"
        ),
        pytest.param('{"text": ' + "[" * 9000, ["a.jsonl, line 1: a number too long or brackets too deep"], id="deep"),
        pytest.param("", ["a.jsonl: the file is empty"], id="empty"),
        pytest.param(
            '{"text": "' + "a" * 10_000 + '"}\n{"text": "b"}',
            ["a.jsonl, line 1: longer than 10,000 bytes", Document("b")],
            id="long-line",
        ),
        pytest.param(
            '{"text": "b"}\n{"text": "' + "a" * 50_000 + '"}',
            [Document("b"), "a.jsonl, line 2: longer than 10,000 bytes"],
            id="long-last-line",
        ),
    ],
)
def test_lines(raw: str, items: list[Document | str]) -> None:
    found, warnings = read(raw.encode())
    assert warnings == []
    assert len(found) == len(items)
    for item, expected in zip(found, items, strict=True):
        if isinstance(expected, str):
            assert isinstance(item, str)
            assert item.startswith(expected)
        else:
            assert item == expected


def test_line_of_exactly_the_limit() -> None:
    line = '{"text": "a"}\n'
    assert read(line.encode() * 2, max_bytes=len(line)) == ([Document("a"), Document("a")], [])


def test_line_in_another_encoding() -> None:
    raw = '{"text": "a"}\n{"text": "“b”"}\n'.encode("cp1252")
    assert read(raw) == ([Document("a"), "a.jsonl, line 2: not UTF-8 (byte 11); save the file as UTF-8"], [])


def test_file_in_utf_16() -> None:
    raw = codecs.BOM_UTF16_LE + ('{"text": "a"}\n' * 3).encode("utf-16-le")
    assert read(raw) == (["a.jsonl: this file is in UTF-16; save it as UTF-8"], [])


def test_half_a_surrogate_pair() -> None:
    raw = b'{"id": "a\\ud83d", "text": "a \\ud83d\\ude00 b \\ud83d"}'
    assert read(raw) == (
        [Document("a 😀 b \ufffd", id="a\ufffd")],
        ["a.jsonl, line 1: 1 halves of surrogate pairs replaced by \ufffd"],
    )


def test_a_date_that_is_none() -> None:
    raw = b'{"text": "a", "published": "' + b"Tuesday " * 9 + b'"}'
    assert read(raw) == (
        [Document("a")],
        [
            "a.jsonl, line 1: left out published: 'Tuesday Tuesday Tuesday Tuesday Tuesday \\u2026', "
            "which is not a date like 2024-05-31"
        ],
    )


def test_compressed() -> None:
    assert read(gzip.compress(b'{"text": "a"}\n'), compressed=True) == ([Document("a")], [])


@pytest.mark.parametrize("raw", [b"no gzip", gzip.compress(b'{"text": "a"}\n' * 9)[:-9]], ids=["other", "cut-off"])
def test_damaged_compression(raw: bytes) -> None:
    items, _ = read(raw, compressed=True)
    assert isinstance(items[-1], str)
    assert items[-1].startswith("a.jsonl: cannot be read after line ")
    assert items[-1].endswith("; get the file again")


class Endless(io.RawIOBase):
    """A stream of a given number of lines, which fails if it is read ahead of them."""

    def __init__(self, lines: int) -> None:
        self.left = lines
        self.given = 0

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        if not self.left:
            return b""
        self.left -= 1
        self.given += 1
        return b'{"text": "' + b"a" * 1000 + b'"}\n'


def test_lines_are_read_one_at_a_time() -> None:
    stream = Endless(5)
    items: Iterator[Document | ReadError] = read_jsonl(stream, "a.jsonl", Settings())  # type: ignore[arg-type]
    next(items)
    assert stream.given == 1
    next(items)
    assert stream.given == 2


def test_memory_does_not_grow_with_the_file() -> None:
    tracemalloc.start()
    try:
        count = 0
        for _ in read_jsonl(Endless(10_000), "a.jsonl", Settings()):  # type: ignore[arg-type]
            count += 1
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 10_000
    assert peak < 1_000_000  # of 10 MB


def test_a_bomb_of_one_line_is_not_unpacked_whole() -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    tracemalloc.start()
    try:
        items, _ = read(bomb, compressed=True, max_bytes=100_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert items == ["a.jsonl, line 1: longer than 100,000 bytes; raise the limit or split the article"]
    assert peak < 5_000_000


@given(st.lists(st.text() | st.sampled_from(['{"text": "a"}', '{"text": 1e999}', "NaN", '{"text": "\\ud800"}'])))
def test_any_lines_give_documents_and_errors(lines: list[str]) -> None:
    items, _ = read("\n".join(lines).encode())
    for item in items:
        if isinstance(item, str):
            assert len(item.splitlines()) == 1
        else:
            item.text.encode()
