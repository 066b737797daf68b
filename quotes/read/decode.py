"""Bytes → text: what encoding a file or page is in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from quotes.errors import ReadError

# Bytes that are looked at to tell text from a binary file, and an encoding from another.
HEAD = 8192
SAMPLE = 65536
# So many good characters for each bad one, and a text is damaged UTF-8 rather than something else.
DAMAGED = 10

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What people save under a text's name, and what to do about it.
BINARIES = (
    (b"%PDF-", "a PDF file", "turn it into text first (pdftotext)"),
    (b"PK\x03\x04", "a zip archive or office document", "save it as plain text or unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text first"),
    (b"{\\rtf", "an RTF document", "save it as plain text first"),
    (b"\x1f\x8b", "a gzip file", "unpack it first, or name it .jsonl.gz if it holds JSON Lines"),
    (b"\x89PNG", "an image", "give the text of the article"),
    (b"\xff\xd8\xff", "an image", "give the text of the article"),
    (b"GIF8", "an image", "give the text of the article"),
    (b"SQLite format 3\x00", "a SQLite database", "give text, HTML or JSON Lines"),
)
# A text of ASCII and these alone (curly quotes, dashes, £, €, «») is too little for statistics, and is windows-1252.
TYPOGRAPHY = frozenset(range(128)) | frozenset("“”‘’„‚‹›«»–—…•€£©®°·\u00a0".encode("cp1252"))
COMMON = ("cp1252", "cp1251", "cp1250", "shift_jis", "gb18030", "big5", "euc_kr")
# As browsers do (WHATWG Encoding): a page that says Latin-1 or ASCII means windows-1252.
BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# The encodings that a page may declare; Python knows more, some of them no encodings of text.
DECLARABLE = re.compile(
    r"utf-8|cp(125\d|866|874|932|949|950)|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)|gb18030|big5|big5hkscs|euc_(jp|kr)|"
    r"shift_jis|iso2022_jp|tis-620"
)
_DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{2,30})""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many of its characters are U+FFFD for bytes that make no sense in it.

    `guessed` says that nobody declared the encoding: it was the likeliest.
    """

    text: str
    encoding: str
    replaced: int = 0
    guessed: bool = False

    @property
    def doubt(self) -> str | None:
        """What a user should know about how the text was decoded."""
        if self.replaced:
            return f"{self.replaced} unreadable bytes replaced by \ufffd ({self.encoding}); save it as UTF-8"
        return f"not UTF-8, read as {self.encoding}; save it as UTF-8 if that is wrong" if self.guessed else None


def decode(raw: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of a file or page, every character and line ending kept; only a byte order mark goes.

    In this order: a byte order mark; UTF-8; UTF-8 with some damage; `declared` (by a server or the page); what
    charset-normalizer finds; UTF-8 with replacements. Raises ReadError for a binary.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], encoding)
    refuse_binary(raw, name)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        damaged = _replacing(raw, "utf-8")
    foreign = sum(character > "\x7f" for character in damaged.text)
    if foreign - damaged.replaced >= DAMAGED * damaged.replaced:
        return damaged
    stated = declared_encoding(declared)
    if stated is not None and stated != "utf-8":
        return _replacing(raw, stated)
    guess = _likeliest(raw)
    return _replacing(raw, guess, guessed=True) if guess else damaged


def refuse_binary(raw: bytes, name: str) -> None:
    """Raises ReadError, saying what to do, for bytes that are no text."""
    for start, what, remedy in BINARIES:
        if raw.startswith(start):
            raise ReadError(f"{name}: this is {what}, not text; {remedy}")
    if b"\x00" in raw[:HEAD]:
        raise ReadError(f"{name}: this is a binary file, not text; give text, HTML or JSON Lines")


def declared_in(page: bytes) -> str | None:
    """The encoding that an HTML page names in its first bytes."""
    match = _DECLARATION.search(page[:HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def declared_encoding(label: str | None) -> str | None:
    """The Python name of the encoding that browsers take a label for; None if there is no such encoding."""
    try:
        name = codecs.lookup((label or "").strip().lower()).name
    except (LookupError, ValueError):
        return None
    name = BROWSERS_READ.get(name, name)
    return name if DECLARABLE.fullmatch(name) else None


def _likeliest(raw: bytes) -> str | None:
    """The encoding that charset-normalizer finds best, by how common it is where several are equally good."""
    if set(raw) <= TYPOGRAPHY:
        return "cp1252"
    matches = from_bytes(raw[:SAMPLE])
    best = matches.best()
    if best is None:
        return None
    equal = {match.encoding for match in matches if match.chaos <= best.chaos and match.coherence >= best.coherence}
    return next((encoding for encoding in COMMON if encoding in equal), best.encoding)


def _replacing(raw: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    text = raw.decode(encoding, "replace")
    printed = raw.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    return Decoded(text, encoding, text.count("\ufffd") - printed, guessed)
