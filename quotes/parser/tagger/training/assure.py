"""Fit the weights of `sure` in confidence.py: how likely a speaker is right, of statements that are.

The tagger learnt from most of the articles with labelled speakers, and does better on them than on news it never saw.
A feature "learnt from" stands for that: it is fitted with the others and left out of what ships. The figures come from
cross-validation over articles; those of unseen ones are of the articles that training kept aside.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.parser.annotation import Document
from quotes.parser.confidence import speaker_features
from quotes.parser.entity import find_entities, resolve
from quotes.parser.link import link
from quotes.parser.passage import find_passages
from quotes.parser.segment import segment
from quotes.parser.tagger.encoder import load as load_tagger
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
from quotes.parser.tagger.training.matching import match, same_speaker

log = logging.getLogger(__name__)

LEARNT = "learnt from"
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)


def run(articles: Path, model: Path, out: Path, docs: Path) -> None:
    """Write speaker_confidence.json to the folder `out` and reliability-speakers.svg to `docs`.

    Every weight that the parser uses but these must be in the package already.
    """
    rows, right, owner = _read(articles, model)
    names, x = table(rows)
    given = held_out(x, right, owner)
    unseen = x[:, names.index(LEARNT)] == 0
    figures = {
        **_figures(given, right, "all articles"),
        **_figures(given[unseen], right[unseen], "unseen articles"),
    }
    log.info(json.dumps(figures, indent=2))
    weights = dict(zip(names, (round(float(weight), 4) for weight in fit(x, right)), strict=True))
    weights.pop(LEARNT)
    text = json.dumps({"weights": weights, "figures": figures}, indent=2) + "\n"
    (out / "speaker_confidence.json").write_text(text, encoding="utf-8")
    (docs / "reliability-speakers.svg").write_text(diagram(given, right), encoding="utf-8")


def _read(articles: Path, model: Path) -> tuple[list[dict[str, float]], Floats, Ints]:
    """Features of every speaker of a statement that is one, whether it is right, its article's number."""
    tagger = load_tagger(1, model=model)
    rows, right, owner = [], [], []
    for number, article in enumerate(load(articles)):
        page = segment(Document(article["text"]))
        passages = find_passages(page)
        tags = tagger(page, passages)
        attributions = link(page, passages, tags)
        speakers = resolve(attributions, find_entities(page, tags, attributions, passages))
        learnt = float(not kept_aside(article["id"]))
        for index, gold in match(article, attributions).items():
            rows.append(speaker_features(page.text, attributions[index], speakers[index]) | {LEARNT: learnt})
            accepted = [gold["speaker"], *gold.get("speaker_accept", [])]
            right.append(same_speaker(accepted, speakers[index].name))
            owner.append(number)
    return rows, np.array(right, float), np.array(owner)


def _figures(given: Floats, right: Floats, of: str) -> dict[str, dict[str, object]]:
    """How well the chances are calibrated, and what it is worth to look at those up to each threshold."""
    figures: dict[str, object] = {
        "speakers": len(given),
        "share that is right": round(float(right.mean()), 4),
        "expected calibration error": round(expected_calibration_error(given, right), 4),
    }
    return {of: figures | {f"up to {threshold}": _looked(given <= threshold, right == 0) for threshold in THRESHOLDS}}


def _looked(doubtful: NDArray[np.bool_], wrong: NDArray[np.bool_]) -> str:
    of_them, found = wrong[doubtful].mean(), doubtful[wrong].mean()
    return f"{doubtful.mean():.3f} of all, {of_them:.3f} of them wrong, {found:.3f} of the wrong"
