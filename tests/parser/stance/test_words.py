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
        ("Lin has yet to endorse the ferry.", "the ferry", "has yet to endorse", FERRY, "oppose", "endorse"),
        ("Lin demanded the ferry resign.", "the ferry resign", "demanded", FERRY, "unclear", None),
        ("Lin demanded the ferry.", "the ferry", "demanded", FERRY, "support", "demanded"),
        ("The ferry was welcomed by Lin.", "The ferry", "was welcomed", FERRY, "support", "welcomed"),
        ("The attack on the ferry was welcomed by Lin.", "the ferry", "was welcomed", FERRY, "oppose", "welcomed"),
        ("The captain of the ferry was welcomed by Lin.", "the ferry", "was welcomed", FERRY, "unclear", None),
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
        "cue-negated-by-two-words",
        "asked-to-do-something",
        "asked-for",
        "passive-cue",
        "passive-cue-about-a-noun-that-turns",
        "passive-cue-about-something-else",
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
