"""What the readers have in common."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

MAX_BYTES = 20_000_000
TIMEOUT = 30.0

Warn = Callable[[str], None]
"""Told, in one line, what a user should know about something that was read all the same."""


def log_warning(message: str) -> None:
    """Where warnings go if nobody else wants them."""
    logging.getLogger("quotes.read").warning(message)


@dataclass(frozen=True, slots=True)
class Settings:
    """`max_bytes` is the most that one article (file, page, line of JSON) may have; `timeout` is in seconds."""

    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT
    warn: Warn = log_warning


def one_line(name: str) -> str:
    """A name of a file or address as it can be printed in one line, whatever is in it."""
    printable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in printable)
