"""The codebook's candidates and the learned model's opinion, weighed into one relation with a probability.

A log-linear mixture of few parameters, fitted by ``training/relation_blend.py``: the weight of the model's log
probabilities, what the codebook's best candidate counts by how sure it is, and what its other candidates count.
Whether the two are in conflict is settled first, by weights of its own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coders._relation import Relation
from dateline.coders._relation_model import Opinion

STEPS = (5.5, 3.5, 1.5)  # points from which a candidate is one step surer
HOSTILE = frozenset(
    ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
)  # PLOVER's quad classes 3 and 4
GUESS = 0.15  # up to here a candidate comes from loose words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What counts for conflict and against cooperation, in nats.

    Attributes:
        model: for a nat of the model's odds of conflict.
        best: for the codebook's best candidate, surest step first: added where it is one of conflict, else taken away.
        lean: what is added for every sentence.
    """

    model: float
    best: tuple[float, ...]
    lean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each voice counts.

    Attributes:
        model: for a nat of the model's log probability.
        best: for the codebook's best candidate, surest step first.
        other: for a type among its other candidates, surest step first.
        nothing: probability of no relation from which the model is believed where no act joins the two.
        sides: how conflict is told from cooperation; None where the sums of the types of each decide.
    """

    model: float
    best: tuple[float, ...]
    other: tuple[float, ...]
    nothing: float
    sides: Sides | None = None


def load(path: Path) -> Weights:
    """Return the weights of a JSON file."""
    read = json.loads(path.read_text("utf-8"))
    raw = read.get("sides")
    sides = raw and Sides(model=raw["model"], best=tuple(raw["best"]), lean=raw["lean"])
    return Weights(
        model=read["model"],
        best=tuple(read["best"]),
        other=tuple(read["other"]),
        nothing=read["nothing"],
        sides=sides,
    )


def step(score: float) -> int:
    """Return how sure the codebook is of a candidate, 0 the surest."""
    if 0 <= score <= GUESS:
        return len(STEPS) + 1
    return next((i for i, least in enumerate(STEPS) if score >= least), len(STEPS))


def blend(
    best: Relation,
    candidates: Sequence[Relation],
    opinion: Opinion,
    weights: Weights,
    hostile: frozenset[str] = HOSTILE,
) -> Relation:
    """Return the likeliest type with its probability, its mode and CAMEO code from the act that has this type.

    Whether the two cooperate or are in conflict is settled first: several types of conflict that are equally likely
    outweigh one of cooperation.
    """
    if opinion.nothing >= weights.nothing and (best.event_type is None or step(best.score) >= len(STEPS)):
        return Relation(None, None, opinion.nothing)
    odds = _odds(best, candidates, opinion, weights)
    conflict = _conflict(odds, best, opinion, weights.sides, hostile)
    side = {name: p for name, p in odds.items() if (name in hostile) == (conflict > 0.5)}
    chosen = max(side, key=lambda name: side[name])
    act = best if best.event_type == chosen else None
    act = act or next((c for c in candidates if c.event_type == chosen), None)
    mode = act.mode if act is not None else opinion.modes.get(chosen)
    sure = max(conflict, 1 - conflict) * side[chosen] / sum(side.values())
    return Relation(chosen, mode, sure, act.cameo if act is not None else None)


def _conflict(
    odds: Mapping[str, float], best: Relation, opinion: Opinion, sides: Sides | None, hostile: frozenset[str]
) -> float:
    """Return the probability that the two are in conflict."""
    against = sum(p for name, p in odds.items() if name in hostile)
    if sides is None or against in (0.0, sum(odds.values())):
        return against / sum(odds.values())
    z = sides.lean + sides.model * tilt(opinion, hostile)
    if best.event_type is not None:
        of = sides.best[step(best.score)]
        z += of if best.event_type in hostile else -of
    return 1 / (1 + math.exp(-z))


def tilt(opinion: Opinion, hostile: frozenset[str] = HOSTILE) -> float:
    """Return the model's log odds of conflict against cooperation."""
    each = {name: math.exp(log) for name, log in opinion.types.items()}
    against = sum(p for name, p in each.items() if name in hostile)
    return math.log((against + 1e-6) / (sum(each.values()) - against + 1e-6))


def _odds(
    best: Relation, candidates: Sequence[Relation], opinion: Opinion, weights: Weights
) -> dict[str, float]:
    """Return the odds of each type; a type of a user's own, which the model does not know, is as likely to it as any."""
    steps: dict[str, float] = {}
    for each in candidates:
        if each.event_type is not None:
            steps[each.event_type] = max(steps.get(each.event_type, -math.inf), each.score)
    unknown = -math.log(len(opinion.types))
    logs = {name: weights.model * opinion.types.get(name, unknown) for name in {**opinion.types, **steps}}
    for name, score in steps.items():
        of = weights.other[step(score)] if name != best.event_type else weights.best[step(best.score)]
        logs[name] += of
    top = max(logs.values())
    return {name: math.exp(z - top) for name, z in logs.items()}
