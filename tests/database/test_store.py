"""Storing: what becomes of an article, the first time and when it comes again."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from quotes import filing
from quotes.errors import DatabaseError
from quotes.parser.annotation import Document, Entity, EntityKind, Kind, Page, Paragraph, Parse, Place, Role, Span
from quotes.store import Outcome, Run, find, store
from quotes.views import quoted_passages, speakers_summary, statements, tenures
from tests.database.writing import ARDEN, HANLEY, LATER, OKAFOR, RUN, Said, article, dump, person, rows, speaking

URL = "https://gazette.example/1"

APPEAL = "“We will appeal,” said Mary Hanley. “It is not over.”"
APPEALED = Said(("“We will appeal,”", "“It is not over.”"), "said", "Mary Hanley", speaking(HANLEY))
ROAD = "Hanley said the road was closed."
CLOSED = Said("the road was closed", "said", "Hanley", speaking(HANLEY), Kind.INDIRECT)


def said(engine: Engine) -> list[tuple[str, str | None]]:
    """What the view shows: content and speaker."""
    return rows(engine, select(statements.c.content, statements.c.speaker).order_by(statements.c.position))


def test_an_article_is_rows(engine: Engine) -> None:
    about = {"url": URL, "title": "Appeal", "outlet": "Gazette", "byline": "Ann Lee", "published": "2017-04-18"}
    stored = store(engine, *article(APPEAL, APPEALED, **about), run=RUN)
    assert stored.outcome is Outcome.ADDED
    s = statements.c
    columns = (s.speaker, s.role, s.jurisdiction, s.division, s.content, s.kind, s.cue, s.source, s.place, s.title)
    assert rows(engine, select(*columns, s.outlet, s.published, s.url)) == [
        (
            "Mary Hanley",
            "Mayor",
            "Arden",
            ARDEN.division,
            "“We will appeal,” … “It is not over.”",
            "direct",
            "said",
            "Mary Hanley",
            "body",
            "Appeal",
            "Gazette",
            "2017-04-18",
            URL,
        )
    ]
    assert rows(engine, "SELECT part, position, start_char, end_char FROM statement_span ORDER BY start_char") == [
        ("content", 0, 0, 17),
        ("cue", 0, 18, 22),
        ("source", 0, 23, 34),
        ("content", 1, 36, 53),
    ]
    p = quoted_passages.c
    assert rows(engine, select(p.passage, p.speaker, p.role, p.statement_id).order_by(p.position)) == [
        ("“We will appeal,”", "Mary Hanley", "Mayor", 1),
        ("“It is not over.”", "Mary Hanley", "Mayor", 1),
    ]
    assert rows(engine, "SELECT byline, parser, model FROM article, parse_run") == [("Ann Lee", "1.0", "digest")]


@pytest.mark.parametrize(
    ("first", "second", "outcome", "shown"),
    [
        pytest.param(
            (APPEAL, (APPEALED,), {}, RUN),
            (APPEAL, (), {}, RUN),
            Outcome.UNCHANGED,
            ["“We will appeal,” … “It is not over.”"],
            id="same-text-same-parser",
        ),
        pytest.param(
            (APPEAL, (APPEALED,), {"url": URL}, RUN),
            (APPEAL, (), {"url": "https://other.example/copy"}, RUN),
            Outcome.UNCHANGED,
            ["“We will appeal,” … “It is not over.”"],
            id="same-text-at-another-address",
        ),
        pytest.param(
            (ROAD, (), {}, RUN),
            (ROAD, (CLOSED,), {}, LATER),
            Outcome.PARSED_AGAIN,
            ["the road was closed"],
            id="same-text-other-parser",
        ),
        pytest.param(
            (ROAD, (), {}, RUN),
            (ROAD, (CLOSED,), {}, Run("1.0", "other digest")),
            Outcome.PARSED_AGAIN,
            ["the road was closed"],
            id="same-text-other-model",
        ),
        pytest.param(
            (APPEAL, (APPEALED,), {"url": URL}, RUN),
            (ROAD, (CLOSED,), {"url": URL}, RUN),
            Outcome.REVISED,
            ["the road was closed"],
            id="other-text-same-address",
        ),
        pytest.param(
            (APPEAL, (APPEALED,), {"url": URL}, RUN),
            (ROAD, (CLOSED,), {"url": URL + "/2"}, RUN),
            Outcome.ADDED,
            ["“We will appeal,” … “It is not over.”", "the road was closed"],
            id="other-text-other-address",
        ),
        pytest.param(
            (APPEAL, (APPEALED,), {"id": "7"}, RUN),
            (ROAD, (CLOSED,), {"id": "7"}, RUN),
            Outcome.ADDED,
            ["“We will appeal,” … “It is not over.”", "the road was closed"],
            id="the-id-of-a-file-is-no-address",
        ),
    ],
)
def test_a_second_article(engine: Engine, first: tuple, second: tuple, outcome: Outcome, shown: list[str]) -> None:  # type: ignore[type-arg]
    for words, statements_, about, run in (first, second):
        stored = store(engine, *article(words, *statements_, **about), run=run)
    assert stored.outcome is outcome
    assert [content for content, _ in said(engine)] == shown


def test_an_unchanged_article_changes_nothing(engine: Engine) -> None:
    written = article(APPEAL, APPEALED, url=URL, outlet="Gazette")
    store(engine, *written, run=RUN)
    before = dump(engine)
    assert store(engine, *written, run=RUN).outcome is Outcome.UNCHANGED
    assert dump(engine) == before


def test_again_replaces_what_the_same_parser_said(engine: Engine) -> None:
    store(engine, *article(ROAD), run=RUN)
    assert store(engine, *article(ROAD, CLOSED), run=RUN, again=True).outcome is Outcome.PARSED_AGAIN
    assert said(engine) == [("the road was closed", "Mary Hanley")]


def test_a_page_goes_back_to_an_earlier_text(engine: Engine) -> None:
    first, second = article(APPEAL, APPEALED, url=URL), article(ROAD, CLOSED, url=URL)
    outcomes = [store(engine, *written, run=RUN).outcome for written in (first, second, first, first)]
    assert outcomes == [Outcome.ADDED, Outcome.REVISED, Outcome.REVISED, Outcome.UNCHANGED]
    assert [content for content, _ in said(engine)] == ["“We will appeal,” … “It is not over.”"]
    assert rows(engine, "SELECT count(*), count(DISTINCT article_id), sum(current) FROM revision") == [(2, 1, 1)]


def test_an_earlier_revision_keeps_its_statements(engine: Engine) -> None:
    store(engine, *article(APPEAL, APPEALED, url=URL), run=RUN)
    store(engine, *article(ROAD, CLOSED, url=URL), run=RUN)
    assert rows(engine, "SELECT content FROM statement ORDER BY id") == [
        ("“We will appeal,” … “It is not over.”",),
        ("the road was closed",),
    ]


def test_a_statement_that_both_parses_have_keeps_its_number(engine: Engine) -> None:
    words = f"{ROAD} {APPEAL}"
    store(engine, *article(words, CLOSED, APPEALED), run=RUN)
    added = Said("the road", "said", "Hanley", speaking(HANLEY), Kind.INDIRECT)
    store(engine, *article(words, added, APPEALED), run=LATER)
    assert rows(engine, "SELECT id, content FROM statement ORDER BY position") == [
        (3, "the road"),
        (2, "“We will appeal,” … “It is not over.”"),
    ]


def test_what_only_the_earlier_parse_named_is_gone(engine: Engine) -> None:
    wrong = Said("the road was closed", "said", "Hanley", speaking(person("Hanley Road", "Road", "Hanley")))
    store(engine, *article(ROAD, wrong), run=RUN)
    store(engine, *article(ROAD, CLOSED), run=LATER)
    assert rows(engine, select(speakers_summary.c.name, speakers_summary.c.names)) == [
        ("Mary Hanley", "Hanley; Mary Hanley")
    ]
    assert rows(engine, "SELECT name FROM speaker") == [("Mary Hanley",)]
    assert rows(engine, "SELECT role FROM tenure") == [("Mayor",)]


def test_what_another_article_names_stays(engine: Engine) -> None:
    store(engine, *article(ROAD, CLOSED), run=RUN)
    store(engine, *article(APPEAL, APPEALED), run=RUN)
    store(engine, *article(APPEAL), run=LATER)
    assert said(engine) == [("the road was closed", "Mary Hanley")]
    assert rows(engine, "SELECT role FROM tenure") == [("Mayor",)]


def test_one_speaker_in_two_articles(engine: Engine) -> None:
    accented = Entity("Mary HÁNLEY", EntityKind.PERSON, ("Ms. Hanley",), (), Role("former mayor", None, ARDEN))
    store(engine, *article(APPEAL, APPEALED, published="2017-04-18"), run=RUN)
    store(engine, *article(ROAD, Said("the road", speaker=speaking(accented)), published="2019-01-02"), run=RUN)
    s = speakers_summary.c
    columns = (s.name, s.names, s.roles, s.jurisdictions, s.statements, s.articles, s.first_seen, s.last_seen)
    assert rows(engine, select(*columns)) == [
        (
            "Mary Hanley",
            "Hanley; Mary Hanley; Mary HÁNLEY; Ms. Hanley",
            "Mayor; former mayor",
            "Arden",
            2,
            2,
            "2017-04-18",
            "2019-01-02",
        )
    ]
    t = tenures.c
    assert rows(engine, select(t.speaker, t.role, t.first_seen, t.last_seen).order_by(t.first_seen)) == [
        ("Mary Hanley", "Mayor", "2017-04-18", "2017-04-18"),
        ("Mary Hanley", "former mayor", "2019-01-02", "2019-01-02"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(person("Mary Hanley"), person("Hanley"), id="a-surname-alone-is-not-guessed-at"),
        pytest.param(person("Mary Arden"), Entity("Arden", EntityKind.ORGANIZATION), id="a-body-is-no-person"),
        pytest.param(person("Mary Hanley"), person("Marie Hanley"), id="another-first-name"),
    ],
)
def test_two_speakers(engine: Engine, one: Entity, other: Entity) -> None:
    for number, entity in enumerate((one, other)):
        store(engine, *article(f"{number}. {ROAD}", Said("the road", speaker=speaking(entity))), run=RUN)
    assert rows(engine, "SELECT count(*) FROM speaker") == [(2,)]


def test_joint_speakers(engine: Engine) -> None:
    words = "“Stop,” said Mary Hanley and Tunde Okafor, both of Arden. Okafor said he agreed."
    both = speaking(HANLEY, OKAFOR, role=Role("officials"))
    agreed = Said("he agreed", "said", "Okafor", speaking(OKAFOR), Kind.INDIRECT)
    store(engine, *article(words, Said("“Stop,”", "said", "Mary Hanley and Tunde Okafor", both), agreed), run=RUN)
    s = statements.c
    assert rows(engine, select(s.speaker, s.role, s.content).order_by(s.position)) == [
        ("Mary Hanley; Tunde Okafor", "officials", "“Stop,”"),
        ("Tunde Okafor", "Sheriff", "he agreed"),
    ]
    assert rows(engine, select(quoted_passages.c.speaker)) == [("Mary Hanley; Tunde Okafor",)]
    query = (
        "SELECT s.name, t.role FROM statement_speaker j JOIN speaker s ON s.id = j.speaker_id"
        " JOIN tenure t ON t.id = j.tenure_id ORDER BY j.position"
    )
    assert rows(engine, query) == [("Mary Hanley", "Mayor"), ("Tunde Okafor", "Sheriff")]
    assert rows(engine, select(speakers_summary.c.name, speakers_summary.c.statements).order_by("name")) == [
        ("Mary Hanley", 1),
        ("Tunde Okafor", 2),
    ]


def test_somebody_unnamed_keeps_the_role(engine: Engine) -> None:
    role = Role("spokesman", "the firm", None, "the owners")
    said_so = Said("the road was closed", "said", "Hanley", speaking(role=role), Kind.INDIRECT)
    store(engine, *article(ROAD, said_so), run=RUN)
    s = statements.c
    assert rows(engine, select(s.speaker, s.role, s.organization, s.on_behalf_of)) == [
        (None, "spokesman", "the firm", "the owners")
    ]


def test_a_passage_credited_to_another_speaker_than_its_statement(engine: Engine) -> None:
    document, parse = article(APPEAL, APPEALED)
    quoted, *others = parse.passages
    revealed = type(quoted)(quoted.passage, quoted.statement, speaking(OKAFOR))
    store(engine, document, Parse(parse.page, parse.statements, (revealed, *others), ()), run=RUN)
    p = quoted_passages.c
    assert rows(engine, select(p.passage, p.speaker, p.role).order_by(p.position)) == [
        ("“We will appeal,”", "Tunde Okafor", "Sheriff"),
        ("“It is not over.”", "Mary Hanley", "Mayor"),
    ]


def test_a_passage_that_nobody_said_is_kept(engine: Engine) -> None:
    store(engine, *article("The “road” was closed."), run=RUN)
    p = quoted_passages.c
    assert rows(engine, select(p.passage, p.speaker, p.statement_id)) == [("“road”", None, None)]


def test_the_headline_is_the_title_where_none_is_given(engine: Engine) -> None:
    words = "Road closed\n\nARDEN – The road was closed."
    page = Page(words, (Paragraph(Span(0, 11), Place.HEADLINE), Paragraph(Span(13, 41))), Span(13, 18))
    store(engine, Document(words), Parse(page, (), (), ()), run=RUN)
    assert rows(engine, "SELECT title, dateline FROM article") == [("Road closed", "ARDEN")]


def test_a_revision_brings_what_is_known_up_to_date(engine: Engine) -> None:
    store(engine, *article(APPEAL, url=URL, title="Appeal", byline="Ann Lee"), run=RUN)
    store(engine, *article(ROAD, url=URL, title="Road", outlet="Gazette"), run=RUN)
    query = "SELECT a.title, a.byline, o.name FROM article a JOIN outlet o ON o.id = a.outlet_id"
    assert rows(engine, query) == [("Road", "Ann Lee", "Gazette")]


def test_a_copy_at_another_address_describes_nothing(engine: Engine) -> None:
    store(engine, *article(APPEAL, url=URL, title="Appeal"), run=RUN)
    store(engine, *article(APPEAL, url=URL + "/copy", title="Copy"), run=LATER)
    assert rows(engine, "SELECT title, url FROM article") == [("Appeal", URL)]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        pytest.param(Document(APPEAL), True, id="same-text"),
        pytest.param(Document(APPEAL, url=URL), True, id="same-text-same-address"),
        pytest.param(Document(APPEAL + " "), False, id="other-text"),
        pytest.param(Document(ROAD, url=URL), True, id="earlier-text-that-is-current"),
    ],
)
def test_find(engine: Engine, document: Document, found: bool) -> None:
    store(engine, *article(APPEAL, APPEALED), run=RUN)
    store(engine, *article(ROAD, CLOSED, url=URL), run=RUN)
    assert (find(engine, document, run=RUN) is not None) is found
    assert find(engine, document, run=LATER) is None


def test_find_leaves_a_page_that_went_back_to_be_stored(engine: Engine) -> None:
    first, second = article(APPEAL, url=URL), article(ROAD, url=URL)
    for written in (first, second):
        store(engine, *written, run=RUN)
    assert find(engine, first[0], run=RUN) is None
    assert find(engine, second[0], run=RUN) is not None


def test_an_article_that_fails_leaves_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    store(engine, *article(ROAD, CLOSED), run=RUN)
    before = dump(engine)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(filing, "_file_passages", fail)
    for written, run in ((article(APPEAL, APPEALED), RUN), (article(ROAD), LATER)):
        with pytest.raises(RuntimeError):
            store(engine, *written, run=run)
        assert dump(engine) == before


def test_half_a_surrogate_pair_is_refused(engine: Engine) -> None:
    with pytest.raises(DatabaseError, match=r"^The text cannot be stored: character 4 is half of a surrogate pair\.$"):
        store(engine, *article("Road\ud83d"), run=RUN)


@pytest.mark.parametrize("letter", ["\0", "\N{PILE OF POO}", "\u2028", "\ufeff"])
def test_any_other_character_is_kept(engine: Engine, letter: str) -> None:
    words = f"Hanley said the {letter} road was closed."
    store(engine, *article(words, Said(f"the {letter} road")), run=RUN)
    assert rows(engine, "SELECT text, content FROM revision, statement") == [(words, f"the {letter} road")]
