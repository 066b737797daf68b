"""Which block of a page is the headline of its article."""

from __future__ import annotations

import re

from quotes.read.blocks import Block, squeeze
from quotes.read.metadata import Metadata

# The part of their words that a headline and the title in the page's head share (Dice); sites word the two differently.
SAME_TITLE = 0.5
# Words that a lone `h1` needs to be a headline and not the name of a section.
LEAST_WORDS = 3

_TOKEN = re.compile(r"\w+")


def find_headline(blocks: list[Block], metadata: Metadata) -> int | None:
    """The number of the headline among the blocks up to the first paragraph; None if the page shows none."""
    outlet = squeeze(metadata.outlet or "")
    largest = [n for n, block in enumerate(blocks) if block.element.tag == "h1" and block.key != outlet]
    alike = {n: max((_likeness(blocks[n].text, title) for title in metadata.titles), default=0.0) for n in largest}
    best = max(largest, key=lambda n: (alike[n], n), default=None)
    if best is not None and alike[best] >= SAME_TITLE:
        return best
    titles = {squeeze(title) for title in metadata.titles}
    exact = [n for n, block in enumerate(blocks) if block.key in titles and block.key != outlet]
    if exact:
        return exact[-1]
    return best if len(largest) == 1 and len(_TOKEN.findall(blocks[largest[0]].text)) >= LEAST_WORDS else None


def _likeness(text: str, title: str) -> float:
    """2 × shared words / all words; 1 where one contains the other (a title often adds the name of the outlet)."""
    if squeeze(text) in squeeze(title):
        return 1.0
    words, others = (set(_TOKEN.findall(part.casefold())) for part in (text, title))
    return 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0
