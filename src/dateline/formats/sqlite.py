"""A small SQLite file for reading: Datasette, DB Browser, R and pandas open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dateline.formats import Item, _flat, _pieces
from dateline.model import Record
from dateline.model.record import sides

PART = 1_000  # records that are written at a time
ROLES = {
    "event": ("actor", "recipient"),
    "statement": ("speaker", "addressee"),
    "indicator": ("actor", ""),
    "commitment": ("by", "to"),
}
TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
TABLES = f"""
CREATE TABLE records ({", ".join(f'"{name}" {TYPES[kind]}' for name, kind in _flat.COLUMNS.items())}, PRIMARY KEY (record_id));
CREATE TABLE reports (id TEXT PRIMARY KEY, record_id TEXT NOT NULL REFERENCES records, publisher TEXT, published TEXT, url TEXT,
    title TEXT, document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, differs TEXT);
CREATE TABLE participants (record_id TEXT NOT NULL REFERENCES records, role TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
    code TEXT, country TEXT, sector TEXT, PRIMARY KEY (record_id, role, position));
CREATE INDEX reports_record ON reports (record_id);
CREATE INDEX participants_code ON participants (country, sector);
CREATE VIEW timeline AS SELECT start AS date, "end", type, mode, actors, recipients, place, status, quote, publisher, url, record_id
    FROM records WHERE kind = 'event' AND start IS NOT NULL ORDER BY start, record_id;
CREATE VIEW ledger AS SELECT type, status AS state, actors AS "by", recipients AS "to", content, condition, start AS due, quote,
    publisher, url, record_id FROM records WHERE kind = 'commitment' ORDER BY first_reported, record_id;
CREATE VIEW said AS SELECT start AS date, actors AS speaker, type AS stance, content, publisher, url, record_id
    FROM records WHERE kind = 'statement' ORDER BY start, record_id;
CREATE VIEW figures AS SELECT measure, start AS date, value, low, high, unit, place, actors AS whose, publisher, url, record_id
    FROM records WHERE kind = 'indicator' ORDER BY measure, start, record_id;
"""


class Sqlite:
    """Tables ``records`` (as csv), ``reports`` and ``participants``; views ``timeline``, ``ledger``, ``said`` and ``figures``.

    Loss: full texts, judgements and runs stay in dateline's own database; attribution is told in words.
    """

    media_type = "application/vnd.sqlite3"

    def save(self, items: Iterable[Item], path: Path, *, title: str = "") -> None:
        """Write the file; what was at the path is replaced."""
        path.unlink(missing_ok=True)
        records = (item for item in items if isinstance(item, Record))
        with closing(sqlite3.connect(path)) as file, file:
            file.executescript(TABLES)
            for part in _pieces.batches(records, PART):
                _insert(file, "records", [tuple(row.values()) for row in _flat.rows(part)])
                _insert(file, "reports", [row for record in part for row in _reports(record)])
                _insert(file, "participants", [row for record in part for row in _participants(record)])


def _insert(file: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        file.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _reports(record: Record) -> list[tuple[object, ...]]:
    return [
        (
            r.id,
            record.record_id,
            r.publisher,
            r.published.iso() if r.published else None,
            r.url,
            r.title,
            r.document,
            r.evidence.start,
            r.evidence.end,
            r.evidence.exact,
            "; ".join(f"{field}: {told}" for field, told in r.differs.items()) or None,
        )
        for r in record.reports
    ]


def _participants(record: Record) -> list[tuple[object, ...]]:
    return [
        (record.record_id, role, position, a.name, a.code, a.country, a.sector)
        for role, actors in zip(ROLES[record.kind], sides(record.value), strict=True)
        for position, a in enumerate(actors)
    ]
