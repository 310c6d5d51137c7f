"""Days as pages write them: stamps, numbers, and names of months in many languages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import find, read_csv

MONTHS = "lexicons/months.csv"
FIRST_YEAR, LAST_YEAR = 1690, 2199  # the first newspapers; a year that nobody means
CENTURY = 2000  # of years in two digits
DAY = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>\d{4})(?P<sep>[-/.]|年\s?)(?P<m1>\d{1,2})(?:(?P=sep)|月\s?)(?P<d1>\d{1,2})(?!\d)"
    r"(?:(?:T|\s+)(?P<hour>\d\d):\d\d(?::\d\d(?:\.\d+)?)?\s?(?P<utc>Z|UTC|GMT|[+-]00:?00)?)?"
    r"|(?P<a>\d{1,2})(?P<mark>[./-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<y2>\d{4}|\d\d(?!(?P=mark)\d))(?!\d)"
    r"|(?P<d3>\d{1,2})(?:\.|º|er|st|nd|rd|th|-)?[\s-]*(?:de\s+|of\s+|d['’])?(?P<n3>[^\W\d_]{3,12})\.?[,-]?\s*(?:de\s+|del\s+)?(?P<y3>\d{4})(?!\d)"
    r"|(?P<y5>(?:19|20)\d\d)(?P<m5>0[1-9]|1[0-2])(?P<d5>[0-3]\d)(?=$|\D|T?\d{6}(?!\d))"
    r")"
    r"|(?<![^\W_])(?P<n4>[^\W\d_]{3,12})\.?\s+(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that a text names.

    Attributes:
        day: the day.
        other: the other reading of a day in numbers that leaves open which is the month.
        start: where it begins in the text.
        hour: hour of the stamp if it counts from Greenwich: the publisher's own day may then be a neighbour.
    """

    day: datetime.date
    other: datetime.date | None = None
    start: int = 0
    hour: int | None = None

    def may_be(self, day: datetime.date) -> bool:
        """Return whether the stamp can be of that day where the publisher lives."""
        off = (day - self.day).days
        if off == 0 or day == self.other:
            return True
        return self.hour is not None and ((off == -1 and self.hour < 12) or (off == 1 and self.hour >= 10))


@cache
def months() -> dict[str, int]:
    """Return the names of months, in lower case, with their numbers."""
    rows = [row for path in find(MONTHS) for row in read_csv(path)]
    return {name: int(row.cells["month"]) for row in rows for name in row.items("names")}


def days(text: str) -> Iterator[Day]:
    """Yield the days that a text names in full.

    Example:
        >>> [str(each.day) for each in days("4. März 2021, 12:10")]
        ['2021-03-04']
    """
    for match in DAY.finditer(text):
        if found := _read(match):
            yield found


def _read(match: re.Match[str]) -> Day | None:
    """Return the day of a match, None if there is none."""
    part = match.groupdict()
    for i in "15":
        if part["y" + i]:
            day = _day(part["y" + i], int(part["m" + i]), int(part["d" + i]))
            hour = int(part["hour"]) if part["utc"] and part["hour"] else None
            return Day(day=day, start=match.start(), hour=hour) if day else None
    for i in "34":
        if part["y" + i]:
            month = months().get(part["n" + i].lower())
            day = _day(part["y" + i], month, int(part["d" + i])) if month else None
            return Day(day=day, start=match.start()) if day else None
    first, second = int(part["a"]), int(part["b"])
    little = _day(part["y2"], second, first)
    big = _day(part["y2"], first, second) if part["mark"] != "." else None
    best = little or big
    return Day(day=best, other=big if best == little else None, start=match.start()) if best else None


def _day(year: str, month: int, day: int) -> datetime.date | None:
    """Return a day, None if the calendar has none like it."""
    try:
        found = datetime.date(int(year) + (CENTURY if len(year) == 2 else 0), month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR and found != datetime.date(1970, 1, 1) else None
