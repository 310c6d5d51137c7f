"""A timeline drawn from a set of dated articles: ``articles.jsonl``, and the sets named in ``gold.jsonl``."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation import gold as files
from dateline.model import Document
from dateline.pipeline import Coder

WINDOW = 10  # a day that is told more than this many days after it happened counts less


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "entries": [{"date", "text"}]}``: the days that the articles name most, each with a lead sentence."""
    sets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in files.lines(gold / "articles.jsonl"):
        sets[row["timeline_set"]].append(row)
    for line in files.lines(gold / "gold.jsonl"):
        yield {
            "id": line.get("id", line["timeline_set"]),
            "entries": _entries(sets[line["timeline_set"]], coder),
        }


def _entries(articles: list[dict[str, Any]], coder: Coder) -> list[dict[str, str]]:
    weights: dict[datetime.date, float] = defaultdict(float)
    texts: dict[datetime.date, str] = {}
    days = {datetime.date.fromisoformat(row["date"]) for row in articles}
    for row in articles:
        published = datetime.date.fromisoformat(row["date"])
        document = coder.plain(row["text"], published=published)
        weights[published] += 1
        texts.setdefault(published, _first_line(document))
        for time in coder.times(document):
            if time.when is None or not time.when.is_day or not min(days) <= time.when.start <= max(days):
                continue
            age = (published - time.when.start).days
            weights[time.when.start] += 2.0 if 0 < age <= WINDOW else 1.0
            texts.setdefault(time.when.start, _sentence_at(document, time.span.start))
    wanted = max(3, round(2 * math.sqrt(len(days))))
    best = sorted(weights, key=lambda day: (-weights[day], day))[:wanted]
    return [{"date": day.isoformat(), "text": texts[day]} for day in sorted(best)]


def _first_line(document: Document) -> str:
    body = document.body()
    return body[0].span.of(document.text)[:300] if body else document.text[:300]


def _sentence_at(document: Document, at: int) -> str:
    start = max(document.text.rfind(". ", 0, at), document.text.rfind("\n", 0, at)) + 1
    ends = [e for e in (document.text.find(". ", at), document.text.find("\n", at)) if e >= 0]
    return document.text[start : min(ends, default=len(document.text)) + 1].strip()[:400]


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return precision, recall and F1 of exact days, averaged over the timelines."""
    found = files.by_id(predictions)
    rows = []
    for line in files.lines(gold / "gold.jsonl"):
        wanted = {e["date"][:10] for e in line["entries"]}
        given = {e["date"][:10] for e in found.get(line["id"], {}).get("entries", ())}
        rows.append(files.prf(len(wanted & given), len(given), len(wanted)))
    return {f"date_{k}": sum(r[k] for r in rows) / (len(rows) or 1) for k in ("p", "r", "f1")}
