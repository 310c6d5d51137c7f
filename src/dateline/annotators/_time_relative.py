"""Readers of words laid on the publication date or on the story's own day: weekdays, yesterday, last week, that night."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dateline.annotators import _time_periods as periods
from dateline.annotators._time_calendar import date
from dateline.annotators._time_fields import ONE, Fields, Reading, Scene, on, reader, year_of
from dateline.annotators._time_periods import Date, Period, shift


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
            found = (
                _forth(base + ONE, number) if which in ("following", "next") else _back(base - ONE, number)
            )
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


@reader
def ref(f: Fields, scene: Scene) -> Reading | None:
    """Read now, recently."""
    return Reading("DATE", f.word("ref"))
