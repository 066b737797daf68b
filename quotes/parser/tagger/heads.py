"""What the encoder's output columns mean: shared by the code that trains it, exports it and runs it."""

from __future__ import annotations

from quotes.parser.annotation import NameClass, Pointer, Tag

TAGS = (Tag.CONTENT, Tag.CUE, Tag.SOURCE)
TAG_COLUMNS = 1 + 2 * len(TAGS)  # outside, then begin and inside of each tag
NAMES = (NameClass.PERSON, NameClass.ORGANIZATION, NameClass.LOCATION, NameClass.MISCELLANEOUS)
NAME_COLUMNS = 1 + len(NAMES)

POINTERS = tuple(Pointer)
"""Each is a query–key pair. A piece of the first kind points at the first piece of the second, or at [CLS] for none."""
POINTER_WIDTH = 48

QUERY_COLUMNS = KEY_COLUMNS = len(POINTERS) * POINTER_WIDTH
COLUMNS = (TAG_COLUMNS, NAME_COLUMNS, QUERY_COLUMNS, KEY_COLUMNS)
OUTPUTS = ("tags", "names", "queries", "keys")


def begin(tag: int) -> int:
    """The column that begins the tag of that index."""
    return 1 + 2 * tag


def inside(tag: int) -> int:
    return 2 + 2 * tag
