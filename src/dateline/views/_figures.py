"""When two figures of one measure disagree."""

from __future__ import annotations

import math

from dateline.model import Indicator

ROUNDING = 0.05  # "about 2,000" and "1,950" agree


def bounds(indicator: Indicator) -> tuple[float, float]:
    """Return the lowest and highest number that the words allow."""
    low, high, value = indicator.low, indicator.high, indicator.value
    lowest = low if low is not None else (value if value is not None and high is None else -math.inf)
    highest = high if high is not None else (value if value is not None and low is None else math.inf)
    return lowest, highest


def disagree(left: Indicator, right: Indicator) -> bool:
    """Return whether two figures differ by more than rounding.

    "At least 27" and "35" disagree too: both say how many there were, and not the same.
    """
    a, b = left.value, right.value
    if a is not None and b is not None:
        return abs(a - b) > ROUNDING * max(abs(a), abs(b))
    (low, high), (bottom, top) = bounds(left), bounds(right)
    return high < bottom or top < low


def words(indicator: Indicator) -> str:
    """Return the figure for people.

    Example: ``more than 2,200,000 people``.
    """
    if indicator.value is not None:
        number = f"{indicator.value:,.15g}"
    else:
        number = "–".join(f"{n:,.15g}" for n in (indicator.low, indicator.high) if n is not None) or "?"
    return " ".join(part for part in (indicator.qualifier, number, indicator.counted_in) if part)
