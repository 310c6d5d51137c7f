"""Tension as text, lines of JSON, or a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from dateline.formats import _words
from dateline.formats.wrapping import wrapped
from dateline.model.codec import to_json
from dateline.model.tension import Jump, Period, Tension

BAR = 13  # columns on each side of the axis
EMPTY = 3  # more periods without anything than this are told in one line
COLUMNS = (
    "period", "start", "end", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
    "actual", "planned", "share_actual", "intensity", "mean", "smooth", "sources", "jump",
)  # fmt: skip
HEAD = f"{'period':<10} {'coop':>7} {'confl':>7} {'plan':>4} {'sum':>7} {'mean':>5} {'src':>3}"


def text(found: Tension) -> Iterator[str]:
    """Yield lines of 80 columns: a table with the smoothed curve as bars, then the jumps with their records."""
    done, planned = sum(p.actual for p in found.periods), sum(p.planned for p in found.periods)
    left, right = _words.clean(found.left), _words.clean(found.right)
    yield f"{left} and {right} by {found.by}: {done} events, {planned} planned"
    if found.unplaced:
        yield f"{found.unplaced} left out: their date is missing or wider than a {found.by}"
    if not found.periods:
        return
    yield f"{HEAD}  {'conflict':>{BAR}}|cooperation"
    most = max(abs(p.smooth) for p in found.periods) or 1.0
    jumps = {jump.label for jump in found.jumps or ()}
    for periods in _runs(found.periods, jumps):
        if len(periods) > EMPTY:
            yield f"{'…':<10} {len(periods)} periods without events"
        else:
            yield from (_row(period, most, period.label in jumps) for period in periods)
    yield "coop, confl: verbal+material; sum, mean: intensity; bars: smoothed; *: a jump"
    for jump in found.jumps or ():
        yield from _jump(jump, found.by)


def _runs(periods: Sequence[Period], jumps: Collection[str]) -> Iterator[list[Period]]:
    """Yield periods one by one, and those without events or jumps together."""
    quiet: list[Period] = []
    for period in periods:
        if period.actual or period.planned or period.label in jumps:
            if quiet:
                yield quiet
            quiet = []
            yield [period]
        else:
            quiet.append(period)
    if quiet:
        yield quiet


def _row(period: Period, most: float, jump: bool) -> str:
    one, two, three, four = period.quads
    mean = f"{period.mean:+.1f}" if period.mean is not None else ""
    numbers = f"{f'{one}+{two}':>7} {f'{three}+{four}':>7} {period.planned:>4} {period.intensity:>+7.1f} {mean:>5} {period.sources:>3}"
    return f"{period.label + '*' * jump:<10} {numbers}  {_bar(period.smooth, most)}".rstrip()


def _bar(value: float, most: float) -> str:
    size = round(BAR * abs(value) / most)
    return f"{'█' * size:>{BAR}}|" if value < 0 else f"{'':>{BAR}}|{'█' * size}"


def _jump(jump: Jump, by: str) -> Iterator[str]:
    yield ""
    yield f"{jump.label}: from {jump.before:+.1f} to {jump.after:+.1f} per {by}"
    for record in jump.records:
        date, label = _words.head(record.value)
        yield from wrapped(f"{date}  {label}  {record.record_id}", "  ", "    ")
        yield from wrapped(_words.line(record.value), "    ", "      ")


def jsonl(found: Tension) -> Iterator[str]:
    """Yield one line for the whole, one for each period, one for each jump."""
    whole = {"left": found.left, "right": found.right, "by": found.by, "unplaced": found.unplaced}
    lines: list[dict[str, Any]] = [{"line": "tension", **whole, "jumps_found": found.jumps is not None}]
    lines += [{"line": "period", **to_json(p), "share_actual": p.share_actual} for p in found.periods]
    for jump in found.jumps or ():
        records = [record.record_id for record in jump.records]
        told = {"label": jump.label, "start": to_json(jump.start), "before": jump.before, "after": jump.after}
        lines.append({"line": "jump", **told, "records": records})
    yield from (json.dumps(line, ensure_ascii=False) for line in lines)


def table(found: Tension) -> Iterator[str]:
    """Yield the lines of a CSV table, a row for each period."""
    jumps = {jump.label for jump in found.jumps or ()}
    yield _csv(COLUMNS)
    for p in found.periods:
        share = "" if p.share_actual is None else round(p.share_actual, 3)
        mean = "" if p.mean is None else p.mean
        counts = (*p.quads, p.actual, p.planned, share, p.intensity, mean, p.smooth, p.sources)
        yield _csv((p.label, p.start, p.end, *counts, int(p.label in jumps)))


def _csv(cells: Sequence[object]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


FORMS = {"text": text, "jsonl": jsonl, "csv": table}
