"""Documents from what a user names. What cannot be read is reported and counted, and the rest is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.cli.output import remark
from quotes.errors import ReadError
from quotes.parser.annotation import Document


@dataclass(slots=True)
class Reading:
    """The documents of the sources, in their order; `failed` counts those that could not be read so far."""

    sources: Sequence[str]
    allow_private: bool = False
    failed: int = 0

    def __iter__(self) -> Iterator[Document]:
        from quotes.read import read

        for source in self.sources:
            for item in read(source, allow_private=self.allow_private, warn=warn):
                if isinstance(item, ReadError):
                    self.failed += 1
                    remark(f"Error: {item}")
                else:
                    yield item


def warn(text: str) -> None:
    remark(f"Warning: {text}")
