"""Whether two articles give one figure."""

from __future__ import annotations

from dateline.model import Indicator, Judgement
from dateline.resolvers._placing import Search, Told, verdict

CLOSE = 7  # days between two reports of a figure that does not say when it held


class Indicators:
    """Same measure of the same place or actor, same value, dates that fit."""

    author = "resolver:indicators/1"

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return measure, whose it is, and value."""
        return (f"indicator/{_measure(told)}/{subject(_indicator(told))}/{_figure(told)}",)

    def search(self, told: Told) -> Search:
        """Return the same keys: they do not depend on the side."""
        return Search(keys=self.keys(told))

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two are one figure."""
        gap = _gap(left, right)
        same_document = left.document.id == right.document.id
        equal = self.keys(left) == self.keys(right)
        same = equal and not same_document and (gap is None or gap <= CLOSE)
        reasons = (f"figure: {_figure(left)} and {_figure(right)}", f"days apart: {gap}")
        return verdict(
            left, right, same=same, score=0.9 if same else 0.3, reasons=reasons, author=self.author
        )


def subject(indicator: Indicator) -> str:
    """Return whose figure it is: its place, or its actor, or nobody's."""
    if indicator.place is not None:
        return indicator.place.name.casefold()
    if indicator.actor is not None:
        return indicator.actor.id
    return "-"


def _indicator(told: Told) -> Indicator:
    assert isinstance(told.value, Indicator)
    return told.value


def _measure(told: Told) -> str:
    return _indicator(told).measure.casefold()


def _figure(told: Told) -> str:
    found = _indicator(told)
    numbers = (None if n is None else float(n) for n in (found.value, found.low, found.high))
    return ":".join(map(str, (*numbers, found.unit)))


def _gap(left: Told, right: Told) -> int | None:
    a = _indicator(left).date or left.document.published
    b = _indicator(right).date or right.document.published
    if a is None or b is None:
        return None
    return max((b.start - a.end).days, (a.start - b.end).days, 0)
