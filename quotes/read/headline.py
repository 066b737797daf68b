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
    shown = [n for n, block in enumerate(blocks) if block.key != outlet]
    titles = {squeeze(title) for title in metadata.titles}
    exact = [n for n in shown if blocks[n].key in titles]
    largest = [n for n in shown if blocks[n].element.tag == "h1"]
    alike = {n: max((_likeness(blocks[n].text, title) for title in metadata.titles), default=0.0) for n in largest}
    candidates = (
        [n for n in exact if blocks[n].element.tag == "h1"],
        [n for n in exact if blocks[n].is_heading],
        sorted((n for n in largest if alike[n] >= SAME_TITLE), key=lambda n: (alike[n], n)),
        exact,
        largest if len(largest) == 1 and len(_TOKEN.findall(blocks[largest[0]].text)) >= LEAST_WORDS else [],
    )
    return next((numbers[-1] for numbers in candidates if numbers), None)


def _likeness(text: str, title: str) -> float:
    """2 × shared words / all words; 1 where one contains the other (a title often adds the name of the outlet)."""
    if squeeze(text) in squeeze(title):
        return 1.0
    words, others = (set(_TOKEN.findall(part.casefold())) for part in (text, title))
    return 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0
