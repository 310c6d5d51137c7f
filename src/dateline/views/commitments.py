"""What was promised, offered, threatened and demanded, and what became of it."""

from __future__ import annotations

import dataclasses
import datetime
from itertools import product

from dateline.model import Commitment, Record
from dateline.store import Query, Reader
from dateline.store.dealings import documents
from dateline.views._ledger import Ledger
from dateline.views._ledger_near import Neighbourhood
from dateline.views._ledger_rules import rules
from dateline.views._ledger_words import WORD, terms
from dateline.views.records import records

WIDE = 4_000  # events; in a larger store each commitment is followed through a choice of articles
FOUND, DEALT = (
    8,
    8,
)  # articles of this choice: with its words, and on what passed between the parties soon after
SOUGHT = 5  # telling words that are looked for


def commitments(
    reader: Reader, query: Query, *, state: str | None = None, followed: bool = True
) -> tuple[Record, ...]:
    """Return the commitments, oldest first, with their state and its history, as all later reports tell it.

    In a large store, later reports are those that share telling words with the commitment, and the first ones on what
    its parties did with each other.

    Args:
        reader: of the store.
        query: which ones; with ``as_of`` the state is the one of that day.
        state: only those in this state now.
        followed: through later reports; else each has the state that its own articles tell.
    """
    asked = records(reader, "commitment", query)
    if not followed:
        found = list(asked)
    elif reader.more_than("event", WIDE):
        spread: dict[str, tuple[int, int]] = {}
        found = [_alone(reader, record, query.as_of, spread) for record in asked]
    else:
        found = _among_all(reader, query, asked)
    found.sort(key=lambda r: (r.first_reported or datetime.date.max, r.record_id))
    return tuple(r for r in found if state is None or _state(r) == state)


def _among_all(reader: Reader, query: Query, asked: tuple[Record, ...]) -> list[Record]:
    """Follow commitments through all articles on those who made them."""
    everything = Query(as_of=query.as_of)
    makers = {country for record in asked for country in _makers(record)}
    others = records(reader, "commitment", everything) if query != everything else asked
    known = {r.record_id: _as_of(r, query.as_of) for r in others if _makers(r) & makers}
    known |= {r.record_id: _as_of(r, query.as_of) for r in asked}
    ledger = Ledger(Neighbourhood(reader, query.as_of), known.values())
    return [ledger.followed(known[r.record_id]) for r in asked]


def _alone(
    reader: Reader, record: Record, as_of: datetime.date | None, spread: dict[str, tuple[int, int]]
) -> Record:
    """Follow one commitment through the articles that most likely tell what became of it."""
    own = tuple(dict.fromkeys(r.document for r in record.reports))
    near = (*own, *(name for name in _later(reader, record) if name not in own))
    others = records(reader, "commitment", Query(documents=near, as_of=as_of))
    makers = _makers(record)
    known = {r.record_id: _as_of(r, as_of) for r in (*others, record) if _makers(r) & makers or r is record}
    ledger = Ledger(Neighbourhood(reader, as_of, near, spread), known.values())
    return ledger.followed(known[record.record_id])


def _later(reader: Reader, record: Record) -> list[str]:
    value, day = record.value, record.first_reported
    if not isinstance(value, Commitment) or day is None:
        return []
    makers = sorted({a.country for a in value.by if a.country})
    others = sorted({a.country for a in value.to if a.country} - {*makers})
    last = day + datetime.timedelta(days=max(rule.days for rule in rules().rules))
    soon = day + datetime.timedelta(days=rules().soon)
    names = {word for a in (*value.by, *value.to) for word in WORD.findall(a.name)}
    words = [w for w in WORD.findall(value.content) if w not in names and terms(w)][:SOUGHT]
    found = reader.telling(words, [*makers, *others], day, last, limit=FOUND)
    return found + documents(reader, product(makers, others or makers), day, soon, DEALT)


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
