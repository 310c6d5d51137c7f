"""From the groups of a matched rule to days: one reader for each kind of expression."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from dateline.annotators import _time_periods as periods
from dateline.annotators._number_words import NumberWords
from dateline.annotators._time_periods import Date, Period, shift
from dateline.annotators._time_tense import Tense

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
ONE = datetime.timedelta(1)
DAYS = {"S": 1 / 86400, "N": 1 / 1440, "H": 1 / 24, "D": 1, "W": 7, "F": 14, "M": 30, "Q": 91, "Y": 365, "E": 3652, "C": 36524}
SPREAD = {3: (2, 6), 5: (3, 9), 2: (2, 2), 4: (2, 6), 9: (5, 30)}


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


def on(period: Period | None, anchor: str | None, part: str | None = None, clock: str | None = None) -> Reading:
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


@reader
def date(f: Fields, scene: Scene) -> Reading | None:
    """Read calendar dates, whole or in part."""
    number, day = f.word("month") or f.integer("monthno"), f.integer("day")
    year = year_of(f, scene)
    part = f.word("part", "partof")
    if number is None:
        return _modified(stated(periods.year(year)), f) if year else None
    if year is not None:
        period = periods.month(year, number) if day is None else periods.day(Date(year, number, day))
        relative = f.text("yearshift") is not None
        return _modified(on(period, scene.anchor, part) if relative or part else stated(period), f)
    if scene.day is None:
        return Reading("DATE", f"XXXX-{number:02d}" + (f"-{day:02d}" if day else ""))
    years = (scene.day.year - 1, scene.day.year, scene.day.year + 1)
    if scene.year is not None and scene.year < scene.day.year and scene.tense() == "past":
        years = (scene.year,) * 3
    if day is None:
        found = nearest([periods.month(y, number) for y in years], scene)
    else:
        found = nearest([periods.day(d) for y in years if (d := _day(y, number, day))], scene)
    if found is None:
        return None
    return _modified(replace(on(found, scene.anchor, part), basis="stated"), f)


def _day(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _modified(reading: Reading, f: Fields) -> Reading:
    which = f.word("mod") if f.groups.get("mod") else None
    if which is None or reading.period is None or reading.period.start == reading.period.end:
        return reading
    return replace(reading, period=reading.period.part(which))


@reader
def numeric(f: Fields, scene: Scene) -> Reading | None:
    """Read 13/06/2018; where both orders are possible the one nearest to publication."""
    year = int(f.groups["year"] or 0)
    a, b = int(f.groups["a"] or 0), int(f.groups["b"] or 0)
    options = [d for d in {_day(year, a, b), _day(year, b, a)} if d is not None]
    if not options:
        return None
    if len(options) == 1:
        return stated(periods.day(options[0]))
    if scene.day is None:
        return Reading("DATE", None)
    reference = scene.day
    return stated(periods.day(min(options, key=lambda d: (abs((d - reference).days), d))))


@reader
def day_range(f: Fields, scene: Scene) -> Reading | None:
    """Read June 4-6, 2018."""
    first_month, last_month = f.word("month"), f.word("month", "month2") or f.word("month")
    first_day, last_day = f.integer("day") or 0, f.integer("day2") or 0
    year = year_of(f, scene)
    if year is None and scene.day is None:
        return None
    years = [year] if year is not None else [scene.day.year + n for n in (-1, 0, 1)] if scene.day else []
    options = []
    for y in years:
        a, b = _day(y, first_month, first_day), _day(y + (last_month < first_month), last_month, last_day)
        if a and b and a <= b:
            options.append(periods.days(a, b))
    if not options:
        return None
    found = options[0] if year is not None else nearest(options, scene)
    return stated(found) if found else None


@reader
def month_range(f: Fields, scene: Scene) -> Reading | None:
    """Read from March to May 2018."""
    year, first, last = year_of(f, scene) or 0, f.word("month"), f.word("month", "month2")
    return stated(periods.between(periods.month(year - (first > last), first), periods.month(year, last)))


@reader
def year_range(f: Fields, scene: Scene) -> Reading | None:
    """Read between 2005 and 2008, or 2005-08."""
    first = f.integer("year") or f.integer("year3") or 0
    last = f.integer("year2") or f.integer("year4") or 0
    if last < 100:
        last += first // 100 * 100
    return stated(periods.between(periods.year(first), periods.year(last))) if first < last else None


@reader
def decade(f: Fields, scene: Scene) -> Reading | None:
    """Read the 1990s, the '50s."""
    number = f.integer("decade") or f.integer("decade2") or 0
    return _modified(stated(periods.decade(number if number >= 100 else 1900 + number)), f)


