"""Dates that keep their precision."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.errors import FormatError
from dateline.model.span import Span

Precision = Literal["day", "range", "week", "month", "season", "quarter", "half", "year", "decade", "century"]
Basis = Literal["given", "metadata", "stated", "relative", "published", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends inclusive.

    Attributes:
        start: first day.
        end: last day.
        precision: what the words say: a ``month`` stays a month, never its first day.
        basis: how it is known. For events: ``stated`` (the words name it), ``relative`` (words laid on an
            anchor), ``published`` (the day of the report), ``inferred``. For a document's publication:
            ``given`` (by the user), ``metadata`` (of the page), ``stated`` (in its text), ``inferred``.
        text: the words, when there are some.
        span: where they stand.
    """

    start: datetime.date
    end: datetime.date
    precision: Precision = "day"
    basis: Basis
    text: str | None = None
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise FormatError(f"interval ends before it starts: {self.start}..{self.end}")

    @property
    def is_day(self) -> bool:
        """True if the interval is one day."""
        return self.start == self.end

    def overlaps(self, other: When) -> bool:
        """Return whether the two intervals share a day."""
        return self.start <= other.end and other.start <= self.end

    def iso(self) -> str:
        """Return the interval in ISO 8601: ``2018-06-12``, ``2018-06``, ``2018`` or ``start/end``."""
        if self.is_day:
            return self.start.isoformat()
        if self.precision == "month" and (self.start.year, self.start.month) == (
            self.end.year,
            self.end.month,
        ):
            return f"{self.start:%Y-%m}"
        if self.precision == "year" and self.start.year == self.end.year:
            return f"{self.start.year:04d}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def stretch(words: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a day, month or year as it is typed.

    Example:
        >>> [str(day) for day in stretch("2018-02")]
        ['2018-02-01', '2018-02-28']

    Raises:
        ValueError: the words name none.
    """
    if len(words) == len("2018"):
        return datetime.date(int(words), 1, 1), datetime.date(int(words), 12, 31)
    if len(words) == len("2018-06"):
        first = datetime.date.fromisoformat(f"{words}-01")
        return first, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    day = datetime.date.fromisoformat(words)
    return day, day
