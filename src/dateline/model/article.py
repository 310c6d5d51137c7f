"""One document with all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.annotation import Annotations, PlaceMention, TimeExpression
from dateline.model.commitment import Commitment
from dateline.model.document import Block, Document
from dateline.model.event import Event
from dateline.model.indicator import Indicator
from dateline.model.issue import Issue
from dateline.model.shown import Shown
from dateline.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Shown):
    """A coded document.

    Attributes:
        document: what was read.
        annotations: the layers that the coders worked on.
        events: acts, in text order.
        statements: who said what, in text order.
        indicators: figures, in text order.
        commitments: offers, threats, demands, in text order.
        issues: what went wrong in single stages; the rest stands.
    """

    document: Document
    annotations: Annotations
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def furniture(self) -> tuple[Block, ...]:
        """The blocks that are not the article."""
        return self.document.furniture()

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions."""
        return self.annotations.times or ()

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """The places named."""
        return self.annotations.places or ()
