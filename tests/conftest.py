"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from databases import Database, NoServerError, Server
from dateline.pipeline import Coder
from dateline.store import Store

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The default English coder, built once."""
    return Coder()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server for all tests of this process."""
    yield from _server(lasting=False)


@pytest.fixture(scope="module")
def crashing() -> Iterator[Server]:
    """A server that may be crashed without disturbing other tests, and keeps what was committed."""
    yield from _server(lasting=True)


def _server(*, lasting: bool) -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    try:
        server = Server(lasting=lasting)
    except NoServerError as error:
        pytest.skip(str(error))
    yield server
    server.remove()


@pytest.fixture(scope="session")
def prepared(postgresql: Server) -> str:
    """The name of a database with the newest schema, from which others are copied."""
    url = postgresql.make()
    Store.open(url).close()
    return str(make_url(url).database)


@pytest.fixture(params=BOTH)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A place for a store: each test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield Database(str(tmp_path / "a.db"))
        return
    server: Server = request.getfixturevalue("postgresql")
    found = Database(server.make(template=request.getfixturevalue("prepared")), server)
    yield found
    for url in (found.url, *found.more):
        server.drop(url)


@pytest.fixture(params=BOTH)
def each_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a test on both databases: what it opens as a file is a database of the server the second time."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    server: Server = request.getfixturevalue("postgresql")
    template: str = request.getfixturevalue("prepared")
    made: dict[str, str] = {}
    real = Store.open.__func__  # type: ignore[attr-defined]

    def opened(cls: type[Store], db: str, **settings: Any) -> Store:
        if db not in made:
            made[db] = server.make(template=template)
        return real(cls, made[db], **settings)  # type: ignore[no-any-return]

    monkeypatch.setattr(Store, "open", classmethod(opened))
    yield "postgresql"
    for url in made.values():
        server.drop(url)
