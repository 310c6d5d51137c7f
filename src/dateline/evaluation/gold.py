"""Gold files: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.errors import FormatError, SourceError


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file.

    Raises:
        SourceError: there is no such file.
        FormatError: a line is not a JSON object; names the line.
    """
    if not path.is_file():
        raise SourceError("no such gold file", where=str(path))
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise FormatError(f"not JSON: {error}", where=f"{path}:{number}") from error
            if not isinstance(row, dict):
                raise FormatError("not a JSON object", where=f"{path}:{number}")
            yield row


FIELDS = {
    "maintext": ("text", "with"),
    "pubdate": ("date",),
    "timex": ("timexes",),
    "quotes": ("attributions",),
    "places": ("toponyms",),
    "stories-docs": ("cluster",),
    "stories-mentions": ("cluster",),
    "timeline": ("entries",),
}


def is_given(task: str, path: Path) -> bool:
    """Return whether there is gold at a path to score against, and not only what is to be predicted on."""
    if task == "articles":
        return any(path.glob("*.json"))
    fields = FIELDS.get(task, ("gold",))
    name = "mentions.jsonl" if task == "stories-mentions" else "*.jsonl"
    paths = sorted(path.glob(name)) if path.is_dir() else [path]
    return any(row.get(field) is not None for each in paths for row in lines(each) for field in fields)


def inside(path: Path, *names: str) -> tuple[Path, ...]:
    """Return the gold files: the path itself if it is a file, else those of these names that are in the folder.

    Raises:
        SourceError: the folder has none of them.
    """
    if path.is_file():
        return (path,)
    found = tuple(path / name for name in names if (path / name).is_file())
    if not found:
        raise SourceError(f"none of {', '.join(names)} in this folder", where=str(path))
    return found


def by_id(predictions: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the predictions by id; the first of an id counts."""
    found: dict[str, dict[str, Any]] = {}
    for prediction in predictions:
        found.setdefault(str(prediction.get("id")), prediction)
    return found


def prf(hits: float, predicted: float, gold: float) -> dict[str, float]:
    """Return precision, recall and F1 of counts; 0 where there is nothing to count."""
    p = hits / predicted if predicted else 0.0
    r = hits / gold if gold else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
