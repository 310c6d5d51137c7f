"""The store with its resolvers and views: what ``dateline.open`` returns."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline import views
from dateline.errors import NotFound
from dateline.keeping import Keeping
from dateline.model import Article, Document, Issue, Record, Run
from dateline.model.comparison import Comparison, RunSummary
from dateline.model.conflict import Conflict
from dateline.model.day import Day as DayOfStory
from dateline.model.imported import Imported, ImportedMention
from dateline.model.overlap import Overlap
from dateline.model.passage import Passage
from dateline.model.revision import Revision
from dateline.model.ruling import Ruling
from dateline.model.series import Series
from dateline.model.shown import Results
from dateline.model.tension import By, Tension
from dateline.resolvers import RESOLVERS
from dateline.store import Query, Ruled, Store, imports, rulings, runs
from dateline.store.pages import At, Choice, page
from dateline.store.store import PATIENCE


def hand_run() -> Run:
    """Return the run of articles that were added without one."""
    return Run(version=version("dateline"), pipeline="none", model_digest="", codebook_digest="")


class Archive:
    """Adds articles, each resolved against what is there, and answers questions.

    Example: ``with dateline.open("dateline.db") as store: store.timeline(actor="PRK")``.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._keeping = Keeping()

    @classmethod
    def open(cls, db: str | Path, *, create: bool = True, timeout: float = PATIENCE) -> Self:
        """Return the archive at a path or ``postgresql://`` URL; see ``Store.open``."""
        return cls(Store.open(str(db), create=create, timeout=timeout))

    def add(
        self,
        article: Article,
        run: Run | None = None,
        *,
        raw: bytes | None = None,
        seen: datetime.date | None = None,
    ) -> bool:
        """Keep an article and all that was found in it; either all of it is kept, or nothing.

        Args:
            article: what a coder returned.
            run: the coder's recipe.
            raw: the bytes it was read from, to be kept beside it.
            seen: the day on which it was read, today if not given; it dates a new text at a known address.

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
            today = seen or datetime.datetime.now(datetime.UTC).date()
            number = writer.article(article, run, raw, seen=today)
            self._keeping.place(writer, article, run, number)
        return True

    def judge(
        self,
        left: str,
        right: str,
        *,
        same: bool,
        author: str,
        note: str | None = None,
        at: datetime.datetime | None = None,
    ) -> Ruled:
        """Say that two records or reports are one thing of the world, or two; it holds above what the resolvers find.

        Args:
            left: id of a record or report, or the unique start of one.
            right: id of the other.
            same: one thing, or two.
            author: who judges.
            note: why.
            at: when, now if not given.

        Returns:
            The judgement, whether it is new, and the records of the two reports now.

        Raises:
            NotFound: an id names nothing, or several things.
            ConfigError: the two cannot be judged: a document, two kinds, one report, no author.
            StoreError: another judgement says the contrary; it has to be taken back first.
        """
        with self.store.writing() as writer:
            return rulings.judge(
                writer,
                (left, right),
                same=same,
                author=author,
                note=note,
                at=at or datetime.datetime.now(datetime.UTC),
                likeness=self._keeping.likeness,
            )

    def undo(self, number: int, *, at: datetime.datetime | None = None) -> Ruled:
        """Take a judgement back; what the resolvers found holds again.

        Raises:
            NotFound: there is none of this number.
        """
        with self.store.writing() as writer:
            now = at or datetime.datetime.now(datetime.UTC)
            return rulings.undo(writer, number, at=now, likeness=self._keeping.likeness)

    def judgements(self, *, undone: bool = False) -> tuple[Ruling, ...]:
        """Return the judgements by people, oldest first, each with what the resolvers made of the pair.

        Args:
            undone: also those that were taken back.
        """
        with self.store.reading() as reader:
            return rulings.rulings(reader, undone=undone)

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
    ) -> Results[Record]:
        """Return the events in order of their date.

        Args:
            actor: code ("PRK", "PRKGOV") or name of one who takes part.
            include_all: also those that did not happen or are in doubt.
            choice: ``with_`` (another who takes part), ``type``, ``since``, ``until``, ``as_of`` (known by then), ``status``, ``certainty``,
                ``min_score`` (calibrated probability), ``place`` (part of its name, or a country) and ``source`` (part of a
                publisher's name).
        """
        with self.store.reading() as reader:
            return Results(
                views.timeline(reader, views.query(actor=actor, **choice), include_all=include_all)
            )

    def days(self, *, most: int | None = None, **choice: Any) -> Results[DayOfStory]:
        """Return the days that matter in the articles, in their order, each with the sentences that tell most of it.

        Args:
            most: so many at most; without it as many as there is enough to tell of.
            choice: as in ``timeline``; an actor or a type takes only articles that report such an event.
        """
        with self.store.reading() as reader:
            return Results(views.days(reader, views.query(**choice), most=most))

    def records(self, kind: str | None = None, **choice: Any) -> Results[Record]:
        """Return all records, of one kind or of all; ``choice`` as in ``timeline``."""
        if kind == "commitment":  # with what became of them
            return self.commitments(**choice)
        with self.store.reading() as reader:
            kinds = [k for k in RESOLVERS if k != "commitment"] if kind is None else [kind]
            found = tuple(r for k in kinds for r in views.records(reader, k, views.query(**choice)))
        return Results((*found, *(self.commitments(**choice) if kind is None else ())))

    def each(self, kind: str | None = None, *, include_all: bool = True, **choice: Any) -> Iterator[Record]:
        """Yield what ``records`` returns, reading some at a time: for stores that do not go into memory.

        Commitments are read whole, because what became of them stands in later articles.

        Args:
            kind: only these.
            include_all: also events that did not happen or are in doubt, which ``timeline`` leaves out.
            choice: as in ``timeline``.
        """
        asked = views.query(**choice)
        kinds = [k for k in RESOLVERS if k != "commitment"] if kind is None else [kind]
        for name in kinds:
            if name == "commitment":
                continue
            with self.store.reading() as reader:
                yield from views.each(reader, name, asked, include_all=include_all)
        if kind in (None, "commitment"):
            yield from self.commitments(**choice)

    def statements(self, **choice: Any) -> Results[Record]:
        """Return who said what; ``choice`` as in ``timeline``."""
        return self.records("statement", **choice)

    def indicators(self, **choice: Any) -> Results[Record]:
        """Return the figures; ``choice`` as in ``timeline``."""
        return self.records("indicator", **choice)

    def series(self, **choice: Any) -> Results[Series]:
        """Return the figures by measure and place, day by day, with the spread between sources; ``choice`` as in ``timeline``."""
        with self.store.reading() as reader:
            return Results(views.series(reader, views.query(**choice)))

    def found(
        self, kind: str, *, most: int, oldest: bool = False, words: Iterable[str] = (), **choice: Any
    ) -> Results[Record]:
        """Return the newest records of a kind, at most so many: quick, however many there are.

        Args:
            kind: ``event``, ``statement``, ``indicator`` or ``commitment``; commitments have the state that their own articles
                tell, and lie on the day on which they were first reported, because few have a day on which they are due.
            most: how many.
            oldest: the oldest instead.
            words: each stands in a report.
            choice: as in ``timeline``.
        """
        asked = views.query(**choice)
        with self.store.reading() as reader:
            chosen, after = Choice(kind=kind, query=asked, words=tuple(words), newest_first=not oldest), None
            if kind == "commitment":
                start = asked.since if oldest else asked.until
                after = At(start, "") if start is not None else None
                chosen = dataclasses.replace(
                    chosen, axis="reported", query=dataclasses.replace(asked, since=None, until=None)
                )
            names = page(reader, chosen, limit=most, after=after).records
            if not names:
                return Results(())
            return Results(views.records(reader, kind, Query(records=names, as_of=asked.as_of)))

    def followed(self, records: Iterable[str], *, as_of: views.Day | None = None) -> Results[Record]:
        """Return commitments, by the ids of their records, with what became of them: of few also in a large store.

        Args:
            records: the ids.
            as_of: as known on this day.
        """
        with self.store.reading() as reader:
            return Results(
                views.commitments(reader, Query(records=tuple(records), as_of=views.query(as_of=as_of).as_of))
            )

    def is_larger(self, kind: str, number: int) -> bool:
        """Return whether there are more reports of a kind than so many."""
        with self.store.reading() as reader:
            return reader.more_than(kind, number)

    def commitments(self, *, state: str | None = None, **choice: Any) -> Results[Record]:
        """Return what was undertaken, threatened and demanded; ``choice`` as in ``timeline``."""
        with self.store.reading() as reader:
            return Results(views.commitments(reader, views.query(**choice), state=state))

    def tension(self, left: str, right: str, *, by: By = "month", **choice: Any) -> Tension:
        """Return what passed between two sides, period by period, with where the level changed.

        Args:
            left: code or name of one side.
            right: code or name of the other.
            by: ``day``, ``week``, ``month``, ``quarter`` or ``year``.
            choice: ``since``, ``until`` and ``as_of``.
        """
        with self.store.reading() as reader:
            return views.tension(reader, left, right, by, views.query(**choice))

    def conflicts(self, *, records: Iterable[str] | None = None, **choice: Any) -> Results[Conflict]:
        """Return the accounts that cannot both hold.

        Args:
            records: only what speaks against these records: quick, however many articles there are. It reads their
                articles, others on the same events, and equal measures and meetings of the same time elsewhere.
            choice: as in ``timeline``.
        """
        asked = views.query(**choice)
        if records is not None:
            asked = dataclasses.replace(asked, records=tuple(records))
        with self.store.reading() as reader:
            return Results(views.conflicts(reader, asked))

    def revisions(self, name: str | None = None) -> tuple[Revision, ...]:
        """Return the texts of articles that were changed at their address, with the sentences that came and went.

        Args:
            name: an address or the id of a document, for one article only.
        """
        with self.store.reading() as reader:
            return views.revisions(reader, name)

    def search(
        self, words: str, *, limit: int = 20, since: views.Day | None = None, until: views.Day | None = None
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
        with self.store.reading() as reader:
            return reader.search(words, limit=limit, since=views.day(since), until=views.day(until))

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
            record = reader.current(full) if full.startswith("record") else reader.record_of(full)
            assert record is not None
            view = views.commitments if kind == "commitment" else partial(views.records, kind=kind)
            shown = view(reader, query=Query(records=(record,), superseded=True))
            if not shown:
                raise NotFound("no report of the newest runs belongs to it any more", where=name)
            return shown[0]

    def of_document(self, document: str) -> Results[Record]:
        """Return the records that a document reports."""
        with self.store.reading() as reader:
            asked = Query(document=document)
            return Results(r for kind in RESOLVERS for r in views.records(reader, kind, asked))

    def documents(self, since: views.Day | None = None, until: views.Day | None = None) -> tuple[str, ...]:
        """Return the ids of the documents, or of those published between two days, oldest first."""
        with self.store.reading() as reader:
            return reader.documents(views.day(since), views.day(until))

    def document(self, name: str) -> Document:
        """Return the document of an id.

        Raises:
            NotFound: there is none.
        """
        with self.store.reading() as reader:
            return reader.document(name)

    def runs(self) -> tuple[RunSummary, ...]:
        """Return the runs, oldest first, with what each did."""
        with self.store.reading() as reader:
            return runs.summaries(reader)

    def prefer(self, run: Run | str) -> None:
        """Let a run speak for all documents that it coded.

        Args:
            run: a recipe, or the number or the start of the id of a run.

        Raises:
            NotFound: no run has this number or id.
        """
        with self.store.writing() as writer:
            writer.prefer(run if isinstance(run, Run) else runs.named(writer, run).run)

    def diff(self, before: str, after: str) -> Comparison:
        """Return what appeared, vanished and changed between two runs, in the documents that both coded.

        Args:
            before: number or start of the id of a run.
            after: the other.

        Raises:
            NotFound: no run has this number or id.
        """
        with self.store.reading() as reader:
            return views.diff(reader, before, after)

    def import_events(
        self, found: Iterable[Imported | ImportedMention], *, instead_of: str | None = None
    ) -> tuple[int, int]:
        """Keep events of another data set beside our records; all of them, or nothing if an error comes.

        Args:
            found: what an importer read.
            instead_of: a data set that is taken out first.

        Returns:
            How many were new, and how many were there already.
        """
        with self.store.writing() as writer:
            if instead_of is not None:
                imports.forget(writer, instead_of)
            return imports.keep(writer, found)

    def imported(self, *, system: str | None = None, **choice: Any) -> Results[Imported]:
        """Return the events of other data sets, by day.

        Args:
            system: only of this data set.
            choice: ``actor``, ``with_``, ``type``, ``since`` and ``until``, as in ``timeline``.
        """
        with self.store.reading() as reader:
            return Results(views.imported(reader, views.query(**choice), system=system))

    def compare(
        self, *, system: str | None = None, days: int = 2, include_all: bool = False, **choice: Any
    ) -> Overlap:
        """Return our events beside those of other data sets: what both have, what only one has, where they disagree.

        Args:
            system: only this data set.
            days: how far apart two dates of one event may lie.
            include_all: also our records of what did not happen or is in doubt.
            choice: as in ``timeline``.
        """
        with self.store.reading() as reader:
            return views.overlap(
                reader, views.query(**choice), system=system, days=days, include_all=include_all
            )

    def data_sets(self) -> dict[str, int]:
        """Return the imported data sets, each with the number of its events."""
        with self.store.reading() as reader:
            return imports.systems(reader)

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
