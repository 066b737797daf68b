"""How the time of paragraphs, passages and sentences grows: ten times the text, of prose and of the worst kinds.

    python scripts/bench_passage.py

A ratio of 10 is linear; a little more is the processor's cache, which a million passages do not fit into.
"""

from __future__ import annotations

import sys
import time

from quotes.parser.annotation import Document
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment, sentences

PROSE = (
    "GRANTON, Ohio — “We will appeal,” said Councilwoman Mara Ellison, who called the ruling ‘a disaster’ for all.\n\n"
    "The voters’ view, she told Gov. Ray Tobin's staff, was “settled” in the '90s. “He said, ‘Never,’ and meant it.\n\n"
    "“So we wait.” The board meets on Feb. 3 in the U.S. district court, 12 miles away; nobody expects a ruling.\n\n"
)
LARGE = {
    "prose": PROSE,
    "prose in one paragraph": PROSE.replace("\n", " "),
    "a mark every ten characters": '"abcd" efg ',
    "only newlines": "\n",
}
"""Measured at 1 and 10 million characters; the worst texts at a tenth of it."""
WORST = {
    "only straight marks": '"',
    "only opening marks": "“",
    "only apostrophes": "'",
    "marks left open": "“abc def ",
    "marks of two families left open": "“abc «def ",
    "single marks left open": "‘abc def ",
    "plurals": "‘abcs’ defs’ ",
    "a mark left open in each paragraph": "“abc def\n\n",
    "lines without marks after an open one": "“abc\n" + 400 * "def\n",
    "broken lines": "“abc\n" + 400 * "def,\n",
    "only stops": ".",
    "only capitals": "ABC ",
    "unclosed brackets": "(Photo ",
}
RUNS = 2


def main() -> int:
    print(f"{'text':40} {'1×, s':>9} {'10×, s':>9} {'ratio':>6} {'µs a word':>10}")
    ratios = [_measure(name, unit, 1_000_000) for name, unit in LARGE.items()]
    ratios += [_measure(name, unit, 100_000) for name, unit in WORST.items()]
    print(f"worst ratio {max(ratios):.1f}")
    return 0


def _measure(name: str, unit: str, size: int) -> float:
    small, large = (_seconds(unit * (length // len(unit))) for length in (size, 10 * size))
    words = (10 * size // len(unit)) * len(unit.split())
    each = f"{large / words * 1e6:10.2f}" if "prose" in name else ""
    print(f"{name:40} {small:9.3f} {large:9.3f} {large / small:6.1f} {each:>10}", flush=True)
    return large / small


def _seconds(text: str) -> float:
    """CPU time of the better run."""
    return min(_once(text) for _ in range(RUNS))


def _once(text: str) -> float:
    started = time.process_time()
    page = segment(Document(text))
    find_passages(page)
    for paragraph in page.paragraphs:
        sentences(text, paragraph.span)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
