"""What was promised, offered, threatened and demanded, and what became of it."""

from __future__ import annotations

import dataclasses
import datetime

from dateline.model import Commitment, Record
from dateline.store import Query, Reader
from dateline.views._ledger import Ledger
from dateline.views._ledger_passages import Neighbourhood
from dateline.views.records import records


def commitments(reader: Reader, query: Query, *, state: str | None = None) -> tuple[Record, ...]:
    """Return the commitments, oldest first, with their state and its history, as all later reports tell it.

    Args:
        reader: of the store.
        query: which ones; with ``as_of`` the state is the one of that day.
        state: only those in this state now.
    """
    everything = Query(as_of=query.as_of)
    asked = records(reader, "commitment", query)
    makers = {country for record in asked for country in _makers(record)}
    others = records(reader, "commitment", everything) if query != everything else asked
    known = {r.record_id: _as_of(r, query.as_of) for r in others if _makers(r) & makers}
    known |= {r.record_id: _as_of(r, query.as_of) for r in asked}
    ledger = Ledger(Neighbourhood(reader, query.as_of), known.values())
    found = sorted(
        (ledger.followed(known[r.record_id]) for r in asked),
        key=lambda r: (r.first_reported or datetime.date.max, r.record_id),
    )
    return tuple(r for r in found if state is None or _state(r) == state)


def _state(record: Record) -> str | None:
    return record.value.state if isinstance(record.value, Commitment) else None


def _makers(record: Record) -> frozenset[str]:
    value = record.value
    return frozenset(a.country or a.id for a in value.by) if isinstance(value, Commitment) else frozenset()


def _as_of(record: Record, day: datetime.date | None) -> Record:
    value = record.value
    if day is None or not isinstance(value, Commitment) or not value.history:
        return record
    history = tuple(step for step in value.history if step.date is None or step.date <= day)
    if len(history) == len(value.history):
        return record
    state = history[-1].state if history else "open"
    return dataclasses.replace(record, value=dataclasses.replace(value, state=state, history=history))
