"""Level 1: statement and topic in, side and evidence out."""

from __future__ import annotations

import pytest

from quotes.parser.stance.topic import find_names, find_targets
from quotes.parser.stance.values import Side, Topic
from quotes.parser.stance.words import read_words
from tests.parser.stance.writing import page_of, said, topic

FERRY = topic("the ferry", "ferry plan")
RAIDS = topic("joining the raids", "join the raids", "take part in raids")


@pytest.mark.parametrize(
    ("text", "content", "cue", "about", "side", "evidence"),
    [
        ("Lin praised the ferry.", "the ferry", "praised", FERRY, "support", "praised"),
        ("Lin condemned the ferry.", "the ferry", "condemned", FERRY, "oppose", "condemned"),
        ("Lin did not endorse the ferry.", "the ferry", "did not endorse", FERRY, "oppose", "endorse"),
        ("Lin called the ferry a threat.", "the ferry a threat", "called", FERRY, "oppose", "threat"),
        ("Lin called the ferry a success.", "the ferry a success", "called", FERRY, "support", "success"),
        ("Lin said the ferry is misplaced.", "the ferry is misplaced", "said", FERRY, "oppose", "misplaced"),
        ("Lin said the ferry is not wise.", "the ferry is not wise", "said", FERRY, "oppose", "wise"),
        ("“The ferry hurts families,” Lin said.", "“The ferry hurts families,”", "said", FERRY, "oppose", "hurts"),
        ("“I support the ferry,” Lin said.", "“I support the ferry,”", "said", FERRY, "support", "support"),
        ("“Some support the ferry,” Lin said.", "“Some support the ferry,”", "said", FERRY, "unclear", None),
        ("Lin said the ferry leaves at nine.", "the ferry leaves at nine", "said", FERRY, "unclear", None),
        (
            "Lin said police will not join the raids.",
            "police will not join the raids",
            "said",
            RAIDS,
            "oppose",
            "will not",
        ),
        ("Lin said police must join the raids.", "police must join the raids", "said", RAIDS, "support", "must"),
        (
            "Lin named towns that refuse to join the raids.",
            "towns that refuse to join the raids",
            "named",
            RAIDS,
            "unclear",
            None,
        ),
        (
            "Lin said the attack on the ferry is misplaced.",
            "the attack on the ferry is misplaced",
            "said",
            FERRY,
            "support",
            "misplaced",
        ),
        (
            "Lin said the ferry, which no mayor wanted, is misguided.",
            "the ferry, which no mayor wanted, is misguided",
            "said",
            FERRY,
            "oppose",
            "misguided",
        ),
        (
            "Lin repeated criticism of the ferry.",
            "criticism of the ferry",
            "repeated",
            FERRY,
            "oppose",
            "criticism of",
        ),
        (
            "Lin said the bridge is bad, but the ferry leaves at nine.",
            "the bridge is bad, but the ferry leaves at nine",
            "said",
            FERRY,
            "unclear",
            None,
        ),
        (
            "Lin said the ferry is good but the ferry is unfair.",
            "the ferry is good but the ferry is unfair",
            "said",
            FERRY,
            "unclear",
            None,
        ),
        (
            "Lin said the bridge is dangerous.",
            "the bridge is dangerous",
            "said",
            topic("the ferry", against=("the bridge",)),
            "support",
            "dangerous",
        ),
        ("Lin condemned using the ferry.", "using the ferry", "condemned", FERRY, "unclear", None),
        ("Lin condemned the cost of the ferry.", "the cost of the ferry", "condemned", FERRY, "unclear", None),
        ("Lin has yet to endorse the ferry.", "the ferry", "has yet to endorse", FERRY, "neutral", "yet to endorse"),
        ("Lin demanded the ferry resign.", "the ferry resign", "demanded", FERRY, "unclear", None),
        ("Lin demanded the ferry.", "the ferry", "demanded", FERRY, "support", "demanded"),
        ("The ferry was welcomed by Lin.", "The ferry", "was welcomed", FERRY, "support", "welcomed"),
        ("The attack on the ferry was welcomed by Lin.", "the ferry", "was welcomed", FERRY, "oppose", "welcomed"),
        ("The captain of the ferry was welcomed by Lin.", "the ferry", "was welcomed", FERRY, "unclear", None),
        ("Lin praised the plan for the ferry.", "the plan for the ferry", "praised", FERRY, "support", "praised"),
        (
            "The plan for the ferry was welcomed by Lin.",
            "The plan for the ferry",
            "was welcomed",
            FERRY,
            "support",
            "welcomed",
        ),
        ("Lin asked whether the ferry is safer.", "whether the ferry is safer", "asked", FERRY, "unclear", None),
        (
            "Lin said the ferry could be a failure if it rains.",
            "the ferry could be a failure if it rains",
            "said",
            FERRY,
            "unclear",
            None,
        ),
        (
            "Lin said most sailors agree that the ferry is dangerous.",
            "most sailors agree that the ferry is dangerous",
            "said",
            FERRY,
            "unclear",
            None,
        ),
        ("Lin said the ferry is hurt by storms.", "the ferry is hurt by storms", "said", FERRY, "unclear", None),
        (
            "Lin said the ferry is on the wrong river.",
            "the ferry is on the wrong river",
            "said",
            FERRY,
            "unclear",
            None,
        ),
        ("Lin said she wants to ban the ferry.", "she wants to ban the ferry", "said", FERRY, "oppose", "to ban"),
        (
            "Lin recalled his vote in favor of the ferry.",
            "his vote in favor of the ferry",
            "recalled",
            FERRY,
            "unclear",
            None,
        ),
        (
            "Lin spoke of the need for a ferry.",
            "the need for a ferry",
            "spoke of",
            topic("a ferry"),
            "support",
            "the need for",
        ),
        (
            "Lin said the illegal ferry is illegal.",
            "the illegal ferry is illegal",
            "said",
            topic("the illegal ferry"),
            "unclear",
            None,
        ),
    ],
    ids=[
        "cue-praises",
        "cue-condemns",
        "cue-negated",
        "called-bad",
        "called-good",
        "predicate",
        "predicate-negated",
        "verb",
        "own-support",
        "support-of-others-is-not-the-speakers",
        "no-side",
        "duty-negated",
        "duty",
        "a-description-is-no-stance",
        "noun-and-predicate-turn-each-other",
        "relative-clause-between",
        "noun-that-opens",
        "another-clause",
        "at-odds-is-unclear",
        "contrary-name-turns",
        "cue-about-something-else",
        "cue-about-what-is-the-targets",
        "not-done-yet",
        "asked-to-do-something",
        "asked-for",
        "passive-cue",
        "passive-cue-about-a-noun-that-turns",
        "passive-cue-about-something-else",
        "cue-about-a-plan-for-it",
        "passive-cue-about-a-plan-for-it",
        "a-question-takes-no-side",
        "only-if",
        "what-others-think",
        "done-to-the-target",
        "predicate-of-something-else",
        "aim",
        "aim-of-somebody-else",
        "need-for",
        "the-topics-own-words-are-no-evidence",
    ],
)
def test_side(text: str, content: str, cue: str, about: Topic, side: str, evidence: str | None) -> None:
    page, one = page_of(text), said(text, content, cue, "Lin")
    found = read_words(page, one, find_targets(page, one, find_names(text, about)))
    assert (found.side.value, found.evidence and found.evidence.of(text)) == (side, evidence)


