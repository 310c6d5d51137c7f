"""Event types of the gold data: older PLOVER drafts folded into today's, and the fifteen roots."""

from __future__ import annotations

from typing import Any

from dateline.codebook import ontology

OLD = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


def fold(event_type: str) -> str:
    """Return one of the fifteen roots: CONCEDE and RETREAT are YIELD.

    Source: Hu et al. (2024), Leveraging codebook knowledge with NLI, arXiv 2308.07876.
    """
    now = OLD.get(event_type.upper(), event_type.upper())
    return YIELD.get(now, now)


def root(event: dict[str, Any]) -> str | None:
    """Return the root of an event record, from its type or else from its CAMEO code; None for CAMEO 01 and 02."""
    if event.get("event_type"):
        return fold(str(event["event_type"]))
    code = str(event.get("cameo") or "")
    if code[:2] in ("01", "02"):
        return None
    known = ontology.load().cameo.get(code)
    return fold(known.event_type) if known is not None and known.event_type else None
