"""Publication days as feeds and records write them."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import Any

from dateline.errors import FormatError

ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])")


def day(value: str) -> datetime.date:
    """Return the calendar day that a date or time names, in the time zone in which it is written.

    Args:
        value: ISO 8601 or RFC 2822.

    Raises:
        FormatError: it is neither.

    Example:
        >>> day("Tue, 12 Jun 2018 23:30:00 -0400")
        datetime.date(2018, 6, 12)
    """
    text = value.strip()
    try:
        if match := ISO.match(text):
            year, month, monthday = map(int, match.groups())
            return datetime.date(year, month, monthday)
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError) as error:
        raise FormatError(f"not a date: {value[:40]!r}; write it as YYYY-MM-DD") from error


def record_day(value: Any) -> datetime.date | None:
    """Return the day of a record's ``published`` field: a string, or an interval of one day as we write it.

    Raises:
        FormatError: it is something else.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if isinstance(start, str) and end in (start, None):
            return day(start)
    if isinstance(value, str):
        return day(value)
    raise FormatError("'published' is not one day; write it as YYYY-MM-DD")
