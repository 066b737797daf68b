"""Topics and stances in the database, and packages that take the place of level 2."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from quotes import stances
from quotes.corrections import correct
from quotes.database import writing
from quotes.errors import ModelError, NotFoundError
from quotes.matching import find_topic
from quotes.models import Field, StanceLabel
from quotes.parser.stance import Finding, Side, Topic, TopicName
from quotes.parser.stance.pair import Pair
from quotes.sides import effective
from quotes.store import store
from quotes.suggest import suggest_topics
from quotes.topics import TopicError, active_topics, add_name, add_topic, read_topics, remove_topic
from tests.database.writing import HANLEY, LATER, OKAFOR, RUN, Said, article, rows, speaking

WORDS = (
    "Hanley said the ferry is misplaced. Hanley said the ferry has two decks.\n\n"
    "Okafor said the bridge is dangerous. Okafor likes “green boats”."
)
SAID = (
    Said("the ferry is misplaced", "said", "Hanley", speaking(HANLEY)),
    Said("the ferry has two decks", "said", "Hanley", speaking(HANLEY)),
    Said("the bridge is dangerous", "said", "Okafor", speaking(OKAFOR)),
)
FERRY = Topic("the ferry", "a boat to the island", (TopicName("the bridge", -1),))
FOUND = "SELECT statement_id, level, method, label FROM stance ORDER BY id"


def unsure(pairs: Sequence[Pair]) -> list[Finding]:
    return [Finding(Side.NEUTRAL, 0.0) for _ in pairs]


@pytest.fixture(autouse=True)
def judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Level 2 that is never sure, so that these tests are not about a model."""
    monkeypatch.setattr(stances, "load_judge", lambda: ("model", unsure))


@pytest.fixture
def filed(engine: Engine) -> Engine:
    store(engine, *article(WORDS, *SAID), run=RUN)
    return engine


def enter(engine: Engine, topic: Topic = FERRY) -> int:
    with writing(engine) as connection:
        number = add_topic(connection, topic)
    assert list(stances.judge_all(engine, [number]))
    return number


def test_each_level_has_its_rows(filed: Engine) -> None:
    enter(filed)
    assert rows(filed, FOUND) == [
        (1, "statement", "words", "oppose"),
        (2, "statement", "words", "unclear"),
        (3, "statement", "words", "support"),
        (2, "statement", "model", "unclear"),
        (2, "speaker", "speaker", "oppose"),
    ]


def test_one_stance_of_a_statement_counts(filed: Engine) -> None:
    enter(filed)
    found = effective().subquery()
    query = select(found.c.statement_id, found.c.label, found.c.level).order_by(found.c.statement_id)
    assert rows(filed, query) == [(1, "oppose", "statement"), (2, "oppose", "speaker"), (3, "support", "statement")]


def test_the_view_has_names_and_words(filed: Engine) -> None:
    number = enter(filed)
    correct(filed, 3, Field.STANCE, StanceLabel.NEUTRAL, topic_id=number)
    query = "SELECT speaker, topic, stance, level, evidence, content, method FROM stances ORDER BY statement_id"
    assert rows(filed, query) == [
        ("Mary Hanley", "the ferry", "oppose", "statement", "misplaced", "the ferry is misplaced", "words"),
        ("Mary Hanley", "the ferry", "oppose", "speaker", "misplaced", "the ferry has two decks", "speaker"),
        ("Tunde Okafor", "the ferry", "neutral", "statement", None, "the bridge is dangerous", "person"),
    ]


def test_what_a_person_decided_comes_first_and_stays(filed: Engine) -> None:
    number = enter(filed)
    correct(filed, 2, Field.STANCE, StanceLabel.NEUTRAL, topic_id=number)
    list(stances.judge_all(filed))
    found = effective().subquery()
    query = select(found.c.label, found.c.method).where(found.c.statement_id == 2)
    assert rows(filed, query) == [("neutral", "person")]
    store(filed, *article(WORDS, *SAID), run=LATER)
    assert rows(filed, query) == [("neutral", "person")]


def test_reading_again_changes_nothing(filed: Engine) -> None:
    enter(filed)
    before = rows(filed, FOUND)
    list(stances.judge_all(filed))
    assert rows(filed, FOUND) == before


def test_the_evidence_is_words_of_the_article(filed: Engine) -> None:
    enter(filed)
    query = "SELECT evidence_start_char, evidence_end_char FROM stance WHERE statement_id = 1"
    [(start, end)] = rows(filed, query)
    assert WORDS[start:end] == "misplaced"


def test_articles_are_read_for_topics_as_they_are_filed(engine: Engine) -> None:
    with writing(engine) as connection:
        topics = [(add_topic(connection, FERRY), FERRY)]
    store(engine, *article(WORDS, *SAID), run=RUN, then=lambda c, number: stances.judge_revision(c, number, topics))
    assert rows(engine, "SELECT count(*) FROM stance") == [(5,)]


def test_a_topic_is_entered_once(engine: Engine) -> None:
    with writing(engine) as connection:
        first = add_topic(connection, FERRY)
        again = add_topic(connection, Topic("The  Ferry", None, (TopicName("boats"),)))
        assert first == again
        add_name(connection, first, TopicName("boats", -1))
        [(number, topic)] = active_topics(connection)
    assert (number, topic.gloss) == (first, "a boat to the island")
    assert topic.names == (TopicName("the bridge", -1), TopicName("boats", -1))


