"""Floors of the scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import FormatError
from dateline.evaluation import articles, gate
from dateline.formats.article import article_json
from dateline.model import Article

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases/korea"
SAMPLES = ROOT / "src/dateline/knowledge/samples/korea"


Pairs = list[tuple[dict[str, Any], Article]]


def test_scores_on_the_built_in_articles_hold_their_floors(pairs: Pairs) -> None:
    """No figure sinks below what was measured before, less a small slack."""
    rows = [gold for gold, _ in pairs]
    predictions = [article_json(article) | {"id": gold["id"]} for gold, article in pairs]
    assert len(rows) >= 24
    assert gate.check(articles.score_rows(rows, predictions), gate.digest(CASES, SAMPLES)) == []


def test_perfect_predictions_score_one_and_empty_ones_nothing(pairs: Pairs) -> None:
    """The scorer can tell good from bad."""
    rows = [gold for gold, _ in pairs][:6]
    perfect = []
    for row in rows:
        events = [dict(e) | {"evidence": e["sentence"], "attribution": []} for e in row["events"]]
        perfect.append(
            {
                "id": row["id"],
                "text": row["text"],
                "events": events,
                "statements": [
                    {"speaker": s["speaker"], "content": s["content"]} for s in row["statements"]
                ],
                "indicators": [dict(i) | {"evidence": {"start": i["start"], "end": i["end"]}} for i in row["indicators"]],
                "commitments": [dict(c) | {"evidence": {"start": c["start"], "end": c["end"]}} for c in row["commitments"]],
                "furniture": row["furniture"],
            }
        )  # fmt: skip
    best, none = articles.score_rows(rows, perfect), articles.score_rows(rows, [])
    for part in ("statements", "indicators", "commitments", "furniture"):
        assert best[part]["f1"] > 0.9  # contents that overlap may be laid on each other
        assert none[part]["f1"] == 0
    assert best["events"]["detect"]["f1"] == best["events"]["www"]["f1"] == 1
    assert none["events"]["detect"]["f1"] == 0


def test_sunken_score_is_named(tmp_path: Path) -> None:
    """A figure under its floor is listed with both values."""
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"corpus": "c", "floors": {"events.f1": 0.5}}))
    assert gate.check({"events": {"f1": 0.4}}, "c", floors) == ["events.f1 is 0.400, floor 0.5"]
    assert gate.check({"events": {"f1": 0.5}}, "c", floors) == []


def test_floors_of_another_corpus_are_refused(tmp_path: Path) -> None:
    """A changed corpus needs new floors."""
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"corpus": "c", "floors": {}}))
    with pytest.raises(FormatError, match="corpus"):
        gate.check({}, "d", floors)
