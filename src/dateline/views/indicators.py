"""Figures as series: by measure and place, day by day, with the spread between sources."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.model import Indicator, When
from dateline.model.series import Point, Reading, Series
from dateline.store import Query, Reader, Stored
from dateline.views import _merging
from dateline.views.records import in_time

LAST = datetime.date.max


def series(reader: Reader, query: Query) -> tuple[Series, ...]:
    """Return the figures that answer a query, grouped by measure, unit and place; by name in order.

    Every report counts with its own figure, not with that of the record it belongs to, so that what sources disagree on is seen.
    """
    groups: dict[tuple[str, str, str], list[Reading]] = defaultdict(list)
    for stored in reader.reports("indicator", query):
        if isinstance(stored.value, Indicator) and in_time(stored.value.date, query):
            figure = stored.value
            key = (figure.measure, _where(figure) or "", figure.unit or "")
            measure, where, unit = (words.casefold() for words in key)
            groups[measure, where, unit].append(_reading(stored, figure))
    return tuple(_series(groups[key]) for key in sorted(groups))


def _reading(stored: Stored, figure: Indicator) -> Reading:
    return Reading(figure=figure, record=stored.record, report=_merging.record([stored]).reports[0])


def _where(figure: Indicator) -> str | None:
    if figure.place:
        return figure.place.name
    whose = figure.actor.name if figure.actor else None
    return whose if whose and whose.casefold() not in figure.measure.casefold().split() else None


def _series(readings: list[Reading]) -> Series:
    first = readings[0].figure
    days: dict[tuple[datetime.date, datetime.date], list[Reading]] = defaultdict(list)
    for reading in readings:
        days[_day(reading.figure.date)].append(reading)
    points = tuple(_point(days[day]) for day in sorted(days))
    return Series(measure=first.measure, unit=first.unit, where=_where(first), points=points)


def _day(date: When | None) -> tuple[datetime.date, datetime.date]:
    return (date.start, date.end) if date else (LAST, LAST)


def _point(readings: list[Reading]) -> Point:
    numbers = list(_numbers(reading.figure for reading in readings))
    ordered = sorted(readings, key=lambda r: (_day(r.report.published), r.report.id))
    return Point(
        date=ordered[0].figure.date,
        low=min(numbers, default=None),
        high=max(numbers, default=None),
        readings=tuple(ordered),
    )


def _numbers(figures: Iterable[Indicator]) -> Iterator[float]:
    for figure in figures:
        yield from (n for n in (figure.value, figure.low, figure.high) if n is not None)
