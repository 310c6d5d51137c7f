"""Whether two reports tell of one event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from dateline.codebook.files import find, read_csv
from dateline.model import Actor, Event, Judgement, Place, When
from dateline.resolvers._placing import Search, Told, verdict
from dateline.resolvers._words import words

# Fitted by logistic regression on pairs of hand-annotated events, then rounded.
THRESHOLD = 0.68
WEIGHTS = {"type": 0.25, "mode": 0.1, "date": 0.2, "who": 0.2, "place": 0.1, "words": 0.15}
ONE_SENTENCE = 0.1  # taken off where one sentence has both: it would hardly tell of one act twice
RECIPROCAL = {"CONSULT", "AGREE", "COOPERATE"}
FIRM = {"stated", "relative", "given", "metadata"}
SLACK = datetime.timedelta(days=3)
MAX_MONTHS = 4  # longer intervals say too little to be matched by month
MAX_PARTIES = 5  # countries of an event by which it is found
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
        """Return months with single countries, pairs of countries, and the country if it is the only one."""
        event = _event(told)
        countries = _parties(event)
        alone = (f"only/{countries[0]}",) if len(countries) == 1 else ()
        return _with_months(event, (*alone, *countries, *_pairs(countries)))

    def search(self, told: Told) -> Search:
        """Return where events of fitting parties, types and days are.

        A report of one country can match any with that country in it; a report of several can match those of one of
        them alone, and those of two of them.
        """
        event = _event(told)
        countries = _parties(event)
        who = countries if len(countries) == 1 else (*(f"only/{c}" for c in countries), *_pairs(countries))
        date = event.date
        return Search(
            keys=_with_months(event, who),
            types=self._fitting(event.event_type),
            since=_shift(date.start, -SLACK) if date else None,
            until=_shift(date.end, SLACK) if date else None,
        )

    def _fitting(self, event_type: str) -> tuple[str, ...]:
        groups = self._groups.get(event_type, {}).keys()
        return tuple(sorted({event_type} | {t for t, found in self._groups.items() if found.keys() & groups}))

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two tell of one event; a field that cannot be reconciled settles it."""
        a, b = _event(left), _event(right)
        one_document = left.document.id == right.document.id
        one_sentence = one_document and a.evidence.span == b.evidence.span
        parts: dict[str, _Part] = {
            "type": self._type(a, b),
            "mode": (float(a.mode == b.mode), f"{a.mode} and {b.mode}"),
            "date": _date(a.date, b.date, slack=not one_document),
            "who": _who(a, b),
            "place": _place(a.place, b.place),
            "words": _words(a, b),
        }
        score = sum(WEIGHTS[name] * part[0] for name, part in parts.items()) - ONE_SENTENCE * one_sentence
        vetoed = any(parts[name][0] == NEVER for name in ("type", "date", "who", "place"))
        reasons = [f"{name}: {part[1]}" for name, part in parts.items()]
        if vetoed:
            score = min(score, 0.4)
        elif _phase(a) != _phase(b):
            reasons.append(f"status: {a.status} and {b.status}: reports of one matter, linked and kept apart")
        same = not vetoed and _phase(a) == _phase(b) and score >= THRESHOLD
        return verdict(left, right, same=same, score=score, reasons=reasons, author=self.author)

    def _type(self, a: Event, b: Event) -> _Part:
        if a.event_type == b.event_type:
            return 1.0, f"both {a.event_type}"
        shared = self._groups.get(a.event_type, {}).keys() & self._groups.get(b.event_type, {}).keys()
        weight = max((self._groups[a.event_type][name] for name in shared), default=NEVER)
        return weight, f"{a.event_type} and {b.event_type}"


def _event(told: Told) -> Event:
    assert isinstance(told.value, Event)
    return told.value


def _parties(event: Event) -> tuple[str, ...]:
    """Return the countries that take part; where none is known, that of the place."""
    found = sorted(_countries(_all(event)))[:MAX_PARTIES]
    return tuple(found) or (_country(event.place) or "-",)


