"""What a matched rule gives its reader, and what a reader gives back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from dateline.annotators._number_words import NumberWords
from dateline.annotators._time_periods import Date, Period
from dateline.annotators._time_tense import Tense

ONE = datetime.timedelta(1)


Kind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; ``period`` is None for durations, sets and what stays unresolved."""

    kind: Kind
    value: str | None
    period: Period | None = None
    basis: Literal["stated", "relative"] = "relative"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What relative words are laid on.

    Attributes:
        day: day of publication; without one, the story's own day; None if there is neither.
        anchor: which of the two ``day`` is.
        narrative: the story's own day at this place, the last one that was named; else ``day``.
        story: the last period of any length that was named, a year at most; None if there is none.
        year: a year that was named just before; None if there is none.
        tense: tells whether the words look back or ahead.
    """

    day: Date | None
    anchor: str | None
    narrative: Date | None
    tense: Callable[[], Tense | None]
    story: Period | None = None
    year: int | None = None

    @property
    def ahead(self) -> bool:
        """True if the words look ahead."""
        return self.tense() in ("future", "present")


@dataclass(frozen=True, slots=True)
class Fields:
    """The groups of a match with the tables that give them meaning."""

    groups: dict[str, str | None]
    words: dict[str, dict[str, Any]]
    numbers: NumberWords

    def text(self, name: str) -> str | None:
        """Return the words of a group in lower case with single blanks, None if it did not match."""
        found = self.groups.get(name)
        return " ".join(found.lower().split()) if found else None

    def word(self, table: str, name: str | None = None) -> Any:
        """Return what a group's word means in a table."""
        text = self.text(name or table)
        return self.words[table].get(text.rstrip(".")) if text else None

    def integer(self, name: str) -> int | None:
        """Return the digits at the start of a group as a number."""
        digits = "".join(c for c in self.text(name) or "" if c.isdecimal())
        return int(digits) if digits else None


Reader = Callable[[Fields, Scene], Reading | None]


READERS: dict[str, Reader] = {}


def reader(read: Reader) -> Reader:
    """Enter a reader under its own name."""
    READERS[read.__name__] = read
    return read


def stated(period: Period) -> Reading:
    """Return the reading of words that name the time outright."""
    return Reading("DATE", period.value, period, "stated")


def on(
    period: Period | None, anchor: str | None, part: str | None = None, clock: str | None = None
) -> Reading:
    """Return the reading of words laid on an anchor, with a part of the day or a clock time."""
    if period is None:
        return Reading("TIME" if part or clock else "DATE", None)
    value = period.value + (clock or part or "")
    return Reading("TIME" if part or clock else "DATE", value, period, "relative", anchor)


def nearest(options: list[Period], scene: Scene) -> Period | None:
    """Return the period that the tense asks for: the next one ahead, or the last one not after the anchor's day."""
    day, tense = scene.day, scene.tense()
    if day is None:
        return None
    back = [p for p in options if p.start <= day]
    forth = [p for p in options if p.end >= day]
    if tense == "future" and forth:
        return min(forth, key=lambda p: p.start)
    if tense == "past" and back:
        return max(back, key=lambda p: p.start)
    return min(options, key=lambda p: (abs((p.start - day).days), p.start))


def full_year(number: int) -> int:
    """Return a year of two digits as one of four, 1950 to 2049."""
    return number if number >= 100 else number + (2000 if number < 50 else 1900)


def year_of(f: Fields, scene: Scene) -> int | None:
    """Return the year that is named or counted from the anchor's."""
    for name in ("year", "year_2"):
        if (number := f.integer(name)) is not None:
            return full_year(number)
    which = f.text("yearshift")
    if which is None or scene.day is None:
        return None
    if which in ("the same", "that", "the following"):
        base = (scene.story.start if scene.story else scene.narrative or scene.day).year
        return base + (which == "the following")
    return scene.day.year + {"this": 0, "last": -1, "next": 1}[which]
