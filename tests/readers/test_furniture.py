"""The lexicon of furniture keeps its promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.codebook.files import find, read_yaml
from dateline.errors import CodebookError
from dateline.readers import _furniture
from dateline.readers._cues import named

PATH = find(_furniture.LEXICON)[0]
ROWS: list[dict[str, Any]] = read_yaml(PATH)["rows"]


def knows(rule: _furniture.Rule, text: str) -> bool:
    """Return whether one rule takes a block."""
    read = _furniture.plain(text)
    return read.count(" ") < rule.words and rule.pattern.match(read) is not None


@pytest.mark.parametrize(("row", "rule"), list(zip(ROWS, _furniture.rules(), strict=True)))
def test_every_rule_takes_its_example(row: dict[str, Any], rule: _furniture.Rule) -> None:
    """A row takes its example and leaves its counterexample alone."""
    assert knows(rule, row["example"])
    assert "not" not in row or not knows(rule, row["not"])


def test_tokens_set_apart_read_the_same() -> None:
    """Rules see the same words whether or not spaces stand between tokens."""
    assert (
        _furniture.plain("CNN 's Ann Example ( in Oslo ) did n't , he said .")
        == "CNN's Ann Example (in Oslo) didn't, he said."
    )
    assert _furniture.reason("CNN 's Ann Example contributed to this report .") == "credit"


def test_sentences_of_articles_are_no_furniture() -> None:
    """Sentences that begin like furniture are left alone."""
    for text in (
        "Share prices fell in Oslo on Monday after the bank raised its rate again.",
        "Sign language was used at the talks for the first time, the mayor said.",
        "Read the treaty aloud, she told them.",
        "Follow the money, the prosecutor told the court in Oslo.",
        "Watch out for the ice, the minister warned.",
        "Comments by the president caused anger in the capital.",
        "More news of the attack came in the evening, when a minister spoke to people in the square.",
    ):
        assert _furniture.reason(text) is None


def test_own_rules_are_laid_over(tmp_path: Path) -> None:
    """A user's lexicon adds rules that go first; a bad pattern names its file."""
    own = tmp_path / _furniture.LEXICON
    own.parent.mkdir(parents=True)
    own.write_text('rows:\n  - {reason: promo, pattern: "ring the bell", example: "Ring the bell"}\n')
    found = _furniture.rule("Ring the bell now", overlay=tmp_path)
    assert found is not None
    assert found.reason == "promo"
    own.write_text('rows:\n  - {reason: promo, pattern: "ring (", example: "x"}\n')
    with pytest.raises(CodebookError):
        _furniture.rules.__wrapped__(tmp_path)


def test_elements_tell_what_they_hold() -> None:
    """Class names tell what an element is, whatever their spelling."""
    assert named("PostTags list") == "tags"
    assert named("js-newsletter-signup box") == "promo"
    assert named("story-body__inner") is None
    assert named("content") is None
