"""A database of an older dateline is brought up to date with all that is in it, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import dateline
from databases import Database, driver
from dateline.model import Run
from dateline.store import Store, _dialect
from dateline.store.migrations import HEAD, KNOWN, VERSION_TABLE
from handmade import article, document, event, full

NEW = Run(version="2", pipeline="fast", model_digest="m", codebook_digest="c")
WORDS = "searchable_words"  # SQLite's own tables of the words hold the same as the documents
INDEX = (
    f"INSERT INTO {WORDS} (rowid, title, body) SELECT s.number, coalesce(d.title, ''), d.text"
    " FROM searchable AS s JOIN documents AS d ON d.id = s.document"
)
OLDER = [version for version in KNOWN if version != HEAD]


def made_by(version: str, db: Database) -> tuple[str, str]:
    """Return the places of a database with an older schema and of one with the newest, with two articles in both."""
    old, new = db.another(), db.another()
    if db.server:  # `another` is empty, without any schema
        assert not sa.inspect(driver(old)).get_table_names()
    engine = _dialect.engine(old, timeout=1, create=True)
    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()
    with dateline.open(new) as archive:
        archive.add(full(), Run(version="1", pipeline="fast", model_digest="m", codebook_digest="c"))
        archive.add(article(), Run(version="0", pipeline="fast", model_digest="m", codebook_digest="c"))
    copy(new, old)
    return old, new


def copy(source: str, target: str) -> None:
    """Copy all rows, of tables and columns that both have."""
    known, made = sa.MetaData(), sa.MetaData()
    left, right = driver(source), driver(target)
    known.reflect(left)
    made.reflect(right)
    with left.connect() as reading, right.begin() as writing:
        for table in made.sorted_tables:
            if table.name == VERSION_TABLE or table.name.startswith(WORDS):
                continue
            names = [column.name for column in table.columns]
            rows = reading.execute(sa.select(*(known.tables[table.name].c[name] for name in names)))
            if found := [dict(row) for row in rows.mappings()]:
                writing.execute(table.insert(), found)
        if WORDS in made.tables:
            writing.exec_driver_sql(INDEX)
        if writing.dialect.name == "postgresql":
            writing.exec_driver_sql("SELECT setval('runs_number_seq', (SELECT max(number) FROM runs))")
    left.dispose()
    right.dispose()


@pytest.mark.parametrize("version", OLDER)
def test_an_older_schema_is_upgraded_with_its_content(db: Database, version: str) -> None:
    """Articles, records and the order of runs stay; what is new can be used."""
    old, new = made_by(version, db)
    with dateline.open(old) as archive, dateline.open(new) as same:
        assert archive.records() == same.records()
        assert archive.counts() == same.counts()
        assert archive.search("panmunjom declaration") == same.search("panmunjom declaration")
        assert [passage.title for passage in archive.search("reporters")] == ["A handshake"]
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


@pytest.mark.parametrize("version", OLDER)
def test_an_upgrade_leaves_the_newest_schema(db: Database, version: str) -> None:
    """Version, tables, columns, indexes and constraints are as in a new database, and opening again changes nothing."""
    old, new = made_by(version, db)
    for _ in range(2):
        Store.open(old).close()
        assert shape(old) == shape(new)


def shape(place: str) -> dict[str, object]:
    """Return what the schema of a database is."""
    engine = driver(place)
    look = sa.inspect(engine)
    with engine.connect() as connection:
        found: dict[str, object] = {
            "version": connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        }
    for name in look.get_table_names():
        columns = {
            c["name"]: (str(c["type"]), getattr(c["type"], "collation", None)) for c in look.get_columns(name)
        }
        keys = sorted((k["name"] or "", *k["constrained_columns"]) for k in look.get_foreign_keys(name))
        indexes = sorted((i["name"] or "", *map(str, i["column_names"])) for i in look.get_indexes(name))
        found[name] = (columns, look.get_pk_constraint(name), keys, indexes)
    engine.dispose()
    assert found["version"] == HEAD
    return found
