"""How alike two pieces of text are, by their words."""

from __future__ import annotations

import re
import zlib
from functools import cache, lru_cache

from dateline.codebook.files import find, read_csv

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_ENDING = re.compile(r"(?:ing|ed|es|s)$")
MIN_LETTERS = 4  # shorter words say little about content, figures excepted
FEW_LETTERS = 3  # and where the plain ones are left out: "aid", "law", "oil"
SEEDS = 5
DATES = ("weekday", "month")


@cache
def plain() -> frozenset[str]:
    """Return the words that say nothing of one event, without endings."""
    rows = (row for path in find("resolution/plain_words.csv") for row in read_csv(path))
    return frozenset(_ENDING.sub("", word) for row in rows for word in row.items("words"))


@cache
def calendar() -> frozenset[str]:
    """Return the names of weekdays and months, in lower case."""
    rows = (row for path in find("resolution/plain_words.csv") for row in read_csv(path))
    return frozenset(w for row in rows if row.cells["kind"] in DATES for w in row.items("words"))


@lru_cache(maxsize=20_000)
def words(text: str, least: int = MIN_LETTERS) -> frozenset[str]:
    """Return the content words of a text of so many letters at least, in lower case and without endings.

    Example:
        >>> sorted(words("The leaders signed 3 accords"))
        ['3', 'accord', 'leader', 'sign']
    """
    found = (w.lower() for w in _WORD.findall(text))
    return frozenset(_ENDING.sub("", w) for w in found if len(w) >= least or w[0].isdigit())


@lru_cache(maxsize=20_000)
def telling(text: str) -> frozenset[str]:
    """Return the content words that do not stand in any report.

    Example:
        >>> sorted(telling("The government said that the bridge was closed after the flood"))
        ['bridge', 'clos', 'flood']
    """
    return words(text, FEW_LETTERS) - plain()


def likeness(left: str, right: str) -> float:
    """Return the share of content words that two texts have in common (Jaccard), 0 to 1."""
    a, b = words(left), words(right)
    return len(a & b) / len(a | b) if a or b else 0.0


def sketch(text: str) -> tuple[str, ...]:
    """Return a few words such that texts alike share one almost surely; words that stand in any report only where there are no others.

    Source: Broder (1997), On the resemblance and containment of documents (min-wise hashing).
    """
    found = words(text) - plain() or words(text)
    if not found:
        return ()
    return tuple(sorted({min(found, key=lambda w: zlib.crc32(w.encode(), seed)) for seed in range(SEEDS)}))
