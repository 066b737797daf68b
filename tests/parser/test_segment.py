"""Text in; paragraphs with their place, dateline, sentences out."""

from __future__ import annotations

import pytest

from quotes.parser.annotation import Document, Place, Span
from quotes.parser.segment import segment, sentences

BODY = "The council of Granton voted on Monday to close the old bridge for good, a month after the flood."
HEAD, BY, CAPTION, TEXT = Place.HEADLINE, Place.BYLINE, Place.CAPTION, Place.BODY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "One.\n\nTwo\nthree.\n\nFour.", ["One.", "Two\nthree.", "Four."], id="blank-lines-and-wrapped-lines"
        ),
        pytest.param("One.\nTwo.\nThree.", ["One.", "Two.", "Three."], id="a-line-is-a-paragraph"),
        pytest.param("One.\nTwo.\n\n", ["One.", "Two."], id="blank-lines-at-the-end-say-nothing"),
        pytest.param(
            "Head\n\nOne.\nTwo.”\nThree (3)\nFour?\n\nFive.",
            ["Head", "One.", "Two.”", "Three (3)", "Four?", "Five."],
            id="lines-are-paragraphs-though-some-are-blank",
        ),
        pytest.param(
            "The mayor of\nGranton said\nno. She\nleft early.\n\nHe stayed.",
            ["The mayor of\nGranton said\nno. She\nleft early.", "He stayed."],
            id="wrapped-text",
        ),
        pytest.param(
            "The mayor,\nAnn Obi, called it\nunlucky.\nShe left.",
            ["The mayor,\nAnn Obi, called it\nunlucky.", "She left."],
            id="broken-line-goes-on",
        ),
        pytest.param("One.\r\n\r\nTwo\r\nthree.", ["One.", "Two\r\nthree."], id="carriage-returns"),
        pytest.param("One.\r\nTwo.", ["One.", "Two."], id="carriage-return-and-newline-are-one"),
        pytest.param("One.\n \t\nTwo.", ["One.", "Two."], id="white-space-in-the-blank-line"),
        pytest.param("One.\u2029Two.", ["One.", "Two."], id="paragraph-separator"),
        pytest.param("\ufeff One.\xa0\u200b\n\n\u200b\n\n", ["One."], id="invisible-characters"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\n ", [], id="blank"),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    page = segment(Document(text))
    assert [paragraph.span.of(text) for paragraph in page.paragraphs] == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(["Bridge to close for good", BODY], [HEAD, TEXT], id="headline"),
        pytest.param(["Will the bridge close?", BODY], [HEAD, TEXT], id="headline-with-a-question"),
        pytest.param(["Bridge Will Close Says Granton Council.", BODY], [HEAD, TEXT], id="headline-in-title-case"),
        pytest.param(["The bridge is old.", BODY], [TEXT, TEXT], id="a-short-sentence-is-no-headline"),
        pytest.param(["The bridge is old.", f"GRANTON — {BODY}"], [HEAD, TEXT], id="headline-before-a-dateline"),
        pytest.param(
            ["News", "Bridge to close", "Council votes to shut it", BODY], [HEAD, HEAD, HEAD, TEXT], id="deck"
        ),
        pytest.param([BODY, "Costs and benefits", BODY], [TEXT, TEXT, TEXT], id="a-crosshead-is-body"),
        pytest.param(["Bridge to close", BODY, "Bridge to close"], [HEAD, TEXT, HEAD], id="headline-again"),
        pytest.param(["Bridge to close"], [TEXT], id="alone"),
        pytest.param(["“We won,” she said, adding:", BODY], [TEXT, TEXT], id="a-colon-is-no-headline"),
        pytest.param(["Bridge to close", "By Mara Ellison", BODY], [HEAD, BY, TEXT], id="byline"),
        pytest.param(
            ["By MARA ELLISON and Ray Tobin of the Granton Courier", BODY], [BY, TEXT], id="byline-of-two-and-paper"
        ),
        pytest.param(["Written by: Mara Ellison", BODY], [BY, TEXT], id="written-by"),
        pytest.param(["By Mara Ellison, May 14, 2021 2:30 pm", BODY], [BY, TEXT], id="byline-with-date"),
        pytest.param(["May 14, 2021", BODY], [BY, TEXT], id="date-line"),
        pytest.param(["Updated 9:41 p.m. Tuesday", BODY], [BY, TEXT], id="updated"),
        pytest.param(["Published in 2019, the plan was dropped.", BODY], [TEXT, TEXT], id="published-in-a-sentence"),
        pytest.param([BODY, "Ray Tobin contributed to this report."], [TEXT, BY], id="contributed"),
        pytest.param([BODY, "(Reporting by Ray Tobin; Editing by Ann Obi)"], [TEXT, BY], id="reporting-by"),
        pytest.param(["By Tuesday the bridge had been closed.", BODY], [TEXT, TEXT], id="by-tuesday-is-no-byline"),
        pytest.param(["The bridge in May. (Photo by Ray Tobin/Courier)", BODY], [CAPTION, TEXT], id="photo-by"),
        pytest.param(["The bridge in May. (AP Photo/Ray Tobin)", BODY], [CAPTION, TEXT], id="ap-photo"),
        pytest.param(["Photo: Ray Tobin", BODY], [CAPTION, TEXT], id="photo-colon"),
        pytest.param(["Ray Tobin / Reuters", BODY], [CAPTION, TEXT], id="slash-agency"),
        pytest.param([BODY, "Ray Tobin via Getty Images"], [TEXT, TEXT], id="agency-without-a-slash"),
        pytest.param(["FILE - The bridge in May 2019.", BODY], [CAPTION, TEXT], id="file"),
        pytest.param([f"{BODY} (He took a photo.)", BODY], [TEXT, TEXT], id="a-photo-in-a-sentence-is-no-credit"),
    ],
)
def test_places(paragraphs: list[str], expected: list[Place]) -> None:
    page = segment(Document("\n\n".join(paragraphs)))
    assert [paragraph.place for paragraph in page.paragraphs] == expected


