"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.formats import Item
from dateline.model import Record, Report
from dateline.model.codec import to_json
from dateline.model.conflict import Conflict
from dateline.model.record import Value


class Jsonl:
    """Records as the interface describes them."""

    media_type = "application/x-ndjson"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        for item in items:
            found = conflict_json(item) if isinstance(item, Conflict) else record_json(item)
            yield json.dumps(found, ensure_ascii=False) + "\n"


def value_json(value: Value) -> dict[str, Any]:
    """Return an event, statement, indicator or commitment with its id."""
    return {"id": value.id, **to_json(value)}


def record_json(record: Record) -> dict[str, Any]:
    """Return a record with the fields of its value beside its own.

    A commitment's own kind is ``commitment_kind``: ``kind`` is the record's.
    """
    value = value_json(record.value)
    value["report_id"] = value.pop("id")
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
    }


def report_json(report: Report) -> dict[str, Any]:
    """Return what one document says of a record."""
    found: dict[str, Any] = to_json(report)
    return found


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """Return accounts that cannot both hold."""
    return {"id": conflict.id, "kind": "conflict", "records": list(conflict.records), **to_json(conflict)}
