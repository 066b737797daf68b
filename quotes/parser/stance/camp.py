"""Level 4, the camp: who is quoted under "welcomed by some … But others said" stands with those.

The article opens a side by what unnamed people say; people who are first quoted under it inherit it. And "Lin agreed"
copies, "Lin disagreed" flips, the side of whoever spoke before or is named there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quotes.parser.annotation import Page, Span
from quotes.parser.stance.values import Finding, Said, Side

DISCOUNT = 0.6  # of the score that a side keeps when a camp or an answer passes it on
LONGEST_CAMP = 8  # statements after the one that opens it
SOME = re.compile(
    r"\W*(?:some|others?|many|several|most|few|critics|opponents|supporters|proponents|advocates|defenders|detractors"
    r"|skeptics|backers|those|residents|officials|experts|observers|people|who)\b",
    re.IGNORECASE,
)
WHO = re.compile(r"\b(?:some|others|many|several|critics|opponents|supporters|advocates)\b[^.!?]{0,60}$", re.IGNORECASE)
AGREES = re.compile(r"\b(?:echo(?:ed|es|ing)?|agree[ds]?|agreeing|concur(?:red|s)?|seconded)\b", re.IGNORECASE)
DISAGREES = re.compile(r"\b(?:disagree[ds]?|disagreeing|counter(?:ed|s)?|disputed|begged to differ)\b", re.IGNORECASE)


def by_camp(
    page: Page, said: Sequence[Said], known: Mapping[int, Finding], told: Mapping[int, Finding]
) -> dict[int, Finding]:
    """Sides for statements without one: `known` has what levels 1 to 3 found, `told` what statements say themselves.

    A speaker who has a side keeps it, and one who comes back under another camp does not change over.
    """
    found: dict[int, Finding] = {}
    camp: Finding | None = None
    left = 0
    quoted: set[str] = set()
    with_side = {said[number].speaker for number in known}
    for number, one in enumerate(said):
        if opens(page.text, one):
            camp, left = _side(told.get(number)), LONGEST_CAMP
            continue
        left -= 1
        returns = one.speaker in quoted
        if one.speaker is not None:
            quoted.add(one.speaker)
        if number in known:
            continue
        answer = _answer(page.text, said, number, known)
        if answer is not None:
            found[number] = answer
        elif camp and left >= 0 and one.speaker is not None:
            previous = next(
                (found[n] for n in range(number - 1, -1, -1) if said[n].speaker == one.speaker and n in found), None
            )
            if previous is not None:
                found[number] = previous
            elif not returns and one.speaker not in with_side:
                found[number] = Finding(camp.side, DISCOUNT * camp.score, camp.evidence)
    return found


def opens(text: str, said: Said) -> bool:
    """Whether unnamed people say it: "others said", "some officials who said"."""
    if said.speaker is not None or not said.source:
        return False
    source = said.source[0]
    if source.of(text).lower().strip() == "who":
        return bool(WHO.search(text, max(0, source.start - 80), source.start))
    return bool(SOME.match(text, source.start, source.end))


def _side(finding: Finding | None) -> Finding | None:
    return finding if finding and finding.side in (Side.SUPPORT, Side.OPPOSE) else None


def _answer(text: str, said: Sequence[Said], number: int, known: Mapping[int, Finding]) -> Finding | None:
    """The side of whom a speaker agrees or disagrees with: who is named in the statement, else who spoke before."""
    one = said[number]
    cue = " ".join(span.of(text) for span in one.cue)
    turn = -1 if DISAGREES.search(cue) else 1 if AGREES.search(cue) else 0
    if not turn:
        return None
    others = [n for n in range(number - 1, -1, -1) if said[n].speaker not in (None, one.speaker)]
    if not others:
        return None
    extent = Span(one.parts[0].start, one.parts[-1].end).of(text)
    named = [n for n in others if (last := _last_name(text, said[n])) and re.search(rf"\b{re.escape(last)}\b", extent)]
    before = known.get((named or others)[0])
    if _side(before) is None or before is None:
        return None
    return Finding(before.side.turned(turn), DISCOUNT * before.score, one.cue[0] if one.cue else before.evidence)


def _last_name(text: str, said: Said) -> str | None:
    """The last capitalised word of the mention of a speaker."""
    names = re.findall(r"\b[^\W\d_a-z][\w’'-]+", " ".join(span.of(text) for span in said.source))
    return names[-1] if names else None
