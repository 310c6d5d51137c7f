"""Readers of counted time: two years ago, in three weeks, for five days, every month, and clock times."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, replace

from dateline.annotators import _time_periods as periods
from dateline.annotators._time_fields import Fields, Reading, Scene, on, reader
from dateline.annotators._time_periods import Date, shift

DAYS = {
    "S": 1 / 86400,
    "N": 1 / 1440,
    "H": 1 / 24,
    "D": 1,
    "W": 7,
    "F": 14,
    "M": 30,
    "Q": 91,
    "Y": 365,
    "E": 3652,
    "C": 36524,
}


SPREAD = {3: (2, 6), 5: (3, 9), 2: (2, 2), 4: (2, 6), 9: (5, 30)}


@dataclass(frozen=True, slots=True)
class Count:
    """How many units: exact ``number``, or ``low`` to ``high`` for vague words."""

    number: float
    low: float
    high: float
    exact: bool


def count_of(f: Fields) -> Count | None:
    """Return the count that stands before a unit."""
    if (vague := f.word("vague")) is not None:
        low, high = SPREAD.get(vague, (2, 9))
        return Count(vague, low, high, low == high)
    number = f.numbers.value(f.groups["number"] or "") if f.groups.get("number") else None
    if number is None and f.groups.get("halfan"):
        number = 0.5
    if number is None and f.groups.get("one"):
        number = 0.5 if f.groups.get("half") else 1
    if number is not None and f.groups.get("plus"):
        number += 0.5
    return None if number is None or number > 100_000 else Count(number, number, number, True)


@reader
def ago(f: Fields, scene: Scene) -> Reading | None:
    """Read two years ago, three days later, a week earlier."""
    count, unit = count_of(f), f.word("unit")
    if count is None:
        return None
    told = (f.text("away") or "ago") not in ("ago", "from now", "hence")
    base = scene.narrative if told else scene.day
    if told and scene.story and unit in ("M", "Q", "Y", "E", "C", "W", "F"):
        base = scene.story.start
    anchor = "narrative" if told else scene.anchor
    if base is None:
        return Reading("DATE", None)
    sign = f.word("away") or (1 if "after" in (f.text("away") or "") else -1)
    if not count.exact:
        return _vague(base, sign, count, unit, anchor)
    if unit in ("S", "N", "H"):
        return on(periods.day(base + datetime.timedelta(sign * round(count.number * DAYS[unit]))), anchor)
    if unit == "F":
        unit, count = "W", replace(count, number=count.number * 2)
    if count.number != int(count.number):
        return on(
            periods.of_unit(base + datetime.timedelta(sign * round(count.number * DAYS[unit])), "M"), anchor
        )
    return on(periods.of_unit(shift(base, sign * int(count.number), unit), unit), anchor)


def _vague(base: Date, sign: int, count: Count, unit: str, anchor: str | None) -> Reading:
    near = base + datetime.timedelta(sign * math.floor(count.low * DAYS[unit]))
    far = base + datetime.timedelta(sign * math.ceil(count.high * DAYS[unit]))
    start, end = sorted((near, far))
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    return replace(on(periods.days(start, end), anchor), value=value)


@reader
def in_count(f: Fields, scene: Scene) -> Reading | None:
    """Read in two weeks: from now under a future, a length of time otherwise."""
    count, unit = count_of(f), f.word("unit")
    if count is None:
        return None
    if scene.tense() != "future" or scene.day is None or unit in ("S", "N", "H") or not count.exact:
        return duration(f, scene)
    days = datetime.timedelta(round(count.number * DAYS[unit]))
    unit = "W" if unit == "F" else unit
    far = shift(scene.day, int(count.number), unit) if count.number == int(count.number) else scene.day + days
    return on(periods.of_unit(far, unit), scene.anchor)


@reader
def past_count(f: Fields, scene: Scene) -> Reading | None:
    """Read the past three days, in recent weeks, the coming months."""
    day, which = scene.day, f.text("shift") or "recent"
    unit: str = f.word("unit") or f.words["unit"].get((f.text("unit") or "").rstrip("s")) or "D"
    sign = 1 if which in ("next", "coming", "following") else -1
    value = "FUTURE_REF" if sign > 0 else "PAST_REF"
    count = count_of(f)
    if day is None:
        return Reading("DATE", value)
    if count is None:
        reach = {"H": 1, "D": 7, "W": 42, "M": 183}.get(unit)
        if reach is None:
            return Reading("DATE", value)
        start, end = sorted((day, day + datetime.timedelta(sign * reach)))
        return replace(on(periods.days(start, end), scene.anchor), value=value)
    if unit in ("S", "N"):
        return duration(f, scene)
    days = math.ceil(count.high * DAYS[unit])
    whole = count.exact and count.number == int(count.number) and unit in ("D", "W", "M", "Y")
    far = shift(day, sign * int(count.number), unit) if whole else day + datetime.timedelta(sign * days)
    return on(periods.days(*sorted((day, far))), scene.anchor)


@reader
def vague_away(f: Fields, scene: Scene) -> Reading | None:
    """Read days later: after the story's day, how long is not said."""
    return Reading("DATE", "FUTURE_REF" if f.text("away") == "later" else "PAST_REF")


@reader
def duration(f: Fields, scene: Scene) -> Reading | None:
    """Read three days as a length of time."""
    unit = f.word("unit") or f.word("unit", "unit2")
    count = count_of(f)
    if count is None:
        return None
    return Reading("DURATION", _length(count, unit))


def _length(count: Count, unit: str) -> str:
    if unit in ("E", "C", "F"):
        factor, unit = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}[unit]
        count = replace(count, number=count.number * factor)
    if count.number == 0.5 and unit == "H":
        return "PT30M"
    if count.number == 0.5 and unit == "Y":
        return "P6M"
    if unit == "Q":
        count, unit = replace(count, number=count.number * 3), "M"
    number = f"{count.number:g}" if count.exact else "X"
    return ("PT" if unit in ("S", "N", "H") else "P") + number + ("M" if unit == "N" else unit)


@reader
def every(f: Fields, scene: Scene) -> Reading | None:
    """Read every week, twice a day."""
    name = (f.text("unit") or f.text("unit2") or "").rstrip("s")
    return Reading("SET", _length(count_of(f) or Count(1, 1, 1, True), f.words["unit"][name]))


@reader
def clock(f: Fields, scene: Scene) -> Reading | None:
    """Read a clock time: it lies on the story's day."""
    part = f.word("part")
    if f.groups.get("hour") is None and f.groups.get("number") is None:
        hour, minute = {"TNI": 0, "TMI": 12, "TMO": 6, "TEV": 18}.get(part, 12), 0
        text = f.text("part") or ""
        mark = f"T{hour:02d}:00" if text.startswith(("noon", "midnight", "midday")) else part
    else:
        text = f.groups["hour"] or ""
        hour = int(text) if text.isdecimal() else int(f.numbers.value(text) or 0)
        minute = f.integer("minute") or 0
        half = (f.text("ampm") or "").replace(".", "").replace(" ", "")
        if half and not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "pm") if half else hour
        mark = f"T{hour:02d}:{minute:02d}"
    if hour > 24:
        return None
    base = scene.narrative
    return on(periods.day(base), "narrative", clock=mark) if base else Reading("TIME", mark)
