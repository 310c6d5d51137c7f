"""Figures as series."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import dateline
from dateline.archive import Archive
from dateline.cli.main import dateline as command
from dateline.formats import load
from dateline.model import Actor, Attribution, Indicator, Place
from handmade import article, day, document, span

pytestmark = pytest.mark.usefixtures("each_database")

NORTH = Place(name="North Korea", country="PRK", kind="country")
KCNA = Attribution(speaker=Actor(id="org:kcna", name="KCNA", kind="organisation"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of three outlets that count fever cases on two days."""
    with dateline.open(str(tmp_path / "a.db")) as opened:
        count(opened, "Wire", "2022-05-17", "The count stood at 1,500 cases.", 1500, date=day("2022-05-16"))
        count(
            opened,
            "Courier",
            "2022-05-16",
            "KCNA counts 1,200 cases.",
            1200,
            date=day("2022-05-16"),
            attribution=(KCNA,),
        )
        count(
            opened,
            "Digest",
            "2022-05-18",
            "KCNA had 1,200 cases.",
            1200,
            date=day("2022-05-16"),
            attribution=(KCNA,),
        )
        count(
            opened,
            "Wire",
            "2022-05-14",
            "More than 900 cases were told.",
            None,
            low=900.0,
            date=day("2022-05-13"),
        )
        count(opened, "Wire", "2022-05-19", "There were 80 cases in all.", 80)
        yield opened  # fmt: skip


def count(
    archive: Archive, publisher: str, published: str, text: str, value: float | None, **fields: Any
) -> None:
    """Add an article with one figure."""
    told = document(text, published, publisher=publisher)
    given = {"measure": "fever cases", "unit": "cases", "place": NORTH} | fields
    figure = Indicator(value=value, evidence=told.evidence(span(text, text)), **given)
    archive.add(article(told, indicators=(figure,)))


def test_days_stand_in_order_and_undated_figures_last(archive: Archive) -> None:
    """One measure of one place is one series, by the day for which a figure held."""
    (series,) = archive.series()
    assert (series.measure, series.where, series.unit) == ("fever cases", "North Korea", "cases")
    assert [p.date.iso() if p.date else None for p in series.points] == ["2022-05-13", "2022-05-16", None]


def test_spread_has_all_who_give_a_figure(archive: Archive) -> None:
    """Low and high of a day come from all its reports, those that share a record too; the oldest stands first."""
    point = archive.series()[0].points[1]
    assert (point.low, point.high) == (1200.0, 1500.0)
    assert [(r.report.publisher, r.figure.value) for r in point.readings] == [
        ("Courier", 1200.0), ("Wire", 1500.0), ("Digest", 1200.0),
    ]  # fmt: skip
    assert {r.record for r in point.readings} == {
        r.record_id
        for r in archive.indicators()
        if r.value.date == day("2022-05-16")  # type: ignore[union-attr]
    }


def test_open_bound_is_a_number(archive: Archive) -> None:
    """A figure of more than 900 names 900."""
    point = archive.series()[0].points[0]
    assert (point.low, point.high) == (900.0, 900.0)


def test_other_places_measures_and_units_are_other_series(archive: Archive) -> None:
    """Nothing is compared across places, measures or units."""
    seoul = Place(name="Seoul", country="KOR", kind="city")
    count(archive, "Wire", "2022-05-17", "Seoul had 7 cases.", 7, place=seoul)
    count(archive, "Wire", "2022-05-17", "In Seoul 7 died.", 7, place=seoul, measure="deaths", unit="people")
    assert [(s.measure, s.where) for s in archive.series()] == [
        ("deaths", "Seoul"), ("fever cases", "North Korea"), ("fever cases", "Seoul"),
    ]  # fmt: skip


def test_choice_of_time_and_measure_holds(archive: Archive) -> None:
    """Series take the same choices as records."""
    (series,) = archive.series(since="2022-05-15")
    assert [p.date for p in series.points] == [day("2022-05-16")]
    assert archive.series(type="deaths") == ()
    assert archive.series(until=datetime.date(2022, 5, 1)) == ()


def test_text_tells_spread_and_sources(archive: Archive) -> None:
    """A day has one line with the spread, and one for each figure with all who give it."""
    text = "".join(load("text").write(archive.series()))
    assert "fever cases, North Korea\n" in text  # the unit is in the measure
    assert "  2022-05-16  1,200–1,500\n" in text
    assert "    - 1,200 cases: Courier, 2022-05-16 (KCNA); Digest, 2022-05-18 (KCNA)\n" in text
    assert "    - 1,500 cases: Wire, 2022-05-17\n" in text
    assert "  undated  80\n" in text


def test_page_escapes_series(archive: Archive) -> None:
    """The page shows them too, with hostile names as text."""
    count(archive, "<b>Wire</b>", "2022-05-17", "It had 7 cases.", 7, measure="<i>x</i>")
    page = "".join(load("html").write(archive.series()))
    assert "1,200–1,500" in page
    assert "&lt;i&gt;x&lt;/i&gt;" in page
    assert "<i>x" not in page
    assert "<b>Wire" not in page


def test_large_numbers_keep_their_digits(archive: Archive) -> None:
    """No figure is written with an exponent."""
    count(archive, "Wire", "2022-05-17", "It cost 18 billion won.", 18e9, measure="damage", unit="KRW")
    assert "18,000,000,000 KRW" in "".join(load("text").write(archive.series()))


def test_command_writes_text_and_json_lines(archive: Archive, tmp_path: Path) -> None:
    """``dateline indicators --series`` has both forms; the figures keep their evidence."""
    where = ["--db", str(tmp_path / "a.db")]
    archive.close()
    text = CliRunner().invoke(command, ["indicators", "--series", *where])
    assert text.exit_code == 0
    assert "1,200–1,500" in text.stdout
    lines = CliRunner().invoke(command, ["indicators", "--series", "--format", "jsonl", *where]).stdout
    (series,) = map(json.loads, lines.splitlines())
    assert series["kind"] == "series"
    assert [(p["low"], p["high"]) for p in series["points"]] == [(900, 900), (1200, 1500), (80, 80)]
    reading = series["points"][1]["readings"][0]
    assert reading["figure"]["evidence"]["exact"] == "KCNA counts 1,200 cases."
    assert reading["report"]["publisher"] == "Courier"
