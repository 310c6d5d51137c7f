"""Our records beside the events of other data sets: what both have, what only one has, where they disagree."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.model import Event, Record, When
from dateline.model.imported import Imported
from dateline.model.overlap import Match, Overlap
from dateline.store import Query, Reader, imports
from dateline.views import _same_act as same
from dateline.views.timeline import timeline

FAR = 14  # days; a date that is wrong by more is a date of something else


class _Ours(NamedTuple):
    number: int
    record: Record
    event: Event
    date: When
    sides: list[same.Keys]


Fits = Callable[[_Ours, Imported, list[same.Keys], int], bool]


class _Index:
    """Finds our records by a party and a day."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._by_party: dict[str, list[_Ours]] = defaultdict(list)
        self._starts: dict[str, list[datetime.date]] = {}
        self._longest = 0
        for number, record in enumerate(records):
            value = record.value
            if isinstance(value, Event) and value.date is not None:
                self._longest = max(self._longest, (value.date.end - value.date.start).days)
                ours = _Ours(number, record, value, value.date, same.parties(value))
                for key in _all(ours.sides):
                    self._by_party[key].append(ours)
        for key, found in self._by_party.items():
            found.sort(key=lambda one: (one.date.start, one.number))
            self._starts[key] = [one.date.start for one in found]

    def near(self, theirs: Imported, date: When, days: int) -> Iterator[_Ours]:
        """Yield the records that share a party and lie within so many days, each once."""
        seen: set[int] = set()
        earliest = _back(date.start, days + self._longest)
        for key in _all(same.parties(theirs)):
            found = self._by_party.get(key, [])
            for one in found[bisect_left(self._starts.get(key, []), earliest) :]:
                if (one.date.start - date.end).days > days:
                    break
                if one.number not in seen and same.gap(one.date, date) <= days:
                    seen.add(one.number)
                    yield one


def imported(reader: Reader, query: Query, *, system: str | None = None) -> tuple[Imported, ...]:
    """Return the events of other data sets, by day.

    Args:
        reader: of the store.
        query: participants, type and time; the rest of it asks for what they do not have.
        system: only of this data set.
    """
    found = imports.imported(reader, system=system, since=query.since, until=query.until)
    return tuple(one for one in found if _asked(one, query))


def _asked(one: Imported, query: Query) -> bool:
    if query.type is not None and (one.event_type or "").lower() != query.type.lower():
        return False
    return all(any(match.fits(a) for a in (*one.actors, *one.recipients)) for match in query.actors)


def overlap(
    reader: Reader, query: Query, *, system: str | None = None, days: int = 2, include_all: bool = False
) -> Overlap:
    """Return our events beside theirs.

    Args:
        reader: of the store.
        query: which ones, of both.
        system: only this data set.
        days: how far apart two dates of one event may lie.
        include_all: also our records of what did not happen or is in doubt.
    """
    return beside(
        timeline(reader, query, include_all=include_all), imported(reader, query, system=system), days=days
    )


def beside(records: Sequence[Record], theirs: Iterable[Imported], *, days: int = 2) -> Overlap:
    """Return records beside events of others.

    First each event of theirs goes to a record of the same days, pair and type. Then those that are left go to a record that
    has found nothing so and differs in one thing: the type, or one of the parties; or the date, by up to two weeks, of which
    each record takes the nearest only.
    """
    index = _Index(records)
    matches: dict[int, list[Match]] = defaultdict(list)
    left: list[Imported] = []
    unplaced: list[Imported] = []
    for one in theirs:
        if one.date is None or not same.parties(one):
            unplaced.append(one)
        elif not _matched(index.near(one, one.date, days), one, one.date, matches, _exact):
            left.append(one)
    sure, rest = set(matches), list[Imported]()
    for one in left:
        assert one.date is not None
        free = (o for o in index.near(one, one.date, 0) if o.number not in sure)
        if not _matched(free, one, one.date, matches, _nearly):
            rest.append(one)
    only = _wrongly_dated(rest, index, matches)
    return Overlap(
        matches=tuple(match for number in sorted(matches) for match in matches[number]),
        ours=tuple(record for number, record in enumerate(records) if number not in matches),
        theirs=tuple(one for one in rest if one.id in only),
        unplaced=tuple(unplaced),
    )


