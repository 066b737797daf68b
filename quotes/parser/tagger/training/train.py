"""Train the tagger: `python -m quotes.parser.tagger.training.train --help`.

The recipe: fine-tune an encoder on PolNeAR with linear heads for tags, names and pointers (heads.py). A larger encoder
trained in the same way first may serve as teacher: its probabilities for each piece, beside the labels, are what
the small one learns from (Hinton, Vinyals and Dean 2015). Stops and goes on: each epoch ends with a checkpoint.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.random import Generator
from tokenizers import Tokenizer
from torch import Tensor

from quotes.parser.tagger.heads import NAME_COLUMNS, NAMES, POINTERS, TAG_COLUMNS, TAGS
from quotes.parser.tagger.training.labels import IGNORE, Example, Targets, example, kept_aside, load, read_targets
from quotes.parser.tagger.training.network import Network
from quotes.parser.tagger.window import MASK, WINDOW, windows

log = logging.getLogger(__name__)

BATCH_PIECES = 2200
ENCODER_RATE, HEAD_RATE, WEIGHT_DECAY, CLIP = 2e-4, 1e-3, 0.01, 1.0
WARM_UP = 0.08  # share of the steps
POINTER_WEIGHT, NAME_WEIGHT = 0.3, 0.3
FIRST_WINDOW = 60  # the first window's smallest size: cuts move from epoch to epoch


def main() -> None:
    args = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    targets = _read(args, tokenizer)
    learn = [t for t in targets if args.everything or not kept_aside(t.id)]
    aside = [t for t in targets if kept_aside(t.id)]
    soft = _soft_labels(args.teacher) if args.teacher else {}
    network = Network(args.base)
    log.info("%d articles to learn from, %d aside, %d with a teacher", len(learn), len(aside), len(soft))
    _fit(network, learn, aside, soft, args)
    if args.label:
        _write_soft_labels(network, targets, args.label)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="labelled articles (JSON Lines)")
    parser.add_argument("--silver", type=Path, required=True, help="names and chains (JSON Lines, gzipped)")
    parser.add_argument("--resolved", type=Path, required=True, help="articles with speakers (JSON Lines)")
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the MiniLM package")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints; go on from what is there")
    parser.add_argument("--teacher", type=Path, help="soft labels that a larger model wrote")
    parser.add_argument("--label", type=Path, help="write soft labels of all articles here when done")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--encoder-rate", type=float, default=ENCODER_RATE)
    parser.add_argument("--word-dropout", type=float, default=0.05, help="share of the pieces hidden by [MASK]")
    parser.add_argument("--soft-share", type=float, default=0.5, help="weight of the teacher against the labels")
    parser.add_argument("--everything", action="store_true", help="learn from the articles kept aside as well")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _read(args: argparse.Namespace, tokenizer: Tokenizer) -> list[Targets]:
    silver = {line["id"]: line for line in load(args.silver)}
    resolved = {line["id"]: line for line in load(args.resolved)}
    return read_targets(load(args.articles), silver, resolved, tokenizer)


def _fit(
    network: Network, learn: Sequence[Targets], aside: Sequence[Targets], soft: dict[str, Any], args: argparse.Namespace
) -> None:
    encoder = [p for name, p in network.named_parameters() if not name.startswith("heads") and p.requires_grad]
    heads = [p for name, p in network.named_parameters() if name.startswith("heads")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": args.encoder_rate}, {"params": heads, "lr": HEAD_RATE}], weight_decay=WEIGHT_DECAY
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = args.epochs * len(_batches(_examples(learn, soft, np.random.default_rng(0)), np.random.default_rng(0)))
    for epoch in range(_resume(network, optimizer, args.out), args.epochs):
        rng = np.random.default_rng([args.seed, epoch])
        torch.manual_seed(args.seed * 1000 + epoch)
        batches = _batches(_examples(learn, soft, rng), rng)
        began, losses = time.time(), []
        network.train()
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) * steps / args.epochs
            factor = min(1.0, (done + 1) / (WARM_UP * steps)) * max(0.02, 1 - done / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = _loss(network, _collate(batch, rng, args.word_dropout), args.soft_share)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(encoder + heads, CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            if number % 50 == 49:
                log.info("epoch %d, step %d of %d, loss %.4f, %.0f s", epoch + 1, number + 1, len(batches),
                         float(np.mean(losses[-50:])), time.time() - began)  # fmt: skip
        figures = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4), **_evaluate(network, aside)}
        figures["seconds"] = round(time.time() - began)
        log.info(json.dumps(figures))
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")
        torch.save({"epoch": epoch + 1, "network": network.state_dict(), "optimizer": optimizer.state_dict()},
                   args.out / "checkpoint.tmp")  # fmt: skip
        (args.out / "checkpoint.tmp").replace(args.out / "checkpoint.pt")


def _resume(network: Network, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """The number of epochs done, after loading the checkpoint if there is one."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("goes on after epoch %d of %s", state["epoch"], path)
    return int(state["epoch"])


