"""Pairs of short articles of our own: what contradicts itself is found, what only looks so is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.codebook.files import read_yaml
from dateline.pipeline import Coder

PAIRS = read_yaml(Path(__file__).parents[1] / "cases" / "contradictions.yaml")
FOUND = 0.75  # share of the contradictions that must be found


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """For each pair whether something was reported; for a conflict, between its own articles."""
    coder, folder = Coder(), tmp_path_factory.mktemp("pairs")
    return {pair["id"]: reported(coder, pair, folder / f"{pair['id']}.db") for pair in PAIRS}


def reported(coder: Coder, pair: dict[str, Any], path: Path) -> bool:
    """Return whether the articles of a pair, alone in a store, are said to contradict each other."""
    articles = [
        coder.read(
            pair[side]["text"],
            published=str(pair[side]["published"]),
            publisher=pair[side]["publisher"],
            media_type="text/plain",
            source_id=f"{pair['id']}-{side}",
        )
        for side in "ab"
        if side in pair
    ]
    with dateline.open(str(path)) as archive:
        for article in articles:
            archive.add(article)
        found = archive.conflicts()
    if pair["kind"] == "seeming":
        return bool(found)
    return any(len({s.report.document for s in c.sides}) == len(articles) for c in found)


def test_most_contradictions_are_found(results: dict[str, bool]) -> None:
    """Figures, dates, places, who, whether, outcome and judgement: at least three of four."""
    real = [results[p["id"]] for p in PAIRS if p["kind"] == "conflict"]
    assert sum(real) >= FOUND * len(real)


def test_change_rounding_and_parts_are_none(results: dict[str, bool]) -> None:
    """A count that grew, a part of it, a rounded one, a moved plan, two happenings: nothing is reported."""
    assert [p["id"] for p in PAIRS if p["kind"] == "seeming" and results[p["id"]]] == []
