"""Makes the tables of a new database and brings an older one up to date."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.errors import SchemaVersionError, StoreError
from dateline.store import _dialect
from dateline.store.migrations import HEAD, KNOWN, VERSION_TABLE


def prepare(engine: sa.Engine, where: str) -> None:
    """Bring the schema to this version.

    Raises:
        SchemaVersionError: a newer dateline wrote it.
        StoreError: it holds other tables, and none of dateline's.
    """
    with engine.connect() as connection:
        if _version(connection, where) == HEAD:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        _dialect.lock(connection)
        if _version(connection, where) != HEAD:  # another process may just have done it
            _upgrade(connection)


def _version(connection: sa.Connection, where: str) -> str | None:
    names = sa.inspect(connection).get_table_names()
    if VERSION_TABLE not in names:
        if names and connection.dialect.name == "sqlite":
            raise StoreError("is a database of another program; give another path with --db", where=where)
        return None
    found = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if found is not None and found not in KNOWN:
        message = f"written by a newer dateline (schema {found}, this one knows {HEAD}); update dateline"
        raise SchemaVersionError(message, where=where)
    return str(found) if found is not None else None


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
