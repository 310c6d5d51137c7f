"""How near the meanings of two words are, by the word vectors in the package."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.codebook.files import KNOWLEDGE

VOCABULARY = "pipelines/words"


@cache
def _table() -> Any:
    from spacy.strings import StringStore
    from spacy.vectors import Vectors

    vectors = Vectors(strings=StringStore())
    vectors.from_disk(KNOWLEDGE / VOCABULARY)
    return vectors


@lru_cache(maxsize=20_000)
def vector(word: str) -> NDArray[np.float32] | None:
    """Return the vector of a word, of unit length; None if it is unknown."""
    from spacy.strings import get_string_id

    row = _table().key2row.get(get_string_id(word))
    if row is None:
        return None
    found: NDArray[np.float32] = _table().data[row]
    length = float(np.linalg.norm(found))
    return found / length if length else None


@lru_cache(maxsize=100_000)
def nearness(left: str, right: str) -> float | None:
    """Return the cosine of two words, 0 at least; None if one is unknown.

    Example:
        >>> nearness("quake", "earthquake") > 0.6 > nearness("quake", "murder")
        True
    """
    a, b = vector(left), vector(right)
    return None if a is None or b is None else max(0.0, float(a @ b))
