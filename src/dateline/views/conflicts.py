"""Accounts that cannot both hold."""

from __future__ import annotations

from dateline.model.conflict import Conflict
from dateline.store import Query, Reader
from dateline.views._denials import corrected, refuted
from dateline.views._event_conflicts import dates_apart, denied, within
from dateline.views._figure_conflicts import figures_apart


def conflicts(reader: Reader, query: Query) -> tuple[Conflict, ...]:
    """Return reports of one event, records of one matter, figures of one measure, and statements that disagree."""
    events, figures = reader.reports("event", query), reader.reports("indicator", query)
    said = reader.reports("statement", query)
    found = [
        *within(events),
        *denied(reader, events),
        *dates_apart(events),
        *figures_apart(figures),
        *refuted(said, events),
        *corrected(said, events),
    ]
    return tuple(sorted({c.id: c for c in found}.values(), key=_order))


def _order(conflict: Conflict) -> tuple[str, str]:
    published = conflict.sides[0].report.published
    return (published.start.isoformat() if published else "9999", conflict.id)
