"""Encodings: bytes in, text out."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.read.decode import declared_encoding, declared_in, decode

CURLY = "“Nobody’s fault,” she said – and left.\r\n"
FRENCH = "L’été à Genève, « c’est fini », dit-elle. Le préfet a été prévenu trop tard, selon la mairie."
RUSSIAN = "Мэр сказал, что «денег больше не будет». Оппозиция назвала это ложью и требует голосования."


@pytest.mark.parametrize(
    ("raw", "declared", "text", "encoding"),
    [
        pytest.param(CURLY.encode(), None, CURLY, "utf-8", id="utf-8"),
        pytest.param(CURLY.encode(), "windows-1252", CURLY, "utf-8", id="utf-8-declared-otherwise"),
        pytest.param(codecs.BOM_UTF8 + CURLY.encode(), None, CURLY, "utf-8", id="utf-8-with-mark"),
        pytest.param(CURLY.encode("utf-16"), None, CURLY, "utf-16-le", id="utf-16"),
        pytest.param(codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"), None, CURLY, "utf-16-be", id="utf-16-big-endian"),
        pytest.param(CURLY.encode("utf-32"), None, CURLY, "utf-32-le", id="utf-32"),
        pytest.param(CURLY.encode("cp1252"), None, CURLY, "cp1252", id="curly-quotes-alone"),
        pytest.param(FRENCH.encode("cp1252"), None, FRENCH, "cp1252", id="french-detected"),
        pytest.param(RUSSIAN.encode("cp1251"), None, RUSSIAN, "cp1251", id="russian-detected"),
        pytest.param(FRENCH.encode("cp1252"), "ISO-8859-1", FRENCH, "cp1252", id="latin-1-means-windows-1252"),
        pytest.param("Łódź: „nie”".encode("cp1250"), "windows-1250", "Łódź: „nie”", "cp1250", id="declared"),
        pytest.param(FRENCH.encode("cp1252"), "rot13", FRENCH, "cp1252", id="declared-is-no-encoding"),
        pytest.param(b"a\r\nb\rc\nd", None, "a\r\nb\rc\nd", "utf-8", id="line-endings-kept"),
    ],
)
def test_decode(raw: bytes, declared: str | None, text: str, encoding: str) -> None:
    decoded = decode(raw, "a.txt", declared)
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, encoding, 0)


def test_doubt_about_a_guess() -> None:
    decoded = decode(FRENCH.encode("cp1252"), "a.txt")
    assert decoded.doubt == "not UTF-8, read as cp1252; save it as UTF-8 if that is wrong"
    assert decode(FRENCH.encode("cp1252"), "a.txt", "windows-1252").doubt is None


def test_damaged_utf_8_stays_utf_8() -> None:
    decoded = decode((CURLY * 9).encode()[:-3] + b"\x93 \xff", "a.txt")
    assert decoded.text == (CURLY * 9)[:-3] + "\ufffd \ufffd"
    assert decoded.doubt == "2 unreadable bytes replaced by \ufffd (utf-8); save it as UTF-8"


def test_replacement_characters_of_the_text_are_not_counted() -> None:
    assert decode(("\ufffd" + CURLY * 9).encode() + b"\xff", "a.txt").replaced == 1


def test_bytes_that_the_declared_encoding_lacks() -> None:
    decoded = decode(b"caf\xe9 \x81", "a.html", "windows-1252")
    assert (decoded.text, decoded.replaced) == ("café \ufffd", 1)


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (b"%PDF-1.7\n", "a.txt: this is a PDF file, not text; turn it into text first (pdftotext)"),
        (
            b"PK\x03\x04",
            "a.txt: this is a zip archive or office document, not text; save it as plain text or unpack it first",
        ),
        (b"\x89PNG\r\n", "a.txt: this is an image, not text; give the text of the article"),
        (b"ab\x00cd", "a.txt: this is a binary file, not text; give text, HTML or JSON Lines"),
    ],
)
def test_binary(start: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(start + b" and more", "a.txt")
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("UTF8", "utf-8"),
        (" Latin1 ", "cp1252"),
        ("us-ascii", "cp1252"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "shift_jis"),
        ("iso-8859-15", "iso8859-15"),
        ("utf-16", None),
        ("utf-7", None),
        ("base64", None),
        ("unicode_escape", None),
        ("no such thing", None),
        ("\0", None),
        ("", None),
        (None, None),
    ],
)
def test_declared_encoding(label: str | None, encoding: str | None) -> None:
    assert declared_encoding(label) == encoding


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b'<html><meta charset="koi8-r">', "koi8-r"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1252'>", "windows-1252"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><html>', "iso-8859-1"),
        (b"<p>charset=koi8-r</p>", None),
    ],
)
def test_declared_in(page: bytes, label: str | None) -> None:
    assert declared_in(page) == label


@given(st.binary(max_size=300), st.sampled_from([None, "windows-1252", "shift_jis", "utf-8"]))
def test_any_bytes_are_decoded_or_refused(raw: bytes, declared: str | None) -> None:
    try:
        decoded = decode(raw, "a.txt", declared)
    except ReadError:
        return
    assert decoded.replaced <= decoded.text.count("\ufffd")
    decoded.text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_utf_8_is_kept_to_the_character(text: str) -> None:
    raw = codecs.BOM_UTF8 + text.encode()
    assert decode(raw, "a.txt").text == text
