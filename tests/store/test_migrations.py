"""A database of an older dateline is brought up to date with all that is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config

import dateline
from dateline.model import Run
from dateline.store import Store, _dialect
from dateline.store.migrations import HEAD, VERSION_TABLE
from handmade import article, document, event, full

NEW = Run(version="2", pipeline="fast", model_digest="m", codebook_digest="c")


def made_by_0001(path: Path) -> None:
    """Make a database with the first schema and two articles in it."""
    engine = _dialect.engine(str(path), timeout=1, create=True)
    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    source = path.with_suffix(".new")
    with dateline.open(str(source)) as archive:
        archive.add(full(), Run(version="1", pipeline="fast", model_digest="m", codebook_digest="c"))
        archive.add(article(), Run(version="0", pipeline="fast", model_digest="m", codebook_digest="c"))
    copy(source, path)


def copy(source: Path, target: Path) -> None:
    """Copy all rows, of columns that both have."""
    connection = sqlite3.connect(target)
    connection.execute("ATTACH ? AS other", (str(source),))
    names = [n for (n,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for name in names:
        if name != VERSION_TABLE:
            columns = ", ".join(
                f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({name})")
            )
            connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM other.{name}")
    connection.commit()
    connection.close()


def test_the_first_schema_is_upgraded_with_its_content(tmp_path: Path) -> None:
    """Articles, records and the order of runs stay; what is new can be used."""
    path = tmp_path / "old.db"
    made_by_0001(path)
    with dateline.open(str(path)) as archive, dateline.open(str(path.with_suffix(".new"))) as same:
        assert archive.records() == same.records()
        assert archive.counts() == same.counts()
        told = document()
        archive.add(article(told, event(told, mode="meet")), NEW)
        assert archive.counts()["runs"] == 3
        with archive.store.reading() as reader:
            assert reader.runs()[-1] == NEW
        assert archive.timeline()[0].value == event(told, mode="meet")
        (record,) = archive.timeline()
        first, second = (report.id for report in record.reports)
        archive.judge(first, second, same=False, author="Ann")
        assert len(archive.timeline()) == 2


def test_an_upgrade_leaves_the_newest_schema(tmp_path: Path) -> None:
    """The version is the newest one, and opening again changes nothing."""
    path = tmp_path / "old.db"
    made_by_0001(path)
    for _ in range(2):
        Store.open(str(path)).close()
        connection = sqlite3.connect(path)
        assert connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [(HEAD,)]
        connection.close()
