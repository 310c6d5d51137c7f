"""Intervals of days."""

from __future__ import annotations

import datetime

import pytest

from dateline.errors import FormatError
from dateline.model import When
from dateline.model.when import stretch

JUNE_1 = datetime.date(2018, 6, 1)
JUNE_30 = datetime.date(2018, 6, 30)


def test_a_month_stays_a_month() -> None:
    """Partial dates are never written as their first day."""
    assert When(start=JUNE_1, end=JUNE_30, precision="month", basis="stated").iso() == "2018-06"


def test_an_interval_cannot_end_before_it_starts() -> None:
    """Both ends are inclusive and in order."""
    with pytest.raises(FormatError):
        When(start=JUNE_30, end=JUNE_1, basis="stated")


def test_overlap_counts_both_ends() -> None:
    """Intervals that share one day overlap."""
    first = When(start=JUNE_1, end=JUNE_30, precision="range", basis="stated")
    assert first.overlaps(When(start=JUNE_30, end=JUNE_30, basis="stated"))
    assert not first.overlaps(
        When(start=datetime.date(2018, 7, 1), end=datetime.date(2018, 7, 1), basis="stated")
    )


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2018-06-12", "2018-06-12", "2018-06-12"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2018-12", "2018-12-01", "2018-12-31"),
        ("2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_typed_month_or_year_is_all_its_days(words: str, first: str, last: str) -> None:
    """Since and until take its first and its last day."""
    assert [day.isoformat() for day in stretch(words)] == [first, last]


@pytest.mark.parametrize("words", ["", "24", "2018-13", "2018-02-30", "0000", "June 18"])
def test_other_words_are_no_days(words: str) -> None:
    """What names no day is said to name none."""
    with pytest.raises(ValueError, match=r".+"):
        stretch(words)
