"""One database, opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from dateline.config import redacted
from dateline.store import _dialect, _schema
from dateline.store.reader import Cache, Reader
from dateline.store.writer import Writer

PATIENCE = 30.0  # seconds to wait for another writer


class Store:
    """Keeps documents and what runs found in them; rewrites nothing."""

    def __init__(self, engine: sa.Engine, where: str) -> None:
        self._engine = engine
        self._cache = Cache()
        self.where = where

    @classmethod
    def open(cls, db: str, *, create: bool = True, timeout: float = PATIENCE) -> Self:
        """Return the store at a path or ``postgresql://`` URL.

        Args:
            db: where.
            create: make it if it is not there (SQLite only).
            timeout: seconds to wait for another writer.

        Raises:
            ConfigError: it is not there and shall not be made, or no such kind of database is known.
            SchemaVersionError: a newer dateline wrote it.
            StoreBusy: another process holds it.
            StoreError: it is something else, or cannot be written.
        """
        where = redacted(str(db))
        engine = _dialect.engine(str(db), timeout=timeout, create=create)
        try:
            with _dialect.failures(where):
                _schema.prepare(engine, where)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, where)

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give a Reader; all that it reads is of one moment."""
        options = _dialect.one_moment(self._engine)
        with (
            _dialect.failures(self.where),
            self._engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield Reader(connection, self._cache)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Give a Writer; all that it writes is kept at the end, or nothing if an error comes."""
        with (
            _dialect.failures(self.where),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            _dialect.lock(connection)
            try:
                yield Writer(connection, self._cache)
            except BaseException:
                self._cache.clear()  # it may hold what is now taken back
                raise

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
