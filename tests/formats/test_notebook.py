"""Results show themselves in notebooks without doing harm, and become data frames with types."""

from __future__ import annotations

import dataclasses
import datetime
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.errors import MissingExtra, UnknownName
from dateline.formats import frames, notebook
from dateline.model import Record
from dateline.model.imported import Imported
from dateline.model.shown import Results
from handmade import KIM, article, document, event, full

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\x1b[31m\u202e'


@pytest.fixture
def archive(tmp_path: Path) -> Any:
    """An archive with a record of each kind, a contradiction, and a hostile article."""
    with dateline.open(str(tmp_path / "a.db")) as opened:
        opened.add(full())
        bad = document(title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)", published="2018-05-01")
        crowd = dataclasses.replace(KIM, name=HOSTILE)
        opened.add(article(bad, event(bad, actors=(crowd,), event_type="PROTEST", mode="riot")))
        opened.import_events([Imported(system=HOSTILE, source_id=HOSTILE, headline=HOSTILE, actors=(crowd,))])
        yield opened


def questions(archive: Any) -> dict[str, Any]:
    """Return what each question finds."""
    return {
        "timeline": archive.timeline(include_all=True),
        "records": archive.records(),
        "series": archive.series(),
        "days": archive.days(),
        "imported": archive.imported(),
        "tension": archive.tension("PRK", "KOR"),
        "compare": archive.compare(),
        "record": archive.timeline(include_all=True)[-1],
        "conflicts": archive.conflicts(),
        "article": article(document(title=HOSTILE, publisher=HOSTILE)),
        "event": article().events[0],
    }


NAMES = (
    "timeline", "records", "series", "days", "imported", "tension", "compare", "record", "conflicts", "article", "event",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_a_notebook_shows_is_text(archive: Any, name: str) -> None:
    """A small piece of HTML with no tag but its own; a console gets lines without control characters."""
    value = questions(archive)[name]
    shown = value._repr_html_()
    assert set(re.findall(r"</?([a-z]+)", shown)) <= {
        "p",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert "&lt;script&gt;" in shown or name not in ("timeline", "records", "record", "imported", "article")
    assert "\x1b" not in shown + notebook.text(value)
    assert "\u202e" not in shown + notebook.text(value)
    assert notebook.text(value)


def test_long_results_are_cut(archive: Any) -> None:
    """Twenty rows are shown, and how many more there are."""
    many = Results(archive.timeline() * 30)
    assert many._repr_html_().count("<tr>") == 21
    assert f"{len(many) - 20} more" in many._repr_html_()
    assert Results()._repr_html_() == "<p>nothing found</p>"


def test_results_are_tuples(archive: Any) -> None:
    """They are equal to, and joined with, other tuples; a part of them is shown as they are."""
    found = archive.records()
    assert isinstance(found, tuple)
    assert found == tuple(found)
    assert isinstance(found[:2], Results)
    assert isinstance(found[0], Record)
    assert found + found[:0] == found


def test_consoles_get_lines() -> None:
    """IPython's own printer asks a method that stands on the class itself."""
    for kind in (Results, Record):
        assert "_repr_pretty_" in vars(kind)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("record", "article", "event")])
@pytest.mark.parametrize("library", frames.LIBRARIES)
def test_each_answer_is_a_frame(archive: Any, name: str, library: str) -> None:
    """Columns are always the same, also where nothing was found."""
    pytest.importorskip(library, reason=f"{library} is not installed")
    found = questions(archive)[name]
    types, rows = frames.table(found)
    made = found.to_frame(library)
    assert list(made.columns) == list(types)
    assert len(made) == len(rows)
    assert all(set(row) == set(types) for row in rows)


def test_frames_have_types(archive: Any) -> None:
    """Days are days, whole numbers stay whole where some are unknown, and unknown is null."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame, other = archive.records().to_frame(), archive.records().to_frame("polars")
    assert str(frame["start"].dtype) == "datetime64[s]"
    assert str(frame["quad"].dtype) == "Int64"
    assert other["start"].dtype == polars.Date
    met = frame[frame["type"] == "CONSULT"].iloc[0]
    assert met["start"] == pandas.Timestamp("2018-04-27")
    assert frame["value"].notna().sum() == 1
    assert other.filter(polars.col("type") == "CONSULT")["start"][0] == datetime.date(2018, 4, 27)
    assert Results().to_frame().shape == (0, len(frames.RECORDS))


def test_missing_libraries_are_said(archive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pip command is named; a library that is none is wrong use."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"dateline\[frames\]"):
        archive.timeline().to_frame()
    with pytest.raises(UnknownName, match="polars"):
        archive.timeline().to_frame("polar")
