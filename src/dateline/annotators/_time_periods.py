"""Calendar periods: the days they hold and their TIMEX3 value."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, replace

from dateline.model.when import Precision

Date = datetime.date
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``start`` to ``end``, both inclusive, how exactly the words name them, and their TIMEX3 value."""

    start: Date
    end: Date
    precision: Precision
    value: str

    def cut(self, *, first: Date | None = None, last: Date | None = None) -> Period:
        """Return the part from ``first`` to ``last`` under the same value; all of it when that part is empty."""
        start = max(self.start, first) if first else self.start
        end = min(self.end, last) if last else self.end
        if start > end or (start, end) == (self.start, self.end):
            return self
        return replace(self, start=start, end=end, precision="day" if start == end else "range")

    def part(self, which: str) -> Period:
        """Return the first, second or last third (``early``, ``mid``, ``late``) under the same value.

        Thirds of a year are whole months, those of decades and centuries whole years.
        """
        first, last = self._thirds()
        if not self.start < first <= last < self.end:
            return self
        one = datetime.timedelta(1)
        if which == "early":
            return replace(self, end=first - one, precision="range")
        if which == "late":
            return replace(self, start=last + one, precision="range")
        return replace(self, start=first, end=last, precision="range")

    def _thirds(self) -> tuple[Date, Date]:
        """Return the first and the last day of the middle third."""
        start = self.start
        if self.precision == "month":
            return start.replace(day=11), start.replace(day=20)
        if self.precision == "year":
            return start.replace(month=5), start.replace(month=8, day=31)
        if self.precision in ("decade", "century"):
            years = self.end.year - start.year + 1
            first, last = start.year + round(years * 0.4), self.end.year - years // 3
            return start.replace(year=first), Date(last, 12, 31)
        third = datetime.timedelta(((self.end - start).days + 1) // 3)
        return start + third, self.end - third


def day(date: Date) -> Period:
    """Return one day."""
    return Period(date, date, "day", date.isoformat())


def week(date: Date) -> Period:
    """Return the week, Monday to Sunday, of a day."""
    year, number, weekday = date.isocalendar()
    monday = date - datetime.timedelta(weekday - 1)
    return Period(monday, monday + datetime.timedelta(6), "week", f"{year:04d}-W{number:02d}")


def weekend(date: Date) -> Period:
    """Return Saturday and Sunday of a day's week."""
    whole = week(date)
    return Period(whole.end - datetime.timedelta(1), whole.end, "range", f"{whole.value}-WE")


def month(year: int, number: int) -> Period:
    """Return a month; numbers beyond 1 to 12 run into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return Period(Date(year, number, 1), Date(year, number, last), "month", f"{year:04d}-{number:02d}")


def year(number: int) -> Period:
    """Return a year."""
    return Period(Date(number, 1, 1), Date(number, 12, 31), "year", f"{number:04d}")


def decade(first: int) -> Period:
    """Return the ten years from ``first``."""
    return Period(Date(first, 1, 1), Date(first + 9, 12, 31), "decade", f"{first // 10:03d}X")


def century(first: int) -> Period:
    """Return the hundred years from ``first``."""
    return Period(Date(max(first, 1), 1, 1), Date(first + 99, 12, 31), "century", f"{first // 100:02d}XX")


def season(number: int, name: str) -> Period:
    """Return a season of three calendar months; winter begins in December of its year."""
    first, last = month(number, SEASONS[name]), month(number, SEASONS[name] + 2)
    return Period(first.start, last.end, "season", f"{number:04d}-{name}")


def quarter(number: int, which: int) -> Period:
    """Return a quarter; ``which`` beyond 1 to 4 runs into other years."""
    number, which = number + (which - 1) // 4, (which - 1) % 4 + 1
    first, last = month(number, which * 3 - 2), month(number, which * 3)
    return Period(first.start, last.end, "quarter", f"{number:04d}-Q{which}")


def half(number: int, which: int) -> Period:
    """Return a half year, 1 or 2."""
    first, last = month(number, which * 6 - 5), month(number, which * 6)
    return Period(first.start, last.end, "half", f"{number:04d}-H{which}")


def between(first: Period, last: Period) -> Period:
    """Return all from the start of one period to the end of another."""
    start, end = first.start, last.end
    return Period(start, end, "range", f"{start.isoformat()}/{end.isoformat()}")


def days(start: Date, end: Date) -> Period:
    """Return the days from ``start`` to ``end``."""
    return Period(start, end, "range", f"{start.isoformat()}/{end.isoformat()}")


def shift(date: Date, count: int, unit: str) -> Date:
    """Return the day ``count`` units away; a day that its month lacks becomes the month's last."""
    if unit in ("D", "W"):
        return date + datetime.timedelta(count * (7 if unit == "W" else 1))
    months = date.year * 12 + date.month - 1 + count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    last = calendar.monthrange(months // 12, months % 12 + 1)[1]
    return Date(months // 12, months % 12 + 1, min(date.day, last))


def of_unit(date: Date, unit: str) -> Period:
    """Return the day, week, month ... that holds a day."""
    if unit == "W":
        return week(date)
    if unit == "M":
        return month(date.year, date.month)
    if unit == "Q":
        return quarter(date.year, (date.month + 2) // 3)
    if unit in ("Y", "E", "C"):
        return year(date.year)
    return day(date)
