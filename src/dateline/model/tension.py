"""Tension: how two sides dealt with each other, period by period."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.model.record import Record
from dateline.model.shown import Framed

By = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What happened between two sides in one stretch of time; a record counts once, however many report it.

    Attributes:
        start: first day.
        end: last day.
        label: its name ("2018-04", "2018-W17").
        quads: how many events of each PLOVER quad class happened: verbal and material cooperation, verbal and material conflict.
        actual: how many events happened.
        planned: how many were planned or announced.
        intensity: sum of the intensity of what happened; below 0 is conflict.
        mean: mean intensity of what happened, None where nothing did or none is known.
        sources: how many independent sources tell of what happened and of what was planned.
        smooth: the sum, smoothed over the neighbours.
        records: ids of the records.
    """

    start: datetime.date
    end: datetime.date
    label: str
    quads: tuple[int, int, int, int]
    actual: int
    planned: int
    intensity: float
    mean: float | None
    sources: int
    smooth: float
    records: tuple[str, ...]

    @property
    def share_actual(self) -> float | None:
        """The share of events that happened among those that happened or were planned, None where there are none."""
        told = self.actual + self.planned
        return self.actual / told if told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A period with which the level changed.

    Attributes:
        label: name of the period.
        start: its first day.
        before: mean sum of intensity of the periods since the last jump.
        after: that of the periods from here to the next one.
        records: the weightiest records behind it: what stood before and ceased, and what came.
    """

    label: str
    start: datetime.date
    before: float
    after: float
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension(Framed):
    """The relation of two sides over time.

    Attributes:
        left: one side, in the words asked.
        right: the other.
        by: length of a period.
        periods: one after the other, without gaps.
        jumps: where the level changed; None when the package that finds them is not installed.
        unplaced: how many records are left out because their date is missing or wider than a period.
    """

    left: str
    right: str
    by: By
    periods: tuple[Period, ...]
    jumps: tuple[Jump, ...] | None
    unplaced: int = 0
