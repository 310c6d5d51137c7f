"""A record as one row, whatever its kind: for tables that people sort and filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.formats import Item, _tables, _words
from dateline.model import Commitment, Event, Indicator, Place, Record, Statement, When
from dateline.model.record import Value, sides

# column -> type; every row has all of them
COLUMNS: dict[str, type] = {
    "record_id": str,
    "kind": str,
    "type": str,
    "mode": str,
    "status": str,
    "certainty": str,
    "quad": int,
    "intensity": float,
    "cameo": str,
    "start": str,
    "end": str,
    "precision": str,
    "basis": str,
    "actors": str,
    "actor_codes": str,
    "recipients": str,
    "recipient_codes": str,
    "place": str,
    "country": str,
    "lat": float,
    "lon": float,
    "geonameid": int,
    "measure": str,
    "value": float,
    "low": float,
    "high": float,
    "unit": str,
    "content": str,
    "condition": str,
    "attribution": str,
    "reports": int,
    "independent_sources": int,
    "publisher": str,
    "published": str,
    "url": str,
    "quote": str,
    "conflicts": str,
    "first_reported": str,
    "last_changed": str,
}
Row = dict[str, Any]


def rows(items: Iterable[Item]) -> Iterator[Row]:
    """Yield a row for each record."""
    for item in items:
        if isinstance(item, Record):
            yield dict.fromkeys(COLUMNS) | _record(item) | _value(item.value)


def _record(record: Record) -> Row:
    first = record.reports[0]
    return {
        "record_id": record.record_id,
        "kind": record.kind,
        "attribution": _words.chain(first.attribution) or None,
        "reports": len(record.reports),
        "independent_sources": record.independent_sources,
        "publisher": first.publisher,
        "published": first.published.iso() if first.published else None,
        "url": first.url,
        "quote": first.evidence.exact,
        "conflicts": _tables.items(record.conflicts) or None,
        "first_reported": record.first_reported.isoformat() if record.first_reported else None,
        "last_changed": record.last_changed.isoformat() if record.last_changed else None,
    }


def _value(value: Value) -> Row:
    match value:
        case Event():
            return {
                "type": value.event_type,
                "mode": value.mode,
                "status": value.status,
                "certainty": value.certainty,
                "quad": value.quad,
                "intensity": value.intensity,
                "cameo": value.cameo,
                "condition": value.condition,
                **_date(value.date),
                **_sides(value),
                **_place(value.place),
            }
        case Statement():
            return {
                "type": value.stance,
                "content": " … ".join(_words.clean(s) for s in _contents(value)),
                **_date(value.date),
                **_sides(value),
            }
        case Indicator():
            return {
                "type": value.measure,
                "measure": value.measure,
                "value": value.value,
                "low": value.low,
                "high": value.high,
                "unit": value.unit,
                **_date(value.date),
                **_sides(value),
                **_place(value.place),
            }
        case Commitment():
            return {
                "type": value.kind,
                "status": value.state,
                "content": value.content,
                "condition": value.condition,
                **_date(value.due),
                **_sides(value),
            }


def _contents(statement: Statement) -> Iterator[str]:
    """Yield the words of the content, which lies in the evidence."""
    evidence = statement.evidence
    for span in statement.content:
        yield evidence.exact[span.start - evidence.start : span.end - evidence.start]


def _date(when: When | None) -> Row:
    if when is None:
        return {}
    return {
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "precision": when.precision,
        "basis": when.basis,
    }


def _sides(value: Value) -> Row:
    actors, recipients = sides(value)
    return {
        "actors": _tables.items(a.name for a in actors) or None,
        "actor_codes": _tables.items(a.code for a in actors) or None,
        "recipients": _tables.items(a.name for a in recipients) or None,
        "recipient_codes": _tables.items(a.code for a in recipients) or None,
    }


def _place(place: Place | None) -> Row:
    if place is None:
        return {}
    return {
        "place": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
    }
