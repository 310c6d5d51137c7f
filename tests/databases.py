"""Databases for the tests: SQLite files, and a PostgreSQL server of our own that is thrown away afterwards."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from dateline.store import tables

BINARIES = "/usr/lib/postgresql/*/bin"
SERVICE_USER = "postgres"  # the server refuses to run as root
SETTINGS = ("fsync=off", "full_page_writes=off", "max_connections=40")
LOCALE = (
    "--locale-provider=icu",
    "--icu-locale=en-US",
)  # sorts unlike SQLite, so that it shows where that matters


class NoServerError(Exception):
    """There is no PostgreSQL here, or it does not start."""


@cache
def binaries() -> Path:
    """Return the folder of the newest server's programs.

    Raises:
        NoServerError: none is installed.
    """
    places = sorted(Path("/").glob(BINARIES.lstrip("/")), key=lambda p: float(p.parent.name))
    found = shutil.which("pg_ctl")
    if not places and not found:
        raise NoServerError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return places[-1] if places else Path(str(found)).resolve().parent


class Server:
    """A PostgreSQL server on a socket in a folder of its own.

    Args:
        lasting: whether what was committed must be there after a crash.
    """

    def __init__(self, *, lasting: bool = False) -> None:
        self._bin = binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
        self._settings = SETTINGS if lasting else (*SETTINGS, "synchronous_commit=off")
        self._numbers = itertools.count(1)
        if self._user:
            shutil.chown(self.folder, SERVICE_USER)
        made = ("initdb", "-D", str(self.data), "-A", "trust", "-U", "dateline", "-E", "UTF8", "--no-sync")
        try:
            try:
                self._run(*made, "--locale=C.UTF-8", *LOCALE)
            except NoServerError:
                shutil.rmtree(self.data, ignore_errors=True)
                self._run(*made)
            self.start()
        except NoServerError:
            self.remove()
            raise

    @property
    def data(self) -> Path:
        """The folder of the cluster."""
        return self.folder / "data"

    @property
    def _user(self) -> str | None:
        if os.geteuid() != 0:
            return None
        try:
            return pwd.getpwnam(SERVICE_USER).pw_name
        except KeyError as error:
            raise NoServerError(f"as root, a user {SERVICE_USER!r} is needed to run the server") from error

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._bin / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            text=True,
            user=self._user,
            group=SERVICE_USER if self._user else None,
            timeout=120,
        )
        if done.returncode:
            raise NoServerError(f"{program} failed: {done.stderr.strip()[-300:]}")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = " ".join(f"-c {s}" for s in self._settings)
        options = f"-k {self.folder} -c listen_addresses='' {settings}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Stop the server; ``immediate`` is a crash from which it recovers."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def restart(self) -> None:
        """Crash the server and start it again."""
        self.stop("immediate")
        self.start()

    def remove(self) -> None:
        """Stop the server for good."""
        if (self.data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://dateline@/{name}?host={self.folder}"

    def make(self, *, template: str = "template1") -> str:
        """Return the URL of a new database."""
        name = f"test{next(self._numbers)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever uses it."""
        self._administer(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def _administer(self, order: str) -> None:
        engine = driver(self.url("postgres")).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(order)
        engine.dispose()


def driver(url: str) -> sa.Engine:
    """Return a plain engine for a path or URL, without dateline's settings."""
    if "://" not in url:
        return sa.create_engine(sa.URL.create("sqlite", database=url))
    return sa.create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=sa.NullPool)


@dataclass
class Database:
    """Where a test may keep a store.

    Attributes:
        url: a path or a ``postgresql://`` URL.
        server: which has it, None for SQLite.
    """

    url: str
    server: Server | None = None
    more: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return "sqlite" if self.server is None else "postgresql"

    def another(self) -> str:
        """Return another place of the same kind."""
        place = f"{self.url}.{len(self.more)}" if self.server is None else self.server.make()
        self.more.append(place)
        return place

    def execute(self, order: str, *, url: str | None = None) -> int:
        """Change the database behind the store's back; return how many rows were changed."""
        engine = driver(url or self.url)
        with engine.begin() as connection:
            count = connection.exec_driver_sql(order).rowcount
        engine.dispose()
        return count

    def rows(self, url: str | None = None) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows of all tables."""
        return rows(url or self.url)


def rows(
    url: str, names: Sequence[sa.Table] = tuple(tables.metadata.sorted_tables)
) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of dateline's tables in a database, in one order."""
    engine = driver(url)
    with engine.connect() as connection:
        found = {
            t.name: sorted((tuple(row) for row in connection.execute(sa.select(t))), key=repr) for t in names
        }
    engine.dispose()
    return found
