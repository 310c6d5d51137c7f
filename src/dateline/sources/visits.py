"""What was fetched before: kept in a small file of its own, so that nothing is fetched twice after a restart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline.errors import SourceError

TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, next_at REAL NOT NULL, failures INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, version TEXT NOT NULL);
"""
PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a feed.

    Attributes:
        etag: name of the version whose entries were all kept.
        modified: when it was changed, as the server said it.
        next_at: seconds since 1970 at which it may be asked again.
        failures: how often in a row it did not answer.
    """

    etag: str | None = None
    modified: str | None = None
    next_at: float = 0.0
    failures: int = 0


class Visits:
    """Remembers feeds and pages.

    Raises:
        SourceError: the file is none of ours, or cannot be written.
    """

    def __init__(self, path: Path | str) -> None:
        self._where = str(path)
        with self._failures():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(TABLES)

    def feed(self, url: str) -> Visit:
        """Return the last visit to a feed."""
        row = self._one("SELECT etag, modified, next_at, failures FROM feeds WHERE url = ?", url)
        if row is None:
            return Visit()
        etag, modified, next_at, failures = row
        return Visit(etag=etag, modified=modified, next_at=next_at, failures=failures)

    def visited(self, url: str, visit: Visit) -> None:
        """Keep a visit to a feed."""
        values = (url, visit.etag, visit.modified, visit.next_at, visit.failures)
        with self._failures():
            self._connection.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)", values)

    def page(self, url: str) -> str | None:
        """Return the version of a page that was fetched, None if none was."""
        row = self._one("SELECT version FROM pages WHERE url = ?", url)
        return None if row is None else str(row[0])

    def fetched(self, url: str, version: str) -> None:
        """Keep that a version of a page was fetched, and what is in it kept."""
        with self._failures():
            self._connection.execute("INSERT OR REPLACE INTO pages VALUES (?, ?)", (url, version))

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def _one(self, question: str, url: str) -> tuple[Any, ...] | None:
        with self._failures():
            found: tuple[Any, ...] | None = self._connection.execute(question, (url,)).fetchone()
            return found

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise SourceError(f"cannot keep what was fetched: {error}", where=self._where) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
