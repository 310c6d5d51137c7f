"""The best dependency tree of a table of arc scores.

Source: Chu & Liu (1965), Edmonds (1967); as used for parsing by McDonald et al. (2005).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
Heads = NDArray[np.intp]

FORBIDDEN = -1e9
ROOTS_TRIED = 4


def best_tree(arcs: Scores) -> Heads:
    """Return the head of every word in the best tree with exactly one root.

    Args:
        arcs: scores of shape (words, words + 1); column 0 is the root, column ``j`` word ``j - 1``.

    Returns:
        Array of ``words`` heads; 0 for the root, else the head's position plus one.
    """
    n = arcs.shape[0]
    scores = np.full((n + 1, n + 1), FORBIDDEN)
    scores[1:] = arcs
    np.fill_diagonal(scores, FORBIDDEN)
    heads = _spanning(scores)
    if int((heads[1:] == 0).sum()) != 1:
        heads = _one_root(scores)
    return heads[1:]


def _one_root(scores: Scores) -> Heads:
    """Return the best tree among those whose only root is one of the likeliest."""
    n = scores.shape[0]
    best, found = -np.inf, None
    for root in np.argsort(-scores[1:, 0])[:ROOTS_TRIED] + 1:
        forced = scores.copy()
        forced[1:, 0] = FORBIDDEN
        forced[root] = FORBIDDEN
        forced[root, 0] = 0
        heads = _spanning(forced)
        value = float(scores[np.arange(1, n), heads[1:]].sum())
        if value > best:
            best, found = value, heads
    assert found is not None
    return found


def _cycle(heads: Heads) -> list[int] | None:
    """Return the nodes of a cycle, None if the heads make a tree."""
    above: list[int] = heads.tolist()  # plain numbers: reading them one by one from an array takes long
    seen = [0] * len(above)
    for start in range(1, len(above)):
        path, node = [], start
        while node != 0 and not seen[node]:
            seen[node] = start
            path.append(node)
            node = above[node]
        if node != 0 and seen[node] == start and node in path:
            return path[path.index(node) :]
    return None


def _spanning(scores: Scores) -> Heads:
    """Return the maximum spanning arborescence of a dense (dependent, head) matrix with node 0 as root."""
    heads: Heads = scores.argmax(1)
    heads[0] = -1
    cycle = _cycle(heads)
    return heads if cycle is None else _contract(scores, heads, cycle)


def _contract(scores: Scores, heads: Heads, cycle: list[int]) -> Heads:
    """Return the arborescence found by contracting a cycle into one node and opening it again."""
    inside = set(cycle)
    rest = [k for k in range(scores.shape[0]) if k not in inside]
    m = len(rest)
    small = np.full((m + 1, m + 1), FORBIDDEN)
    kept = scores[cycle, heads[cycle]]
    outward = scores[np.ix_(rest, cycle)]
    inward = scores[np.ix_(cycle, rest)] - kept[:, None]
    leave, enter = outward.argmax(1), inward.argmax(0)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    small[:m, m] = outward[np.arange(m), leave]
    small[m, :m] = inward[enter, np.arange(m)] + sum(kept)  # in order: the last bit may decide
    small[0, :] = FORBIDDEN
    np.fill_diagonal(small, FORBIDDEN)
    opened = _spanning(small)
    result = heads.copy()
    for a, node in enumerate(rest):
        if node:
            result[node] = cycle[leave[a]] if opened[a] == m else rest[opened[a]]
    result[cycle[enter[opened[m]]]] = rest[opened[m]]
    return result
