"""Pairs of articles as newspapers write them: how many of their contradictions are found, and what is reported besides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.codebook.files import read_yaml
from dateline.model import Article, Span
from dateline.model.conflict import Conflict
from dateline.pipeline import Coder
from dateline.views._claims import sentence

PAIRS = read_yaml(Path(__file__).parents[1] / "cases" / "accounts.yaml")
FOUND = {
    1: 0.60,
    2: 0.60,
    3: 0.80,
    4: 0.60,
}  # share of the contradictions that must be found, by the round in which pairs were written

Place = tuple[str, Span]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, int, list[str]]]:
    """For each pair how many contradictions are found, of how many, and the explanations of false ones."""
    coder, folder = Coder(), tmp_path_factory.mktemp("accounts")
    return {pair["id"]: compared(coder, pair, folder / f"{pair['id']}.db") for pair in PAIRS}


def compared(coder: Coder, pair: dict[str, Any], path: Path) -> tuple[int, int, list[str]]:
    """Return how many contradictions of a pair are found, of how many, and what is reported besides."""
    articles = {side: coded(coder, pair, side) for side in "ab" if side in pair}
    with dateline.open(str(path)) as archive:
        for article in articles.values():
            archive.add(article)
        conflicts = archive.conflicts()
    gold = [(where(articles, g, "a"), where(articles, g, "b")) for g in pair["gold"]]
    found = sum(any(between(c, *both) for c in conflicts) for both in gold)
    return found, len(gold), [c.explanation for c in conflicts if not any(between(c, *both) for both in gold)]


def coded(coder: Coder, pair: dict[str, Any], side: str) -> Article:
    """Return one article of a pair, coded."""
    told = pair[side]
    name = f"{pair['id']}-{side}"
    day, outlet = str(told["published"]), told["publisher"]
    return coder.read(told["text"], published=day, publisher=outlet, media_type="text/plain", source_id=name)


def where(articles: dict[str, Article], gold: dict[str, str], side: str) -> Place:
    """Return the sentence in which the words of one side stand."""
    document = articles[gold.get("same", side)].document
    at = document.text.index(gold[side])
    return document.id, sentence(document, Span(at, at + len(gold[side])))


def between(conflict: Conflict, left: Place, right: Place) -> bool:
    """Return whether a conflict has a side in each of two sentences."""
    told = [s.report.evidence for s in conflict.sides]
    return all(any(e.document == name and e.span.overlap(span) for e in told) for name, span in (left, right))


@pytest.mark.parametrize("number", FOUND)
def test_contradictions_of_newspapers_are_found(
    results: dict[str, tuple[int, int, list[str]]], number: int
) -> None:
    """Of all kinds together, those too that need knowledge of the world: the share of each round's pairs that ``FOUND`` has."""
    rows = [results[pair["id"]] for pair in PAIRS if pair.get("round", 1) == number]
    found, wanted = (sum(row[n] for row in rows) for n in (0, 1))
    assert found >= FOUND[number] * wanted


def test_nothing_else_of_newspapers_is_reported(results: dict[str, tuple[int, int, list[str]]]) -> None:
    """What only changed, was rounded, corrected or is another matter is no contradiction."""
    assert [(name, row[2]) for name, row in results.items() if row[2]] == []
