"""Sentences that stand in both of two articles: what one prints after the other is no account of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from dateline.model import Document
from dateline.model.conflict import Conflict, Side
from dateline.views._claims import sentence

SHORTEST = 30  # letters and digits of a sentence that two articles hardly share by chance
_OTHER = re.compile(r"[\W_]+")


class Reprints:
    """Tells whether an article holds the very sentence that is said to contradict it.

    Args:
        documents: in which the sides of conflicts stand.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {d.id: d for d in documents}

    def agree(self, conflict: Conflict) -> bool:
        """Return whether an article of one side holds the sentence of another side as well."""
        return any(self._holds(a, b) or self._holds(b, a) for a, b in combinations(conflict.sides, 2))

    def _holds(self, side: Side, other: Side) -> bool:
        here, there = side.report, other.report
        if here.document == there.document or not {here.document, there.document} <= self._documents.keys():
            return False
        told = self._documents[there.document]
        words = _letters(sentence(told, there.evidence.span).of(told.text))
        return len(words) >= SHORTEST and words in _letters(self._documents[here.document].text)


@lru_cache(maxsize=500)
def _letters(text: str) -> str:
    return _OTHER.sub("", text).casefold()
