"""Level 4, the camp: who is quoted under "welcomed by some … But others said" stands with those.

The article opens a side by what unnamed people say; people who are first quoted under it inherit it. And "Lin agreed"
copies, "Lin disagreed" flips, the side of whoever spoke before or is named there.

A camp holds those whose words are quoted, paragraph by paragraph; narration between ends it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence

from quotes.parser.annotation import Page, Span
from quotes.parser.stance.values import Finding, Said, Side

DISCOUNT = 0.6  # of the score that a side keeps when a camp or an answer passes it on
LONGEST_CAMP = 8  # statements after the one that opens it
LEADING = 120  # characters before a statement in which "Lin disagreed." is looked for
SOME = re.compile(
    r"\W*(?:some|others?|many|several|most|few|critics|opponents|supporters|proponents|advocates|defenders|detractors"
    r"|skeptics|backers|those|residents|officials|experts|observers|people|who)\b",
    re.IGNORECASE,
)
WHO = re.compile(r"\b(?:some|others|many|several|critics|opponents|supporters|advocates)\b[^.!?]{0,60}$", re.IGNORECASE)
AGREES = re.compile(
    r"\b(?:echo(?:ed|es|ing)?|agree[ds]?|agreeing|concur(?:red|s)?|seconded)\b(?!\W+(?:to|on)\b)", re.IGNORECASE
)
DISAGREES = re.compile(r"\b(?:disagree[ds]?|disagreeing|counter(?:ed|s)?|begged to differ)\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|hardly|cannot)\b|n[’']t\b", re.IGNORECASE)
NO_MORE = re.compile(r"\bmore\b", re.IGNORECASE)  # "could not agree more"
LEAD = re.compile(
    r"(?P<who>[^\W\d_a-z][\w’'-]+)\W+"
    r"(?P<cue>(?:(?:\w+ly|did not|does not|didn[’']t|doesn[’']t)\W+)?(?:dis)?agree[ds]?)\b"
    r"(?P<rest>(?!\W+(?:to|on)\b)[^.!?“\"]*)[.!?:]\W*$"
)
"""A sentence of its own before what somebody says: "Lin disagreed. …"."""
SAYS_SO = re.compile(
    r"[“\"'‘]*(?:I|we|he|she|they)\W+(?:[^\W\d_]+(?:[’'][^\W\d_]+)?\W+){0,3}?(?:dis)?agree[ds]?(?:\W+more)?\b",
    re.IGNORECASE,
)
"""What opens a content in which somebody says that they agree: "she could not agree more with Lin"."""
PRONOUN = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)
SILENT = re.compile(
    r"\b(?:declin\w+|refus\w+) to (?:comment|say|answer|discuss)|\bno comment"
    r"|\b(?:not|n[’']t) (?:comment|respond|return|reply)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"«]|''|``")

Findings = Mapping[int, Finding]


def by_camp(
    page: Page, said: Sequence[Said], known: Findings, told: Findings, about: Container[int]
) -> dict[int, Finding]:
    """Sides for statements without one: `known` has what levels 1 to 3 found, `told` what statements say themselves.

    `about` are the statements about the topic. A speaker who has a side keeps it, and one who comes back under another
    camp does not change over.
    """
    found: dict[int, Finding] = {}
    camp: Finding | None = None
    last = left = 0
    quoted: set[str] = set()
    with_side = {said[number].speaker for number in known}
    sides = dict(known)
    for number, one in enumerate(said):
        at = _paragraph(page, one)
        if opens(page.text, one):
            camp, last, left = _side(told.get(number)), at, LONGEST_CAMP
            continue
        left -= 1
        returns = one.speaker in quoted
        if one.speaker is not None:
            quoted.add(one.speaker)
        if left < 0 or at - last > 1:
            camp = None
        last = at
        if number in known:
            continue
        newcomer = not returns and one.speaker not in with_side
        finding = (
            _answer(page, said, number, sides, about)
            or _goes_on(page, said, number, found)
            or (_member(page, said, number, camp, found, newcomer=newcomer) if camp else None)
        )
        if finding is not None:
            found[number] = sides[number] = finding
    return found


def opens(text: str, said: Said) -> bool:
    """Whether unnamed people say it: "others said", "some officials who said"."""
    if said.speaker is not None or not said.source:
        return False
    source = said.source[0]
    if source.of(text).lower().strip() == "who":
        return bool(WHO.search(text, max(0, source.start - 80), source.start))
    return bool(SOME.match(text, source.start, source.end))


def _member(
    page: Page, said: Sequence[Said], number: int, camp: Finding, found: Findings, *, newcomer: bool
) -> Finding | None:
    """The side of a camp for who is in it already, or is first quoted under it."""
    one = said[number]
    if one.speaker is None or SILENT.search(_cue(page.text, one)):
        return None
    before = [n for n in found if said[n].speaker == one.speaker]
    if before:
        return found[before[-1]]
    return Finding(camp.side, DISCOUNT * camp.score, camp.evidence) if newcomer and _is_quoted(page.text, one) else None


def _side(finding: Finding | None) -> Finding | None:
    return finding if finding and finding.side in (Side.SUPPORT, Side.OPPOSE) else None


def _answer(page: Page, said: Sequence[Said], number: int, known: Findings, about: Container[int]) -> Finding | None:
    """The side of whom a speaker agrees or disagrees with: who is named in the statement, else who spoke before.

    Of who is named any statement counts where this one is about the topic; else their last one has to be. Nobody is
    taken to answer against a side of their own.
    """
    one = said[number]
    turn, lead = _turn(page, one)
    if not turn:
        return None
    others = [n for n in range(number - 1, -1, -1) if said[n].speaker not in (None, one.speaker)]
    extent = lead + Span(one.parts[0].start, one.parts[-1].end).of(page.text)
    named = [
        n for n in others if (last := _last_name(page.text, said[n])) and re.search(rf"\b{re.escape(last)}\b", extent)
    ]
    meant = [n for n in named if said[n].speaker == said[named[0]].speaker] if named else others
    reach = meant if named and number in about else meant[:1]
    side = next((side.side for n in reach if (side := _side(known.get(n)))), None)
    theirs = [known[n] for n in known if side and known[n].side is side and said[n].speaker == said[meant[0]].speaker]
    if not theirs:
        return None
    before = max(theirs, key=lambda finding: finding.score)
    if one.speaker and before.side.turned(-turn) in (known[n].side for n in known if said[n].speaker == one.speaker):
        return None
    return Finding(before.side.turned(turn), DISCOUNT * before.score, one.cue[0] if one.cue else before.evidence)


def _turn(page: Page, said: Said) -> tuple[int, str]:
    """1 where somebody agrees, -1 where they disagree, else 0; and the rest of a sentence of its own that says so."""
    cue = _cue(page.text, said)
    if opening := SAYS_SO.match(page.text, said.content[0].start, said.content[0].end):
        cue += " " + opening.group()
    agrees = AGREES.search(cue) and not page.text.startswith("to ", said.content[0].start)
    turn = -1 if DISAGREES.search(cue) else 1 if agrees else 0
    if turn:
        return turn * _negated(cue), ""
    start = said.parts[0].start
    paragraph = max(0, start - LEADING, page.text.rfind("\n\n", 0, start) + 1)
    lead = LEAD.search(page.text, paragraph, start) if "agree" in page.text[paragraph:start] else None
    if lead is None or not _is_of(page.text, said, lead["who"]):
        return 0, ""
    turn = -1 if "disagree" in lead["cue"].lower() else 1
    return turn * _negated(lead["cue"] + lead["rest"]), lead["rest"]


def _negated(words: str) -> int:
    return -1 if NOT.search(words) and not NO_MORE.search(words) else 1


def _is_of(text: str, said: Said, name: str) -> bool:
    """Whether a statement is by somebody of a surname just named, or by "she" after that."""
    return _last_name(text, said) == name or bool(said.source and PRONOUN.match(text, said.source[0].start))


def _goes_on(page: Page, said: Sequence[Said], number: int, found: Findings) -> Finding | None:
    """The side of the statement before, where its speaker goes on in its paragraph: "Lin agreed, saying …"."""
    before = number - 1
    if before not in found or said[before].speaker is None or said[before].speaker != said[number].speaker:
        return None
    return found[before] if _paragraph(page, said[before]) == _paragraph(page, said[number]) else None


def _cue(text: str, said: Said) -> str:
    return " ".join(span.of(text) for span in said.cue)


def _is_quoted(text: str, said: Said) -> bool:
    return any(QUOTED.search(text, max(0, span.start - 1), span.end) for span in said.content)


def _paragraph(page: Page, said: Said) -> int:
    """The number of the paragraph in which a statement begins."""
    return bisect_right(page.paragraphs, said.parts[0].start, key=lambda paragraph: paragraph.span.start) - 1


def _last_name(text: str, said: Said) -> str | None:
    """The last capitalised word of the mention of a speaker."""
    names = re.findall(r"\b[^\W\d_a-z][\w’'-]+", " ".join(span.of(text) for span in said.source))
    return names[-1] if names else None
