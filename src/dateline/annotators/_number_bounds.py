"""What a number and the words around it say about a figure."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A figure read from text.

    Attributes:
        span: qualifier, number and unit.
        number: the number alone, with currency sign and unit.
        value: the figure, None where only bounds are known.
        low: lower bound, None if open.
        high: upper bound, None if open.
        qualifier: the words that bend it.
        unit: currency or unit of measure, None if the noun tells it.
        zero: True for the word "no", and for "nobody".
    """

    span: Span
    number: Span
    value: float | None
    low: float | None
    high: float | None
    qualifier: str | None = None
    unit: str | None = None
    zero: bool = False


def bend(value: float, kind: str | None) -> tuple[float | None, float | None, float | None]:
    """Return value, low and high of a number under a kind of qualifier.

    "At least 3" is 3, low 3, high open; "as many as 200" is 200, low open, high 200; "nearly 50" is 50, low open,
    high 50; "about 70" is 70 with both open.
    """
    if kind in ("low", "over"):
        return value, value, None
    if kind in ("high", "under", "near"):
        return value, None, value
    if kind == "about":
        return value, None, None
    return value, value, value
