"""Accounts that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.model import Event, Indicator, Record, When
from dateline.model.conflict import Conflict, Side
from dateline.model.record import Value
from dateline.store import Query, Reader, Stored
from dateline.views import _figures, _merging

LINKED = 0.6  # score of a judgement from which two records tell of one matter
CLOSE = 1  # days between figures that do not say when they held


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
    groups: dict[tuple[str, str, str], list[Stored]] = defaultdict(list)
    for stored in figures:
        assert isinstance(stored.value, Indicator)
        whose = _whose(stored.value)
        if whose is not None:
            groups[stored.value.measure.casefold(), whose, stored.value.unit or ""].append(stored)
    for group in groups.values():
        for i, right in enumerate(group):
            for left in group[:i]:
                if _one_moment(left, right) and _apart(left.value, right.value):
                    yield Conflict(
                        field="value", matter=_matter(left.value), sides=tuple(_pair("value", left, right))
                    )


def _apart(left: Value, right: Value) -> bool:
    return isinstance(left, Indicator) and isinstance(right, Indicator) and _figures.disagree(left, right)


def _whose(indicator: Indicator) -> str | None:
    if indicator.place is not None:
        return indicator.place.name.casefold()
    return indicator.actor.id if indicator.actor is not None else None


def _one_moment(left: Stored, right: Stored) -> bool:
    a, b = _when(left), _when(right)
    if a is None or b is None:
        return left.document.id == right.document.id
    slack = 0 if _told(left) and _told(right) else CLOSE
    return max((b.start - a.end).days, (a.start - b.end).days, 0) <= slack


def _told(stored: Stored) -> bool:
    return isinstance(stored.value, Indicator) and stored.value.date is not None


def _when(stored: Stored) -> When | None:
    assert isinstance(stored.value, Indicator)
    return stored.value.date or stored.document.published


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
            place = value.place.name if value.place else value.actor.name if value.actor else ""
            return f"{value.measure}, {place}".strip(", ")
    return value.evidence.exact


def _names(actors: Iterable[object]) -> str:
    return ", ".join(str(getattr(actor, "name", "")) for actor in actors)
