"""The world's places by name: countries, regions and cities with points on the map."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dateline.codebook.files import find, read_csv

NAMES = "gazetteers/points.csv"
CITIES = "gazetteers/cities.csv"
COUNTIES = "gazetteers/counties.csv"
HOMES = "gazetteers/newspapers.csv"
STATES = "gazetteers/states.csv"
LONGEST = 6
EARTH = 6371.0
PUNCTUATION = re.compile(r"[.'’‘`ʻ]")
SEPARATORS = re.compile(r"[\s\-‐‑–_]+")
COUNTY = re.compile(r" (?:county|parish|co|borough|counties)$")
FREE = frozenset(("", "tv", "me", "io", "co", "ai", "fm", "ly", "to", "cc", "nu", "ws"))  # sold to anybody
SHORT = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft", "township": "twp"}
WEIGHTS = {
    "country": 8.0,
    "state": 7.0,
    "region": 6.3,
    "county": 5.2,
    "wide": 7.0,
    "city": 5.0,
    "other": 5.5,
    "school": 5.5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place of the gazetteer.

    Attributes:
        name: canonical name.
        kind: ``country``, ``state`` (first-level division), ``region``, ``county``, ``city``, ``wide`` (more than one
            country, seas), ``school`` (no place, but a sign of one), ``other``.
        country: ISO 3166 alpha-3, None for seas and the like.
        admin1: GeoNames code of the first-level division, None if unknown.
        lat: degrees north.
        lon: degrees east.
        weight: how likely the name means it, all else equal: the decimal logarithm of its population or a like figure.
        geonameid: GeoNames id.
        adjective: True where it was found by an adjective or a name of its people.
        rough: True where the point is only that of something larger.
    """

    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    weight: float
    geonameid: int | None = None
    adjective: bool = False
    rough: bool = False


