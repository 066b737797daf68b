"""A small database of invented articles, and the command line to ask it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.database import connect
from quotes.parser.annotation import (
    Document,
    Entity,
    EntityKind,
    Jurisdiction,
    Kind,
    Parse,
    Place,
    Role,
    Span,
    Speaker,
    Statement,
)
from quotes.parser.segment import segment
from quotes.store import Run, store

Command = Callable[..., Result]

LARKFIELD = Jurisdiction("Larkfield", "ocd-division/country:us/state:or/place:larkfield")
SOUTH_LARKFIELD = Jurisdiction("South Larkfield")
OREGON = Jurisdiction("Oregon", "ocd-division/country:us/state:or")

ORTIZ = Entity("Ana Belén Ortiz", EntityKind.PERSON, ("Ortiz",), role=Role("Mayor", None, LARKFIELD))
ONEILL = Entity("Tom O’Neill", EntityKind.PERSON, ("O’Neill",), role=Role("Treasurer", "city bank", SOUTH_LARKFIELD))
LIN = Entity("Wade Lin", EntityKind.PERSON, ("Lin",), role=Role("state senator", None, OREGON))

BRIDGE = Document(
    "Council rejects the bridge\n\n“We cannot afford it,” said Mayor Ana Belén Ortiz. “It is\nnot over.”\n\n"
    "Treasurer Tom O’Neill warned that [old] bridges *cost* more.\n\nSome residents said nobody asked them.\n",
    url="https://post.example/bridge",
    title="Council rejects the bridge",
    outlet="Harbor Post",
    byline="Kim Park",
    published="2021-03-04",
)
FERRY = Document(
    "Ferry plan\n\nOrtiz and Wade Lin said a ferry would be “good | cheap”.\n",
    title="Ferry plan",
    published="2021-04-10T08:00",
)
UNDATED = Document("Lin says dams don’t leak\n\nA self-proclaimed expert, Lin said dams don’t leak.\n", id="dams-1")


def find(text: str, *stretches: str, after: int = 0) -> tuple[Span, ...]:
    starts = [text.index(stretch, after) for stretch in stretches]
    return tuple(Span(start, start + len(stretch)) for start, stretch in zip(starts, stretches, strict=True))


def said(
    document: Document, content: tuple[str, ...], cue: str, source: str, kind: Kind, *who: Entity, sure: float = 0.9
) -> Statement:
    role = who[0].role if len(who) == 1 else Role()
    paragraph = document.text.rindex("\n\n", 0, document.text.index(content[0]))
    return Statement(
        kind,
        Place.BODY,
        find(document.text, *content),
        find(document.text, cue, after=paragraph),
        find(document.text, source, after=paragraph),
        Speaker(who, role, "name" if who else "unnamed", sure),
        "tagger",
        0.8,
    )


ARTICLES = {
    BRIDGE: (
        said(BRIDGE, ("“We cannot afford it,”", "“It is\nnot over.”"), "said", "Ana Belén Ortiz", Kind.DIRECT, ORTIZ),
        said(BRIDGE, ("that [old] bridges *cost* more",), "warned", "Tom O’Neill", Kind.INDIRECT, ONEILL),
        said(BRIDGE, ("nobody asked them",), "said", "Some residents", Kind.INDIRECT),
    ),
    FERRY: (said(FERRY, ("a ferry would be “good | cheap”",), "said", "Ortiz and Wade Lin", Kind.MIXED, ORTIZ, LIN),),
    UNDATED: (said(UNDATED, ("dams don’t leak.",), "said", "Lin said", Kind.INDIRECT, LIN, sure=1 / 3),),
}


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filed") / "news.db"
    engine = connect(path, create=True)
    for document, statements in ARTICLES.items():
        parse = Parse(segment(document), statements, (), (ORTIZ, ONEILL, LIN))
        store(engine, document, parse, run=Run("0", None))
    engine.dispose()
    return path


@pytest.fixture
def quotes(filed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in an empty folder; its database is that of the invented articles."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str | bytes | None = None, db: Path | str | None = filed, **env: str) -> Result:
        given = {"COLUMNS": "100", "QUOTES_DB": str(db) if db else None, "NO_COLOR": None, **env}
        return CliRunner().invoke(app, arguments, input=stdin, env=given, prog_name="quotes")

    return run