Soft = tuple[Example, "np.ndarray[Any, np.dtype[np.float16]] | None"]


def _examples(targets: Sequence[Targets], soft: dict[str, Any], rng: Generator | None) -> list[Soft]:
    """Windows of all articles, each with its teacher's probabilities (pieces, 12) where there are any."""
    found: list[Soft] = []
    for target in targets:
        lead = int(rng.integers(FIRST_WINDOW, WINDOW)) if rng is not None else None
        for window in windows(target.pieces, lead=lead):
            probabilities = soft.get(target.id)
            part = None if probabilities is None else probabilities[window.start : window.end]
            found.append((example(target, window), part))
    return found


def _batches(examples: list[Soft], rng: Generator | None) -> list[list[Soft]]:
    """Windows of like length together, at most BATCH_PIECES pieces with the padding."""
    order = rng.permutation(len(examples)) if rng is not None else np.arange(len(examples))
    batches: list[list[Soft]] = []
    for start in range(0, len(order), 400):
        chunk = sorted((examples[i] for i in order[start : start + 400]), key=lambda item: len(item[0].ids))
        batch: list[Soft] = []
        for item in chunk:
            if batch and len(item[0].ids) * (len(batch) + 1) > BATCH_PIECES:
                batches.append(batch)
                batch = []
            batch.append(item)
        batches.append(batch)
    if rng is not None:
        rng.shuffle(batches)  # type: ignore[arg-type]
    return batches


def _collate(batch: Sequence[Soft], rng: Generator | None = None, word_dropout: float = 0.0) -> dict[str, Any]:
    longest = max(len(item.ids) for item, _ in batch)

    def padded(arrays: Sequence[Any], fill: float, axis: int = 0) -> Tensor:
        rows = []
        for array in arrays:
            widths = [(0, 0)] * array.ndim
            widths[axis] = (0, longest - array.shape[axis])
            rows.append(np.pad(array, widths, constant_values=fill))
        return torch.from_numpy(np.stack(rows))

    ids = padded([item.ids for item, _ in batch], 0)
    if rng is not None and word_dropout:
        hidden = torch.from_numpy(rng.random(ids.shape) < word_dropout) & (ids > 999)
        ids = torch.where(hidden, MASK, ids)
    columns = TAG_COLUMNS + NAME_COLUMNS
    soft = [np.concatenate((np.full((1, columns), -1), part)) if part is not None else np.full((len(item.ids), columns), -1)
            for item, part in batch]  # fmt: skip
    return {
        "ids": ids,
        "types": padded([item.types for item, _ in batch], 0),
        "mask": padded([np.ones(len(item.ids), np.int64) for item, _ in batch], 0),
        "tags": padded([item.tags for item, _ in batch], IGNORE),
        "names": padded([item.names for item, _ in batch], IGNORE),
        "pointers": padded([item.pointers for item, _ in batch], IGNORE, axis=1),
        "soft": padded(soft, -1).float(),
        "speakers": [(row, first, hits) for row, (item, _) in enumerate(batch) for first, hits in item.speakers],
    }


def _loss(network: Network, batch: dict[str, Any], soft_share: float) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, names, scores = network(batch["ids"], batch["types"], batch["mask"])
    soft_tags, soft_names = batch["soft"].split((TAG_COLUMNS, NAME_COLUMNS), dim=-1)
    tag_loss = _cross_entropy(tags, batch["tags"], soft_tags, soft_share)
    name_loss = _cross_entropy(names, batch["names"], soft_names, soft_share)
    pointer_losses = [F.cross_entropy(scores[:, p].flatten(0, 1), batch["pointers"][:, p].flatten(), ignore_index=IGNORE)
                      for p in range(len(POINTERS)) if (batch["pointers"][:, p] != IGNORE).any()]  # fmt: skip
    if batch["speakers"]:
        pointer_losses.append(_speaker_loss(scores[:, POINTERS.index("source_name")], batch["speakers"]))
    return tag_loss + NAME_WEIGHT * name_loss + POINTER_WEIGHT * sum(pointer_losses, torch.zeros(()))


