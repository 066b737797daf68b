"""Make the model that ships: `python -m quotes.parser.tagger.training FOLDER`.

FOLDER holds polnear-train.jsonl, polnear-train-silver.jsonl.gz, polnear-train-resolved.jsonl and, for sentences that
nobody labelled, stance-newsmtsc-train.jsonl. The recipe:

1. a teacher, all-mpnet-base-v2, learns from nine tenths of the articles (train.py); the last tenth is for decisions;
2. a student, all-MiniLM-L6-v2, learns from the same labels and from what the teacher says of each piece and pointer
   (opinions.py);
3. it goes on with more news (unlabelled.py), taught by the teacher and by itself;
4. once more, with opinions asked anew;
5. and once more, now also from what the teacher knows of each piece (hidden.py);
6. that becomes an int8 ONNX file (export.py);
7. on the last tenth, which it has not seen, the confidence of statements is fitted (calibrate.py);
8. a model card says all this with figures (card.py).

Every step leaves its result in --out and is not done again when it is there: stop it and call it again as you like.
A recipe that was changed wants a new --out.
"""

from __future__ import annotations

import argparse
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
ASKED_AGAIN = Settings(epochs=4, encoder_rate=1.5e-4, head_rate=7.5e-4, word_dropout=0.08, soft_share=0.6)
SHIPPED = Settings(epochs=5, encoder_rate=1.5e-4, head_rate=7.5e-4, word_dropout=0.08, soft_share=0.7)
RUNS = {"teacher": TEACHER, "student": STUDENT, "grown": GROWN, "asked again": ASKED_AGAIN, "shipped": SHIPPED}

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
    shipped = _train(targets, news, runs, args.out)
    model = args.out / encoder.MODEL.name
    export(shipped.state_dict(), model)
    calibrate.run(args.folder / "polnear-train.jsonl", model, args.out, args.out)
    card.write(args.out, runs)
    if args.ship:
        _ship(args.out)
        confidence.forget()
        assure.run(args.folder / "polnear-train-resolved.jsonl", encoder.MODEL, calibrate.DATA, calibrate.DOCS)


def _train(targets: list[Targets], news: list[Targets], runs: dict[str, Settings], out: Path) -> Network:
    """The network that ships."""
    learn = [article for article in targets if not kept_aside(article.id)]
    aside = [article for article in targets if kept_aside(article.id)]
    more = [*learn, *news]
    log.info("%d articles to learn from, %d aside", len(learn), len(aside))

    def go_on(
        network: Network, articles: list[Targets], opinions: Opinions, run: str, teacher: Network | None = None
    ) -> Network:
        named = with_names(articles, opinions)
        return train(network, named, aside, opinions, out / run.replace(" ", "-"), runs[run], teacher)

    teacher = go_on(Network(bases.teacher(out)), learn, {}, "teacher")
    first = kept(out / "first.npz", lambda: ask([teacher], learn))
    student = go_on(Network(bases.student()), learn, first, "student")
    second = kept(out / "second.npz", lambda: ask([teacher, student], more))
    student = go_on(student, more, second, "grown")
    third = kept(out / "third.npz", lambda: ask([teacher, student], more))
    student = go_on(student, more, third, "asked again")
    return go_on(student, more, third, "shipped", teacher)


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
