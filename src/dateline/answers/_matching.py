"""Whether records, actors and words are what a question asks for."""

from __future__ import annotations

import datetime
import re

from dateline.answers import _words
from dateline.model import Actor, Event, Indicator, Record
from dateline.model.answer import Section
from dateline.model.conflict import Conflict
from dateline.model.record import Value, sides

HAPPENED = ("actual", "historical")
CERTAIN = ("asserted", "reported")


def touches(conflict: Conflict, record: Record) -> bool:
    """Whether a conflict is about a record: it names it, or rests on words that one of its reports rests on."""
    if record.record_id in conflict.records:
        return True
    told = [(r.document, r.evidence) for r in record.reports]
    return any(
        side.report.document == document
        and side.report.evidence.start < evidence.end
        and evidence.start < side.report.evidence.end
        for side in conflict.sides
        for document, evidence in told
    )


def told_in(event: Record, commitment: Record) -> bool:
    """Whether an event is nothing but the making of a commitment: both rest on the same words."""
    spans = [(r.document, r.evidence) for r in commitment.reports]
    return all(
        any(r.document == d and r.evidence.start < e.end and e.start < r.evidence.end for d, e in spans)
        for r in event.reports
    )


def section_of(value: Value) -> Section:
    assert isinstance(value, Event)
    if value.certainty == "denied" or value.status == "negated":
        return "denied"
    if value.status not in HAPPENED or value.certainty not in CERTAIN:
        return "not done"
    return "done"


def together(value: Value) -> bool:
    return isinstance(value, Event) and (not value.recipients or value.event_type == "CONSULT")


def is_asked(asked: Actor, actor: Actor) -> bool:
    """Whether an actor is the one asked for: a state stands for all who act for it, a bare name for who bears it."""
    if asked.id == actor.id:
        return True
    if asked.kind == "state":
        return actor.country == asked.country
    if asked.kind == "role" and asked.country is None and asked.sector:  # "the leaders"
        return actor.kind == "person" and actor.sector == asked.sector
    if asked.kind == "role" and asked.code:
        return bool(actor.code) and str(actor.code).startswith(asked.code)
    if asked.kind in ("person", "unknown") and not asked.country:
        return asked.name.casefold() in actor.name.casefold().split()
    return asked.name.casefold() == actor.name.casefold()


def by_role(asked: Actor, record: Record) -> bool:
    """Whether somebody asked for by office or by an unknown name stands in the words of a report."""
    if asked.kind not in ("role", "unknown") or not is_named(asked, record):
        return False
    doers, _ = sides(record.value)
    sectors = {actor.sector for actor in doers}
    return not (asked.sector and doers) or bool(sectors & {asked.sector, None})  # a rebel is no minister


def concerns(asked: Actor, record: Record) -> bool:
    """Whether a figure is of a place or people, or given by them."""
    figure = record.value
    if not isinstance(figure, Indicator):
        return False
    speakers = [link.speaker for r in record.reports for link in r.attribution if link.speaker]
    place = figure.place.country if figure.place else None
    if place == asked.id or any(is_asked(asked, a) for a in speakers):
        return True
    if place and asked.kind == "state":  # Chile's dead are none of Haiti's
        return False
    return bool(figure.actor and is_asked(asked, figure.actor)) or is_named(asked, record)


def is_named(actor: Actor, record: Record) -> bool:
    """Whether the words or the headline of a report name somebody, as far as their own names show it."""
    return names(actor, " ".join([words_of(record), *(r.title or "" for r in record.reports)]))


def names(actor: Actor, words: str) -> bool:
    """Whether words name somebody."""
    text = words.casefold()
    if actor.kind == "person":
        return actor.name.casefold().split()[-1] in text or actor.name.casefold().split()[0] in text
    known = {actor.name, *_words.names_of(actor.id)} if actor.kind == "state" else {actor.name}
    return any(re.search(rf"\b{re.escape(name.casefold())}\b", text) for name in known)


def is_placed(names: tuple[str, ...], record: Record) -> bool:
    """Whether something was in a place of one of these names, by what is known of it or by the words and headlines."""
    place = getattr(record.value, "place", None)
    if place is not None and place.name in names:
        return True
    text = " ".join([words_of(record), *(r.title or "" for r in record.reports)])
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.I) for name in names)


def words_of(record: Record) -> str:
    return " ".join(r.evidence.exact for r in record.reports)


def around(record: Record) -> str:
    """Return the words of the reports with those before and after."""
    return " ".join(f"{e.prefix} {e.exact} {e.suffix}" for e in (r.evidence for r in record.reports))


def days_of(value: Value) -> tuple[datetime.date, datetime.date]:
    date = getattr(value, "date", None)
    return (date.start, date.end) if date else (datetime.date.max, datetime.date.max)


def days_told(value: Value) -> bool:
    """Whether the words tell when it was, not only when it was reported or what else the text speaks of."""
    return isinstance(value, Event) and value.date is not None and value.date.basis in ("stated", "relative")


def weight(record: Record) -> tuple[float, int, str]:
    value = record.value
    strength = abs(value.intensity or 0) if isinstance(value, Event) and section_of(value) == "done" else 0
    return strength * record.independent_sources, len(record.reports), record.record_id
