"""Events by the two countries that deal with each other: a table of numbers, so that a curve over many years needs no texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import sqlalchemy as sa

from dateline.model import Event
from dateline.store import revisions, tables
from dateline.store.query import Query
from dateline.store.reader import Reader, latest_run

UNDATED = datetime.date.max
HAPPENED = ("actual", "historical")
CERTAIN = ("asserted", "reported")


class Dealing(NamedTuple):  # there are very many of them
    """One report of what passed between two countries.

    Attributes:
        record: to which it belongs.
        day: on which it began, None if unknown.
        last: on which it ended.
        standing: 2 for what happened, 1 for what is planned.
        quad: its quad class.
        intensity: its PLOVER score.
        publisher: who reports it.
    """

    record: str
    day: datetime.date | None
    last: datetime.date | None
    standing: int
    quad: int | None
    intensity: float | None
    publisher: str | None


def rows(run: int, event: Event, publisher: str | None) -> Iterator[dict[str, Any]]:
    """Yield the rows of an event: one for each two countries of which one acts on the other, or both act together."""
    ours, theirs = ({a.country for a in side if a.country} for side in (event.actors, event.recipients))
    others = theirs if event.recipients else ours
    for low, high in sorted({(min(pair), max(pair)) for pair in product(ours, others) if len({*pair}) > 1}):
        yield {
            "low": low, "high": high, "day": event.date.start if event.date else UNDATED,
            "last_day": event.date.end if event.date else None, "run": run, "report": event.id, "document": event.evidence.document,
            "publisher": publisher, "standing": _standing(event), "quad": event.quad, "intensity": event.intensity,
        }  # fmt: skip


def _standing(event: Event) -> int:
    if event.certainty not in CERTAIN:
        return 0
    return 2 if event.status in HAPPENED else int(event.status == "planned")


def many(reader: Reader, left: str, right: str, most: int) -> bool:
    """Return whether there are more than so many reports of what passed between two countries."""
    found = _between(left, right).with_only_columns(tables.dealings.c.report).limit(most + 1).subquery()
    return int(reader.connection.execute(sa.select(sa.func.count()).select_from(found)).scalar_one()) > most


def reach(reader: Reader, left: str, right: str, query: Query, most: int) -> datetime.date | None:
    """Return the day of the last of so many dated reports between two countries, newest first; None where there are fewer."""
    own = tables.dealings.c
    found = _between(left, right).where(own.day < UNDATED, *_in_time(query)).with_only_columns(own.day)
    day: datetime.date | None = reader.connection.execute(
        found.order_by(own.day.desc()).offset(most).limit(1)
    ).scalar()
    return day


def between(reader: Reader, left: str, right: str, query: Query) -> list[Dealing]:
    """Return the current reports of what passed between two countries, newest first, undated ones before all.

    Args:
        reader: of the store.
        left: code of one country.
        right: code of the other.
        query: days; its other fields are not used.
    """
    own, members, documents = tables.dealings.c, tables.memberships.c, tables.documents
    found = (
        _between(left, right).where(own.standing > 0).join(tables.memberships, members.report == own.report)
    )
    revised = reader.connection.execute(sa.select(tables.revisions.c.document).limit(1)).first()
    if query.as_of is not None or revised:
        found = found.join(documents, documents.c.id == own.document).where(
            sa.not_(revisions.replaced(query.as_of))
        )
    if query.as_of is not None:
        found = found.where(documents.c.published_end <= query.as_of, revisions.known(query.as_of))
    found = found.where(*_in_time(query))
    if len(reader.connection.execute(sa.select(tables.runs.c.number).limit(2)).all()) > 1:
        found = found.where(own.run == latest_run(tables.dealings))
    # the days are read here, each once: thousands of reports share them
    first, last = (sa.type_coerce(day, sa.types.NullType()) for day in (own.day, own.last_day))
    columns = (members.record, first, last, own.standing, own.quad, own.intensity, own.publisher)
    order = (own.day.desc(), own.run.desc(), own.report.desc())
    rows = reader.connection.execute(found.with_only_columns(*columns).order_by(*order)).all()
    days = {raw: _day(raw) for raw in {row[1] for row in rows} | {row[2] for row in rows}}
    return [Dealing(record, days[day], days[end], *rest) for record, day, end, *rest in rows]


def _day(raw: object) -> datetime.date | None:
    """Return a day as the database has it, which may have no type for days; None where it is unknown."""
    day = datetime.date.fromisoformat(raw) if isinstance(raw, str) else raw
    return day if isinstance(day, datetime.date) and day < UNDATED else None


def _in_time(query: Query) -> list[sa.ColumnElement[bool]]:
    own, found = tables.dealings.c, list[sa.ColumnElement[bool]]()
    if query.since is not None:
        found += [own.day >= query.since, own.day < UNDATED]
    if query.until is not None:
        found.append(own.day <= query.until)
    return found


def documents(
    reader: Reader, pairs: Iterable[tuple[str, str]], since: datetime.date, until: datetime.date, most: int
) -> list[str]:
    """Return the first documents that tell what passed between two countries in some days, at most so many for each two."""
    own, found = tables.dealings.c, dict[str, None]()
    for left, right in pairs:
        told = (
            _between(left, right)
            .where(own.day.between(since, until))
            .with_only_columns(own.document, own.day)
        )
        rows = reader.connection.execute(told.distinct().order_by(own.day, own.document).limit(most))
        found |= {row.document: None for row in rows}
    return list(found)


def records(
    reader: Reader,
    pairs: Iterable[tuple[str, str]],
    kind: str,
    spans: Sequence[tuple[datetime.date, datetime.date]],
    most: int,
    *,
    place: str | None = None,
) -> list[str]:
    """Return records of one type of event between two countries that begin in some days, at most so many for each two.

    Args:
        reader: of the store.
        pairs: of countries.
        kind: type of the events.
        spans: first and last days.
        most: how many reports for each two and each span, the first ones.
        place: its name.
    """
    own, events, members = tables.dealings.c, tables.events, tables.memberships.c
    found = dict[str, None]()
    for (left, right), (since, until) in product(pairs, spans):
        told = (
            _between(left, right)
            .where(own.day.between(since, until))
            .join(events, sa.and_(events.c.run == own.run, events.c.id == own.report))
            .join(tables.memberships, members.report == own.report)
            # coalesce keeps the planner from the indexes of these columns: the days are far more selective
            .where(sa.func.coalesce(events.c.type, "") == kind)
        )
        if place is not None:
            told = told.where(sa.func.coalesce(events.c.place, "") == place)
        rows = told.with_only_columns(members.record).order_by(own.day, own.run, own.report).limit(most)
        found |= {row.record: None for row in reader.connection.execute(rows)}
    return list(found)


def _between(left: str, right: str) -> sa.Select[Any]:
    own = tables.dealings
    return sa.select(own).where(own.c.low == min(left, right), own.c.high == max(left, right))
