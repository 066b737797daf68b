"""How the time of segment, passages and sentences grows: prose and the worst texts, 1 MB against 10 MB.

    python benchmarks/bench_passage.py

A ratio of 10 is linear. Microseconds a word are those of the larger text.
"""

from __future__ import annotations

import sys
import time

from quotes.parser.annotation import Document
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment, sentences

PROSE = (
    "GRANTON, Ohio — “We will appeal,” said Councilwoman Mara Ellison, who called the ruling ‘a disaster’ for schools.\n\n"
    "The voters’ view, she told Gov. Ray Tobin's staff, was “settled” in the '90s. “He said, ‘Never,’ and meant it.\n\n"
    "“So we wait.” The board meets on Feb. 3 in the U.S. district court, 12 miles away; nobody expects a ruling.\n\n"
)
SMALL = 1_000_000
"""Characters; a tenth of it where every one is a mark or a stop. The other size is ten times this."""
TEXTS = {
    "prose": PROSE,
    "one paragraph of prose": PROSE.replace("\n", " "),
    "only straight marks": '"',
    "only opening marks": "“",
    "only apostrophes": "'",
    "only newlines": "\n",
    "a mark every ten characters": '"abcd" efg ',
    "marks left open": "“abc def ",
    "two families left open": "“abc «def ",
    "single marks left open": "‘abc def ",
    "plurals": "‘abcs’ defs’ ",
    "a mark left open in each paragraph": "“abc def\n\n",
    "lines without marks after an open one": "“abc\n" + 400 * "def\n",
    "only stops": ".",
    "only capitals": "ABC ",
    "unclosed brackets": "(Photo ",
}


def main() -> int:
    print(f"{'text':40} {'small, s':>9} {'ten times':>9} {'ratio':>6} {'µs a word':>10}")
    worst = 0.0
    for name, unit in TEXTS.items():
        size = SMALL if len(unit) > 1 else SMALL // 10
        small, large = (_seconds(unit * (length // len(unit))) for length in (size, 10 * size))
        worst = max(worst, large / small)
        words = (10 * size // len(unit)) * len(unit.split())
        each = f"{large / words * 1e6:10.2f}" if "prose" in name else ""
        print(f"{name:40} {small:9.3f} {large:9.3f} {large / small:6.1f} {each:>10}", flush=True)
    print(f"worst ratio {worst:.1f}")
    return 0


def _seconds(text: str) -> float:
    """CPU time of the best of three runs."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    started = time.process_time()
    page = segment(Document(text))
    find_passages(page)
    for paragraph in page.paragraphs:
        sentences(text, paragraph.span)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
