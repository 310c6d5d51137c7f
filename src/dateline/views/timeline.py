"""What happened, in order."""

from __future__ import annotations

from dateline.model import Event, Record
from dateline.store import Query, Reader
from dateline.views._merging import HAPPENED
from dateline.views.records import records

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
    chosen = include_all or query.statuses or query.certainties
    return found if chosen else tuple(r for r in found if _happened(r))


def _happened(record: Record) -> bool:
    value = record.value
    return isinstance(value, Event) and value.status in HAPPENED and value.certainty in CERTAIN
