"""Lists page by page, straight from the tables: no list is ever read whole, however large the store is.

A page is found by its days. A window of days that holds so many reports is looked through, then a longer one before it, until the
page is full or enough was looked through; a rare party is looked up instead. So each page has its bounded cost, and a page that found
little says how far it came.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import sqlalchemy as sa

from dateline.store import _names, revisions, search, tables
from dateline.store.query import Query
from dateline.store.reader import CHUNK, Reader, latest_run

FIRST_WINDOW = 6  # reports looked through for each record wanted
GROWTH = 6
LONGEST_WINDOW = 4_000  # reports
ENOUGH = 5_000  # reports looked through for one page
COUNTED = 4_000  # reports of which the days are counted under a filter
RARE = 3_000  # reports of a party or place that are looked up rather than met on the way
RARE_DOCUMENTS = 600  # articles with some words, or of some publisher, for the same
ENOUGH_WORDS = 3_000  # reports looked through for words

IN_ONE = 1_000  # reports of one article at most, as far as a search for rare words goes
BEGINNING = 200  # characters of an article that may stand for its title
LAST_ID = "~"  # comes after all ids
Axis = Literal["date", "reported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a list holds.

    Attributes:
        kind: ``event``, ``statement``, ``indicator`` or ``commitment``.
        query: participants, type, days.
        statuses: of events and commitments; empty for all.
        certainties: of events.
        countries: of the place.
        words: each stands somewhere in what is kept of a report, be it in an id; the caller looks closer.
        place: part of the place's name.
        source: part of the publisher's name.
        min_score: of events: as likely right as this, or likelier; those without a score are left out.
        axis: in the order of which day: that of the matter, or that of the report.
        newest_first: the order.
    """

    kind: str = "event"
    query: Query = field(default_factory=Query)
    statuses: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    place: str | None = None
    source: str | None = None
    min_score: float | None = None
    axis: Axis = "date"
    newest_first: bool = True


