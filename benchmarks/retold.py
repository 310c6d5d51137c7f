"""The sentences of the built-in articles, told of other countries, people, places, days and numbers.

News repeats its grammar and its stock phrases, hardly ever its facts: a store that is filled with the same few hundred sentences holds each new
one against hundreds of equal ones, which no archive of news has to do. Names are drawn from the gazetteers: 5,800 people in
office, 179 countries, 6,000 cities of more than 100,000 people. One page tells of one cast.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import dateline

GAZETTEERS = Path(dateline.__file__).parent / "knowledge/gazetteers"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LARGE = 100_000  # people
CITY = ("key", "name", "country", "admin1", "latitude", "longitude", "people", "id")
FIRST_YEAR = 2020  # about the year of the built-in articles
THE_TWO = {"North": "PRK", "South": "KOR"}  # as "the North"
_MONTH = "|".join(MONTHS)
_LAID = rf"(?P<date>\b\d{{1,2}} (?:{_MONTH})\b|\b(?:{_MONTH}) \d{{1,2}}\b)|(?P<month>\b(?:{_MONTH})\b)"
_DAY = rf"(?P<day>\b(?:{'|'.join(DAYS)})\b)"
_YEAR, _NUMBER = r"(?P<year>\b(?:19|20)\d\d\b)", r"(?P<number>\b\d{2,3}(?:,\d{3})*\b)"


@dataclass(frozen=True, slots=True)
class Land:
    """A country with what is said of it."""

    code: str
    name: str
    adjective: str
    people: str
    capital: str


@dataclass(slots=True)
class Cast:
    """Who and what one page tells of: the same name stands for the same one all over it."""

    dice: random.Random
    year: int
    _lands: dict[str, Land] = field(default_factory=dict)
    _people: dict[str, str] = field(default_factory=dict)
    _cities: dict[str, str] = field(default_factory=dict)

    def land(self, code: str) -> Land:
        """Return the country that stands for another one."""
        if code not in self._lands:
            self._lands[code] = lands()[self.dice.choice(people())[1]]
        return self._lands[code]

    def person(self, name: str) -> str:
        """Return who stands for a person; a short name is the end of the full one."""
        key = name.rsplit(" ", 1)[-1] if " " not in name else name
        full = next((new for old, new in self._people.items() if key in old.split()), None)
        if full is None:
            full = self._people[name] = self.dice.choice(people())[0]
        return full if " " in name else full.rsplit(" ", 1)[-1]

    def city(self, name: str) -> str:
        """Return the city that stands for a place."""
        if name not in self._cities:
            self._cities[name] = self.dice.choice(cities())
        return self._cities[name]


def _rows(name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, str]]:
    with (GAZETTEERS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if not line.startswith("#")), columns)


@cache
def lands() -> dict[str, Land]:
    """Return the countries of today."""
    found = {}
    for row in _rows("states.csv"):
        said = row["adjectives"].split("|")
        if row["kind"] == "state" and not row["to"] and row["capital"] and len(said) > 1:
            found[row["id"]] = Land(row["id"], row["name"], said[0], said[1], row["capital"].split("|")[0])
    return found


@cache
def people() -> tuple[tuple[str, str], ...]:
    """Return people of one name and more, each with the country: who has many in office has much news."""
    return tuple(
        (r["name"], r["country"])
        for r in _rows("persons.csv")
        if " " in r["name"] and r["country"] in lands()
    )


@cache
def cities() -> tuple[str, ...]:
    """Return large cities."""
    return tuple(sorted({r["name"] for r in _rows("cities.csv", CITY) if int(r["people"]) > LARGE}))


class Retold:
    """Tells sentences anew.

    Args:
        found: the sentences, with the names of people and of places that a parser found in them.
    """

    def __init__(self, found: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        found = list(found)
        self.sentences = tuple(text for text, _, _ in found)
        self._said: dict[str, tuple[str, str]] = {}
        full = {name for _, named, _ in found for name in named if " " in name}
        short = {part for name in full for part in (name.split()[0], name.split()[-1])}
        self._said |= {
            name: ("place", name) for _, _, places in found for name in places if name not in THE_TWO
        }
        self._said |= {name: ("person", name) for name in full | short if len(name) > 2}
        self._said |= _states()
        names = "|".join(map(re.escape, sorted(self._said, key=len, reverse=True)))
        two = "|".join(THE_TWO)
        self._slot = re.compile(
            rf"(?P<name>(?<!\w)(?:{names})(?!\w))|(?P<two>\b[Tt]he (?:{two})\b(?! Korea))|{_LAID}|{_DAY}|{_YEAR}|{_NUMBER}"
        )

    def one(self, cast: Cast) -> str:
        """Return one sentence, told of a cast."""
        return self._slot.sub(lambda match: self._other(match, cast), cast.dice.choice(self.sentences))

    def _other(self, match: re.Match[str], cast: Cast) -> str:
        dice, kind, text = cast.dice, match.lastgroup, match[0]
        if kind == "name":
            form, key = self._said[text]
            if form == "person":
                return cast.person(key)
            return cast.city(key) if form == "place" else str(getattr(cast.land(key), form))
        if kind == "two":
            return cast.land(THE_TWO[text[4:]]).name
        if kind == "date":
            day, month = str(dice.randrange(1, 29)), dice.choice(MONTHS)
            return f"{day} {month}" if text[0].isdigit() else f"{month} {day}"
        if kind == "month":
            return dice.choice(MONTHS)
        if kind == "day":
            return dice.choice(DAYS)
        if kind == "year":
            return str(int(text) + cast.year - FIRST_YEAR)
        return re.sub(r"^\d+", str(dice.randrange(10, 999)), text)


def _states() -> dict[str, tuple[str, str]]:
    """Return what is said of countries."""
    said: dict[str, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for row in _rows("states.csv"):
        if row["id"] not in lands():
            continue
        words = row["adjectives"].split("|")
        said |= {
            name: ("name", row["id"]) for name in (row["name"], *row["aliases"].split("|")) if len(name) > 1
        }
        said |= {words[0]: ("adjective", row["id"]), words[1]: ("people", row["id"])}
        said |= {name: ("capital", row["id"]) for name in row["capital"].split("|") if name != row["name"]}
    return dict(said)
