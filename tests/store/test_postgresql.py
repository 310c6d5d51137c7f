"""What only a server can do: crash, run out of connections, refuse, and serve many writers at once."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable

import pytest

import dateline
from databases import Database, Server, rows
from dateline.archive import Archive, hand_run
from dateline.errors import ConfigError, DatelineError, StoreBusy, StoreError
from dateline.model import Article, Issue
from dateline.store import Query, Store
from handmade import KIM, article, document, event

ARTICLES, WRITERS = 40, 6


def told(number: int) -> Article:
    """Return one of many articles on a few meetings."""
    text = f"In round {number % 7} Kim Jong Un and Moon Jae-in met at Panmunjom."
    found = document(text, publisher=f"Paper {number}")
    return article(found, event(found))


def write(url: str, numbers: list[int], failed: list[Exception]) -> None:
    """Add articles, again and again as long as the server says that it may work later."""
    try:
        with dateline.open(url) as archive:
            for number in numbers:
                _add(archive, number)
    except Exception as error:  # noqa: BLE001 - told to the test, in another thread
        failed.append(error)


def _add(archive: Archive, number: int) -> None:
    for _ in range(200):
        try:
            archive.add(told(number))
            return
        except StoreBusy:
            time.sleep(0.05)
        except StoreError as error:
            if "no PostgreSQL server answers" not in str(error):
                raise
            time.sleep(0.05)
    raise AssertionError("the server did not come back")


def at_once(url: str, writers: int, during: Callable[[], None] | None = None) -> list[Exception]:
    """Let several writers add overlapping articles, and return what failed."""
    failed: list[Exception] = []
    threads = [
        threading.Thread(target=write, args=(url, [n for n in range(ARTICLES) if n % writers != i], failed))
        for i in range(writers)
    ]
    for thread in threads:
        thread.start()
    if during is not None:
        during()
    for thread in threads:
        thread.join()
    return failed


def test_many_writers_at_once(db: Database) -> None:
    """Six writers of overlapping articles lose nothing, double nothing, and make the records that one writer makes."""
    alone = db.another()
    write(alone, list(range(ARTICLES)), [])
    assert at_once(db.url, WRITERS) == []
    left, right = db.rows(), db.rows(alone)
    for name in ("documents", "events", "participants", "keys", "document_runs", "runs"):
        assert left[name] == right[name]
    with dateline.open(db.url) as archive:
        assert archive.counts()["documents"] == ARTICLES
        assert len(archive.timeline()) == 1


# a connection that breaks while the driver makes it is dropped by it unclosed, which is no leak of ours
BROKEN = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)


@BROKEN
def test_a_server_that_crashes_in_mid_write_loses_and_doubles_nothing(crashing: Server) -> None:
    """Three crashes under three writers: each says so or goes on, and at the end all articles are there once."""
    url = crashing.make()
    Store.open(url).close()

    def crash() -> None:
        for _ in range(3):
            time.sleep(0.3)
            crashing.restart()

    assert at_once(url, 3, crash) == []
    with dateline.open(url) as archive:
        assert archive.counts()["documents"] == archive.counts()["events"] == ARTICLES
        assert len(archive.timeline()) == 1
        assert len(archive.search("panmunjom", limit=100)) == ARTICLES
    assert len(rows(url)["searchable"]) == ARTICLES
    gc.collect()


def report_during(archive: Archive, happens: Callable[[], None]) -> None:
    """Write an issue while something happens to the server."""
    with archive.store.writing() as writer:
        writer.run(hand_run())
        happens()
        writer.issues_of(hand_run(), [Issue(stage="x", where="x", code="x", message="x")])


@BROKEN
def test_an_open_store_survives_a_restart(crashing: Server) -> None:
    """The transaction that was under way fails with StoreBusy and leaves nothing; the next one works."""
    url = crashing.make()
    with dateline.open(url) as archive:
        archive.add(told(1))
        with pytest.raises(StoreBusy, match="run the same command again"):
            report_during(archive, crashing.restart)
        assert archive.issues() == ()
        assert archive.add(told(2))
        assert archive.counts()["documents"] == 2
    gc.collect()


def test_a_server_that_is_not_there_says_so(crashing: Server) -> None:
    """No server, no database, no right: each has its own words, and no password is shown."""
    with pytest.raises(StoreError, match="no PostgreSQL server answers"):
        Store.open("postgresql://me:geheim@127.0.0.1:1/news")
    with pytest.raises(StoreError, match="no such database"):
        Store.open(crashing.url("nowhere"))
    with pytest.raises(ConfigError, match="not a PostgreSQL URL") as error:
        Store.open("postgresql://me:geheim@host:port/news")
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    "url", ["postgresql://me:ge@h:eim@127.0.0.1:1/n", "postgres://127.0.0.1:1/n?password=geheim"]
)
def test_no_message_shows_the_password(url: str) -> None:
    """Neither in the address before the host nor behind it."""
    with pytest.raises(DatelineError) as error:
        Store.open(url)
    assert "eim" not in f"{error.value} {error.value.where}"


def test_a_url_may_bring_its_own_options(db: Database) -> None:
    """Settings in the URL reach the server beside ours."""
    if not db.server:
        pytest.skip("SQLite has no server settings")
    with Store.open(f"{db.url}&options=-c%20work_mem%3D7MB") as store, store.reading() as reader:
        ask = reader.connection.exec_driver_sql
        assert (ask("SHOW work_mem").scalar(), ask("SHOW lock_timeout").scalar()) == ("7MB", "30s")


def test_hostile_values_are_kept_by_both(db: Database) -> None:
    """Addresses, names and messages of any length with any characters stop no database."""
    long = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(6_000))
    found = document(
        "Kim Jong Un and Moon Jae-in met at Panmunjom.",
        url=f"https://a.example/{long}",
        publisher=long,
        title=long,
    )
    actor = type(KIM)(id="person:x", name=long, kind="person", country="PRK")
    with dateline.open(db.url) as archive:
        archive.add(article(found, event(found, actors=(actor,))))
        archive.report([Issue(stage="reader", where=f"{long}\x00\ud800", code="x", message="\x00\ud800")])
        assert archive.document(found.id) == found
        assert archive.timeline(actor=long[:40])[0].value == event(found, actors=(actor,))
        (issue,) = archive.issues()
        assert issue.message == "\ufffd?"


def test_ids_stand_in_one_order_everywhere(db: Database) -> None:
    """A server with the rules of a language sorts and compares like SQLite: by code point."""
    names = ["b", "B", "a", "_", "Z", "é", "-x"]
    with Archive.open(db.url) as archive:
        for name in names:
            archive.report([Issue(stage="reader", where=name, code="x", message="x")])
        assert [issue.where for issue in archive.issues()] == sorted(names)


def test_the_undated_do_not_slow_each_other(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many reports share a key without days, only so many are looked at, always the same ones."""
    from dateline.store import writer as module

    module._candidates.cache_clear()
    monkeypatch.setattr(module, "MAX_SHARING", 5)
    with Archive.open(db.url) as archive:
        for number in range(12):
            text = f"Paper {number} says that Kim Jong Un and Moon Jae-in met at Panmunjom once."
            found = document(text, None)
            archive.add(article(found, event(found, date=None)))
        with archive.store.writing() as writer:
            chosen = [
                [s.value.id for s in writer.candidates("event", keys, "doc1:none")]
                for keys in (("event/PRK/undated",), ("event/PRK/undated", "event/PRK/undated"))
            ]
        with archive.store.reading() as reader:
            everything = sorted(s.value.id for s in reader.reports("event", Query()))
    module._candidates.cache_clear()
    assert chosen == [everything[:5], everything[:5]]
