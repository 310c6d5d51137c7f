"""Which articles tell one story: the same happening, not only the same kind of one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from dateline.resolvers._acts import stem
from dateline.resolvers._linkage import Matrix, average_linkage, with_neighbours
from dateline.resolvers._words import calendar, plain

# What an article is compared by. Names and figures tell two earthquakes apart, where most words are the same.
WEIGHTS = {"words": 0.28, "names": 0.28, "pairs": 0.28, "lead": 0.16}
NUMBERS = "numbers"
FIGURES = 0.4  # how much figures and days count beside all of these
ENOUGH = 4  # so many of them in both articles for that; where one has fewer they count less
LEAST = 0.19  # mean likeness at which groups still join
NEIGHBOURS, SHARED = 8, 0.6
LEAD = 500  # characters: headline and first sentences
_WORD = re.compile(r"[^\W\d_][\w'’]+|\d[\d.,]*\d|\d")
_STARTS = '.\n"“:'


def stories(texts: Sequence[str]) -> list[int]:
    """Return the number of the story that each text tells.

    Example:
        >>> quake, trial = "A quake hit the island of Buru.", "The court in Lille freed the baker."
        >>> stories([quake, trial, "On Buru island, a quake hit two villages."])
        [0, 1, 0]
    """
    return average_linkage(with_neighbours(likeness(texts), NEIGHBOURS, SHARED), LEAST) if texts else []


def likeness(texts: Sequence[str]) -> Matrix:
    """Return how alike each two texts are, 0 to 1: cosines of words, names, pairs of words, leads, figures and days."""
    counted = [_count(text) for text in texts]
    total: Matrix = np.zeros((len(texts), len(texts)))
    for name, weight in WEIGHTS.items():
        rows = _table([count[name] for count in counted])
        total += weight * (rows @ rows.T)
    figures = _table([count[NUMBERS] for count in counted])
    held = np.count_nonzero(figures, axis=1)
    share = FIGURES * np.minimum(1.0, np.minimum.outer(held, held) / ENOUGH)
    mixed: Matrix = (1 - share) * total + share * (figures @ figures.T)
    return mixed


def _count(text: str) -> dict[str, Counter[str]]:
    """Return how often each word, name, figure or day, pair of neighbours and word of the lead stands in a text."""
    found: dict[str, Counter[str]] = {name: Counter() for name in (*WEIGHTS, NUMBERS)}
    before = None
    for at, word, term in _terms(text):
        if word[0].isupper() and word.lower() in calendar():
            found[NUMBERS][word.lower()] += 1
        if term is not None:
            named = word[0].isupper() and at > 1 and text[at - 2] not in _STARTS
            kinds = ("words", *((NUMBERS,) if word[0].isdigit() else ("names",) * named))
            for kind in (*kinds, *(("lead",) if at < LEAD else ())):
                found[kind][term] += 1
            if before is not None:
                found["pairs"][f"{before} {term}"] += 1
        before = term
    return found


def _terms(text: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield place, word and stem; the stem of a word that says nothing is None."""
    for match in _WORD.finditer(text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        term = stem(word)
        yield match.start(), word, None if word.lower() in plain() or term in plain() else term


def _table(counts: Sequence[Counter[str]]) -> Matrix:
    """Return rows of unit length: log of the count times log of the rarity, over terms of two texts to half of them."""
    spread = Counter(term for count in counts for term in count)
    most = max(2, len(counts) / 2)
    columns = {t: i for i, t in enumerate(sorted(t for t, n in spread.items() if 1 < n <= most))}
    table = np.zeros((len(counts), len(columns)))
    for row, count in enumerate(counts):
        for term, n in count.items():
            if term in columns:
                rarity = math.log((1 + len(counts)) / (1 + spread[term])) + 1
                table[row, columns[term]] = (1 + math.log(n)) * rarity
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    unit: Matrix = table / np.where(norms == 0, 1, norms)
    return unit
