"""Indicators: numbers with a political or humanitarian meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model.actor import Actor
from dateline.model.evidence import Evidence
from dateline.model.ids import content_id
from dateline.model.place import Place
from dateline.model.shown import Shown
from dateline.model.when import When

if TYPE_CHECKING:
    from dateline.model.event import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Shown):
    """One figure as one place of one document gives it.

    Attributes:
        measure: what is counted ("fever cases", "people killed").
        value: the figure; None when only bounds are given.
        low: lower bound, None if open.
        high: upper bound, None if open.
        unit: unit ("people", "USD", "percent", "tonnes"), None if unknown.
        qualifier: words that bend it ("more than", "reportedly").
        place: where it was counted.
        actor: whose figure it is.
        date: when it held.
        attribution: who gives it, outermost first.
        evidence: the words of number and noun.
    """

    measure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    place: Place | None = None
    actor: Actor | None = None
    date: When | None = None
    attribution: tuple[Attribution, ...] = ()
    evidence: Evidence

    @property
    def id(self) -> str:
        """Content id of this report of the figure."""
        where = (self.evidence.document, self.evidence.start, self.evidence.end)
        numbers = (None if n is None else float(n) for n in (self.value, self.low, self.high))  # 5 is 5.0
        return content_id("indicator1", *where, self.measure, *numbers)

    @property
    def counted_in(self) -> str | None:
        """The unit as it stands behind the figure: one person, two people."""
        if self.value != 1 or not self.unit:
            return self.unit
        if self.unit == "people":
            return "person"
        return self.unit.removesuffix("s") if self.unit.islower() else self.unit
