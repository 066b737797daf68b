"""Parse the labelled articles of a folder and score the parse with the scorers that lie beside them.

python scripts/evaluate.py FOLDER [NAME ...]

FOLDER holds gold files (JSON Lines), score.py and seed_check.py; NAME is a gold file without its suffix. Without names,
all dev files are scored, and the article in seeds/ is checked passage by passage.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import quotes
from quotes.cli.output import to_json
from quotes.database import shipped
from quotes.errors import ReadError
from quotes.export import to_record
from quotes.read import read

GOLD = ("polnear-dev", "polnear-dev-resolved", "web-dev", "factappeal-dev", "peer-tests")
OUTPUT = Path(__file__).parent.parent / "build" / "eval"


def parse(source: Path, target: Path) -> None:
    """Write the parse of each document of a file or folder as a line of JSON."""
    with target.open("w", encoding="utf-8") as lines:
        for document in read(str(source)):
            if isinstance(document, ReadError):
                raise SystemExit(f"Error: {document}")
            print(to_json(to_record(document, quotes.parse(document))), file=lines)


def main() -> int:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name in names or GOLD:
        print(f"\n== {name}", flush=True)
        parse(folder / f"{name}.jsonl", OUTPUT / f"{name}.jsonl")
        scorer = folder / "score.py"
        subprocess.run((sys.executable, scorer, folder / f"{name}.jsonl", OUTPUT / f"{name}.jsonl"), check=True)
    if not names:
        print("\n== seed", flush=True)
        parse(shipped("seeds"), OUTPUT / "seed.jsonl")
        # It exits with 1 unless every passage is right; its last line says how many are.
        subprocess.run((sys.executable, folder / "seed_check.py", OUTPUT / "seed.jsonl"), check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
