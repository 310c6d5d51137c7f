"""Writes; everything of one document in one transaction, and nothing twice."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

import sqlalchemy as sa

from dateline.model import Article, Document, Issue, Judgement, Run
from dateline.model.ids import content_id
from dateline.model.record import Value
from dateline.store import _check, dealings, revisions, search, tables
from dateline.store._dialect import insert_new
from dateline.store.reader import Reader, Stored, latest_run, with_records

MAX_CANDIDATES = 300  # reports compared with a new one; more only in floods of near-identical news
MAX_SHARING = (
    2_000  # reports looked at for a key when no days choose among them: a key of undated reports only grows
)


class Writer(Reader):
    """Writes inside one transaction."""

    def run(self, run: Run) -> int:
        """Return the number of a run, which is written if it is new."""
        table = tables.runs
        known = self.connection.execute(_NUMBER, {"run": run.id}).scalar()
        if known is not None:  # asked first: an insert that does nothing would use up a number in PostgreSQL
            return int(known)
        highest = self.connection.execute(sa.select(sa.func.max(table.c.rank))).scalar()
        new = table.insert().values(
            id=run.id,
            version=run.version,
            pipeline=run.pipeline,
            model_digest=run.model_digest,
            codebook_digest=run.codebook_digest,
            rank=(highest or 0) + 1,
        )
        written = self.connection.execute(new).inserted_primary_key
        assert written is not None
        return int(written[0])

    def prefer(self, run: Run) -> None:
        """Let a run speak for all documents that it coded."""
        table, number = tables.runs, self.run(run)
        highest = self.connection.execute(sa.select(sa.func.max(table.c.rank))).scalar_one()
        raised = table.update().where(table.c.number == number, table.c.rank < highest)
        self.connection.execute(raised.values(rank=highest + 1))

    def article(self, article: Article, run: Run, raw: bytes | None = None, *, seen: datetime.date) -> int:
        """Write a document, what a run found in it, and the mark that it is done; return the number of the run.

        Args:
            article: the document with what was found.
            run: by which recipe.
            raw: the bytes that it was read from.
            seen: today; a new text at a known address stands there since then, unless its own date tells more.

        Raises:
            EvidenceError: a quotation does not fit the document.
        """
        number, document = self.run(run), article.document
        self._cache.trim()
        insert_new(self.connection, tables.documents, [_check.pack_document(document)])
        search.index(self.connection, document.id, document.title, document.text)
        revisions.note(self.connection, document, seen)
        if raw is not None:
            insert_new(
                self.connection, tables.raws, [{"document": document.id, "content": zlib.compress(raw)}]
            )
        for kind, values in by_kind(article).items():
            rows = [self._row(number, kind, value, document) for value in values]
            insert_new(self.connection, tables.REPORTS[kind], rows)
        taking_part = [r for v in chain(*by_kind(article).values()) for r in _participants(number, v)]
        insert_new(self.connection, tables.participants, taking_part)
        dealt = [r for event in article.events for r in dealings.rows(number, event, document.publisher)]
        insert_new(self.connection, tables.dealings, dealt)
        self.issues_of(run, article.issues)
        insert_new(self.connection, tables.document_runs, [{"document": document.id, "run": number}])
        return number

    def _row(self, run: int, kind: str, value: Value, document: Document) -> dict[str, Any]:
        """Return the row of a report, and remember the report: others will be held against it."""
        row, back = _check.packed(kind, value, document)
        self._cache.values[run, row["id"]] = back
        return {"run": run, **row, **_check.columns(value)}

    def as_stored(self, run: int, name: str, value: Value) -> Value:
        """Return a report that was written just now as it would be read."""
        return self._cache.values.get((run, name), value)

    def issues_of(self, run: Run, issues: Sequence[Issue]) -> None:
        """Write what went wrong in a run."""
        if not issues:
            return
        number = self.run(run)
        insert_new(
            self.connection,
            tables.issues,
            [
                {
                    "id": content_id("issue1", run.id, issue.stage, issue.where, issue.code, issue.message),
                    "run": number,
                    "stage": issue.stage,
                    "location": _check.short(_check.printable(issue.where)),
                    "code": issue.code,
                    "message": _check.printable(issue.message),
                }
                for issue in issues
            ],
        )

    def candidates(
        self,
        kind: str,
        keys: tuple[str, ...],
        document: str,
        *,
        types: tuple[str, ...] = (),
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> list[Stored]:
        """Return the reports that share a key: those of the latest runs, and older ones of the same document.

        Args:
            kind: of the reports.
            keys: one of them is shared.
            document: whose older runs count too.
            types: only of these types, if given; types and days do not choose among those of the same document.
            since: only those not over before this day, or undated.
            until: only those begun by this day.
        """
        if not keys:
            return []
        dated = since is not None and until is not None
        wanted = sorted({str(_check.short(key)) for key in keys})
        given: dict[str, Any] = {"document": document, "types": types, "since": since, "until": until}
        given |= {"keys": wanted} if dated else {f"key{i}": key for i, key in enumerate(wanted)}
        question = _candidates(kind, typed=bool(types), dated=dated, keys=0 if dated else len(wanted))
        self._cache.trim()
        rows = self.connection.execute(question, given).all()
        tellers = self.tellers({row.document for row in rows})
        return [self.stored(kind, row, tellers[row.document]) for row in rows]

    def coded_before(self, document: str, run: Run) -> bool:
        """Return whether other runs coded a document."""
        return self.connection.execute(_BEFORE, {"document": document, "run": run.id}).first() is not None

    def earlier(self, kind: str, document: str, run: Run) -> list[Stored]:
        """Return the reports that other runs found in the same document, in text order."""
        rows = self.connection.execute(_earlier(kind), {"document": document, "run": run.id})
        return [self.stored(kind, row) for row in rows]

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Write judgements."""
        rows = [
            {
                "id": judgement.id,
                "left": judgement.left,
                "right": judgement.right,
                "same": judgement.same,
                "score": judgement.score,
                "reasons": list(judgement.reasons),
                "author": judgement.author,
            }
            for judgement in judgements
        ]
        insert_new(self.connection, tables.judgements, rows)


