"""All records of a kind that answer a query."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import islice

from dateline.model import Commitment, Event, Record, When
from dateline.store import Query, Reader
from dateline.views import _merging

READ = 500  # records that are read at a time


def records(reader: Reader, kind: str, query: Query) -> tuple[Record, ...]:
    """Return the records, in order of their date; undated ones come last."""
    merged = _merging.records(reader.reports(kind, query))
    found = (r for r in merged if in_time(date_of(r), query) and _fits(r, query))
    return tuple(sorted(found, key=_order))


def streamed(reader: Reader, kind: str, query: Query) -> Iterator[Record]:
    """Yield the same records in the same order, reading some at a time; only undated ones are held until the end."""
    waiting: list[tuple[tuple[datetime.date, datetime.date, datetime.date, str], Record]] = []
    found = reader.by_day(kind, query)
    while part := list(islice(found, READ)):
        first = part[0][1] or datetime.date.max
        while waiting and waiting[0][0][0] < first:  # no record that is still to come lies before it
            yield heappop(waiting)[1]
        names = tuple(name for name, _ in part)
        asked = Query(records=names, as_of=query.as_of, superseded=query.superseded)
        for record in _merging.records(reader.reports(kind, asked)):
            if in_time(date_of(record), query) and _fits(record, query):
                heappush(waiting, (_order(record), record))
    while waiting:
        yield heappop(waiting)[1]


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
