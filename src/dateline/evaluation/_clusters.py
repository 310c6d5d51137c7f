"""Groups of like texts, and scores of groupings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[A-Za-z][a-z']+|\d{2,}")


def tfidf(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the rows of unit length of a tf-idf table (log tf, smooth idf) over words that stand in two texts or more."""
    counts = [Counter(w.casefold() for w in WORD.findall(text)) for text in texts]
    spread = Counter(word for count in counts for word in count)
    columns = {w: i for i, w in enumerate(sorted(w for w, n in spread.items() if n > 1 and n < len(texts)))}
    table = np.zeros((len(texts), len(columns)))
    for row, count in enumerate(counts):
        for word, n in count.items():
            if word in columns:
                table[row, columns[word]] = (1 + math.log(n)) * (
                    math.log((1 + len(texts)) / (1 + spread[word])) + 1
                )
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    normed: NDArray[np.float64] = table / np.where(norms == 0, 1, norms)
    return normed


def average_linkage(vectors: NDArray[np.float64], least: float) -> list[int]:
    """Return a group number for each row: the two most alike groups are joined while their mean cosine is ``least``."""
    n = len(vectors)
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1.0)
    size, alive, member = np.ones(n), np.ones(n, dtype=bool), list(range(n))
    while alive.sum() > 1:
        a, b = np.unravel_index(int(likeness.argmax()), likeness.shape)
        if likeness[a, b] < least:
            break
        joined = (likeness[a] * size[a] + likeness[b] * size[b]) / (size[a] + size[b])
        likeness[a], likeness[:, a] = joined, joined
        likeness[a, a] = -1.0
        likeness[b], likeness[:, b] = -1.0, -1.0
        dead = ~alive
        likeness[a, dead] = likeness[dead, a] = -1.0
        size[a] += size[b]
        alive[b] = False
        member = [int(a) if m == b else m for m in member]
    return member


def b_cubed(gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable]) -> dict[str, float]:
    """Return B-cubed precision, recall, F1; an item without a prediction counts as wrong.

    Source: Bagga & Baldwin (1998).
    """
    by_gold, by_prediction = _groups(gold), _groups({k: v for k, v in predicted.items() if k in gold})
    p = r = 0.0
    for item, label in gold.items():
        if item in predicted:
            both = len(by_gold[label] & by_prediction[predicted[item]])
            p += both / len(by_prediction[predicted[item]])
            r += both / len(by_gold[label])
    p, r = p / (len(gold) or 1), r / (len(gold) or 1)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def _groups(labels: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = defaultdict(set)
    for item, label in labels.items():
        found[label].add(item)
    return found
