"""Accounts that cannot both hold."""

from __future__ import annotations

from dateline.model.conflict import Conflict
from dateline.store import Query, Reader
from dateline.views._claims import Claims
from dateline.views._date_conflicts import dated_apart
from dateline.views._denials import corrected, refuted
from dateline.views._event_conflicts import dates_apart, denied, refused, within
from dateline.views._figure_claims import told_apart
from dateline.views._figure_conflicts import figures_apart
from dateline.views._opposing import assessed, debunked, opposing, renamed


def conflicts(reader: Reader, query: Query) -> tuple[Conflict, ...]:
    """Return reports of one event, records of one matter, figures of one measure, and statements that disagree."""
    events, figures = reader.reports("event", query), reader.reports("indicator", query)
    said = reader.reports("statement", query)
    claims = Claims(said, (*events, *figures))
    found = [
        *within(events),
        *denied(reader, events),
        *dates_apart(events),
        *refused(events),
        *figures_apart(figures),
        *refuted(said, events),
        *corrected(said, events),
        *opposing(claims),
        *assessed(claims),
        *debunked(claims),
        *renamed(claims),
        *dated_apart(claims, events),
        *told_apart(claims, events, figures),
    ]
    return tuple(sorted({c.id: c for c in found}.values(), key=_order))


def _order(conflict: Conflict) -> tuple[str, str]:
    published = conflict.sides[0].report.published
    return (published.start.isoformat() if published else "9999", conflict.id)
