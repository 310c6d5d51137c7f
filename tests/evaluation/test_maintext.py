"""Main text is predicted without gold, and scored as the outside scorer does."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.evaluation.maintext import predict, score

WORDS = "The ferry company said on Monday that its boats would stay in the harbour until the strike of the crews is over. "
PAGE = f"<html><body><nav>World</nav><article><h1>Ferries stay</h1><p>{WORDS * 2}</p></article></body></html>"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one page of each set."""
    (tmp_path / "html").mkdir()
    (tmp_path / "html/a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    where = {"html_file": "html/a.html.gz", "url": "https://a.example/x"}
    (tmp_path / "aeb.jsonl").write_text(
        json.dumps({"id": "a", "set": "aeb", "text": WORDS * 2, **where}) + "\n"
    )
    traf = {
        "id": "t",
        "set": "traf",
        "with": ["stay in the harbour"],
        "without": ["World", "Ferries stay"],
        **where,
    }
    (tmp_path / "traf.jsonl").write_text(json.dumps(traf) + "\n")
    return tmp_path


def test_main_text_is_predicted_and_right(gold: Path) -> None:
    """The article's paragraphs are the main text; headline and navigation are not."""
    found = score(gold, list(predict(gold)))
    assert found["aeb"]["f1"] == found["traf"]["f1"] == 1


def test_gold_is_not_looked_at(gold: Path) -> None:
    """Predictions are the same on a file that holds the page's place only."""
    bare = gold / "bare.jsonl"
    bare.write_text(
        json.dumps({"id": "a", "html_file": "html/a.html.gz", "url": "https://a.example/x"}) + "\n"
    )
    assert next(predict(bare)) == next(predict(gold))


def test_missing_and_wrong_texts_cost(gold: Path) -> None:
    """A page without a prediction is an empty text; leaks cost precision."""
    assert score(gold, [])["aeb"]["f1"] == 0
    leaky = score(gold, [{"id": "t", "text": f"World\n{WORDS}"}])["traf"]
    assert (leaky["p"], leaky["r"]) == (0.5, 1)


def test_unreadable_page_is_an_empty_text(gold: Path) -> None:
    """A page that cannot be read is predicted as nothing and the others go on."""
    (gold / "html/a.html.gz").write_bytes(gzip.compress(b"\x00" * 100))
    assert [row["text"] for row in predict(gold)] == ["", ""]
