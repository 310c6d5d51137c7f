"""Which of the reports of a record tells best what happened."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from dateline.model import Commitment, Event
from dateline.resolvers import announced
from dateline.store import Stored

BASES = {"stated": 0, "relative": 1, "published": 2, "inferred": 3}
CERTAINTIES = {"asserted": 0, "reported": 1}
HAPPENED = ("actual", "historical")  # what a report calls history happened too
VAGUE = 31  # days; a longer interval is less telling than the day of publication
FIRM = ("stated", "relative")

Phase = Literal["done", "denied", "open"]


def rank(stored: Stored) -> tuple[int, int, int, datetime.date, str, int]:
    """Return the order of reports: the deed before its plan, a told day before the day of the report, the sure, the old.

    So a report of the time comes before a later one that calls the same day history.
    """
    value, published = stored.value, stored.document.published
    date = value.due if isinstance(value, Commitment) else value.date
    basis = BASES.get(date.basis, 3) + 2 * ((date.end - date.start).days > VAGUE) if date else 9
    if date and date.is_day and date.basis in FIRM:
        basis = 0  # a day is as good by "on Tuesday" as by its number
    certainty = CERTAINTIES.get(value.certainty, 2) if isinstance(value, Event) else 0
    day = published.start if published else datetime.date.max
    planned = int(isinstance(value, Event) and (value.status not in HAPPENED or announced(value)))
    return planned, basis, certainty, day, stored.document.id, value.evidence.start


def denied(event: Event) -> bool:
    """Return whether a report says that it was not so."""
    return event.certainty == "denied" or event.status == "negated"


def phase(stored: Stored) -> Phase:
    """Return whether a report has the matter as done, as not so, or as still open; what is no event is done."""
    event = stored.value
    if not isinstance(event, Event):
        return "done"
    if denied(event):
        return "denied"
    return "done" if event.status in HAPPENED and not announced(event) else "open"


def decided(ranked: Sequence[Stored], origins: Sequence[str]) -> tuple[Phase, str]:
    """Return which phase the reports together make it, and why.

    A deed counts more than its plan. What some deny is so unless more sources deny it than tell it; all denials by one
    speaker are one.

    Args:
        ranked: the reports, best first.
        origins: of each, from whom it is.
    """
    votes: dict[Phase, set[str]] = {}
    for stored, origin in zip(ranked, origins, strict=True):
        votes.setdefault(phase(stored), set()).add(_denier(stored) or origin)
    told: Phase = "done" if "done" in votes else "open"
    told_by, denied_by = len(votes.get(told, ())), len(votes.get("denied", ()))
    if denied_by > told_by:
        return "denied", f"{denied_by} independent against {told_by}" if told_by else "all reports agree"
    if denied_by:
        return told, f"{told_by} independent against {denied_by}"
    if len(votes) > 1:
        return told, "the deed before its plan"
    return told, "all reports agree"


def _denier(stored: Stored) -> str | None:
    event = stored.value
    if not isinstance(event, Event) or not denied(event):
        return None
    return next((a.speaker.id for a in reversed(event.attribution) if a.speaker), None)
