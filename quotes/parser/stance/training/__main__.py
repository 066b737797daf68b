"""Make the cross-encoder that ships: `python -m quotes.parser.stance.training FOLDER`.

FOLDER holds stance-newsquotes-train.jsonl, stance-newsmtsc-train.jsonl, stance-argkp-dev.jsonl,
stance-perspectrum-dev.jsonl, polnear-train.jsonl, and the dev sets to report on. The recipe:

1. a teacher, all-mpnet-base-v2, learns from all four sets at once (train.py), motions in other words too (rephrase.py);
2. the model that ships, all-MiniLM-L6-v2, learns from the labels, from what the teacher says of them and of pairs that
   nobody labelled (unlabelled.py), and from its hidden states (tagger/training/hidden.py); half of the statements of
   news are cut as a parse cuts them (shorten.py). Distillation: Hinton, Vinyals and Dean 2015; Jiao et al. 2020;
3. it becomes an int8 ONNX file (export.py);
4. on what was kept aside the temperature and the threshold of "unclear" are fitted (calibrate.py);
5. figures.json has macro-F1 on every set, with the topic and with the topic hidden.

Every step leaves its result in --out and is not done again when it is there: stop it and call it again as you like.
A recipe that was changed wants a new --out.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from quotes.parser.stance import model as runtime
from quotes.parser.stance.model import CrossEncoder
from quotes.parser.stance.pair import pair_of
from quotes.parser.stance.training.calibrate import figures, fit
from quotes.parser.stance.training.export import export
from quotes.parser.stance.training.network import Network
from quotes.parser.stance.training.sets import Example, hidden, read, read_reported
from quotes.parser.stance.training.train import Settings, macro_f1, train
from quotes.parser.stance.training.unlabelled import read_unlabelled
from quotes.parser.tagger import encoder
from quotes.parser.tagger.training import bases

LABELLED = (
    {"newsquotes": 2, "newsmtsc": 0.5, "argkp": 0.35, "perspectrum": 1, "motions": 0.35},
    {"newsquotes": 2, "newsmtsc": 0.15, "argkp": 0.1, "perspectrum": 0.5, "motions": 0.12},
    {"newsquotes": 1.5, "newsmtsc": 0.1, "argkp": 0.06, "perspectrum": 0.3, "motions": 0.06},
)
SHARES = {
    "newsquotes": 0.6,
    "newsmtsc": 0.24,
    "argkp": 0.12,
    "perspectrum": 0.3,
    "motions": 0.12,
    "crossed news": 0.24,
    "crossed debates": 0.21,
    "crossed sentences": 0.18,
}
TEACHER = Settings(shares=LABELLED, encoder_rate=5e-5, word_dropout=0.05, freeze=4)
STUDENT = Settings(shares=(SHARES,) * 12, encoder_rate=2e-4, word_dropout=0.05, shortened=0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the labelled pairs are")
    parser.add_argument("--out", type=Path, default=Path("build/stance"), help="where the steps leave their results")
    parser.add_argument("--ship", action="store_true", help="then put model and calibration into the package")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)

    tokenizer = encoder.open_tokenizer(encoder.TOKENIZER)
    learn, aside = read(args.folder, tokenizer)
    logging.info("%d pairs to learn from, %d aside", len(learn), len(aside))
    teacher = train(Network(bases.teacher(args.out)), learn, aside, args.out / "teacher", TEACHER)
    learn += read_unlabelled(args.folder, learn, tokenizer)
    network = train(Network(bases.student()), learn, aside, args.out / "student", STUDENT, teacher)
    model = args.out / runtime.MODEL.name
    export(network.state_dict(), model)
    report(CrossEncoder(model), aside, args.folder, args.out)
    if args.ship:
        shutil.copyfile(model, runtime.MODEL)
        shutil.copyfile(args.out / runtime.CALIBRATION.name, runtime.CALIBRATION)


def report(judge: CrossEncoder, aside: Sequence[Example], folder: Path, out: Path) -> None:
    """Fit calibration.json and write figures.json, both of the model that ships."""
    tokenizer = encoder.open_tokenizer(encoder.TOKENIZER)
    kept = {name: [one for one in aside if one.set == name] for name in sorted({one.set for one in aside})}
    news = kept["newsquotes"]
    fitted = fit(scored(judge, news), [example.label for example in news])
    (out / "calibration.json").write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")
    found = {}
    sets = {f"{name} aside": examples for name, examples in kept.items()} | read_reported(folder, tokenizer)
    for name, examples in sets.items():
        labels = [example.label for example in examples]
        shown, blind = scored(judge, examples), scored(judge, examples, hide=True)
        found[name] = {
            "macro-F1": round(macro_f1(labels, shown.argmax(1).tolist()), 1),
            "macro-F1 with the topic hidden": round(macro_f1(labels, blind.argmax(1).tolist()), 1),
            **figures(shown, labels, fitted["temperature"], fitted["least"]),
        }
        logging.info("%s %s", name, json.dumps(found[name]))
    (out / "figures.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def scored(judge: CrossEncoder, examples: Sequence[Example], *, hide: bool = False) -> np.ndarray:
    rows = (hidden(example.row) if hide else example.row for example in examples)
    return np.array([judge.scores(pair_of(row)) for row in rows])


if __name__ == "__main__":
    main()
