"""Who said what, in the news, as a database.

    >>> import quotes
    >>> parse = quotes.parse("“We will appeal,” said Mayor Mary Hanley of Tucson, Ariz.")
    >>> parse.statements[0].speaker.name
    'Mary Hanley'

`parse` is pure: it reads and writes nothing. `quotes.read.read` turns files, pages and addresses into documents.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quotes.errors import DatabaseError, ModelError, NotFoundError, QuotesError, ReadError
from quotes.parser.annotation import Document, Entity, Parse, Span, Speaker, Statement

if TYPE_CHECKING:
    from quotes.parser.annotation import Tagger

__version__ = "0.1.0"

__all__ = [
    "DatabaseError",
    "Document",
    "Entity",
    "ModelError",
    "NotFoundError",
    "Parse",
    "QuotesError",
    "ReadError",
    "Span",
    "Speaker",
    "Statement",
    "__version__",
    "load_tagger",
    "model_digest",
    "parse",
]


def parse(document: Document | str, tagger: Tagger | None = None) -> Parse:
    """Who said what in an article, with every position in characters of its unchanged text.

    `tagger` is the model that comes with the package unless another is given. Any text parses; ModelError where the
    model's files are missing or damaged.
    """
    from quotes.parser import parse

    article = Document(document) if isinstance(document, str) else document
    return parse(article, tagger or load_tagger())


@cache
def load_tagger(threads: int = 1) -> Tagger:
    """The tagger that comes with the package, loaded once. It may be used by several threads."""
    from quotes.parser.tagger.encoder import load

    return load(threads)


def model_digest() -> str:
    """The SHA-256 of that tagger's model file. ModelError where it is missing."""
    from quotes.parser.tagger.encoder import digest

    return digest()
