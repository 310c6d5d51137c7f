"""Evaluation of actors and co-actors."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.evaluation import actors, coactors
from dateline.pipeline import Coder

NAMES = [
    {"id": "a", "name": "the Peruvian army", "context": "", "date": None},
    {"id": "b", "name": "Harro Quist", "context": "", "date": "2020-01-01"},
    {"id": "c", "name": "she", "context": "", "date": None},
]
WANTED = {"a": {"country": "PER", "sector": "MIL"}, "b": {"none": True}, "c": {"sector": "UNK"}}
PAIRS = [
    {"id": "x", "text": "Peru, Chile and Bolivia signed it.", "span": "Chile"},
    {"id": "y", "text": "Villagers fed Polish and Czech soldiers.", "span": "Czech soldiers"},
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write a JSONL file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_actors_are_predicted_without_gold_and_scored(coder: Coder, tmp_path: Path) -> None:
    """Prediction needs no gold field; a perfect prediction scores one, an empty one nothing."""
    bare = write(tmp_path / "bare.jsonl", NAMES)
    gold = write(tmp_path / "gold.jsonl", [row | {"gold": WANTED[str(row["id"])]} for row in NAMES])
    predicted = list(actors.predict(bare, coder))
    assert actors.score(gold, predicted)["all_fields"] == {"accuracy": 1.0, "n": 3}
    assert actors.score(gold, [])["all_fields"]["accuracy"] == 0


def test_a_wrong_field_is_no_hit(tmp_path: Path) -> None:
    """Every expected field must be met; the forms any_of and not are read."""
    wanted = {"country_any_of": ["PER", "CHL"], "sector_not": "GOV"}
    gold = write(tmp_path / "gold.jsonl", [{"id": "a", "name": "n", "gold": wanted}])
    good = {"id": "a", "country": "CHL", "sector": "MIL"}
    assert actors.score(gold, [good])["all_fields"]["accuracy"] == 1
    assert actors.score(gold, [good | {"sector": "GOV"}])["all_fields"]["accuracy"] == 0


def test_coordinated_actors_are_found_from_any_of_them(coder: Coder, tmp_path: Path) -> None:
    """A conjunct leads to all others, and a shared noun goes with each adjective."""
    predicted = {
        row["id"]: set(row["actors"]) for row in coactors.predict(write(tmp_path / "g.jsonl", PAIRS), coder)
    }
    assert predicted == {"x": {"Peru", "Chile", "Bolivia"}, "y": {"Polish soldiers", "Czech soldiers"}}


def test_coactors_count_only_when_all_are_right(tmp_path: Path) -> None:
    """One actor too many is wrong."""
    gold = write(tmp_path / "gold.jsonl", [PAIRS[0] | {"gold": ["peru", "Chile", "Bolivia"]}])
    assert coactors.score(gold, [{"id": "x", "actors": ["Chile", "Peru", "Bolivia"]}])["all_actors"] == 1
    assert (
        coactors.score(gold, [{"id": "x", "actors": ["Chile", "Peru", "Bolivia", "it"]}])["all_actors"] == 0
    )
