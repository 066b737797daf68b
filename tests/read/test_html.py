"""What becomes of single pieces of a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.read.html import read_html

LEAD = "The council of Osterby voted on Monday to close the swimming hall, which has been open since 1962."
NEXT = "Nobody on the council could say what would become of the eleven people who work there."
LAST = "The hall will close at the end of August, the mayor said, when the last of the courses is over."


def read(body: str, head: str = "<title>Hall to close</title>") -> list[str]:
    """The paragraphs of a page with this body."""
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>", "page.html").text.split("\n\n")


def around(middle: str) -> str:
    """An article with something between its paragraphs."""
    return f"<article><h1>Hall to close</h1><p>{LEAD}</p><p>{NEXT}</p>{middle}<p>{LAST}</p></article>"


@pytest.mark.parametrize(
    ("middle", "paragraphs"),
    [
        pytest.param("<p>“No.”</p>", ["“No.”"], id="short-quotation"),
        pytest.param("<p>It\n  is\t<em>not</em>\n over</p>", ["It is not over"], id="wrapped-source"),
        pytest.param("<p>Mr.&nbsp;Aalto left&#8239;early.</p>", ["Mr. Aalto left early."], id="no-break-space"),
        pytest.param("<p>The Donau&shy;dampf&#8203;schiff sank.</p>", ["The Donaudampfschiff sank."], id="invisible"),
        pytest.param("<p>“One<br>two,” he said.</p>", ["“One\ntwo,” he said."], id="line-break"),
        pytest.param("<p>It is late.<br><br>It is dark.</p>", ["It is late.", "It is dark."], id="two-line-breaks"),
        pytest.param("<pre>It is late.\nIt is dark.</pre>", ["It is late.\nIt is dark."], id="preformatted"),
        pytest.param("<ul><li>It is late.</li><li>It is dark.</li></ul>", ["It is late.", "It is dark."], id="list"),
        pytest.param(
            "<blockquote><p>It is late here.</p><footer>Bo Ek, caretaker</footer></blockquote>",
            ["It is late here.", "Bo Ek, caretaker"],
            id="signed-quotation",
        ),
        pytest.param(
            '<figure><img src="a.jpg"><figcaption>The hall at dawn.<span>Jo Li</span></figcaption></figure>',
            ["The hall at dawn. Jo Li"],
            id="credit-set-apart-by-style",
        ),
        pytest.param(
            '<div class="wp-caption"><img src="a.jpg"><p>The hall at dawn</p></div>',
            ["The hall at dawn"],
            id="caption-by-class",
        ),
        pytest.param(
            '<figure><blockquote class="tweet"><p>I learned to swim there.</p>— Bo Ek, swimmer</blockquote></figure>',
            ["I learned to swim there.", "— Bo Ek, swimmer"],
            id="embedded-post",
        ),
        pytest.param("<h2>What now?</h2><p>It is dark.</p>", ["What now?", "It is dark."], id="subheading"),
        pytest.param("<p>It is late.<sup><a href='#n1'>1</a></sup></p>", ["It is late."], id="footnote-mark"),
        pytest.param("<p>The hall is 25 m<sup>2</sup>.</p>", ["The hall is 25 m2."], id="superscript"),
        pytest.param("<p>He said <q>no</q>.</p>", ["He said “no”."], id="marks-that-the-browser-adds"),
        pytest.param("<p>Updated laws, 40 of them, are due.</p>", ["Updated laws, 40 of them, are due."], id="updated"),
        pytest.param("<p>Updated June 5, 2018, 9 a.m.</p>", [], id="time-stamp"),
        pytest.param("<table><tr><td>Swimmers</td><td>61,000</td></tr></table>", [], id="figures-in-a-table"),
        pytest.param(
            '<div class="byline"><span>Ida Aalto</span><div>Sports reporter</div></div>', [], id="byline-with-a-job"
        ),
        pytest.param(
            '<figure><img src="a.jpg"><span>Post/Jo Li</span></figure>', ["Post/Jo Li"], id="credit-beside-the-caption"
        ),
        pytest.param("<p>It is late. <a href='/x'>Read more</a></p>", ["It is late."], id="control-in-line"),
        pytest.param("<p>“Read more books,” she said.</p>", ["“Read more books,” she said."], id="said-read-more"),
        pytest.param("<p>Related costs will rise, he said.</p>", ["Related costs will rise, he said."], id="related"),
        pytest.param("<p>It is <a href='/law'>the law</a>.</p>", ["It is the law."], id="sentence-with-a-link"),
        pytest.param("<p>Read more: <a href='/x'>Town in debt</a></p>", [], id="read-more"),
        pytest.param("<p>READ MORE | Town in debt</p>", [], id="read-more-without-a-link"),
        pytest.param("<p><strong><a href='/x'>Town in debt</a></strong></p>", [], id="headline-of-another"),
        pytest.param("<p><a href='/x'>Is the town in debt?</a></p>", [], id="question-as-headline-of-another"),
        pytest.param("<p>See also <a href='/x'>Town in debt</a></p>", [], id="see-also"),
        pytest.param("<p>Lesen Sie auch: Stadt in Schulden</p>", [], id="german"),
        pytest.param("<p>À lire aussi – Une ville endettée</p>", [], id="french"),
        pytest.param("<div>Advertisement</div>", [], id="advertisement"),
        pytest.param("<p>ADVERTISEMENT</p>", [], id="advertisement-as-paragraph"),
        pytest.param("<p>Sign up for our newsletter, The Lifeguard.</p>", [], id="newsletter"),
        pytest.param("<p>© 2024 Osterby Post. Not for reuse.</p>", [], id="copyright"),
        pytest.param("<h3>Related stories</h3><ul><li><a href='/x'>Town in debt</a></li></ul>", [], id="link-list"),
        pytest.param("<p>By Ida Aalto</p>", [], id="byline"),
        pytest.param("<p hidden>It is late.</p>", [], id="hidden"),
        pytest.param("<p style='display: none'>It is late.</p>", [], id="hidden-by-style"),
        pytest.param("<p class='sr-only'>Picture of a hall.</p>", [], id="for-screen-readers"),
        pytest.param("<p><button>Play.</button></p><script>var a = '.';</script>", [], id="controls-and-scripts"),
        pytest.param(f"<blockquote>{NEXT}</blockquote>", [], id="pull-quote"),
        pytest.param(
            '<div class="video-player"><div class="caption">The mayor speaks in Osterby.</div></div>',
            [],
            id="caption-of-another-video",
        ),
    ],
)
def test_between_paragraphs(middle: str, paragraphs: list[str]) -> None:
    head = '<title>Hall to close</title><meta name="author" content="Ida Aalto">'
    assert read(around(middle), head) == ["Hall to close", LEAD, NEXT, *paragraphs, LAST]


@pytest.mark.parametrize(
    ("top", "head", "paragraphs"),
    [
        pytest.param(
            "<h1>Osterby Post</h1><h2>Hall to close</h2>",
            '<title>Hall to close</title><meta property="og:site_name" content="Osterby Post">',
            ["Hall to close"],
            id="h1-is-the-outlet",
        ),
        pytest.param(
            "<h1>Swimming hall to close in August</h1>",
            '<title>Swimming hall closes - Post</title><meta property="og:title" content="Swimming hall to close">',
            ["Swimming hall to close in August"],
            id="h1-worded-otherwise-than-title",
        ),
        pytest.param("", "<title>Hall to close</title>", ["Hall to close"], id="title-alone"),
        pytest.param(
            "<p>Hall to close</p><h1>Hall to close</h1>", "<title>Hall to close</title>", ["Hall to close"], id="twice"
        ),
        pytest.param(
            '<h1>Hall to close</h1><p class="standfirst">Swimmers up in arms</p>',
            "<title>Hall to close</title>",
            ["Hall to close", "Swimmers up in arms"],
            id="standfirst-by-class",
        ),
        pytest.param(
            "<h1>Hall to close</h1><div>Swimmers up in arms</div>",
            '<title>Hall to close</title><meta name="description" content="Swimmers up in arms">',
            ["Hall to close", "Swimmers up in arms"],
            id="standfirst-by-description",
        ),
        pytest.param(
            f'<h1>Hall to close</h1><div class="standfirst">{LEAD}</div>',
            "<title>Hall to close</title>",
            ["Hall to close"],
            id="standfirst-is-the-lead",
        ),
        pytest.param(
            '<p class="site-description">News since 1893</p><h1>Hall to close</h1>',
            '<title>Hall to close</title><meta name="description" content="All about the hall">',
            ["Hall to close"],
            id="description-of-the-site",
        ),
    ],
)
def test_above_the_text(top: str, head: str, paragraphs: list[str]) -> None:
    body = f"<header>{top}</header><div class='text'><p>{LEAD}</p><p>{NEXT}</p><p>{LAST}</p></div>"
    assert read(body, head) == [*paragraphs, LEAD, NEXT, LAST]


def test_end_of_the_article_is_the_end() -> None:
    more = (
        '<h2>More from Osterby</h2><div><figure><figcaption><a href="/x">Town in debt.</a></figcaption></figure></div>'
    )
    assert read(around("") + more) == ["Hall to close", LEAD, NEXT, LAST]


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        pytest.param(f"{LEAD}\\n{NEXT}", [LEAD, NEXT], id="lines"),
        pytest.param(f"<p>{LEAD}</p><p>{NEXT}</p>", [LEAD, NEXT], id="markup"),
        pytest.param(f"&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{NEXT}&lt;/p&gt;", [LEAD, NEXT], id="escaped-markup"),
    ],
)
def test_text_in_json_alone(body: str, paragraphs: list[str]) -> None:
    data = f'{{"@graph": [{{"@type": ["NewsArticle"], "headline": "Hall to close", "articleBody": "{body}"}}]}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read('<div id="root"></div>', head) == ["Hall to close", *paragraphs]


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        pytest.param(
            '<link rel="canonical" href="https://post.example/hall">',
            "https://post.example/hall?utm_source=mail",
            "https://post.example/hall",
            id="canonical",
        ),
        pytest.param(
            '<link rel="canonical" href="https://bank.example/">',
            "https://post.example/hall",
            "https://post.example/hall",
            id="canonical-on-another-host",
        ),
        pytest.param(
            '<link rel="canonical" href="http://[">',
            "https://post.example/hall",
            "https://post.example/hall",
            id="broken",
        ),
        pytest.param("", None, None, id="unknown"),
    ],
)
def test_address(head: str, url: str | None, expected: str | None) -> None:
    page = f"<html><head>{head}</head><body>{around('')}</body></html>"
    assert read_html(page, "page.html", url=url).url == expected


@pytest.mark.parametrize(
    ("head", "published", "byline"),
    [
        pytest.param(
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "0001-01-01T00:00:00"}</script>'
            '<meta property="article:published_time" content="2024-05-31">',
            "2024-05-31",
            None,
            id="year-one-is-no-date",
        ),
        pytest.param(
            '<script type="application/ld+json">[{"@type": "NewsArticle", "author": ["Ida Aalto", {"name": "Bo Ek"}]}]'
            "</script>",
            None,
            "Ida Aalto; Bo Ek",
            id="authors-as-strings-and-objects",
        ),
        pytest.param('<script type="application/ld+json">{"@type": </script>', None, None, id="broken-json"),
        pytest.param('<meta name="author" content="Ida Aalto">', None, "Ida Aalto", id="meta"),
    ],
)
def test_metadata(head: str, published: str | None, byline: str | None) -> None:
    document = read_html(f"<html><head>{head}</head><body>{around('')}</body></html>", "page.html")
    assert (document.published, document.byline) == (published, byline)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("<h1>404</h1><p>This page is not here. Go <a href='/'>home</a>.</p>", id="not-found"),
        pytest.param("<ul>" + "<li><a href='/x'>Another headline of the day</a></li>" * 40 + "</ul>", id="links"),
    ],
)
def test_no_article(body: str) -> None:
    with pytest.raises(ReadError, match=r"^page\.html: no article found in this page; save its text as \.txt"):
        read(body)


def test_root_of_a_site_is_no_article() -> None:
    teasers = "".join(f"<div><h3><a href='/{n}'>Story {n}</a></h3><p>{LEAD}</p></div>" for n in range(5))
    page = f"<html><head><title>Osterby Post</title></head><body>{teasers}</body></html>"
    with pytest.raises(ReadError, match="no article"):
        read_html(page, "page.html", url="https://post.example/")


MARKUP = (
    "<p>|</p>|<div>|</div>|<article>|<figure>|<figcaption>|<blockquote>|<h1>|</h1>|<br>|<a href='http://['>|</a>|<table>|"
    "<tr>|<td>|<script type='application/ld+json'>|</script>|<!--|]]>|&#0;|&#31;|&nbsp;|\x00|\x1f|<svg>|<|“No.”|"
    "<link rel='canonical' href='//'>|<meta property='og:title' content='Hall'>|"
    '{"@type": "Article", "author": [[{"name": 5}]], "headline": {"a": null}}'
)
PIECES = st.sampled_from([*MARKUP.split("|"), LEAD, NEXT])


@settings(max_examples=150)
@given(st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        text = read_html(page, "page.html").text
    except ReadError as error:
        text = str(error)
    assert text == text.strip() != ""


@pytest.mark.parametrize("control", ["\x1f", "&#31;", "&#x1F;", "&#0;", "\x00", "\ufffe"])
def test_control_characters_are_dropped(control: str) -> None:
    assert read(around(f"<p>It is{control} late.</p>"))[3] == "It is late."


def test_deep_nesting_is_no_error() -> None:
    page = "<div>" * 5000 + f"<p>{LEAD}</p><p>{NEXT}</p>" + "</div>" * 5000
    with pytest.raises(ReadError, match="no article"):
        read(page)
