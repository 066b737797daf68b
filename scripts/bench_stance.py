"""What three topics add to the time of a parse, on one thread and in one run.

python scripts/bench_stance.py [ARTICLES.jsonl] [--topics TOPICS.yaml] [--most 40]

Without ARTICLES the labelled articles of the tests are read, with the one in seeds/. Prints, for three topics that news
is about, for two people with their surnames and a topic, and for the three words that most statements of each article
share (the worst case: each article is about all of its topics): how many statements are about one, how many pairs the
model reads, what a pair costs, and the time beside that of the parse.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM"):
    os.environ[variable] = "false" if variable.startswith("TOK") else "1"

import quotes  # noqa: E402 – the variables above must be set before
from quotes.parser.annotation import Document, Parse  # noqa: E402
from quotes.parser.stance import Finding, Said, Topic, TopicName, find_stances  # noqa: E402
from quotes.parser.stance.model import CrossEncoder  # noqa: E402
from quotes.parser.stance.pair import FUNCTION_WORDS, WORD, Pair  # noqa: E402
from quotes.topics import read_topics  # noqa: E402

ROOT = Path(__file__).parent.parent
ROUNDS = 3
SHORTEST = 5  # letters of a word that an article is about


def topic(name: str, *names: str) -> Topic:
    return Topic(name, None, tuple(map(TopicName, names)))


NEWS = [topic("immigration", "the border"), topic("health care", "Obamacare"), topic("gun control", "guns")]
PEOPLE = [topic("Donald Trump", "Trump"), topic("Hillary Clinton", "Clinton"), topic("immigration")]


class Counted:
    """The cross-encoder with a clock and a counter of pairs."""

    def __init__(self) -> None:
        self.judge, self.pairs, self.seconds = CrossEncoder(), 0, 0.0

    def __call__(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        began = time.process_time()
        answers = self.judge(pairs)
        self.pairs += len(pairs)
        self.seconds += time.process_time() - began
        return answers


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", type=Path, nargs="?", help="JSON Lines with a text each")
    arguments.add_argument("--topics", type=Path, help="a YAML file of topics to measure as well")
    arguments.add_argument("--most", type=int, default=40, help="articles to read")
    args = arguments.parse_args()
    texts = _texts(args.articles)[: args.most]
    tagger = quotes.load_tagger(1)
    Counted()([Pair("a topic", "a text")])
    parses = [quotes.parse(text, tagger) for text in texts]
    given = read_topics(args.topics) if args.topics else []
    kinds: dict[str, Callable[[Parse], Sequence[Topic]]] = {
        "of the news": lambda _: NEWS,
        "two people": lambda _: PEOPLE,
        "of each article": _shared,
    } | ({"of the file": lambda _: given} if given else {})
    print(f"{len(texts)} articles, {sum(len(parse.statements) for parse in parses):,} statements, one thread")
    print(f"{'topics':16}{'about':>8}{'pairs':>8}{'ms a pair':>12}{'% of the parse':>16}")
    for name, choose in kinds.items():
        print(f"{name:16}" + _measure(texts, parses, choose))


def _measure(texts: list[str], parses: list[Parse], choose: Callable[[Parse], Sequence[Topic]]) -> str:
    """Parse and stances in turn, so that both see the same machine."""
    judge, tagger, about = Counted(), quotes.load_tagger(1), 0
    judge([Pair("a topic", "a text")])
    judge.pairs, judge.seconds = 0, 0.0
    quotes.parse(texts[0], tagger)
    parsing = reading = 0.0
    for _ in range(ROUNDS):
        for text, parse in zip(texts, parses, strict=True):
            topics = choose(parse)
            said = [Said(one.content, one.cue, one.source, one.speaker.name) for one in parse.statements]
            began = time.process_time()
            quotes.parse(Document(text), tagger)
            middle = time.process_time()
            found = find_stances(parse.page, said, topics, judge)
            reading += time.process_time() - middle
            parsing += middle - began
            about += len({(one.statement, one.topic) for one in found})
    cost = 1000 * judge.seconds / max(1, judge.pairs)
    return f"{about // ROUNDS:8,}{judge.pairs // ROUNDS:8,}{cost:12.2f}{100 * reading / parsing:16.1f}"


def _shared(parse: Parse) -> list[Topic]:
    """The three words that most statements of an article share."""
    counts = Counter(
        word
        for one in parse.statements
        for word in {w.lower() for span in one.content for w in WORD.findall(span.of(parse.page.text))}
        if len(word) >= SHORTEST and word not in FUNCTION_WORDS
    )
    return [Topic(word) for word, _ in counts.most_common(3)]


def _texts(path: Path | None) -> list[str]:
    if path:
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    sys.path.insert(0, str(ROOT))
    from tests.gold import load

    seeds = [text.read_text(encoding="utf-8") for text in sorted((ROOT / "seeds").glob("*.txt"))]
    return seeds + [article.text for article in load()]


if __name__ == "__main__":
    main()
