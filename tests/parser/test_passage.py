"""Text in, every passage out, marks and all. ">" before a passage says how deep it stands in others."""

from __future__ import annotations

import pytest

from quotes.parser.annotation import Document, Kind, Passage, Span
from quotes.parser.passage import find_passages, kind_of, quoted_mask
from quotes.parser.segment import segment


def passages(text: str) -> tuple[Passage, ...]:
    return find_passages(segment(Document(text)))


def table(text: str) -> list[str]:
    return [">" * found.depth + found.span.of(text) for found in passages(text)]


MARKS = [
    pytest.param("“We won,” she said. “At last.”", ["“We won,”", "“At last.”"], id="curly"),
    pytest.param('"We won," she said. "At last."', ['"We won,"', '"At last."'], id="straight"),
    pytest.param("‘We won,’ she said. ‘At last.’", ["‘We won,’", "‘At last.’"], id="single-curly"),
    pytest.param("'We won,' she said. 'At last.'", ["'We won,'", "'At last.'"], id="single-straight"),
    pytest.param("''We won,'' she said. ''At last.''", ["''We won,''", "''At last.''"], id="two-apostrophes"),
    pytest.param("``We won,'' she said. ``At last.''", ["``We won,''", "``At last.''"], id="typed-as-in-latex"),
    pytest.param("`We won,' she said.", ["`We won,'"], id="backtick-and-apostrophe"),
    pytest.param("«We won», she said. « At last. »", ["«We won»", "« At last. »"], id="angled"),
    pytest.param("‹We won›, she said.", ["‹We won›"], id="single-angled"),
    pytest.param("»We won«, she said.", ["»We won«"], id="angled-pointing-inwards"),
    pytest.param("„We won“, she said. ‚At last.‘", ["„We won“", "‚At last.‘"], id="low-and-high"),
    pytest.param("‟We won,” she said.", ["‟We won,”"], id="reversed"),
    pytest.param("‘‘We won,’’ she said.", ["‘‘We won,’’"], id="two-single-curly"),
]
MIXED = [
    pytest.param('“We won," she said. "At last.”', ['“We won,"', '"At last.”'], id="curly-with-straight"),
    pytest.param("“We won,'' she said.", ["“We won,''"], id="curly-with-two-apostrophes"),
    pytest.param("“We won,“ she said. “At last.“", ["“We won,“", "“At last.“"], id="opening-glyph-closes"),
    pytest.param("”We won,” she said. ”At last.”", ["”We won,”", "”At last.”"], id="closing-glyph-opens"),
    pytest.param("Ruiz said: ”Fear is no plan.”", ["”Fear is no plan.”"], id="closing-glyph-opens-after-a-colon"),
    pytest.param("“We won.“[Wire]", ["“We won.“"], id="opening-glyph-closes-before-a-bracket"),
    pytest.param("“We won. “", ["“We won. “"], id="opening-glyph-closes-after-a-space"),
    pytest.param('" We won ," she said.', ['" We won ,"'], id="marks-with-spaces-inside"),
    pytest.param("““We won,” she said.", ["““We won,”"], id="opening-mark-typed-twice"),
    pytest.param("“Let’s go.’ She left.", ["“Let’s go.’"], id="single-mark-closes-a-double"),
    pytest.param("He said‘no’ and“never”.", ["“never”"], id="double-mark-glued-to-the-word-before"),
    pytest.param("‘We won‘, she said.", ["‘We won‘"], id="single-opening-glyph-closes"),
]
NESTED = [
    pytest.param(
        "“She said, ‘Never,’ and left,” he said.",
        ["“She said, ‘Never,’ and left,”", ">‘Never,’"],
        id="single-in-double",
    ),
    pytest.param(
        "‘She said “never” twice,’ he said.", ["‘She said “never” twice,’", ">“never”"], id="double-in-single-british"
    ),
    pytest.param(
        "‘The Smiths’ view is “never”,’ he said. ‘It’s the kids’ turn.’",
        ["‘The Smiths’ view is “never”,’", ">“never”", "‘It’s the kids’ turn.’"],
        id="british-with-plural-possessives",
    ),
    pytest.param("“Call it ‘home.’” He left.", ["“Call it ‘home.’”", ">‘home.’"], id="both-close-together"),
    pytest.param("“‘Home’ it is,” he said.", ["“‘Home’ it is,”", ">‘Home’"], id="both-open-together"),
    pytest.param(
        "“Call it ‘home,’ ” he said.", ["“Call it ‘home,’ ”", ">‘home,’"], id="a-space-between-the-closing-marks"
    ),
    pytest.param("''Call it 'home,''' he said.", ["''Call it 'home,'''", ">'home,'"], id="three-apostrophes"),
    pytest.param("“the “best” plan” won", ["“the “best” plan”", ">“best”"], id="the-same-curly-mark-inside"),
    pytest.param('"the "best" plan" won', ['"the "best" plan"', '>"best"'], id="the-same-straight-mark-inside"),
    pytest.param(
        "“He cited «her “first” book» again.”",
        ["“He cited «her “first” book» again.”", ">«her “first” book»", ">>“first”"],
        id="three-deep",
    ),
    pytest.param('“a stray " inside”', ['“a stray " inside”'], id="a-stray-mark-inside"),
]
NO_MARKS = [
    pytest.param("It’s the voter's, isn't it? John`s, too.", [], id="apostrophes"),
    pytest.param("Sessions’ talk and the voters' view; James' car.", [], id="possessive-plurals"),
    pytest.param("In the '90s and ’80s, and '16, get 'em, ’til rock 'n' roll.", [], id="elisions"),
    pytest.param("He is 6'2\" tall, she 5’ 7”.", [], id="feet-and-inches"),
    pytest.param('“I ate a 12" pizza,” she said.', ['“I ate a 12" pizza,”'], id="inches-inside"),
    pytest.param('"I ate a 12" pizza," she said.', ['"I ate a 12" pizza,"'], id="inches-inside-the-same-mark"),
    pytest.param("“He is 6’2”, they say,” she said.", ["“He is 6’2”, they say,”"], id="curly-inches-inside"),
    pytest.param("At 40°42'46\"N they stopped.", [], id="seconds-of-arc"),
    pytest.param('Hello, " she said.', [], id="a-stray-mark"),
    pytest.param("We won,” she said.", [], id="a-closing-mark-alone"),
    pytest.param("She said “” and “ ”.", [], id="nothing-between"),
    pytest.param("‘The ’90s were ours,’ he said.", ["‘The ’90s were ours,’"], id="elision-inside-single"),
    pytest.param("‘The voters’ view counts,’ she said.", ["‘The voters’ view counts,’"], id="plural-inside-single"),
    pytest.param(
        "‘The Tories’ Bill is dead,’ she said.", ["‘The Tories’ Bill is dead,’"], id="plural-before-a-capital"
    ),
    pytest.param("‘Doin’ well,’ she said.", ["‘Doin’ well,’"], id="dropped-letter-inside-single"),
    pytest.param("Said ‘dreamers’ are the parties’ hope.", ["‘dreamers’"], id="single-plural-before-another-plural"),
    pytest.param("It was “scary” in ’16, and ‘odd’ too.", ["“scary”", "‘odd’"], id="between-passages"),
]


