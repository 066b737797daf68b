"""Files, folders and standard input."""

import gzip
import io
from pathlib import Path
from typing import IO, Any

import pytest

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read import read

PAGE = (
    "<!doctype html><html><head><title>Hall to close</title></head><body><article><h1>Hall to close</h1>"
    "<p>The council of Osterby voted on Monday to close the swimming hall, which opened in 1962.</p>"
    "<p>“It is over,” said Ida Aalto, the caretaker, who has worked there for thirty years.</p></article></body></html>"
)
TEXT_OF_PAGE = (
    "Hall to close\n\nThe council of Osterby voted on Monday to close the swimming hall, which opened in 1962.\n\n"
    "“It is over,” said Ida Aalto, the caretaker, who has worked there for thirty years."
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def results(source: str, *, max_bytes: int = 10_000) -> list[tuple[str | None, str]]:
    """Id and text of the documents, and None and the message of errors."""
    return [
        (None, str(item)) if isinstance(item, ReadError) else (item.id, item.text)
        for item in read(source, max_bytes=max_bytes)
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "a.b.md"])
def test_text(name: str) -> None:
    Path(name).write_bytes(b"One.\r\n\r\n  Two.\n")
    assert results(name) == [(name, "One.\r\n\r\n  Two.\n")]


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML"])
def test_page(name: str) -> None:
    Path(name).write_text(PAGE, "utf-8")
    assert results(name) == [(name, TEXT_OF_PAGE)]


def test_json_lines() -> None:
    Path("a.jsonl").write_text('{"id": "1", "text": "One."}\nTwo.\n{"text": "Three."}\n')
    Path("a.jsonl.gz").write_bytes(gzip.compress(b'{"id": "4", "text": "Four."}\n'))
    assert results("a.jsonl") == [
        ("1", "One."),
        (None, "a.jsonl, line 2: not JSON (Expecting value, column 1); correct the line"),
        (None, "Three."),
    ]
    assert results("a.jsonl.gz") == [("4", "Four.")]


def test_folder_is_read_in_order_and_to_the_end(folder: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/10.txt", "c.html", ".hidden.txt", ".git/x.txt", "d.docx", "README", "z/e.txt"):
        path = folder / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (folder / "news" / "b2.txt").write_bytes(b"\x00\x01")
    (folder / "news" / "z" / "round").symlink_to(folder / "news")
    assert results("news") == [
        ("news/a/10.txt", "a/10.txt"),
        ("news/a/2.md", "a/2.md"),
        ("news/b.txt", "b.txt"),
        (None, "news/b2.txt: this is a binary file, not text; give text, HTML or JSON Lines"),
        (None, "news/c.html: no article found in this page; save its text as .txt to read it all the same"),
        ("news/z/e.txt", "z/e.txt"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "a.txt: it is empty; remove it or put the article in"),
        ("a.html", b" \n", "a.html: it is empty; remove it or put the article in"),
        ("a.jsonl", b"", "a.jsonl: the file is empty; put one JSON object a line into it"),
        ("a.txt", b"%PDF-1.4", "a.txt: this is a PDF file, not text; turn it into text first (pdftotext)"),
        (
            "a.docx",
            b"PK",
            "a.docx: not a kind of file that is known (.txt, .md, .html, .htm, .jsonl, .jsonl.gz); "
            "rename it, or pipe it in as -",
        ),
        (
            "a.txt",
            b"a" * 10_001,
            "a.txt: larger than 10,000 bytes, too large for one article; "
            "split it, or put its articles into a .jsonl file",
        ),
        (
            "a.jsonl.gz",
            b"{}",
            "a.jsonl.gz: cannot be read after line 0 (Not a gzipped file (b'{}')); get the file again",
        ),
        ("a\nb\x1b.txt", b"", "a\\nb\\x1b.txt: it is empty; remove it or put the article in"),
    ],
)
def test_errors(name: str, content: bytes, message: str) -> None:
    Path(name).write_bytes(content)
    assert results(name) == [(None, message)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("none.txt", "none.txt: no such file or folder; check the path"),
        ("", "the name of the file is empty; give a path, an address, or - for standard input"),
        ("a\0b", "a\\x00b: not a name that a file can have; check the path"),
        ("a" * 300, f"{'a' * 300}: cannot be read (File name too long); check the file and its disk"),
    ],
)
def test_no_such_file(source: str, message: str) -> None:
    assert results(source) == [(None, message)]


