"""Publication day of a page: predictions and figures on the ``pubdate`` gold folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation.maintext import page, pages
from dateline.pipeline import Coder

FILES = ("pages.jsonl",)


def predict(gold: Path, coder: Coder | None = None) -> Iterator[dict[str, Any]]:
    """Yield the publication day of every page of a gold folder; reads ``html_file`` and ``url`` only.

    With a coder an English page also gets ``undated``: the interval that its text alone tells, as if neither its markup
    nor its address had a date; None where the text tells nothing.
    """
    for row in pages(gold, FILES):
        document = page(gold, row)
        published = document.published if document else None
        is_day = published is not None and published.is_day
        found: dict[str, Any] = {
            "id": row["id"],
            "date": published.start.isoformat() if published and is_day else None,
        }
        if coder is not None and document is not None and document.language == "en":
            told = coder.inferred(document)
            found["undated"] = told and {"start": told.start.isoformat(), "end": told.end.isoformat()}
        yield found


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the share of pages with the right day, with an answer, and off by one day at most.

    ``undated_holds`` is the share of English pages whose interval, told by the text alone, holds the true day, none being
    a miss; ``undated_right`` that of the intervals given; ``undated_days`` their median length.

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
        **_undated(predictions, {row["id"]: row["date"] for row in rows}),
    }


def _undated(predictions: list[dict[str, Any]], true: dict[str, str]) -> dict[str, float]:
    """Return how the intervals of pages read as if they had no date do."""
    asked = [row for row in predictions if "undated" in row and row["id"] in true]
    given = [(row["undated"], true[row["id"]]) for row in asked if row["undated"]]
    holds = sum(told["start"] <= day <= told["end"] for told, day in given)
    lengths = sorted(
        (datetime.date.fromisoformat(told["end"]) - datetime.date.fromisoformat(told["start"])).days + 1
        for told, _ in given
    )
    return {
        "undated_pages": len(asked),
        "undated_holds": holds / len(asked) if asked else 0.0,
        "undated_right": holds / len(given) if given else 0.0,
        "undated_days": lengths[len(lengths) // 2] if lengths else 0,
    }


def _day(value: Any) -> datetime.date | None:
    """Return a predicted day, None if it is none."""
    try:
        return datetime.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
