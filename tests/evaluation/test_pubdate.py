"""Publication days are predicted without gold, and scored by the day."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.evaluation.pubdate import predict, score
from dateline.pipeline import Coder

WORDS = "The ferry company said on Monday that its boats would stay in the harbour until the strike of the crews is over. "


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with a dated page and one without a date."""
    (tmp_path / "html").mkdir()
    meta = '<meta property="article:published_time" content="2018-06-12T10:00:00Z">'
    for name, head in (("a", meta), ("b", "")):
        page = f"<html><head>{head}</head><body><article><p>{WORDS * 3}</p></article></body></html>"
        (tmp_path / f"html/{name}.html.gz").write_bytes(gzip.compress(page.encode()))
    rows = [
        {"id": name, "html_file": f"html/{name}.html.gz", "url": None, "date": "2018-06-12"} for name in "ab"
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_day_of_the_metadata_is_predicted(gold: Path) -> None:
    """The page's own day is given; a page without one has none."""
    assert list(predict(gold)) == [{"id": "a", "date": "2018-06-12"}, {"id": "b", "date": None}]


def test_intervals_of_undated_pages_are_counted(gold: Path, coder: Coder) -> None:
    """The day of the markup is not seen; what the text tells must hold the true day, and none is a miss."""
    assert [row.get("undated") for row in predict(gold, coder)] == [None, None]
    told = [
        {"id": "a", "date": None, "undated": {"start": "2018-01-01", "end": "2018-12-31"}},
        {"id": "b", "date": None, "undated": None},
    ]
    found = score(gold, told)
    assert (found["undated_holds"], found["undated_right"], found["undated_days"]) == (0.5, 1, 365)


def test_right_near_and_missing_days_are_counted(gold: Path) -> None:
    """Right days count for accuracy, a day off for nearness, none and nonsense for nothing."""
    found = score(gold, [{"id": "a", "date": "2018-06-12"}, {"id": "b", "date": "2018-06-13"}])
    assert (found["accuracy"], found["within1"], found["answered"]) == (0.5, 1, 1)
    found = score(gold, [{"id": "a", "date": "soon"}])
    assert (found["accuracy"], found["answered"], found["precision"]) == (0, 0, 0)
