"""What runs did: counts, documents and reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.errors import NotFound
from dateline.model import Run
from dateline.model.comparison import RunSummary
from dateline.model.record import Value
from dateline.store import tables
from dateline.store.reader import CHUNK, Reader, with_records

Found = dict[str, tuple[Value, ...]]


def summaries(reader: Reader) -> tuple[RunSummary, ...]:
    """Return all runs with what they did, oldest first."""
    done = tables.document_runs
    documents = _counted(reader, sa.select(done.c.run, sa.func.count()).group_by(done.c.run))
    speaks = _speaking(reader) if len(documents) > 1 else documents
    found = {
        f"{kind}s": _counted(reader, sa.select(table.c.run, sa.func.count()).group_by(table.c.run))
        for kind, table in tables.REPORTS.items()
    }
    table = tables.runs
    return tuple(
        RunSummary(
            number=row.number,
            run=Run(
                version=row.version,
                pipeline=row.pipeline,
                model_digest=row.model_digest,
                codebook_digest=row.codebook_digest,
            ),
            documents=documents.get(row.number, 0),
            speaks_for=speaks.get(row.number, 0),
            found={kind: counts.get(row.number, 0) for kind, counts in found.items()},
        )
        for row in reader.connection.execute(sa.select(table).order_by(table.c.number))
    )


def named(reader: Reader, name: str) -> RunSummary:
    """Return the run of this number, or whose id begins so.

    Raises:
        NotFound: there is none, or there are several.
    """
    everyone = summaries(reader)
    found = [s for s in everyone if str(s.number) == name] or [
        s for s in everyone if name and s.run.id.startswith(name)
    ]
    if len(found) != 1:
        known = ", ".join(str(s.number) for s in everyone) or "none"
        raise NotFound(f"no such run; 'dateline runs' lists them (known: {known})", where=name)
    return found[0]


def documents(reader: Reader, number: int) -> frozenset[str]:
    """Return the documents that a run coded."""
    done = tables.document_runs.c
    rows = reader.connection.execute(sa.select(done.document).where(done.run == number))
    return frozenset(rows.scalars())


def reports(reader: Reader, number: int, wanted: Sequence[str]) -> Iterator[tuple[str, Found]]:
    """Yield documents with what a run found in them, by kind in text order.

    Args:
        reader: of the store.
        number: of the run.
        wanted: ids of the documents.
    """
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found: dict[str, Found] = {name: {} for name in part}
        for kind, table in tables.REPORTS.items():
            question = with_records(kind).where(table.c.run == number, table.c.document.in_(part))
            for row in reader.connection.execute(question.order_by(table.c.position, table.c.id)):
                value = reader.stored(kind, row).value
                found[row.document][kind] = (*found[row.document].get(kind, ()), value)
        yield from found.items()


def _speaking(reader: Reader) -> dict[int, int]:
    """Return for how many documents each run speaks: those that no run of a higher rank coded."""
    done, coding = tables.document_runs.c, tables.runs.c
    best = sa.select(sa.func.max(coding.rank).label("rank")).join(
        tables.document_runs, done.run == coding.number
    )
    ranks = best.group_by(done.document).subquery()
    speaking = sa.select(coding.number, sa.func.count()).join(ranks, ranks.c.rank == coding.rank)
    return _counted(reader, speaking.group_by(coding.number))


def _counted(reader: Reader, question: sa.Select[Any]) -> dict[int, int]:
    return {row[0]: row[1] for row in reader.connection.execute(question)}
