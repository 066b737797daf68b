"""Those whom several authority files describe: one and the same, or namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.identity.evidence import summary_of
from quotes.identity.names import PersonKey, body_key, person_name
from quotes.identity.people import Authority


def one_each(authorities: Sequence[Authority]) -> list[Authority]:
    """Everybody once, in the order given. Two entries of one file are two, unless they have one Wikidata id."""
    found: list[Authority] = []
    marked: dict[PersonKey | str, list[int]] = {}  # files may have thousands: only those are compared that share a mark
    for authority in authorities:
        marks = _keys(authority) | ({authority.wikidata_id} if authority.wikidata_id else set())
        alike = sorted({at for mark in marks for at in marked.get(mark, ())})
        same = next((at for at in alike if _same(found[at], authority)), None)
        if same is None:
            same = len(found)
            found.append(authority)
        else:
            found[same] = _joined(found[same], authority)
        for mark in marks:
            marked.setdefault(mark, []).append(same)
    return found


def _same(one: Authority, other: Authority) -> bool:
    if one.kind != other.kind:
        return False
    if one.wikidata_id and other.wikidata_id:
        return one.wikidata_id == other.wikidata_id
    return one.source != other.source and bool(_keys(one) & _keys(other)) and _agree(one, other)


def _keys(authority: Authority) -> set[PersonKey | str]:
    """The names that are not a mere surname."""
    names = (authority.name, *authority.names)
    if not authority.is_person:
        return {body_key(name) for name in names}
    return {person_name(name).key for name in names if person_name(name).given}


def _agree(one: Authority, other: Authority) -> bool:
    """Whether a role or a place is the same, or one file gives none."""
    known = summary_of((evidence, 1) for evidence in one.evidence)
    told = [evidence for evidence in other.evidence if evidence.told]
    return not (known.weight and told) or any(known.agrees(e) and not known.clashes(e) for e in told)


def _joined(one: Authority, other: Authority) -> Authority:
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, other.name, *other.names))),
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        wikidata_id=one.wikidata_id or other.wikidata_id,
        also=(*one.also, other.id),
    )
