"""An HTML tree as the blocks of text that a browser would show one below the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from quotes.read.words import word_list

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Characters of an inline element that may be a control; longer ones are words of the article.
LONGEST_CONTROL = 80

# Characters of an attribute that names what an element is; longer ones are addresses and settings.
LONGEST_NAME = 200

# The only white space that HTML knows; a no-break space looks like any other, so it becomes one.
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u202f]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_REPEATED_SPACE = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n *")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMING = frozenset({"class", "id", "itemprop", "role"})
_QUOTATION_MARKS = str.maketrans("", "", "“”„«»‘’\"'")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A paragraph, heading, list item, caption or cell: its text, its element, and how much of it is links (0 to 1).

    White space is collapsed as a browser does; a single line break (`<br>`) is kept as "\\n". `key` is the text without
    what two programs may lay out differently.
    """

    text: str
    key: str
    element: Any
    links: float

    @property
    def is_heading(self) -> bool:
        return self.element.tag in HEADINGS


def squeeze(text: str) -> str:
    """A text in lower case without white space and quotation marks (which `<q>` has no characters for)."""
    bare = "".join(text.split()).casefold().translate(_QUOTATION_MARKS)
    return bare if bare.isprintable() else "".join(filter(str.isprintable, bare))


def class_words(element: Any) -> frozenset[str]:
    """The words in the class, id and the like of an element: "wp-captionText" is wp, caption and text."""
    values = (
        value
        for name, value in element.items()
        if (name in _NAMING or name.startswith("data-")) and len(value) <= LONGEST_NAME
    )
    return frozenset(word.lower() for value in values for word in _WORD.findall(value))


def find_blocks(tree: Any) -> list[Block]:
    """All blocks of a page in the order of the source, what is hidden or never part of an article left out."""
    writer = _Writer(tree)
    writer.write(tree, in_link=False, keep_lines=False)
    writer.end_block(tree)
    return writer.blocks


class _Writer:
    """Walks a tree and cuts its text into blocks. The HTML parser limits how deep a tree can be (256)."""

    def __init__(self, element: Any) -> None:
        self.blocks: list[Block] = []
        self.element = element
        self.pieces: list[str] = []
        self.linked = 0

    def write(self, element: Any, *, in_link: bool, keep_lines: bool) -> None:
        """Add the text of an element, without its tail."""
        tag = element.tag
        if not isinstance(tag, str) or _is_unread(element):
            return
        in_link = in_link or tag == "a"
        keep_lines = keep_lines or tag == "pre"
        outer = self.element
        if tag in word_list("elements", "block"):
            self.end_block(element)
        elif tag == "br":
            self.pieces.append("\n")
        elif self.is_set_apart(element):
            self.pieces.append(" ")
        elif tag == "q":
            self.pieces.append("“")
        self.add(element.text, in_link, keep_lines)
        for child in element:
            self.write(child, in_link=in_link, keep_lines=keep_lines)
            self.add(child.tail, in_link, keep_lines)
        if tag in word_list("elements", "block"):
            self.end_block(outer)
        elif tag == "q":
            self.pieces.append("”")

    def add(self, text: str | None, in_link: bool, keep_lines: bool) -> None:
        if not text:
            return
        text = _INVISIBLE.sub("", text)
        self.pieces.append(text if keep_lines else _SPACES.sub(" ", text))
        self.linked += len(squeeze(text)) if in_link else 0

    def is_set_apart(self, element: Any) -> bool:
        """Whether a style sheet, not a space, parts it from the words before: `…at dawn.<span class="credit">Jo Li`."""
        if element.tag not in ("cite", "small", "span"):
            return False
        credited = "credit" in class_words(element) or self.element.tag == "figcaption"
        return credited and bool(self.pieces) and self.pieces[-1].endswith((".", "”", "’", '"', ")"))

    def end_block(self, following: Any) -> None:
        """Turn what has been collected into blocks, and collect for another element from now on."""
        text = _AROUND_BREAK.sub("\n", _REPEATED_SPACE.sub(" ", "".join(self.pieces)))
        parts = [(part.strip(), squeeze(part)) for part in _PARAGRAPH_BREAK.split(text)]
        length = sum(len(key) for _, key in parts)
        links = self.linked / length if length else 0.0
        self.blocks += [Block(part, key, self.element, links) for part, key in parts if part]
        self.element, self.pieces, self.linked = following, [], 0


def _is_unread(element: Any) -> bool:
    if element.tag in word_list("elements", "unread"):
        return not _signs_a_quotation(element)
    if element.get("hidden") is not None or element.get("role") in word_list("elements", "unread role"):
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    names = (element.get("class") or "").lower().split()
    return not word_list("classes", "screen reader").isdisjoint(names) or _is_control(element)


def _signs_a_quotation(element: Any) -> bool:
    """`<blockquote>…<footer>Jo Li, mayor</footer></blockquote>`"""
    return element.tag == "footer" and any(True for _ in element.iterancestors("blockquote"))


def _is_control(element: Any) -> bool:
    """Whether an inline element is something to press ("Purchase Licensing Rights") or a footnote mark, not words."""
    if element.tag in word_list("elements", "block"):
        return False
    if element.tag == "sup":
        link = element.find("a")
        return link is not None and (link.get("href") or "").startswith("#")
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > LONGEST_CONTROL:
            return False
    return " ".join(text.split()).lower().strip(" :.»›>→") in word_list("furniture", "controls")
