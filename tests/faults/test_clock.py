"""A clock that jumps, back or far ahead, changes what is noted of the time and nothing else."""

from __future__ import annotations

import datetime as real
import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest

import dateline
from dateline import archive as archives
from handmade import article, document, event

JUMPS = ("2024-03-06T12:00", "1970-01-01T00:00", "2099-12-31T23:59", "2024-03-05T12:00")


def jumping() -> SimpleNamespace:
    """Return a module ``datetime`` whose clock jumps each time that it is read."""
    moments = itertools.cycle(real.datetime.fromisoformat(f"{jump}+00:00") for jump in JUMPS)
    return SimpleNamespace(
        datetime=SimpleNamespace(now=lambda _zone: next(moments)), UTC=real.UTC, date=real.date
    )


def filled(path: Path) -> tuple[object, ...]:
    """Read articles, judge two reports, take it back and judge again; return what is then known."""
    with dateline.open(str(path)) as archive:
        for number in range(6):
            told = document(
                f"Kim Jong Un and Moon Jae-in met at Panmunjom, note {number}.", f"2018-04-{20 + number}"
            )
            archive.add(article(told, event(told)))
        reports = sorted(r.id for record in archive.timeline(include_all=True) for r in record.reports)
        archive.judge(reports[0], reports[1], same=False, author="ann")
        archive.undo(1)
        archive.judge(reports[0], reports[1], same=True, author="ann")
        records = archive.timeline(include_all=True)
        return (
            archive.counts(),
            [(r.record_id, [report.id for report in r.reports]) for r in records],
            [(r.left, r.right, r.same, r.undone_at is None) for r in archive.judgements(undone=True)],
        )


def test_a_jumping_clock_changes_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and judging follow the order in which they happened, whatever the clock says."""
    undisturbed = filled(tmp_path / "a.db")
    monkeypatch.setattr(archives, "datetime", jumping())
    assert filled(tmp_path / "b.db") == undisturbed
