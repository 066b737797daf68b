"""Text files and their front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read.text import read_text

BODY = "“It is over,” she said.\n"


def read(text: str) -> tuple[Document, list[str]]:
    """The document and the warnings."""
    warnings: list[str] = []
    return read_text(text, "a.md", warnings.append, id="a.md"), warnings


@pytest.mark.parametrize(
    ("text", "document"),
    [
        pytest.param(BODY, Document(BODY, id="a.md"), id="none"),
        pytest.param(
            "---\ntitle: Hall to close\nurl: https://post.example/1\noutlet: Osterby Post\nbyline: Ida Aalto\n"
            f"published: 2024-05-31\n---\n{BODY}",
            Document(
                BODY,
                id="a.md",
                url="https://post.example/1",
                title="Hall to close",
                outlet="Osterby Post",
                byline="Ida Aalto",
                published="2024-05-31",
            ),
            id="all-fields",
        ),
        pytest.param(
            f"---\r\ntitle: Hall\r\n---\r\n\r\n{BODY}", Document("\r\n" + BODY, id="a.md", title="Hall"), id="crlf-kept"
        ),
        pytest.param(f"---\ntitle: Hall\n...\n{BODY}", Document(BODY, id="a.md", title="Hall"), id="ended-by-dots"),
        pytest.param(
            f"---\ntitle: 1984\npublished: 2024-05-31 10:00:00+02:00\n---\n{BODY}",
            Document(BODY, id="a.md", title="1984", published="2024-05-31T10:00:00+02:00"),
            id="strings-stay-strings",
        ),
        pytest.param(
            f"---\nbyline:\n  - Ida Aalto\n  - Bo Ek\ntags: [hall]\n---\n{BODY}",
            Document(BODY, id="a.md", byline="Ida Aalto; Bo Ek"),
            id="lists-and-other-fields",
        ),
        pytest.param(f"---\n{BODY}---\n", Document(f"---\n{BODY}---\n", id="a.md"), id="rules-are-text"),
        pytest.param(
            f"---\nNote: early\n---\n{BODY}", Document(f"---\nNote: early\n---\n{BODY}", id="a.md"), id="no-field"
        ),
        pytest.param(
            f"---\ntitle: Hall\n\n{BODY}", Document(f"---\ntitle: Hall\n\n{BODY}", id="a.md"), id="not-closed"
        ),
        pytest.param(
            f"{BODY}---\ntitle: Hall\n---\n",
            Document(f"{BODY}---\ntitle: Hall\n---\n", id="a.md"),
            id="not-at-the-start",
        ),
        pytest.param(
            f'---\ntitle: "a\\ud800b"\n---\n{BODY}', Document(BODY, id="a.md", title="a\ufffdb"), id="surrogate"
        ),
    ],
)
def test_front_matter(text: str, document: Document) -> None:
    assert read(text) == (document, [])


def test_a_date_that_is_none() -> None:
    document, warnings = read(f"---\npublished: last Tuesday\n---\n{BODY}")
    assert document.published is None
    assert warnings == ["a.md: left out published: 'last Tuesday', which is not a date like 2024-05-31"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  \n", "a.md: there is no text in it; remove it or put the article in"),
        ("---\ntitle: Hall\n---\n\n", "a.md: there is no text in it; remove it or put the article in"),
        (
            f'---\ntitle: "Hall\n---\n{BODY}',
            "a.md: the front matter is not valid YAML in line 3; put quotes around its values",
        ),
        (
            f"---\nurl: x\ntitle: Hall: closed: today\n---\n{BODY}",
            "a.md: the front matter is not valid YAML in line 3; put quotes around its values",
        ),
    ],
    ids=["empty", "nothing-but-front-matter", "open-quotes", "colons"],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(text)
    assert str(error.value) == message


@given(st.text(st.sampled_from("---\n\r: title[]{}&*!|>'\"%@`a\t\x85\u2028\x00"), max_size=60))
def test_any_text_is_read_to_its_end_or_refused(rest: str) -> None:
    for text in (rest, f"---\n{rest}", f"---\ntitle: {rest}\n---\n{BODY}"):
        try:
            document, _ = read(text)
        except ReadError:
            continue
        assert text.endswith(document.text)
