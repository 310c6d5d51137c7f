"""Accounts that cannot both hold."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.model import Event, Indicator, Record
from dateline.model.conflict import Conflict, Side
from dateline.model.record import Value
from dateline.store import Query, Reader, Stored
from dateline.views import _figures, _merging

LINKED = 0.6  # score of a judgement from which two records tell of one matter
CLOSE = 1  # days between figures of which one does not say when it held
FARTHEST = 10  # figures farther apart than tenfold count different things


def conflicts(reader: Reader, query: Query) -> tuple[Conflict, ...]:
    """Return reports of one event, records of one matter, and figures of one measure that disagree."""
    events, figures = reader.reports("event", query), reader.reports("indicator", query)
    found = [*_within(events), *_denied(reader, events), *_figures_apart(figures)]
    return tuple(sorted({c.id: c for c in found}.values(), key=_order))


def _order(conflict: Conflict) -> tuple[str, str]:
    published = conflict.sides[0].report.published
    return (published.start.isoformat() if published else "9999", conflict.id)


def _within(events: list[Stored]) -> Iterator[Conflict]:
    groups: dict[str, list[Stored]] = defaultdict(list)
    for stored in events:
        groups[stored.record].append(stored)
    for group in groups.values():
        record = _merging.record(group)
        for field in record.conflicts:
            yield Conflict(
                field=field, matter=_matter(record.value), sides=tuple(_sides(group, field, record))
            )


def _sides(group: list[Stored], field: str, record: Record) -> Iterator[Side]:
    told: set[str] = set()
    for stored, report in zip(group, record.reports, strict=True):
        words = _word(stored.value, field)
        if words and words not in told:  # the first to say so stands for all who do
            told.add(words)
            yield Side(value=words, record=record.record_id, report=report)


def _word(value: Value, field: str) -> str | None:
    if field == "status" and isinstance(value, Event):
        return "denied" if value.certainty == "denied" or value.status == "negated" else value.certainty
    return _merging.fields(value).get(field)


def _denied(reader: Reader, events: list[Stored]) -> Iterator[Conflict]:
    """Yield events that one report has and another denies; they are two records with a judgement between them."""
    by_id = {stored.value.id: stored for stored in events}
    for judgement in reader.judgements(by_id):
        a, b = by_id.get(judgement.left), by_id.get(judgement.right)
        if judgement.same or judgement.score < LINKED or a is None or b is None or a.record == b.record:
            continue
        words = {_word(a.value, "status"), _word(b.value, "status")}
        if "denied" in words and len(words) == 2 and _done(a.value, b.value):
            yield Conflict(field="status", matter=_matter(a.value), sides=tuple(_pair("status", a, b)))


def _done(*values: Value) -> bool:
    return all(isinstance(v, Event) and v.status in ("actual", "historical", "negated") for v in values)


def _figures_apart(figures: list[Stored]) -> Iterator[Conflict]:
    groups: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
    for stored in figures:
        figure = _Figure.of(stored)
        groups[figure.value.measure.casefold(), figure.value.unit or ""].append(figure)
    for group in groups.values():
        group.sort(key=lambda f: (f.first, f.stored.document.id, f.value.evidence.start))
        for i, left in enumerate(group):
            for right in group[i + 1 :]:
                if (right.first - left.last).days > CLOSE:
                    break
                if left.comparable(right) and _figures.disagree(left.value, right.value):
                    sides = tuple(_pair("value", left.stored, right.stored))
                    yield Conflict(field="value", matter=_matter(left.value), sides=sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """An indicator with the days on which it held, as far as can be told."""

    stored: Stored
    value: Indicator
    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, stored: Stored) -> _Figure:
        assert isinstance(stored.value, Indicator)
        when = stored.value.date or stored.document.published
        first, last = (when.start, when.end) if when else (datetime.date.min, datetime.date.min)
        return cls(stored=stored, value=stored.value, first=first, last=last)

    def comparable(self, other: _Figure) -> bool:
        """Return whether the two count the same: nothing known of one contradicts the other.

        Inside one document two figures must come from two sources, or they are parts of a list; between
        documents both must say whose figure it is.
        """
        a, b = self.value, other.value
        if (
            _unlike(_place(a), _place(b))
            or _unlike(_actor(a), _actor(b))
            or _unlike(_country(a), _country(b))
        ):
            return False
        if a.value and b.value and max(a.value, b.value) > FARTHEST * min(a.value, b.value):
            return False
        if self.stored.document.id == other.stored.document.id:
            return _sources(a) != _sources(b)
        if self._days_apart(other) > (0 if a.date and b.date else CLOSE):
            return False
        return (_place(a) or _actor(a)) is not None and (_place(b) or _actor(b)) is not None

    def _days_apart(self, other: _Figure) -> int:
        return max((other.first - self.last).days, (self.first - other.last).days, 0)


def _unlike(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _place(indicator: Indicator) -> str | None:
    return indicator.place.name.casefold() if indicator.place else None


def _actor(indicator: Indicator) -> str | None:
    return indicator.actor.id if indicator.actor else None


def _country(indicator: Indicator) -> str | None:
    if indicator.place is not None and indicator.place.country:
        return indicator.place.country
    return indicator.actor.country if indicator.actor else None


def _sources(indicator: Indicator) -> tuple[str | None, ...]:
    return tuple((a.speaker.name if a.speaker else a.via) for a in indicator.attribution)


def _pair(field: str, *both: Stored) -> Iterator[Side]:
    ordered = sorted(
        both, key=lambda s: (s.document.published is None, _day(s), s.document.id, s.value.evidence.start)
    )
    for stored in ordered:
        report = _merging.record([stored]).reports[0]
        yield Side(value=_word(stored.value, field) or "", record=stored.record, report=report)


def _day(stored: Stored) -> str:
    return stored.document.published.start.isoformat() if stored.document.published else ""


def _matter(value: Value) -> str:
    match value:
        case Event():
            return " ".join((value.event_type, _names(value.actors), "→", _names(value.recipients))).strip(
                " →"
            )
        case Indicator():
            where = value.place.name if value.place else _country(value) or ""
            return f"{value.measure}, {where}".rstrip(", ")
    return value.evidence.exact


def _names(actors: Iterable[object]) -> str:
    return ", ".join(str(getattr(actor, "name", "")) for actor in actors)
