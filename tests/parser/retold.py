"""The article in seeds/ told of other people and places, for the test that nothing is tied to its names.

Every variant changes names, genders, titles, city, county and state, and the order of the parts that can change places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

DIVISION = "ocd-division/country:us"


@dataclass(frozen=True)
class Person:
    """Somebody in the article: full name, gender (f or m), title."""

    name: str
    gender: str
    title: str

    @property
    def surname(self) -> str:
        return self.name.split()[-1]

    @property
    def pronoun(self) -> str:
        return "she" if self.gender == "f" else "he"


@dataclass(frozen=True)
class Variant:
    """Who and where. `city`, `other_city` and `county` lie in `state`; `order` are the parts between lead and end.

    The parts: l(ocal police), f(orced to help), s(heriff), c(ouncil member), r(esolution).
    """

    secretary: Person
    member: Person
    deputy: Person
    speaks: Person
    principal: Person
    sheriff: Person
    president: str
    city: str
    other_city: str
    county: str
    state: str
    postal: str
    law: str
    order: str = "lfscr"


VARIANTS = {
    "names": Variant(
        Person("Paul Wexler", "m", "Attorney General"),
        Person("Carla Stroud", "f", "Councilwoman"),
        Person("Naomi Pruett", "f", "Vice Mayor"),
        Person("Ines Falk", "f", "spokeswoman"),
        Person("Tom Birch", "m", "Councilman"),
        Person("Raul Medina", "m", "spokesman"),
        "Martin Holt",
        "Tucson",
        "Phoenix",
        "Yuma",
        "Arizona",
        "az",
        "SB 1070",
    ),
    "genders": Variant(
        Person("Laura Wexler", "f", "Attorney General"),
        Person("Carl Stroud", "m", "Councilman"),
        Person("Norman Pruett", "m", "Vice Mayor"),
        Person("Edwin Falk", "m", "spokesman"),
        Person("Diane Birch", "f", "Councilwoman"),
        Person("Rosa Medina", "f", "spokeswoman"),
        "Martha Holt",
        "Tucson",
        "Phoenix",
        "Yuma",
        "Arizona",
        "az",
        "SB 1070",
    ),
    "idaho": Variant(
        Person("Frank Delgado", "m", "Attorney General"),
        Person("Helen Voss", "f", "Councilwoman"),
        Person("Gloria Petty", "f", "Vice Mayor"),
        Person("Paula Quick", "f", "spokeswoman"),
        Person("Sam Orton", "m", "Councilman"),
        Person("Luis Tamayo", "m", "spokesman"),
        "Martin Holt",
        "Boise",
        "Nampa",
        "Canyon",
        "Idaho",
        "id",
        "HB 318",
    ),
    "nevada": Variant(
        Person("Greta Lindqvist", "f", "Homeland Security Secretary"),
        Person("Oscar Brandt", "m", "Councilman"),
        Person("Wanda Kessler", "f", "Mayor"),
        Person("Philip Drake", "m", "spokesman"),
        Person("Ruth Adler", "f", "Councilwoman"),
        Person("Nina Ferrer", "f", "spokeswoman"),
        "Alan Mercer",
        "Reno",
        "Las Vegas",
        "Washoe",
        "Nevada",
        "nv",
        "AB 4",
    ),
    "ohio": Variant(
        Person("Walter Simms", "m", "Labor Secretary"),
        Person("Joan Rusk", "f", "Councilwoman"),
        Person("Peter Vance", "m", "Mayor"),
        Person("Amy Cole", "f", "spokeswoman"),
        Person("Henry Lowe", "m", "Councilman"),
        Person("David Crane", "m", "spokesman"),
        "Susan Bright",
        "Dayton",
        "Toledo",
        "Lucas",
        "Ohio",
        "oh",
        "SB 22",
        "lsfcr",
    ),
    "texas": Variant(
        Person("Maria Salas", "f", "Attorney General"),
        Person("Jim Tolbert", "m", "Councilman"),
        Person("Rita Mendez", "f", "Deputy Mayor"),
        Person("Karen Boyd", "f", "spokeswoman"),
        Person("Hector Luna", "m", "Councilman"),
        Person("Grace Nolan", "f", "spokeswoman"),
        "Martin Holt",
        "El Paso",
        "Laredo",
        "Webb",
        "Texas",
        "tx",
        "SB 4",
        "lfsrc",
    ),
    "kansas": Variant(
        Person("Edward Pryce", "m", "Interior Secretary"),
        Person("Beth Lawson", "f", "Councilwoman"),
        Person("Alice Monroe", "f", "Vice Mayor"),
        Person("Colin Reeves", "m", "spokesman"),
        Person("Dora Finch", "f", "Councilwoman"),
        Person("Victor Hale", "m", "spokesman"),
        "Joyce Carver",
        "Wichita",
        "Topeka",
        "Shawnee",
        "Kansas",
        "ks",
        "HB 2718",
        "lsfrc",
    ),
    "georgia": Variant(
        Person("Simon Achebe", "m", "Attorney General"),
        Person("Yolanda Briggs", "f", "Alderwoman"),
        Person("Marcus Tate", "m", "Mayor"),
        Person("Leila Haddad", "f", "spokeswoman"),
        Person("Roy Sutton", "m", "Councilman"),
        Person("Tessa Moon", "f", "spokeswoman"),
        "Martin Holt",
        "Savannah",
        "Augusta",
        "Chatham",
        "Georgia",
        "ga",
        "HB 87",
    ),
    "minnesota": Variant(
        Person("Erik Solberg", "m", "Homeland Security Secretary"),
        Person("Mai Vang", "f", "Councilmember"),
        Person("Patricia Olson", "f", "Mayor"),
        Person("Abdi Warsame", "m", "spokesman"),
        Person("Linnea Berg", "f", "Councilmember"),
        Person("Joel Hart", "m", "spokesman"),
        "Martin Holt",
        "Duluth",
        "Minneapolis",
        "Hennepin",
        "Minnesota",
        "mn",
        "SF 12",
        "lfscr",
    ),
    "new-mexico": Variant(
        Person("Ana Castellanos", "f", "Attorney General"),
        Person("Ken Whitaker", "m", "Councilor"),
        Person("Bruce Yazzie", "m", "Vice Mayor"),
        Person("Dolores Rael", "f", "spokeswoman"),
        Person("Fiona Marsh", "f", "Councilor"),
        Person("Ben Okafor", "m", "spokesman"),
        "Celia Strand",
        "Albuquerque",
        "Santa Fe",
        "Luna",
        "New Mexico",
        "nm",
        "HB 9",
        "lsfcr",
    ),
}


@dataclass(frozen=True)
class Expected:
    """Whose a passage is. Without a speaker none may be given; `optional`: it may be left open too."""

    speaker: str | None
    role: str | None = None
    place: str | None = None
    division: str | None = None
    optional: bool = False


def retell(text: str, variant: Variant) -> str:
    """The seed article of other people and places. ValueError where it no longer has what is to be replaced."""
    for old, new in _replacements(variant):
        if old not in text:
            raise ValueError(f"the seed article has no {old!r} any more")
        text = text.replace(old, new)
    return _reorder(text, variant)


def _replacements(v: Variant) -> Iterator[tuple[str, str]]:
    """What is replaced, in this order: pronouns by their sentences, then titles, names and places."""
    yield "She said city ordinances", f"{v.speaks.pronoun.capitalize()} said city ordinances"
    yield "less than that,” she said", f"less than that,” {v.speaks.pronoun} said"
    yield "But she said recent", f"But {v.member.pronoun} said recent"
    yield "She said that would", f"{v.member.pronoun.capitalize()} said that would"
    yield "shape or form,” she said", f"shape or form,” {v.deputy.pronoun} said"
    yield "Attorney General Jeff Sessions", f"{v.secretary.title} {v.secretary.name}"
    yield "Sessions’", f"{v.secretary.surname}’s"
    yield "Sessions", v.secretary.surname
    yield "Councilwoman Karin Uhlich", f"{v.member.title} {v.member.name}"
    yield "Uhlich", v.member.surname
    yield "Vice Mayor Regina Romero", f"{v.deputy.title} {v.deputy.name}"
    yield "Romero", v.deputy.surname
    yield "Rana Lashgari, a spokeswoman", f"{v.speaks.name}, a {v.speaks.title}"
    yield "Lashgari", v.speaks.surname
    yield "Councilman Sal DiCiccio", f"{v.principal.title} {v.principal.name}"
    yield "spokesman Alfonso Zavala", f"{v.sheriff.title} {v.sheriff.name}"
    yield "Zavala", v.sheriff.surname
    yield "Donald Trump", v.president
    yield "Trump", v.president.split()[-1]
    yield "SB 1070", v.law
    yield "Tucson", v.city
    yield "Phoenix", v.other_city
    yield "Yuma County", f"{v.county} County"
    yield "Arizona", v.state


STARTS = {
    "l": "“Local law enforcement",
    "f": "But others said that local",
    "s": "{county} County Sheriff’s",
    "c": "{member} said {city} police",
    "r": "The council passed",
}


def _reorder(text: str, v: Variant) -> str:
    starts = {
        part: text.index(start.format(county=v.county, member=v.member.surname, city=v.city))
        for part, start in STARTS.items()
    }
    ends = dict(zip(starts, [*list(starts.values())[1:], len(text)], strict=True))
    parts = [text[starts[part] : ends[part]].strip() for part in v.order]
    return "\n\n".join([text[: starts["l"]].strip(), *parts]) + "\n"


def expected(variant: Variant) -> list[tuple[str, Expected]]:
    """A piece of each quoted passage in the order of the original, and whose it is."""
    v = variant
    state = f"{DIVISION}/state:{v.postal}"
    secretary = Expected(v.secretary.name, v.secretary.title, "United States", DIVISION)
    city = (v.city, f"{state}/place:{v.city.lower().replace(' ', '_')}")
    other = (v.other_city, f"{state}/place:{v.other_city.lower().replace(' ', '_')}")
    county = (f"{v.county} County", f"{state}/county:{v.county.lower()}")
    member = Expected(v.member.name, v.member.title, *city)
    deputy = Expected(v.deputy.name, v.deputy.title, *city)
    speaks = Expected(
        v.speaks.name, f"{v.speaks.title} for {v.other_city} {v.principal.title} {v.principal.name}", *other
    )
    sheriff_role = f"{v.county} County Sheriff’s Office {v.sheriff.title}"
    sheriff = Expected(v.sheriff.name, sheriff_role, *county)
    council = Expected(f"{v.city} City Council", None, *city)
    return [
        ("‘dangerously undermine’", secretary),
        ("“sanctuary cities”", secretary),
        ("“dangerously undermine” the", secretary),
        ("“dangerously undermine” efforts", secretary),
        ("“interdict", Expected(None)),
        ("“enrich", secretary),
        ("“Sanctuary cities are", secretary),
        ("“Under this", secretary),
        ("“is huge", Expected(v.sheriff.name, sheriff_role, *county, optional=True)),
        ("“Local law", member),
        ("“immigrant-friendly", Expected(v.city, None, *city)),
        ("“limited", deputy),
        (f"“The {v.president.split()[-1]}", deputy),
        ("“exactly", speaks),
        ("“It’s nothing", speaks),
        ("“open line", sheriff),
        ("“everyone", sheriff),
        ("“huge”", sheriff),
        ("“an expectation", member),
        ("“extremely", member),
        ("“mere", council),
        ("“without", council),
        ("“What we’re", deputy),
    ]