def test_folder_of_nothing(folder: Path) -> None:
    (folder / "news").mkdir()
    (folder / "news" / "a.docx").write_text("a")
    assert results("news") == [
        (None, "news: nothing to read in this folder; it may hold .txt, .md, .html, .htm, .jsonl, .jsonl.gz")
    ]


def test_no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user who runs the tests may be one who is allowed everything, so the refusal is simulated."""
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(name)
    real = Path.open

    def refuse(path: Path, mode: str) -> IO[Any]:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert results(".") == [
        (None, "a.txt: no permission to read it; change that (chmod +r) or copy the file"),
        ("b.txt", "b.txt"),
    ]


def test_name_that_is_not_utf_8(folder: Path) -> None:
    Path("caf\udce9.txt").write_text("One.")
    assert results(".") == [("caf\\udce9.txt", "One.")]


def test_warning_names_the_file() -> None:
    Path("a.txt").write_bytes("Fini à Genève, « c’est fini », dit-elle.".encode("cp1252"))
    warnings: list[str] = []
    [document] = read("a.txt", warn=warnings.append)
    assert isinstance(document, Document)
    assert document.text == "Fini à Genève, « c’est fini », dit-elle."
    assert warnings == ["a.txt: not UTF-8, read as cp1252; save it as UTF-8 if that is wrong"]


def test_warnings_are_logged_if_nobody_takes_them(caplog: pytest.LogCaptureFixture) -> None:
    Path("a.txt").write_text("---\npublished: never\n---\nOne.")
    list(read("a.txt"))
    assert caplog.messages == ["a.txt: left out published: 'never', which is not a date like 2024-05-31"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("One.\n\nTwo.", [(None, "One.\n\nTwo.")], id="text"),
        pytest.param("---\ntitle: Hall\n---\nOne.", [(None, "One.")], id="front-matter"),
        pytest.param(PAGE, [(None, TEXT_OF_PAGE)], id="page"),
        pytest.param(f"\ufeff\n<!-- saved -->\n{PAGE}", [(None, TEXT_OF_PAGE)], id="page-after-comment"),
        pytest.param('{"id": "1", "text": "One."}\n{"text": "Two."}', [("1", "One."), (None, "Two.")], id="json-lines"),
        pytest.param(
            '\n\n{"text": "One."}\n{"te',
            [(None, "One."), (None, "standard input, line 4: not JSON (Unterminated string starting at, column 2)")],
            id="bad-line-behind-empty-ones",
        ),
        pytest.param("{curly} One.", [(None, "{curly} One.")], id="text-with-a-brace"),
        pytest.param("<i>One.</i>", [(None, "<i>One.</i>")], id="text-with-a-tag"),
        pytest.param("", [(None, "standard input: it is empty")], id="empty"),
        pytest.param("\n \n", [(None, "standard input: it is empty")], id="blank"),
        pytest.param("a" * 10_001, [(None, "standard input: larger than 10,000 bytes")], id="too-large"),
        pytest.param("a\n" * 6_000, [(None, "standard input: larger than 10,000 bytes")], id="too-many-lines"),
    ],
)
def test_standard_input(given: str, expected: list[tuple[str | None, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    found = results("-")
    assert [id for id, _ in found] == [id for id, _ in expected]
    for (_, text), (_, start) in zip(found, expected, strict=True):
        assert text.startswith(start)
    assert [text for _, text in found if "standard input" not in text] == [
        text for _, text in expected if "standard input" not in text
    ]
