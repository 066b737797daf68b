"""Which blocks of a page are its article.

trafilatura (Barbaresi 2021) judges which text is the article, and judges well; what it writes out has lost the
headline, standfirst, captions and embedded posts, and runs cells and paragraphs together. So its judgement is
taken and its output is not: the blocks that it kept are looked up in the page, and

1. the headline is the `h1` (or block) that agrees with what the page's head calls it;
2. captions, standfirst, embedded posts and short paragraphs between kept ones are put back;
3. bylines, advertisements, "Read more" lines, headlines of other articles and pull quotes are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.read.blocks import Block, class_words, squeeze
from quotes.read.furniture import HALF_LINKS, ends_a_sentence, is_byline, is_furniture
from quotes.read.headline import find_headline
from quotes.read.metadata import Metadata
from quotes.read.words import word_list

# Characters (white space not counted) from which on a text is one of a kind; shorter ones have to be a whole paragraph.
DISTINCT = 20
# From which on a paragraph that comes twice is a copy of the page's making, and not somebody who repeats himself.
COPIED = 100
# The part of the kept text that its container has to hold.
STORY_SHARE = 0.8
# The elements of trafilatura's tree that are paragraphs or hold some.
PARTS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "div", "code"})


@dataclass(frozen=True, slots=True)
class _Story:
    """Where the article is: the numbers of its first, last and headline block, and the elements that it stands in.

    `holders` are all elements above a kept block; `container` is the innermost that holds nearly all of their text.
    """

    first: int
    last: int
    headline: int | None
    holders: frozenset[Any]
    container: Any


def choose_blocks(blocks: list[Block], metadata: Metadata, kept: Any) -> tuple[Block | None, list[Block]]:
    """The headline, and the blocks of the article without it: none if trafilatura kept nothing that is one.

    `kept` is the tree that trafilatura made of the page.
    """
    usable = {n for n, block in enumerate(blocks) if not is_furniture(block) and not is_byline(block, metadata.byline)}
    known = _recognise(blocks, kept) & usable
    prose = sorted(n for n in known if not blocks[n].is_heading)
    if not prose:
        return None, []
    headline = find_headline(blocks[: prose[0] + 1], metadata)
    story = _locate(blocks, [n for n in prose if n != headline] or prose, headline)
    chosen = {n for n in usable if n in known or _is_restored(n, blocks[n], story, metadata)} - {headline}
    chosen -= _copies(blocks, chosen, headline) | _idle_headings(blocks, chosen, usable)
    return None if headline is None else blocks[headline], [blocks[n] for n in sorted(chosen)]


def _recognise(blocks: list[Block], kept: Any) -> set[int]:
    """The numbers of the blocks whose text trafilatura kept, as a paragraph or within one that it ran together."""
    paragraphs = {squeeze("".join(element.itertext())) for element in kept.iter()}
    rest = "".join(_unlike(kept, {block.key for block in blocks}))
    return {
        number
        for number, block in enumerate(blocks)
        if block.key in paragraphs or (len(block.key) >= DISTINCT and block.key in rest)
    }


def _unlike(element: Any, keys: set[str]) -> Iterator[str]:
    """The parts of trafilatura's text that are no block of the page: few, so that a search in them is quick."""
    key = squeeze("".join(element.itertext()))
    if key in keys:
        return
    if not any(child.tag in PARTS for child in element):
        yield key
        return
    yield squeeze(element.text or "")
    for child in element:
        yield from _unlike(child, keys)
        yield squeeze(child.tail or "")


def _locate(blocks: list[Block], prose: list[int], headline: int | None) -> _Story:
    held: Counter[Any] = Counter()
    for number in prose:
        for element in blocks[number].element.iterancestors():
            held[element] += len(blocks[number].key)
    enough = STORY_SHARE * sum(len(blocks[number].key) for number in prose)
    container = min((element for element in held if held[element] >= enough), key=lambda element: held[element])
    return _Story(prose[0], prose[-1], headline, frozenset(held), container)


