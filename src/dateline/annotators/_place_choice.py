"""Which of the places of one name a document means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.annotators._place_names import Name
from dateline.codebook.places import Spot, distance

NEAR = 150.0  # kilometres over which one place speaks for another
FAR = 5 * NEAR
BAND = 7.0  # degrees of latitude, which are farther than that
INSIDE = 600.0  # a city is not farther from the middle of the region that it is said to lie in
COUNTY = 100.0
SURE, EXPLICIT, SOFT = 1.0, 2.0, 0.5  # weights of what the context is made of
HOME = 3.0
SAID = 9.0  # what "Paris, Texas" is worth, in orders of magnitude of population
OWN = 3.0  # what it is worth to be the home of the newspaper itself
BY_NEAR, BY_STATE, BY_COUNTRY = 0.9, 0.6, 0.5
GRAND = 7.0  # weight of countries and states
RIVAL = 2.5  # what a town loses for having the name of a country or a large state
FOCUS = 0.3  # share of a document's places that lie near together if it plays round one town
KINDS = ("country", "state", "region", "county")
CLEAR_WEIGHT = 4.0  # the only city of its name, if it is large enough for others not to be missing
VOTERS = 12  # a name of more places than this tells nothing


class Context:
    """What a document has told about where it plays: countries, first-level divisions and points, with weights."""

    def __init__(self) -> None:
        self.countries: dict[str, float] = defaultdict(float)
        self.states: dict[tuple[str, str], float] = defaultdict(float)
        self.anchors: list[tuple[Spot, float]] = []
        self.home: Spot | None = None

    def add(self, spot: Spot, weight: float) -> None:
        """Take a place into account."""
        if spot.country:
            self.countries[spot.country] += weight
            if spot.admin1:
                self.states[spot.country, spot.admin1] += weight
        if spot.kind in ("city", "other", "region"):
            self.anchors.append((spot, weight))

    def vote(self, spots: Sequence[Spot]) -> None:
        """Take into account that one of these places is meant."""
        states = {(s.country, s.admin1) for s in spots if s.country and s.admin1 and s.kind != "state"}
        if len(states) <= VOTERS:
            for country, admin1 in states:
                self.states[country, admin1] += SOFT / len(states)

    def score(self, spot: Spot, own: Spot | None = None) -> float:
        """Return how well a place fits, in orders of magnitude of population.

        Args:
            spot: the place.
            own: what the same name was taken for before: a place does not speak for itself.
        """
        less = SOFT if own is spot else 0.0
        score = spot.weight + BY_NEAR * math.log2(1 + max(0.0, self._near(spot) - less))
        if spot.country:
            score += BY_COUNTRY * math.log2(1 + max(0.0, self.countries[spot.country] - less))
            if spot.admin1 and spot.kind != "state":
                state = self.states[spot.country, spot.admin1]
                score += BY_STATE * math.log2(1 + max(0.0, state - less))
        if self.home is not None and spot.geonameid == self.home.geonameid:
            score += OWN
        return score

    def _near(self, spot: Spot) -> float:
        point = spot.lat, spot.lon
        return sum(
            weight * math.exp(-far / NEAR)
            for other, weight in self.anchors
            if abs(other.lat - spot.lat) < BAND and (far := distance(point, (other.lat, other.lon))) < FAR
        )

    def middle(self, country: str | None = None, admin1: str | None = None) -> Spot | None:
        """Return the city round which a document plays; with a country and a division, among those there."""
        cities = [
            s
            for s in dict.fromkeys(s for s, _ in self.anchors if s.kind == "city")
            if country is None or (s.country, s.admin1) == (country, admin1)
        ]
        return max(cities, key=self._near, default=None)

    def focus(self) -> Spot | None:
        """Return the city round which much of a document plays, None if it has none."""
        middle = self.middle()
        total = sum(weight for _, weight in self.anchors)
        return middle if middle is not None and self._near(middle) >= FOCUS * total else None


def choose(names: Sequence[Name], text: str, home: Spot | None) -> list[Spot | None]:
    """Return the place that each name means, in the order of the names; None where none is known.

    A name means one place throughout a document, unless the words beside it ("Paris, Texas") say otherwise.

    Args:
        names: place names in text order.
        text: text of the document.
        home: home of the newspaper, if known.
    """
    within = containers(names, text)
    context = _sure(names, within, home)
    chosen = _by_name(names, within, context, {})
    for spot in chosen.values():
        if spot.kind not in ("country", "wide"):
            context.add(spot, SOFT)
    chosen = _by_name(names, within, context, chosen)
    result = [_one(i, names, within, context, chosen) for i in range(len(names))]
    for index, outer in within.items():  # "Atlanta, Georgia": the container is what the city lies in
        city = result[index]
        fits = [s for s in names[outer].spots if city is not None and _lies(city, s)]
        if fits:
            result[outer] = max(fits, key=context.score)
    return _nearer(names, result, context, text)


def _sure(names: Sequence[Name], within: dict[int, int], home: Spot | None) -> Context:
    """Return the context of what is certain from the names themselves."""
    context = Context()
    if home is not None:
        context.home = home
        context.add(home, HOME)
    voted = set()
    for index, name in enumerate(names):
        only = name.spots[0] if len(name.spots) == 1 else None
        if only is not None and (only.kind != "city" or only.weight > CLEAR_WEIGHT):
            context.add(only, SURE)
        elif index in within and (fitting := _explicit(name, names[within[index]])):
            context.add(fitting[0], EXPLICIT)
        elif name.key not in voted:
            voted.add(name.key)
            context.vote(name.spots)
    return context


def _one(
    index: int, names: Sequence[Name], within: dict[int, int], context: Context, chosen: dict[str, Spot]
) -> Spot | None:
    if index in within:
        fitting = _explicit(names[index], names[within[index]])
        if fitting:
            return max(fitting, key=context.score)
    return chosen.get(names[index].key)


def _by_name(
    names: Sequence[Name], within: dict[int, int], context: Context, before: dict[str, Spot]
) -> dict[str, Spot]:
    """Return the best place of each name; ``before`` is what an earlier round found."""
    scores: dict[str, dict[Spot, float]] = defaultdict(dict)
    for index, name in enumerate(names):
        held = scores[name.key]
        known = before.get(name.key)
        grand = any(s.weight >= GRAND for s in name.spots)
        for spot in name.spots:
            if spot not in held:
                held[spot] = context.score(spot, known)
                if grand and spot.weight < GRAND:
                    held[spot] -= RIVAL
        if index in within:
            for spot in _explicit(name, names[within[index]]):
                held[spot] += SAID
    return {name: max(held, key=lambda s: held[s]) for name, held in scores.items() if held}


def _nearer(
    names: Sequence[Name], chosen: Sequence[Spot | None], context: Context, text: str
) -> list[Spot | None]:
    """Return what has no point of its own at the town that the document plays round, the others as they are.

    That is a county, at a town of its state, and a name that no gazetteer has: a street or a building, or any in a
    local paper.
    """
    local = context.home is not None and context.home.kind == "city"
    focus = context.focus() if any(not name.spots for name in names) else None
    towns: dict[Spot, Spot | None] = {}
    placed: list[Spot | None] = []
    for name, spot in zip(names, chosen, strict=True):
        if spot is None and focus is not None and (name.built if not local else name.label == "LOC"):
            words = name.span.of(text)
            placed.append(replace(focus, name=words, kind="other", geonameid=None, rough=True))
        elif spot is not None and spot.rough:
            if spot not in towns:
                towns[spot] = context.middle(spot.country, spot.admin1)
            town = towns[spot]
            placed.append(replace(spot, lat=town.lat, lon=town.lon) if town else spot)
        else:
            placed.append(spot)
    return placed


def containers(names: Sequence[Name], text: str) -> dict[int, int]:
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
    if outer.admin1 and spot.admin1 and spot.kind != "state":
        return spot.admin1 == outer.admin1
    if outer.kind in ("state", "region", "county") and spot.kind in ("city", "other", "county"):
        near = COUNTY if outer.kind == "county" else INSIDE
        return distance((spot.lat, spot.lon), (outer.lat, outer.lon)) < near
    return False
