"""Tension in its forms: text of 80 columns, lines, a table, a picture with labelled axes."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import json
import xml.etree.ElementTree as ET

import pytest

from dateline.formats.tension import COLUMNS, FORMS
from dateline.formats.tension_plot import plot
from dateline.model import Record, Report
from dateline.model.tension import Jump, Period, Tension
from handmade import document, event


def period(month: int, intensity: float, actual: int = 2) -> Period:
    """Return a month of 2018."""
    return Period(
        start=datetime.date(2018, month, 1),
        end=datetime.date(2018, month, 28),
        label=f"2018-{month:02d}",
        quads=(actual, 0, 0, 0),
        actual=actual,
        planned=0,
        intensity=intensity,
        mean=intensity / actual if actual else None,
        sources=actual,
        smooth=intensity,
        records=("record1:a",) * actual,
    )


def found() -> Tension:
    """Return a year with a jump."""
    told = document()
    met = event(told)
    report = Report(id=met.id, document=told.id, evidence=met.evidence)
    record = Record(record_id="record1:a", kind="event", value=met, reports=(report,))
    months = [
        period(1, 1.5),
        *(period(n, 0.0, 0) for n in range(2, 8)),
        period(8, -1234.5),
        period(9, -1000.0),
    ]
    jump = Jump(
        label="2018-08", start=datetime.date(2018, 8, 1), before=0.2, after=-1117.2, records=(record,)
    )
    return Tension(
        left="PRK\x1b[2J", right="<b>$x$", by="month", periods=tuple(months), jumps=(jump,), unplaced=3
    )


def test_text_fits_the_terminal() -> None:
    """No line is wider than 80 columns or steers the terminal; quiet months are told in one line; jumps have records."""
    lines = list(FORMS["text"](found()))
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in "".join(lines)
    assert any(line.split() == ["…", "6", "periods", "without", "events"] for line in lines)
    assert any(line.startswith("2018-08*") and "█|" in line for line in lines)
    assert "2018-08: from +0.2 to -1117.2 per month" in lines
    assert any("record1:a" in line for line in lines)


def test_nothing_is_one_line() -> None:
    """Without periods there is no table."""
    assert len(list(FORMS["text"](dataclasses.replace(found(), periods=(), jumps=(), unplaced=0)))) == 1


def test_lines_and_table_have_every_period() -> None:
    """Both machine forms have a row a period, with the jump marked."""
    lines = [json.loads(line) for line in FORMS["jsonl"](found())]
    assert [line["line"] for line in lines] == ["tension", *["period"] * 9, "jump"]
    assert lines[1]["share_actual"] == 1.0
    rows = list(csv.DictReader(FORMS["csv"](found())))
    assert len(rows) == 9
    assert tuple(rows[0]) == COLUMNS
    assert [row["period"] for row in rows if row["jump"] == "1"] == ["2018-08"]


def test_a_picture_is_labelled_and_the_same_each_time() -> None:
    """The SVG has both axes, legend and jump in words, is well-formed, and does not change from run to run."""
    picture = plot(found(), "svg")
    words = " ".join(ET.fromstring(picture).itertext())
    for expected in (
        "intensity (conflict below 0, cooperation above)",
        "date (month by month)",
        "smoothed",
        "2018-08",
    ):
        assert expected in words
    assert "<b>$x$" in words
    assert plot(found(), "svg") == picture
    assert plot(found(), "png").startswith(b"\x89PNG")


def test_a_picture_of_nothing_can_be_drawn() -> None:
    """No period is no error."""
    assert plot(dataclasses.replace(found(), periods=(), jumps=()), "svg")


@pytest.mark.parametrize("form", FORMS)
def test_without_the_package_jumps_are_left_out(form: str) -> None:
    """Every form can be written when nothing looked for jumps."""
    assert list(FORMS[form](dataclasses.replace(found(), jumps=None)))
