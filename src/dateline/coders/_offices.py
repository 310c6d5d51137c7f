"""Offices at the day of an act: who has left office since was in it then."""

from __future__ import annotations

from dataclasses import replace

from dateline.codebook.gazetteer import Gazetteer
from dateline.model import Actor, When

FORMER = "ELI"  # PLOVER: former officials are elites
KNOWN = frozenset({"stated", "relative"})


def then(actors: tuple[Actor, ...], when: When | None, gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """Return actors with the office that those who are out of it on the day of publication held on the day of the act."""
    if when is None or when.start is None or when.basis not in KNOWN:
        return actors
    day = when.start.isoformat()
    return tuple(_then(actor, day, gazetteer) if actor.sector == FORMER else actor for actor in actors)


def _then(actor: Actor, day: str, gazetteer: Gazetteer) -> Actor:
    entry = gazetteer.by_id.get(actor.id)
    term = entry.term(day) if entry is not None else None
    if term is None or not term.covers(day) or term.sector is None:
        return actor
    return replace(actor, sector=term.sector, reason=f"{actor.reason}; {term.office} on {day}")
