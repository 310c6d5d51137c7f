"""Commitments: offers, promises, agreements, threats, demands, ultimatums."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.model.actor import Actor
from dateline.model.evidence import Evidence
from dateline.model.ids import content_id
from dateline.model.shown import Shown
from dateline.model.when import When

CommitmentKind = Literal["offer", "promise", "agreement", "threat", "demand", "ultimatum"]
CommitmentState = Literal[
    "open", "accepted", "refused", "unanswered", "kept", "broken", "withdrawn", "disputed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """One step in the life of a commitment.

    Attributes:
        state: what it is then.
        date: since when: the day of the act where it is known, else that of its report.
        record: id of the record that tells it, None where it is the commitment's own article.
        evidence: the words that tell it.
        reason: why this is its state; for one that stays open, why nothing more can be said.
        latest: whether the date is only the last on which its report can have come out: by then, not on that day.
    """

    state: CommitmentState
    date: datetime.date | None = None
    record: str | None = None
    evidence: Evidence | None = None
    reason: str | None = None
    latest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Shown):
    """Something undertaken, threatened or demanded.

    Attributes:
        kind: what it is.
        by: who undertakes, threatens or demands.
        to: towards whom.
        content: what is undertaken, in the words of the text.
        condition: the words of its condition, None if none.
        due: until when.
        state: as the document tells it; ``open`` when it does not say.
        history: its states, oldest first.
        evidence: the words of the content in the text.
    """

    kind: CommitmentKind
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    content: str
    condition: str | None = None
    due: When | None = None
    state: CommitmentState = "open"
    history: tuple[StateChange, ...] = ()
    evidence: Evidence

    @property
    def id(self) -> str:
        """Content id of this report of the commitment."""
        where = (self.evidence.document, self.evidence.start, self.evidence.end)
        return content_id("commitment1", *where, self.kind, [a.id for a in self.by], [a.id for a in self.to])