def key(name: str) -> str:
    """Return a name without accents, case, dots and apostrophes, its words joined by single spaces.

    Example:
        >>> key("Saint-Étienne"), key("W.Va.")
        ('st etienne', 'wva')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = SEPARATORS.sub(" ", PUNCTUATION.sub("", name)).strip().casefold().split(" ")
    return " ".join([SHORT.get(w, w) for w in words])


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude) in kilometres."""
    a, b, c, d = map(math.radians, (*one, *other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


class Places:
    """Look-up of places by name.

    The cities stay one sorted run of bytes that a look-up halves: nothing is built at the start, however many there are.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        self._cities = b"\n" + find(CITIES, overlay)[-1].read_bytes()  # the user's own holds ours as well
        self._points: dict[str, list[Spot]] = defaultdict(list)
        self.abbreviations: dict[str, Spot] = {}
        self.capitals: set[str] = set()
        self._domains: dict[str, Spot] = {}
        self.countries: dict[str, Spot] = {}
        self.states: dict[tuple[str, str], Spot] = {}
        self._homes: dict[str, tuple[str, str, str]] = {}
        for path in reversed(find(NAMES, overlay)):
            self._read_points(path)
        for path in find(STATES, overlay):
            self._read_states(path)
        for path in find(HOMES, overlay):
            for row in read_csv(path):
                self._homes[row.cells["domain"]] = (
                    row.cells["city"],
                    row.cells["country"],
                    row.cells["admin1"],
                )

    @lru_cache(maxsize=20000)  # noqa: B019  one gazetteer lives as long as the process
    def find(self, name: str) -> tuple[Spot, ...]:
        """Return all places of a name (a ``key``), points first."""
        points, cities = self._points.get(name, []), self._city(name)
        if any(s.kind == "country" for s in points):  # Mexico is also called what its capital is
            cities = [s for s in cities if key(s.name) == name]
        stem = COUNTY.sub("", name)
        if stem != name:
            points = [*(s for s in points if s.country != "USA"), *self.counties(stem)]
        return (*points, *cities)

    def counties(self, name: str) -> tuple[Spot, ...]:
        """Return the counties of the USA of this name (a ``key`` without "county").

        Large ones have their own points, the others that of their state: who needs a nearer one takes a town there.
        """
        known = {s.admin1: s for s in self._points.get(f"{name} county", ())}
        return tuple(
            known.get(code) or _county(official, self.states["USA", code])
            for code, official in _counties().get(name, ())
            if ("USA", code) in self.states
        )

    def home(self, domain: str) -> Spot | None:
        """Return the city that a newspaper with this domain is written for, else the country of the domain.

        None where neither is known.
        """
        parts = domain.casefold().removeprefix("www.").split(".")
        for cut in range(len(parts) - 1):
            known = self._homes.get(".".join(parts[cut:]))
            if known is not None:
                city, country, admin1 = known
                return max(
                    (s for s in self._city(key(city)) if s.country == country and admin1 in ("", s.admin1)),
                    key=lambda s: s.weight,
                    default=None,
                )
        return self._domains.get(parts[-1]) if parts[-1] not in FREE else None

    def _city(self, name: str) -> list[Spot]:
        wanted = b"\n" + name.encode() + b","
        low, high = 0, len(self._cities)
        while low < high:  # the first line whose start is not below the wanted one
            middle = (low + high) // 2
            start = self._cities.rfind(b"\n", 0, middle + 1)
            if self._cities[start : start + len(wanted)] < wanted:
                end = self._cities.find(b"\n", middle + 1)
                low = end if end >= 0 else len(self._cities)
            else:
                high = start
        found = []
        while self._cities.startswith(wanted, low):
            end = self._cities.find(b"\n", low + 1)
            found.append(_spot(self._cities[low + 1 : end if end >= 0 else None].decode()))
            low = end if end >= 0 else len(self._cities)
        return found

    def _read_points(self, path: Path) -> None:
        for row in read_csv(path):
            kind, ident = row.cells["kind"], row.text("geonameid")
            spot = Spot(
                name=row.cells["name"],
                kind=kind,
                country=row.text("country"),
                admin1=row.text("admin1"),
                lat=float(row.cells["lat"]),
                lon=float(row.cells["lon"]),
                weight=float(row.text("weight") or WEIGHTS[kind]),
                geonameid=int(ident) if ident else None,
            )
            for name in (spot.name, *row.items("aliases")):
                self._add(name, spot)
            for name in row.items("adjectives"):
                self._add(name, _adjective(spot))
            for name in row.items("abbreviations"):
                self.abbreviations[name.replace(" ", "")] = spot
            if kind == "country" and spot.country:
                self.countries.setdefault(spot.country, spot)
                self._domains[row.text("tld") or ""] = spot
            if kind == "state" and spot.country and spot.admin1:
                self.states[spot.country, spot.admin1] = spot

    def _read_states(self, path: Path) -> None:
        """Take the aliases and adjectives of the countries from the gazetteer of actors."""
        for row in read_csv(path):
            spot = self.countries.get(row.cells["id"]) if row.text("kind") == "state" else None
            if spot is None:
                continue
            for name in row.items("aliases"):
                self._add(name, spot)
            for name in row.items("adjectives"):
                self._add(name, _adjective(spot))
            self.capitals.update(key(name) for name in row.items("capital"))

    def _add(self, name: str, spot: Spot) -> None:
        held = self._points[key(name)]
        if not any(s.lat == spot.lat and s.lon == spot.lon for s in held):
            held.append(spot)


def _adjective(spot: Spot) -> Spot:
    return replace(spot, adjective=True)


def _county(name: str, state: Spot) -> Spot:
    weight = WEIGHTS["county"]
    return replace(state, name=name, kind="county", weight=weight, geonameid=None, rough=True)


def _spot(line: str) -> Spot:
    _, name, country, admin1, lat, lon, population, ident = line.split(",")
    return Spot(
        name=name,
        kind="city",
        country=country,
        admin1=admin1 or None,
        lat=float(lat),
        lon=float(lon),
        weight=math.log10(max(int(population), 300)),
        geonameid=int(ident),
    )


@lru_cache(maxsize=1)
def _counties() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_csv(find(COUNTIES)[0]):
        found[row.cells["key"]].append((row.cells["admin1"], row.cells["name"]))
    return {name: tuple(held) for name, held in found.items()}


@lru_cache(maxsize=4)
def load(overlay: Path | None = None) -> Places:
    """Return the gazetteer of places, built once for each overlay."""
    return Places(overlay)
