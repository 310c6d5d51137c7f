"""Whether a store is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from dateline.errors import DatelineError
from dateline.model import Event
from dateline.store import dealings, tables
from dateline.store.reader import Reader
from dateline.store.store import Store

SHOWN = 20  # pages that SQLite names
CHUNK = 500
MARKS = 1 << 128
COMPARED = ("low", "high", "day", "last_day", "report", "document", "standing", "quad", "intensity")


def problems(store: Store, *, texts: bool = False) -> tuple[str, ...]:
    """Return what is wrong with a store, each in one sentence; nothing if it is sound.

    Args:
        store: opened.
        texts: also compare each article and each quotation with what was written; takes a minute for 100,000 articles.
    """
    with store.reading() as reader:
        found = [*_pages(reader), *_joints(reader)]
        if texts:
            found += _texts(reader)
    return tuple(found)


def _pages(reader: Reader) -> list[str]:
    """Ask SQLite for pages, indexes and references that are wrong; a server looks after its own."""
    if reader.connection.dialect.name != "sqlite":
        return []
    rows = reader.connection.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})").scalars()
    found = [f"SQLite says: {said}" for said in rows if said != "ok"]
    broken = reader.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN)
    return found + [f"a row of {row[0]} belongs to a row of {row[2]} that is not there" for row in broken]


def _joints(reader: Reader) -> list[str]:
    """Find what one transaction writes together and is not together."""
    found = []
    members, runs, documents = tables.memberships.c, tables.document_runs.c, tables.documents.c
    for kind, table in tables.REPORTS.items():
        member = sa.select(members.report).where(members.report == table.c.id).exists()
        found.append((f"{kind}s belong to no record", sa.select(table.c.id).where(sa.not_(member))))
        done = sa.select(runs.run).where(runs.run == table.c.run, runs.document == table.c.document).exists()
        found.append(
            (f"{kind}s are of a document that was not finished", sa.select(table.c.id).where(sa.not_(done)))
        )
    coded = sa.select(runs.document).where(runs.document == documents.id).exists()
    found.append(("documents were never finished", sa.select(documents.id).where(sa.not_(coded))))
    sought = (
        sa.select(tables.searchable.c.number).where(tables.searchable.c.document == documents.id).exists()
    )
    found.append(("documents cannot be found by their words", sa.select(documents.id).where(sa.not_(sought))))
    counted = [(_count(reader, question), what) for what, question in found]
    return [f"{count} {what}" for count, what in counted if count]


def _count(reader: Reader, question: sa.Select[Any]) -> int:
    return int(
        reader.connection.execute(sa.select(sa.func.count()).select_from(question.subquery())).scalar_one()
    )


def _texts(reader: Reader) -> list[str]:
    """Read every article and report, which compares ids and quotations with the texts."""
    found, names, dealt = [], reader.documents(), 0
    for start in range(0, len(names), CHUNK):
        for name in names[start : start + CHUNK]:
            try:
                reader.document(name)
                events = [each.value for each in reader.everything_of(name) if isinstance(each.value, Event)]
            except DatelineError as error:
                found.append(str(error))
                continue
            dealt += sum(_mark(row) for event in events for row in dealings.rows(0, event, None))
    if not found and (dealt - _dealt(reader)) % MARKS:
        found.append("the table of dealings is not that of the events; curves between countries are wrong")
    return found


def _dealt(reader: Reader) -> int:
    """Return the sum of the marks of all rows of the table of dealings."""
    rows = reader.connection.execute(sa.select(tables.dealings).execution_options(yield_per=CHUNK))
    return sum(_mark(row) for row in rows.mappings())


def _mark(row: Mapping[str, Any] | sa.RowMapping) -> int:
    """Return a number that stands for a row, so that two tables can be compared without holding either."""
    told = repr([row[name] for name in COMPARED]).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=16).digest())
