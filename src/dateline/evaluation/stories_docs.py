"""Same-event clustering of articles: ``docs.jsonl`` with id and text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation import gold as files
from dateline.evaluation._clusters import b_cubed
from dateline.pipeline import Coder
from dateline.resolvers.stories import stories


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "cluster"}`` for each article."""
    rows = [row for path in files.inside(gold, "docs.jsonl") for row in files.lines(path)]
    groups = stories([row["text"] for row in rows])
    for row, group in zip(rows, groups, strict=True):
        yield {"id": row["id"], "cluster": str(group)}


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return B-cubed precision, recall, F1."""
    rows = [row for path in files.inside(gold, "docs.jsonl") for row in files.lines(path)]
    return {
        "b3": b_cubed({r["id"]: r["cluster"] for r in rows}, {p["id"]: p["cluster"] for p in predictions})
    }
