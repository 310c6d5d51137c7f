"""Actors as other data sets code them."""

from __future__ import annotations

import re

from dateline.codebook import exchange, gazetteer
from dateline.model import Actor
from dateline.model.actor import ActorKind

NOT_STATES = ("UNO", "EUR", "IGO", "NGO", "NGM", "IMG", "MNC", "ISM", "INT")
_CODED = re.compile(r"(?<![^\[\],→])(?P<name>[^\[\],→]+?) \[(?P<code>-{3}|[A-Z]{3})?(?P<sector>[A-Z]{3})?\]")


def country(code: str | None) -> str | None:
    """Return the code that dateline has for a country or a kind of body, None if it is another one.

    Example:
        >>> country("ROM"), country("USA"), country("Atlantis")
        ('ROU', 'USA', None)
    """
    told = exchange.cameo_countries().get(code or "", code or "")
    return told if told in exchange.countries() or told in NOT_STATES else None


def actor(system: str, name: str | None, code: str | None, role: str | None) -> Actor | None:
    """Return somebody; None where nobody is named.

    Args:
        system: the data set, which stands in the id: nobody has looked up who this is.
        name: as given.
        code: of the country or body.
        role: PLOVER sector or CAMEO role.
    """
    where = country(code)
    if name is None and where is None and role is None:
        return None
    known = exchange.countries().get(where or "")
    shown = name or (known.name if known and role is None else None) or f"{code or ''}{role or ''}"
    sector = exchange.sectors().get(role or "", role)
    state = known is not None and not sector
    kind: ActorKind = "state" if state else "unknown"
    identity = where if state and where else f"{system}:{code or ''}{role or ''}:{shown.casefold()}"
    return Actor(id=identity, name=shown, kind=kind, country=where, sector=sector)


def coded(words: str, system: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return those who act and those acted upon, where words name them with codes, as dateline's own headlines do.

    Example:
        >>> [[a.code for a in side] for side in coded("Kim [PRKGOV] → Moon [KORGOV], at Seoul", "x")]
        [['PRKGOV'], ['KORGOV']]
    """
    sides = [_side(part, system) for part in words.partition("→")[::2]]
    return sides[0], sides[1]


def _side(words: str, system: str) -> tuple[Actor, ...]:
    found = (
        actor(system, m["name"].strip(), None if m["code"] == "---" else m["code"], m["sector"])
        for m in _CODED.finditer(words)
        if m["code"] or m["sector"]
    )
    return tuple(a for a in found if a is not None)


def named(words: str, day: str | None) -> tuple[Actor, ...]:
    """Return the states, bodies and people that words name, each once, as the gazetteer has them on a day."""
    known, row = gazetteer.load(), gazetteer.words_of(words)
    found: dict[str, Actor] = {}
    at = 0
    while at < len(row):
        match = known.find(row, at)
        if match is not None and len(match.entries) == 1:
            entry = match.entries[0]
            term = entry.term(day)
            found.setdefault(
                entry.id,
                Actor(
                    id=entry.id,
                    name=entry.name,
                    kind=entry.kind,
                    country=term.country if term else None,
                    sector=term.sector if term else None,
                ),
            )
        at += match.length if match else 1
    return tuple(found.values())
