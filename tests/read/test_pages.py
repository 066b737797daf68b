"""Whole pages as news sites write them, against the whole text that has to come out. All names are invented."""

from pathlib import Path

import pytest

from quotes.errors import ReadError
from quotes.parser.annotation import Document
from quotes.read import read

PAGES = Path(__file__).parent / "pages"

# page: title, outlet, byline, published, url
METADATA = {
    "agency": (
        "Storm leaves 3 dead in Orra Valley, governor says",
        "NPN News",
        "JAMIE OKONKWO-REED",
        "2024-11-02T18:22:00+00:00",
        None,
    ),
    "blog": (
        "Zoning board sends Mill Lane back to the drawing board",
        "Upper Tamsin Gazette",
        "Roz Tillinghast",
        "2018-06-05T13:00:11+00:00",
        "https://tamsingazette.example/2018/06/mill-lane/",
    ),
    "broadcaster": (
        "Parents told to stay away after school roof collapse",
        "Albion News",
        "Nerys Pugh",
        "2025-01-13T09:12:44+00:00",
        None,
    ),
    "daily": (
        "‘It was a choice’: inside the collapse of Fairhaven hospital",
        "The Sentinel",
        "Bettina Osei",
        "2022-09-03T06:00:02+00:00",
        None,
    ),
    "drupal": ("Attorney general sues cable firm over fees", None, "Hester Vandermolen; Reporter", None, None),
    "brief": ("Library reopens after flood", "Pell Harbor Record", "Staff report", None, None),
    "city-news": (
        "Marlow council backs bus lanes after five-hour hearing",
        "The Marlow Courier",
        "Ines Okafor; Tom Brandvold",
        "2023-03-14T21:40:00-07:00",
        "https://www.marlowcourier.example/news/2023/03/14/bus-lanes-vote/",
    ),
    "interview": (
        "« On ne négocie pas avec la mer »",
        "La Vigie de l’Ouest",
        "Propos recueillis par Loïc Danvers",
        "2020-11-17T06:15:00+01:00",
        None,
    ),
    "json-only": ("Judge halts dam removal", "Cascade Ledger", "Rosalind Achebe", "2022-01-19", None),
    "live-blog": (
        "Budget day: tax on second homes to rise – as it happened",
        "Northern Dispatch",
        "Callum Heywood",
        "2022-10-26T11:00:00+00:00",
        None,
    ),
    "magazine": (
        "The Last Switchboard",
        "Quill & Lantern",
        "Seraphine d’Aubigny-Cole",
        "2021-05-02T06:00:00+00:00",
        None,
    ),
    "old-table": ("Dockers reject pay offer", None, "Gwen Prothero", "2004-06-09", None),
    "wire": (
        "Central bank of Corvania holds rates, warns on wages",
        "Meridian Wire",
        "Yusuf Lindgren",
        "2024-02-08T12:00:05+00:00",
        None,
    ),
    "wrapped": (
        "Scientists urge pause on lake drilling",
        "Basin Public Radio",
        "Mikkel O’Shaughnessy",
        "2019-08-30",
        None,
    ),
}


def read_page(name: str) -> Document:
    warnings: list[str] = []
    [document] = read(str(PAGES / f"{name}.html"), warn=warnings.append)
    assert isinstance(document, Document)
    assert warnings == []
    return document


@pytest.mark.parametrize("name", METADATA)
def test_text(name: str) -> None:
    assert read_page(name).text == (PAGES / f"{name}.txt").read_text("utf-8").removesuffix("\n")


@pytest.mark.parametrize("name", METADATA)
def test_metadata(name: str) -> None:
    page = read_page(name)
    assert (page.title, page.outlet, page.byline, page.published, page.url) == METADATA[name]


def test_every_page_is_tested() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == {*METADATA, "no-article-front", "no-article-login"}


@pytest.mark.parametrize("name", ["no-article-front", "no-article-login"])
def test_page_without_an_article(name: str) -> None:
    [error] = read(str(PAGES / f"{name}.html"))
    assert isinstance(error, ReadError)
    assert str(error).endswith(
        f"{name}.html: no article found in this page; save its text as .txt to read it all the same"
    )
