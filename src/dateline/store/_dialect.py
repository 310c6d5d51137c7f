"""All that differs between SQLite and PostgreSQL: connecting, locking, writing what may be there, and failures."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dateline.config import redacted
from dateline.errors import ConfigError, MissingExtra, StoreBusy, StoreError

_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def engine(where: str, *, timeout: float, create: bool) -> sa.Engine:
    """Return an engine for a SQLite path or a ``postgresql://`` URL."""
    if "://" not in where:
        return _sqlite(where, timeout, create)
    if where.startswith("sqlite:///"):
        return _sqlite(where.removeprefix("sqlite:///"), timeout, create)
    if where.startswith(("postgresql://", "postgres://")):
        return _postgresql(where, timeout)
    raise ConfigError("not a database: give a path or a postgresql:// URL", where=where.split("://")[0])


def _sqlite(path: str, timeout: float, create: bool) -> sa.Engine:
    if path != ":memory:":
        if not create and not Path(path).exists():
            raise ConfigError("no such database; 'dateline read' makes one", where=path)
        if not Path(path).resolve().parent.is_dir():
            raise StoreError("cannot make a database there: no such folder", where=path)
        if Path(path).is_dir():
            raise StoreError("is a folder, not a database", where=path)
    made = sa.create_engine(
        _sqlite_url(path, fixed=not create and _is_fixed(path)),
        connect_args={"timeout": timeout},
        json_serializer=_dumps,
        poolclass=sa.StaticPool if path == ":memory:" else sa.QueuePool,
    )
    sa.event.listen(made, "connect", _pragmas)
    sa.event.listen(made, "begin", _begin)
    return made


def _is_fixed(path: str) -> bool:
    """Return whether nobody can be writing: SQLite then needs no files beside it, which it could not make."""
    folder = Path(path).resolve().parent
    return path != ":memory:" and not os.access(folder, os.W_OK) and not Path(f"{path}-wal").exists()


def _sqlite_url(path: str, *, fixed: bool) -> sa.URL:
    if not fixed:
        return sa.URL.create("sqlite", database=path)
    address = "file:" + urllib.parse.quote(str(Path(path).resolve()))
    return sa.URL.create("sqlite", database=address, query={"uri": "true", "immutable": "1"})


CACHE_KILOBYTES = 65_536  # SQLite's own 2 MB make a new event in a million cost a third more


def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        with suppress(sqlite3.OperationalError):  # held or not writable: stays as it is, and works
            connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")


def _begin(connection: sa.Connection) -> None:
    # A writer takes its lock at once: two that both read first and write later could never both go on.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _postgresql(url: str, timeout: float) -> sa.Engine:
    try:
        address = sa.make_url(url.replace("postgres://", "postgresql://", 1))
        given = address.query.get("options", ())
        options = [given] if isinstance(given, str) else list(given)
        return sa.create_engine(
            address.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
            json_serializer=_dumps,
            connect_args={"options": " ".join([*options, f"-c lock_timeout={int(timeout * 1000)}"])},
            pool_pre_ping=True,  # the server may have been restarted since the last question
        )
    except ModuleNotFoundError as error:
        raise MissingExtra("a PostgreSQL store", "postgres") from error
    except (sa.exc.ArgumentError, ValueError) as error:
        form = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        raise ConfigError(f"not a PostgreSQL URL; write it as {form}") from error


def one_moment(engine: sa.Engine) -> dict[str, Any]:
    """Return the options of a connection that sees the database as it was at its first question; SQLite always does."""
    if engine.dialect.name == "postgresql":
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {}


def lock(connection: sa.Connection) -> None:
    """Let one writer in at a time; SQLite does so on its own."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(5276114)")


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(_insert_new(table, connection.dialect.name), list(rows))


@cache
def _insert_new(table: sa.Table, dialect: str) -> sa.Insert:
    """Return the order to insert; made once, because making it costs more than carrying it out."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


_GONE = "the PostgreSQL server was stopped or restarted; run the same command again, it goes on where it was"
_FULL = "the server has no connection left; try again, or raise its max_connections"
_MESSAGES: tuple[tuple[str, type[StoreError], str], ...] = (
    ("locked", StoreBusy, "another process holds the database; try again when it is done"),
    ("lock timeout", StoreBusy, "another process holds the database; try again when it is done"),
    ("not a database", StoreError, "is not a dateline database; give another path with --db"),
    ("malformed", StoreError, "the database is damaged; read the articles again into a new one"),
    ("readonly", StoreError, "the database cannot be written; check the permissions of file and folder"),
    ("unable to open", StoreError, "the database cannot be opened; check the permissions of file and folder"),
    ("disk is full", StoreError, "the disk is full"),
    ("disk i/o error", StoreError, "the disk cannot be read or written"),
    ("terminating connection", StoreBusy, _GONE),
    ("closed the connection", StoreBusy, _GONE),
    ("the connection is closed", StoreBusy, _GONE),
    ("connection is lost", StoreBusy, _GONE),
    ("the database system is", StoreBusy, _GONE),
    ("too many clients", StoreBusy, _FULL),
    ("too many connections", StoreBusy, _FULL),
    ("remaining connection slots", StoreBusy, _FULL),
    ("deadlock detected", StoreBusy, "two writers stood in each other's way; try again"),
    ("could not serialize", StoreBusy, "two writers stood in each other's way; try again"),
    ("no space left", StoreError, "the disk is full"),
    ("read-only transaction", StoreError, "the database cannot be written; is the server a replica?"),
    ("password", StoreError, "the server does not let this user in; check user and password"),
    ("pg_hba.conf", StoreError, "the server does not let this user in from here; check its pg_hba.conf"),
    (
        "permission denied",
        StoreError,
        "this user may not do that in the database; ask its owner for the rights",
    ),
    ("connection failed", StoreError, "no PostgreSQL server answers there"),
    ("is the server running", StoreError, "no PostgreSQL server answers there"),
    ("connection refused", StoreError, "no PostgreSQL server answers there"),
    ("connection timeout", StoreError, "no PostgreSQL server answers there"),
)


_MISSING = re.compile(r'(?:database|role) "[^"]*" does not exist')


@contextmanager
def failures(where: str) -> Iterator[None]:
    """Turn what the database driver raises into a StoreError that says what to do."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
        if _MISSING.search(said):
            raise StoreError(
                "no such database or user on that server; make it with createdb", where=where
            ) from error
        for words, kind, message in _MESSAGES:
            if words in said.lower():
                raise kind(message, where=where) from error
        raise StoreError(f"the database refused: {redacted(said)}", where=where) from error
