"""Fit how sure the parser says it is: `python -m quotes.parser.tagger.training.calibrate FOLDER`.

First of statements, then of speakers (assure.py), from polnear-train.jsonl and polnear-train-resolved.jsonl in FOLDER.
Writes the weights into the package and the reliability diagrams into docs/. It needs nothing but what the parser needs,
and takes a few minutes.

The statements are those of the articles that training kept aside: the tagger has not seen them. The figures come from
cross-validation over articles. What layouts attribute is no model's work, so that all articles count.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from quotes.parser import confidence
from quotes.parser.annotation import Attribution, Document, Span
from quotes.parser.layout import LABEL, TURNS, by_layout
from quotes.parser.link import last_words, weigh
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment
from quotes.parser.tagger import encoder
from quotes.parser.tagger.training import assure
from quotes.parser.tagger.training.labels import kept_aside, load
from quotes.parser.tagger.training.logistic import (
    Floats,
    Ints,
    diagram,
    expected_calibration_error,
    fit,
    held_out,
    table,
)
from quotes.parser.tagger.training.matching import match

log = logging.getLogger(__name__)

DATA = Path(confidence.__file__).parent / "data"
DOCS = DATA.parent.parent.parent / "docs"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the labelled articles are")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    run(args.folder / "polnear-train.jsonl", encoder.MODEL, DATA, DOCS)
    assure.run(args.folder / "polnear-train-resolved.jsonl", encoder.MODEL, DATA, DOCS)


def run(articles: Path, model: Path, out: Path, docs: Path) -> None:
    """Write confidence.json to the folder `out` and reliability.svg to `docs`."""
    rows, right, owner, gold = _read(articles, model)
    names, x = table(rows)
    given = held_out(x, right, owner)
    threshold, f1 = _best_threshold(given, right, gold)
    figures = {
        "statements": len(x),
        "share that is right": round(float(right.mean()), 4),
        "expected calibration error": round(expected_calibration_error(given, right), 4),
        "threshold with the best F1": threshold,
        "F1 there": round(f1, 4),
    }
    log.info(json.dumps(figures))
    weights = {name: round(float(weight), 4) for name, weight in zip(names, fit(x, right), strict=True)}
    found = {"weights": weights, "layouts": _layouts(articles, model), "figures": figures}
    (out / "confidence.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    (docs / "reliability.svg").write_text(diagram(given, right), encoding="utf-8")
    confidence.forget()


def _read(articles: Path, model: Path) -> tuple[list[dict[str, float]], Floats, Ints, int]:
    """Features of every possible statement, whether it is right, its article's number; the number of gold ones."""
    tagger = encoder.load(1, model=model)
    rows, right, owner, gold = [], [], [], 0
    for number, article in enumerate(a for a in load(articles) if kept_aside(a["id"])):
        page = segment(Document(article["text"]))
        passages = find_passages(page)
        weighed = list(weigh(page, passages, tagger(page, passages)))
        gold += len(article["statements"])
        rows += [confidence.features(grounds) for grounds, _ in weighed]
        right += list(_right(article, [found for _, found in weighed]))
        owner += [number] * len(weighed)
    return rows, np.array(right, float), np.array(owner), gold


def _right(article: dict[str, Any], found: Sequence[Attribution]) -> Iterator[bool]:
    """Whether each statement has a gold one with like content, one to one, and its source."""
    matched = match(article, found)
    for number, one in enumerate(found):
        if number not in matched:
            yield False
            continue
        source = matched[number]["source"]
        shared = any(Span(*span).overlaps(ours) for span in source for ours in one.source)
        yield shared if source else not one.source


def _layouts(articles: Path, model: Path) -> dict[str, float]:
    """How often what each layout attributes is a statement: the mean over articles, as one is laid out as a whole."""
    tagger = encoder.load(1, model=model)
    shares: dict[str, list[float]] = defaultdict(list)
    for article in load(articles):
        page = segment(Document(article["text"]))
        passages = find_passages(page)
        may_be_transcript = len(LABEL.findall(page.text)) >= TURNS
        names = last_words(page, tagger(page, passages)) if may_be_transcript else ()
        found = by_layout(page, passages, names)
        matched = match(article, found)
        times = Counter(one.method for one in found)
        right = Counter(found[number].method for number in matched)
        for method, count in times.items():
            shares[method].append(right[method] / count)
    return {method: round(float(np.mean(found)), 4) for method, found in sorted(shares.items())}


def _best_threshold(given: Floats, right: Floats, gold: int) -> tuple[float, float]:
    thresholds = np.arange(0, 0.7, 0.01)
    scores = [2 * right[given >= t].sum() / ((given >= t).sum() + gold) for t in thresholds]
    best = int(np.argmax(scores))
    return round(float(thresholds[best]), 2), float(scores[best])


if __name__ == "__main__":
    main()