def _cross_entropy(logits: Tensor, labels: Tensor, soft: Tensor, share: float) -> Tensor:
    """Against the labels, and where a teacher's probabilities are given, against those with weight `share`."""
    known = labels != IGNORE
    if not known.any():
        return logits.sum() * 0
    logits, labels, soft = logits[known], labels[known], soft[known]
    hard = F.cross_entropy(logits, labels, reduction="none")
    taught = soft[:, 0] >= 0
    against_teacher = -(soft.clamp(min=0) * F.log_softmax(logits, dim=-1)).sum(-1)
    return torch.where(taught, (1 - share) * hard + share * against_teacher, hard).mean()


def _speaker_loss(scores: Tensor, speakers: Sequence[tuple[int, int, tuple[int, ...]]]) -> Tensor:
    """Each source's first piece should point at any name of its speaker in the window, else at [CLS]."""
    losses = []
    for row, first, hits in speakers:
        log_probabilities = F.log_softmax(scores[row, first], dim=-1)
        losses.append(-torch.logsumexp(log_probabilities[list(hits) or [0]], dim=0))
    return torch.stack(losses).mean()


def _evaluate(network: Network, targets: Sequence[Targets]) -> dict[str, Any]:
    """Piece by piece F1 of tags and names, and accuracy of the pointers."""
    network.eval()
    counts = {name: np.zeros(3) for name in (*TAGS, *NAMES)}
    pointers = {name: [0, 0] for name in POINTERS}
    for items in _batches(_examples(targets, {}, None), None):
        batch = _collate(items)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, names, scores = network(batch["ids"], batch["types"], batch["mask"])
        for labels, guess, order, step in (
            (batch["tags"], tags.argmax(-1), TAGS, 2),
            (batch["names"], names.argmax(-1), NAMES, 1),
        ):
            known = labels != IGNORE
            gold, found = labels[known] - 1, guess[known] - 1
            for index, name in enumerate(order):
                is_gold = (gold >= 0) & (gold.div(step, rounding_mode="floor") == index)
                is_found = (found >= 0) & (found.div(step, rounding_mode="floor") == index)
                counts[name] += [int((is_gold & is_found).sum()), int(is_found.sum()), int(is_gold.sum())]
        for p, pointer in enumerate(POINTERS):
            known = batch["pointers"][:, p] != IGNORE
            hits = (scores[:, p].argmax(-1) == batch["pointers"][:, p])[known]
            pointers[pointer][0] += int(hits.sum())
            pointers[pointer][1] += len(hits)
        for row, first, names_of in batch["speakers"]:
            best = int(scores[row, POINTERS.index("source_name"), first].argmax())
            pointers["source_name"][0] += best in (names_of or (0,))
            pointers["source_name"][1] += 1
    figures = {str(name): round(200 * both / max(1, found + gold), 1) for name, (both, found, gold) in counts.items()}
    return figures | {name: round(100 * right / max(1, all_), 1) for name, (right, all_) in pointers.items()}


def _write_soft_labels(network: Network, targets: Sequence[Targets], path: Path) -> None:
    """Probabilities (pieces, 7 + 5) of every article, float16, as one .npz."""
    network.eval()
    found = {}
    for target in targets:
        rows = [np.zeros((0, TAG_COLUMNS + NAME_COLUMNS), np.float16)]
        for item in _examples([target], {}, None):
            batch = _collate([item])
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                tags, names, _ = network(batch["ids"], batch["types"], batch["mask"])
            both = torch.cat((tags.softmax(-1), names.softmax(-1)), dim=-1)[0, 1:]
            rows.append(both.numpy().astype(np.float16))
        found[target.id] = np.concatenate(rows)
    np.savez_compressed(path, **found)


def _soft_labels(path: Path) -> dict[str, Any]:
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


if __name__ == "__main__":
    main()
