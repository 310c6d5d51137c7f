"""The sample corpus is read as a careful reader reads it."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.codebook.files import KNOWLEDGE, read_yaml
from dateline.model import Document, RawDocument
from dateline.readers import read
from dateline.sources import fetch

CASES = Path(__file__).parents[1] / "cases" / "korea"
WORD = re.compile(r"\w+")
GOLD: dict[str, dict[str, Any]] = {
    path.stem: gold for path in sorted(CASES.glob("*.yaml")) if "meta" in (gold := read_yaml(path))
}


@cache
def documents() -> dict[tuple[str, int], Document]:
    """Return the corpus by file and entry."""
    found: dict[tuple[str, int], Document] = {}
    for item in fetch(str(KNOWLEDGE / "samples" / "korea")):
        assert isinstance(item, RawDocument)
        path, _, number = item.where.partition("#")
        found[Path(path).name, int(number or 1) - 1] = read(item)[0]
    return found


def words(text: str) -> str:
    """Return the words of a text with single spaces, and one around."""
    return f" {' '.join(WORD.findall(text.lower()))} "


@pytest.mark.parametrize("name", GOLD)
def test_furniture_of_the_samples_is_known(name: str) -> None:
    """Nothing that the gold calls furniture stands in the article's own blocks, and no paragraph is lost."""
    gold = GOLD[name]
    document = documents()[gold["meta"]["file"], gold["meta"].get("entry", 0)]
    body = words(" ".join(block.span.of(document.text) for block in document.body()))
    assert [row["text"] for row in gold["furniture"] if words(row["text"]) in body] == []
    aside = [words(block.span.of(document.text)) for block in document.furniture()]
    assert [
        e["sentence"] for e in gold["events"] if any(words(e["sentence"]) in text for text in aside)
    ] == []


@pytest.mark.parametrize("name", GOLD)
def test_days_of_the_samples_are_never_wrong(name: str) -> None:
    """A page's or text's stated day is found; where the gold has to infer one, none is claimed."""
    gold = GOLD[name]
    found = documents()[gold["meta"]["file"], gold["meta"].get("entry", 0)].published
    if gold["meta"]["dated"] == "none":
        assert found is None
    else:
        assert found is not None
        assert found.start == datetime.date.fromisoformat(str(gold["published"]["start"]))