_BEFORE = (
    sa.select(tables.runs.c.number)
    .join(tables.document_runs, tables.document_runs.c.run == tables.runs.c.number)
    .where(
        tables.document_runs.c.document == sa.bindparam("document"), tables.runs.c.id != sa.bindparam("run")
    )
)
_NUMBER = sa.select(tables.runs.c.number).where(tables.runs.c.id == sa.bindparam("run"))


@cache
def _earlier(kind: str) -> sa.Select[Any]:
    """Return the question for the reports that other runs found in a document."""
    reports, runs = tables.REPORTS[kind], tables.runs
    return (
        with_records(kind)
        .join(runs, runs.c.number == reports.c.run)
        .where(reports.c.document == sa.bindparam("document"), runs.c.id != sa.bindparam("run"))
        .order_by(reports.c.position, reports.c.run.desc(), reports.c.id)
    )


@cache
def _candidates(kind: str, *, typed: bool, dated: bool, keys: int) -> sa.Select[Any]:
    """Return the question for candidates; made once, because making it costs more than asking it.

    Args:
        kind: of the reports.
        typed: whether types choose among them.
        dated: whether days do.
        keys: how many keys there are, if of each only the first reports are looked at.
    """
    reports = tables.REPORTS[kind]
    begun_by, over_by = (sa.bindparam(name, type_=sa.Date) for name in ("until", "since"))
    types: sa.BindParameter[Any] = sa.bindparam("types", expanding=True)
    here = reports.c.document == sa.bindparam("document")
    sharing = _first_sharing(keys) if keys else _sharing()
    question = (
        with_records(kind)
        .where(reports.c.id.in_(sharing))
        .where(sa.or_(reports.c.run == latest_run(reports), here))
        .order_by(reports.c.id, reports.c.run.desc())
        .limit(MAX_CANDIDATES)
    )
    # coalesce keeps the planner from the indexes of these columns: the keys are far more selective
    if typed:
        question = question.where(sa.or_(here, sa.func.coalesce(reports.c.type, "").in_(types)))
    if dated:
        begun = sa.func.coalesce(reports.c.start_date, reports.c.end_date) <= begun_by
        lasting = sa.func.coalesce(reports.c.end_date, reports.c.start_date) >= over_by
        undated = sa.and_(reports.c.start_date.is_(None), reports.c.end_date.is_(None))
        question = question.where(sa.or_(here, undated, sa.and_(begun, lasting)))
    return question


def _sharing() -> sa.Select[Any]:
    keys: sa.BindParameter[Any] = sa.bindparam("keys", expanding=True)
    return sa.select(tables.keys.c.report).where(tables.keys.c.key.in_(keys))


def _first_sharing(count: int) -> sa.CompoundSelect[Any]:
    """Return the question for the first reports of each key, in the order of their ids: the same ones whenever it is asked."""
    table = tables.keys.c
    parts = (
        sa.select(table.report)
        .where(table.key == sa.bindparam(f"key{i}"))
        .order_by(table.report)
        .limit(MAX_SHARING)
        for i in range(count)
    )
    return sa.union_all(*(sa.select(part.subquery().c.report) for part in parts))


def by_kind(article: Article) -> dict[str, tuple[Value, ...]]:
    """Return the reports of an article under their kinds."""
    return {
        "event": article.events,
        "statement": article.statements,
        "indicator": article.indicators,
        "commitment": article.commitments,
    }


def _participants(run: int, value: Value) -> list[dict[str, Any]]:
    name = value.id  # made once: it is a hash
    return [
        {
            "run": run,
            "report": name,
            "role": role,
            "position": position,
            "actor": actor.id,
            "name": _check.short(actor.name),
            "country": actor.country,
            "code": actor.code,
        }
        for role, position, actor in _check.participants(value)
    ]
