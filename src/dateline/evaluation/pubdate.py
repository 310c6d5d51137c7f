"""Publication day of a page: predictions and figures on the ``pubdate`` gold folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation.maintext import page, pages

FILES = ("pages.jsonl",)


def predict(gold: Path, coder: object = None) -> Iterator[dict[str, Any]]:
    """Yield the publication day of every page of a gold folder; reads ``html_file`` and ``url`` only."""
    for row in pages(gold, FILES):
        document = page(gold, row)
        published = document.published if document else None
        is_day = published is not None and published.is_day
        yield {"id": row["id"], "date": published.start.isoformat() if published and is_day else None}


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the share of pages with the right day, with an answer, and off by one day at most.

    Args:
        gold: the folder or file.
        predictions: ``{"id", "date"}``; no line, null or an unreadable date is a miss.
    """
    days = {row["id"]: _day(row.get("date")) for row in predictions}
    rows = list(pages(gold, FILES))
    pairs = [(days.get(row["id"]), datetime.date.fromisoformat(row["date"])) for row in rows]
    answered = [(given, wanted) for given, wanted in pairs if given is not None]
    right = sum(given == wanted for given, wanted in answered)
    near = sum(abs((given - wanted).days) <= 1 for given, wanted in answered)
    return {
        "pages": len(rows),
        "accuracy": right / len(rows) if rows else 0.0,
        "answered": len(answered) / len(rows) if rows else 0.0,
        "precision": right / len(answered) if answered else 0.0,
        "within1": near / len(rows) if rows else 0.0,
    }


def _day(value: Any) -> datetime.date | None:
    """Return a predicted day, None if it is none."""
    try:
        return datetime.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
