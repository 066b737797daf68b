"""Filing across articles: who ends up under which speaker, whatever order articles come in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from quotes import decisions, personas
from quotes.authority_files import Entry, Held, import_file, read_entries, unread_columns
from quotes.corrections import correct
from quotes.curation import alias, confirm, link, merge, rename, split, undo
from quotes.database import check
from quotes.errors import NotFoundError, QuotesError, ReadError
from quotes.identity import names
from quotes.models import Field
from quotes.parser.annotation import Document, Entity, EntityKind, Jurisdiction, Parse
from quotes.profile import find_best_known
from quotes.store import store
from quotes.views import needs_review, speakers_review, statements
from tests.database.writing import ARDEN, LATER, RUN, Said, article, person, rows, speaking

BELL = Jurisdiction("Bell", "ocd-division/country:us/state:yy/place:bell")

Article = tuple[Document, Parse]
Fresh = Callable[[], Engine]


def says(number: int, *entities: Entity, published: str | None = "2017-01-02") -> Article:
    """Article `number`, in which each of these says something of their own."""
    words = " ".join(f"{entity.name} said thing {number}.{at}." for at, entity in enumerate(entities))
    said = [Said(f"thing {number}.{at}", "said", e.name, speaking(e)) for at, e in enumerate(entities)]
    return article(words, *said, url=f"https://a.example/{number}", title=f"No. {number}", published=published)


SHERIFF = person("John Smith", "sheriff", "Smith", place=ARDEN)
MAYOR = person("John Smith", "mayor", "Smith", place=BELL)
SMITH = person("John Smith")
HANLEY = person("Mary Hanley", "Mayor", "Hanley", place=ARDEN)
WATER = Entity("Arden Water Board", EntityKind.ORGANIZATION, ("AWB",))

NEWS = [
    says(1, SHERIFF, HANLEY),
    says(2, MAYOR),
    says(3, SMITH, person("Hanley")),
    says(4, person("John Smith", "former sheriff", place=ARDEN), person("Mary J. Hanley", "mayor")),
    says(5, person("Hanley", "mayor"), WATER),
    says(6, Entity("AWB", EntityKind.ORGANIZATION), person("M. Hanley", "pilot")),
    says(7, person("Mr. Smith", "mayor", place=BELL), HANLEY),
    says(8, HANLEY, SMITH),
]


def filed(engine: Engine) -> set[tuple[Any, ...]]:
    """Everything about who said what that does not name rows by number."""
    said = rows(
        engine,
        "SELECT s.content, w.name, w.kind, w.wikidata_id, t.role, j.name, p.doubt, p.candidates, s.role_method,"
        " (SELECT group_concat(n.name, '|') FROM (SELECT DISTINCT name FROM speaker_name"
        " WHERE speaker_id = w.id ORDER BY name) n), (SELECT min(content) FROM statement WHERE speaker_id = w.id)"
        " FROM statement s JOIN speaker w ON w.id = s.speaker_id LEFT JOIN tenure t ON t.id = s.tenure_id"
        " LEFT JOIN jurisdiction j ON j.id = t.jurisdiction_id LEFT JOIN persona p ON p.id = s.persona_id",
    )
    return set(said) | set(rows(engine, "SELECT name, kind FROM speaker"))


def add(engine: Engine, news: list[Article]) -> Engine:
    for document, parse in news:
        store(engine, document, parse, run=RUN)
    return engine


def said_by(engine: Engine) -> dict[str, list[str]]:
    """Of each speaker, told apart by number, what they said."""
    found: dict[tuple[int, str], list[str]] = {}
    query = select(statements.c.speaker_id, statements.c.speaker, statements.c.content).order_by(statements.c.content)
    for number, name, content in rows(engine, query):
        found.setdefault((number, name), []).append(content.removeprefix("thing "))
    return {f"{name} {said[0]}": said for (_, name), said in found.items()}


def speaker(engine: Engine, content: str) -> int:
    [(number,)] = rows(engine, select(statements.c.speaker_id).where(statements.c.content == f"thing {content}"))
    return int(number)


def test_who_is_who(engine: Engine) -> None:
    add(engine, NEWS)
    assert said_by(engine) == {
        "John Smith 1.0": ["1.0", "4.0"],
        "John Smith 2.0": ["2.0", "7.0"],
        "John Smith 3.0": ["3.0", "8.1"],
        "Mary Hanley 1.1": ["1.1", "4.1", "5.0", "7.1", "8.0"],
        "Hanley 3.1": ["3.1"],
        "M. Hanley 6.1": ["6.1"],
        "Arden Water Board 5.1": ["5.1", "6.0"],
    }
    r = speakers_review.c
    assert set(rows(engine, select(r.called, r.reason, r.candidates))) == {
        ("John Smith", "which one of this name is it?", "John Smith"),
        ("Hanley", "whose short name is it?", "M. Hanley; Mary Hanley"),
        ("M. Hanley", "is it another form of a known name?", "Mary Hanley"),
    }
    reviewed = select(needs_review.c.reason).where(needs_review.c.content == "thing 3.1")
    assert rows(engine, reviewed) == [("whose short name is it?",)]
    assert check(engine) == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(NEWS))
def test_the_order_of_arrival_changes_nothing(fresh: Fresh, order: list[Article]) -> None:
    assert filed(add(fresh(), order)) == filed(add(fresh(), NEWS))


KNOWN = [
    *(says(number, HANLEY) for number in range(1, 5)),
    says(5, person("Hanley", "pilot"), Entity("Mary Hanley", EntityKind.ORGANIZATION)),
    says(6, person("Hanley"), person("AWB")),
    says(7, Entity("AWB", EntityKind.ORGANIZATION), Entity("Hanley", EntityKind.ORGANIZATION)),
]
"""A mayor whom everybody knows, a body taken for a person, and a person for a body."""


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(KNOWN))
def test_the_known_and_the_misread_in_any_order(fresh: Fresh, order: list[Article]) -> None:
    engine = add(fresh(), order)
    assert said_by(engine) == {
        "Mary Hanley 1.0": ["1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0"],
        "AWB 6.1": ["6.1", "7.0"],
        "Hanley 7.1": ["7.1"],
    }
    assert filed(engine) == filed(add(fresh(), KNOWN))
    assert check(engine) == ()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(NEWS), known=st.integers(1, len(NEWS)))
def test_decisions_hold_whatever_comes_after_them(fresh: Fresh, order: list[Article], known: int) -> None:
    """Decided when only the first articles are there, or when all are."""
    first = [NEWS[0], NEWS[1]]
    engines = []
    for before, after in (
        (first + [one for one in order if one not in first][:known], order),
        (NEWS, []),
    ):
        engine = add(fresh(), before)
        merge(engine, speaker(engine, "1.0"), speaker(engine, "2.0"))
        rename(engine, speaker(engine, "1.1"), "Mayor Mary")
        alias(engine, speaker(engine, "1.1"), "Hanley")
        link(engine, speaker(engine, "1.1"), "Q42")
        engines.append(add(engine, after))
    one, other = map(filed, engines)
    assert one == other
    assert [check(engine) for engine in engines] == [(), ()]


def test_a_body_read_as_a_person_is_the_body(engine: Engine) -> None:
    add(engine, [says(1, person("Arden News")), says(2, Entity("Arden News", EntityKind.ORGANIZATION))])
    assert rows(engine, "SELECT name, kind FROM speaker") == [("Arden News", "organization")]


def test_a_merge(engine: Engine) -> None:
    add(engine, NEWS)
    merge(engine, speaker(engine, "1.0"), speaker(engine, "2.0"))
    assert said_by(engine)["John Smith 1.0"] == ["1.0", "2.0", "3.0", "4.0", "7.0", "8.1"]
    assert rows(engine, select(speakers_review.c.called).where(speakers_review.c.called == "John Smith")) == []


def test_a_merge_of_different_names_keeps_the_first(engine: Engine) -> None:
    add(engine, NEWS)
    merge(engine, speaker(engine, "6.1"), speaker(engine, "1.1"))
    assert said_by(engine)["M. Hanley 1.1"] == ["1.1", "4.1", "5.0", "6.1", "7.1", "8.0"]


def test_a_split(engine: Engine) -> None:
    add(engine, NEWS)
    split(engine, speaker(engine, "1.1"), {7, 8})
    assert said_by(engine)["Mary Hanley 7.1"] == ["7.1", "8.0"]
    assert said_by(engine)["Mary Hanley 1.1"] == ["1.1", "4.1", "5.0"]


def test_an_alias(engine: Engine) -> None:
    add(engine, NEWS)
    alias(engine, speaker(engine, "1.1"), "Hanley")
    assert said_by(engine)["Mary Hanley 1.1"] == ["1.1", "3.1", "4.1", "5.0", "7.1", "8.0"]


def test_a_confirmed_speaker_is_not_reviewed(engine: Engine) -> None:
    add(engine, NEWS)
    confirm(engine, speaker(engine, "6.1"))
    assert ("M. Hanley",) not in rows(engine, select(speakers_review.c.called))


DECIDED: list[tuple[str, Callable[[Engine], int]]] = [
    ("merge", lambda e: merge(e, speaker(e, "1.0"), speaker(e, "2.0"))),
    ("merge-of-surnames", lambda e: merge(e, speaker(e, "1.0"), speaker(e, "1.1"))),
    ("split", lambda e: split(e, speaker(e, "1.1"), {7})),
    ("rename", lambda e: rename(e, speaker(e, "1.1"), "Molly Hanley")),
    ("alias", lambda e: alias(e, speaker(e, "1.1"), "Hanley")),
    ("link", lambda e: link(e, speaker(e, "1.1"), "https://www.wikidata.org/wiki/Q42")),
    ("confirm", lambda e: confirm(e, speaker(e, "6.1"))),
]
decided = pytest.mark.parametrize("decide", [pytest.param(decide, id=name) for name, decide in DECIDED])


@decided
def test_a_decision_survives_a_new_parse_of_everything(engine: Engine, decide: Callable[[Engine], int]) -> None:
    before = filed(add(engine, NEWS))
    decide(engine)
    after = filed(engine)
    assert after != before
    for document, parse in reversed(NEWS):
        store(engine, document, parse, run=LATER, again=True)
    assert filed(engine) == after
    assert check(engine) == ()


@decided
def test_a_decision_is_found_by_a_version_that_blocks_names_differently(
    fresh: Fresh, decide: Callable[[Engine], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    more = says(9, person("John Smith", "clerk"), person("Hanley"), person("Mary Hanley", "clerk"), person("M. Hanley"))
    before, after = add(fresh(), NEWS), add(fresh(), NEWS)
    for engine in (before, after):
        decide(engine)

    def block_of(name: str, person: bool) -> str:
        return names.block_of(name, person).replace(" ", " z", 1)

    expected = filed(add(before, [more]))
    for module in (personas, decisions):
        monkeypatch.setattr(module, "block_of", block_of)
    for document, parse in reversed(NEWS):
        store(after, document, parse, run=LATER, again=True)
    assert filed(add(after, [more])) == expected
    assert check(after) == ()


def test_a_decision_is_found_by_a_version_that_reads_a_person(engine: Engine) -> None:
    add(engine, [says(1, WATER), says(2, WATER)])
    rename(engine, speaker(engine, "1.0"), "Board")
    for number in (2, 1):
        document, parse = says(number, person("Arden Water Board"))
        store(engine, document, parse, run=LATER)
    assert said_by(engine) == {"Board 1.0": ["1.0", "2.0"]}
    assert check(engine) == ()


@decided
def test_a_decision_is_undone(engine: Engine, decide: Callable[[Engine], int]) -> None:
    before = filed(add(engine, NEWS))
    number = decide(engine)
    assert undo(engine).id == number
    assert filed(engine) == before
    assert check(engine) == ()
    kept = rows(engine, "SELECT id, undone_at IS NOT NULL FROM speaker_correction")
    assert kept == [(number, 1)]
    with pytest.raises(NotFoundError, match=r"^Nothing is left to undo\. To see all: quotes speakers decisions$"):
        undo(engine)


def test_decisions_go_in_any_order(engine: Engine) -> None:
    before = filed(add(engine, NEWS))
    numbers = [decide(engine) for _, decide in DECIDED[2:]]
    for number in numbers:
        undo(engine, number)
    assert filed(engine) == before


def test_a_statement_that_a_person_credited_stays(engine: Engine) -> None:
    add(engine, NEWS)
    correct(engine, 1, Field.SPEAKER, "Mary Hanley")
    merge(engine, speaker(engine, "2.0"), speaker(engine, "4.0"))
    assert "1.0" in said_by(engine)["Mary Hanley 1.0"]
    undo(engine)
    assert "1.0" in said_by(engine)["Mary Hanley 1.0"]


def test_somebody_credited_by_a_person_is_met_in_an_article(engine: Engine) -> None:
    add(engine, NEWS[:1])
    correct(engine, 1, Field.SPEAKER, "Ruth Linn")
    add(engine, [says(9, person("Ruth Linn", "clerk"))])
    assert rows(engine, "SELECT count(*) FROM speaker WHERE name = 'Ruth Linn'") == [(1,)]


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (lambda e: merge(e, 1, 1), "That is one speaker already."),
        (lambda e: merge(e, 1, 99), "No speaker 99. To see all: quotes speakers"),
        (
            lambda e: split(e, speaker(e, "1.1"), {2}),
            "Mary Hanley speaks in none of these articles. See: quotes speakers show 2",
        ),
        (
            lambda e: split(e, speaker(e, "2.0"), {2, 7}),
            "John Smith speaks in no other article. See: quotes speakers show 3",
        ),
        (lambda e: link(e, 1, "42"), "'42' is no Wikidata id. Write Q and digits: Q42"),
        (lambda e: rename(e, 1, " "), "That is no name."),
        (lambda e: undo(e, 5), "No decision 5 that holds. To see all: quotes speakers decisions"),
    ],
)
def test_what_cannot_be_decided(engine: Engine, decide: Callable[[Engine], Any], message: str) -> None:
    before = filed(add(engine, NEWS))
    with pytest.raises(QuotesError) as raised:
        decide(engine)
    assert str(raised.value) == message
    assert filed(engine) == before


@pytest.mark.parametrize(
    ("words", "shown", "others"),
    [
        pytest.param("hanley", "1.1", "Hanley (5), M. Hanley (7)", id="called-so-in-most-articles"),
        pytest.param("mary", "1.1", "", id="the-only-one"),
        pytest.param("arden", "5.1", "", id="part-of-a-name"),
        pytest.param("han", "1.1", "Hanley (5), M. Hanley (7)", id="beginning-of-a-name"),
        pytest.param("5", "3.1", "", id="number"),
    ],
)
def test_whom_a_name_shows(engine: Engine, words: str, shown: str, others: str) -> None:
    add(engine, NEWS)
    with Session(engine) as session:
        assert find_best_known(session, words) == (speaker(engine, shown), others)


def test_namesakes_named_as_often_are_told_apart_by_number(engine: Engine) -> None:
    add(engine, NEWS)
    with Session(engine) as session, pytest.raises(QuotesError, match=r"^'john smith' may be John Smith \(1\), John S"):
        find_best_known(session, "john smith")


def test_a_wikidata_id_is_one_speaker_s(engine: Engine) -> None:
    add(engine, NEWS)
    link(engine, 1, "Q42")
    with pytest.raises(QuotesError, match=r"^Q42 is John Smith\. Are they one\? quotes speakers merge 1 2$"):
        link(engine, 2, "Q42")


# ---------------------------------------------------------------------------------------------
# Authority files
# ---------------------------------------------------------------------------------------------

POPOLO = {
    "persons": [
        {
            "id": "h1",
            "name": "Mary Hanley",
            "other_names": [{"name": "Hanley"}],
            "identifiers": [{"scheme": "wikidata", "identifier": "Q7"}],
        }
    ],
    "organizations": [{"id": "c", "name": "Arden Council"}],
    "areas": [{"id": ARDEN.division, "name": "Arden"}],
    "memberships": [
        {"person_id": "h1", "organization_id": "c", "role": "Clerk", "end_date": "2016-12"},
        {"person_id": "h1", "role": "Mayor", "area_id": ARDEN.division, "start_date": "2017-01-01"},
    ],
}
CSV = f"""name,other_names,wikidata,role,organization,area,division,start_date,end_date
Mary Hanley,Hanley,Q7,Clerk,Arden Council,,,,2016-12
Mary Hanley,,Q7,Mayor,,Arden,{ARDEN.division},2017-01-01,
"""


@pytest.fixture(params=["popolo.json", "people.csv"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path: Path = tmp_path / request.param
    path.write_text(CSV if path.suffix == ".csv" else json.dumps(POPOLO))
    return path


PLAIN = [
    says(1, person("Hanley"), published="2017-03-01"),
    says(2, person("Mary Hanley"), published="2016-12-31"),
    says(3, person("Mary Hanley", "chair"), published="2017-05-01"),
]
HELD = [
    ("thing 1.0", "Mary Hanley", "Mayor", None, "Arden", "authority"),
    ("thing 2.0", "Mary Hanley", "Clerk", "Arden Council", None, "authority"),
    ("thing 3.0", "Mary Hanley", "chair", None, None, None),
]


def held(engine: Engine) -> list[tuple[Any, ...]]:
    s = statements.c
    columns = (s.content, s.speaker, s.role, s.organization, s.jurisdiction, s.role_method)
    return rows(engine, select(*columns).order_by(s.content))


@pytest.mark.parametrize("known", range(len(PLAIN) + 1))
def test_an_authority_settles_names_and_fills_in_roles(engine: Engine, file: Path, known: int) -> None:
    add(engine, PLAIN[:known])
    import_file(engine, file)
    add(engine, PLAIN[known:])
    assert held(engine) == HELD
    assert rows(engine, "SELECT wikidata_id FROM speaker") == [("Q7",)]
    assert rows(engine, select(speakers_review)) == []
    assert rows(engine, "SELECT since, until FROM tenure WHERE role = 'Mayor'") == [("2017-01-01", None)]


def test_an_import_survives_a_new_parse_and_is_undone(engine: Engine, file: Path) -> None:
    before = filed(add(engine, PLAIN))
    import_file(engine, file)
    for document, parse in PLAIN:
        store(engine, document, parse, run=LATER)
    assert held(engine) == HELD
    undo(engine)
    assert filed(engine) == before
    assert check(engine) == ()


def test_a_file_longer_than_one_question(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.rows.IN_ONE", 1)
    path = tmp_path / "council.csv"
    path.write_text("name,role\nMary Hanley,Mayor\nTom Reddick,Clerk\n", encoding="utf-8")
    before = filed(add(engine, [says(1, person("Mary Hanley"), person("Tom Reddick"))]))
    assert import_file(engine, path).speakers == 2
    assert [row[1:3] for row in held(engine)] == [("Mary Hanley", "Mayor"), ("Tom Reddick", "Clerk")]
    undo(engine)
    assert [row[2] for row in held(engine)] == [None, None]
    assert filed(engine) == before
    assert check(engine) == ()


def test_a_file_takes_the_place_of_the_one_before(engine: Engine, file: Path) -> None:
    add(engine, PLAIN)
    import_file(engine, file)
    file.write_text(file.read_text().replace("Mayor", "Treasurer"))
    import_file(engine, file)
    assert [row[2] for row in held(engine)] == ["Treasurer", "Clerk", "chair"]


COUNCIL = "name,role,area,start_date\nMary Hanley,Clerk,Arden,2010\n"
MAYORS = "name,role,area,start_date\nMary Hanley,Mayor,Arden,2017\n"
PILOTS = f"name,role,area,division\nMary Hanley,pilot,Bell,{BELL.division}\nMary Hanley,sheriff,Bell,{BELL.division}\n"


@pytest.mark.parametrize("order", [(COUNCIL, MAYORS), (MAYORS, COUNCIL)], ids=["clerk-first", "mayor-first"])
@pytest.mark.parametrize("known", range(len(PLAIN)))
def test_two_files_of_one_person(engine: Engine, tmp_path: Path, order: tuple[str, str], known: int) -> None:
    news = PLAIN[1:]
    add(engine, news[:known])
    for content in order:
        path = tmp_path / ("mayors.csv" if content == MAYORS else "council.csv")
        path.write_text(content)
        assert import_file(engine, path).entries == 1
    add(engine, news[known:])
    roles = [row[2] for row in held(engine)]
    assert roles == ["Clerk", "chair"]
    assert rows(engine, select(speakers_review)) == []
    undo(engine)
    undo(engine)
    assert [row[2] for row in held(engine)] == [None, "chair"]


def test_two_files_of_namesakes(engine: Engine, tmp_path: Path) -> None:
    add(engine, [says(1, HANLEY), says(2, person("Mary Hanley", "pilot", place=BELL))])
    mayors = f"name,role,area,division\nMary Hanley,Mayor,Arden,{ARDEN.division}\n"
    for name, content in (("a.csv", mayors), ("b.csv", PILOTS)):
        (tmp_path / name).write_text(content)
        import_file(engine, tmp_path / name)
    assert said_by(engine) == {"Mary Hanley 1.0": ["1.0"], "Mary Hanley 2.0": ["2.0"]}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Name,Role,Start Date\nMary Hanley,Mayor,2017-01\n", id="names-of-columns-in-capitals"),
        pytest.param("name;role;start_date\nMary Hanley;Mayor;2017-01\n", id="semicolons"),
        pytest.param("name\trole\tstart-date\nMary Hanley\tMayor\t2017-01\n", id="tabs"),
        pytest.param('name,role,start_date\n"Hanley, Mary",Mayor,2017-01\n', id="surname-first"),
        pytest.param("name,role,start_date\r\nMary Hanley,Mayor,2017-01,,\r\n", id="empty-cells-at-the-end"),
        pytest.param("name,party,role,start_date\nMary Hanley,Ferry,Mayor,2017-01\n", id="a-column-more"),
    ],
)
def test_a_table_is_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode())
    assert read_entries(path) == [Entry("Mary Hanley", held=(Held("Mayor", since="2017-01"),))]
    assert unread_columns(path) == (["party"] if "party" in content else [])


@pytest.mark.parametrize(
    ("name", "other"),
    [("Okafor, Tunde, Jr.", "Tunde Okafor Jr."), ("Tunde Okafor, Jr.", "Tunde Okafor Jr."), ("Okafor", "Okafor")],
)
def test_a_surname_before_a_comma(tmp_path: Path, name: str, other: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'name\n"{name}"\n')
    assert [entry.name for entry in read_entries(path)] == [other]


def test_a_role_that_a_person_denied_is_not_filled_in(engine: Engine, file: Path) -> None:
    add(engine, [says(1, HANLEY)])
    correct(engine, 1, Field.ROLE, None)
    correct(engine, 1, Field.JURISDICTION, None)
    import_file(engine, file)
    assert held(engine) == [("thing 1.0", "Mary Hanley", None, None, None, None)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "{", "is neither Popolo JSON nor a .csv file"),
        ("a.json", "3", "is no Popolo file"),
        ("a.json", "{}", "names nobody"),
        ("a.csv", "who\nHanley\n", "has no column: name"),
        ("a.csv", "name,wikidata\nHanley,42\n", "'42' is no Wikidata id"),
        ("a.csv", "name,kind\nHanley,cat\n", r"a\.csv, line 2: 'cat' is no kind"),
        ("a.csv", "name,role\nHanley, Mary,Mayor\n", r"a\.csv, line 2 has more cells than columns\."),
        (
            "a.csv",
            "name,start_date\nHanley,3/1/2017\n",
            r"line 2: '3/1/2017' is no date\. Write 2017-03-31, 2017-03 or",
        ),
        ("a.csv", "name,end_date\nHanley,2017-02-30\n", "'2017-02-30' is no date"),
        ("a.csv", "name,division\nHanley,az/arden\n", "'az/arden' is no Open Civic Data id"),
        (
            "a.json",
            '{"persons": [{"name": "Mary Hanley", "memberships": [{"role": "Mayor", "end_date": "May 2017"}]}]}',
            r"a\.json, Mary Hanley: 'May 2017' is no date",
        ),
    ],
)
def test_what_is_no_authority_file(engine: Engine, tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(ReadError, match=message):
        import_file(engine, path)
    assert rows(engine, "SELECT * FROM speaker_correction") == []


def test_no_file(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"cannot be read: No such file or directory\.$"):
        import_file(engine, tmp_path / "none.csv")
