"""What the tables of events have in common."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.codebook import ontology
from dateline.codebook.exchange import countries
from dateline.formats import Item, _words
from dateline.model import Actor, Event, Record


def country_name(code: str | None) -> str:
    """Return a country's name; PLOVER's codes for others (IGO, NGO, ...) stay codes."""
    known = countries().get(code or "")
    return known.name if known else code or ""


@cache
def goldstein() -> dict[str, float]:
    """Return the Goldstein score of each CAMEO code that has one."""
    known = ontology.load().cameo
    return {code: row.goldstein for code, row in known.items() if row.goldstein is not None}


def events(items: Iterable[Item]) -> Iterator[tuple[Record, Event]]:
    """Yield the records that are events."""
    for item in items:
        if isinstance(item, Record) and isinstance(item.value, Event):
            yield item, item.value


def on_a_day(items: Iterable[Item]) -> Iterator[tuple[Record, Event, datetime.date]]:
    """Yield the events that are known to a day: these files have no place for "in June"."""
    for record, event in events(items):
        if event.date is not None and event.date.is_day:
            yield record, event, event.date.start


NO_EVENT, NO_DAY = "that are no events", "not known to a single day"
NO_CAMEO = "without a CAMEO code"


def no_event(item: Item) -> str | None:
    """Return that an item is no event, None if it is."""
    return None if any(events([item])) else NO_EVENT


def no_day(item: Item) -> str | None:
    """Return that an item is no event of a single day, None if it is."""
    return no_event(item) or (None if any(on_a_day([item])) else NO_DAY)


def no_cameo(item: Item) -> str | None:
    """Return that an item is no event of a single day with a CAMEO code, None if it is."""
    return no_day(item) or next((None if event.cameo else NO_CAMEO for _, event in events([item])), None)


def parties(event: Event) -> tuple[Actor | None, Actor | None]:
    """Return the first two who take part: actor and recipient, or the first two of a reciprocal event."""
    actors = (*event.actors[:1], *event.recipients[:1]) if event.recipients else event.actors
    first = actors[0] if event.actors else None
    second = event.recipients[0] if event.recipients else actors[1] if len(actors) > 1 else None
    return first, second


def number(record: Record) -> int:
    """Return the record's number for files that want one: from its id, so that it stays."""
    return int(record.record_id.rpartition(":")[2][:13], 16)


def stamp(day: datetime.date | None) -> str:
    """Return a day as the fourteen digits of a time; the hour is not known and stands as zero."""
    return f"{day:%Y%m%d}000000" if day else ""


def summary(record: Record, event: Event) -> str:
    """Return the event in a line, with its first quotation."""
    return f"{_words.line(event)}. {_words.quote(record.reports[0].evidence)}"


def url(record: Record) -> str:
    """Return the first report's address."""
    return next((r.url for r in record.reports if r.url), "")
