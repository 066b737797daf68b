"""The one place where an error becomes a line on stderr and an exit status."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from quotes.errors import QuotesError

FAILURE = 1
INTERRUPTED = 130
PYDANTIC = "Value error, "
"""What Typer leaves of the library that reads its options before the message."""


class Boundary(TyperGroup):
    """The group of all commands. What a user can cause ends here: in one line, without a traceback.

    Typer bundles its own Click, so this stands in `invoke`, which every command runs through, and not around `main`.
    A broken pipe is left to Typer, which ends quietly.
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return self._flushed(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix(PYDANTIC)
            raise
        except QuotesError as error:
            return fail(str(error))
        except BrokenPipeError:
            raise
        except OSError as error:
            return fail(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        except KeyboardInterrupt:
            return fail("Stopped.", INTERRUPTED)

    def _flushed(self, ctx: Any) -> Any:
        """Run the command and write out all that it printed, while an error of that can still be told."""
        try:
            return super().invoke(ctx)
        finally:
            sys.stdout.flush()


def fail(message: str, status: int = FAILURE) -> None:
    print(f"Error: {message}" if status == FAILURE else message, file=sys.stderr)
    raise typer.Exit(status)
