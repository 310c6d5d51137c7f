"""Time expressions: predictions and the share of gold expressions with the right value."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.model import Block, Document, Span, When

if TYPE_CHECKING:
    from dateline.pipeline import Coder

FILES = ("esl.jsonl", "gum.jsonl")
PRESS = ("news", "interview")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
Days = tuple[datetime.date | None, datetime.date | None]


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield the expressions found in each text of a folder; only ``text`` and ``dct`` are read.

    Args:
        gold: the folder with ``esl.jsonl`` and ``gum.jsonl``, or one such file.
        coder: the coder that annotates.
    """
    for row in rows(gold):
        times = coder.annotate(document(row["text"], row.get("dct"))).times or ()
        yield {
            "id": row["id"],
            "timexes": [{"start": t.span.start, "end": t.span.end, "value": t.value} for t in times],
        }


def rows(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of the gold files."""
    for path in [gold / name for name in FILES] if gold.is_dir() else [gold]:
        if path.is_file():
            for line in path.read_text("utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def document(text: str, dct: str | None) -> Document:
    """Return a text as a Document, one block a line, so that offsets stay those of the text."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(span=Span(start, at + len(line.rstrip()))))
        at += len(line) + 1
    day = datetime.date.fromisoformat(dct) if dct else None
    published = When(start=day, end=day, basis="given") if day else None
    return Document(text=text, blocks=tuple(blocks), published=published)


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return ``value_r``, the share of gold expressions found and resolved right, by group.

    Groups: ``press_rel`` (dates and times without a four-digit year in esl and in the news and interviews of gum; the
    figure to quote), ``press_abs``, ``press_date`` (both), ``esl`` and ``gum`` (all that is annotated).
    """
    found = {p["id"]: p.get("timexes") or [] for p in predictions}
    tally: dict[str, list[int]] = {}
    for row in rows(gold):
        wanted = [t for t in row["timexes"] if not t.get("is_dct") and canonical(t["value"]) is not None]
        given = [p for p in found.get(row["id"], []) if p["end"] > p["start"]]
        if row["set"] == "gum":
            # dates only: PRESENT_REF stays; durations go, and PAST_REF with them, as in the scorer of the gold's makers
            given = [p for p in given if not re.match(r"P(?!R)", p.get("value") or "")]
        pairs = match(wanted, given)
        for i, expression in enumerate(wanted):
            value = given[pairs[i]].get("value") if i in pairs else None
            right = i in pairs and canonical(value) == canonical(expression["value"])
            for group in groups(row, expression):
                count = tally.setdefault(group, [0, 0, 0])
                count[0] += 1
                count[1] += i in pairs
                count[2] += right
    return {
        group: {"gold": total, "span_r": hit / total, "value_r": right / total}
        for group, (total, hit, right) in sorted(tally.items())
    }


def groups(row: dict[str, Any], expression: dict[str, Any]) -> list[str]:
    """Return the groups that a gold expression belongs to."""
    out = [row["set"]]
    if expression["type"] in ("DATE", "TIME") and (row["set"] == "esl" or row.get("genre") in PRESS):
        out += ["press_date", "press_abs" if re.search(r"\d{4}", expression["text"]) else "press_rel"]
    return out


def match(wanted: Sequence[dict[str, Any]], given: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Return pairs of overlapping spans, one to one, largest overlap first."""
    overlaps = sorted(
        (-shared, i, j)
        for i, w in enumerate(wanted)
        for j, g in enumerate(given)
        if (shared := min(w["end"], g["end"]) - max(w["start"], g["start"])) > 0
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in overlaps:
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def canonical(value: str | None) -> tuple[Any, ...] | None:
    """Return a TIMEX3 value in a form that can be compared: days, a duration, or the words; None if there is none."""
    value = (value or "").strip()
    if not value:
        return None
    if re.match(r"P[\dXT]", value):
        weeks = re.fullmatch(r"P(\d+)W", value)
        return ("duration", f"P{7 * int(weeks[1])}D" if weeks else value)
    if "/" in value:
        first, last = value.split("/", 1)
        a, b = days(first), days(last)
        if (first and a is None) or (last and b is None) or not (first or last):
            return ("words", value)
        return ("days", a[0] if a else None, b[1] if b else None)
    interval = days(value)
    return ("days", *interval) if interval else ("words", value.upper())


def days(value: str) -> Days | None:
    """Return the first and last day of a TIMEX3 date; a part of a day is the whole day."""
    value = re.sub(r"T.*$", "", value.strip())
    try:
        return _days(value)
    except ValueError:
        return None


def _days(value: str) -> Days | None:
    date = datetime.date
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value),) * 2
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := re.fullmatch(r"(\d{4})(?:-XX){0,2}", value):
        return _months(int(found[1]), 1, 12)
    if found := re.fullmatch(r"(\d{4})-?W(\d\d)(-WE|-[1-7])?", value):
        return _week(int(found[1]), int(found[2]), found[3])
    if found := re.fullmatch(r"(\d{4})-([QH])([1-4])", value):
        length = 3 if found[2] == "Q" else 6
        return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return _months(int(found[1]), SEASONS[found[2]], 3)
    if found := re.fullmatch(r"(\d{3})X?", value):
        return date(int(found[1]) * 10, 1, 1), date(int(found[1]) * 10 + 9, 12, 31)
    if found := re.fullmatch(r"(\d{2})(?:XX)?", value):
        return date(int(found[1]) * 100, 1, 1), date(int(found[1]) * 100 + 99, 12, 31)
    return None


def _months(year: int, first: int, count: int) -> Days:
    after = year * 12 + first - 1 + count
    start = datetime.date(year, first, 1)
    return start, datetime.date(after // 12, after % 12 + 1, 1) - datetime.timedelta(1)


def _week(year: int, number: int, part: str | None) -> Days:
    monday = datetime.date.fromisocalendar(year, number, 1)
    if part == "-WE":
        return monday + datetime.timedelta(5), monday + datetime.timedelta(6)
    if part:
        day = monday + datetime.timedelta(int(part[1:]) - 1)
        return day, day
    return monday, monday + datetime.timedelta(6)
