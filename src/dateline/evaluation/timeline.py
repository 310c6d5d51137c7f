"""A timeline drawn from a set of dated articles: ``articles.jsonl``, and the sets named in ``gold.jsonl``."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation import gold as files
from dateline.model import Document
from dateline.pipeline import Coder
from dateline.views.story import Story

Row = dict[str, Any]


def predict(gold: Path, coder: Coder) -> Iterator[Row]:
    """Yield ``{"id", "entries": [{"date", "text"}], "ranked"}``: the days that matter most, each with its best sentences.

    ``ranked`` names all days, the one of which most is told first: it lets the score be taken at the length of the gold
    as well, as the literature has it, while ``entries`` are as many as the articles themselves suggest.
    """
    sets: dict[str, list[Row]] = defaultdict(list)
    for row in files.lines(gold / "articles.jsonl"):
        sets[row["timeline_set"]].append(row)
    for line in files.lines(gold / "gold.jsonl"):
        documents = [_document(row, coder) for row in sets[line["timeline_set"]]]
        story = Story(documents, times=coder.time_reader)
        yield {
            "id": line.get("id", line["timeline_set"]),
            "entries": [
                {"date": day.day.isoformat(), "text": " ".join(told.evidence.exact for told in day.lines)}
                for day in story.chosen()
            ],
            "ranked": [day.day.isoformat() for day in story.ranked],
        }


def _document(row: Row, coder: Coder) -> Document:
    return coder.plain(row["text"], published=datetime.date.fromisoformat(row["date"]))


def score(gold: Path, predictions: list[Row]) -> dict[str, Any]:
    """Return precision, recall and F1 of exact days, averaged over the timelines, and how much the texts agree.

    ``date_f1_given_length`` takes as many of the ``ranked`` days as the gold has; ``agree_r1`` is the overlap of words
    within the same day.
    """
    found = files.by_id(predictions)
    rows: list[dict[str, float]] = []
    for line in files.lines(gold / "gold.jsonl"):
        given = found.get(line["id"], {})
        wanted = _texts((e["date"], " ".join(e["sentences"])) for e in line["entries"])
        told = _texts((e["date"], e.get("text") or "") for e in given.get("entries", ()))
        at_length = set(given.get("ranked", list(told))[: len(wanted)])
        rows.append(
            {
                **{f"date_{k}": v for k, v in _prf(wanted.keys(), told.keys()).items()},
                "date_f1_given_length": _prf(wanted.keys(), at_length)["f1"],
                "agree_r1": _agreement(wanted, told),
            }
        )
    names = ("date_p", "date_r", "date_f1", "date_f1_given_length", "agree_r1")
    return {name: sum(r[name] for r in rows) / (len(rows) or 1) for name in names}


def _prf(wanted: Iterable[str], given: Iterable[str]) -> dict[str, float]:
    gold, found = set(wanted), set(given)
    return files.prf(len(gold & found), len(found), len(gold))


def _texts(entries: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return the words told of each day."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for day, text in entries:
        found[day[:10]].update(re.findall(r"\w+", text.lower()))
    return found


def _agreement(wanted: dict[str, Counter[str]], told: dict[str, Counter[str]]) -> float:
    """Return F1 of the words that stand under the same day in both."""
    same = sum((wanted[day] & told[day]).total() for day in wanted.keys() & told.keys())
    sizes = (sum(c.total() for c in told.values()), sum(c.total() for c in wanted.values()))
    return files.prf(same, *sizes)["f1"]
