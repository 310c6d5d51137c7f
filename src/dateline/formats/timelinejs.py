"""JSON of TimelineJS 3 (timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from dateline.formats import Item, _words
from dateline.model import Commitment, Record, When


class TimelineJs:
    """One slide for each dated record; TimelineJS shows HTML, so all text is escaped.

    Loss: undated records are left out; how sure a date is stands only in its display.
    """

    media_type = "application/json"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the JSON."""
        slides = [slide for item in items if isinstance(item, Record) for slide in _slides(item)]
        head = {"text": {"headline": escape(_words.clean(title) or "Timeline")}}
        yield json.dumps({"title": head, "events": slides}, ensure_ascii=False, indent=1) + "\n"


def _slides(record: Record) -> Iterator[dict[str, Any]]:
    value = record.value
    date = value.due if isinstance(value, Commitment) else value.date
    if date is None:  # there is no place for it on a line
        return
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
    yield slide


def _day(day: datetime.date, date: When) -> dict[str, int]:
    if date.precision == "year":
        return {"year": day.year}
    if date.precision == "month":
        return {"year": day.year, "month": day.month}
    return {"year": day.year, "month": day.month, "day": day.day}
