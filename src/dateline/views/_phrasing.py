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


def pattern(name: str) -> re.Pattern[str]:
    """Return what finds any phrase of one kind, in either case."""
    return re.compile("|".join(_told()["patterns"][name]["any"]), re.I)


@cache
def _told() -> dict[str, Any]:
    (path,) = find("resolution/contradictions.yaml")
    data: dict[str, Any] = read_yaml(path)
    return data
