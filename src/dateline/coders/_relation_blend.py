"""The codebook's candidates and the learned model's opinion, weighed into one relation with a probability.

A log-linear mixture of few parameters, fitted by ``training/relation_blend.py``: the weight of the model's log
probabilities, what the codebook's best candidate counts by how sure it is, and what its other candidates count.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
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
class Weights:
    """What each voice counts.

    Attributes:
        model: for a nat of the model's log probability.
        best: for the codebook's best candidate, surest step first.
        other: for a type among its other candidates, surest step first.
        nothing: probability of no relation from which the model is believed where no act joins the two.
    """

    model: float
    best: tuple[float, ...]
    other: tuple[float, ...]
    nothing: float


def load(path: Path) -> Weights:
    """Return the weights of a JSON file."""
    read = json.loads(path.read_text("utf-8"))
    return Weights(
        model=read["model"], best=tuple(read["best"]), other=tuple(read["other"]), nothing=read["nothing"]
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
    total = sum(odds.values())
    conflict = sum(p for name, p in odds.items() if name in hostile) > total / 2
    chosen = max((name for name in odds if (name in hostile) == conflict), key=lambda name: odds[name])
    act = best if best.event_type == chosen else None
    act = act or next((c for c in candidates if c.event_type == chosen), None)
    mode = act.mode if act is not None else opinion.modes.get(chosen)
    return Relation(chosen, mode, odds[chosen] / total, act.cameo if act is not None else None)


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
