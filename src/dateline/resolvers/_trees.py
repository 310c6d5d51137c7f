"""Boosted trees kept as data: what a pair of features says, as a probability."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Trees of a gradient boosting, each five columns of one entry a node.

    Attributes:
        features: names of the columns that it reads.
        base: log odds before the first tree.
        nodes: of each tree ``(feature, threshold, left, right, value)``; a leaf has -1 for its feature.
    """

    features: tuple[str, ...]
    base: float
    nodes: tuple[Numbers, ...]

    def probability(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """Return the probability of each row.

        Args:
            rows: values in the order of ``features``.
        """
        table = np.asarray(rows, dtype=np.float64).reshape(len(rows), len(self.features))
        odds = np.full(len(rows), self.base)
        for tree in self.nodes:
            odds += _values(tree, table)
        found: Numbers = 1 / (1 + np.exp(-odds))
        return found


def _values(tree: Numbers, table: Numbers) -> Numbers:
    """Return the value of the leaf that each row falls into."""
    at = np.zeros(len(table), dtype=np.int64)
    rows = np.arange(len(table))
    while (tree[at, 0] >= 0).any():
        feature = np.maximum(tree[at, 0], 0).astype(np.int64)
        below = np.where(table[rows, feature] <= tree[at, 1], tree[at, 2], tree[at, 3]).astype(np.int64)
        at = np.where(tree[at, 0] >= 0, below, at)
    found: Numbers = tree[at, 4]
    return found


@cache
def load(path: Path) -> Trees:
    """Return the trees in a JSON file of ``features``, ``base`` and ``trees``."""
    held = json.loads(path.read_text("utf-8"))
    nodes = tuple(np.asarray(tree, dtype=np.float64) for tree in held["trees"])
    return Trees(features=tuple(held["features"]), base=float(held["base"]), nodes=nodes)