@dataclass(frozen=True, slots=True)
class At:
    """A place in a list: after this record of this day; no day is after all days."""

    day: datetime.date | None
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Records of a page.

    Attributes:
        records: their ids, in order.
        after: where the next page goes on, None at the end.
        whole: whether the page is full, or the list at its end; False where only so much was looked through.
    """

    records: tuple[str, ...]
    after: At | None
    whole: bool = True


Keep = Callable[[Sequence[str]], set[str]]


def page(
    reader: Reader,
    choice: Choice,
    *,
    limit: int,
    after: At | None = None,
    keep: Keep | None = None,
    enough: int | None = None,
) -> Listed:
    """Return the next records of a list.

    Args:
        reader: of the store.
        choice: which ones.
        limit: how many at most.
        after: where the page before ended.
        keep: returns those of some records that belong into the list, where the tables alone cannot tell.
        enough: how many reports are looked through, if fewer than usual.
    """
    return _Search(reader, choice, limit, keep, enough).run(after)


class _Search:
    """Looks for the records of one page."""

    def __init__(
        self, reader: Reader, choice: Choice, limit: int, keep: Keep | None, enough: int | None = None
    ) -> None:
        usual = ENOUGH_WORDS if choice.words else ENOUGH
        self._enough = min(enough or usual, usual)
        self._reader, self._choice, self._limit, self._keep = reader, choice, limit, keep
        self._reports = tables.REPORTS[choice.kind]
        by_report = choice.axis == "reported"
        self._day: sa.ColumnElement[Any] = (
            tables.documents.c.published_start if by_report else self._reports.c.start_date
        )
        self._who = [_names.condition(reader, match) for match in choice.query.actors]
        self._publishers = self._named(tables.documents.c.publisher, choice.source)
        self._places = (
            self._named(self._reports.c.place, choice.place) if "place" in self._reports.c else None
        )
        self._large = reader.more_than(choice.kind, ENOUGH)
        rarest = self._rarest()
        self._looked_up = rarest is not None
        self._listing = self._matching(self._reports if rarest is None else self._lookup(rarest))
        self._of_records = self._matching(self._reports)
        self._found: list[str] = []

    def run(self, after: At | None) -> Listed:
        seen = 0
        window = self._limit * FIRST_WINDOW
        at: At | None = after
        while at is None or at.day is not None:
            edge = None if self._looked_up else self._edge(at, window)
            last = self._take(at, edge)
            if last is not None:
                return Listed(records=tuple(self._found), after=last)
            if edge is None:
                at = At(None, "")
                break
            seen += window
            at = At(edge, LAST_ID)
            if seen >= self._enough:
                return Listed(records=tuple(self._found), after=at, whole=False)
            window = min(window * GROWTH, LONGEST_WINDOW, self._enough)
        if self._dated_only:
            return Listed(records=tuple(self._found), after=None)
        last = self._take(at, None)
        return Listed(records=tuple(self._found), after=last)

    def sample(self, most: int) -> list[tuple[str, dict[str, Any]]]:
        """Return the newest reports that match, with their records."""
        day, record, reports = self._day, tables.memberships.c.record, self._reports.c
        rows = self._listing.with_only_columns(record, reports.run, reports.id).where(day.is_not(None))
        edge = None if self._looked_up else self._edge(None, most * FIRST_WINDOW)
        if edge is not None:
            rows = rows.where(day >= edge)
        chosen = self._reader.connection.execute(rows.order_by(day.desc(), record).limit(most)).all()
        told: dict[tuple[int, str], dict[str, Any]] = {}
        for start in range(0, len(chosen), CHUNK):  # sorting them with all that they hold would take long
            part = [row.id for row in chosen[start : start + CHUNK]]
            wanted = sa.select(reports.run, reports.id, reports.payload).where(reports.id.in_(part))
            told.update({(row.run, row.id): row.payload for row in self._reader.connection.execute(wanted)})
        return [(row.record, told[row.run, row.id]) for row in chosen]

    def days(self) -> dict[datetime.date, int] | None:
        """Return how many matching reports lie on each day, None where there are too many to count."""
        day, choice = self._day, self._choice
        since, until = choice.query.since, choice.query.until
        if not self._looked_up:
            within = sa.select(sa.literal(1)).where(day >= since if since else day.is_not(None))
            within = within.where(day <= until) if until else within
            count = sa.select(sa.func.count()).select_from(within.limit(COUNTED + 1).subquery())
            if self._reader.connection.execute(count).scalar_one() > COUNTED:
                return None
        rows = self._listing.with_only_columns(day, sa.func.count()).where(day.is_not(None)).group_by(day)
        return {found: int(number) for found, number in self._reader.connection.execute(rows)}

    @property
    def _dated_only(self) -> bool:
        query = self._choice.query
        return self._choice.axis == "date" and (query.since is not None or query.until is not None)

    def _edge(self, at: At | None, count: int) -> datetime.date | None:
        """Return the day up to which so many reports lie, None when there are fewer."""
        day = self._day
        rows = sa.select(day).where(day.is_not(None), *self._from(at))
        if self._choice.axis == "reported":
            count = max(1, count // 4)  # documents are counted, and each has several reports
        if self._choice.axis == "date" and self._choice.query.until and self._choice.newest_first:
            rows = rows.where(day <= self._choice.query.until)
        order = day.desc() if self._choice.newest_first else day.asc()
        found: datetime.date | None = self._reader.connection.execute(
            rows.order_by(order).offset(count).limit(1)
        ).scalar()
        return found

    def _from(self, at: At | None) -> list[sa.ColumnElement[bool]]:
        if at is None or at.day is None:
            return []
        return [self._day <= at.day if self._choice.newest_first else self._day >= at.day]

    def _take(self, at: At | None, edge: datetime.date | None) -> At | None:
        """Add what lies between two places; return the last place when the page is full."""
        while True:
            rows = self._rows(at, edge)
            for start in range(0, len(rows), self._limit):
                part = rows[start : start + self._limit]
                kept = self._kept([row.record for row in part])
                for row in part:
                    if (row.record, row.day) in kept:
                        self._found.append(row.record)
                        if len(self._found) == self._limit:
                            return At(row.day, row.record)
            if len(rows) < self._most:
                return None
            at = At(rows[-1].day, rows[-1].record)

    @property
    def _most(self) -> int:
        return self._limit * 3

    def _rows(self, at: At | None, edge: datetime.date | None) -> Sequence[Any]:
        day, record = self._day, tables.memberships.c.record
        rows = self._listing.with_only_columns(record.label("record"), day.label("day")).distinct()
        if at is not None and at.day is None:
            rows = rows.where(self._undated(), record > at.record)
            return self._reader.connection.execute(rows.order_by(record).limit(self._most)).all()
        rows = rows.where(day.is_not(None), *self._from(at))
        if at is not None:
            rows = rows.where(sa.or_(day != at.day, record > at.record))
        if edge is not None:
            within = [day >= edge if self._choice.newest_first else day <= edge]
            rows = rows.where(*within)
            if self._choice.axis == "reported":  # said again of the reports, so that these are not read whole
                told = sa.select(tables.documents.c.id).where(*within, *self._from(at))
                rows = rows.where(self._reports.c.document.in_(told))
        order = day.desc() if self._choice.newest_first else day.asc()
        return self._reader.connection.execute(rows.order_by(order, record).limit(self._most)).all()

    def _undated(self) -> sa.ColumnElement[bool]:
        """Return the condition that a report has no day; very many such are gone through by record and not sorted."""
        day = self._day
        some = sa.select(sa.literal(1)).where(day.is_(None))
        if self._looked_up or self._count(some, RARE) <= RARE:
            return day.is_(None)
        return (
            sa.func.coalesce(day, datetime.date.max) == datetime.date.max
        )  # no index on it, so that of records is used

    def _kept(self, records: Sequence[str]) -> set[tuple[str, datetime.date | None]]:
        """Return the records that belong here, each with the one day under which it is listed."""
        if not records:
            return set()
        wanted = set(records) if self._keep is None else self._keep(records)
        day, record = self._day, tables.memberships.c.record
        chosen = sa.func.max(day) if self._choice.newest_first else sa.func.min(day)
        rows = self._of_records.where(record.in_(wanted)).with_only_columns(record, chosen).group_by(record)
        return {(name, home) for name, home in self._reader.connection.execute(rows)}

    def _matching(self, source: sa.FromClause) -> sa.Select[Any]:
        """Return the question for the current reports that match."""
        reports, members, documents = self._reports, tables.memberships, tables.documents
        choice, query = self._choice, self._choice.query
        conditions = [*self._plain(), *self._parties()]
        current = self._current()
        found = sa.select(members.c.record).select_from(source)
        found = found.join(members, members.c.report == reports.c.id)
        if current or choice.source or query.as_of is not None or choice.axis == "reported":
            found = found.join(documents, documents.c.id == reports.c.document)
        if self._publishers is not None:
            # coalesce, here as below, keeps the planner from an index: the days of a page are far more selective
            conditions.append(sa.func.coalesce(documents.c.publisher, "").in_(self._publishers))
        if query.as_of is not None:
            conditions += [documents.c.published_end <= query.as_of, revisions.known(query.as_of)]
        return found.where(*conditions, *current)

    def _plain(self) -> list[sa.ColumnElement[bool]]:
        """Return the conditions on the report's own row."""
        choice, reports = self._choice, self._reports.c
        found: list[sa.ColumnElement[bool]] = []
        if choice.query.type is not None:
            found.append(sa.func.lower(reports.type) == choice.query.type.lower())
        if choice.query.since is not None:
            # coalesce keeps the planner from the index of this column: the days of the list are far more selective
            found.append(sa.func.coalesce(reports.end_date, reports.start_date) >= choice.query.since)
        if choice.query.until is not None:
            found.append(reports.start_date <= choice.query.until)
        for column, values in (
            ("status", choice.statuses),
            ("certainty", choice.certainties),
            ("country", choice.countries),
        ):
            if values and column in reports:
                found.append(sa.func.coalesce(reports[column], "").in_(values))
        if choice.min_score is not None and "score" in reports:
            found.append(reports.score >= choice.min_score)
        if self._places is not None:
            found.append(sa.func.coalesce(reports.place, "").in_(self._places))
        others = [choice.place] if choice.place and self._places is None else []
        return found + [self._holds(word) for word in (*choice.words, *others)]

    def _holds(self, word: str) -> sa.ColumnElement[bool]:
        """Return the condition that a word stands in what is kept of a report, whatever its case."""
        payload = sa.cast(self._reports.c.payload, sa.Text)
        written = json.dumps(word, ensure_ascii=False)[1:-1]
        if self._reader.connection.dialect.name == "sqlite" and written.isascii():
            return payload.contains(
                written, autoescape=True
            )  # LIKE is blind to case there, and quicker than lower()
        return payload.icontains(written, autoescape=True)

    def _named(self, column: sa.ColumnElement[str], part: str | None) -> list[str] | None:
        """Return the values of a column that have some words in them, None if none are asked for."""
        if not part:
            return None
        names = self._reader.once(("names", str(column)), lambda: list(_names.distinct(self._reader, column)))
        return [name for name in names if part.lower() in name.lower()]

    def _current(self) -> list[sa.ColumnElement[bool]]:
        """Return the conditions that the newest run and the newest revision speak; none where there is one only."""
        found: list[sa.ColumnElement[bool]] = []
        reader = self._reader
        runs, revised = (
            sa.select(tables.runs.c.number).limit(2),
            sa.select(tables.revisions.c.document).limit(1),
        )
        if len(reader.once("runs", lambda: reader.connection.execute(runs).all())) > 1:
            found.append(self._reports.c.run == latest_run(self._reports))
        if reader.once("revised", lambda: reader.connection.execute(revised).first()):
            found.append(sa.not_(revisions.replaced(self._choice.query.as_of)))
        return found

    def _rarest(self) -> sa.Select[Any] | None:
        """Return run and report of the fewest reports among which all that are sought are, None where they are many."""
        shares = [
            (self._reader.once(key, partial(self._count, some, most)) / most, number)
            for number, (key, most, some) in enumerate(self._few())
        ]
        share, number = min(shares, default=(2.0, 0))
        return self._ways[number] if share <= 1 else None

    def _count(self, some: sa.Select[Any], most: int) -> int:
        count = sa.select(sa.func.count()).select_from(some.limit(most + 1).subquery())
        return int(self._reader.connection.execute(count).scalar_one())

    def _few(self) -> Iterator[tuple[object, int, sa.Select[Any]]]:
        """Yield what may be rare, each with a name, with what counts as few, and keep the way to its reports."""
        parts, reports = tables.participants.c, self._reports.c
        self._ways: list[sa.Select[Any]] = []
        for match, who in zip(self._choice.query.actors, self._who, strict=True):
            self._ways.append(sa.select(parts.run, parts.report).where(who).distinct())
            yield match, RARE, self._ways[-1]
        if not self._large:
            return
        if self._places is not None:
            self._ways.append(
                sa.select(reports.run, reports.id.label("report")).where(reports.place.in_(self._places))
            )
            yield (self._choice.kind, self._choice.place), RARE, self._ways[-1]
        if self._publishers is not None:
            documents = tables.documents.c
            yield from self._documents(
                ("from", self._choice.source),
                sa.select(documents.id).where(documents.publisher.in_(self._publishers)),
            )
        told = search.having(self._reader.connection, self._choice.words)
        if told is not None:
            words = ("words", self._choice.words)
            yield from self._documents(words, told.with_only_columns(tables.searchable.c.document))

    def _documents(self, key: object, some: sa.Select[Any]) -> Iterator[tuple[object, int, sa.Select[Any]]]:
        reports = self._reports.c
        few = some.limit(RARE_DOCUMENTS + 1).subquery()
        own = sa.select(reports.run, reports.id.label("report")).join(few, few.c[0] == reports.document)
        self._ways.append(own)
        yield key, RARE_DOCUMENTS, some

    def _lookup(self, rare: sa.Select[Any]) -> sa.FromClause:
        reports = self._reports
        # the limit keeps the database from turning it inside out
        found = rare.limit(RARE_DOCUMENTS * IN_ONE).subquery("rare")
        return found.join(reports, sa.and_(reports.c.run == found.c.run, reports.c.id == found.c.report))

    def _parties(self) -> list[sa.ColumnElement[bool]]:
        parts, reports = tables.participants.c, self._reports.c
        return [
            sa.select(parts.report).where(parts.run == reports.run, parts.report == reports.id, who).exists()
            for who in self._who
        ]


