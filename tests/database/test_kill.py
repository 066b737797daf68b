"""SIGKILL while articles are stored. `scripts/kill_test.py` is the whole of it, with `quotes add`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "kill_test.py"


def test_a_kill_leaves_each_article_whole_or_not_there() -> None:
    command = [sys.executable, str(SCRIPT), "--without-parsing", "--kills", "6", "--articles", "300"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 kills")
