"""Level 3, the speaker: what the same speaker's other statements in the article say on the topic.

"She said the plan was wrong. … She said it would cost 40 jobs": the second is unclear alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotes.parser.stance.values import UNCLEAR, Finding, Said, Side

DISCOUNT = 0.8  # of the score that a side keeps when it passes to another statement


def by_speaker(said: Sequence[Said], known: Mapping[int, Finding], about: Sequence[int]) -> dict[int, Finding]:
    """For each statement about the topic without a side that of its speaker; unclear where they are at odds."""
    sides: dict[str, list[Finding]] = {}
    for number, finding in known.items():
        speaker = said[number].speaker
        if speaker is not None and finding.side in (Side.SUPPORT, Side.OPPOSE):
            sides.setdefault(speaker, []).append(finding)
    return {number: _agreed(sides.get(said[number].speaker or "", [])) for number in about if number not in known}


def _agreed(findings: Sequence[Finding]) -> Finding:
    if len({finding.side for finding in findings}) != 1:
        return UNCLEAR
    best = max(findings, key=lambda finding: finding.score)
    return Finding(best.side, DISCOUNT * best.score, best.evidence)