@pytest.mark.parametrize(("text", "expected"), [*MARKS, *MIXED, *NESTED, *NO_MARKS])
def test_passages(text: str, expected: list[str]) -> None:
    assert table(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "She said: “We won.\n\n“We won it all.\n\n“At last.” She left.",
            [("“We won.", False, True), ("“We won it all.", False, True), ("“At last.”", True, False)],
            id="continued-over-paragraphs",
        ),
        pytest.param(
            "He said: ‘We won.\n\n‘It’s the voters’ day.’",
            [("‘We won.", False, True), ("‘It’s the voters’ day.’", True, False)],
            id="continued-in-single-marks",
        ),
        pytest.param("“We won, she said.\n\nShe left.", [("“We won, she said.", False, False)], id="left-open"),
        pytest.param(
            "“We won, she said. “At last,” she said.",
            [("“We won, she said.", False, False), ("“At last,”", True, False)],
            id="left-open-before-another",
        ),
        pytest.param(
            "“It was her “first” book, he said.\n\nShe left.",
            [("“It was her", False, False), ("“first”", True, False)],
            id="left-open-before-one-of-its-kind",
        ),
        pytest.param(
            '"It was her “first” book, he said.\n\nShe left.',
            [('"It was her “first” book, he said.', False, False), ("“first”", True, False)],
            id="left-open-around-another-kind",
        ),
        pytest.param("She left. “", [], id="nothing-after-the-mark"),
        pytest.param(
            "“We won the county in\n\n1992,” she said.",
            [("“We won the county in\n\n1992,”", True, False)],
            id="goes-on",
        ),
        pytest.param(
            "“We won the county and\n\nthe city and\n\nthe state,” she said.",
            [("“We won the county and\n\nthe city and\n\nthe state,”", True, False)],
            id="goes-on-in-the-middle-of-a-sentence",
        ),
        pytest.param(
            "“We won.\nIt was hard.\nIt was good,” she said.",
            [("“We won.\nIt was hard.\nIt was good,”", True, False)],
            id="goes-on-over-lines",
        ),
        pytest.param(
            "“We won, she said.\n\nIt was hard.\n\nIt was good,” she said.",
            [("“We won, she said.", False, False)],
            id="does-not-go-on-over-whole-paragraphs",
        ),
        pytest.param("“We\nwon,” she\nsaid.\n\nShe left.", [("“We\nwon,”", True, False)], id="wrapped-lines"),
    ],
)
def test_paragraphs(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert [(found.span.of(text), found.closed, found.continued) for found in passages(text)] == expected


def test_inner_leaves_the_marks_out() -> None:
    text = "''No,'' he said. “Call it ‘home’"
    assert [found.inner.of(text) for found in passages(text)] == ["No,", "Call it ‘home’", "home"]


def test_mask_covers_what_is_inside() -> None:
    text = "He “a ‘b’” c"
    assert quoted_mask(passages(text), len(text)) == bytearray(b"\0\0\0\0\1\1\1\1\1\0\0\0")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(["“one two three four”"], Kind.DIRECT, id="in-marks"),
        pytest.param(["five six"], Kind.INDIRECT, id="outside"),
        pytest.param(["“one two three four” five"], Kind.MIXED, id="four-of-five"),
        pytest.param(["four” five six", "fourteen fifteen” sixteen"], Kind.MIXED, id="three-of-six"),
        pytest.param(
            ["“seven eight nine ten eleven twelve thirteen fourteen fifteen” sixteen"], Kind.DIRECT, id="nine-of-ten"
        ),
        pytest.param(["“one two three four”", "“seven eight nine ten"], Kind.DIRECT, id="two-spans"),
        pytest.param([], Kind.INDIRECT, id="no-content"),
    ],
)
def test_kind(content: list[str], expected: Kind) -> None:
    text = "“one two three four” five six “seven eight nine ten eleven twelve thirteen fourteen fifteen” sixteen."
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in content]
    assert kind_of(spans, passages(text), text) is expected


def test_kind_counts_a_nested_passage_once() -> None:
    text = "“a b ‘c d’ e” f"
    assert kind_of([Span(text.index("c"), text.index("d"))], passages(text), text) is Kind.DIRECT
