"""The curve of two countries with very many dealings, from the numbers that the store keeps of them."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.model import Record
from dateline.model.tension import By, Jump, Period, Tension
from dateline.model.when import When
from dateline.store import ActorMatch, Query, Reader
from dateline.store.dealings import Dealing, between, many
from dateline.views import _jumps, _periods
from dateline.views.records import records

SHOWN = 5  # records behind a jump
NEAR = 3  # periods after a jump in which these lie
CODE = 3  # letters of a country


class _One(NamedTuple):  # there are very many of them
    """A record in numbers."""

    record: str
    start: datetime.date | None
    planned: bool
    quad: int | None
    intensity: float | None
    publishers: frozenset[str | None]


def codes(left: ActorMatch, right: ActorMatch, reader: Reader, whole: int) -> tuple[str, str] | None:
    """Return the two countries if both sides are countries, with more reports of their dealings than so many."""
    found = tuple(_country(side) for side in (left, right))
    ours, theirs = found
    return (
        (ours, theirs) if ours and theirs and ours != theirs and many(reader, ours, theirs, whole) else None
    )


def _country(side: ActorMatch) -> str | None:
    if side.name is not None:
        return None
    if side.prefix is not None:
        return side.prefix if len(side.prefix) == CODE else None
    return side.countries[0] if len(side.countries) == 1 else None


def counted(
    reader: Reader, names: tuple[str, str], countries: tuple[str, str], by: By, query: Query
) -> Tension:
    """Return the tension of two countries; sources are the publishers, and each record has the day that most reports give it.

    Args:
        reader: of the store.
        names: of the sides, as asked.
        countries: their codes.
        by: length of the periods.
        query: days and ``as_of``.
    """
    told = list(_ones(between(reader, *countries, query), by))
    placed = defaultdict[datetime.date, list[_One]](list)
    for one in told:
        if one.start is not None:
            placed[one.start].append(one)
    bounds = [*placed, *(day for day in (query.since, query.until) if day)]
    spans = list(_periods.periods(min(bounds), max(bounds), by)) if placed else []
    sums = [sum(o.intensity or 0.0 for o in placed[start] if not o.planned) for start, _ in spans]
    curve = _jumps.smoothed(sums)
    periods = [_period(s, by, placed[s[0]], smooth) for s, smooth in zip(spans, curve, strict=True)]
    found = _jumps.jumps(sums)
    return Tension(
        left=names[0], right=names[1], by=by, periods=tuple(periods),
        jumps=None if found is None else tuple(_described(reader, found, periods, placed, query)),
        unplaced=sum(one.start is None for one in told),
    )  # fmt: skip


def _ones(found: Iterable[Dealing], by: By) -> Iterable[_One]:
    groups = defaultdict[str, list[Dealing]](list)
    for dealing in found:
        groups[dealing.record].append(dealing)
    homes: dict[_Days, datetime.date | None] = {}
    for record, group in groups.items():
        best, days = group, (group[0].day, group[0].last)
        if len(group) > 1:  # most have one report
            standing = max(d.standing for d in group)
            best = [d for d in group if d.standing == standing]
            days = _prevailing(best)
        if days not in homes:
            homes[days] = _home(days, by)
        one, publishers = best[0], frozenset(d.publisher for d in group)
        yield _One(record, homes[days], one.standing == 1, one.quad, one.intensity, publishers)


_Days = tuple[datetime.date | None, datetime.date | None]


def _prevailing(found: Sequence[Dealing]) -> _Days:
    """Return the first and last day that most of some reports give, the earlier ones of as many."""
    days = Counter((d.day, d.last) for d in found if d.day is not None and d.last is not None)
    return min(days, key=lambda day: (-days[day], day), default=(None, None))


def _home(days: _Days, by: By) -> datetime.date | None:
    first, last = days
    return _periods.home(When(start=first, end=last, basis="stated"), by) if first and last else None


def _period(span: tuple[datetime.date, datetime.date], by: By, told: Sequence[_One], smooth: float) -> Period:
    happened = [one for one in told if not one.planned]
    quads = Counter(one.quad for one in happened)
    known = [one.intensity for one in happened if one.intensity is not None]
    return Period(
        start=span[0], end=span[1], label=_periods.label(span[0], by), quads=(quads[1], quads[2], quads[3], quads[4]),
        actual=len(happened), planned=len(told) - len(happened), intensity=round(sum(known), 3) + 0.0,
        mean=round(sum(known) / len(known), 3) if known else None,
        sources=len(frozenset[str | None]().union(*(one.publishers for one in told))),
        smooth=round(smooth, 3) + 0.0, records=tuple(sorted(one.record for one in told)),
    )  # fmt: skip


def _described(
    reader: Reader,
    found: Sequence[int],
    periods: Sequence[Period],
    placed: dict[datetime.date, list[_One]],
    query: Query,
) -> Iterable[Jump]:
    ends = [0, *found, len(periods)]
    chosen = []
    for last, at, end in zip(ends, found, ends[2:], strict=False):
        before, after = _level(periods[last:at]), _level(periods[at:end])
        sign = 1 if after > before else -1
        ceased = _heavy(periods[max(last, at - NEAR) : at], placed, -sign)
        came = _heavy(periods[at : min(end, at + NEAR)], placed, sign)
        weighed = sorted((*ceased, *came), key=lambda o: (-abs(o.intensity or 0.0), o.record))[:SHOWN]
        chosen.append((periods[at], before, after, [one.record for one in weighed]))
    names = tuple(name for *_, behind in chosen for name in behind)
    read: dict[str, Record] = {}
    if names:
        read = {r.record_id: r for r in records(reader, "event", Query(records=names, as_of=query.as_of))}
    for period, before, after, behind in chosen:
        shown = sorted((read[name] for name in behind if name in read), key=_day)
        yield Jump(label=period.label, start=period.start, before=before, after=after, records=tuple(shown))


def _day(record: Record) -> datetime.date:
    date = getattr(record.value, "date", None)
    return date.start if date is not None else datetime.date.max


def _level(periods: Sequence[Period]) -> float:
    return round(sum(p.intensity for p in periods) / len(periods), 3) + 0.0  # never -0.0


def _heavy(periods: Sequence[Period], placed: dict[datetime.date, list[_One]], sign: int) -> list[_One]:
    """Return what happened in some periods and weighs in one direction."""
    return [o for p in periods for o in placed[p.start] if not o.planned and sign * (o.intensity or 0.0) > 0]
