"""Best dependency trees."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dateline.annotators._tree import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """Return whether heads (0 = root) make a tree with one root."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_best_tree_is_the_best_of_all_trees(seed: int) -> None:
    """Against a search through every tree of four words: legal always, and best where one root is best anyway."""
    scores = np.random.default_rng(seed).normal(size=(4, 5))
    found = tuple(int(h) for h in best_tree(scores))
    trees = [
        t
        for t in itertools.product(range(5), repeat=4)
        if all(h != i + 1 for i, h in enumerate(t)) and is_tree(t)
    ]

    def value(heads: tuple[int, ...]) -> float:
        return float(sum(scores[i, h] for i, h in enumerate(heads)))

    assert is_tree(found)
    assert value(found) == pytest.approx(max(map(value, trees)))
