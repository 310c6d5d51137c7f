"""Scores of groupings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping


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
