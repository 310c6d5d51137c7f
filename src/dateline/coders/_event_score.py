"""How likely it is that an event is right, from the grammar of its sentence.

A logistic regression of a few features that anybody can check; ``tools/event_scores.py`` fits it, and shows how well it holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dateline.codebook.files import find, read_yaml
from dateline.coders._acts import Act
from dateline.errors import CodebookError
from dateline.model import Sentence, When
from dateline.model.event import Certainty, Status

DEEPEST = 6  # words between the trigger and the top of its sentence from which it makes no difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the features look at.

    Attributes:
        sentence: where it is told.
        act: as the codebook found it.
        status: of the event.
        date: of the event.
        certainty: what the article makes of it.
    """

    sentence: Sentence
    act: Act
    status: Status
    date: When | None
    certainty: Certainty


FEATURES: Mapping[str, Callable[[Told], float]] = MappingProxyType(
    {
        "main": lambda told: told.act.trigger.dep == "root",
        "depth": lambda told: _depth(told.sentence, told.act) / DEEPEST,
        "past": lambda told: told.act.trigger.xpos == "VBD",
        "present": lambda told: told.act.trigger.xpos in ("VBZ", "VBP"),
        "noun": lambda told: told.act.noun,
        "pronoun": lambda told: any(t.upos == "PRON" for t in (*told.act.actors, *told.act.recipients)),
        "day": lambda told: told.date is not None and told.date.basis in ("stated", "relative"),
        "unreal": lambda told: told.status in ("hypothetical", "negated"),
        "unsure": lambda told: told.certainty != "asserted" and told.certainty != "reported",
    }
)


class EventScore:
    """Gives an event its score.

    Args:
        base: what is added for every event.
        weights: what a feature adds.
    """

    def __init__(self, base: float, weights: Mapping[str, float]) -> None:
        self._base, self._weights = base, weights

    def __call__(self, told: Told) -> float | None:
        """Return the probability that the text tells an act of this type with this trigger."""
        z = self._base + sum(weight * FEATURES[name](told) for name, weight in self._weights.items())
        return round(1 / (1 + math.exp(-z)), 3)


@cache
def load(overlay: Path | None = None) -> EventScore:
    """Return the fitted score; the overlay's file stands for ours.

    Raises:
        CodebookError: the file gives a weight to a feature that there is not.
    """
    path = find("lexicons/en/event_score.yaml", overlay)[-1]
    raw = read_yaml(path)
    unknown = set(raw["weights"]) - set(FEATURES)
    if unknown:
        known = ", ".join(FEATURES)
        raise CodebookError(f"no such feature: {', '.join(sorted(unknown))} (known: {known})", file=str(path))
    return EventScore(float(raw["base"]), {name: float(weight) for name, weight in raw["weights"].items()})


def _depth(sentence: Sentence, act: Act) -> int:
    depth, at = 0, sentence.head(act.trigger)
    while at is not None and depth < DEEPEST:
        depth, at = depth + 1, sentence.head(at)
    return depth