def test_who_speaks_changes_nothing() -> None:
    sides = set()
    for name in ("Senator Lin, a Republican,", "Senator Lin, a Democrat,", "Okafor"):
        text = f"{name} said the ferry is misplaced."
        page, one = page_of(text), said(text, "the ferry is misplaced", "said", name, name)
        sides.add(read_words(page, one, find_targets(page, one, find_names(text, FERRY))).side)
    assert sides == {Side.OPPOSE}


@pytest.mark.parametrize(
    ("content", "side", "evidence"),
    [
        pytest.param("the ferry has never been wise", "oppose", "wise", id="helping-verbs-between"),
        pytest.param("the ferry to Oslo is a great success", "support", "great", id="where-it-goes-between"),
        pytest.param("the ferry’s aims are good", "unclear", None, id="what-is-the-targets"),
        pytest.param("the ferry captains are good at shouting", "unclear", None, id="another-noun"),
        pytest.param("the ferry passengers say she is wrong", "unclear", None, id="another-subject"),
        pytest.param("the ferry is a great danger", "oppose", "danger", id="adjective-of-a-noun-with-a-side"),
        pytest.param("the ferry is a huge concern", "unclear", None, id="size-tells-no-side"),
        pytest.param("the ferry is huge for trade", "support", "huge", id="size-alone-does"),
        pytest.param("the ferry is right in the middle of the bay", "unclear", None, id="right-in-the-middle"),
        pytest.param("the ferry is as good as the bridge", "unclear", None, id="a-comparison"),
        pytest.param("the ferry could not be more wrong", "unclear", None, id="could-not-be-more"),
        pytest.param("the ferry is fair-weather transport", "unclear", None, id="part-of-a-compound"),
        pytest.param("the ferry always failed us", "oppose", "failed", id="verb-after-an-adverb"),
        pytest.param("the ferry made a failed attempt", "unclear", None, id="participle-of-another-noun"),
        pytest.param("the ferry benefited from the fog", "unclear", None, id="verb-without-object"),
        pytest.param("the ferry may not be such a bad thing", "support", "bad", id="negated-further-off"),
        pytest.param("the ferry is not only wrong", "oppose", "wrong", id="not-only"),
        pytest.param("the ferry is hurting trade", "oppose", "hurting", id="verb-in-progress"),
        pytest.param("we must abandon the ferry plan", "unclear", None, id="a-duty-to-do-something-to-it"),
        pytest.param("support for the ferry rose in May", "unclear", None, id="what-support-does"),
        pytest.param("I support the ferry captain", "unclear", None, id="the-target-describes-another"),
        pytest.param("it is time to scrap the ferry", "oppose", "to scrap", id="time-to"),
        pytest.param("they hid the toll to protect the ferry", "unclear", None, id="a-purpose-of-others"),
        pytest.param("I would love to see the ferry", "unclear", None, id="love-to-do"),
        pytest.param("I voted for the ferry", "support", "voted for", id="own-vote"),
        pytest.param("the town voted for the ferry in May", "support", "voted for", id="vote-of-their-body"),
        pytest.param("he knows who voted for the ferry", "unclear", None, id="vote-of-others"),
    ],
)
def test_what_is_said_of_the_target(content: str, side: str, evidence: str | None) -> None:
    text = f"Lin said {content}."
    page, one = page_of(text), said(text, content, "said", "Lin")
    found = read_words(page, one, find_targets(page, one, find_names(text, FERRY)))
    assert (found.side.value, found.evidence and found.evidence.of(text)) == (side, evidence)


