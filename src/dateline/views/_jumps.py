"""Where the level of a series changes."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Sequence
from contextlib import suppress

SHORTEST = 2  # periods; one outlier is no new level
STRICTNESS = 3.0  # of the penalty; 2 is that of the Bayesian information criterion
SPREAD = 1.4826 / math.sqrt(2)  # from the median absolute difference of neighbours to a standard deviation
WEIGHTS = (1, 2, 3, 2, 1)


def jumps(values: Sequence[float]) -> tuple[int, ...] | None:
    """Return the indexes at which a new level begins; None when the package ruptures is not installed.

    Source: Killick, Fearnhead and Eckley (2012), Optimal detection of changepoints with a linear computational cost (PELT);
    the spread that the penalty needs is taken from differences of neighbours, which jumps hardly touch.
    """
    try:
        import numpy
        import ruptures
    except ModuleNotFoundError:
        return None
    if len(values) < 2 * SHORTEST or len(set(values)) == 1:
        return ()
    penalty = STRICTNESS * _variance(values) * math.log(len(values))
    signal = numpy.asarray(values, dtype=float).reshape(-1, 1)
    found = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit(signal).predict(pen=penalty)
    return tuple(int(index) for index in found if index < len(values))


def _variance(values: Sequence[float]) -> float:
    """Return the variance inside of levels; where most neighbours are equal, that of all differences."""
    steps = [b - a for a, b in itertools.pairwise(values)]
    usual = SPREAD * statistics.median(abs(step) for step in steps)
    return usual**2 or statistics.fmean(step**2 for step in steps) / 2


def prepare() -> None:
    """Import what finds jumps, which takes longer than to find them."""
    with suppress(ModuleNotFoundError):
        import ruptures  # noqa: F401


def smoothed(values: Sequence[float]) -> tuple[float, ...]:
    """Return each value averaged with two neighbours on both sides, which weigh less.

    Example:
        >>> smoothed((0.0, 0.0, 9.0, 0.0, 0.0))[2]
        3.0
    """
    half = len(WEIGHTS) // 2
    found = []
    for at in range(len(values)):
        near = [
            (WEIGHTS[half + step], values[at + step])
            for step in range(-half, half + 1)
            if 0 <= at + step < len(values)
        ]
        found.append(sum(w * v for w, v in near) / sum(w for w, _ in near))
    return tuple(found)
