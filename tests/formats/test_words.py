"""Values are said in words."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.formats import _words
from dateline.model import Indicator
from handmade import document, span


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"qualifier": "more than", "value": 27.0, "low": 27.0}, "more than 27 people"),
        ({"qualifier": "tens of thousands", "low": 10_000.0}, "tens of thousands (10,000 people or more)"),
        (
            {"qualifier": "hundreds if not thousands", "low": 100.0},
            "hundreds if not thousands (100 people or more)",
        ),
        ({"qualifier": "dozens", "low": 24.0, "high": 99.0}, "dozens (24–99 people)"),
        ({"value": 4.0}, "4 people"),
        ({"value": 1.0, "qualifier": "at least"}, "at least 1 person"),
        ({}, "? people"),
    ],
)
def test_a_vague_number_is_no_qualifier_of_another(known: dict[str, Any], words: str) -> None:
    """Words such as "thousands" stay a number, with what they were taken for beside; one is no plural."""
    told = document("Many people came.")
    figure = Indicator(
        measure="people", unit="people", evidence=told.evidence(span(told.text, "Many")), **known
    )
    assert _words.figure(figure) == words
