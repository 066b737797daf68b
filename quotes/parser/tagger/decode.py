"""The encoder's numbers → spans, names and links: the best labelling that is consistent, by dynamic programming."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.parser.annotation import Link, Name, Pointer, Span, Tag, TaggedSpan, Tags
from quotes.parser.tagger.heads import NAMES, POINTER_WIDTH, POINTERS, TAG_COLUMNS, TAGS, begin, inside
from quotes.parser.tagger.quoting import Quoting
from quotes.parser.tagger.window import Pieces, Window

SWITCH_PRICE = 0.2  # nats for a content right behind another; half of it for every other change of tag
TWICE_PRICE = 2.0  # nats for a source, or a cue, right behind another: of 17,212 sources 36 are, before "who" mostly
OUTSIDE_PRICE = 0.7  # nats against no tag: what is too weak is dropped later, with more evidence (confidence.py)
BREAK_PRICE = 4.0  # nats for a switch inside a quoted passage: of 4,218 contents that touch one, 39 begin or end inside
INTRODUCED = 2.0  # nats for a content to begin where a passage opens behind a comma or a colon
FORBIDDEN = -1e4
BEGINS = np.arange(TAG_COLUMNS) % 2 == 1  # the columns that begin a span
TOGETHER = 64  # paragraphs that are decoded side by side

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder gave for one document.

    `tags` and `names` are log-probabilities of all pieces, (pieces, 7) and (pieces, 5). `queries` and `keys` hold
    for each window (its pieces with [CLS] first, pointers × width).
    """

    tags: Floats
    names: Floats
    queries: tuple[Floats, ...]
    keys: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A tagged run of words: its pieces [first, last], its column class and its mean probability."""

    kind: int
    first: int
    last: int
    score: float


def decode(pieces: Pieces, windows: Sequence[Window], scores: Scores, quoting: Quoting) -> Tags:
    """Spans, names and links."""
    words = np.flatnonzero(pieces.first)
    if not len(words):
        return Tags()
    word_tags = _word_scores(scores.tags, words)
    word_tags[:, 0] -= OUTSIDE_PRICE
    separators = pieces.starts[words] < 0
    possible = np.where(pieces.closing[words, None] & BEGINS, FORBIDDEN, word_tags)
    labels = _best_labels(possible, separators, quoting.at(words))
    runs = sorted(_runs(labels, np.exp(word_tags), words, separators, len(pieces)), key=lambda run: run.first)
    names = list(_name_runs(scores.names, words, separators, len(pieces)))

    def span(run: _Run) -> Span:
        return Span(int(pieces.starts[run.first]), int(pieces.ends[run.last]))

    return Tags(
        spans=tuple(TaggedSpan(TAGS[run.kind], span(run), run.score) for run in runs),
        links=tuple(_links(runs, windows, scores)),
        names=tuple(Name(span(run), NAMES[run.kind], run.score) for run in names),
    )


def _word_scores(tags: Floats, words: Ints) -> Floats:
    """A word's log-probabilities: its first piece's, averaged with how well the later pieces go on."""
    going_on = tags[:, [0] + [inside(tag) for tag in range(len(TAGS)) for _ in range(2)]]
    edges = np.append(words, len(tags))
    totals = np.concatenate((np.zeros((1, TAG_COLUMNS), np.float32), np.cumsum(going_on, axis=0, dtype=np.float64)))
    later = np.diff(edges) - 1
    rest = (totals[edges[1:]] - totals[words + 1]) / np.maximum(later, 1)[:, None]
    return np.where(later[:, None] > 0, (tags[words] + rest) / 2, tags[words]).astype(np.float32)


def _transitions() -> Floats:
    """What it costs to go from one column to another: an inside only follows its own tag."""
    prices = np.zeros((TAG_COLUMNS, TAG_COLUMNS), np.float32)
    for before in range(TAG_COLUMNS):
        for after in range(TAG_COLUMNS):
            same = (before + 1) // 2 == (after + 1) // 2
            if after and after % 2 == 0:
                prices[before, after] = 0 if same else FORBIDDEN
            elif after % 2 == 1 and same:
                prices[before, after] = -(SWITCH_PRICE if after == begin(TAGS.index(Tag.CONTENT)) else TWICE_PRICE)
            elif not same:
                prices[before, after] = -SWITCH_PRICE / 2
    return prices


def _switches() -> Bools:
    """Whether going from one column to another leaves a span or enters one."""
    columns = np.arange(TAG_COLUMNS)
    same = (columns[:, None] + 1) // 2 == (columns + 1) // 2
    return np.asarray(~same | BEGINS, np.bool_)


def _best_labels(scores: Floats, separators: Bools, quoting: Quoting) -> Ints:
    """Viterbi over the words of each paragraph; separators are outside."""
    labels = np.zeros(len(scores), np.int64)
    ends = np.flatnonzero(separators)
    if not len(ends) or ends[-1] != len(scores) - 1:
        ends = np.append(ends, len(scores))
    starts = np.concatenate(([0], ends[:-1] + 1))
    spans = sorted(((int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b > a), key=lambda s: s[0] - s[1])
    for at in range(0, len(spans), TOGETHER):
        _viterbi(scores, quoting, spans[at : at + TOGETHER], labels)
    return labels


def _viterbi(scores: Floats, quoting: Quoting, spans: Sequence[tuple[int, int]], labels: Ints) -> None:
    """Fill in the labels of paragraphs, given longest first."""
    prices = _transitions()
    breaks = np.where(_switches(), -BREAK_PRICE, 0).astype(np.float32)
    begins = np.zeros_like(prices)
    begins[:, begin(TAGS.index(Tag.CONTENT))] = INTRODUCED
    lengths = np.array([end - start for start, end in spans])
    starts = np.array([start for start, _ in spans])
    best = scores[starts].copy()
    best[:, [inside(tag) for tag in range(len(TAGS))]] = FORBIDDEN
    back = np.zeros((lengths[0], len(spans), TAG_COLUMNS), np.int8)
    for step in range(1, lengths[0]):
        live = int(np.searchsorted(-lengths, -step, side="left"))
        here = starts[:live] + step
        here_only = quoting.joined[here, None, None] * breaks + quoting.introduced[here, None, None] * begins
        paths = best[:live, :, None] + prices + here_only
        back[step, :live] = paths.argmax(axis=1)
        best[:live] = paths.max(axis=1) + scores[here]
    last = best.argmax(axis=1)
    for row, (start, end) in enumerate(spans):
        label = int(last[row])
        for word in range(end - 1, start - 1, -1):
            labels[word] = label
            label = int(back[word - start, row, label])


def _runs(labels: Ints, probabilities: Floats, words: Ints, separators: Bools, length: int) -> Iterator[_Run]:
    edges = np.append(words, length)
    for tag in range(len(TAGS)):
        chance = probabilities[:, begin(tag)] + probabilities[:, inside(tag)]
        begins = np.flatnonzero(labels == begin(tag))
        goes_on = labels == inside(tag)
        for start in begins:
            end = int(start) + 1
            while end < len(labels) and goes_on[end] and not separators[end]:
                end += 1
            score = float(chance[start:end].mean())
            yield _Run(tag, int(words[start]), int(edges[end]) - 1, score)


def _name_runs(names: Floats, words: Ints, separators: Bools, length: int) -> Iterator[_Run]:
    """Neighbouring words of one class are one name."""
    labels = names[words].argmax(axis=1)
    labels[separators] = 0
    changes = np.flatnonzero(np.diff(labels, prepend=0, append=0))
    edges = np.append(words, length)
    for start, end in itertools.pairwise(changes):
        kind = int(labels[start])
        if kind:
            score = float(np.exp(names[words[start:end], kind]).mean())
            yield _Run(kind - 1, int(words[start]), int(edges[end]) - 1, score)


_FROM_TO = {
    Pointer.CONTENT_CUE: (Tag.CONTENT, Tag.CUE),
    Pointer.CUE_SOURCE: (Tag.CUE, Tag.SOURCE),
    Pointer.CONTENT_SOURCE: (Tag.CONTENT, Tag.SOURCE),
}


def _links(runs: Sequence[_Run], windows: Sequence[Window], scores: Scores) -> Iterator[Link]:
    """For each part the probability of every candidate in its window, and of none: the mean over its pieces."""
    firsts = [run.first for run in runs]
    for window, queries, keys in zip(windows, scores.queries, scores.keys, strict=True):
        near = range(*np.searchsorted(firsts, [window.start, window.end]))
        for pointer, (tag, target_tag) in _FROM_TO.items():
            parts = [index for index in near if TAGS[runs[index].kind] == tag and firsts[index] >= window.new]
            if not parts:
                continue
            targets = [index for index in near if TAGS[runs[index].kind] == target_tag]
            number = POINTERS.index(pointer)
            columns = slice(number * POINTER_WIDTH, (number + 1) * POINTER_WIDTH)
            positions = [0] + [firsts[target] - window.start + 1 for target in targets]
            sizes = [min(runs[part].last + 1, window.end) - firsts[part] for part in parts]
            rows = np.concatenate([np.arange(firsts[p], firsts[p] + n) for p, n in zip(parts, sizes, strict=True)])
            chances = _softmax(queries[rows - window.start + 1, columns] @ keys[positions, columns].T)
            means = np.add.reduceat(chances, np.cumsum([0, *sizes[:-1]]), axis=0) / np.array(sizes)[:, None]
            for part, mean in zip(parts, means.tolist(), strict=True):
                for target, chance in zip([None, *targets], mean, strict=True):
                    yield Link(pointer, part, target, chance)


def _softmax(scores: Floats) -> Floats:
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)
