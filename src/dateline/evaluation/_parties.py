"""Actors of gold and prediction compared: by names, by country, by sector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

STOP = frozenset(
    ("the", "a", "an", "of", "and", "s", "for", "to", "in", "on", "at", "from", "by", "mr", "mrs", "ms", "dr")
)
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor as far as it is scored; ``required`` is False where the gold actor has no words in the text."""

    name: str | None
    country: str
    sector: str
    other_sectors: frozenset[str]
    required: bool


def parties(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Party, ...]:
    """Return the actors of a list of JSON objects; UNO and IGO count as one, no sector as GOV."""
    return tuple(
        Party(
            name=row.get("name"),
            country="IGO" if row.get("country") in ("UNO", "IGO") else row.get("country") or "-",
            sector=row.get("sector") or "GOV",
            other_sectors=frozenset(row.get("sector_alt") or ()),
            required=row.get("text") is not None,
        )
        for row in rows or ()
    )


def side_right(gold: Sequence[Party], predicted: Sequence[Party], *, sectors: bool = False) -> bool:
    """Return whether every required gold actor is predicted and none is predicted that gold has not."""

    def fits(g: Party, p: Party) -> bool:
        sector = not sectors or p.sector == g.sector or p.sector in g.other_sectors
        return g.country == p.country and sector

    found = all(any(fits(g, p) for p in predicted) for g in gold if g.required)
    return found and all(any(fits(g, p) for g in gold) for p in predicted)


def words(name: str | None) -> set[str]:
    """Return the telling words of a name."""
    return set(WORD.findall((name or "").casefold().replace("'s", "").replace("’s", ""))) - STOP


def same_name(a: str | None, b: str | None) -> bool:
    """Return whether one name's words lie within the other's."""
    x, y = words(a), words(b)
    return bool(x) and bool(y) and (x <= y or y <= x)
