"""Types, modes, contexts and scores of PLOVER, and the CAMEO codes that map to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_csv, read_yaml
from dateline.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One PLOVER type.

    Attributes:
        name: upper case.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: intensity of the bare type, -10 to 10.
        definition: in our own words.
        modes: its modes with their intensity, None where none is published.
    """

    name: str
    quad: int
    score: float
    definition: str
    modes: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """One CAMEO code: text, its label, and what it is in PLOVER (None where PLOVER has no such type)."""

    code: str
    name: str
    goldstein: float | None
    event_type: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """PLOVER with the way to it from CAMEO.

    Source: PLOVER manual, draft 0.8; CAMEO2PLOVER-2021.
    """

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    cameo: Mapping[str, CameoCode]

    def quad(self, event_type: str) -> int:
        """Return the quad class of a type."""
        return self.types[event_type].quad

    def intensity(self, event_type: str, mode: str | None = None) -> float:
        """Return the score of a mode, or of its type where the mode has none."""
        known = self.types[event_type]
        score = known.modes.get(mode) if mode else None
        return known.score if score is None else score

    def has(self, event_type: str, mode: str | None = None) -> bool:
        """Return whether there is such a type, with such a mode."""
        known = self.types.get(event_type)
        return known is not None and (mode is None or mode in known.modes)


@cache
def load(overlay: Path | None = None) -> Ontology:
    """Return PLOVER as the knowledge folder (and the user's overlay) gives it."""
    raw: dict[str, Any] = {}
    for path in find("ontologies/plover.yaml", overlay):
        raw |= read_yaml(path)
    types = {name: _event_type(name, row) for name, row in raw["types"].items()}
    codes: dict[str, CameoCode] = {}
    for path in find("ontologies/cameo.csv", overlay):
        for row in read_csv(path):
            code = row.cells["code"]
            event_type = row.text("event_type")
            if event_type is not None and event_type not in types:
                raise CodebookError(f"no type {event_type}", file=row.file, line=row.line, key=code)
            goldstein = row.text("goldstein")
            codes[code] = CameoCode(
                code=code,
                name=row.cells["name"],
                goldstein=float(goldstein) if goldstein else None,
                event_type=event_type,
                mode=row.text("mode"),
                contexts=row.items("contexts"),
            )
    return Ontology(types=types, contexts=raw["contexts"], cameo=codes)


def _event_type(name: str, row: dict[str, Any]) -> EventType:
    modes = {mode: value["score"] for mode, value in row["modes"].items()}
    return EventType(
        name=name, quad=row["quad"], score=row["score"], definition=row["definition"], modes=modes
    )
