"""Figures of one measure that disagree."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Indicator
from dateline.model.conflict import Conflict
from dateline.store import Stored
from dateline.views import _figures, _merging, _sides

CLOSE = 1  # days between figures of which one does not say when it held
FARTHEST = 10  # figures farther apart than tenfold count different things
GROWTH = 0.2  # by this much a count of people can have grown between two bulletins of one day


def figures_apart(figures: list[Stored]) -> Iterator[Conflict]:
    """Yield pairs of figures of one measure and unit that differ, and count the same."""
    groups: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
    for stored in figures:
        figure = _Figure.of(stored)
        groups[figure.value.measure.casefold(), figure.value.unit or ""].append(figure)
    for group in groups.values():
        group.sort(key=lambda f: (f.first, f.stored.document.id, f.value.evidence.start))
        for i, left in enumerate(group):
            for right in group[i + 1 :]:
                if (right.first - left.last).days > CLOSE:
                    break
                if left.comparable(right) and _figures.disagree(left.value, right.value):
                    yield _sides.conflict("value", (left.stored, right.stored))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """An indicator with the days on which it held, as far as can be told."""

    stored: Stored
    value: Indicator
    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, stored: Stored) -> _Figure:
        assert isinstance(stored.value, Indicator)
        when = stored.value.date or stored.document.published
        first, last = (when.start, when.end) if when else (datetime.date.min, datetime.date.min)
        return cls(stored=stored, value=stored.value, first=first, last=last)

    @property
    def firm(self) -> bool:
        return self.value.date is not None and self.value.date.basis in _merging.FIRM

    def comparable(self, other: _Figure) -> bool:
        """Return whether the two count the same: nothing known of one contradicts the other.

        Two documents must both say whose figure it is. One document must name two sources: figures that one source or
        the writer gives side by side count two things.
        """
        a, b = self.value, other.value
        if any(_unlike(of(a), of(b)) for of in (_place, _actor, _country)):
            return False
        if a.value and b.value and max(a.value, b.value) > FARTHEST * min(a.value, b.value):
            return False
        if self.stored.document.id == other.stored.document.id:
            return bool(_sources(a) and _sources(b)) and _sources(a) != _sources(b)
        if self._days_apart(other) > (0 if a.date and b.date else CLOSE) or self._may_have_grown(other):
            return False
        return (_place(a) or _actor(a)) is not None and (_place(b) or _actor(b)) is not None

    def _days_apart(self, other: _Figure) -> int:
        return max((other.first - self.last).days, (self.first - other.last).days, 0)

    def _may_have_grown(self, other: _Figure) -> bool:
        """Return whether the two can be a count of people taken at two times, neither of which is told."""
        a, b = self.value.value, other.value.value
        if (
            (self.firm and other.firm)
            or not a
            or not b
            or "people" not in (self.value.unit, other.value.unit)
        ):
            return False
        return abs(a - b) <= GROWTH * max(a, b)


def _unlike(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _place(indicator: Indicator) -> str | None:
    return indicator.place.name.casefold() if indicator.place else None


def _actor(indicator: Indicator) -> str | None:
    return indicator.actor.id if indicator.actor else None


def _country(indicator: Indicator) -> str | None:
    if indicator.place is not None and indicator.place.country:
        return indicator.place.country
    return indicator.actor.country if indicator.actor else None


def _sources(indicator: Indicator) -> tuple[str, ...]:
    named = ((a.speaker.name if a.speaker else a.via) for a in indicator.attribution)
    return tuple(name for name in named if name)
