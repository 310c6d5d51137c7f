"""Which of the places of one name a document means."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.annotators._place_names import Name
from dateline.codebook.places import Spot, distance, key

NEAR = 150.0  # kilometres over which one place speaks for another
INSIDE = 600.0  # a city is not farther from the middle of the region that it is said to lie in
EXPLICIT = 9.0
HOME = 3.0
KINDS = ("country", "state", "region", "county")


@dataclass(slots=True)
class Context:
    """What a document has told about where it plays."""

    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[tuple[Spot, float]] = field(default_factory=list)

    def add(self, spot: Spot, weight: float = 1.0) -> None:
        """Take a place that is sure into account."""
        if spot.country:
            self.countries[spot.country] += weight  # type: ignore[assignment]
            if spot.admin1 and spot.kind in ("state", "city"):
                self.states[spot.country, spot.admin1] += weight  # type: ignore[assignment]
        if spot.kind not in ("country", "wide", "state"):
            self.anchors.append((spot, weight))

    def score(self, spot: Spot) -> float:
        """Return how well a place fits, in decimal orders of magnitude of population."""
        point = spot.lat, spot.lon
        near = sum(
            weight * math.exp(-far / NEAR)
            for other, weight in self.anchors
            if (far := distance(point, (other.lat, other.lon))) < 5 * NEAR
        )
        score = spot.weight + 1.2 * math.log2(1 + near)
        if spot.country:
            score += 0.7 * math.log2(1 + self.countries[spot.country])
            if spot.admin1 and spot.kind != "state":
                score += 1.2 * math.log2(1 + self.states[spot.country, spot.admin1])
        return score


def choose(names: Sequence[Name], text: str, home: Spot | None) -> list[Spot | None]:
    """Return the place that each name means, in the order of the names; None where none is known.

    A name means one place throughout a document, unless the words beside it ("Paris, Texas") say otherwise.
    """
    containers = _containers(names, text)
    context = Context()
    if home is not None:
        context.add(home, HOME)
    for index, name in enumerate(names):
        if len(name.spots) == 1 and (name.spots[0].kind != "city" or name.spots[0].weight > 4):
            context.add(name.spots[0])
        elif index in containers and (fitting := _explicit(name, names[containers[index]])):
            context.add(fitting[0], 2.0)
    chosen: dict[str, Spot] = {}
    for _ in range(2):
        chosen = _by_name(names, containers, context)
        again = Context(
            countries=context.countries.copy(), states=context.states.copy(), anchors=list(context.anchors)
        )
        for name in {id(s): s for s in chosen.values()}.values():
            again.add(name, 0.5)
        context = again
    result: list[Spot | None] = []
    for index, name in enumerate(names):
        spot = None
        if index in containers:
            fitting = _explicit(name, names[containers[index]])
            spot = max(fitting, key=context.score, default=None)
        if spot is None and name.spots:
            spot = chosen[_key(name)]
        result.append(spot)
    inside = {outer: result[index] for index, outer in containers.items()}
    for outer, city in inside.items():  # "Atlanta, Georgia": the container is what the city lies in
        fits = [s for s in names[outer].spots if city is not None and _lies(city, s)]
        if fits:
            result[outer] = max(fits, key=context.score)
    return result


def _key(name: Name) -> str:
    words = " ".join(t.text for t in name.sentence.tokens[name.start : name.end])
    return key(words) + (" county" if name.county else "")


def _by_name(names: Sequence[Name], containers: dict[int, int], context: Context) -> dict[str, Spot]:
    scores: dict[str, dict[Spot, float]] = defaultdict(dict)
    for index, name in enumerate(names):
        if not name.spots:
            continue
        held = scores[_key(name)]
        for spot in name.spots:
            if spot not in held:
                held[spot] = context.score(spot)
        if index in containers:
            for spot in _explicit(name, names[containers[index]]):
                held[spot] += EXPLICIT
    return {name: max(held, key=lambda s: held[s]) for name, held in scores.items()}


def _containers(names: Sequence[Name], text: str) -> dict[int, int]:
    """Return, by index, the names that are followed by a comma and the name of a larger place."""
    found = {}
    for index, (name, after) in enumerate(pairwise(names)):
        if name.sentence is not after.sentence or not name.spots or name.adjective or after.adjective:
            continue
        between = text[name.span.end : after.span.start]
        if between.strip() in (",", "(") and len(between) <= 3 and any(s.kind in KINDS for s in after.spots):
            found[index] = index + 1
    return found


def _explicit(name: Name, container: Name) -> list[Spot]:
    return [
        spot
        for spot in name.spots
        if spot.kind != "country" and any(_lies(spot, outer) for outer in container.spots)
    ]


def _lies(spot: Spot, outer: Spot) -> bool:
    """Return whether a place lies in a larger one, as far as the gazetteer tells."""
    if spot is outer or spot.country != outer.country or spot.country is None:
        return False
    if outer.kind == "country":
        return spot.kind != "country"
    if outer.kind == "state" and outer.admin1 and spot.admin1:
        return spot.kind != "state" and spot.admin1 == outer.admin1
    if outer.kind in ("state", "region", "county") and spot.kind in ("city", "other", "county"):
        return distance((spot.lat, spot.lon), (outer.lat, outer.lon)) < (
            INSIDE if outer.kind != "county" else 100
        )
    return False
