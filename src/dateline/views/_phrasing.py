"""The words and turns of phrase in which accounts speak against each other, as ``resolution/contradictions.yaml`` has them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.codebook.files import find, read_yaml


def listed(name: str) -> tuple[str, ...]:
    """Return the words of one list in their order."""
    return tuple(_told()["words"][name]["words"])


def words(name: str) -> frozenset[str]:
    """Return the words of one list."""
    return frozenset(listed(name))


@cache
def numbers() -> dict[str, float]:
    """Return the numbers that are told in words, of a length of time or a count."""
    ones = {word: n + 1.0 for n, word in enumerate(listed("years"))}
    tens = {word: 10.0 * (n + 2) for n, word in enumerate(listed("tens"))}
    return {**ones, "fifteen": 15.0, **tens}


def pattern(name: str) -> re.Pattern[str]:
    """Return what finds any phrase of one kind, in either case."""
    return re.compile("|".join(_told()["patterns"][name]["any"]), re.I)


@cache
def _told() -> dict[str, Any]:
    (path,) = find("resolution/contradictions.yaml")
    data: dict[str, Any] = read_yaml(path)
    return data
