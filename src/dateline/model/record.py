"""Records: one thing of the world, merged from its reports."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from dateline.errors import EvidenceError
from dateline.model.actor import Actor
from dateline.model.commitment import Commitment
from dateline.model.event import Attribution, Event
from dateline.model.evidence import Evidence
from dateline.model.indicator import Indicator
from dateline.model.shown import Shown
from dateline.model.statement import Statement
from dateline.model.when import When

Value = Event | Statement | Indicator | Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one document says of a record.

    Attributes:
        id: content id of the report (``event1:...``).
        document: id of the document.
        publisher: its outlet.
        published: when it was published.
        url: its address.
        title: its headline.
        evidence: the words.
        attribution: who says so there.
        differs: the fields in which this report differs from the record, with what it says.
        superseded: whether a newer text stands at its address; it then no longer counts, and is shown for the record.
    """

    id: str
    document: str
    publisher: str | None = None
    published: When | None = None
    url: str | None = None
    title: str | None = None
    evidence: Evidence
    attribution: tuple[Attribution, ...] = ()
    differs: dict[str, str] = field(default_factory=dict)
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which report a field of a record is taken from, and why.

    Attributes:
        report: id of the report.
        reason: the rule that chose it, for people.
        evidence: the words that name the value of the field where they are known, else those of the report.
    """

    report: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Shown):
    """One event (or statement, indicator, commitment) of the world.

    Attributes:
        record_id: stable over re-runs: the id of its first report with ``record1:`` in front of the hash.
        kind: ``event``, ``statement``, ``indicator`` or ``commitment``.
        value: the canonical reading: that of the best report, each field of it from the report that tells it best. What is
            taken from another report brings no spans with it, for those are of another text.
        reports: all of them, oldest publication first; never empty.
        independent_sources: origins, not URLs.
        conflicts: ids of records, or names of fields, that cannot both hold.
        first_reported: day by which its first report was out; as of the day before, nothing was known of it.
        last_changed: day by which its last report was out.
        chosen: of a record with several reports, for each field where it is from; ``evidence`` is that of the best report.
    """

    record_id: str
    kind: str
    value: Value
    reports: tuple[Report, ...]
    independent_sources: int = 1
    conflicts: tuple[str, ...] = ()
    first_reported: datetime.date | None = None
    last_changed: datetime.date | None = None
    chosen: dict[str, Choice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.reports:
            raise EvidenceError("a record needs at least one report", where=self.record_id)

    @property
    def report_id(self) -> str:
        """The id of the best report, on whose words the record rests."""
        best = self.chosen.get("evidence")
        return best.report if best else self.value.id


def sides(value: Value) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return who acts, speaks, undertakes or is counted, and towards whom."""
    match value:
        case Event():
            return value.actors, value.recipients
        case Statement():
            return _known(value.speaker), _known(value.addressee)
        case Indicator():
            return _known(value.actor), ()
        case Commitment():
            return value.by, value.to


def _known(actor: Actor | None) -> tuple[Actor, ...]:
    return (actor,) if actor else ()
