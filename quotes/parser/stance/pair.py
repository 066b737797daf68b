"""A topic and a text as the cross-encoder reads them: `[CLS] topic [SEP] text [SEP]` with a type for each piece.

Training and running share this module, so that both see the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quotes.parser.annotation import Span
from quotes.parser.stance.data import lines
from quotes.parser.tagger.window import CLS, SEP, SURROGATE

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 128  # pieces of a pair, [CLS] and both [SEP] included; nine in ten statements are shorter
LONGEST_TOPIC = 40
BEFORE = 0.4  # of a text that does not fit, this share of the room stands before the first mention of the topic
SPECIAL, TOPIC, CONTENT, SOURCE, CUE = range(5)
MENTION = 3  # added to CONTENT, SOURCE or CUE where a word means the topic
STEM = 5  # letters by which words are the same: "immigration" and "immigrants"

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
FUNCTION_WORDS = frozenset(" ".join(lines("function_words.txt")).split())

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pair:
    """What somebody said, and a topic. `source` and `cue` are places in `text`; so are `mentions`, of the topic."""

    topic: str
    text: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PairPieces:
    """One entry a piece: ids, types, and where the piece stands in the text (-1 outside of it)."""

    ids: Ints
    types: Ints
    starts: Ints
    ends: Ints


def find_mentions(text: str, topic: str) -> tuple[Span, ...]:
    """The words of `text` that words of `topic` name; of a topic that is a mere "she" or "we" that word itself."""
    wanted = stems(topic)
    return tuple(Span(m.start(), m.end()) for m in WORD.finditer(text) if stem(m.group()) in wanted)


@lru_cache(maxsize=4096)
def stems(topic: str) -> frozenset[str]:
    """The stems of the telling words; of all words where none tells anything."""
    words = WORD.findall(topic)
    telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return frozenset(map(stem, telling or words))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What a word's forms share, near enough: "city" and "cities", "enforce" and "enforcement"."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if len(word) > STEM:
        return word[:STEM]
    return word[:-1] if len(word) == STEM and word.endswith("s") and not word.endswith("ss") else word


def read_pair(pair: Pair, tokenizer: Tokenizer) -> PairPieces:
    """The pieces of a pair, at most LONGEST."""
    topic = tokenizer.encode(_clean(pair.topic), add_special_tokens=False).ids[:LONGEST_TOPIC]
    encoding = tokenizer.encode(_clean(pair.text), add_special_tokens=False)
    ids = np.array(encoding.ids, np.int32)
    offsets = np.array(encoding.offsets, np.int32).reshape(-1, 2)
    types = np.full(len(ids), CONTENT, np.int32)
    types[_inside(offsets, pair.source)] = SOURCE
    types[_inside(offsets, pair.cue)] = CUE
    types[_inside(offsets, pair.mentions)] += MENTION
    kept = _room(types, LONGEST - len(topic) - 3)
    ids, types, offsets = ids[kept], types[kept], offsets[kept]
    lead = len(topic) + 2
    return PairPieces(
        ids=np.concatenate(([CLS], topic, [SEP], ids, [SEP])).astype(np.int32),
        types=np.concatenate(([SPECIAL], [TOPIC] * len(topic), [SPECIAL], types, [SPECIAL])).astype(np.int32),
        starts=np.concatenate(([-1] * lead, offsets[:, 0], [-1])).astype(np.int32),
        ends=np.concatenate(([-1] * lead, offsets[:, 1], [-1])).astype(np.int32),
    )


def pair_of(row: dict[str, Any]) -> Pair:
    """A row of a file of pairs: `text`, `target`, and `speaker`, `cue`, `span` (of the target) where given."""
    text = row["text"]
    source, cue = _place(text, row.get("speaker")), _place(text, row.get("cue"))
    span = row.get("span")
    mentions = (Span(*span),) if span else find_mentions(text, row["target"])
    return Pair(row["target"], text, source, cue, mentions)


def _place(text: str, part: str | None) -> tuple[Span, ...]:
    """Where a part stands in the text, the last time: sources and cues mostly close a sentence."""
    at = text.rfind(part) if part else -1
    return (Span(at, at + len(part)),) if part and at >= 0 else ()


def _clean(text: str) -> str:
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _inside(offsets: Ints, spans: Sequence[Span]) -> NDArray[np.bool_]:
    found = np.zeros(len(offsets), np.bool_)
    for span in spans:
        found |= (offsets[:, 0] < span.end) & (offsets[:, 1] > span.start)
    return found


def _room(types: Ints, room: int) -> slice:
    """Which pieces of the text are kept: those around the first mention where not all fit."""
    if len(types) <= room:
        return slice(0, len(types))
    mentioned = np.flatnonzero(types >= CONTENT + MENTION)
    first = int(mentioned[0]) if len(mentioned) else 0
    start = min(max(0, first - int(room * BEFORE)), len(types) - room)
    return slice(start, start + room)