def _pairs(countries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("+".join(pair) for pair in combinations(countries, 2))


def _with_months(event: Event, parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"event/{party}/{month}" for month in _months(event.date) for party in parties)


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


def _date(a: When | None, b: When | None, *, slack: bool) -> _Part:
    """Return how well two dates fit; ``slack`` lets days close by fit, as between outlets and time zones."""
    if a is None or b is None:
        return 0.3, "one is undated"
    told = f"{a.iso()} and {b.iso()}"
    gap = max((b.start - a.end).days, (a.start - b.end).days, 0)
    firm = a.basis in FIRM and b.basis in FIRM
    if a.is_day and b.is_day and gap == 0:
        return (1.0 if firm else 0.8), told
    if gap == 0:
        longest = max((a.end - a.start).days, (b.end - b.start).days)
        return next((s for days, s in ((7, 0.8), (31, 0.6), (100, 0.4)) if longest <= days), 0.2), told
    if not slack:
        return NEVER, told
    limits = ((1, 0.5),) if firm else ((1, 0.6), (2, 0.4), (3, 0.2))
    return next((s for days, s in limits if gap <= days), NEVER), told


def _who(a: Event, b: Event) -> _Part:
    left, right = _countries(_all(a)), _countries(_all(b))
    told = f"{_list(left)} and {_list(right)}"
    alike = (_share(_codes(a), _codes(b)) + _share(_ids(a), _ids(b))) / 2
    if not left or not right:
        return 0.3 + alike / 4, told
    if left == right:
        countries = 1.0
    elif left <= right or right <= left:
        countries = 0.7
    elif len(left & right) * 2 >= len(left | right):
        countries = 0.4
    else:
        return NEVER, told
    if a.event_type not in RECIPROCAL and _turned(a, b):
        return NEVER, told + ", the other way round"
    return (countries + alike) / 2, told


def _turned(a: Event, b: Event) -> bool:
    did, bore = _countries(a.actors), _countries(b.actors)
    suffered, endured = _countries(a.recipients), _countries(b.recipients)
    crossed = (did and did <= endured) or (bore and bore <= suffered)
    return bool(crossed) and not did & bore


def _place(a: Place | None, b: Place | None) -> _Part:
    if a is None or b is None:
        return 0.5, "not told by both"
    told = f"{a.name} and {b.name}"
    if (a.geonameid is not None and a.geonameid == b.geonameid) or a.name.casefold() == b.name.casefold():
        return 1.0, told
    if a.country and b.country and a.country != b.country:
        return NEVER, told
    return (0.6 if "country" in (a.kind, b.kind) else 0.2), told


def _words(a: Event, b: Event) -> _Part:
    """Return how much the sentences have in common beside the names, and the triggers."""
    named = words(" ".join(actor.name for actor in _all(a) + _all(b)))
    left, right = words(a.evidence.exact) - named, words(b.evidence.exact) - named
    shared = len(left & right) / max(1, min(len(left), len(right)))
    if a.evidence.document == b.evidence.document and a.evidence.span == b.evidence.span:
        shared = 0.0  # the same sentence is no witness
    trigger = a.trigger.text.casefold() == b.trigger.text.casefold() or bool(
        words(a.trigger.text) & words(b.trigger.text)
    )
    return (shared + trigger) / 2, f"{shared:.2f} of the content words" + ", same trigger" * trigger


def _phase(event: Event) -> str:
    return {"actual": "done", "historical": "done"}.get(event.status, event.status)


def _countries(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country)


def _all(event: Event) -> tuple[Actor, ...]:
    return event.actors + event.recipients


def _codes(event: Event) -> frozenset[str]:
    return frozenset(a.code for a in _all(event) if a.code)


def _ids(event: Event) -> frozenset[str]:
    return frozenset(a.id for a in _all(event))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.3


def _country(place: Place | None) -> str | None:
    return place.country if place else None


def _list(codes: frozenset[str]) -> str:
    return "+".join(sorted(codes)) or "nobody known"
