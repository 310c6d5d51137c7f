"""Small networks kept as data: what a pair of features says, as a probability."""

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
class Network:
    """Networks of one hidden layer that were trained alike from different beginnings; their log odds are averaged.

    Attributes:
        features: names of the columns that they read.
        hidden: of each network the weights into its layer, a row for each feature and a last one to begin from.
        out: of each network the weights out of its layer, and a last number to begin from.
    """

    features: tuple[str, ...]
    hidden: tuple[Numbers, ...]
    out: tuple[Numbers, ...]

    def probability(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """Return the probability of each row.

        Args:
            rows: values in the order of ``features``.
        """
        table = np.ones((len(rows), len(self.features) + 1))
        table[:, :-1] = np.asarray(rows, dtype=np.float64).reshape(len(rows), len(self.features))
        odds = [
            np.maximum(table @ hidden, 0.0) @ out[:-1] + out[-1]
            for hidden, out in zip(self.hidden, self.out, strict=True)
        ]
        found: Numbers = 1 / (1 + np.exp(-np.mean(odds, axis=0)))
        return found


@cache
def load(path: Path) -> Network:
    """Return the networks in a JSON file of ``features``, ``hidden`` and ``out``."""
    held = json.loads(path.read_text("utf-8"))
    hidden, out = (
        tuple(np.asarray(one, dtype=np.float64) for one in held[name]) for name in ("hidden", "out")
    )
    return Network(features=tuple(held["features"]), hidden=hidden, out=out)
