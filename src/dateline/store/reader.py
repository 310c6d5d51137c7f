"""Questions to the tables; the highest run of each document speaks for it, and the newest revision for its address."""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from dateline.errors import NotFound
from dateline.model import Document, Issue, Judgement, Run
from dateline.model.passage import Passage
from dateline.model.record import Value
from dateline.store import _check, revisions, tables
from dateline.store.query import Query
from dateline.store.search import Part, excerpt, find, parts, spread, telling

T = TypeVar("T")
CACHED_DOCUMENTS = 1_000
CACHED_TELLERS = 4_000
CACHED_VALUES = 10_000  # of some 6 kB each
CHUNK = 500  # ids in one question; databases limit their number


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One report as the store has it.

    Attributes:
        name: id of the report; it is that of ``value``, but need not be made again.
        record: id of the record that it belongs to.
        kind: ``event``, ``statement``, ``indicator`` or ``commitment``.
        value: the report.
        document: where it stands.
        machine: the record into which the resolver had put it, None unless people moved it.
        superseded: whether a newer revision of the document stands at the same address.
    """

    name: str
    record: str
    kind: str
    value: Value
    document: Document
    machine: str | None = None
    superseded: bool = False


@dataclass(slots=True)
class Cache:
    """Documents and reports read before; rows never change, so they stay true.

    Attributes:
        documents: whole ones.
        tellers: documents without their blocks, which are most of them: reports are held against many that others tell.
        values: reports, by run and id.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    tellers: dict[str, Document] = field(default_factory=dict)
    values: dict[tuple[int, str], Value] = field(default_factory=dict)

    def trim(self) -> None:
        """Forget the older half of what there is too much of."""
        if len(self.documents) > CACHED_DOCUMENTS:
            _forget(self.documents, CACHED_DOCUMENTS // 2)
        if len(self.tellers) > CACHED_TELLERS:
            _forget(self.tellers, CACHED_TELLERS // 2)
        if len(self.values) > CACHED_VALUES:
            _forget(self.values, CACHED_VALUES // 2)

    def clear(self) -> None:
        """Forget all."""
        self.documents.clear()
        self.tellers.clear()
        self.values.clear()


def _forget(known: dict[Any, Any], most: int) -> None:
    """Leave so many of the newest entries."""
    for name in list(islice(known, len(known) - most)):
        del known[name]


class Reader:
    """Reads inside one transaction."""

    def __init__(self, connection: sa.Connection, cache: Cache) -> None:
        self.connection = connection
        self._cache = cache
        self._told: dict[object, Any] = {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what was made for this key in this transaction, or make it now."""
        if key not in self._told:
            self._told[key] = make()
        found: T = self._told[key]
        return found

    def has(self, document: str, run: str) -> bool:
        """Return whether a run has completely coded a document."""
        return self.connection.execute(_HAS, {"document": document, "run": run}).first() is not None

    def document(self, name: str) -> Document:
        """Return a document.

        Raises:
            NotFound: there is none of this id.
            EvidenceError: it is no longer what was read.
        """
        if name not in self._cache.documents:
            row = self.connection.execute(_DOCUMENT, {"document": name}).first()
            if row is None:
                raise NotFound("no such document; 'dateline records' lists what there is", where=name)
            self._cache.documents[name] = _check.unpack_document(row)
        return self._cache.documents[name]

    def documents(
        self, since: datetime.date | None = None, until: datetime.date | None = None
    ) -> tuple[str, ...]:
        """Return the ids of all documents, or of those published between two days, oldest publication first."""
        column = tables.documents.c
        chosen = sa.select(column.id)
        if since is not None:
            chosen = chosen.where(column.published_end >= since)
        if until is not None:
            chosen = chosen.where(column.published_start <= until)
        order = chosen.order_by(column.published_start.nulls_last(), column.id)
        return tuple(self.connection.execute(order).scalars())

    def revised(self, name: str | None = None) -> list[tuple[tuple[str, datetime.date], ...]]:
        """Return the documents of each article that was changed, with the day since when they count, oldest first.

        Args:
            name: only the article at this address, or that of this document.
        """
        return revisions.read(self.connection, name)

    def raw(self, document: str) -> bytes | None:
        """Return the bytes that a document was read from, None when they were not kept."""
        column = tables.raws.c
        packed = self.connection.execute(
            sa.select(column.content).where(column.document == document)
        ).scalar()
        return None if packed is None else zlib.decompress(packed)

    def reports(self, kind: str, query: Query) -> list[Stored]:
        """Return all current reports of the records of which one report answers the query.

        They are ordered by record, publication, document and place in the text.
        """
        reports, members, documents = tables.REPORTS[kind], tables.memberships.c, tables.documents.c
        current = _current(kind, query.as_of, superseded=query.superseded)
        if query.as_of is not None:
            current = current.where(documents.published_end <= query.as_of, revisions.known(query.as_of))
        records = current.where(*query.conditions(reports)).with_only_columns(members.record)
        everything = current.where(members.record.in_(records)).order_by(
            members.record,
            documents.published_start.nulls_last(),
            documents.id,
            reports.c.position,
            reports.c.id,
        )
        self._cache.trim()
        rows = self.connection.execute(everything).all()
        self._load({row.document for row in rows})
        return [self.stored(kind, row) for row in rows]

    def by_day(self, kind: str, query: Query) -> Iterator[tuple[str, datetime.date | None]]:
        """Yield the records of which one report answers the query, with the earliest day that a report gives; undated ones last."""
        reports, members, documents = tables.REPORTS[kind], tables.memberships.c, tables.documents.c
        current = _current(kind, query.as_of, superseded=query.superseded)
        if query.as_of is not None:
            current = current.where(documents.published_end <= query.as_of, revisions.known(query.as_of))
        day = sa.func.min(reports.c.start_date)
        every = current.with_only_columns(members.record, day).group_by(members.record)
        conditions = query.conditions(reports)
        if conditions:
            asked = current.where(*conditions).with_only_columns(members.record)
            every = every.where(members.record.in_(asked))
        every = every.order_by(day.nulls_last(), members.record).execution_options(yield_per=CHUNK)
        for row in self.connection.execute(every):
            yield row[0], row[1]

    def _load(self, names: set[str]) -> None:
        """Read documents into the cache, many at a time."""
        missing, table = sorted(names - self._cache.documents.keys()), tables.documents
        for start in range(0, len(missing), CHUNK):
            wanted = sa.select(table).where(table.c.id.in_(missing[start : start + CHUNK]))
            for row in self.connection.execute(wanted):
                self._cache.documents[row.id] = _check.unpack_document(row)

    def having(
        self,
        words: str,
        *,
        limit: int,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> tuple[str, ...]:
        """Return the ids of the documents that ``search`` finds, without reading them."""
        column = tables.documents.c
        chosen = [column.published_end >= since] if since is not None else []
        chosen += [column.published_start <= until] if until is not None else []
        return tuple(row.id for row in find(self.connection, parts(words), chosen, limit))

    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> tuple[Passage, ...]:
        """Return the articles that have these words, best first, each with a part that has most of them.

        Args:
            words: words, "words side by side", and -words that must not be there.
            limit: how many articles at most.
            since: only what was published on this day or later.
            until: only what was published on this day or earlier.

        Raises:
            ConfigError: nothing is sought.
        """
        sought, column = parts(words), tables.documents.c
        chosen = [column.published_end >= since] if since is not None else []
        chosen += [column.published_start <= until] if until is not None else []
        rows = find(self.connection, sought, chosen, limit)
        self._cache.trim()
        self._load({row.id for row in rows})
        return tuple(self._passage(row.id, row.score, sought) for row in rows)

    def telling(
        self,
        words: Sequence[str],
        countries: Sequence[str],
        since: datetime.date,
        until: datetime.date,
        *,
        limit: int,
    ) -> list[str]:
        """Return documents of some days that have two of some words and tell of events of some country, oldest first."""
        return telling(self.connection, words, countries, since, until, limit)

    def spread(self, word: str) -> tuple[int, int]:
        """Return how many of the documents that were last read have words that begin so, and how many were looked at."""
        return spread(self.connection, word)

    def more_than(self, kind: str, number: int) -> bool:
        """Return whether there are more reports of a kind than so many."""
        some = sa.select(tables.REPORTS[kind].c.id).limit(number + 1).subquery()
        count = sa.select(sa.func.count()).select_from(some)
        return self.once((kind, number), lambda: int(self.connection.execute(count).scalar_one())) > number

    def _passage(self, name: str, score: float, sought: tuple[Part, ...]) -> Passage:
        document = self.document(name)
        return Passage(
            document=name,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=document.published,
            score=round(float(score), 4),
            evidence=document.evidence(excerpt(document, sought)),
        )

    def told(self, kind: str, names: Iterable[str]) -> list[Stored]:
        """Return the reports of these ids, of whatever run, each once."""
        wanted, found = sorted(names), dict[str, Stored]()
        reports = tables.REPORTS[kind]
        for start in range(0, len(wanted), CHUNK):
            question = with_records(kind).where(reports.c.id.in_(wanted[start : start + CHUNK]))
            for row in self.connection.execute(question.order_by(reports.c.run)):
                found[row.id] = self.stored(kind, row)
        return list(found.values())

    def everything_of(self, document: str) -> list[Stored]:
        """Return all that any run found in a document, which checks every quotation against the text."""
        self._cache.trim()
        return [
            self.stored(kind, row)
            for kind, table in tables.REPORTS.items()
            for row in self.connection.execute(with_records(kind).where(table.c.document == document))
        ]

    def joined(self, reports: Iterable[str]) -> set[str]:
        """Return which of these reports belong to a record."""
        wanted, found = list(reports), set[str]()
        for start in range(0, len(wanted), CHUNK):
            found.update(
                self.connection.execute(_JOINED, {"reports": wanted[start : start + CHUNK]}).scalars()
            )
        return found

    def record_of(self, report: str) -> str | None:
        """Return the record that a report belongs to, None when the report is unknown."""
        return self.connection.execute(_RECORD_OF, {"report": report}).scalar()

    def current(self, record: str) -> str:
        """Return the record into which people merged this one; itself if they did not."""
        members = tables.memberships.c
        if self.connection.execute(sa.select(members.report).where(members.record == record)).first():
            return record
        moved = sa.select(members.record).where(members.machine == record).order_by(members.report)
        return self.connection.execute(moved).scalar() or record

    def complete(self, start: str) -> tuple[str, str] | None:
        """Return kind and full id of the one record, report or document whose id begins like this, None if none.

        Raises:
            NotFound: several do.
        """
        members = tables.memberships.c
        found: set[tuple[str, str]] = set()
        for column in (
            members.record,
            members.report,
        ):  # a whole id is looked up, the start of one looked for
            row = self.connection.execute(sa.select(members.kind).where(column == start).limit(1)).first()
            if row is not None:
                return row.kind, start
        if self.connection.execute(
            sa.select(tables.documents.c.id).where(tables.documents.c.id == start)
        ).first():
            return "document", start
        for column in (members.record, members.report, members.machine):
            begins = column.startswith(start, autoescape=True)
            rows = sa.select(members.kind, column).where(begins).distinct().limit(3)
            found |= {(row[0], row[1]) for row in self.connection.execute(rows)}
        documents = tables.documents.c.id
        rows_ = sa.select(documents).where(documents.startswith(start, autoescape=True)).limit(3)
        found |= {("document", name) for name in self.connection.execute(rows_).scalars()}
        exact = [item for item in found if item[1] == start]
        if len(found) > 1 and not exact:
            raise NotFound("several ids begin so; give more of it", where=start)
        return next(iter(exact or found), None)

    def judgements(self, reports: Iterable[str]) -> tuple[Judgement, ...]:
        """Return the judgements on these reports, surest first."""
        table, wanted = tables.judgements, tuple(reports)
        rows = self.connection.execute(
            sa.select(table)
            .where(sa.or_(table.c.left.in_(wanted), table.c.right.in_(wanted)))
            .order_by(table.c.score.desc(), table.c.id)
        )
        return tuple(
            Judgement(
                left=row.left,
                right=row.right,
                same=row.same,
                score=row.score,
                reasons=tuple(row.reasons),
                author=row.author,
            )
            for row in rows
        )

    def issues(self) -> tuple[Issue, ...]:
        """Return all issues."""
        table = tables.issues
        rows = self.connection.execute(sa.select(table).order_by(table.c.location, table.c.id))
        return tuple(Issue(stage=r.stage, where=r.location, code=r.code, message=r.message) for r in rows)

    def runs(self) -> tuple[Run, ...]:
        """Return all runs, oldest first."""
        table = tables.runs
        rows = self.connection.execute(sa.select(table).order_by(table.c.number))
        return tuple(
            Run(
                version=r.version,
                pipeline=r.pipeline,
                model_digest=r.model_digest,
                codebook_digest=r.codebook_digest,
            )
            for r in rows
        )

    def counts(self) -> dict[str, int]:
        """Return how many documents, current reports of each kind, records, runs and issues there are."""

        def number(chosen: sa.Select[Any]) -> int:
            return int(
                self.connection.execute(
                    sa.select(sa.func.count()).select_from(chosen.subquery())
                ).scalar_one()
            )

        found = {"documents": number(sa.select(tables.documents.c.id))}
        records = 0
        for kind in tables.REPORTS:
            current = _current(kind)
            found[f"{kind}s"] = number(current.with_only_columns(tables.REPORTS[kind].c.id))
            records += number(current.with_only_columns(tables.memberships.c.record).distinct())
        found["records"] = records
        found["runs"] = number(sa.select(tables.runs.c.id))
        found["issues"] = number(sa.select(tables.issues.c.id))
        return found

    def tellers(self, names: set[str]) -> dict[str, Document]:
        """Return documents with their text and day of publication, but without blocks; all that resolvers look at."""
        known = self._cache.tellers
        missing = sorted(names - known.keys())
        for start in range(0, len(missing), CHUNK):
            for row in self.connection.execute(_TELLERS, {"documents": missing[start : start + CHUNK]}):
                known[row.id] = _check.unpack_teller(row)
        return {name: known[name] for name in names}

    def stored(self, kind: str, row: Any, document: Document | None = None) -> Stored:
        """Return the report of a row that ``with_records`` asks for; ``document`` is the whole one if not given."""
        run, name, document_id, record, machine, payload, *more = row
        document = document or self.document(document_id)
        value = self._cache.values.get((run, name))
        if value is None:  # only then is the JSON read
            payload = json.loads(payload) if isinstance(payload, str) else payload
            value = self._cache.values[run, name] = _check.unpack(kind, payload, document)
        return Stored(
            name=name,
            record=record,
            kind=kind,
            value=value,
            document=document,
            machine=machine,
            superseded=bool(more and more[0]),
        )


_AS_IT_IS = sa.types.NullType()  # text in SQLite, JSON in PostgreSQL
_JOINED = sa.select(tables.memberships.c.report).where(
    tables.memberships.c.report.in_(sa.bindparam("reports", expanding=True))
)
_RECORD_OF = sa.select(tables.memberships.c.record).where(
    tables.memberships.c.report == sa.bindparam("report")
)
_DOCUMENT = sa.select(tables.documents).where(tables.documents.c.id == sa.bindparam("document"))
_TELLERS = sa.select(
    tables.documents.c.id, tables.documents.c.text, tables.documents.c.payload["published"].label("published")
).where(tables.documents.c.id.in_(sa.bindparam("documents", expanding=True)))
_HAS = (
    sa.select(tables.document_runs.c.document)
    .join(tables.runs, tables.runs.c.number == tables.document_runs.c.run)
    .where(
        tables.document_runs.c.document == sa.bindparam("document"), tables.runs.c.id == sa.bindparam("run")
    )
)


def with_records(kind: str) -> sa.Select[Any]:
    """Return the question for reports with their records, of all runs."""
    reports, members = tables.REPORTS[kind].c, tables.memberships
    columns = (
        reports.run,
        reports.id,
        reports.document,
        members.c.record,
        members.c.machine,
        sa.type_coerce(reports.payload, _AS_IT_IS),
    )
    return sa.select(*columns).join(members, members.c.report == reports.id)


def _current(kind: str, as_of: datetime.date | None = None, *, superseded: bool = False) -> sa.Select[Any]:
    """Return the question for what the highest runs say, of the newest revisions or with the older ones marked."""
    reports, documents = tables.REPORTS[kind], tables.documents
    found = (
        with_records(kind)
        .join(documents, documents.c.id == reports.c.document)
        .where(reports.c.run == latest_run(reports))
    )
    replaced = revisions.replaced(as_of)
    return found.add_columns(replaced) if superseded else found.where(sa.not_(replaced))


def latest_run(reports: sa.Table) -> sa.ScalarSelect[int]:
    """Return the number of the highest run over the document of a report."""
    done, runs = tables.document_runs.alias("done"), tables.runs.alias("coding")
    return (
        sa.select(done.c.run)
        .join(runs, runs.c.number == done.c.run)
        .where(done.c.document == reports.c.document)
        .order_by(runs.c.rank.desc())
        .limit(1)
        .scalar_subquery()
    )
