"""Relation: what the marked source does to the marked target, as one of the root types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.coders._relation import Relation
from dateline.evaluation import gold as files
from dateline.evaluation._types import QUADS, fold
from dateline.pipeline import Coder

FILES = ("plv_train.jsonl", "aw_train_wiki.jsonl")
# The gold follows an older draft. In it convictions are ACCUSE (PLOVER 0.8 has them under SANCTION); "impose embargo,
# boycott, or sanctions" is COERCE, as in the official CAMEO table still; and all of CAMEO 19 and cyber attacks are ASSAULT.
CONVENTION: dict[tuple[str | None, str | None], str] = {
    ("SANCTION", "convict"): "ACCUSE",
    ("COERCE", "cyber"): "ASSAULT",
}
BY_CAMEO: dict[tuple[str | None, str | None], str] = {
    ("SANCTION", "163"): "COERCE",
    ("COERCE", "191"): "ASSAULT",
}
MARK = re.compile(r"<(/?)([st])>")


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``id`` and ``root`` for each record, read from its ``marked`` sentence alone."""
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            text, spans = unmark(str(row["marked"]))
            actor = spans.get("s") or spans.get("t") or (0, len(text))
            recipient = spans.get("t") or actor
            found = coder.relation(text, actor=actor, recipient=recipient)
            yield {
                "id": row.get("id", row.get("uid")),
                "root": in_gold_terms(found),
                "mode": found.mode,
                "score": found.score,
            }


def in_gold_terms(found: Relation) -> str | None:
    """Return the root that the gold's draft has for a relation."""
    root = CONVENTION.get((found.event_type, found.mode), found.event_type)
    return BY_CAMEO.get((root, found.cameo), root)


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text without marks, and the first span of ``s`` and of ``t``."""
    parts: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    at = length = 0
    for mark in MARK.finditer(marked):
        part = marked[at : mark.start()]
        parts.append(part)
        length += len(part)
        at = mark.end()
        if mark.group(1) and mark.group(2) in opened:
            start = opened.pop(mark.group(2))
            if start < length:
                spans.setdefault(mark.group(2), (start, length))
        elif not mark.group(1):
            opened[mark.group(2)] = length
    return "".join(parts) + marked[at:], spans


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return macro F1 at the levels of root types, quad classes, and conflict against cooperation."""
    known = files.by_id(predictions)
    levels: dict[str, list[tuple[Any, Any]]] = {"root": [], "quad": [], "binary": []}
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            given = known.get(str(row.get("id", row.get("uid"))), {}).get("root")
            predicted = fold(given) if given else None
            quad = QUADS.get(predicted or "")
            event = row["gold"][0]
            root = fold(event["event_type"]) if event.get("event_type") else None
            if root:
                levels["root"].append((root, predicted))
                levels["quad"].append((QUADS[root], quad))
            binary = event["binary"] if "binary" in event else int(QUADS[root or ""] > 2)
            levels["binary"].append((binary, None if quad is None else int(quad > 2)))
    return {name: macro(rows) for name, rows in levels.items() if rows}


def macro(rows: list[tuple[Any, Any]]) -> dict[str, float]:
    """Return accuracy, and F1 averaged over the labels of gold and predictions."""
    labels = {label for row in rows for label in row if label is not None}
    f1 = []
    for label in labels:
        hits = sum(g == p == label for g, p in rows)
        f1.append(files.prf(hits, sum(p == label for _, p in rows), sum(g == label for g, _ in rows))["f1"])
    return {
        "accuracy": sum(g == p for g, p in rows) / len(rows),
        "macro_f1": sum(f1) / (len(f1) or 1),
    }
