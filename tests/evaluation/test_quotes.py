"""Quotes: the scores on attributions and the form of the predictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluation import quotes
from dateline.pipeline import Coder

TEXT = "Officials said the talks had failed. “We tried,” Ana Ruiz said."
GOLD = [
    {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 35]], "kind": "indirect"},
    {"source": [[49, 57]], "cue": [[58, 62]], "content": [[37, 48]], "kind": "direct"},
]


def gold(folder: Path, **fields: Any) -> Path:
    """Return a folder with one article."""
    line = {"id": "a", "text": TEXT, **fields}
    (folder / quotes.FILE).write_text(json.dumps(line) + "\n", "utf-8")
    return folder


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    """The gold scores 1 on content and on content with source."""
    result = quotes.score(gold(tmp_path, attributions=GOLD), [{"id": "a", "attributions": GOLD}])
    assert (result["attr_f1"], result["joint_f1"], result["source_acc"]) == (1.0, 1.0, 1.0)


def test_wrong_source_costs_the_joint_score(tmp_path: Path) -> None:
    """Right content with another's source counts as content alone."""
    wrong = [{**GOLD[0], "source": [[49, 57]]}, GOLD[1]]
    result = quotes.score(gold(tmp_path, attributions=GOLD), [{"id": "a", "attributions": wrong}])
    assert (result["attr_f1"], result["joint_f1"]) == (1.0, 0.5)


def test_half_the_content_is_needed(tmp_path: Path) -> None:
    """A content that covers less than half of the gold one does not match."""
    short = [{**GOLD[0], "content": [[15, 20]]}]
    assert (
        quotes.score(gold(tmp_path, attributions=GOLD), [{"id": "a", "attributions": short}])["attr_r"] == 0.0
    )


def test_missing_article_has_no_predictions(tmp_path: Path) -> None:
    """An article without a line is all missed, and nothing divides by zero."""
    assert quotes.score(gold(tmp_path, attributions=GOLD), [])["joint_f1"] == 0.0


def test_prediction_needs_no_gold_field(tmp_path: Path, coder: Coder) -> None:
    """With every gold field removed the same attributions come out, offsets into the given text."""
    (line,) = quotes.predict(gold(tmp_path), coder)
    assert line["id"] == "a"
    assert [a["content"] for a in line["attributions"]] == [a["content"] for a in GOLD]
    assert [a["kind"] for a in line["attributions"]] == ["indirect", "direct"]


def test_one_level_only(coder: Coder) -> None:
    """What a speaker reports inside what is said of him is no attribution of its own."""
    text = "Ana Ruiz said the deputy who had denied the theft of the money would resign."
    article = coder.read(text, media_type="text/plain")
    assert len(article.statements) == 2
    assert len(quotes.attributions(article, text)) == 1


@pytest.mark.parametrize("given", [TEXT + "\r\n", "\n" + TEXT])
def test_offsets_survive_cleaned_white_space(given: str, coder: Coder) -> None:
    """Where the reader cleans white space, offsets are carried back to the given text."""
    article = coder.read(given, media_type="text/plain")
    spans = [span for a in quotes.attributions(article, given) for span in a["content"]]
    assert [given[start:end] for start, end in spans] == ["the talks had failed", "“We tried,”"]


def test_direct_quotes_are_scored_apart(tmp_path: Path) -> None:
    """Where every prediction says its kind, direct quotes have figures of their own."""
    wrong = [{**GOLD[0], "source": [[49, 57]]}, GOLD[1]]
    result = quotes.score(gold(tmp_path, attributions=GOLD), [{"id": "a", "attributions": wrong}])
    assert result["direct_only"]["joint_f1"] == 1.0
    unnamed = [{name: value for name, value in a.items() if name != "kind"} for a in GOLD]
    assert "direct_only" not in quotes.score(
        gold(tmp_path, attributions=GOLD), [{"id": "a", "attributions": unnamed}]
    )
