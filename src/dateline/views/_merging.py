"""From the reports of a record to the record."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby

from dateline.model import Actor, Attribution, Commitment, Event, Indicator, Record, Report, Statement, When
from dateline.model.record import Value
from dateline.resolvers import announced
from dateline.store import Stored
from dateline.views import _figures, _origins

BASES = {"stated": 0, "relative": 1, "published": 2, "inferred": 3}
CERTAINTIES = {"asserted": 0, "reported": 1}
HAPPENED = ("actual", "historical")  # what a report calls history happened too
VAGUE = 31  # days; a longer interval is less telling than the day of publication
FIRM = ("stated", "relative")


def records(stored: Iterable[Stored]) -> Iterator[Record]:
    """Yield the records of reports that come ordered by record and publication."""
    for _, group in groupby(stored, key=lambda s: s.record):
        yield record(list(group))


def record(told: list[Stored]) -> Record:
    """Return the record of these reports, oldest publication first; superseded ones are shown and do not count."""
    group = [s for s in told if not s.superseded] or told
    best = min(group, key=_rank)
    days = [s.document.published.end for s in group if s.document.published]  # out by then, as as_of counts
    return Record(
        record_id=best.record,
        kind=best.kind,
        value=_merged(best.value, group),
        reports=tuple(_report(s, best.value) for s in told),
        independent_sources=len(_origins.origins((s, attribution(s.value)) for s in group)),
        conflicts=tuple(disputed(group)),
        first_reported=min(days, default=None),
        last_changed=max(days, default=None),
    )


def attribution(value: Value) -> tuple[Attribution, ...]:
    """Return who says so; of a statement, its own chain."""
    if isinstance(value, Event | Indicator):
        return value.attribution
    if isinstance(value, Statement):
        speaker = Attribution(speaker=value.speaker, cue=value.cue or None)
        return (*(Attribution(via=name) for name in value.via), speaker)
    return ()


def fields(value: Value) -> dict[str, str]:
    """Return the fields in which reports of one thing can differ, for people; unknown ones are left out."""
    match value:
        case Event():
            found = {
                "date": _date(value.date),
                "place": value.place.name if value.place else None,
                "actors": _names(value.actors),
                "recipients": _names(value.recipients),
                "event_type": value.event_type,
                "status": value.status,
                "certainty": value.certainty,
                "magnitude": "; ".join(f"{m.measure} {_figures.words(m)}" for m in value.magnitude),
            }
        case Indicator():
            found = {"value": _figures.words(value), "date": _date(value.date)}
        case Commitment():
            found = {
                "kind": value.kind,
                "state": value.state,
                "due": _date(value.due),
                "condition": value.condition,
            }
        case Statement():
            found = {"cue": value.cue, "stance": value.stance}
    return {name: words for name, words in found.items() if words}


def disputed(group: list[Stored]) -> Iterator[str]:
    """Yield the fields in which two of the reports cannot both be right."""
    values = [s.value for s in group]
    for field, clash in CLASHES.items():
        if any(clash(a, b) for i, a in enumerate(values) for b in values[:i]):
            yield field


def _dates_clash(a: Value, b: Value) -> bool:
    if not (isinstance(a, Event) and isinstance(b, Event) and a.date and b.date) or not _both_done(a, b):
        return False  # a plan may be moved
    firm = a.date.basis in FIRM and b.date.basis in FIRM
    return firm and a.date.is_day and b.date.is_day and a.date.start != b.date.start


def _places_clash(a: Value, b: Value) -> bool:
    if not (isinstance(a, Event) and isinstance(b, Event) and a.place and b.place):
        return False
    towns = a.place.kind == b.place.kind == "city"
    return towns and a.place.name.casefold() != b.place.name.casefold()


def _participants_clash(a: Value, b: Value) -> bool:
    if (
        not (isinstance(a, Event) and isinstance(b, Event))
        or not _both_done(a, b)
        or a.event_type != b.event_type
    ):
        return False
    sides = ((a.actors, b.actors), (a.recipients, b.recipients))
    people = (
        ({p.id for p in left if p.kind == "person"}, {p.id for p in right if p.kind == "person"})
        for left, right in sides
    )
    return any(ours and theirs and not ours & theirs for ours, theirs in people)


def _both_done(a: Event, b: Event) -> bool:
    return all(event.status in HAPPENED and not announced(event) for event in (a, b))


def _statuses_clash(a: Value, b: Value) -> bool:
    if not (isinstance(a, Event) and isinstance(b, Event)):
        return False
    return len({_denied(a), _denied(b)}) == 2


def _magnitudes_clash(a: Value, b: Value) -> bool:
    if not (isinstance(a, Event) and isinstance(b, Event)) or not _both_done(a, b):
        return False
    pairs = ((m, n) for m in a.magnitude for n in b.magnitude if m.measure.casefold() == n.measure.casefold())
    return any(_figures.disagree(m, n) for m, n in pairs)


CLASHES = {
    "date": _dates_clash,
    "place": _places_clash,
    "actors": _participants_clash,
    "status": _statuses_clash,
    "magnitude": _magnitudes_clash,
}


def _denied(event: Event) -> bool:
    return event.certainty == "denied" or event.status == "negated"


def _rank(stored: Stored) -> tuple[int, int, int, datetime.date, str, int]:
    """Return the order of reports: the deed before its plan, a told day before the day of the report, the sure, the old.

    So a report of the time comes before a later one that calls the same day history.
    """
    value, published = stored.value, stored.document.published
    date = value.due if isinstance(value, Commitment) else value.date
    basis = BASES.get(date.basis, 3) + 2 * ((date.end - date.start).days > VAGUE) if date else 9
    if date and date.is_day and date.basis in FIRM:
        basis = 0  # a day is as good by "on Tuesday" as by its number
    certainty = CERTAINTIES.get(value.certainty, 2) if isinstance(value, Event) else 0
    day = published.start if published else datetime.date.max
    planned = int(isinstance(value, Event) and (value.status not in HAPPENED or announced(value)))
    return planned, basis, certainty, day, stored.document.id, value.evidence.start


def _merged(best: Value, group: list[Stored]) -> Value:
    if not isinstance(best, Commitment):
        return best
    told = [s.value for s in group if isinstance(s.value, Commitment)]
    states = [c.state for c in told if c.state != "open"]
    steps = dict.fromkeys(step for c in told for step in c.history)
    history = tuple(sorted(steps, key=lambda step: step.date or datetime.date.min))
    return dataclasses.replace(best, state=states[-1] if states else "open", history=history)


def _report(stored: Stored, best: Value) -> Report:
    document, value = stored.document, stored.value
    held = fields(best)
    return Report(
        id=value.id,
        document=document.id,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        title=document.title,
        evidence=value.evidence,
        attribution=attribution(value),
        differs={
            name: words
            for name, words in fields(value).items()
            if held.get(name, words) != words and {held[name], words} != set(HAPPENED)
        },
        superseded=stored.superseded,
    )


def _date(date: When | None) -> str | None:
    return date.iso() if date else None


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.name for actor in actors)
