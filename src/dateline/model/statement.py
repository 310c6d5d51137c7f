"""Statements: who said what, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.actor import Actor
from dateline.model.evidence import Evidence
from dateline.model.ids import content_id
from dateline.model.shown import Shown
from dateline.model.span import Span
from dateline.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Shown):
    """One attribution of speech, writing or belief.

    Attributes:
        speaker: who says it; an unnamed one is an actor of kind ``role`` ("a senior official"), None when hidden.
        via: outlets or persons that pass it on, outermost first.
        addressee: whom it is said to.
        cue: the reporting words ("said", "according to").
        cue_span: where they stand.
        stance: what the cue makes of the content: ``says``, ``claims``, ``denies``, ``warns``, ``promises``, ``asks``,
            ``believes``.
        direct: True in quotation marks, False if none, ``mixed``.
        content: spans of what is said, without cue and speaker, with its quotation marks.
        source: spans of the words that name the speaker.
        date: when it was said.
        evidence: the whole passage.

    Source: Newell, Margolin, Ruths (2018), PolNeAR: source, cue, content.
    """

    speaker: Actor | None = None
    via: tuple[str, ...] = ()
    addressee: Actor | None = None
    cue: str = ""
    cue_span: Span | None = None
    stance: str = "says"
    direct: bool | Literal["mixed"] = False
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    date: When | None = None
    evidence: Evidence

    @property
    def id(self) -> str:
        """Content id of this statement."""
        spans = [[s.start, s.end] for s in self.content]
        speaker = self.speaker.id if self.speaker else None
        return content_id("statement1", self.evidence.document, spans, speaker, list(self.via), self.cue)
