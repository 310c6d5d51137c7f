"""The spreadsheet of TimelineJS 3 (timeline.knightlab.com): 19 columns; partial dates leave month and day empty."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from html import escape

from dateline.formats import Item, _tables, _words
from dateline.formats._tables import Cell
from dateline.formats.timelinejs import UNDATED, dated
from dateline.model import Record, When

COLUMNS = (
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
)


class TimelineJsCsv:
    """One line for each dated record; TimelineJS shows HTML, so all text is escaped.

    Loss: undated records are left out; how sure a date is stands only in its display.
    """

    media_type = "text/csv"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        yield _tables.commas(COLUMNS)
        if words := escape(_words.clean(title)):
            yield _tables.commas([*[None] * 9, words, *[None] * 6, "title", None, None])
        for record, date in dated(items):
            yield _tables.commas(_line(record, date))

    def lacks(self, item: Item) -> str | None:
        """Return why there is no line for an item, None if there is."""
        return None if any(dated([item])) else UNDATED


def _line(record: Record, date: When) -> list[Cell]:
    shown, label = _words.head(record.value)
    quotes = "".join(
        f"<p>{escape(_words.quote(r.evidence))} — {escape(_words.source(r))}</p>" for r in record.reports
    )
    end: list[Cell] = [None] * 3 if date.is_day else _day(date.end, date)
    headline = escape(_words.line(record.value))
    return [*_day(date.start, date), None, *end, None, shown, headline, quotes, *[None] * 6, label, None]


def _day(day: datetime.date, date: When) -> list[Cell]:
    if date.precision == "year":
        return [day.year, None, None]
    if date.precision == "month":
        return [day.year, day.month, None]
    return [day.year, day.month, day.day]
