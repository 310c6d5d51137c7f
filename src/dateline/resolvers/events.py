"""Whether two reports tell of one event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dateline.codebook.files import find, read_csv
from dateline.model import Actor, Event, Judgement, Place, When
from dateline.resolvers._placing import Told, verdict
from dateline.resolvers._words import likeness

THRESHOLD = 0.62
WEIGHTS = {"type": 0.2, "date": 0.2, "who": 0.25, "place": 0.1, "words": 0.25}
RECIPROCAL = {"CONSULT", "AGREE", "COOPERATE"}
FIRM = {"stated", "relative", "given", "metadata"}
SLACK = datetime.timedelta(days=3)
MAX_MONTHS = 4  # longer intervals say too little to be matched by month
NEVER = 0.0

_Part = tuple[float, str]


@cache
def type_groups(overlay: Path | None = None) -> dict[str, dict[str, float]]:
    """Return the groups that each event type is in, with their weights."""
    found: dict[str, dict[str, float]] = {}
    for path in find("resolution/event_types.csv", overlay):
        for row in read_csv(path):
            for kind in row.items("types"):
                found.setdefault(kind, {})[row.cells["group"]] = float(row.cells["weight"])
    return found


class Events:
    """Judges events by type, date, participants, status, place and words.

    Source: blocking and pairwise scoring as in Christen (2012), Data Matching, chapters 4 to 6.
    """

    author = "resolver:events/1"

    def __init__(self, overlay: Path | None = None) -> None:
        self._groups = type_groups(overlay)

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return type group, country and month in all combinations that a report of the same event could have."""
        event = _event(told)
        kinds = (event.event_type, *self._groups.get(event.event_type, ()))
        months = tuple(_months(event.date))
        countries = sorted(_countries(event.actors + event.recipients)) or [_country(event.place) or "-"]
        return tuple(f"event/{k}/{c}/{m}" for k in kinds for c in countries for m in months)

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two tell of one event; a field that cannot be reconciled settles it."""
        a, b = _event(left), _event(right)
        parts: dict[str, _Part] = {
            "type": self._type(a, b),
            "date": _date(a.date, b.date),
            "who": _who(a, b),
            "place": _place(a.place, b.place),
            "words": _words(a, b),
        }
        score = sum(WEIGHTS[name] * part[0] for name, part in parts.items())
        vetoed = any(parts[name][0] == NEVER for name in ("type", "date", "who", "place"))
        reasons = [f"{name}: {part[1]}" for name, part in parts.items()]
        if vetoed:
            score = min(score, 0.4)
        elif _phase(a) != _phase(b):
            reasons.append(
                f"status: {a.status} and {b.status} are two reports of one matter, linked and kept apart"
            )
            return verdict(left, right, same=False, score=score, reasons=reasons, author=self.author)
        same = not vetoed and score >= THRESHOLD
        return verdict(left, right, same=same, score=score, reasons=reasons, author=self.author)

    def _type(self, a: Event, b: Event) -> _Part:
        if a.event_type == b.event_type:
            return (
                (0.8, f"both {a.event_type}")
                if a.mode != b.mode and a.mode and b.mode
                else (1.0, f"both {a.event_type}")
            )
        shared = self._groups.get(a.event_type, {}).keys() & self._groups.get(b.event_type, {}).keys()
        weight = max((self._groups[a.event_type][name] for name in shared), default=NEVER)
        return weight, f"{a.event_type} and {b.event_type}"


def _event(told: Told) -> Event:
    assert isinstance(told.value, Event)
    return told.value


def _months(date: When | None) -> Iterator[str]:
    if date is None:
        yield "undated"
        return
    first, last = _shift(date.start, -SLACK), _shift(date.end, SLACK)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > MAX_MONTHS:
        yield from (f"{year:04d}" for year in range(first.year, min(last.year, first.year + 3) + 1))
        return
    for index in range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count):
        yield f"{index // 12:04d}-{index % 12 + 1:02d}"


def _shift(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    try:
        return day + by
    except OverflowError:
        return day


def _date(a: When | None, b: When | None) -> _Part:
    if a is None or b is None:
        return 0.3, "one is undated"
    words = f"{a.iso()} and {b.iso()}"
    gap = max((b.start - a.end).days, (a.start - b.end).days, 0)
    firm = a.basis in FIRM and b.basis in FIRM
    if a.is_day and b.is_day and gap == 0:
        return (1.0 if firm else 0.8), words
    if gap == 0:
        longest = max((a.end - a.start).days, (b.end - b.start).days)
        return next((s for days, s in ((7, 0.8), (31, 0.6), (100, 0.4)) if longest <= days), 0.2), words
    limits = ((1, 0.5),) if firm else ((1, 0.6), (2, 0.4), (3, 0.2))
    return next((s for days, s in limits if gap <= days), NEVER), words


def _who(a: Event, b: Event) -> _Part:
    left, right = _countries(a.actors + a.recipients), _countries(b.actors + b.recipients)
    words = f"{_list(left)} and {_list(right)}"
    if not left or not right:
        return 0.4, words
    if left == right:
        score = 1.0
    elif left <= right or right <= left:
        score = 0.7
    else:
        score = 0.4 if len(left & right) * 2 >= len(left | right) else NEVER
    if score and a.event_type not in RECIPROCAL and _turned(a, b):
        return NEVER, words + ", the other way round"
    if score and _other_persons(a, b):
        return score * 0.5, words + ", other persons"
    return score, words


def _turned(a: Event, b: Event) -> bool:
    did, bore = _countries(a.actors), _countries(b.actors)
    suffered, endured = _countries(a.recipients), _countries(b.recipients)
    crossed = (did and did <= endured) or (bore and bore <= suffered)
    return bool(crossed) and not did & bore


def _other_persons(a: Event, b: Event) -> bool:
    left, right = _persons(a), _persons(b)
    return bool(left and right) and not left & right


def _place(a: Place | None, b: Place | None) -> _Part:
    if a is None or b is None:
        return 0.5, "not told by both"
    words = f"{a.name} and {b.name}"
    if (a.geonameid is not None and a.geonameid == b.geonameid) or a.name.casefold() == b.name.casefold():
        return 1.0, words
    if a.country and b.country and a.country != b.country:
        return NEVER, words
    return (0.6 if "country" in (a.kind, b.kind) else 0.2), words


def _words(a: Event, b: Event) -> _Part:
    share = likeness(a.evidence.exact, b.evidence.exact)
    trigger = (
        likeness(a.trigger.text, b.trigger.text) >= 0.5 or a.trigger.text.lower() == b.trigger.text.lower()
    )
    return min(1.0, 1.5 * share + (0.4 if trigger else 0.0)), f"{share:.2f} of the content words" + (
        ", same trigger" if trigger else ""
    )


def _phase(event: Event) -> str:
    return {"actual": "done", "historical": "done"}.get(event.status, event.status)


def _countries(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country)


def _persons(event: Event) -> frozenset[str]:
    return frozenset(a.id for a in event.actors + event.recipients if a.kind == "person")


def _country(place: Place | None) -> str | None:
    return place.country if place else None


def _list(codes: frozenset[str]) -> str:
    return "+".join(sorted(codes)) or "nobody known"
