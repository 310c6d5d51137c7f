"""Where sentences begin."""

from __future__ import annotations

import pytest

from dateline.annotators._split import sentences
from dateline.model import Span


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [s.of(text) for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met U.S. President Biden. They talked.", ["He met U.S. President Biden.", "They talked."]),
        ("It borders the U.S. The trade is small.", ["It borders the U.S.", "The trade is small."]),
        ("“We will not talk.” She left.", ["“We will not talk.”", "She left."]),
        ("Gen. J. Mattis spoke at 5 p.m. on Monday.", ["Gen. J. Mattis spoke at 5 p.m. on Monday."]),
        ("Why now? Nobody knows!", ["Why now?", "Nobody knows!"]),
        ("  Prices rose 3.5 percent.  ", ["Prices rose 3.5 percent."]),
        ("", []),
    ],
)
def test_rules_split_news_sentences(text: str, expected: list[str]) -> None:
    """Abbreviations and decimals end no sentence; final marks with closing quotes do."""
    assert split(text) == expected
