"""How two sides dealt with each other, period by period."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.model import Actor, Event, Record
from dateline.model.tension import By, Jump, Period, Tension
from dateline.store import ActorMatch, Query, Reader, Stored
from dateline.views import _jumps, _merging, _origins, _periods, _tension_counts
from dateline.views._actors import match

CERTAIN = ("asserted", "reported")
SHOWN = 5  # records behind a jump
NEAR = 3  # periods after a jump in which these lie


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A record with its reports."""

    record: Record
    event: Event
    stored: tuple[Stored, ...]

    @property
    def happened(self) -> bool:
        return self.event.status in _merging.HAPPENED

    @property
    def day(self) -> datetime.date:
        return self.event.date.start if self.event.date else datetime.date.max

    @property
    def intensity(self) -> float:
        return self.event.intensity or 0.0  # unknown ones add nothing


WHOLE = 3_000  # reports of two countries that are read whole


def counted_countries(reader: Reader, left: str, right: str, *, whole: int = WHOLE) -> tuple[str, str] | None:
    """Return the codes of two sides if they are countries with more reports than so many: their curve is made from numbers."""
    return _tension_counts.codes(match(left), match(right), reader, whole)


def tension(reader: Reader, left: str, right: str, by: By, query: Query, *, whole: int = WHOLE) -> Tension:
    """Return counts, intensity, sources and jumps of what passed between two sides.

    Counted are records in which one side acts on the other, or both act together with nobody to bear it. What did not
    happen and is not planned, and what is denied or in doubt, is left out.

    Args:
        reader: of the store.
        left: code or name of one side.
        right: code or name of the other.
        by: length of the periods.
        query: days and ``as_of``; its actors are not used.
        whole: of two countries with more reports than so many, the numbers that the store keeps are added up instead:
            sources are then publishers, and a record has the day, status and intensity of its surest reports.
    """
    sides = match(left), match(right)
    countries = _tension_counts.codes(*sides, reader, whole)
    if countries is not None:
        return _tension_counts.counted(reader, (left, right), countries, by, query)
    asked = Query(actors=sides, since=query.since, until=query.until, as_of=query.as_of)
    told = _between(reader.reports("event", asked), sides)
    by_start: dict[datetime.date, list[_Told]] = defaultdict(list)
    unplaced = 0
    for one in told:
        start = _periods.home(one.event.date, by)
        if start is None:
            unplaced += 1
        elif _asked(start, query, by):
            by_start[start].append(one)
    bounds = [*by_start, *(day for day in (query.since, query.until) if day)]
    spans = list(_periods.periods(min(bounds), max(bounds), by)) if by_start else []
    sums = [sum(o.intensity for o in by_start[start] if o.happened) for start, _ in spans]
    curve = _jumps.smoothed(sums)
    periods = [
        _period(span, by, by_start[span[0]], smooth) for span, smooth in zip(spans, curve, strict=True)
    ]
    found = _jumps.jumps(sums)
    return Tension(
        left=left,
        right=right,
        by=by,
        periods=tuple(periods),
        jumps=None if found is None else _described(found, periods, by_start),
        unplaced=unplaced,
    )


def _asked(start: datetime.date, query: Query, by: By) -> bool:
    after = query.since is None or _periods.following(start, by) > query.since
    return after and (query.until is None or start <= query.until)


def _between(stored: Iterable[Stored], sides: tuple[ActorMatch, ActorMatch]) -> list[_Told]:
    """Return the records of what passed between the sides."""
    found = []
    for _, group in groupby(stored, key=lambda s: s.record):
        reports = list(group)
        record = _merging.record(reports)
        event = record.value
        if (
            isinstance(event, Event)
            and event.certainty in CERTAIN
            and (event.status in _merging.HAPPENED or event.status == "planned")
            and _faces(event, *sides)
        ):
            found.append(_Told(record=record, event=event, stored=tuple(reports)))
    return found


def _faces(event: Event, left: ActorMatch, right: ActorMatch) -> bool:
    def in_(match: ActorMatch, side: Sequence[Actor]) -> bool:
        return any(match.fits(actor) for actor in side)

    actors, recipients = event.actors, event.recipients
    if not recipients:
        return in_(left, actors) and in_(right, actors)
    return (in_(left, actors) and in_(right, recipients)) or (in_(right, actors) and in_(left, recipients))


def _period(
    span: tuple[datetime.date, datetime.date], by: By, told: Sequence[_Told], smooth: float
) -> Period:
    happened = [one for one in told if one.happened]
    quads = [one.event.quad for one in happened]
    total = sum(one.intensity for one in happened)
    known = sum(one.event.intensity is not None for one in happened)
    reports = [(s, _merging.attribution(s.value)) for one in told for s in one.stored]
    return Period(
        start=span[0],
        end=span[1],
        label=_periods.label(span[0], by),
        quads=(quads.count(1), quads.count(2), quads.count(3), quads.count(4)),
        actual=len(happened),
        planned=len(told) - len(happened),
        intensity=round(total, 3) + 0.0,
        mean=round(total / known, 3) if known else None,
        sources=len(_origins.origins(reports)),
        smooth=round(smooth, 3) + 0.0,  # never -0.0
        records=tuple(one.record.record_id for one in told),
    )


def _described(
    found: Sequence[int], periods: Sequence[Period], by_start: dict[datetime.date, list[_Told]]
) -> tuple[Jump, ...]:
    ends = [0, *found, len(periods)]
    jumps = []
    for last, at, end in zip(ends, found, ends[2:], strict=False):
        before = _level(periods[last:at])
        after = _level(periods[at:end])
        sign = 1 if after > before else -1
        ceased = _heavy(periods[max(last, at - NEAR) : at], by_start, -sign)
        came = _heavy(periods[at : min(end, at + NEAR)], by_start, sign)
        jumps.append(
            Jump(
                label=periods[at].label,
                start=periods[at].start,
                before=before,
                after=after,
                records=_weightiest(ceased + came),
            )
        )
    return tuple(jumps)


def _level(periods: Sequence[Period]) -> float:
    return round(sum(p.intensity for p in periods) / len(periods), 3) + 0.0  # never -0.0


def _heavy(periods: Sequence[Period], by_start: dict[datetime.date, list[_Told]], sign: int) -> list[_Told]:
    """Return what happened in some periods and weighs in one direction."""
    return [o for p in periods for o in by_start[p.start] if o.happened and sign * o.intensity > 0]


def _weightiest(told: Sequence[_Told]) -> tuple[Record, ...]:
    """Return the records that weigh most, in order of time."""
    chosen = sorted(told, key=lambda o: (-abs(o.intensity), o.record.record_id))[:SHOWN]
    return tuple(o.record for o in sorted(chosen, key=lambda o: o.day))
