"""Our records beside the events of other data sets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dateline.model.imported import Imported
from dateline.model.record import Record
from dateline.model.shown import Framed


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One of our records with an event of theirs that seems to be the same.

    Attributes:
        record: ours.
        imported: theirs.
        differs: the fields in which they disagree (``date``, ``type``, ``actors``, ``sides``), with our value and theirs.
    """

    record: Record
    imported: Imported
    differs: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap(Framed):
    """What both have, what only one has.

    Attributes:
        matches: by our records, in their order; a record may have several events of theirs.
        ours: records that match nothing of theirs.
        theirs: events of theirs that match none of our records.
        unplaced: events of theirs without a day or without anybody named: they cannot be compared.
    """

    matches: tuple[Match, ...] = ()
    ours: tuple[Record, ...] = ()
    theirs: tuple[Imported, ...] = ()
    unplaced: tuple[Imported, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        fields = Counter(name for match in self.matches for name in match.differs)
        return {
            "our_records": len({m.record.record_id for m in self.matches}) + len(self.ours),
            "their_events": len(self.matches) + len(self.theirs) + len(self.unplaced),
            "our_records_matched": len({m.record.record_id for m in self.matches}),
            "their_events_matched": len(self.matches),
            "only_ours": len(self.ours),
            "only_theirs": len(self.theirs),
            "not_comparable": len(self.unplaced),
            **{f"differ_in_{name}": fields[name] for name in ("date", "type", "actors", "sides")},
        }