def sample(reader: Reader, choice: Choice, most: int) -> list[tuple[str, dict[str, Any]]]:
    """Return the newest reports that match, as stored, with their records; for counts and maps, not for reading.

    Args:
        reader: of the store.
        choice: which ones.
        most: how many at most.
    """
    return _Search(reader, choice, most, None).sample(most)


def days(reader: Reader, choice: Choice) -> dict[datetime.date, int] | None:
    """Return how many reports lie on each day, None where counting them would take long."""
    return _Search(reader, choice, 1, None).days()


def everyday(reader: Reader, kind: str) -> dict[datetime.date, int]:
    """Return how many reports of a kind there are on each day, of all runs."""
    column = tables.REPORTS[kind].c.start_date
    rows = sa.select(column, sa.func.count()).where(column.is_not(None)).group_by(column)
    return {day: int(count) for day, count in reader.connection.execute(rows)}


def totals(reader: Reader) -> dict[str, int]:
    """Return how many documents, records and reports of each kind there are, of all runs."""

    def number(column: sa.ColumnElement[Any]) -> int:
        return int(reader.connection.execute(sa.select(sa.func.count(column))).scalar_one())

    found = {"documents": number(tables.documents.c.id)}
    found["records"] = number(tables.memberships.c.record.distinct())
    return found | {f"{kind}s": number(table.c.run) for kind, table in tables.REPORTS.items()}


