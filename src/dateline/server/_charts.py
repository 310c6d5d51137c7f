"""Numbers for charts that templates draw as SVG: no scripts, and the same numbers stand in a table beside each chart."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.model.series import Series
from dateline.model.tension import Tension

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 26, 24
TICKS = 9  # labels below the axis at most
NAMED = 40  # places that may be named on a map
NAME_WIDTH = 4.2  # degrees of a letter on the map of the world


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: of a period, upwards from the base line or downwards."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: float
    up: bool = True
    planned: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word at a place."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The chart of two sides."""

    bars: tuple[Bar, ...]
    line: str
    base: float
    across: tuple[Mark, ...]
    below: tuple[Mark, ...]
    jumps: tuple[Mark, ...]


def curve(found: Tension) -> Curve:
    """Return the chart of a tension: bars of intensity, the smoothed line, the jumps."""
    periods = found.periods
    sums = [p.intensity for p in periods]
    top, low = _round_up(max([*sums, 1.0])), -_round_up(-min([*sums, -1.0]))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(periods))

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (top - value) / (top - low), 1)

    bars = tuple(
        Bar(
            x=round(LEFT + i * step + step * 0.1, 2),
            y=min(y(p.intensity), y(0)),
            width=round(step * 0.8, 2),
            height=round(abs(y(p.intensity) - y(0)), 1),
            label=p.label,
            value=p.intensity,
            up=p.intensity >= 0,
        )
        for i, p in enumerate(periods)
    )
    line = " ".join(f"{LEFT + (i + 0.5) * step:.1f},{y(p.smooth)}" for i, p in enumerate(periods))
    every = math.ceil(len(periods) / TICKS) or 1
    below = tuple(
        Mark(x=round(LEFT + (i + 0.5) * step, 1), y=HEIGHT - 6, label=p.label)
        for i, p in enumerate(periods)
        if i % every == 0
    )
    at = {p.label: i for i, p in enumerate(periods)}
    jumps = tuple(
        Mark(x=round(LEFT + at[j.label] * step, 1), y=TOP - 8, label=j.label) for j in found.jumps or ()
    )
    across = tuple(Mark(x=LEFT - 6, y=y(v), label=f"{v:+g}" if v else "0") for v in (top, 0, low))
    return Curve(bars=bars, line=line, base=y(0), across=across, below=below, jumps=jumps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """The figures of one day: where they lie, lowest and highest."""

    x: float
    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The chart of a series."""

    dots: tuple[Dot, ...]
    across: tuple[Mark, ...]
    below: tuple[Mark, ...]


def figures(series: Series) -> Figures | None:
    """Return the chart of a series, None where fewer than two of its days are known."""
    told = [
        (p.date.start, p.low, p.high)
        for p in series.points
        if p.date and p.low is not None and p.high is not None
    ]
    if len({day for day, _, _ in told}) < 2:
        return None
    first, last = told[0][0], max(day for day, _, _ in told)
    top = _round_up(max(high for _, _, high in told) or 1.0)
    low = min(0.0, min(low for _, low, _ in told))
    span = max(1, (last - first).days)

    def x(day: datetime.date) -> float:
        return round(LEFT + 12 + (WIDTH - LEFT - RIGHT - 24) * (day - first).days / span, 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (top - value) / ((top - low) or 1), 1)

    return Figures(
        dots=tuple(Dot(x=x(d), low=y(a), high=y(b), label=d.isoformat()) for d, a, b in told),
        across=tuple(Mark(x=LEFT - 6, y=y(v), label=short(v)) for v in (top, low)),
        below=tuple(Mark(x=x(d), y=HEIGHT - 6, label=d.isoformat()) for d in (first, last)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of the map with what happened there."""

    name: str
    country: str
    lat: float
    lon: float
    count: int
    radius: float
    types: tuple[tuple[str, int], ...]
    quad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a place on the map."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A map: the part of the world that it shows, its places, and the names for which there is room."""

    box: str
    scale: float
    spots: tuple[Spot, ...]
    names: tuple[Name, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What is told of one place."""

    lat: float
    lon: float
    types: Counter[str] = field(default_factory=Counter)
    quads: Counter[int] = field(default_factory=Counter)


def chart(stored: Iterable[tuple[str, Mapping[str, Any]]], *, world: bool) -> Chart:
    """Return the map of stored events; each record counts once at each place."""
    places: dict[tuple[str, str], _Tally] = {}
    seen: set[tuple[str, str, str]] = set()
    for record, event in stored:
        place = event.get("place")
        if place is None or place.get("lat") is None or place.get("lon") is None:
            continue
        key = (str(place["name"]), str(place.get("country") or ""))
        if (record, *key) not in seen:
            seen.add((record, *key))
            tally = places.setdefault(key, _Tally(float(place["lat"]), float(place["lon"])))
            tally.types[str(event.get("event_type"))] += 1
            tally.quads[int(event.get("quad") or 0)] += 1
    box, scale = _box([t.lat for t in places.values()], [t.lon for t in places.values()], world=world)
    spots = [_spot(name, country, tally, scale) for (name, country), tally in places.items()]
    ordered = sorted(spots, key=lambda s: (-s.count, s.name))
    return Chart(box=box, scale=scale, spots=tuple(ordered), names=tuple(_names(ordered, box, scale)))


def _spot(name: str, country: str, tally: _Tally, scale: float) -> Spot:
    count = tally.types.total()
    return Spot(
        name=name,
        country=country,
        lat=tally.lat,
        lon=tally.lon,
        count=count,
        radius=round(scale * (1.6 + 1.1 * math.sqrt(count)), 3),
        types=tuple(tally.types.most_common(3)),
        quad=tally.quads.most_common(1)[0][0],
    )


def _names(spots: Sequence[Spot], box: str, scale: float) -> Iterator[Name]:
    """Yield the names of the busiest places that do not stand on each other."""
    left, _, width, _ = map(float, box.split())
    taken: list[tuple[float, float, float]] = []
    for spot in spots[:NAMED]:
        long, turned = NAME_WIDTH * scale * len(spot.name), spot.lon > left + 0.72 * width
        x = spot.lon + spot.radius * 1.2 * (-1 if turned else 1)
        start, y = x - long * turned, -spot.lat + 2 * scale
        if all(abs(y - b) > 8 * scale or start > c or start + long < a for a, b, c in taken):
            taken.append((start, y, start + long))
            yield Name(x=round(x, 3), y=round(y, 3), text=spot.name, anchor="end" if turned else "start")


def _box(lats: Sequence[float], lons: Sequence[float], *, world: bool) -> tuple[str, float]:
    """Return what part of the world to show, and how much smaller than the whole it is."""
    if world or not lats:
        return "-180 -84 360 142", 1.0
    width = min(360.0, max(24.0, (max(lons) - min(lons)) * 1.25, (max(lats) - min(lats)) * 1.25 * 2))
    height = width / 2
    left = max(-180.0, min(180 - width, (max(lons) + min(lons)) / 2 - width / 2))
    top = max(-84.0, -(max(lats) + min(lats)) / 2 - height / 2)
    return f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}", round(width / 360, 4)


def short(value: float) -> str:
    """Return a number in few characters.

    Example:
        >>> short(1200000), short(350)
        ('1.2M', '350')
    """
    for limit, letter in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            return f"{value / (1000 if letter == 'k' else limit):.3g}{letter}"
    return f"{value:.6g}"


def _round_up(value: float) -> float:
    """Return the next number of one telling digit."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return math.ceil(value / power) * power
