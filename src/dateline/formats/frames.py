"""Results as data frames of pandas or polars, with types."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.errors import MissingExtra, UnknownName
from dateline.formats import _flat, _tables, _words
from dateline.formats.overlap import parties
from dateline.model import Record
from dateline.model.conflict import Conflict
from dateline.model.day import Day
from dateline.model.imported import Imported
from dateline.model.overlap import Overlap
from dateline.model.series import Series
from dateline.model.tension import Tension

LIBRARIES = {"pandas": "frames", "polars": "polars"}  # with the extra that brings it
DAYS = ("start", "end", "first_reported", "last_changed")
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

Types = dict[str, type]
Rows = list[dict[str, Any]]

RECORDS: Types = {name: datetime.date if name in DAYS else kind for name, kind in _flat.COLUMNS.items()}
CONFLICTS: Types = {
    "field": str,
    "matter": str,
    "values": str,
    "explanation": str,
    "state": str,
    "records": str,
}
SERIES: Types = {
    "measure": str,
    "where": str,
    "unit": str,
    "start": datetime.date,
    "end": datetime.date,
    "low": float,
    "high": float,
    "value": float,
    "figure": str,
    "source": str,
    "record_id": str,
}
STORY: Types = {
    "day": datetime.date,
    "weight": float,
    "told": int,
    "published": int,
    "sentence": str,
    "source": str,
}
IMPORTED: Types = {
    "data_set": str,
    "id": str,
    "start": datetime.date,
    "end": datetime.date,
    "type": str,
    "mode": str,
    "cameo": str,
    "parties": str,
    "place": str,
    "headline": str,
    "url": str,
    "mentions": int,
}
TENSION: Types = {
    "period": str,
    "start": datetime.date,
    "end": datetime.date,
    **dict.fromkeys(QUADS, int),
    "actual": int,
    "planned": int,
    "intensity": float,
    "mean": float,
    "smooth": float,
    "sources": int,
}
BOTH: Types = {"found": str, "record_id": str, "data_set": str, "id": str, "differs": str}


def frame(found: object, library: str = "pandas") -> Any:
    """Return results as a data frame.

    Raises:
        UnknownName: there is no such library.
        MissingExtra: it is not installed.
    """
    if library not in LIBRARIES:
        raise UnknownName("library of data frames", library, LIBRARIES)
    types, rows = table(found)
    made = _polars if library == "polars" else _pandas
    try:
        return made(types, rows)
    except ModuleNotFoundError as error:
        raise MissingExtra(f"a data frame of {library}", LIBRARIES[library]) from error


def table(found: object) -> tuple[Types, Rows]:
    """Return the columns with their types, and the rows."""
    if isinstance(found, Tension):
        return TENSION, _tension(found)
    if isinstance(found, Overlap):
        return BOTH, _overlap(found)
    items: Sequence[Any] = found if isinstance(found, tuple) else (found,)
    first = items[0] if items else None
    if isinstance(first, Conflict):
        return CONFLICTS, [_conflict(item) for item in items]
    if isinstance(first, Series):
        return SERIES, [row for item in items for row in _series(item)]
    if isinstance(first, Day):
        return STORY, [_day(item) for item in items]
    if isinstance(first, Imported):
        return IMPORTED, [_imported(item) for item in items]
    return RECORDS, [_record(row) for row in _flat.rows(item for item in items if isinstance(item, Record))]


def _pandas(types: Types, rows: Rows) -> Any:
    import pandas as pd

    made = {str: "object", int: "Int64", float: "float64", datetime.date: "datetime64[s]"}
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=made[kind]) for name, kind in types.items()}
    )


def _polars(types: Types, rows: Rows) -> Any:
    import polars as pl

    made = {str: pl.String, int: pl.Int64, float: pl.Float64, datetime.date: pl.Date}
    return pl.DataFrame(
        {name: [row[name] for row in rows] for name in types},
        schema={name: made[kind] for name, kind in types.items()},
    )


def _record(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: datetime.date.fromisoformat(row[name]) for name in DAYS if row[name]}
    return row | days


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "field": conflict.field,
        "matter": conflict.matter,
        "values": _words.sides(conflict),
        "explanation": conflict.explanation or None,
        "state": conflict.state,
        "records": _tables.items(conflict.records),
    }


def _series(series: Series) -> Iterable[dict[str, Any]]:
    for point in series.points:
        for reading in point.readings:
            yield {
                "measure": series.measure,
                "where": series.where,
                "unit": series.unit,
                "start": point.date.start if point.date else None,
                "end": point.date.end if point.date else None,
                "low": reading.figure.low,
                "high": reading.figure.high,
                "value": reading.figure.value,
                "figure": _words.figure(reading.figure),
                "source": _words.source(reading.report),
                "record_id": reading.record,
            }


def _day(day: Day) -> dict[str, Any]:
    first = day.lines[0] if day.lines else None
    return {
        "day": day.day,
        "weight": day.weight,
        "told": day.told,
        "published": day.published,
        "sentence": first.evidence.exact if first else None,
        "source": _words.source(first) if first else None,
    }


def _imported(one: Imported) -> dict[str, Any]:
    return {
        "data_set": one.system,
        "id": one.source_id,
        "start": one.date.start if one.date else None,
        "end": one.date.end if one.date else None,
        "type": one.event_type,
        "mode": one.mode,
        "cameo": one.cameo,
        "parties": parties(one),
        "place": one.place.name if one.place else None,
        "headline": one.headline,
        "url": one.url,
        "mentions": len(one.mentions),
    }


def _tension(found: Tension) -> Rows:
    return [
        {
            "period": period.label,
            "start": period.start,
            "end": period.end,
            **dict(zip(QUADS, period.quads, strict=True)),
            "actual": period.actual,
            "planned": period.planned,
            "intensity": period.intensity,
            "mean": period.mean,
            "smooth": period.smooth,
            "sources": period.sources,
        }
        for period in found.periods
    ]


def _overlap(found: Overlap) -> Rows:
    lone = dict.fromkeys(BOTH)
    both = [
        {
            "found": "both",
            "record_id": match.record.record_id,
            "data_set": match.imported.system,
            "id": match.imported.source_id,
            "differs": ";".join(match.differs) or None,
        }
        for match in found.matches
    ]
    theirs = [
        lone | {"found": word, "data_set": one.system, "id": one.source_id}
        for word, group in (("only theirs", found.theirs), ("not comparable", found.unplaced))
        for one in group
    ]
    return both + theirs + [lone | {"found": "only ours", "record_id": r.record_id} for r in found.ours]
