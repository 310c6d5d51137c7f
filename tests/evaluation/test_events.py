"""Scores of events."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.evaluation import events

GOLD = {
    "id": "a",
    "gold": [
        {"event_type": "CONSULT", "source": [{"code": "USAGOV"}, {"code": "PRKGOV"}], "target": []},
        {"cameo": "0841", "source": [{"code": "ISR"}], "target": [{"code": "---REB"}]},
    ],
}


def write(folder: Path) -> Path:
    """Return a gold file of one record."""
    path = folder / "petr2_gsr.jsonl"
    path.write_text(json.dumps(GOLD), "utf-8")
    return path


def test_perfect_events_score_one(tmp_path: Path) -> None:
    """The gold as prediction scores 1, a reciprocal event written as parties or as both dyads alike."""
    first = {"event_type": "CONSULT", "source_codes": ["USAGOV", "PRKGOV"], "target_codes": []}
    second = {"event_type": "RETREAT", "source_codes": ["ISR"], "target_codes": ["---REB"]}
    result = events.score(write(tmp_path), [{"id": "a", "events": [first, second]}])
    assert [result[name]["f1"] for name in ("types", "triples_country", "any")] == [1, 1, 1]


def test_missing_predictions_score_zero(tmp_path: Path) -> None:
    """Nothing predicted is nothing found."""
    assert events.score(write(tmp_path), [])["types"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_statements_of_cameo_have_no_root(tmp_path: Path) -> None:
    """CAMEO 01 and 02 are left out on both sides."""
    extra = {"cameo": "010", "source_codes": ["USA"], "target_codes": []}
    assert events.score(write(tmp_path), [{"id": "a", "events": [extra]}])["any"]["p"] == 0
