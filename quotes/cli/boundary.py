"""The one place where an error becomes a line on stderr and an exit status."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from quotes.errors import QuotesError

FAILURE = 1
INTERRUPTED = 130


class Boundary(TyperGroup):
    """The group of all commands. What a user can cause ends here: in one line, without a traceback.

    Typer bundles its own Click, so this stands in `invoke`, which every command runs through, and not around `main`.
    A broken pipe is left to Typer, which ends quietly.
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except QuotesError as error:
            return fail(str(error))
        except BrokenPipeError:
            raise
        except OSError as error:
            return fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        except KeyboardInterrupt:
            return fail("Stopped.", INTERRUPTED)


def fail(message: str, status: int = FAILURE) -> None:
    print(f"Error: {message}" if status == FAILURE else message, file=sys.stderr)
    raise typer.Exit(status)
