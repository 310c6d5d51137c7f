"""One database for many readers at a time."""

from __future__ import annotations

import threading

import sqlalchemy as sa

from dateline.store.store import Store


def fresh(store: Store) -> Store:
    """Return the same database with a cache of its own: what one thread reads is no other's."""
    return Store(store._engine, store.where)


class Watch:
    """Tells whether a database was written to since it was last asked."""

    def __init__(self, store: Store) -> None:
        self._engine = store._engine
        self._lock = threading.Lock()
        self._connection: sa.Connection | None = None

    def version(self) -> int:
        """Return a number that is another one after each change, by whatever process."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():  # an open transaction would show one moment for ever
                return int(self._connection.exec_driver_sql(self._question()).scalar() or 0)

    def _question(self) -> str:
        if self._engine.dialect.name == "sqlite":
            return "PRAGMA data_version"
        return "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables"

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