def test_a_removed_topic_takes_its_stances_along(filed: Engine) -> None:
    number = enter(filed)
    with writing(filed) as connection:
        remove_topic(connection, number)
    assert rows(filed, "SELECT (SELECT count(*) FROM stance), (SELECT count(*) FROM topic_name)") == [(0, 0)]


def test_topics_are_found_the_way_people_type(filed: Engine) -> None:
    number = enter(filed, Topic("the ferry to the island", None, (TopicName("island boats"),)))
    with Session(filed) as session:
        assert find_topic(session, "FERRY") == find_topic(session, "boats") == number
        with pytest.raises(NotFoundError, match=r"No topic named 'fery'\. Did you mean the ferry to the island\?"):
            find_topic(session, "fery")
        with pytest.raises(NotFoundError, match="To see all: quotes topics list"):
            find_topic(session, "zoo")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- gloss: x", "has no name"),
        ("name: x", "no list of topics"),
        ("- name: x\n  names: [{name: y, polarity: 2}]", "is no name"),
        ("- name: [", "is not YAML"),
        ("- name: x\n  names: y", "names are a list"),
    ],
)
def test_a_file_of_topics_that_is_none(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text(content)
    with pytest.raises(TopicError, match=message):
        read_topics(path)


def test_a_file_of_topics(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text("- name: the ferry\n  gloss: a boat to the island\n  names: [{name: the bridge, polarity: -1}]\n")
    assert read_topics(path) == [FERRY]


def suggested(engine: Engine, *contents: str, title: str = "Notes") -> list[str]:
    """What is suggested where these are said, in turn, by two people."""
    said = [Said(one, "said", who[0], speaking(who[1])) for one, who in zip(contents, cycle(SPEAKERS), strict=False)]
    text = " ".join(f"{one.source} said {one.content}." for one in said)
    store(engine, *article(text, *said, title=title), run=RUN)
    with Session(engine) as session:
        return [row["name"] for row in suggest_topics(session, 5)]


SPEAKERS = (("Hanley", HANLEY), ("Okafor", OKAFOR))


def test_topics_are_suggested_from_what_is_shared(engine: Engine) -> None:
    assert suggested(engine, "the harbor tax hurts", "a harbor tax helps", title="Harbor tax returns") == ["harbor tax"]
    assert rows(engine, "SELECT count(*) FROM topic") == [(0,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I admire Mary Hanley", "few admire Mary Hanley"),
        ("the harbor master knows", "a harbor master knows"),
        ("we will paint boats", "they will paint boats"),
        ("a private harbor tax hurts", "the private harbor tax helps"),
        ("it was a very good day", "it was a very good day"),
    ],
    ids=["who-is-quoted", "an-office", "verb-and-object", "fragments-of-the-longer", "everyday-words"],
)
def test_what_is_no_issue_is_not_suggested(one: str, other: str, engine: Engine) -> None:
    found = suggested(engine, one, other, title="Mary Hanley, harbor master, will paint boats: private harbor tax")
    assert found in ([], ["private harbor tax"])


def test_a_single_word_is_suggested_where_people_are_for_or_against_it(engine: Engine) -> None:
    assert (
        suggested(engine, "she is against fishing rights and smuggling", "he is for smuggling", title="Smuggling") == []
    )
    found = suggested(engine, "she spoke about piracy", "he did nothing against piracy", title="On piracy")
    assert found == ["piracy"]


def test_what_is_a_topic_is_not_suggested(engine: Engine) -> None:
    with writing(engine) as connection:
        add_topic(connection, Topic("taxes on the harbor"))
    assert suggested(engine, "the harbor tax hurts", "a harbor tax helps", title="Harbor tax returns") == []


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str, str], None]]:
    """Installs a package that registers a function, of that body, under the entry point."""
    monkeypatch.undo()
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(name: str, body: str) -> None:
        (tmp_path / f"{name}_stub.py").write_text(f"def judge(pairs):\n    {body}\n")
        info = tmp_path / f"{name}_stub-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-stub\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[quotes.stance]\n{name} = {name}_stub:judge\n")
        sys.modules.pop(f"{name}_stub", None)
        importlib.invalidate_caches()
        stances.load_judge.cache_clear()

    yield install
    stances.load_judge.cache_clear()


def test_a_package_takes_the_place_of_level_2(filed: Engine, plug: Callable[[str, str], None]) -> None:
    plug("oracle", "return [{'support': 0.01, 'oppose': 0.97, 'neutral': 0.02} for _ in pairs]")
    enter(filed)
    assert rows(filed, "SELECT statement_id, level, label, score FROM stance WHERE method = 'oracle'") == [
        (2, "statement", "oppose", 0.97)
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [("return []", "gave 0 stances for 1"), ("return ['yes' for _ in pairs]", "gave 'yes' for a stance")],
)
def test_a_package_that_returns_nonsense(
    filed: Engine, plug: Callable[[str, str], None], body: str, message: str
) -> None:
    plug("oracle", body)
    with pytest.raises(ModelError, match=message):
        enter(filed)


def test_one_package_at_a_time(plug: Callable[[str, str], None]) -> None:
    plug("oracle", "return []")
    plug("prophet", "return []")
    with pytest.raises(ModelError, match=r"stances: oracle, prophet\. Uninstall all but one\."):
        stances.load_judge()
