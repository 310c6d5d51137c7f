"""Days that matter: how much a collection of articles tells of them, and the sentences that say what happened."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateline.model.record import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the world, as many articles see it.

    Attributes:
        day: which one.
        weight: how much is told of it; comparable within one answer only.
        published: how many articles appeared on it.
        told: how many articles name it, or mean it ("on Tuesday").
        lines: the sentences that say best what happened, the best first, each with the article it stands in.
    """

    day: datetime.date
    weight: float
    published: int
    told: int
    lines: tuple[Report, ...] = ()
