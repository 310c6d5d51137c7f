"""Stretches of the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from dateline.model import When
from dateline.model.tension import By

DAY = datetime.timedelta(days=1)


def first(day: datetime.date, by: By) -> datetime.date:
    """Return the first day of the period that a day is in.

    Example:
        >>> first(datetime.date(2018, 5, 9), "quarter")
        datetime.date(2018, 4, 1)
    """
    match by:
        case "day":
            return day
        case "week":
            return day - datetime.timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)


def following(start: datetime.date, by: By) -> datetime.date:
    """Return the first day of the next period."""
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[by]
    return first(start + datetime.timedelta(days=longest), by)


def periods(
    since: datetime.date, until: datetime.date, by: By
) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Yield first and last day of all periods from that of one day to that of another."""
    start = first(since, by)
    while start <= until:
        after = following(start, by)
        yield start, after - DAY
        start = after


def label(start: datetime.date, by: By) -> str:
    """Return the name of a period.

    Example:
        >>> label(datetime.date(2018, 4, 23), "week")
        '2018-W17'
    """
    match by:
        case "day":
            return start.isoformat()
        case "week":
            year, week, _ = start.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case "month":
            return f"{start:%Y-%m}"
        case "quarter":
            return f"{start.year:04d}-Q{(start.month + 2) // 3}"
        case "year":
            return f"{start.year:04d}"


def home(date: When | None, by: By) -> datetime.date | None:
    """Return the first day of the period that a date belongs to; None if it is longer than that period.

    A date that lies across two periods belongs to that of its middle.
    """
    if date is None:
        return None
    start = first(date.start + (date.end - date.start) // 2, by)
    return start if date.end - date.start < following(start, by) - start else None