@reader
def century(f: Fields, scene: Scene) -> Reading | None:
    """Read the 19th century."""
    number = f.integer("century") or f.word("century", "centuryword") or 0
    return _modified(stated(periods.century((number - 1) * 100)), f) if 1 <= number <= 22 else None


@reader
def season(f: Fields, scene: Scene) -> Reading | None:
    """Read summer 2019, in the spring."""
    name, year = f.word("season"), year_of(f, scene)
    if year is not None:
        return stated(periods.season(year, name))
    if scene.day is None:
        return Reading("DATE", None)
    found = nearest([periods.season(scene.day.year + n, name) for n in (-1, 0, 1)], scene)
    return on(found, scene.anchor)


@reader
def quarter(f: Fields, scene: Scene) -> Reading | None:
    """Read the third quarter of 2019, Q3, the first half of 2019."""
    which = f.word("nth") or f.integer("q")
    span, year = f.text("span"), year_of(f, scene)
    if span is None and f.text("q") is None:
        return None
    if span == "half":
        return stated(periods.half(year, which)) if year and which in (1, 2) else None
    if span == "trimester":
        return None
    if year is not None:
        return stated(periods.quarter(year, which))
    if scene.day is None:
        return Reading("DATE", None)
    found = nearest([periods.quarter(scene.day.year + n, which) for n in (-1, 0, 1)], scene)
    return on(found, scene.anchor)


@reader
def shift_month(f: Fields, scene: Scene) -> Reading | None:
    """Read last November."""
    day, number, which = scene.day, f.word("month"), f.text("shift") or ""
    if day is None:
        return Reading("DATE", None)
    options = [periods.month(day.year + n, number) for n in (-2, -1, 0, 1, 2)]
    if "past" in which or which in ("last", "previous", "preceding"):
        return on(max((p for p in options if p.end < day), key=lambda p: p.start), scene.anchor)
    if which in ("next", "coming", "following", "upcoming"):
        return on(min((p for p in options if p.start > day), key=lambda p: p.start), scene.anchor)
    return on(options[2], scene.anchor)


@reader
def weekday(f: Fields, scene: Scene) -> Reading | None:
    """Read on Tuesday, last Friday night, the following Monday."""
    number, part = f.word("weekday"), f.word("part") or f.word("part", "partof")
    which, the = f.text("shift"), f.groups.get("the")
    if scene.day is None:
        return Reading("DATE", None)
    if which in ("following", "previous", "preceding", "same", "that") or (the and which == "next"):
        base = scene.narrative or scene.day
        if which in ("same", "that"):
            found = _back(base, number)
        else:
            found = _forth(base + ONE, number) if which in ("following", "next") else _back(base - ONE, number)
        return on(periods.day(found), "narrative" if scene.narrative else scene.anchor, part)
    if which in ("last", "past", "this past", "this last"):
        found = _back(scene.day - ONE, number)
    elif which in ("next", "coming", "upcoming", "this coming", "this upcoming"):
        found = _forth(scene.day + ONE, number)
    elif scene.ahead:
        found = _forth(scene.day, number)
    else:
        found = _back(scene.day, number)
    return on(periods.day(found), scene.anchor, part)


def _back(day: Date, number: int) -> Date:
    return day - datetime.timedelta((day.isoweekday() - number) % 7)


def _forth(day: Date, number: int) -> Date:
    return day + datetime.timedelta((number - day.isoweekday()) % 7)


@reader
def weekday_week(f: Fields, scene: Scene) -> Reading | None:
    """Read Tuesday of last week."""
    if scene.day is None:
        return Reading("DATE", None)
    base = scene.day + datetime.timedelta(7 * {"last": -1, "this": 0, "next": 1}[f.text("shift") or "this"])
    monday = base - datetime.timedelta(base.isoweekday())
    return on(periods.day(monday + datetime.timedelta(f.word("weekday"))), scene.anchor, f.word("part"))


