"""Groups by average linkage, and likeness that looks at neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def average_linkage(likeness: Matrix, least: float, nearest: float = 0.0) -> list[int]:
    """Return a group number for each row: the two most alike groups are joined while their likeness is ``least``.

    Args:
        likeness: square and symmetric; its diagonal is not looked at.
        least: where joining ends.
        nearest: how much the two most alike rows of two groups count beside the mean of all, 0 to 1.
    """
    mean, best, left = likeness.copy(), likeness.copy(), likeness.copy()
    np.fill_diagonal(left, -np.inf)
    size, member = np.ones(len(left)), list(range(len(left)))
    while len(left) > 1:
        a, b = divmod(int(left.argmax()), len(left))
        if left[a, b] < least:
            break
        mean[a] = mean[:, a] = (mean[a] * size[a] + mean[b] * size[b]) / (size[a] + size[b])
        best[a] = best[:, a] = np.maximum(best[a], best[b])
        joined = (1 - nearest) * mean[a] + nearest * best[a]
        left[a] = left[:, a] = np.where(np.isneginf(left[a]), -np.inf, joined)
        left[b] = left[:, b] = -np.inf
        size[a] += size[b]
        member = [a if m == b else m for m in member]
    return member


def with_neighbours(likeness: Matrix, count: int, share: float) -> Matrix:
    """Return a likeness to which the likeness of the nearest neighbours adds: friends of friends are closer.

    Args:
        likeness: square and symmetric, 0 to 1.
        count: neighbours of each row that count, itself among them.
        share: weight of the neighbours, 0 to 1.

    Source: Jarvis and Patrick (1973), Clustering using a similarity measure based on shared near neighbors.
    """
    full = likeness.copy()
    np.fill_diagonal(full, 1.0)
    near = np.argsort(-full, axis=1, kind="stable")[:, :count]
    kept = np.zeros_like(full)
    np.put_along_axis(kept, near, np.take_along_axis(full, near, axis=1), axis=1)
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    mixed: Matrix = (1 - share) * likeness + share * (kept @ kept.T)
    return mixed