def _is_restored(number: int, block: Block, story: _Story, metadata: Metadata) -> bool:
    """Whether a block that trafilatura dropped is part of the article after all."""
    own = _own_elements(block, story)
    tags = {element.tag for element in own}
    words = frozenset[str]().union(*map(class_words, own))
    if tags & {"aside", "nav"} or words & word_list("classes", "aside") or block.links >= HALF_LINKS:
        return False
    if number < story.first and words & word_list("classes", "standfirst"):
        return story.headline is not None and story.headline < number
    if number < story.first and metadata.description and block.key == squeeze(metadata.description):
        return True
    if _is_caption(block, own, words):
        return _is_inside(number, own, story) or _is_above(number, own, story)
    is_post = "blockquote" in tags and ("figure" in tags or words & word_list("classes", "embed"))
    if is_post or _signs_a_quotation(block, story):
        return _is_inside(number, own, story)
    is_sibling = len(own) == 1 and block.element.tag in ("p", "blockquote", "li", "div")
    return is_sibling and story.first < number < story.last and ends_a_sentence(block.text)


def _is_caption(block: Block, own: list[Any], words: frozenset[str]) -> bool:
    if not any(map(str.isalpha, block.text)):
        return False  # 03:29, the length of a video
    if words & word_list("classes", "caption") or any(element.tag == "figcaption" for element in own):
        return True
    figures = [element for element in own if element.tag == "figure"]
    return any(not block.is_heading and figure.find(".//img") is not None for figure in figures)


def _signs_a_quotation(block: Block, story: _Story) -> bool:
    """`<blockquote><p>…</p><footer>Jo Li, mayor</footer></blockquote>`, or the name as bare text behind a paragraph."""
    above = [block.element, *block.element.iterancestors()]
    return next((element for element in above if element.tag == "blockquote"), None) in story.holders


def _own_elements(block: Block, story: _Story) -> list[Any]:
    """The block's element and those above it that hold no other text of the article."""
    own = [block.element]
    for element in block.element.iterancestors():
        if element in story.holders:
            break
        own.append(element)
    return own


def _is_inside(number: int, own: list[Any], story: _Story) -> bool:
    """Whether a block stands between the headline and the last paragraph, or in the element that holds the article."""
    if story.headline is not None and story.headline < number < story.last:
        return True
    if story.first < number < story.last:
        return True
    holder = own[-1].getparent()
    return holder is not None and (holder is story.container or story.container in holder.iterancestors())


def _is_above(number: int, own: list[Any], story: _Story) -> bool:
    """Whether a block stands before the text in the element that is the article: a picture above the headline."""
    holder = own[-1].getparent()
    return number < story.first and holder is not None and holder.tag in ("article", "main")


def _copies(blocks: list[Block], chosen: set[int], headline: int | None) -> set[int]:
    """The numbers of blocks that say again what another says: pull quotes, captions and teasers printed twice."""
    copies: set[int] = set()
    seen: dict[str, str] = {} if headline is None else {blocks[headline].key: blocks[headline].element.tag}
    for number in sorted(chosen):
        block = blocks[number]
        twice = block.key in seen and (len(block.key) >= COPIED or not seen[block.key] == block.element.tag == "p")
        pulled = _is_set_off(block) and any(block.key in blocks[n].key for n in chosen - copies if n != number)
        if twice or pulled:
            copies.add(number)
        seen.setdefault(block.key, block.element.tag)
    return copies


def _is_set_off(block: Block) -> bool:
    """Whether a block stands in a quotation of its own, as pull quotes do."""
    above = [block.element, *list(block.element.iterancestors())[:2]]
    return any(element.tag == "blockquote" or "pullquote" in class_words(element) for element in above)


def _idle_headings(blocks: list[Block], chosen: set[int], usable: set[int]) -> set[int]:
    """The numbers of headings over nothing: at the end, or over a list of links that is left out."""
    last = max((number for number in chosen if not blocks[number].is_heading), default=-1)
    return {n for n in chosen if blocks[n].is_heading and (n > last or n + 1 not in usable)}
