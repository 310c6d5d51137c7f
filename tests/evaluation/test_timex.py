"""Evaluation of time expressions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluation import timex
from dateline.pipeline import Coder

TEXT = "The camp was closed.\nEnvoys left on Tuesday, after three days."


def gold(folder: Path, **fields: object) -> Path:
    """Write one line of gold and return its folder."""
    row = {"id": "a", "set": "esl", "genre": "news", "dct": "2020-06-12", "text": TEXT, **fields}
    (folder / "esl.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def test_predicts_without_gold_fields(coder: Coder, tmp_path: Path) -> None:
    """Text and publication date are all that prediction reads."""
    (one,) = timex.predict(gold(tmp_path), coder)
    values = [(TEXT[t["start"] : t["end"]], t["value"]) for t in one["timexes"]]
    assert values == [("Tuesday", "2020-06-09"), ("three days", "P3D")]


def test_score_counts_right_values(tmp_path: Path) -> None:
    """A value counts when span overlaps and days agree; the page's own date is left out."""
    at = TEXT.index("Tuesday")
    wanted = [
        {"start": at, "end": at + 7, "text": "Tuesday", "type": "DATE", "value": "2020-06-09"},
        {"start": 0, "end": 3, "text": "The", "type": "DATE", "value": "2020-06-12", "is_dct": True},
    ]
    folder = gold(tmp_path, timexes=wanted)
    right = [{"id": "a", "timexes": [{"start": at, "end": at + 7, "value": "2020-06-09TMO"}]}]
    assert timex.score(folder, right)["press_rel"]["value_r"] == 1
    assert timex.score(folder, [])["press_rel"] == {"gold": 1, "span_r": 0, "value_r": 0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2014-W04", "2014-01-20/2014-01-26"),
        ("2013-05", "2013-05-01/2013-05-31"),
        ("2013-Q2", "2013-04-01/2013-06-30"),
        ("2013-WI", "2013-12-01/2014-02-28"),
        ("199X", "1990-01-01/1999-12-31"),
        ("P2W", "P14D"),
        ("2013-05-02T13:30", "2013-05-02"),
    ],
)
def test_equal_values_have_one_form(one: str, other: str) -> None:
    """Values that name the same days or the same length are equal."""
    assert timex.canonical(one) == timex.canonical(other)


def test_senseless_values_are_words() -> None:
    """What is no date stays text and equals nothing else."""
    assert timex.canonical("2013-13-40") == ("words", "2013-13-40")
    assert timex.canonical(None) is None
