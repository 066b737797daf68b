"""The same on PostgreSQL: set QUOTES_TEST_POSTGRESQL to the URL of a database that a schema may be made in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, text

from quotes.corrections import correct
from quotes.database import check, connect, upgrade, version_of, versions
from quotes.errors import DatabaseError
from quotes.models import Field
from quotes.parser.annotation import Parse
from quotes.store import Outcome, find, store
from quotes.views import VIEWS, quoted_passages, speakers_summary, statements
from tests.database.writing import HANLEY, LATER, OKAFOR, RUN, Said, article, rows, speaking

URL = os.environ.get("QUOTES_TEST_POSTGRESQL", "")

pytestmark = pytest.mark.skipif(not URL, reason="needs a PostgreSQL database, named by QUOTES_TEST_POSTGRESQL")

WORDS = "“We will appeal,” said Mary Hanley. “Stop,” they said."
SAID = (
    Said("“We will appeal,”", "said", "Mary Hanley", speaking(HANLEY)),
    Said("“Stop,”", "said", "they", speaking(HANLEY, OKAFOR)),
)


@pytest.fixture
def postgresql() -> Iterator[Engine]:
    driver = URL.replace("postgresql://", "postgresql+psycopg://", 1)
    owner = create_engine(driver, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS quotes_test CASCADE"))
        connection.execute(text("CREATE SCHEMA quotes_test"))
    engine = connect(f"{URL}{'&' if '?' in URL else '?'}options=-csearch_path%3Dquotes_test", create=True)
    yield engine
    engine.dispose()
    with owner.connect() as connection:
        connection.execute(text("DROP SCHEMA quotes_test CASCADE"))
    owner.dispose()


def test_it_is_of_the_latest_version(postgresql: Engine) -> None:
    assert version_of(postgresql) == versions()[-1]
    upgrade(postgresql)
    assert check(postgresql) == ()
    for view in VIEWS:
        assert rows(postgresql, f"SELECT * FROM {view}") == []


def test_storing(postgresql: Engine) -> None:
    document, parse = article(WORDS, *SAID, url="https://a.example/1", published="2017-01-02")
    other = article(f"{WORDS} More.", *SAID, url="https://a.example/1")
    outcomes = [store(postgresql, document, parse, run=run).outcome for run in (RUN, RUN, LATER)]
    outcomes += [store(postgresql, *other, run=RUN).outcome, store(postgresql, document, parse, run=LATER).outcome]
    assert outcomes == [
        Outcome.ADDED,
        Outcome.UNCHANGED,
        Outcome.PARSED_AGAIN,
        Outcome.REVISED,
        Outcome.REVISED,
    ]
    assert find(postgresql, document, run=LATER) is not None
    shown: list[tuple[Any, ...]] = [("“We will appeal,”", "Mary Hanley"), ("“Stop,”", "Mary Hanley; Tunde Okafor")]
    assert rows(postgresql, select(statements.c.content, statements.c.speaker).order_by(statements.c.id)) == shown
    p = quoted_passages.c
    assert rows(postgresql, select(p.passage, p.speaker).order_by(p.position)) == shown
    s = speakers_summary.c
    assert rows(postgresql, select(s.name, s.statements).order_by(s.name)) == [("Mary Hanley", 2), ("Tunde Okafor", 1)]


def test_correcting(postgresql: Engine) -> None:
    document, parse = article(WORDS, *SAID)
    store(postgresql, document, parse, run=RUN)
    correct(postgresql, 1, Field.SPEAKER, "Tunde Okafor")
    store(postgresql, document, Parse(parse.page, parse.statements[:1], parse.passages[:1], ()), run=LATER)
    s = statements.c
    assert rows(postgresql, select(s.id, s.speaker, s.speaker_method)) == [(1, "Tunde Okafor", "person")]


def test_what_it_refuses_is_one_line(postgresql: Engine) -> None:
    with pytest.raises(DatabaseError, match=r"^postgresql\+psycopg://.* cannot be used: .*NUL"):
        store(postgresql, *article("no\0thing"), run=RUN)
