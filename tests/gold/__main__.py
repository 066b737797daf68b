"""Print how the shipped model does on the labelled articles.

python -m tests.gold            figures by article and kind
python -m tests.gold --floors   the table of floors for tests/test_gold.py, made from them
python -m tests.gold --errors   what was missed and what is too many, by article; names of articles pick some
python -m tests.gold --jsonl    the labels as JSON Lines (id, text, statements with character offsets)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import quotes
from quotes.parser.annotation import Kind, Parse, Span, Statement
from tests.gold import Article, Gold, load
from tests.gold.scoring import FIELDS, Figures, is_right, match, measure, same_name, same_source

ARTICLE_MARGIN = 25  # points that one article may lose: two or three of its statements, which are ten or so
MARGIN = 8  # points that a figure over all articles may lose


def main(arguments: Sequence[str]) -> None:
    options = {argument for argument in arguments if argument.startswith("--")}
    names = set(arguments) - options
    articles = [article for article in load() if article.name in names or not names]
    if "--jsonl" in options:
        print("\n".join(json.dumps(as_document(article), ensure_ascii=False) for article in articles))
        return
    parses = {article.name: quotes.parse(article.text) for article in articles}
    figures = {article.name: measure(article, parses[article.name]) for article in articles}
    if "--errors" in options:
        for article in articles:
            print("\n".join(errors(article, parses[article.name])), end="\n\n")
    print("\n".join(floors(figures) if "--floors" in options else table(figures)))


def table(figures: dict[str, Figures]) -> list[str]:
    """A row an article, then one over all."""
    rows = [f"{'content + source F1':20}" + "".join(f"{name:>10}" for name in (*Kind, "all", "gold", "speaker"))]
    for name, one in (*figures.items(), ("all", sum(figures.values(), Figures()))):
        cells = [f"{one.f1([kind]):10.1f}" if one.gold[kind] or one.predicted[kind] else f"{'–':>10}" for kind in Kind]
        cells += [f"{one.f1():10.1f}", f"{one.gold.total():10}", f"{one.accuracy('speaker'):10.1f}"]
        rows.append(f"{name:20}" + "".join(cells))
    total = sum(figures.values(), Figures())
    rows += ["", "of the statements found:"]
    return rows + [f"{name:20}{total.accuracy(name):10.1f}  of {total.fields[name]}" for name in FIELDS]


def floors(figures: dict[str, Figures]) -> list[str]:
    """The figures less their margins, as Python."""
    total = sum(figures.values(), Figures())
    over_all = {"content + source": total.f1()}
    over_all |= {str(kind): total.f1([kind]) for kind in Kind}
    over_all |= {name: total.accuracy(name) for name in FIELDS}
    tables = {
        "ARTICLES": {name: one.f1() - ARTICLE_MARGIN for name, one in figures.items()},
        "ALL": {name: value - MARGIN for name, value in over_all.items()},
    }
    rows = []
    for table_name, cells in tables.items():
        rows += [f"{table_name} = {{", *(f'    "{name}": {max(0, int(least))},' for name, least in cells.items()), "}"]
    return rows


def errors(article: Article, parse: Parse) -> list[str]:
    """What a reader has to look at: statements missed, found with another source or speaker, and too many."""
    pairs = match(article, parse.statements)
    rows = [f"== {article.name}: {article.about}"]
    for index, gold in enumerate(article.statements):
        if index not in pairs:
            rows += [] if gold.optional else [f"missed    {_row(gold, article.text)} → {gold.speaker.name[0]}"]
            continue
        found = parse.statements[pairs[index]]
        if not same_source(gold, found, article.text):
            rows.append(f"source    {_row(found, article.text)}, not [{_words(gold.source, article.text)}]")
        if not is_right(gold.speaker.name, found.speaker.name, same_name):
            rows.append(f"speaker   {_row(found, article.text)} → {found.speaker.name}, not {gold.speaker.name[0]}")
    spare = [statement for index, statement in enumerate(parse.statements) if index not in pairs.values()]
    return rows + [f"too many  {_row(one, article.text)} → {one.speaker.name} ({one.method})" for one in spare]


def _row(one: Gold | Statement, text: str) -> str:
    return f"{one.kind}: [{_words(one.source, text)}] <{_words(one.cue, text)}> {_words(one.content, text)}"


def _words(spans: Sequence[Span], text: str) -> str:
    return " + ".join(span.of(text) for span in spans)


def as_document(article: Article) -> dict[str, object]:
    """An article and its labels with character offsets, as evaluation data has them."""
    return {
        "id": f"gold/{article.name}",
        "text": article.text,
        "statements": [_as_statement(gold) for gold in article.statements],
    }


def _as_statement(gold: Gold) -> dict[str, object]:
    person = {"speaker": gold.speaker.name, "role": gold.speaker.role, "jurisdiction": gold.speaker.jurisdiction}
    return {
        **{part: [[span.start, span.end] for span in getattr(gold, part)] for part in ("content", "cue", "source")},
        **{name: choice[0] for name, choice in person.items()},
        **{f"{name}_accept": list(choice[1:]) for name, choice in person.items() if choice[1:]},
        **({"optional": True} if gold.optional else {}),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
