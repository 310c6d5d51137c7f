"""The codes of other programs: countries and roles as GDELT, ICEWS and ACLED write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import find, read_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country in the codes of other programs.

    Attributes:
        name: in English.
        numeric: ISO 3166-1 numeric, None where there is none.
        fips: FIPS 10-4.
        region: of the world, in ACLED's terms.
    """

    name: str
    numeric: int | None
    fips: str
    region: str


@cache
def countries() -> dict[str, Country]:
    """Return the countries by their ISO 3166 alpha-3 code."""
    return {
        row.cells["country"]: Country(
            name=row.cells["name"],
            numeric=int(row.cells["numeric"]) if row.text("numeric") else None,
            fips=row.cells["fips"],
            region=row.cells["region"],
        )
        for path in find("exchange/countries.csv")
        for row in read_csv(path)
    }


@cache
def by_fips() -> dict[str, str]:
    """Return the ISO code of each country by its FIPS 10-4 code."""
    return {known.fips: code for code, known in countries().items() if known.fips}


@cache
def cameo_countries() -> dict[str, str]:
    """Return the code that we use for each country code of CAMEO that is another one."""
    return {
        row.cells["cameo"]: row.cells["country"]
        for path in find("exchange/cameo_countries.csv")
        for row in read_csv(path)
    }


@cache
def roles() -> dict[str, str]:
    """Return the CAMEO role of each PLOVER sector: the first that the table names."""
    found: dict[str, str] = {}
    for role, sector in sectors().items():
        found.setdefault(sector, role)
    return found


@cache
def sectors() -> dict[str, str]:
    """Return the PLOVER sector of each CAMEO role that has one."""
    return {
        row.cells["role"]: row.cells["sector"]
        for path in find("ontologies/cameo_roles.csv")
        for row in read_csv(path)
        if row.text("sector")
    }
