"""Which words the news uses for one and the same act or happening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from dateline.codebook.files import find, read_csv
from dateline.resolvers._acts import stem

NONE: Mapping[str, int] = MappingProxyType({})
USUAL, UNUSUAL = 2, 4  # places in a row at which the more usual and the less usual of two words count half


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    """Return the groups of each word or phrase, with its place there: the most usual word is first."""
    found: dict[str, dict[str, int]] = {}
    for path in find("resolution/synonyms.csv"):
        for row in read_csv(path):
            for place, phrase in enumerate(row.items("words")):
                found.setdefault(_key(phrase), {}).setdefault(row.cells["group"], place)
    return found


def _key(phrase: str) -> str:
    first, *rest = phrase.split("_")
    return "_".join((stem(first), *rest))


def places(phrases: Iterable[str]) -> Mapping[str, int]:
    """Return the groups of the first phrase that is known, with its place in each.

    Args:
        phrases: base forms joined by ``_``, the most telling first.

    Example:
        >>> bool(places(["pass_away"]).keys() & places(["death"]).keys())
        True
    """
    return next((_table()[key] for key in map(_key, phrases) if key in _table()), NONE)


def sameness(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    """Return how usual two words are for an act that both can name: 1 at most, 0 if there is none.

    Args:
        left: places of one word in its groups.
        right: of the other.
    """
    both = (sorted((left[name], right[name])) for name in left.keys() & right.keys())
    weights = (USUAL / (USUAL + first) * UNUSUAL / (UNUSUAL + last) for first, last in both)
    return max(weights, default=0.0)
