"""Events of gold and prediction laid on each other, one to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from dateline.evaluation._align import Range, overlap
from dateline.evaluation._parties import Party, parties, side_right

LEAST_OVERLAP = 0.5  # of the shorter of two sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedEvent:
    """A predicted event, its spans in the gold text."""

    event_type: str
    mode: str | None
    status: str | None
    date: tuple[str, str] | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    speakers: tuple[str, ...]
    sentence: Range | None
    trigger: Range | None
    record: str | None

    @classmethod
    def of(cls, event: dict[str, Any], place: Callable[[object, object], Range | None]) -> Self:
        """Return the event of a JSON object."""
        trigger, evidence, date = (
            event.get("trigger") or {},
            event.get("evidence") or {},
            event.get("date") or {},
        )
        where = place(trigger.get("start"), trigger.get("end"))
        names = [
            name
            for link in event.get("attribution") or ()
            for name in (_name(link.get("speaker")), link.get("via"))
        ]
        return cls(
            event_type=event["event_type"],
            mode=event.get("mode"),
            status=event.get("status"),
            date=(date["start"], date.get("end") or date["start"]) if date.get("start") else None,
            actors=parties(event.get("actors")),
            recipients=parties(event.get("recipients")),
            speakers=tuple(name for name in names if name),
            sentence=place(evidence.get("start"), evidence.get("end")) or where,
            trigger=where,
            record=event.get("record_id"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An annotated event."""

    types: tuple[str, ...]
    mode: str | None
    status: str
    date: tuple[str, str] | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    speakers: tuple[str, ...]
    sentence: Range
    trigger: Range
    core: bool
    key: str | None

    @classmethod
    def of(cls, event: dict[str, Any]) -> Self:
        """Return the event of a JSON object."""
        names = [name for link in event["attribution"] for name in (link.get("speaker"), link.get("via"))]
        return cls(
            types=(event["event_type"], *(event.get("alt_types") or ())),
            mode=event.get("mode"),
            status=event["status"],
            date=(event["date"]["start"], event["date"]["end"]) if event.get("date") else None,
            actors=parties(event["actors"]),
            recipients=parties(event["recipients"]),
            speakers=tuple(name for name in names if name),
            sentence=(event["sentence"]["start"], event["sentence"]["end"]),
            trigger=(event["trigger"]["start"], event["trigger"]["end"]),
            core=bool(event.get("core")),
            key=event.get("event_key"),
        )

    @property
    def reciprocal(self) -> bool:
        """True where both sides are pooled: meetings, and several actors without a recipient."""
        return self.types[0] == "CONSULT" or (not self.recipients and len(self.actors) > 1)

    def who(self, other: PredictedEvent, *, sectors: bool = False) -> bool:
        """Return whether every participant is right."""
        if self.reciprocal:
            ours, theirs = self.actors + self.recipients, other.actors + other.recipients
            return side_right(ours, theirs, sectors=sectors)
        actors = side_right(self.actors, other.actors, sectors=sectors)
        return actors and side_right(self.recipients, other.recipients, sectors=sectors)


def match(gold: list[GoldEvent], given: list[PredictedEvent]) -> dict[int, int]:
    """Return the predicted index of each matched gold index: best pairs first, then lengthened by augmenting paths."""
    pairs = sorted(
        (
            (_likeness(g, p), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(given)
            if _can_match(g, p)
        ),
        reverse=True,
    )
    options: dict[int, list[int]] = {}
    to_given: dict[int, int] = {}
    to_gold: dict[int, int] = {}
    for _, i, j in pairs:
        options.setdefault(-i, []).append(-j)
        if -i not in to_given and -j not in to_gold:
            to_given[-i], to_gold[-j] = -j, -i

    def grow(i: int, seen: set[int]) -> bool:
        for j in options.get(i, ()):
            if j in seen:
                continue
            seen.add(j)
            if j not in to_gold or grow(to_gold[j], seen):
                to_given[i], to_gold[j] = j, i
                return True
        return False

    for i in sorted(options, key=lambda i: not gold[i].core):
        if i not in to_given:
            grow(i, set())
    return to_given


def _can_match(g: GoldEvent, p: PredictedEvent) -> bool:
    if p.event_type not in g.types or p.sentence is None:
        return False
    shorter = min(g.sentence[1] - g.sentence[0], p.sentence[1] - p.sentence[0])
    return overlap(g.sentence, p.sentence) >= LEAST_OVERLAP * shorter


def _likeness(g: GoldEvent, p: PredictedEvent) -> float:
    value = 4.0 * bool(overlap(g.trigger, p.trigger)) + g.who(p) + 0.5 * (p.event_type == g.types[0])
    value += 0.25 * (p.mode == g.mode) + 0.2 * g.core
    return value - (min(abs(g.trigger[0] - p.trigger[0]), 500) / 1000 if p.trigger else 0.0)


def _name(speaker: Any) -> str | None:
    name = speaker.get("name") if isinstance(speaker, dict) else speaker
    return str(name) if name else None
