"""JSON of TimelineJS 3 (timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from dateline.formats import Item, _pieces, _words
from dateline.model import Commitment, Record, When

UNDATED = "without a date"


class TimelineJs:
    """One slide for each dated record; TimelineJS shows HTML, so all text is escaped.

    Loss: undated records are left out; how sure a date is stands only in its display.
    """

    media_type = "application/json"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the JSON."""
        slides = (_slide(item, date) for item, date in dated(items))
        head = {"text": {"headline": escape(_words.clean(title) or "Timeline")}}
        yield from _pieces.json_list({"title": head}, "events", slides)
        yield "\n"

    def lacks(self, item: Item) -> str | None:
        """Return why there is no slide for an item, None if there is."""
        return None if any(dated([item])) else UNDATED


def dated(items: Iterable[Item]) -> Iterator[tuple[Record, When]]:
    """Yield the records that have a place on a line, with their date."""
    for item in items:
        if isinstance(item, Record):
            date = item.value.due if isinstance(item.value, Commitment) else item.value.date
            if date is not None:
                yield item, date


def _slide(record: Record, date: When) -> dict[str, Any]:
    value = record.value
    shown, label = _words.head(value)
    quotes = "".join(
        f"<p>{escape(_words.quote(r.evidence))} — {escape(_words.source(r))}</p>" for r in record.reports
    )
    slide: dict[str, Any] = {
        "unique_id": record.record_id,
        "start_date": _day(date.start, date),
        "display_date": shown,
        "group": label,
        "text": {"headline": escape(_words.line(value)), "text": quotes},
    }
    if not date.is_day:
        slide["end_date"] = _day(date.end, date)
    return slide


def _day(day: datetime.date, date: When) -> dict[str, int]:
    if date.precision == "year":
        return {"year": day.year}
    if date.precision == "month":
        return {"year": day.year, "month": day.month}
    return {"year": day.year, "month": day.month, "day": day.day}
