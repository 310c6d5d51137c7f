"""Quantities: numbers, their bounds, and what they count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotators._number_pattern import NumberPattern
from dateline.annotators._number_words import NumberWords
from dateline.model import Block, Document, Quantity, Span
from dateline.pipeline import Coder

PATTERN = NumberPattern.load()
NUMBERS = NumberWords.load()


def quantities(coder: Coder, text: str) -> list[Quantity]:
    """Return the quantities of a text of one paragraph."""
    return list(
        coder.annotate(Document(text=text, blocks=(Block(span=Span(0, len(text))),))).quantities or ()
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,500", 2500),
        ("1.4 million", 1.4e6),
        ("30m", 3e7),
        ("twenty-two", 22),
        ("three hundred and five", 305),
        ("two million five hundred thousand", 2.5e6),
        ("a hundred", 100),
        ("lemons", None),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: float | None) -> None:
    """A number in digits or words has its value; other words have none."""
    assert NUMBERS.value(text) == value


@pytest.mark.parametrize(
    ("text", "words", "value", "low", "high"),
    [
        ("at least 3 boys", "at least 3", 3, 3, None),
        ("more than 1.4 million cases", "more than 1.4 million", 1.4e6, 1.4e6, None),
        ("as many as 200 goats", "as many as 200", 200, None, 200),
        ("fewer than ten goats", "fewer than ten", 10, None, 10),
        ("between 5,000 and 7,000 men", "between 5,000 and 7,000", None, 5000, 7000),
        ("5,000 to 7,000 men", "5,000 to 7,000", None, 5000, 7000),
        ("$20-30 billion", "$20-30 billion", None, 2e10, 3e10),
        ("about 70 goats", "about 70", 70, None, None),
        ("nearly 70 goats", "nearly 70", 70, None, 70),
        ("dozens of goats", "dozens", None, 24, None),
        ("tens of thousands of goats", "tens of thousands", None, 10000, None),
        ("a dozen goats", "a dozen", 12, 12, 12),
        ("several hundred goats", "several hundred", None, 200, None),
        ("half a million leaflets", "half a million", 5e5, 5e5, 5e5),
        ("another 30 goats", "another 30", 30, 30, 30),
        ("500 or more goats", "500 or more", 500, 500, None),
        ("four in ten children", "four in ten", 40, 40, 40),
    ],
)
def test_bounds(text: str, words: str, value: float | None, low: float | None, high: float | None) -> None:
    """Qualifiers, ranges and vague words set value, lower and upper bound."""
    bounds = next(PATTERN.find(text, 0, len(text)))
    assert (bounds.span.of(text), bounds.value, bounds.low, bounds.high) == (words, value, low, high)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$6.5 billion", "USD"),
        ("€30 million", "EUR"),
        ("30m won", "KRW"),
        ("40 percent", "percent"),
        ("15%", "percent"),
        ("200 tons", "tonnes"),
    ],
)
def test_units(text: str, unit: str) -> None:
    """Currencies, shares and weights are the unit of their number."""
    assert next(PATTERN.find(text, 0, len(text))).unit == unit


def test_two_falling_numbers_are_two_figures() -> None:
    """A change "from four million to three million" is a fall, not a range."""
    text = "It was cut from four million to three million."
    assert [b.value for b in PATTERN.find(text, 0, len(text))] == [4e6, 3e6]


def test_noun_that_is_counted(coder: Coder) -> None:
    """The noun is the number's head, or stands behind "of"."""
    text = "At least 90 farmers fled, 35 of its clerks stayed, and dozens of soldiers left."
    assert [q.noun.of(text) for q in quantities(coder, text) if q.noun] == ["farmers", "clerks", "soldiers"]


def test_no_cases_is_zero(coder: Coder) -> None:
    """The word "no" before a counted noun is a count of zero; before others it is not."""
    text = "The ministry reported no cases and had no doubt."
    assert [(q.value, q.unit) for q in quantities(coder, text)] == [(0, "case")]


def test_dates_and_ages_are_no_quantities(coder: Coder) -> None:
    """Dates, clock times, ages and numbered names count nothing."""
    text = "The 36-year-old clerk left on 12 June 2018 at 9.30am under Resolution 1973."
    assert quantities(coder, text) == []


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.text(alphabet="0123456789,.-$% milonabout", max_size=60)))
def test_figures_of_any_string_lie_in_it(text: str) -> None:
    """Spans are exact and in order, and no lower bound is above the upper one."""
    at = 0
    for bounds in PATTERN.find(text, 0, len(text)):
        assert (
            at <= bounds.span.start <= bounds.number.start < bounds.number.end <= bounds.span.end <= len(text)
        )
        assert bounds.low is None or bounds.high is None or bounds.low <= bounds.high
        at = bounds.span.end


def test_about_before_thousands_is_a_preposition(coder: Coder) -> None:
    """In "concern about thousands of prisoners" nothing is about a thousand."""
    (found,) = quantities(coder, "He expressed concern about thousands of prisoners.")
    assert (found.span.start, found.low, found.qualifier) == (27, 1000, "thousands")
