"""Make the model that ships: `python -m quotes.parser.tagger.training FOLDER`.

FOLDER holds polnear-train.jsonl, polnear-train-silver.jsonl.gz and polnear-train-resolved.jsonl. The recipe:

1. a teacher, all-mpnet-base-v2, learns from nine tenths of the articles (train.py);
2. the model that ships, all-MiniLM-L6-v2, learns from the same labels and from what the teacher says of each piece
   (distillation: Hinton, Vinyals and Dean 2015);
3. it becomes an int8 ONNX file (export.py);
4. on the last tenth the confidence of statements is fitted (calibrate.py);
5. a model card says all this with figures (card.py).

Every step leaves its result in --out and is not done again when it is there: stop it and call it again as you like.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from quotes.parser.tagger import encoder
from quotes.parser.tagger.training import bases, calibrate, card
from quotes.parser.tagger.training.batches import SoftLabels
from quotes.parser.tagger.training.export import export
from quotes.parser.tagger.training.labels import Targets, kept_aside, load, read_targets
from quotes.parser.tagger.training.train import Settings, label, train

TEACHER = Settings(epochs=3, encoder_rate=7e-5, word_dropout=0.1, freeze=4)
STUDENT = Settings(epochs=5, encoder_rate=2e-4, word_dropout=0.05, soft_share=0.6)
CONFIDENCE = Path(encoder.__file__).parent.parent / "data" / "confidence.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the labelled articles are")
    parser.add_argument("--out", type=Path, default=Path("build/train"), help="where the steps leave their results")
    parser.add_argument("--ship", action="store_true", help="then put model, weights and card into the package")
    parser.add_argument("--seed", type=int, default=STUDENT.seed)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)

    tokenizer = _tokenizer(args.out)
    targets = _read(args.folder, tokenizer)
    learn = [article for article in targets if not kept_aside(article.id)]
    aside = [article for article in targets if kept_aside(article.id)]
    logging.info("%d articles to learn from, %d aside", len(learn), len(aside))

    soft = _taught(learn, aside, args.out)
    settings = replace(STUDENT, seed=args.seed)
    network = train(bases.student(), learn, aside, soft, args.out / "student", settings)
    model = args.out / "model.onnx"
    export(network.state_dict(), model)
    calibrate.run(args.folder / "polnear-train.jsonl", model, args.out)
    card.write(args.out, TEACHER, settings)
    if args.ship:
        _ship(args.out)


def _tokenizer(out: Path) -> Tokenizer:
    """MiniLM's tokenizer without its limit of 128 pieces; saved to ship."""
    tokenizer = Tokenizer.from_file(str(bases.student() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / encoder.TOKENIZER.name), pretty=False)
    return tokenizer


def _read(folder: Path, tokenizer: Tokenizer) -> list[Targets]:
    silver = {line["id"]: line for line in load(folder / "polnear-train-silver.jsonl.gz")}
    resolved = {line["id"]: line for line in load(folder / "polnear-train-resolved.jsonl")}
    return read_targets(load(folder / "polnear-train.jsonl"), silver, resolved, tokenizer)


def _taught(learn: list[Targets], aside: list[Targets], out: Path) -> SoftLabels:
    """The teacher's probabilities for the articles to learn from."""
    path = out / "teacher.npz"
    if not path.exists():
        network = train(bases.teacher(out), learn, aside, {}, out / "teacher", TEACHER)
        np.savez_compressed(path, allow_pickle=False, **label(network, learn))
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


def _ship(out: Path) -> None:
    for source, target in (
        (out / encoder.MODEL.name, encoder.MODEL),
        (out / encoder.TOKENIZER.name, encoder.TOKENIZER),
        (out / card.NAME, encoder.MODEL.parent / card.NAME),
        (out / CONFIDENCE.name, CONFIDENCE),
    ):
        shutil.copyfile(source, target)


if __name__ == "__main__":
    main()
