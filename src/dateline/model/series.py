"""Series: the figures of one measure and place, day by day, with those who give them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.indicator import Indicator
from dateline.model.record import Report
from dateline.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure as one report gives it."""

    figure: Indicator
    record: str
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """All figures for one date.

    Attributes:
        date: when they held, None if nothing tells it.
        low: the lowest number that anybody names, None where none is named.
        high: the highest number; the bound of an open figure ("more than 20") counts as a number.
        readings: the figures, oldest publication first; never empty.
    """

    date: When | None
    low: float | None
    high: float | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one measure.

    Attributes:
        measure: what is counted.
        unit: unit of the figures, None if unknown.
        where: name of the place, else of the actor whose figures they are; None where neither is known.
        points: the dates, in order; figures without a date come last.
    """

    measure: str
    unit: str | None
    where: str | None
    points: tuple[Point, ...]
