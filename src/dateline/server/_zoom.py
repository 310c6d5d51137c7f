"""The steps of a timeline's time: decades, years, months, weeks, days, each with its count and the way one step deeper."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

Level = Literal["decade", "year", "month", "week", "day"]
LEVELS: tuple[Level, ...] = get_args(Level)
MOST: dict[Level, int] = {
    "day": 62,
    "week": 27,
    "month": 36,
    "year": 40,
    "decade": 10_000,
}  # steps that are easily read
SHOWN = 130  # steps at most; of more the newest
NAMED = 31  # steps that have room for their names
DAY = datetime.timedelta(days=1)
GAP = datetime.timedelta(days=110_000)  # three hundred years in which nothing is


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One step; ``height`` is of a hundred.

    Attributes:
        label: its name ("1990s", "2018-04", "2018-W17").
        short: the same in few characters.
        since: its first day as a link has it.
        until: its last day.
        count: how many reports there are.
        height: of its bar, in hundredths.
    """

    label: str
    short: str
    since: str
    until: str
    count: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A place in time to go to."""

    label: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoom:
    """What a timeline shows of its time.

    Attributes:
        level: length of a step.
        levels: those that the time can be shown in.
        slots: the steps.
        up: the wider times around, widest first.
        before: the time of the same length before this one, None where nothing is.
        after: the one after it.
    """

    level: Level
    levels: tuple[Level, ...]
    slots: tuple[Slot, ...]
    up: tuple[Way, ...]
    before: Way | None
    after: Way | None

    @property
    def named(self) -> bool:
        """Whether each step has room for its name."""
        return len(self.slots) <= NAMED


def zoom(
    counts: Mapping[datetime.date, int],
    since: datetime.date | None,
    until: datetime.date | None,
    level: str = "",
) -> Zoom | None:
    """Return the steps of some time, None where nothing happened.

    Args:
        counts: reports by day.
        since: first day of the time.
        until: last day.
        level: length of a step; by itself the shortest of which there are not too many.
    """
    kept = {d: n for d, n in counts.items() if (not since or d >= since) and (not until or d <= until)}
    if not counts or (not kept and not (since and until)):
        return None
    last = until or max(kept)
    first = since or _dense(kept)
    fitting = [name for name in LEVELS if _steps(first, last, name) <= SHOWN] or list(LEVELS[:1])
    easy = [name for name in fitting if _steps(first, last, name) <= MOST[name]]
    best = easy[-1] if easy else fitting[0]
    chosen: Level = next((name for name in fitting if name == level), best)
    return Zoom(
        level=chosen, levels=tuple(fitting), slots=tuple(_slots(kept, first, last, chosen)),
        up=tuple(_up(first, last)) if since or until else (),
        before=_beside(counts, since, until, -1) or _long_before(kept, first),
        after=_beside(counts, since, until, 1),
    )  # fmt: skip


def _dense(kept: Mapping[datetime.date, int]) -> datetime.date:
    """Return the first day of the time without long gaps: a day of antiquity, or one misread, does not press the rest together."""
    days = sorted(kept, reverse=True)
    return next((later for later, earlier in pairwise(days) if later - earlier > GAP), days[-1])


def _long_before(kept: Mapping[datetime.date, int], first: datetime.date) -> Way | None:
    earlier = [day for day in kept if day < first]
    if not earlier:
        return None
    since, until = min(earlier), max(earlier)
    return Way(label=f"before {first.year:04d}", since=f"{since.year:04d}", until=f"{until.year:04d}")


def _slots(
    kept: Mapping[datetime.date, int], first: datetime.date, last: datetime.date, level: Level
) -> Iterator[Slot]:
    found: Counter[datetime.date] = Counter()
    for day, number in kept.items():
        found[_first(day, level)] += number
    most = max(found.values(), default=1)
    for start in _firsts(first, last, level, SHOWN):
        end = _next(start, level) - DAY
        way = _way(start, end, level)
        count = found[start]
        yield Slot(
            label=way.label, short=_short(start, level), since=way.since, until=way.until, count=count,
            height=max(3, round(100 * count / most)) if count else 0,
        )  # fmt: skip


def _up(first: datetime.date, last: datetime.date) -> Iterator[Way]:
    """Yield the decade, the year, the month and the week around a shorter time."""
    for level in LEVELS:
        start = _first(first, level)
        end = _next(start, level) - DAY
        if start <= first and last <= end and (start, end) != (first, last):
            if level == "week" and (first, last) != (first, first):
                continue
            yield _way(start, end, level)


def _beside(
    counts: Mapping[datetime.date, int], since: datetime.date | None, until: datetime.date | None, step: int
) -> Way | None:
    """Return the time of the same length before or after one that is a whole step."""
    if since is None or until is None:
        return None
    level = next((n for n in LEVELS if _first(since, n) == since and _next(since, n) - DAY == until), None)
    if level is None:
        return None
    if not (min(counts) < since if step < 0 else max(counts) > until):
        return None
    start = _first(since - DAY, level) if step < 0 else _next(since, level)
    return _way(start, _next(start, level) - DAY, level)


def _way(start: datetime.date, end: datetime.date, level: Level) -> Way:
    match level:
        case "decade":
            return Way(label=f"{start.year:04d}s", since=f"{start.year:04d}", until=f"{end.year:04d}")
        case "year":
            return Way(label=f"{start.year:04d}", since=f"{start.year:04d}", until=f"{start.year:04d}")
        case "month":
            name = start.isoformat()[:7]
            return Way(label=name, since=name, until=name)
        case "week":
            year, week, _ = start.isocalendar()
            return Way(label=f"{year:04d}-W{week:02d}", since=start.isoformat(), until=end.isoformat())
        case "day":
            return Way(label=start.isoformat(), since=start.isoformat(), until=start.isoformat())


def _short(start: datetime.date, level: Level) -> str:
    match level:
        case "month":
            return calendar.month_abbr[start.month] + (f" {start.year}" if start.month == 1 else "")
        case "week":
            return f"W{start.isocalendar()[1]}"
        case "day":
            return f"{start.day}" if start.day > 1 else f"{start.day} {calendar.month_abbr[start.month]}"
        case _:
            return _way(start, start, level).label


def _first(day: datetime.date, level: Level) -> datetime.date:
    match level:
        case "decade":
            return datetime.date(max(1, day.year // 10 * 10), 1, 1)
        case "year":
            return day.replace(month=1, day=1)
        case "month":
            return day.replace(day=1)
        case "week":
            return day - datetime.timedelta(days=min(day.weekday(), day.toordinal() - 1))
        case "day":
            return day


def _next(start: datetime.date, level: Level) -> datetime.date:
    """Return the first day of the following step; the calendar ends with the year 9999."""
    try:
        match level:
            case "decade":
                return datetime.date(start.year // 10 * 10 + 10, 1, 1)
            case "year":
                return datetime.date(start.year + 1, 1, 1)
            case "month":
                return (start.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
            case "week":
                return start + datetime.timedelta(days=7)
            case "day":
                return start + DAY
    except (ValueError, OverflowError):
        return datetime.date.max


def _firsts(first: datetime.date, last: datetime.date, level: Level, most: int) -> Iterator[datetime.date]:
    """Yield the first days of the steps from one day to another, empty ones too."""
    start = _first(first, level)
    if level == "decade" and last.year - start.year > 10 * most:  # of more the newest
        start = _first(last.replace(year=last.year - 10 * most + 10, month=1, day=1), level)
    for _ in range(most):
        if start > last:
            return
        yield start
        following = _next(start, level)
        if following <= start:
            return
        start = following


def _steps(first: datetime.date, last: datetime.date, level: Level) -> int:
    return len(list(_firsts(first, last, level, SHOWN + 1)))
