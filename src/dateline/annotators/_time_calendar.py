"""Readers of calendar expressions: dates, months, years, seasons, decades."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotators import _time_periods as periods
from dateline.annotators._time_fields import Fields, Reading, Scene, nearest, on, reader, stated, year_of
from dateline.annotators._time_periods import Date


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
def edge_day(f: Fields, scene: Scene) -> Reading | None:
    """Read the last day of May, the first day of June 2019."""
    month = date(f, scene)
    if month is None or month.period is None:
        return None
    whole = month.period
    return stated(periods.day(whole.start if (f.text("edge") or "").lower() == "first" else whole.end))


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
    which = int(f.word("nth") or f.integer("q") or 1)
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
