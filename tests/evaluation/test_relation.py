"""Relations between marked spans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.coders._relation import Relation
from dateline.evaluation import relation

ROWS = [
    {"id": "a", "marked": "<s>Iran</s> met <t>Iraq</t>.", "gold": [{"event_type": "CONSULT"}]},
    {"id": "b", "marked": "<s>Iran</s> freed <t>him</t>.", "gold": [{"event_type": "YIELD"}]},
]


class Fixed:
    """A coder that always says the same."""

    def relation(self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation:
        """Check the spans, return a type."""
        assert text[slice(*actor)] == "Iran"
        return Relation("RETREAT", None, 1.0)


def write(folder: Path) -> Path:
    """Return a gold file."""
    path = folder / "plv_train.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), "utf-8")
    return path


def test_marks_are_taken_out() -> None:
    """Spans count in the text without marks; the first of each kind counts."""
    text, spans = relation.unmark("The <s>US</s> and <t>Iran </t>met <t>Iran</t>.")
    assert text == "The US and Iran met Iran."
    assert spans == {"s": (4, 6), "t": (11, 16)}


def test_prediction_reads_marked_alone(tmp_path: Path) -> None:
    """Without gold fields, predictions come out all the same."""
    path = tmp_path / "plv_train.jsonl"
    path.write_text(json.dumps({"id": "a", "marked": ROWS[0]["marked"]}), "utf-8")
    (found,) = relation.predict(path, Fixed())  # type: ignore[arg-type]
    assert (found["id"], found["root"]) == ("a", "RETREAT")


def test_yield_stands_for_concede_and_retreat(tmp_path: Path) -> None:
    """The fifteen roots fold CONCEDE and RETREAT into YIELD; quad and binary follow the root."""
    predictions = [{"id": "a", "root": "AGREE"}, {"id": "b", "root": "RETREAT"}]
    result = relation.score(write(tmp_path), predictions)
    assert result["root"]["accuracy"] == 0.5
    assert result["quad"]["macro_f1"] == 1
    assert result["binary"]["accuracy"] == 1


@pytest.mark.parametrize(
    ("event_type", "mode", "cameo", "root"),
    [
        ("SANCTION", "convict", "116", "ACCUSE"),
        ("SANCTION", "discontinue", "163", "COERCE"),
        ("SANCTION", "discontinue", "162", "SANCTION"),
        ("COERCE", "cyber", "176", "ASSAULT"),
        ("COERCE", "restrict", "191", "ASSAULT"),
        ("COERCE", "restrict", "172", "COERCE"),
    ],
)
def test_roots_are_those_of_the_older_draft(event_type: str, mode: str, cameo: str, root: str) -> None:
    """What PLOVER 0.8 has under another type than the gold's draft is said in the gold's terms."""
    assert relation.in_gold_terms(Relation(event_type, mode, 1.0, cameo)) == root
