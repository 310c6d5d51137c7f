"""Figures on places and event locations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluation import geo

ROWS: list[dict[str, Any]] = [
    {"id": "none", "gold": {"places": []}},
    {"id": "one", "gold": {"places": [{"place_index": 1, "geonameid": "7"}]}},
    {"id": "where", "gold": {"event_location": "Mosul"}},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold file of three texts."""
    path = tmp_path / "geo.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_every_expected_field_must_be_right(gold: Path) -> None:
    """Ids are compared as text; a place that must not be there fails its text."""
    predictions: list[dict[str, Any]] = [
        {"id": "none", "places": [{}]},
        {"id": "one", "places": [{}, {"geonameid": 7}]},
        {"id": "where", "event_location": "Mosul"},
    ]
    result = geo.score(gold, predictions)
    assert result["all_fields"] == pytest.approx(2 / 3)
    assert result["fields"]["no_place"] == {"accuracy": 0.0, "n": 1}


def test_without_predictions_nothing_is_right(gold: Path) -> None:
    """A missing line is wrong, even where no place is expected."""
    assert geo.score(gold, [])["all_fields"] == 0.0
