"""Build the wheel, install it from the lock file into an empty environment, and use it away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAX_WHEEL_BYTES = 40_000_000
ARTICLE = "“We will appeal,” said Mayor Mary Hanley of Tucson, Ariz. “It is not over.”\n"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """The output of a command; its own words on stderr and a failure here where it fails."""
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "QUOTES_DB"}}
    return subprocess.run(command, cwd=cwd, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def build(folder: Path) -> Path:
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """The `bin` folder of a new environment that holds the default dependencies and the wheel, nothing else."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "install", "-qq")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "default.lock")
    run(*pip, "--no-deps", wheel)
    return scripts


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        size = wheel.stat().st_size
        print(f"{wheel.name}: {size / 1e6:.1f} MB")
        if size > MAX_WHEEL_BYTES:
            print(f"larger than {MAX_WHEEL_BYTES / 1e6:.0f} MB")
            return 1
        scripts = install(wheel, folder / "env")
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "article.txt").write_text(ARTICLE, encoding="utf-8")
        print(run(scripts / "quotes", "--version", cwd=elsewhere).strip())
        run(scripts / "quotes", "add", "article.txt", cwd=elsewhere)
        listed = run(scripts / "quotes", "list", "--format", "csv", cwd=elsewhere)
        print(listed)
        return 0 if "Mary Hanley" in listed else 1


if __name__ == "__main__":
    sys.exit(main())
