"""Whether an event of another data set may be the same as one of our records."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import permutations

from dateline.codebook import exchange
from dateline.model import Actor, Event, When
from dateline.model.imported import Imported

LONG = 31  # days; a longer interval is only compared with others of its size
PARTIES = 5  # of a meeting; more are not told apart

Keys = frozenset[str]


def keys(actor: Actor) -> Keys:
    """Return by what somebody is known: the country, or the name where there is none.

    Two people of one country count as one party: data sets rarely name the same person.
    """
    whole = actor.country is not None and (actor.country in exchange.countries() or actor.country == "UNO")
    name = actor.name.casefold().removeprefix("the ")
    return frozenset({actor.country or "", name} if whole else {name})


def parties(one: Event | Imported) -> list[Keys]:
    """Return the sides: actors and recipients, or each of those who do something together."""
    if one.recipients:
        told = (one.actors, one.recipients)
        return [frozenset[str]().union(*map(keys, side)) for side in told if side]
    return [keys(actor) for actor in one.actors[:PARTIES]]


def shared(ours: Sequence[Keys], theirs: Sequence[Keys]) -> int:
    """Return how many sides of the one are sides of the other, each counted once.

    Example:
        >>> shared([frozenset({"PRK"}), frozenset({"KOR"})], [frozenset({"KOR"}), frozenset({"USA"})])
        1
    """
    few, many = sorted((ours, theirs), key=len)
    return max(
        (
            sum(bool(a & b) for a, b in zip(few, chosen, strict=True))
            for chosen in permutations(many, len(few))
        ),
        default=0,
    )


def all_shared(ours: Sequence[Keys], theirs: Sequence[Keys]) -> bool:
    """Return whether both tell of the same pair; of a meeting of many, two are enough."""
    wanted = min(2, max(len(ours), len(theirs)))
    return wanted > 0 and shared(ours, theirs) >= wanted


def turned(ours: Event, theirs: Imported) -> bool:
    """Return whether theirs has our actor for its recipient, and the other way round."""
    if not (ours.recipients and theirs.recipients and ours.actors and theirs.actors):
        return False
    mine, other = parties(ours), parties(theirs)
    straight = bool(mine[0] & other[0]) and bool(mine[1] & other[1])
    return not straight and bool(mine[0] & other[1]) and bool(mine[1] & other[0])


def gap(ours: When, theirs: When) -> int:
    """Return the days between two intervals, 0 if they overlap; long intervals must have the same bounds."""
    if max(_days(ours), _days(theirs)) > LONG:
        return max(abs((ours.start - theirs.start).days), abs((ours.end - theirs.end).days))
    between: datetime.timedelta = max(ours.start, theirs.start) - min(ours.end, theirs.end)
    return max(between.days, 0)


def _days(when: When) -> int:
    return (when.end - when.start).days


def same_type(ours: Event, theirs: Imported) -> bool | None:
    """Return whether both are of one PLOVER type or one CAMEO root; None if theirs has neither."""
    if theirs.event_type is None and theirs.cameo is None:
        return None
    root = bool(ours.cameo and theirs.cameo and ours.cameo[:2] == theirs.cameo[:2])
    return root or ours.event_type == theirs.event_type


def likeness(ours: Event, theirs: Imported) -> tuple[bool, ...]:
    """Return what else they share, the most telling first: to choose among several that fit."""
    names = {a.name.casefold() for a in (*ours.actors, *ours.recipients)}
    place = ours.place.name.casefold() if ours.place else None
    return (
        not turned(ours, theirs),
        bool(names & {a.name.casefold() for a in (*theirs.actors, *theirs.recipients)}),
        ours.event_type == theirs.event_type,
        ours.cameo is not None and ours.cameo == theirs.cameo,
        place is not None and theirs.place is not None and place == theirs.place.name.casefold(),
        ours.mode == theirs.mode,
    )
