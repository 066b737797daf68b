"""Forms of a word: words in, one root out; and words that only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parser.stance.forms import root, roots


@pytest.mark.parametrize(
    "words",
    [
        "city cities city's",
        "enforce enforces enforced enforcing enforcement",
        "cooperate cooperates cooperation cooperating cooperative",
        "immigration immigrant immigrants immigrate",
        "comply complies complied complying compliance",
        "ban bans banned banning",
        "tax taxes taxed taxing",
        "agree agrees agreed agreement",
        "terror terrorism terrorist terrorists",
        "detain detained detainee detainees",
    ],
)
def test_forms_of_one_word(words: str) -> None:
    assert len({root(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words", ["Obama Obamacare", "police policy", "state statement", "import important", "sing sting"]
)
def test_words_that_look_alike(words: str) -> None:
    assert len({root(word) for word in words.split()}) == 2


def test_only_telling_words_count() -> None:
    assert roots("the cities of the north") == roots("northern city") - {root("northern")} | {root("north")}
    assert roots("she and we") == {"she", "and", "we"}


@given(st.text(max_size=30))
def test_any_word_has_a_root(word: str) -> None:
    assert len(root(word)) <= len(word.lower())
