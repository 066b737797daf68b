"""Write the outputs in README.md anew: `python scripts/readme.py`.

Each block of the page that begins with "$ quotes …" or "$ sqlite3 …" is run in a new folder that holds the seed
article, and what it prints takes the place of what the page showed. Not part of the checks: another processor may
round a confidence otherwise.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
WIDTH = "100"
CUT = "…"
"""A command that ends in "# first N lines" shows so many and this."""


def main() -> None:
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(next((ROOT / "seeds").glob("*.txt")), folder / "article.txt")
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        README.write_text(BLOCK.sub(lambda match: _run_block(match[1], folder), text), encoding="utf-8")


def _run_block(block: str, folder: Path) -> str:
    shown = []
    for line in block.splitlines():
        if line.startswith("$ "):
            shown += [line, _output(line[2:], folder)]
    return "```console\n" + "\n".join(shown).rstrip() + "\n```"


def _output(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    plain, _, limit = command.partition("  # first ")
    result = subprocess.run(plain, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    lines = [line.rstrip() for line in (result.stdout or result.stderr).rstrip().splitlines()]
    most = int(limit.split()[0]) if limit else len(lines)
    return "\n".join([*lines[:most], *([CUT] if len(lines) > most else [])])


if __name__ == "__main__":
    main()