def _matched(
    found: Iterable[_Ours], one: Imported, date: When, matches: dict[int, list[Match]], fits: Fits
) -> bool:
    """Give an event of theirs to the record that fits best: the nearest, the most alike, the least taken."""
    sides = same.parties(one)
    fitting = [ours for ours in found if fits(ours, one, sides, same.gap(ours.date, date))]
    if not fitting:
        return False

    def order(ours: _Ours) -> tuple[object, ...]:
        unlike = [not alike for alike in same.likeness(ours.event, one)]
        taken = len(matches[ours.number]) if ours.number in matches else 0
        return same.gap(ours.date, date), unlike, taken, ours.number

    best = min(fitting, key=order)
    matches[best.number].append(Match(record=best.record, imported=one, differs=_differs(best, one, date)))
    return True


def _wrongly_dated(rest: Sequence[Imported], index: _Index, matches: dict[int, list[Match]]) -> set[str]:
    """Give records that have found nothing the nearest event that is like them; return the ids of those left over."""
    pairs: list[tuple[int, int, int, _Ours]] = []
    for place, one in enumerate(rest):
        if one.date is not None:
            sides = same.parties(one)
            for ours in index.near(one, one.date, FAR):
                if ours.number not in matches and _alike(ours, one, sides, 0):
                    pairs.append((same.gap(ours.date, one.date), ours.number, place, ours))
    given: set[int] = set()
    for _, number, place, ours in sorted(pairs, key=lambda pair: pair[:3]):
        date = rest[place].date
        if number not in matches and place not in given and date is not None:
            given.add(place)
            matches[number].append(
                Match(record=ours.record, imported=rest[place], differs=_differs(ours, rest[place], date))
            )
    return {one.id for place, one in enumerate(rest) if place not in given}


def _exact(ours: _Ours, theirs: Imported, sides: list[same.Keys], _days: int) -> bool:
    return same.same_type(ours.event, theirs) is not False and same.all_shared(ours.sides, sides)


def _nearly(ours: _Ours, theirs: Imported, sides: list[same.Keys], _days: int) -> bool:
    """Return whether one of pair and type is the same; a type that is not told is no witness."""
    pair, kind = same.all_shared(ours.sides, sides), same.same_type(ours.event, theirs)
    return (pair and kind is False) or (not pair and kind is True)


def _alike(ours: _Ours, theirs: Imported, sides: list[same.Keys], _days: int) -> bool:
    return same.same_type(ours.event, theirs) is True and same.all_shared(ours.sides, sides)


def _differs(ours: _Ours, theirs: Imported, date: When) -> dict[str, tuple[str, str]]:
    event, found = ours.event, {}
    if same.gap(ours.date, date):
        found["date"] = (ours.date.iso(), date.iso())
    if same.same_type(event, theirs) is False:
        found["type"] = (event.event_type, theirs.event_type or f"CAMEO {theirs.cameo}")
    who = _who(event), _who(theirs)
    if not same.all_shared(ours.sides, same.parties(theirs)):
        found["actors"] = who
    elif same.turned(event, theirs):
        found["sides"] = who
    return found


def _who(one: Event | Imported) -> str:
    sides = (", ".join(actor.name for actor in side) for side in (one.actors, one.recipients))
    return " → ".join(side for side in sides if side) or "nobody named"


def _all(sides: Iterable[same.Keys]) -> same.Keys:
    return frozenset[str]().union(*sides)


def _back(day: datetime.date, days: int) -> datetime.date:
    """Return an earlier day; the calendar begins with the year 1."""
    return datetime.date.fromordinal(max(1, day.toordinal() - days))
