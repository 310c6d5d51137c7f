"""When a document was published, and how that is known."""

from __future__ import annotations

import datetime
import re
from typing import cast

from dateline.model import Block, Span, When
from dateline.model.when import Basis

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:[snrt][tdh])? (?:of )?{MONTH}\.? ?,? ?(?P<y1>\d{{4}})"
    rf"|{MONTH.replace('month', 'month2')}\.? (?P<d2>\d{{1,2}})(?:[snrt][tdh])? ?,? ?(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)"
    r"|(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})[/.](?P<y4>\d{4}))\b",
    re.IGNORECASE,
)
SAID = re.compile(r"(?:first )?(?:published|posted|issued|updated|last updated)(?: on| at)?\b", re.IGNORECASE)
FIRST_YEAR = 1690  # of newspapers


def given(day: datetime.date | None, basis: str) -> When | None:
    """Return the publication day that came with the document."""
    if day is None:
        return None
    return When(start=day, end=day, basis=cast("Basis", basis))


def stated(text: str, blocks: tuple[Block, ...]) -> When | None:
    """Return the publication day that the text itself names: in its dateline, its byline, or a line that says so."""
    for block in blocks:
        words = block.span.of(text)
        if block.reason in ("dateline", "byline") or (len(words) < 120 and SAID.match(words)):
            for match in DATE.finditer(words):
                if day := _day(match):
                    span = Span(block.span.start + match.start(), block.span.start + match.end())
                    return When(start=day, end=day, basis="stated", text=match[0], span=span)
    return None


def _day(match: re.Match[str]) -> datetime.date | None:
    """Return the day that a match of ``DATE`` names, None if there is no such day."""
    part = match.groupdict()
    year = int(part["y1"] or part["y2"] or part["y3"] or part["y4"])
    name = part["month"] or part["month2"]
    if part["y4"]:
        month, monthday = _numbers(int(part["n1"]), int(part["n2"]))
    else:
        month = MONTHS.index(name[:3].lower()) + 1 if name else int(part["m3"])
        monthday = int(part["d1"] or part["d2"] or part["d3"])
    try:
        day = datetime.date(year, month, monthday)
    except ValueError:
        return None
    return day if year >= FIRST_YEAR else None


def _numbers(first: int, second: int) -> tuple[int, int]:
    """Return month and day of a date in numbers; 0, 0 where both orders are possible and differ."""
    if first == second or second > 12:
        return first, second
    return (second, first) if first > 12 else (0, 0)


def days_in(text: str) -> set[datetime.date]:
    """Return the days that a text names in full."""
    return {day for match in DATE.finditer(text) if (day := _day(match))}
