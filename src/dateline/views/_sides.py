"""Conflicts in words: their sides, their matter, and why both cannot hold."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Event, Indicator
from dateline.model.conflict import Conflict, Side
from dateline.model.record import Value
from dateline.store import Stored
from dateline.views import _merging

DENIED = "denied"
CERTAINTIES = ("asserted", "reported", "unconfirmed", "disputed")
BRIEF = 40  # characters
WHY = {
    "date": "the event cannot have happened on both dates",
    "place": "it cannot have happened in both places",
    "actors": "they name other people for the same part in it",
    "magnitude": "the figures differ by more than rounding",
    "value": "the figures differ by more than rounding",
}


def conflict(field: str, both: Iterable[Stored], values: Iterable[str] = ()) -> Conflict:
    """Return the conflict of reports, oldest publication first.

    Args:
        field: what they differ in.
        both: the reports.
        values: what each says of the field, in the same order; by default what the report holds in that field.
    """
    reports = tuple(both)
    told = tuple(values) or tuple(word(s.value, field) or "" for s in reports)
    pairs = sorted(zip(reports, told, strict=True), key=lambda pair: order(pair[0]))
    sides = tuple(side(stored, words) for stored, words in pairs)
    why = explain(field, sides)
    return Conflict(field=field, matter=matter(reports[0].value) or why, sides=sides, explanation=why)


def side(stored: Stored, words: str) -> Side:
    """Return one account."""
    return Side(value=words, record=stored.record, report=_merging.record([stored]).reports[0])


def explain(field: str, sides: Iterable[Side]) -> str:
    """Return why the accounts cannot all hold.

    Example: ``Courier says 2018-04-26, Tribune says 2018-04-27: the event cannot have happened on both dates``.
    """
    accounts = tuple(sides)
    against = [s for s in accounts if s.value == DENIED]
    if field == "status" and against:
        said = [s for s in accounts if s not in against]
        quoted = "".join(f": “{s.value}”" for s in said if s.value not in CERTAINTIES and brief([s]))
        return f"{_sources(against)} denied what {_sources(said)} said{quoted}"
    told = [f"{source(s)} says {s.value}" for s in accounts]
    if field == "content":
        values = f": {' / '.join(s.value for s in accounts)}" if brief(accounts) else ""
        return f"{source(accounts[0])} and {source(accounts[-1])} contradict each other{values}"
    return f"{', '.join(told)}: {WHY.get(field, 'both cannot hold')}"


def brief(sides: Iterable[Side]) -> bool:
    """Return whether values are short enough to stand in a sentence; longer ones are quoted once, as evidence."""
    return all(len(side.value) <= BRIEF for side in sides)


def _sources(sides: Iterable[Side]) -> str:
    return " and ".join(dict.fromkeys(source(s) for s in sides))


def source(account: Side) -> str:
    report = account.report
    named = [a.speaker.name if a.speaker else a.via for a in reversed(report.attribution)]
    return next((n for n in named if n), None) or report.publisher or report.url or report.title or "a report"


def order(stored: Stored) -> tuple[bool, str, str, int]:
    """Return the place of a report among others: by publication, document, and position."""
    published = stored.document.published
    return (
        published is None,
        published.start.isoformat() if published else "",
        stored.document.id,
        stored.value.evidence.start,
    )


def word(value: Value, field: str) -> str | None:
    """Return what a report says of a field, for people."""
    if field == "status" and isinstance(value, Event):
        return DENIED if value.certainty == "denied" or value.status == "negated" else value.certainty
    return _merging.fields(value).get(field)


def matter(value: Value) -> str:
    """Return what a report is about, for people; nothing for what is said, which is quoted as evidence."""
    match value:
        case Event():
            return " ".join((value.event_type, _names(value.actors), "→", _names(value.recipients))).strip(
                " →"
            )
        case Indicator():
            place = value.place.name if value.place else None
            where = place or (value.actor.country if value.actor else None) or ""
            return f"{value.measure}, {where}".rstrip(", ")
    return ""


def _names(actors: Iterable[object]) -> str:
    return ", ".join(str(getattr(actor, "name", "")) for actor in actors)
