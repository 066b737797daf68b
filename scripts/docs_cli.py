"""Write docs/cli.md from the `--help` of every command; with --check, only say whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from quotes.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
HEAD = """\
# The command line

What `quotes --help` and the `--help` of each command print. This page is made from them by `make docs`.
"""


def paths(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Each command and group as the words that call it, in the order of the help."""
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from paths(child, (*path, name))


def section(path: tuple[str, ...]) -> str:
    shown = CliRunner().invoke(app, [*path, "--help"], prog_name="quotes", env={"COLUMNS": "100", "QUOTES_DB": ""})
    if shown.exit_code:
        raise SystemExit(shown.output)
    return f"\n## {' '.join(('quotes', *path))}\n\n```text\n{shown.output.strip()}\n```\n"


def main() -> int:
    page = HEAD + "".join(section(path) for path in paths(get_command(app)))
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print("docs/cli.md is out of date. Run: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
