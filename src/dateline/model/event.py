"""Events: who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.actor import Actor
from dateline.model.evidence import Evidence
from dateline.model.ids import content_id
from dateline.model.indicator import Indicator
from dateline.model.place import Place
from dateline.model.shown import Shown
from dateline.model.span import Span
from dateline.model.when import When

Status = Literal["actual", "planned", "hypothetical", "negated", "historical"]
Certainty = Literal["asserted", "reported", "unconfirmed", "disputed", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that name the act."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of the chain of who says so.

    Attributes:
        speaker: who says it, None when only an outlet is named or the source is hidden ("it was reported").
        via: name of the outlet or person that passes it on.
        cue: the reporting words ("said", "according to").
        certainty: how sure this link is of it.
    """

    speaker: Actor | None = None
    via: str | None = None
    cue: str | None = None
    certainty: Certainty = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Shown):
    """One act as one place of one document tells it.

    Attributes:
        event_type: PLOVER type, upper case.
        mode: PLOVER mode or None.
        contexts: PLOVER contexts.
        cameo: CAMEO code (text, leading zero kept) or None.
        quad: PLOVER quad class 1 to 4.
        intensity: PLOVER score, -10 to 10.
        actors: who did it; in a reciprocal event all parties.
        recipients: to whom.
        status: PLOVER's auxiliary modes; ``historical`` ended more than 90 days before publication.
        date: interval with its basis, None when undated.
        place: where, None when not told.
        attribution: who says so, outermost first; empty when the article itself asserts it.
        certainty: what the article makes of it.
        magnitude: figures bound to it.
        trigger: the words that name the act.
        evidence: the sentence.
        condition: text of the condition of a hypothetical or conditional act.
        score: calibrated probability that the event is right, None when not calibrated.
        reasons: how type and participants were found, for people.

    Source: PLOVER manual, draft 0.8.
    """

    event_type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None
    intensity: float | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    status: Status = "actual"
    date: When | None = None
    place: Place | None = None
    attribution: tuple[Attribution, ...] = ()
    certainty: Certainty = "asserted"
    magnitude: tuple[Indicator, ...] = ()
    trigger: Trigger
    evidence: Evidence
    condition: str | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Content id of this report of the event."""
        return content_id(
            "event1",
            self.evidence.document,
            self.trigger.start,
            self.trigger.end,
            self.event_type,
            self.mode,
            self.status,
            [a.id for a in self.actors],
            [a.id for a in self.recipients],
            self.date.iso() if self.date else None,
        )
