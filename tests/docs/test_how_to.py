"""The examples of the other pages run, and the output shown is about what they print."""

from __future__ import annotations

import re
from pathlib import Path

import examples
import pytest

PAGES = [page for page in examples.pages() if page.name != "tutorial.md"]
ALIKE = 0.5  # of the lines shown: what models find differs a little from processor to processor
HASH = re.compile(r"\b[0-9a-f]{12,}\b")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """Each example exits as the page says and prints at least half of the lines that the page shows."""
    for outcome in examples.run(page, tmp_path):
        assert outcome.exit == outcome.example.exit, outcome.example.code + outcome.errors
        shown, printed = lines(outcome.example.output or ""), lines(outcome.printed)
        assert len(shown & printed) >= ALIKE * len(shown), outcome.printed


def lines(text: str) -> set[str]:
    """The lines of a text without what changes from run to run: ids and numbers."""
    return {NUMBER.sub("N", HASH.sub("#", line)).strip() for line in text.splitlines()}