@pytest.mark.parametrize(
    "cue", ["refused to condemn", "declined to endorse", "stopped short of criticizing", "is not ready to back"]
)
def test_what_somebody_does_not_do_is_neutral(cue: str) -> None:
    text = f"Lin {cue} the ferry."
    page, one = page_of(text), said(text, "the ferry", cue, "Lin")
    assert read_words(page, one, find_targets(page, one, find_names(text, FERRY))).side is Side.NEUTRAL


@pytest.mark.parametrize(
    ("cue", "content"),
    [("denied", "the ferry leaks"), ("promoted", "a “Stop the Ferry” movement"), ("praised", "the ferry captain")],
    ids=["what-is-denied", "against-it-by-name", "who-has-to-do-with-it"],
)
def test_the_object_of_a_cue_is_something_else(cue: str, content: str) -> None:
    text = f"Lin {cue} {content}."
    page, one = page_of(text), said(text, content, cue, "Lin")
    assert read_words(page, one, find_targets(page, one, find_names(text, FERRY))).side is Side.UNCLEAR


def test_calling_on_somebody_is_not_calling_them_something() -> None:
    text = "Lin called on the ferry to end its reckless turns."
    page, one = page_of(text), said(text, "the ferry to end its reckless turns", "called on", "Lin")
    assert read_words(page, one, find_targets(page, one, find_names(text, FERRY))).side is Side.UNCLEAR