def test_title_and_byline_that_are_known() -> None:
    document = Document(
        f"The bridge is closed.\n\nMara Ellison\n\n{BODY}", title="The bridge is closed", byline="Mara Ellison"
    )
    assert [paragraph.place for paragraph in segment(document).paragraphs] == [HEAD, BY, TEXT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("GRANTON – The bridge is closed.", "GRANTON", id="dash"),
        pytest.param("GRANTON, Ohio (AP) — The bridge is closed.", "GRANTON, Ohio", id="region-and-agency"),
        pytest.param("EAST ST. PAUL, Minn. -- The bridge is closed.", "EAST ST. PAUL, Minn.", id="two-hyphens"),
        pytest.param("GRANTON, May 3 (Reuters) - The bridge is closed.", "GRANTON", id="date-and-agency"),
        pytest.param("GRANTON (WKTV) The bridge is closed.", "GRANTON", id="agency-without-dash"),
        pytest.param("Port Granton (CNN) — The bridge is closed.", "Port Granton", id="small-letters-with-agency"),
        pytest.param("Granton, Ohio — The bridge is closed.", "Granton, Ohio", id="small-letters-with-region"),
        pytest.param(
            "Bridge closed\n\nBy Ann Obi\n\nGRANTON — It is closed.", "GRANTON", id="after-headline-and-byline"
        ),
        pytest.param(f"GRANTON: {BODY}", "GRANTON", id="colon"),
        pytest.param(f"OBI: {BODY}\n\nRUIZ: {BODY}", None, id="interview"),
        pytest.param("UPDATE – The bridge is closed.", None, id="update-is-no-place"),
        pytest.param("Ann Obi — The mayor — is late.", None, id="a-name-and-a-dash"),
        pytest.param("The bridge — closed since May — is old.", None, id="a-dash-in-a-sentence"),
        pytest.param("", None, id="empty"),
    ],
)
def test_dateline(text: str, expected: str | None) -> None:
    dateline = segment(Document(text)).dateline
    assert (dateline and dateline.of(text)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["It is over.", "He left."], id="two"),
        pytest.param(["Sen. J. Roe met Gov. Will Stone and Dr. A.B. Lee on Jan. 3."], id="titles-initials-months"),
        pytest.param(["He works in the U.S. Senate."], id="an-abbreviation-inside-a-name"),
        pytest.param(["He left the U.S.", "The Senate stayed."], id="an-abbreviation-at-the-end"),
        pytest.param(["They met at 9 a.m.", "It rained."], id="a-time-at-the-end"),
        pytest.param(["See No. 5 there.", "He said no.", "Ruiz left."], id="number-or-no"),
        pytest.param(["Sen. Ann Obi (D-Calif.) left."], id="party-and-state"),
        pytest.param(["“It is over.”", "He left."], id="the-closing-mark-belongs-to-its-sentence"),
        pytest.param(['"It is over." ', '"He left."'], id="straight-marks"),
        pytest.param(["''It is 'over.'''", "''He left.''"], id="three-apostrophes"),
        pytest.param(["“Is it over?” he said.", "“No!” she said."], id="a-question-in-marks-goes-on"),
        pytest.param(["“Is it over?” Ann Obi asked.", "“No.”"], id="a-question-in-marks-goes-on-with-a-name"),
        pytest.param(["“Is it over?”", "Ann Obi left."], id="a-question-in-marks-ends"),
        pytest.param(["Is it over?", "No!", "Yes."], id="marks-of-all-kinds"),
        pytest.param(["It was … odd.", "We waited …", "Then he left."], id="ellipsis"),
        pytest.param(["It cost $3.5 million.", "$2 million was lost."], id="numbers"),
        pytest.param(["1. Vote early.", "2. Vote often."], id="a-list"),
        pytest.param(["The end.\n", "The start."], id="a-wrapped-line"),
        pytest.param(["No stop at the end"], id="no-stop"),
        pytest.param([], id="empty"),
    ],
)
def test_sentences(expected: list[str]) -> None:
    text = " ".join(sentence.strip(" ") for sentence in expected)
    assert [found.of(text) for found in sentences(text, Span(0, len(text)))] == [one.strip() for one in expected]


def test_sentences_of_one_paragraph_only() -> None:
    text = "One. Two.\n\nThree. Four.\n\nFive."
    second = segment(Document(text)).paragraphs[1].span
    assert [found.of(text) for found in sentences(text, second)] == ["Three.", "Four."]
