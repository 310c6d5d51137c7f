"""Values in words, for the formats that people read."""

from __future__ import annotations

import re

from dateline.model import (
    Actor,
    Attribution,
    Commitment,
    Event,
    Evidence,
    Indicator,
    Record,
    Report,
    Statement,
    When,
)
from dateline.model.conflict import Conflict
from dateline.model.evidence import CONTEXT
from dateline.model.record import Value

SHORT = 60  # characters

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def clean(text: str) -> str:
    """Return the text on one line, without characters that steer terminals or turn the direction of writing."""
    return " ".join(_CONTROL.sub(" ", text).split())


def names(actors: tuple[Actor, ...]) -> str:
    """Return the actors with their codes.

    Example: ``Kim Jong Un [PRKGOV], Moon Jae-in [KORGOV]``.
    """
    return ", ".join(f"{clean(a.name)} [{a.code}]" if a.code else clean(a.name) for a in actors)


def day(when: When | None) -> str:
    """Return the date as ISO 8601, ``undated`` if there is none."""
    return when.iso() if when else "undated"


def figure(indicator: Indicator) -> str:
    """Return qualifier, number and unit."""
    known = [n for n in (indicator.low, indicator.high) if n is not None]
    number = (
        f"{indicator.value:,.10g}" if indicator.value is not None else "–".join(f"{n:,.10g}" for n in known)
    )
    return " ".join(clean(p) for p in (indicator.qualifier, number or "?", indicator.unit) if p)


def head(value: Value) -> tuple[str, str]:
    """Return date and label of a value."""
    match value:
        case Event():
            label = value.event_type + (f" ({value.mode})" if value.mode else "")
            marks = [m for m in (value.status, value.certainty) if m not in ("actual", "asserted")]
            return day(value.date), " ".join((label, *marks))
        case Statement():
            return day(value.date), value.stance
        case Indicator():
            return day(value.date), clean(value.measure)
        case Commitment():
            return (f"due {day(value.due)}" if value.due else "no due date"), f"{value.kind}, {value.state}"


def line(value: Value) -> str:
    """Return who did, said, counted or promised what to whom, where."""
    match value:
        case Event():
            who = (
                " → ".join(side for side in (names(value.actors), names(value.recipients)) if side)
                or "nobody named"
            )
            place = f", at {clean(value.place.name)}" if value.place else ""
            figures = "".join(f"; {clean(m.measure)}: {figure(m)}" for m in value.magnitude)
            return who + place + figures
        case Statement():
            speaker = names((value.speaker,)) if value.speaker else "nobody named"
            to = f" → {names((value.addressee,))}" if value.addressee else ""
            via = f", via {', '.join(map(clean, value.via))}" if value.via else ""
            return speaker + to + via
        case Indicator():
            whose = clean(value.place.name) if value.place else names((value.actor,)) if value.actor else ""
            return f"{figure(value)}, {whose}".rstrip(", ")
        case Commitment():
            who = " → ".join(side for side in (names(value.by), names(value.to)) if side) or "nobody named"
            condition = f" (if: {clean(value.condition)})" if value.condition else ""
            return f"{who}: {clean(value.content)}{condition}"


def source(report: Report) -> str:
    """Return outlet and day of publication."""
    outlet = clean(report.publisher or report.url or "unknown outlet")
    return (
        f"{outlet}, {report.published.iso()}" if report.published else f"{outlet}, publication date unknown"
    )


def quote(evidence: Evidence) -> str:
    """Return the words of the evidence in quotation marks; few words come with what stands around them."""
    if len(evidence.exact) >= SHORT:
        return f"“{clean(evidence.exact)}”"
    before, after = evidence.prefix, evidence.suffix
    if len(before) == CONTEXT:  # begins inside the text, often inside a word
        before = "…" + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    return f"“{clean(before + evidence.exact + after)}”"


def chain(links: tuple[Attribution, ...]) -> str:
    """Return who says so, outermost first; empty when the article itself does."""
    told = [f"via {clean(a.via)}" if a.via else clean(a.speaker.name) if a.speaker else "" for a in links]
    return ", ".join(part for part in told if part)


def origins(record: Record) -> str:
    """Return how many reports and independent sources a record has."""
    count, sources = len(record.reports), record.independent_sources
    reports = "1 report" if count == 1 else f"{count} reports"
    return reports if count == 1 else f"{reports}, {sources} independent source{'s' * (sources != 1)}"


def sides(conflict: Conflict) -> str:
    """Return the values that stand against each other."""
    return " / ".join(clean(side.value) for side in conflict.sides)
