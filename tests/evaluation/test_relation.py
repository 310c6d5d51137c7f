"""Relations between marked spans."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.evaluation import relation

ROWS = [
    {"id": "a", "marked": "<s>Iran</s> met <t>Iraq</t>.", "gold": [{"event_type": "CONSULT"}]},
    {"id": "b", "marked": "<s>Iran</s> freed <t>him</t>.", "gold": [{"event_type": "YIELD"}]},
]


class Fixed:
    """A coder that always says the same."""

    def relate(
        self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> tuple[str, None, float]:
        """Check the spans, return a type."""
        assert text[slice(*actor)] == "Iran"
        return "RETREAT", None, 1.0


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
