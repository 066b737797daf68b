"""Make the cross-encoder that ships: `python -m quotes.parser.stance.training FOLDER`.

FOLDER holds stance-newsquotes-train.jsonl, stance-newsmtsc-train.jsonl, stance-argkp-dev.jsonl,
stance-perspectrum-dev.jsonl, and the dev sets to report on. The recipe:

1. all-MiniLM-L6-v2 learns from all four sets at once, statements from the news most often (train.py);
2. it becomes an int8 ONNX file (export.py);
3. on what was kept aside the temperature and the threshold of "unclear" are fitted (calibrate.py);
4. figures.json has macro-F1 on every set, with the topic and with the topic hidden.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from quotes.parser.stance.model import CrossEncoder
from quotes.parser.stance.pair import pair_of
from quotes.parser.stance.training.calibrate import figures, fit
from quotes.parser.stance.training.export import export
from quotes.parser.stance.training.network import Network
from quotes.parser.stance.training.sets import Example, hidden, read, read_reported
from quotes.parser.stance.training.train import Settings, macro_f1, train
from quotes.parser.tagger import encoder
from quotes.parser.tagger.training import bases

SHARES = {"newsquotes": 2.5, "newsmtsc": 1.0, "argkp": 0.3, "perspectrum": 1.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the labelled pairs are")
    parser.add_argument("--out", type=Path, default=Path("build/stance"), help="where the results go")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=1e9, help="end the run after so many, learning rates and all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--checkpoint", type=Path, help="do not train: export and measure this one")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)

    tokenizer = encoder.open_tokenizer(encoder.TOKENIZER)
    learn, aside = read(args.folder, tokenizer)
    network = Network(bases.student())
    if args.checkpoint:
        network.load_state_dict(torch.load(args.checkpoint))
    else:
        train(network, learn, aside, args.out, Settings(args.epochs, 2.5e-4, 0.05, SHARES, args.minutes, args.seed))
    model = args.out / "model.onnx"
    export(network.state_dict(), model)
    report(CrossEncoder(model), aside, args.folder, args.out)


def report(judge: CrossEncoder, aside: Sequence[Example], folder: Path, out: Path) -> None:
    """Fit calibration.json and write figures.json, both of the model that ships."""
    tokenizer = encoder.open_tokenizer(encoder.TOKENIZER)
    kept = [example for example in aside if example.set == "newsquotes"]
    fitted = fit(scored(judge, kept), [example.label for example in kept])
    (out / "calibration.json").write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")
    found = {}
    for name, examples in {"newsquotes aside": kept, **read_reported(folder, tokenizer)}.items():
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
