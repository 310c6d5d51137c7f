"""A calendar (iCalendar, RFC 5545): one all-day entry for each event, and one for each date on which a commitment is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from dateline.formats import Item, _events, _words
from dateline.model import Commitment, Event, Record, When

WEEK = 7  # days; longer intervals would fill the calendar
LINE = 75  # octets


class ICalendar:
    """Entries for what is known to a week or better.

    Loss: statements and figures, undated records, and those known only to more than a week.
    """

    media_type = "text/calendar"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        yield _line("BEGIN", "VCALENDAR") + _line("VERSION", "2.0") + _line("PRODID", "-//dateline//EN")
        if title:
            yield _line("X-WR-CALNAME", _text(title))
        for item in items:
            if self.lacks(item) is None and (when := _when(item)):
                assert isinstance(item, Record)
                assert isinstance(item.value, Event | Commitment)
                yield _entry(item, item.value, when)
        yield _line("END", "VCALENDAR")

    def lacks(self, item: Item) -> str | None:
        """Return why there is no entry for an item, None if there is."""
        if not (isinstance(item, Record) and isinstance(item.value, Event | Commitment)):
            return "that are no events or commitments"
        if (when := _when(item)) is None:
            return "without a date"
        return None if (when.end - when.start).days < WEEK else "known to more than a week only"


def _when(item: Item) -> When | None:
    if not isinstance(item, Record):
        return None
    return item.value.due if isinstance(item.value, Commitment) else item.value.date


def _entry(record: Record, value: Event | Commitment, when: When) -> str:
    changed = record.last_changed or record.first_reported or when.start
    after = when.end + datetime.timedelta(days=1)  # DTEND is the day after
    label = _words.head(value)[1]
    lines = [
        ("BEGIN", "VEVENT"),
        ("UID", f"{record.record_id.replace(':', '-')}@dateline"),
        ("DTSTAMP", f"{changed:%Y%m%d}T000000Z"),
        ("DTSTART;VALUE=DATE", f"{when.start:%Y%m%d}"),
        ("DTEND;VALUE=DATE", f"{after:%Y%m%d}"),
        ("SUMMARY", _text(f"{label}: {_words.line(value)}")),
        ("DESCRIPTION", "\\n".join(_text(_quote(record, i)) for i in range(len(record.reports)))),
    ]
    if isinstance(value, Event) and value.place:
        lines.append(("LOCATION", _text(value.place.name)))
        if value.place.lat is not None and value.place.lon is not None:
            lines.append(("GEO", f"{value.place.lat:.6f};{value.place.lon:.6f}"))
    if isinstance(value, Event) and value.status == "planned":
        lines.append(("STATUS", "TENTATIVE"))
    if (address := _events.url(record)).startswith(("http://", "https://")):
        lines.append(("URL", _words.clean(address)))
    return "".join(_line(*pair) for pair in (*lines, ("END", "VEVENT")))


def _quote(record: Record, index: int) -> str:
    report = record.reports[index]
    return f"{_words.quote(report.evidence)} ({_words.source(report)})"


def _text(words: str) -> str:
    """Return words as a value of type TEXT (section 3.3.11)."""
    return _words.clean(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _line(name: str, value: str) -> str:
    """Return a content line, folded to 75 octets (section 3.1)."""
    parts: list[str] = []
    size, part = 0, ""
    for char in f"{name}:{value}":
        width = len(char.encode())
        if size + width > LINE - bool(parts):
            parts.append(part)
            part, size = "", 0
        part, size = part + char, size + width
    return "\r\n ".join([*parts, part]) + "\r\n"
