"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.formats import Item
from dateline.model import Record, Report
from dateline.model.codec import to_json
from dateline.model.conflict import Conflict
from dateline.model.day import Day
from dateline.model.record import Value
from dateline.model.series import Series


class Jsonl:
    """Records as the interface describes them."""

    media_type = "application/x-ndjson"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        for item in items:
            yield json.dumps(_json(item), ensure_ascii=False) + "\n"


def _json(item: Item) -> dict[str, Any]:
    match item:
        case Conflict():
            return conflict_json(item)
        case Series():
            return series_json(item)
        case Day():
            return {"kind": "day", **to_json(item)}
        case Record():
            return record_json(item)


def value_json(value: Value) -> dict[str, Any]:
    """Return an event, statement, indicator or commitment with its id."""
    return {"id": value.id, **to_json(value)}


def record_json(record: Record) -> dict[str, Any]:
    """Return a record with the fields of its value beside its own.

    A commitment's own kind is ``commitment_kind``: ``kind`` is the record's.
    """
    value = value_json(record.value)
    del value["id"]  # of no stored report where fields come from several
    value["report_id"] = record.report_id
    if record.kind == "commitment":
        value["commitment_kind"] = value.pop("kind")
    return {
        "record_id": record.record_id,
        "kind": record.kind,
        **value,
        "reports": [report_json(report) for report in record.reports],
        "independent_sources": record.independent_sources,
        "conflicts": list(record.conflicts),
        "first_reported": to_json(record.first_reported),
        "last_changed": to_json(record.last_changed),
        "chosen": to_json(record.chosen),
    }


def report_json(report: Report) -> dict[str, Any]:
    """Return what one document says of a record."""
    found: dict[str, Any] = to_json(report)
    return found


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """Return accounts that cannot both hold."""
    return {"id": conflict.id, "kind": "conflict", "records": list(conflict.records), **to_json(conflict)}


def series_json(series: Series) -> dict[str, Any]:
    """Return the figures of one measure and place, day by day."""
    return {"kind": "series", **to_json(series)}