def latest_documents(
    reader: Reader,
    *,
    words: str | None = None,
    source: str | None = None,
    limit: int,
    after: At | None = None,
) -> list[Any]:
    """Return documents, newest publication first: id, title, the beginning of the text, publisher, url, published_start.

    Args:
        reader: of the store.
        words: each begins a word of the title or the text; of very many articles that have them those read last.
        source: part of the publisher's name.
        limit: how many at most.
        after: where the page before ended; ``record`` is the document.
    """
    column = tables.documents.c
    begins = sa.func.substr(column.text, 1, BEGINNING).label("text")
    rows = sa.select(column.id, column.title, begins, column.publisher, column.url, column.published_start)
    told = search.having(reader.connection, words.split()) if words else None
    if told is not None:
        last = told.order_by(told.selected_columns.number.desc()).limit(search.LOOKED_AT).subquery()
        rows = rows.where(column.id.in_(sa.select(last.c.document)))
    elif words:
        return []
    if source:
        publishers = _names.distinct(reader, column.publisher)
        rows = rows.where(
            column.publisher.in_([name for name in publishers if source.lower() in name.lower()])
        )
    dated = column.published_start.is_not(None)
    found: list[Any] = []
    if after is None or after.day is not None:
        first = rows.where(dated)
        if after is not None:
            later = sa.and_(column.published_start == after.day, column.id > after.record)
            first = first.where(
                column.published_start <= after.day, sa.or_(column.published_start != after.day, later)
            )
        order = first.order_by(column.published_start.desc(), column.id).limit(limit)
        found = list(reader.connection.execute(order))
    if len(found) < limit:
        rest = rows.where(sa.not_(dated))
        if after is not None and after.day is None:
            rest = rest.where(column.id > after.record)
        found += reader.connection.execute(rest.order_by(column.id).limit(limit - len(found)))
    return found
