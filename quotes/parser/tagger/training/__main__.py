"""Make the model that ships: `python -m quotes.parser.tagger.training FOLDER`.

FOLDER holds polnear-train.jsonl, polnear-train-silver.jsonl.gz, polnear-train-resolved.jsonl and, for sentences that
nobody labelled, stance-newsmtsc-train.jsonl. The recipe:

1. a teacher, all-mpnet-base-v2, learns from nine tenths of the articles (train.py);
2. a student, all-MiniLM-L6-v2, learns from the same labels and from what the teacher says of each piece and pointer
   (opinions.py);
3. it goes on with more news (unlabelled.py), taught by the teacher and by itself;
4. once more, with opinions asked anew: on nine tenths of the articles, to be checked, and on all, to ship;
5. both become int8 ONNX files (export.py);
6. with the one that has not seen the last tenth the confidence of statements is fitted on it (calibrate.py);
7. a model card says all this with figures (card.py).

Every step leaves its result in --out and is not done again when it is there: stop it and call it again as you like.
"""

from __future__ import annotations

import argparse
import copy
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from quotes.parser import confidence
from quotes.parser.tagger import encoder
from quotes.parser.tagger.training import assure, bases, calibrate, card
from quotes.parser.tagger.training.export import export
from quotes.parser.tagger.training.labels import Targets, kept_aside, load, read_targets
from quotes.parser.tagger.training.network import Network
from quotes.parser.tagger.training.opinions import Opinions, ask, kept
from quotes.parser.tagger.training.train import Settings, train
from quotes.parser.tagger.training.unlabelled import read_unlabelled, with_names

TEACHER = Settings(epochs=6, encoder_rate=7e-5, head_rate=1e-3, word_dropout=0.1, freeze=4)
STUDENT = Settings(epochs=5, encoder_rate=2e-4, head_rate=1e-3, word_dropout=0.05, soft_share=0.6)
GROWN = Settings(epochs=5, encoder_rate=1.5e-4, head_rate=7.5e-4, word_dropout=0.08, soft_share=0.7)
SHIPPED = Settings(epochs=4, encoder_rate=1.5e-4, head_rate=7.5e-4, word_dropout=0.08, soft_share=0.6)
CHECKED = "checked.onnx"  # the model that has not seen the articles kept aside
RUNS = {"teacher": TEACHER, "student": STUDENT, "grown": GROWN, "shipped": SHIPPED}


log = logging.getLogger(__name__)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the labelled articles are")
    parser.add_argument("--out", type=Path, default=Path("build/train"), help="where the steps leave their results")
    parser.add_argument("--ship", action="store_true", help="then put model, weights and card into the package")
    parser.add_argument("--seed", type=int, default=SHIPPED.seed)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    runs = {name: replace(settings, seed=args.seed) for name, settings in RUNS.items()}

    tokenizer = _tokenizer(args.out)
    targets = _read(args.folder, tokenizer)
    news = read_unlabelled(args.folder / "stance-newsmtsc-train.jsonl", tokenizer)
    checked, shipped = _train(targets, news, runs, args.out)
    export(checked.state_dict(), args.out / CHECKED)
    export(shipped.state_dict(), args.out / encoder.MODEL.name)
    calibrate.run(args.folder / "polnear-train.jsonl", args.out / CHECKED, args.out, args.out)
    card.write(args.out, runs)
    if args.ship:
        _ship(args.out)
        confidence.forget()
        assure.run(args.folder / "polnear-train-resolved.jsonl", args.out / CHECKED, calibrate.DATA, calibrate.DOCS)


def _train(
    targets: list[Targets], news: list[Targets], runs: dict[str, Settings], out: Path
) -> tuple[Network, Network]:
    """The network that has not seen the articles kept aside, and the one that ships."""
    learn = [article for article in targets if not kept_aside(article.id)]
    aside = [article for article in targets if kept_aside(article.id)]
    log.info("%d articles to learn from, %d aside", len(learn), len(aside))

    def go_on(network: Network, articles: list[Targets], opinions: Opinions, run: str, folder: str) -> Network:
        return train(network, with_names(articles, opinions), aside, opinions, out / folder, runs[run])

    teacher = go_on(Network(bases.teacher(out)), learn, {}, "teacher", "teacher")
    first = kept(out / "first.npz", lambda: ask([teacher], learn))
    student = go_on(Network(bases.student()), learn, first, "student", "student")
    second = kept(out / "second.npz", lambda: ask([teacher, student], [*learn, *news]))
    grown = go_on(student, [*learn, *news], second, "grown", "grown")
    third = kept(out / "third.npz", lambda: ask([teacher, grown], [*targets, *news]))
    checked = go_on(copy.deepcopy(grown), [*learn, *news], third, "shipped", "checked")
    return checked, go_on(grown, [*targets, *news], third, "shipped", "shipped")


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


def _ship(out: Path) -> None:
    for source, target in (
        (out / encoder.MODEL.name, encoder.MODEL),
        (out / encoder.TOKENIZER.name, encoder.TOKENIZER),
        (out / card.NAME, encoder.MODEL.parent / card.NAME),
        (out / "confidence.json", calibrate.DATA / "confidence.json"),
        (out / "reliability.svg", calibrate.DOCS / "reliability.svg"),
    ):
        shutil.copyfile(source, target)


if __name__ == "__main__":
    main()
