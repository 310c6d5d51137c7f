"""All records of a kind that answer a query."""

from __future__ import annotations

import datetime

from dateline.model import Commitment, Event, Record, When
from dateline.store import Query, Reader
from dateline.views import _merging


def records(reader: Reader, kind: str, query: Query) -> tuple[Record, ...]:
    """Return the records, in order of their date; undated ones come last."""
    merged = _merging.records(reader.reports(kind, query))
    found = (r for r in merged if in_time(date_of(r), query) and _fits(r, query))
    return tuple(sorted(found, key=_order))


def _fits(record: Record, query: Query) -> bool:
    """Return whether an event as its reports together tell it, not only one of them, is as asked for."""
    value = record.value
    if not isinstance(value, Event):
        return True
    sure = query.min_score is None or (value.score is not None and value.score >= query.min_score)
    certain = not query.certainties or value.certainty in query.certainties
    return sure and certain and (not query.statuses or value.status in query.statuses)


def date_of(record: Record) -> When | None:
    """Return when it happened, was said, held, or is due."""
    value = record.value
    return value.due if isinstance(value, Commitment) else value.date


def in_time(date: When | None, query: Query) -> bool:
    """Return whether a date may lie in the time asked for; no date lies in none."""
    if date is None:
        return query.since is None and query.until is None
    late_enough = query.since is None or date.end >= query.since
    return late_enough and (query.until is None or date.start <= query.until)


def _order(record: Record) -> tuple[datetime.date, datetime.date, datetime.date, str]:
    date, last = date_of(record), datetime.date.max
    reported = record.first_reported or last
    return (date.start if date else last, date.end if date else last, reported, record.record_id)
