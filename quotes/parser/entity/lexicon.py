"""The words that tell persons, bodies, documents and groups apart. Each list is a file of `data/` with a header."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

PREFIXES = frozenset(["co", "vice", "ex", "then", "deputy", "mega", "super", "arch", "sub", "self"])
"""What may stand before a noun for a person and a hyphen: co-founder, but not deal-breaker."""

Gender = str
"""m or f; an empty string where it is open."""


def _lines(name: str) -> Iterator[str]:
    text = (files("quotes.parser") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list of one word a line."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def _closed() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in _lines("function_words.tsv"))
    return {name: frozenset(words.split()) for name, words in rows}


def closed_class(*names: str) -> frozenset[str]:
    """The words of one or more closed classes."""
    return frozenset().union(*(_closed()[name] for name in names))


@cache
def given_names() -> dict[str, Gender]:
    """Given names in lower case, and whose they are."""
    table: dict[str, Gender] = {}
    for line in _lines("given_names.txt"):
        gender, *names = line.split()
        table.update(dict.fromkeys(names, "" if gender == "u" else gender))
    return table


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """A given name in lower case → every name that may stand for it."""
    table: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        group = line.split()
        for name in group:
            table.setdefault(name, set()).update(group if name == group[0] else group[:1])
    return {name: frozenset(others) for name, others in table.items()}


@cache
def name_gender(name: str) -> Gender:
    """Whose a given name is, in any case; a short form open by itself follows its full forms: Bernie, Bernard."""
    name = name.casefold()
    told = given_names().get(name, "")
    if told or name not in nicknames():
        return told
    full = {given_names().get(other, "") for other in nicknames()[name] if name in nicknames().get(other, ())}
    return full.pop() if len(full) == 1 else ""


@cache
def titles() -> dict[str, tuple[str, Gender]]:
    """A title as printed → (written out, or empty for a mere address; gender)."""
    rows = (line.split("\t") for line in _lines("titles.tsv"))
    return {title: (long.replace("-", ""), gender.replace("-", "")) for title, long, gender in rows}


@cache
def _gendered() -> dict[str, Gender]:
    rows = (line.split("\t") for line in _lines("gendered_nouns.tsv"))
    return {noun: gender for gender, nouns in rows for noun in nouns.split()}


def noun_gender(noun: str) -> Gender:
    """The gender that a noun for a person tells: "councilwoman" f, "senator" none."""
    told = _gendered().get(noun)
    if told is not None:
        return told
    if noun.endswith(("woman", "women")):
        return "f"
    return "m" if noun.endswith(("man", "men")) and noun not in {"human", "woman", "women", "german"} else ""


def singular(noun: str) -> str:
    """The singular of a plural noun, by its ending; the word itself where it has none."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@cache
def is_person_noun(noun: str) -> bool:
    """Whether a lower-case noun in the singular names a person: "welder", "co-founder", "vice-chair"."""
    if noun in words("role_nouns") or noun in words("person_nouns"):
        return True
    before, _, after = noun.partition("-")
    return before in PREFIXES and is_person_noun(after)


def is_group_noun(noun: str) -> bool:
    return noun in words("group_nouns")


def is_document_noun(noun: str) -> bool:
    return noun in words("document_nouns")
