"""Figures on place names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluation import places

TEXT = "He flew from Paris to Rome."
GOLD = {
    "id": "a",
    "set": "own",
    "text": TEXT,
    "toponyms": [
        {"start": 13, "end": 18, "lat": 48.85, "lon": 2.35},
        {"start": 22, "end": 26, "lat": 41.9, "lon": 12.5},
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of one text."""
    (tmp_path / "places.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return tmp_path


def test_near_counts_and_far_does_not(gold: Path) -> None:
    """A place within 161 km is right, one farther away is found only."""
    found = [
        {"start": 13, "end": 18, "lat": 49.0, "lon": 2.5},
        {"start": 22, "end": 26, "lat": 34.3, "lon": -85.2},
    ]
    result = places.score(gold, [{"id": "a", "toponyms": found}])["all"]
    assert (result["span_f1"], result["acc161"], result["res161"]) == (1.0, 0.5, 0.5)


def test_places_without_a_prediction_are_misses(gold: Path) -> None:
    """A text without a line counts as one without places."""
    result = places.score(gold, [])
    assert result["all"]["acc161"] == 0.0
    assert result["own"]["gold"] == 2


def test_unplaced_is_found_and_not_near(gold: Path) -> None:
    """A name without coordinates counts as found and as wrongly placed."""
    found = [{"start": 13, "end": 18, "lat": None, "lon": None}]
    result = places.score(gold, [{"id": "a", "toponyms": found}])["all"]
    assert (result["span_r"], result["acc161"], result["res161"]) == (0.5, 0.0, 0.0)
