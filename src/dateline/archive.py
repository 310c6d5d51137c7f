"""The store with its resolvers and views: what ``dateline.open`` returns."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline import views
from dateline.errors import ConfigError, NotFound
from dateline.model import Article, Document, Issue, Record, Run
from dateline.model.conflict import Conflict
from dateline.model.series import Series
from dateline.resolvers import RESOLVERS, Placement, Resolver, Told, place, successor
from dateline.store import Query, Store, Stored, Writer, by_kind
from dateline.store.store import PATIENCE

Day = str | datetime.date


def hand_run() -> Run:
    """Return the run of articles that were added without one."""
    return Run(version=version("dateline"), pipeline="none", model_digest="", codebook_digest="")


class Archive:
    """Adds articles, each resolved against what is there, and answers questions.

    Example: ``with dateline.open("dateline.db") as store: store.timeline(actor="PRK")``.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._resolvers: dict[str, Resolver] = {kind: made() for kind, made in RESOLVERS.items()}

    @classmethod
    def open(cls, db: str | Path, *, create: bool = True, timeout: float = PATIENCE) -> Self:
        """Return the archive at a path or ``postgresql://`` URL; see ``Store.open``."""
        return cls(Store.open(str(db), create=create, timeout=timeout))

    def add(self, article: Article, run: Run | None = None, *, raw: bytes | None = None) -> bool:
        """Keep an article and all that was found in it; either all of it is kept, or nothing.

        Args:
            article: what a coder returned.
            run: the coder's recipe.
            raw: the bytes it was read from, to be kept beside it.

        Returns:
            False if this run had already coded this document.

        Raises:
            EvidenceError: a quotation does not stand in the document.
            StoreBusy: another process holds the database.
        """
        run = run or hand_run()
        with self.store.writing() as writer:
            if writer.has(article.document.id, run.id):
                return False
            writer.article(article, run, raw)
            for kind, values in by_kind(article).items():
                earlier = [_told(s) for s in writer.earlier(kind, article.document.id, run)]
                for value in values:
                    self._join(writer, kind, Told(value=value, document=article.document), earlier)
        return True

    def _join(self, writer: Writer, kind: str, told: Told, earlier: list[Told]) -> None:
        """Put a report into its record; ``earlier`` are those of older runs that still lack a successor."""
        if writer.record_of(told.value.id) is not None:
            return
        resolver = self._resolvers[kind]
        older = successor(told, earlier)
        if older is not None and older.record is not None:
            earlier.remove(older)
            found = Placement(record=older.record)
        else:
            search = resolver.search(told)
            candidates = writer.candidates(
                kind,
                search.keys,
                told.document.id,
                types=search.types,
                since=search.since,
                until=search.until,
            )
            found = place(resolver, told, map(_told, candidates))
        writer.join(told.value.id, found.record, kind, resolver.keys(told))
        writer.judge(found.judgements)

    def report(self, issues: Iterable[Issue], run: Run | None = None) -> None:
        """Keep what went wrong with items that gave no article."""
        found = tuple(issues)
        if found:
            with self.store.writing() as writer:
                writer.issues_of(run or hand_run(), found)

    def has(self, document: str, run: Run | str) -> bool:
        """Return whether a run has completely coded a document."""
        with self.store.reading() as reader:
            return reader.has(document, run if isinstance(run, str) else run.id)

    def timeline(
        self, actor: str | None = None, *, include_all: bool = False, **choice: Any
    ) -> tuple[Record, ...]:
        """Return the events in order of their date.

        Args:
            actor: code ("PRK", "PRKGOV") or name of one who takes part.
            include_all: also those that did not happen or are in doubt.
            choice: ``with_`` (another who takes part), ``type``, ``since``, ``until``, ``as_of`` (known by then).
        """
        with self.store.reading() as reader:
            return views.timeline(reader, query(actor=actor, **choice), include_all=include_all)

    def records(self, kind: str | None = None, **choice: Any) -> tuple[Record, ...]:
        """Return all records, of one kind or of all; ``choice`` as in ``timeline``."""
        with self.store.reading() as reader:
            kinds = RESOLVERS if kind is None else (kind,)
            return tuple(r for k in kinds for r in views.records(reader, k, query(**choice)))

    def statements(self, **choice: Any) -> tuple[Record, ...]:
        """Return who said what; ``choice`` as in ``timeline``."""
        return self.records("statement", **choice)

    def indicators(self, **choice: Any) -> tuple[Record, ...]:
        """Return the figures; ``choice`` as in ``timeline``."""
        return self.records("indicator", **choice)

    def series(self, **choice: Any) -> tuple[Series, ...]:
        """Return the figures by measure and place, day by day, with the spread between sources; ``choice`` as in ``timeline``."""
        with self.store.reading() as reader:
            return views.series(reader, query(**choice))

    def commitments(self, *, state: str | None = None, **choice: Any) -> tuple[Record, ...]:
        """Return what was undertaken, threatened and demanded; ``choice`` as in ``timeline``."""
        with self.store.reading() as reader:
            return views.commitments(reader, query(**choice), state=state)

    def conflicts(self, **choice: Any) -> tuple[Conflict, ...]:
        """Return the accounts that cannot both hold; ``choice`` as in ``timeline``."""
        with self.store.reading() as reader:
            return views.conflicts(reader, query(**choice))

    def show(self, name: str) -> Record | Document:
        """Return the record, the record of the report, or the document with this id or unique start of an id.

        Raises:
            NotFound: there is none, or there are several.
        """
        with self.store.reading() as reader:
            found = reader.complete(name)
            if found is None:
                raise NotFound("nothing has this id; 'dateline records' lists what there is", where=name)
            kind, full = found
            if kind == "document":
                return reader.document(full)
            record = full if full.startswith("record") else reader.record_of(full)
            assert record is not None
            shown = views.records(reader, kind, Query(records=(record,)))
            if not shown:
                raise NotFound("no report of the newest runs belongs to it any more", where=name)
            return shown[0]

    def of_document(self, document: str) -> tuple[Record, ...]:
        """Return the records that a document reports."""
        with self.store.reading() as reader:
            asked = Query(document=document)
            return tuple(r for kind in RESOLVERS for r in views.records(reader, kind, asked))

    def issues(self) -> tuple[Issue, ...]:
        """Return all that went wrong."""
        with self.store.reading() as reader:
            return reader.issues()

    def counts(self) -> dict[str, int]:
        """Return how many documents, reports of each kind, records, runs and issues there are."""
        with self.store.reading() as reader:
            return reader.counts()

    def close(self) -> None:
        """Let the database go."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def query(
    *,
    actor: str | None = None,
    with_: str | None = None,
    type: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    as_of: Day | None = None,
) -> Query:
    """Return the store's query for what people write."""
    return Query(
        actors=tuple(views.match(words) for words in (actor, with_) if words),
        type=type,
        since=_day(since),
        until=_day(until),
        as_of=_day(as_of),
    )


def _day(day: Day | None) -> datetime.date | None:
    if day is None or isinstance(day, datetime.date):
        return day
    try:
        return datetime.date.fromisoformat(day)
    except ValueError as error:
        raise ConfigError(f"not a day: {day!r}; write it as 2018-06-12") from error


def _told(stored: Stored) -> Told:
    return Told(value=stored.value, document=stored.document, record=stored.record)
