"""How well the shipped model does on news of other kinds than it learned from: floors that nobody lowers by accident.

`python -m tests.gold` prints the figures, `python -m tests.gold --floors` both tables made anew from them.
"""

from __future__ import annotations

import pytest

import quotes
from quotes.parser.annotation import Entity, Kind, Page, Parse, Place, Span, Speaker, Statement
from quotes.parser.passage import find_passages, kind_of
from quotes.parser.segment import segment
from tests.gold import Article, GoldError, Person, load, read
from tests.gold.scoring import FIELDS, Figures, measure, same_name, same_place, same_role

# F1 of content and source, in percent, 25 points below what was measured: an article has some ten statements.
ARTICLES = {
    "book-review": 65,
    "briefs": 51,
    "british-marks": 63,
    "bushfire": 65,
    "court-transcript": 71,
    "earnings": 75,
    "feature": 75,
    "indian-metro": 70,
    "irish-planning": 75,
    "local-crime": 69,
    "match-report": 71,
    "obituary": 63,
    "open-letter": 60,
    "parliament": 75,
    "press-release": 75,
    "science-study": 75,
    "screen-interview": 75,
    "sport-interview": 70,
    "tweets": 57,
    "typed-marks": 75,
}

# The same by kind, and of the statements found how often speaker, role and jurisdiction are right (or rightly not
# given), in percent, 8 points below what was measured.
ALL = {
    "content + source": 86,
    "direct": 90,
    "mixed": 82,
    "indirect": 84,
    "speaker": 72,
    "no speaker": 73,
    "role": 68,
    "no role": 86,
    "jurisdiction": 20,
    "no jurisdiction": 89,
}

GOLD = {article.name: article for article in load()}


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    return {name: measure(article, quotes.parse(article.text)) for name, article in GOLD.items()}


def test_every_article_has_a_floor() -> None:
    assert ARTICLES.keys() == GOLD.keys()


@pytest.mark.parametrize("name", ARTICLES)
def test_content_and_source_of_an_article(name: str, figures: dict[str, Figures]) -> None:
    assert figures[name].f1() >= ARTICLES[name]


def test_figures_over_all_articles(figures: dict[str, Figures]) -> None:
    total = sum(figures.values(), Figures())
    measured = {"content + source": total.f1()}
    measured |= {str(kind): total.f1([kind]) for kind in Kind}
    measured |= {name: total.accuracy(name) for name in FIELDS}
    assert {name: value for name, value in measured.items() if value < ALL[name]} == {}


@pytest.mark.parametrize("article", GOLD.values(), ids=list(GOLD))
def test_marks_tell_the_kind_that_a_reader_gave(article: Article) -> None:
    passages = find_passages(segment(quotes.Document(article.text)))
    told = [kind_of(gold.content, passages, article.text) for gold in article.statements]
    assert told == [gold.kind for gold in article.statements]


# How articles are written


def written(*rows: str, text: str = "“No,” said Ann Lee. He said so.", speakers: str = "Ann Lee | - | -") -> str:
    return "\n".join(["# A test.", "=== text", text, "=== speakers", speakers, "=== statements", *rows]) + "\n"


def test_an_article_is_read() -> None:
    text = "“No,” said Ann Lee, the mayor. “Not today.” He said no again."
    row = "direct? | “No,” + “Not [...] today.” | said | Ann Lee, the mayor | Ann Lee"
    article = read("example", written(row, text=text, speakers="Ann Lee / Lee | mayor | -"))
    (gold,) = article.statements
    assert (article.name, article.about, article.text) == ("example", "A test.", text)
    assert [part.of(text) for part in gold.content] == ["“No,”", "“Not today.”"]
    assert gold.cue == (Span(6, 10),)
    assert [part.of(text) for part in gold.source] == ["Ann Lee, the mayor"]
    assert (gold.kind, gold.optional) == (Kind.DIRECT, True)
    assert gold.speaker == Person(("Ann Lee", "Lee"), ("mayor",), (None,))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param("direct | “Yes,” | said | - | Ann Lee", "'“Yes,”' is not in the text", id="content-missing"),
        pytest.param("direct | “No,” | sai | - | Ann Lee", "'sai' is not in the text", id="no-whole-word"),
        pytest.param("direct | said | - | - | Ann Lee", "'said' stands 2 times: add a number", id="content-twice"),
        pytest.param("direct | “No,” #2 | said | - | Ann Lee", "'“No,” #2' is not in the text", id="number-too-high"),
        pytest.param("direkt | “No,” | said | - | Ann Lee", "no kind 'direkt'", id="no-kind"),
        pytest.param("direct | “No,” | said | - | Bob Day", "no speaker 'Bob Day'", id="speaker-unknown"),
        pytest.param("direct | “No,” | said | -", "a statement has kind | content", id="column-missing"),
        pytest.param("direct | “No,” | said | - | -", "Ann Lee: says nothing", id="speaker-idle"),
    ],
)
def test_a_wrong_row_is_told(row: str, message: str) -> None:
    with pytest.raises(GoldError) as error:
        read("example", written(row))
    assert str(error.value).startswith("example: ")
    assert message in str(error.value)


# How a parse is scored

TEXT = "“One two three four,” said Ann. Bob said five six seven eight. She thinks nine ten. Bob hopes so."
ROWS = (
    "direct | “One two three four,” | said | Ann | Ann Lee",
    "indirect | five six seven eight | said | Bob | Bob Day",
    "indirect | nine ten | thinks | She | Ann Lee",
    "indirect? | so | hopes | Bob | Bob Day",
)
PEOPLE = "Ann Lee | mayor | -\nBob Day | - | -"


def said(kind: Kind, content: str, source: str, speaker: str | None) -> Statement:
    def at(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),)

    who = Speaker(entities=(Entity(speaker),)) if speaker else Speaker()
    return Statement(kind, Place.BODY, at(content), (), at(source), who, method="test", confidence=1.0)


def test_a_score_worked_out_by_hand() -> None:
    article = read("example", written(*ROWS, text=TEXT, speakers=PEOPLE))
    statements = (
        said(Kind.DIRECT, "One two three four", "said Ann", "Lee"),  # found, source and speaker right, role not given
        said(Kind.INDIRECT, "five six", "Ann", "Ann Lee"),  # half of the words: found, source and speaker wrong
        said(Kind.INDIRECT, "thinks", "Bob", None),  # too many
    )
    figures = measure(article, Parse(Page(TEXT, ()), statements, (), ()))
    assert figures.gold == {Kind.DIRECT: 1, Kind.INDIRECT: 2}  # the optional one was left out
    assert figures.predicted == {Kind.DIRECT: 1, Kind.INDIRECT: 2}
    assert figures.f1() == pytest.approx(100 / 3)
    assert (figures.f1([Kind.DIRECT]), figures.f1([Kind.INDIRECT])) == (100, 0)
    assert (figures.accuracy("speaker"), figures.accuracy("role"), figures.accuracy("no role")) == (50, 0, 100)


def test_names_roles_and_places_are_compared_by_their_words() -> None:
    assert same_name("Karin Uhl", "UHL")
    assert not same_name("Karin Uhl", "Karin")
    assert same_name("Ann Lee; Bob Day", "Day; Lee")
    assert not same_name("Ann Lee; Bob Day", "Ann Lee")
    assert same_role("city council member", "council member")
    assert not same_role("city council member", "mayor of the city")
    assert not same_place("North Carolina", "South Carolina")
