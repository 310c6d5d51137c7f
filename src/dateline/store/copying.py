"""Copies of a whole store, made while others write: a backup is a SQLite file, whatever the store is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from dateline.errors import ConfigError, StoreError
from dateline.store import health, search, tables
from dateline.store.store import Store

CHUNK = 1_000  # rows at a time
COUNTED = ("runs", "rulings")  # tables whose numbers PostgreSQL counts up by itself
FOUND_AGAIN = frozenset({"searchable"})  # made from the documents


def backup(store: Store, path: Path) -> None:
    """Write a copy of a store, as it is at one moment, to a file that then is a store by itself.

    Raises:
        ConfigError: the file is there, or its folder is not.
        StoreError: the store is damaged, or the copy cannot be written.
    """
    with _new_file(path) as whole:
        if store.kind == "sqlite":
            _copy_pages(store, whole)
        else:
            with Store.open(str(whole)) as target:
                _copy_rows(store, target)
        _checked(whole)


def restore(path: Path, db: str) -> None:
    """Put a backup where no store is: into a new SQLite file or an empty PostgreSQL database.

    Raises:
        ConfigError: there is a store already.
        StoreError: the backup is damaged or is none, or the place cannot be written.
    """
    if not path.is_file():
        raise ConfigError("no such file", where=str(path))
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        copy = Path(folder) / "backup.db"  # never the file itself: an older one is brought up to date first
        shutil.copyfile(path, copy)
        _checked(copy)
        if "://" in db and not db.startswith("sqlite:///"):
            with Store.open(str(copy), create=False) as source, Store.open(db) as target:
                _copy_rows(source, target)
            return
        with _new_file(Path(db.removeprefix("sqlite:///"))) as whole:
            shutil.copyfile(copy, whole)


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """Give a file in the same folder, which takes the name at the end unless another has it: nothing is half written."""
    if path.exists():
        raise ConfigError("is there already, and is never written over; give another name", where=str(path))
    if not path.absolute().parent.is_dir():
        raise ConfigError("no such folder", where=str(path.parent))
    try:
        with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".dateline-") as folder:
            whole = Path(folder) / "whole.db"
            yield whole
            with whole.open("rb") as written:
                os.fsync(written.fileno())
            _named(whole, path)
    except FileExistsError as error:
        raise ConfigError("is there already, and is never written over", where=str(path)) from error
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror}", where=str(path)) from error


def _named(whole: Path, path: Path) -> None:
    """Give a file its name; not if another process was faster, where the disk can tell."""
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        os.rename(whole, path)


def _copy_pages(store: Store, path: Path) -> None:
    with store.reading() as reader:
        source = reader.connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        with closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def _copy_rows(source: Store, target: Store) -> None:
    """Copy all rows into an empty store, in one transaction.

    Raises:
        ConfigError: it is not empty.
    """
    with source.reading() as reader, target.writing() as writer:
        there = [
            t.name
            for t in tables.metadata.sorted_tables
            if writer.connection.execute(sa.select(t).limit(1)).first()
        ]
        if there:
            raise ConfigError(
                "there are articles already; restore into an empty database", where=target.where
            )
        for table in tables.metadata.sorted_tables:
            if table.name in FOUND_AGAIN:
                continue
            rows = reader.connection.execution_options(yield_per=CHUNK).execute(
                sa.select(table).order_by(*table.primary_key)
            )
            for part in rows.mappings().partitions(CHUNK):
                writer.connection.execute(table.insert(), [dict(row) for row in part])
                if table is tables.documents:
                    for row in part:
                        search.index(writer.connection, row["id"], row["title"], row["text"])
        if target.kind == "postgresql":
            for name in COUNTED:
                _count_on(writer.connection, tables.metadata.tables[name])


def _count_on(connection: sa.Connection, table: sa.Table) -> None:
    """Let the server count on from the highest number that was copied."""
    sequence = sa.func.pg_get_serial_sequence(table.name, "number")
    highest = sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0) + 1).scalar_subquery()
    connection.execute(sa.select(sa.func.setval(sequence, highest, sa.false())))


def _checked(path: Path) -> None:
    """Refuse a copy that is not sound, with its schema brought up to date."""
    with Store.open(str(path), create=False) as store:
        found = health.problems(store)
        if found:
            raise StoreError(f"damaged: {found[0]}", where=str(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
