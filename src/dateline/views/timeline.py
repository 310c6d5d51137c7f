"""What happened, in order."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Event, Record
from dateline.store import Query, Reader
from dateline.views._merging import HAPPENED
from dateline.views.records import records, streamed

CERTAIN = ("asserted", "reported")


def timeline(reader: Reader, query: Query, *, include_all: bool = False) -> tuple[Record, ...]:
    """Return the events in order of their date.

    Args:
        reader: of the store.
        query: which ones.
        include_all: also planned, hypothetical and negated ones, and those denied or in doubt; where the query asks for
            a status or certainty, that decides.
    """
    found = records(reader, "event", query)
    return tuple(r for r in found if _chosen(r, query, include_all))


def each(reader: Reader, kind: str, query: Query, *, include_all: bool = True) -> Iterator[Record]:
    """Yield the records of a kind in the same order, reading some at a time; of events as in ``timeline``."""
    return (r for r in streamed(reader, kind, query) if kind != "event" or _chosen(r, query, include_all))


def _chosen(record: Record, query: Query, include_all: bool) -> bool:
    return include_all or bool(query.statuses or query.certainties) or _happened(record)


def _happened(record: Record) -> bool:
    value = record.value
    return isinstance(value, Event) and value.status in HAPPENED and value.certainty in CERTAIN