@reader
def every_weekday(f: Fields, scene: Scene) -> Reading | None:
    """Read on Sundays."""
    number = f.word("weekday") or f.word("weekday", "weekday2")
    return Reading("SET", f"XXXX-WXX-{number}")


@reader
def deictic(f: Fields, scene: Scene) -> Reading | None:
    """Read yesterday, today, tonight, tomorrow."""
    if scene.day is None or scene.anchor == "narrative":
        return Reading("DATE", None)
    word = f.text("deictic") or ""
    offsets = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}
    part = "TNI" if word == "tonight" else f.word("part") or f.word("part", "partof")
    return on(periods.day(scene.day + datetime.timedelta(offsets.get(word, 0))), scene.anchor, part)


@reader
def this_part(f: Fields, scene: Scene) -> Reading | None:
    """Read this morning, last night."""
    if scene.day is None or scene.anchor == "narrative":
        return Reading("TIME", None)
    which, part = f.text("shift"), f.word("part")
    offset = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(which or "", 0)
    if which == "last" and part not in ("TNI", "TEV"):
        return None
    return on(periods.day(scene.day + datetime.timedelta(offset)), scene.anchor, part)


@reader
def narrative_part(f: Fields, scene: Scene) -> Reading | None:
    """Read that evening, the early hours of the morning."""
    base, part = scene.narrative, f.word("part")
    if base is None:
        return Reading("TIME", None)
    which = f.text("shift") or ""
    offset = 1 if "next" in which or "following" in which else -1 if "previous" in which else 0
    if f.groups.get("early"):
        part = "TEV" if f.text("early") == "evening" else "TNI" if f.text("early") == "late" else "TMO"
    return on(periods.day(base + datetime.timedelta(offset)), "narrative", part)


@reader
def narrative_day(f: Fields, scene: Scene) -> Reading | None:
    """Read the next day, the same day, the day before."""
    base = scene.narrative
    if base is None:
        return Reading("DATE", None)
    which = (f.text("shift") or "") + " " + (f.text("away") or "")
    offset = 1 if any(w in which for w in ("next", "following", "after")) else 0
    offset = -1 if any(w in which for w in ("previous", "preceding", "before")) else offset
    return on(periods.day(base + datetime.timedelta(offset)), "narrative")


@reader
def next_to(f: Fields, scene: Scene) -> Reading | None:
    """Read the week before (something whose time is the story's)."""
    base, unit, away = scene.narrative, (f.text("unit") or "").rstrip("s"), f.text("away") or ""
    if base is None:
        return Reading("DATE", None)
    sign = 1 if away in ("after", "following", "since") else -1
    if unit in ("day", "night") and not (f.text("unit") or "").endswith("s"):
        return on(periods.day(base + sign * ONE), "narrative", "TNI" if unit == "night" else None)
    if unit == "weekend":
        return on(periods.weekend(base + sign * 7 * ONE), "narrative")
    code = {"day": "W", "week": "W", "month": "M", "year": "Y"}.get(unit, "W")
    return on(periods.of_unit(shift(base, sign, code), code), "narrative")


@reader
def end_of(f: Fields, scene: Scene) -> Reading | None:
    """Read the end of the month, the end of 2019, the beginning of the year."""
    year, number = year_of(f, scene), f.word("month")
    if number is not None:
        whole = date(replace(f, groups={**f.groups, "mod": None}), scene)
        period = whole.period if whole else None
    elif year is not None:
        period = periods.year(year)
    elif scene.day is None:
        return Reading("DATE", None)
    else:
        which = {"last": -1, "next": 1}.get(f.text("shift") or "", 0)
        unit = UNITS.get(f.text("unit") or "year", "Y")
        period = periods.of_unit(shift(scene.day, which, unit), unit)
    if period is None:
        return None
    if (f.text("end") or "end") in ("end", "close"):
        late = period.part("late") if period.precision != "year" else periods.month(period.end.year, 12)
        last = replace(late, value=period.end.isoformat(), precision="range")
        return on(last, scene.anchor)
    return on(period.part("mid" if f.text("end") == "middle" else "early"), scene.anchor)


UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}


