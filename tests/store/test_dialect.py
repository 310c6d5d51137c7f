"""What differs between databases stays inside; here PostgreSQL is only compiled, not run."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from dateline.errors import ConfigError, MissingExtra, StoreBusy, StoreError
from dateline.store import ActorMatch, Query, Store, tables
from dateline.store._dialect import failures


def test_every_table_can_be_made_in_postgresql() -> None:
    """No column type is SQLite's own; the number of a run counts up by itself."""
    made = {
        table.name: str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))
        for table in tables.metadata.sorted_tables
    }
    assert "number SERIAL NOT NULL" in made["runs"]
    assert "payload JSON NOT NULL" in made["events"]
    assert "content BYTEA NOT NULL" in made["raws"]


def test_queries_compile_for_postgresql() -> None:
    """The conditions use no function that only SQLite has."""
    match = ActorMatch(ids=("PRK",), prefix="PRK_", name="kim")
    conditions = Query(actors=(match,), type="CONSULT", records=("record1:a",)).conditions(tables.events)
    words = str(sa.and_(*conditions).compile(dialect=postgresql.dialect()))
    assert "EXISTS" in words
    assert "LIKE" in words


def test_postgresql_without_its_extra_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is said with the pip command."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"dateline\[postgres\]"):
        Store.open("postgresql://localhost/news")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", StoreBusy),
        ("canceling statement due to lock timeout", StoreBusy),
        ("attempt to write a readonly database", StoreError),
        ("unable to open database file", StoreError),
        ("database or disk is full", StoreError),
        ("something new", StoreError),
    ],
)
def test_failures_of_the_driver_become_errors_of_the_store(said: str, kind: type[StoreError]) -> None:
    """Each says where and what to do, and none shows SQL."""
    with pytest.raises(kind) as error, failures("news.db"):
        raise sa.exc.OperationalError("SELECT secret", {}, sqlite3.OperationalError(said))
    assert type(error.value) is kind
    assert str(error.value).startswith("news.db: ")
    assert "SELECT" not in str(error.value)


def test_a_sqlite_url_is_a_path_too(tmp_path: object) -> None:
    """sqlite:///PATH is the same as PATH, and memory works."""
    Store.open(f"sqlite:///{tmp_path}/a.db").close()
    Store.open(f"{tmp_path}/a.db", create=False).close()
    with Store.open(":memory:") as store, store.reading() as reader:
        assert reader.counts()["documents"] == 0
    with pytest.raises(ConfigError):
        Store.open(f"sqlite:///{tmp_path}/b.db", create=False)


def test_a_database_in_a_closed_folder_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Views work on read-only media, where SQLite cannot make the files that it keeps beside a database."""
    path = tmp_path / "a #1.db"
    Store.open(str(path)).close()
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store.open(str(path), create=False) as store, store.reading() as reader:
        assert reader.counts()["documents"] == 0
        assert {p.name for p in tmp_path.iterdir()} == {path.name}
