"""Events of other data sets: in tables of their own, beside the reports and never among them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NoReturn

import sqlalchemy as sa

from dateline.errors import EvidenceError
from dateline.model.codec import from_json, to_json
from dateline.model.imported import Imported, ImportedMention
from dateline.store import tables
from dateline.store._check import short
from dateline.store._dialect import insert_new
from dateline.store.reader import Reader
from dateline.store.writer import Writer

CHUNK = 500
LAID_BESIDE = 500  # imported events that are compared with one record
MENTIONS = tables.import_mentions
EVENTS = tables.imports


def keep(writer: Writer, found: Iterable[Imported | ImportedMention]) -> tuple[int, int]:
    """Write what is not there yet.

    Returns:
        How many were new, and how many were known.
    """
    new = known = 0
    stream = iter(found)
    while chunk := list(islice(stream, CHUNK)):
        for kind, table in ((Imported, EVENTS), (ImportedMention, MENTIONS)):
            rows = {one.id: one for one in chunk if isinstance(one, kind)}
            asked = sa.select(table.c.id).where(table.c.id.in_(rows))
            there = set(writer.connection.execute(asked).scalars()) if rows else set()
            insert_new(writer.connection, table, [_row(one) for id, one in rows.items() if id not in there])
            new += len(rows) - len(there)
        known = known + len(chunk)
    return new, known - new


def forget(writer: Writer, system: str) -> int:
    """Take all of a data set out; return how many events and mentions there were."""
    gone = [
        writer.connection.execute(table.delete().where(table.c.system == system))
        for table in (EVENTS, MENTIONS)
    ]
    return sum(done.rowcount for done in gone)


def systems(reader: Reader) -> dict[str, int]:
    """Return the data sets, each with the number of its events."""
    asked = sa.select(EVENTS.c.system, sa.func.count()).group_by(EVENTS.c.system).order_by(EVENTS.c.system)
    return {row[0]: row[1] for row in reader.connection.execute(asked)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A data set: how many events and mentions of articles it has here, and of which days."""

    system: str
    events: int
    mentions: int
    first: datetime.date | None
    last: datetime.date | None


def summaries(reader: Reader) -> tuple[Summary, ...]:
    """Return the data sets, by name; some may have only mentions."""
    number, days = sa.func.count(), (sa.func.min(EVENTS.c.start_date), sa.func.max(EVENTS.c.start_date))
    events = reader.connection.execute(sa.select(EVENTS.c.system, number, *days).group_by(EVENTS.c.system))
    mentioned = reader.connection.execute(sa.select(MENTIONS.c.system, number).group_by(MENTIONS.c.system))
    mentions = {row[0]: int(row[1]) for row in mentioned}
    found = {
        system: Summary(
            system=system, events=int(count), mentions=mentions.get(system, 0), first=first, last=last
        )
        for system, count, first, last in events
    }
    for system in {*mentions} - {*found}:
        found[system] = Summary(system=system, events=0, mentions=mentions[system], first=None, last=None)
    return tuple(found[system] for system in sorted(found))


def imported(
    reader: Reader,
    *,
    system: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Iterator[Imported]:
    """Yield the imported events with their mentions, by day, then data set and id; undated ones come last.

    Args:
        reader: of the store.
        system: only of this data set.
        since: only those not over before this day.
        until: only those begun by this day.
    """
    table = EVENTS.c
    asked = sa.select(table.payload).order_by(
        sa.func.coalesce(table.start_date, datetime.date.max), table.system, table.source_id
    )
    if system is not None:
        asked = asked.where(table.system == system)
    if since is not None:
        asked = asked.where(table.end_date >= since)
    if until is not None:
        asked = asked.where(table.start_date <= until)
    for chunk in reader.connection.execution_options(yield_per=CHUNK).execute(asked).partitions(CHUNK):
        events = [from_json(Imported, row.payload, _no_text) for row in chunk]
        mentions = _mentions(reader, events)
        for event in events:
            yield replace(event, mentions=tuple(mentions[event.system, event.source_id]))


def near(
    reader: Reader, since: datetime.date, until: datetime.date, types: Iterable[str], urls: Iterable[str]
) -> list[Imported]:
    """Return imported events, with their mentions, that begin in some days and are of some type or about an article.

    At most ``LAID_BESIDE``.

    Args:
        reader: of the store.
        since: first day.
        until: last day.
        types: of PLOVER.
        urls: of articles.
    """
    table, told, wanted = EVENTS.c, MENTIONS.c, sorted(urls)
    mentioned = sa.select(told.id).where(
        told.event == table.source_id, told.system == table.system, told.url.in_(wanted)
    )
    asked = sa.select(table.payload).where(
        table.start_date.between(since, until),
        sa.or_(table.type.in_(types), table.url.in_(wanted), mentioned.exists()),
    )
    rows = reader.connection.execute(
        asked.order_by(table.start_date, table.system, table.source_id).limit(LAID_BESIDE)
    )
    events = [from_json(Imported, row.payload, _no_text) for row in rows]
    mentions = _mentions(reader, events)
    return [replace(event, mentions=tuple(mentions[event.system, event.source_id])) for event in events]


def _mentions(reader: Reader, events: list[Imported]) -> dict[tuple[str, str], list[ImportedMention]]:
    asked = (
        sa.select(MENTIONS.c.payload)
        .where(MENTIONS.c.event.in_({str(short(event.source_id)) for event in events}))
        .order_by(MENTIONS.c.id)
    )
    found: dict[tuple[str, str], list[ImportedMention]] = defaultdict(list)
    for row in reader.connection.execute(asked):
        mention = from_json(ImportedMention, row.payload, _no_text)
        found[mention.system, mention.event].append(mention)
    return found


def _row(one: Imported | ImportedMention) -> dict[str, Any]:
    row = {"id": one.id, "system": one.system, "url": short(one.url), "payload": to_json(one)}
    if isinstance(one, ImportedMention):
        return row | {"event": short(one.event)}
    date = one.date
    return row | {
        "source_id": short(one.source_id),
        "type": one.event_type,
        "start_date": date.start if date else None,
        "end_date": date.end if date else None,
    }


def _no_text(name: str) -> NoReturn:
    raise EvidenceError("what another data set says has no evidence", where=name)