@reader
def shift_unit(f: Fields, scene: Scene) -> Reading | None:
    """Read last week, this year, the following month, over the weekend, next summer."""
    which = f.text("shift") or ("same" if f.groups.get("same") else "this")
    unit = f.text("unit") or f.text("unit2") or ""
    unit = unit.rstrip("s") if unit not in f.words["season"] else unit
    the = bool(f.groups.get("the"))
    if unit == "day":
        return None
    if scene.day is None:
        return Reading("DATE", None)
    storied = which in ("that", "same", "following", "previous", "preceding") or (the and which == "next")
    base = scene.day
    if storied:
        base = scene.story.start if scene.story else scene.narrative or scene.day
    anchor = "narrative" if storied and (scene.story or scene.narrative) else scene.anchor
    step = f.words["shift"].get(which, 0)
    if unit == "weekend":
        return on(_weekend(base, step, which, scene, storied), anchor)
    if unit in f.words["season"]:
        return on(_season(base, step, f.words["season"][unit], scene), anchor)
    code = UNITS[unit]
    if the and which in ("past", "last", "coming") and code in ("W", "M", "Y", "E"):
        other = shift(base, step, code)
        return on(periods.days(*sorted((base, other))), anchor)
    if code == "W" and which == "last" and base.isoweekday() == 7:
        step = 0  # on a Sunday the week that ends is "last week"
    period = _long(base, step, code)
    return on(_cut(period, f.text("mod"), step, base, scene) if not storied else period, anchor)


def _long(base: Date, step: int, code: str) -> Period:
    if code == "E":
        return periods.decade(base.year // 10 * 10 + 10 * step)
    if code == "C":
        return periods.century(base.year // 100 * 100 + 100 * step)
    return periods.of_unit(shift(base, step, code), code)


def _cut(period: Period, mod: str | None, step: int, day: Date, scene: Scene) -> Period:
    """Return the part of this week, month ... that the words and the tense leave."""
    if mod in ("early", "mid", "late") and step:
        return period.part(mod)
    if step:
        return period.cut(last=day) if step < 0 else period
    if mod == "later" or (mod != "earlier" and scene.tense() == "future"):
        return period.cut(first=day)
    return period.cut(last=day)


def _weekend(base: Date, step: int, which: str, scene: Scene, storied: bool) -> Period:
    this = periods.weekend(base)
    if storied or step > 0:
        near = which in ("coming", "upcoming", "this coming", "this upcoming")
        return this if near and base < this.start else periods.weekend(base + datetime.timedelta(7 * step))
    if step < 0:
        return periods.weekend(base - datetime.timedelta(7))
    if base >= this.start or scene.ahead:
        return this
    return periods.weekend(base - datetime.timedelta(7))


def _season(base: Date, step: int, name: str, scene: Scene) -> Period:
    options = [periods.season(base.year + n, name) for n in (-2, -1, 0, 1, 2)]
    if step < 0:
        return max((p for p in options if p.end < base), key=lambda p: p.start)
    if step > 0:
        return min((p for p in options if p.start > base), key=lambda p: p.start)
    holding = [p for p in options if p.start <= base <= p.end]
    return holding[0] if holding else options[2]


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
        number = 1.5 if f.groups.get("half") else 1
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
        return on(periods.of_unit(base + datetime.timedelta(sign * round(count.number * DAYS[unit])), "M"), anchor)
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
    unit = f.word("unit") or f.words["unit"].get((f.text("unit") or "").rstrip("s"))
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


@reader
def feast(f: Fields, scene: Scene) -> Reading | None:
    """Read Christmas Day 2019, last Halloween."""
    month, day = (int(n) for n in f.word("feast").split("-"))
    year = f.integer("year")
    if year is not None:
        return stated(periods.day(Date(year, month, day)))
    if scene.day is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    options = [periods.day(Date(scene.day.year + n, month, day)) for n in (-1, 0, 1)]
    which = f.text("shift")
    if which == "last":
        return on(max((p for p in options if p.end < scene.day), key=lambda p: p.start), scene.anchor)
    if which == "next":
        return on(min((p for p in options if p.start > scene.day), key=lambda p: p.start), scene.anchor)
    return on(options[1] if which == "this" else nearest(options, scene), scene.anchor)


@reader
def nine_eleven(f: Fields, scene: Scene) -> Reading | None:
    """Read 9/11."""
    return stated(periods.day(Date(2001, 9, 11)))


@reader
def ref(f: Fields, scene: Scene) -> Reading | None:
    """Read now, recently."""
    return Reading("DATE", f.word("ref"))
