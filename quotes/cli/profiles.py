"""A speaker's profile as programs and people read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotes.cli.asking import rounded
from quotes.cli.output import one_line

if TYPE_CHECKING:
    from quotes.profile import Profile

RECENT = 10
"""As many statements as somebody reads."""


def to_record(profile: Profile) -> dict[str, Any]:
    """What a program gets to read."""
    return {
        **{field: value for field, value in profile.speaker.items() if field != "key"},
        "names": [dict(name) for name in profile.names],
        "roles": [{field: value for field, value in row.items() if field != "speaker_id"} for row in profile.tenures],
        "review": [*profile.doubts],
        "statements": [rounded(row) for row in profile.statements],
    }


def to_lines(profile: Profile) -> Iterator[str]:
    """What a person gets to read."""
    speaker, said = profile.speaker, profile.statements
    yield f"{one_line(speaker['name'])} ({speaker['kind']}, number {speaker['id']})"
    yield "names         " + "; ".join(one_line(row["name"]) for row in profile.names)
    if places := dict.fromkeys(row["jurisdiction"] for row in profile.tenures if row["jurisdiction"]):
        yield "jurisdictions " + "; ".join(map(one_line, places))
    if speaker["wikidata_id"]:
        yield f"wikidata      https://www.wikidata.org/wiki/{speaker['wikidata_id']}"
    yield from (f"review        {doubt}" for doubt in profile.doubts)
    if profile.tenures:
        yield from ("", "Roles")
    for row in profile.tenures:
        role = ", ".join(one_line(row[field]) for field in ("role", "organization", "jurisdiction") if row[field])
        often = f"{counted(row['statements'], 'statement')}, {counted(row['articles'], 'article')}"
        yield f"  {period(row):25} {role} ({often})"
    yield ""
    yield f"{counted(len(said), 'statement')} in {counted(len({row['article_id'] for row in said}), 'article')}"
    for row in said[:RECENT]:
        title = one_line(row["title"] or f"article {row['article_id']}")
        yield f"  {row['id']:>6}  {(row['published'] or '')[:10]:10}  {one_line(row['content'])} [{title}]"
    if len(said) > RECENT:
        yield f"  … all of them: quotes list --speaker '{one_line(speaker['name'])}'"


def period(row: Any) -> str:
    """From when to when articles gave a role, or an authority has it: "2019-12-02–" is held still."""
    dates = (row["since"], row["until"])
    first, last = ((day or "")[:10] for day in (dates if any(dates) else (row["first_seen"], row["last_seen"])))
    return first if first == last else f"{first}–{last}"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)
