"""The store: everything of a document or nothing, nothing twice, and no word that the text does not have."""

from __future__ import annotations

import dataclasses
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import dateline
from databases import Database
from dateline.errors import (
    ConfigError,
    DocumentError,
    EvidenceError,
    SchemaVersionError,
    StoreBusy,
    StoreError,
)
from dateline.model import Issue, Run
from dateline.store import Query, Store, tables
from dateline.store.migrations import HEAD, KNOWN, VERSION_TABLE
from handmade import article, document, event, full

OLD = Run(version="1", pipeline="fast", model_digest="m", codebook_digest="c")
NEW = Run(version="2", pipeline="fast", model_digest="m", codebook_digest="c")


def test_what_is_added_comes_back_equal(db: Database) -> None:
    """Every value that is written is read back the same."""
    told = full()
    with dateline.open(db.url) as archive:
        assert archive.add(told, NEW, raw=b"<p>raw</p>")
        with archive.store.reading() as reader:
            assert reader.document(told.document.id) == told.document
            assert reader.raw(told.document.id) == b"<p>raw</p>"
            for kind in tables.REPORTS:
                (stored,) = reader.reports(kind, Query())
                assert (stored.value,) == getattr(told, f"{kind}s")


def test_adding_again_adds_nothing(db: Database) -> None:
    """The second writing of a document by a run leaves the database as it was."""
    with dateline.open(db.url) as archive:
        assert archive.add(full(), NEW)
        before = db.rows()
        assert not archive.add(full(), NEW)
        assert archive.has(full().document.id, NEW)
        assert archive.has(full().document.id, NEW.id)
    assert db.rows() == before
    assert len(before["events"]) == 1


def test_a_newer_run_stands_beside_the_older_and_is_seen(db: Database) -> None:
    """A re-run keeps the old reports and shows the new ones under the same record."""
    told = document()
    first, second = event(told), event(told, mode="meet", actors=event(told).actors[:1])
    with dateline.open(db.url) as archive:
        archive.add(article(told, first), OLD)
        (before,) = archive.timeline()
        archive.add(article(told, second), NEW)
        (after,) = archive.timeline()
        assert after.value == second
        assert after.record_id == before.record_id
        assert not archive.add(article(told, first), OLD)
        assert archive.timeline() == (after,)
    assert len(db.rows()["events"]) == 2


def test_a_payload_of_a_newer_run_with_the_same_id_is_seen(db: Database) -> None:
    """Fields outside the content id may differ between runs; the newest run's are shown."""
    told = document()
    with dateline.open(db.url) as archive:
        archive.add(article(told, event(told)), OLD)
        archive.add(article(told, event(told, place=None)), NEW)
        (record,) = archive.timeline()
    assert record.value == event(told, place=None)


def test_evidence_of_another_text_is_refused_and_nothing_kept(db: Database) -> None:
    """An article whose quotation stands in another document leaves no trace."""
    with dateline.open(db.url) as archive:
        foreign = article(
            document("Something else met here, and it is quite long enough."), event(document())
        )
        with pytest.raises(EvidenceError):
            archive.add(foreign)
        assert archive.counts()["documents"] == 0
    assert db.rows()["runs"] == []


def test_a_trigger_beside_its_words_is_refused(db: Database) -> None:
    """The words of a trigger must stand where it says."""
    told = document()
    shifted = dataclasses.replace(event(told).trigger, start=0, end=3)
    with dateline.open(db.url) as archive, pytest.raises(EvidenceError):
        archive.add(article(told, event(told, trigger=shifted)))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET text = replace(text, 'met', 'hit')",
        "UPDATE events SET payload = replace(payload{text}, 'Panmunjom on April', 'Panmunjom in April'){json}",
    ],
)
def test_changed_rows_are_refused_on_the_way_out(db: Database, change: str) -> None:
    """A quotation that no longer equals the stored text is an error, never an answer."""
    with dateline.open(db.url) as archive:
        archive.add(article())
    casts = {"text": "::text", "json": "::json"} if db.server else {"text": "", "json": ""}
    assert db.execute(change.format(**casts)) == 1
    with dateline.open(db.url) as archive, pytest.raises(EvidenceError):
        archive.timeline()


def test_half_characters_are_an_error_of_the_document(db: Database) -> None:
    """Text that no database can keep is refused by name."""
    told = document("They met \ud800 on Friday in the old town hall.")
    with dateline.open(db.url) as archive, pytest.raises(DocumentError):
        archive.add(article(told, statements=()))


def test_foreign_keys_hold(db: Database) -> None:
    """A report of a document that is not there cannot be written."""
    with (
        dateline.open(db.url) as archive,
        pytest.raises(StoreError, match=r"(?i)foreign key"),
        archive.store.writing() as writer,
    ):
        writer.connection.execute(tables.document_runs.insert().values(document="doc1:none", run=1))


def test_issues_are_kept_once(db: Database) -> None:
    """The same failure in the same run is one row."""
    issue = Issue(stage="reader", where="a.html", code="empty", message="no text")
    with dateline.open(db.url) as archive:
        archive.report([issue], NEW)
        archive.report([issue], NEW)
        assert archive.issues() == (issue,)


def of_dateline(thing: object, name: str | None, kind: str, _found: bool, _other: object) -> bool:
    """Leave out what only one of the two databases has: SQLite's tables of words, PostgreSQL's index of them."""
    return not (name or "").startswith(("searchable_words", "ix_searchable_vector"))


def test_the_newest_migration_makes_the_tables(db: Database) -> None:
    """Migrations and table definitions say the same."""
    store = Store.open(db.url)
    with store.reading() as reader:
        context = MigrationContext.configure(
            reader.connection,
            opts={"version_table": VERSION_TABLE, "compare_type": True, "include_object": of_dateline},
        )
        assert compare_metadata(context, tables.metadata) == []


def test_the_list_of_migrations_is_complete() -> None:
    """KNOWN names all steps, HEAD the last."""
    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == HEAD
    assert {step.revision for step in script.walk_revisions()} == set(KNOWN)


def test_a_newer_schema_is_not_touched(db: Database) -> None:
    """A database of a newer dateline is named as such."""
    Store.open(db.url).close()
    db.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(SchemaVersionError, match="update dateline"):
        Store.open(db.url)


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    """A file of another kind is named, and left as it is."""
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100)
    with pytest.raises(StoreError, match="not a dateline database"):
        Store.open(str(path))
    assert path.read_text().startswith("These are my notes.")


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    """Tables are never put beside those of others."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        Store.open(str(path))
    with sqlite3.connect(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    assert names == [("recipes",)]


def test_a_held_database_says_so(db: Database) -> None:
    """A writer that cannot get in gives up after its patience, with StoreBusy."""
    with Store.open(db.url) as holder, Store.open(db.url, timeout=0.05) as other:  # noqa: SIM117
        with holder.writing(), pytest.raises(StoreBusy, match="another process"), other.writing():
            pass


def test_a_reader_is_not_stopped_by_a_writer(db: Database) -> None:
    """Questions are answered while another process writes."""
    with dateline.open(db.url) as holder, dateline.open(db.url) as other:
        holder.add(article())
        with holder.store.writing():
            assert len(other.timeline()) == 1


def test_a_reader_sees_one_moment(db: Database) -> None:
    """What another process adds while a view is read is not in it, on any database."""
    with dateline.open(db.url) as archive, dateline.open(db.url) as other:
        archive.add(article())
        with archive.store.reading() as reader:
            assert reader.counts()["documents"] == 1
            other.add(article(document("Kim Jong Un met Moon Jae-in again at Panmunjom on May 26.")))
            assert reader.counts()["documents"] == 1
        assert archive.counts()["documents"] == 2


@pytest.mark.parametrize("where", ["/proc/nowhere/a.db", "/proc/a.db"])
def test_a_folder_that_cannot_be_written_says_so(where: str) -> None:
    """The message names the path and what to check."""
    with pytest.raises(StoreError, match=r"permission|folder"):
        Store.open(where)


def test_a_missing_database_is_not_made_by_a_question(tmp_path: Path) -> None:
    """Without create, a wrong path is an error."""
    with pytest.raises(ConfigError, match="no such database"):
        Store.open(str(tmp_path / "a.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_unknown_kinds_of_database_are_refused() -> None:
    """A URL of another kind is an error that shows no password."""
    with pytest.raises(ConfigError) as error:
        Store.open("mysql://me:secret@host/db")
    assert "secret" not in str(error.value)


WRITE = """
import sys
sys.path.insert(0, {tests!r})
from handmade import article, document, event
import dateline
first, last = int(sys.argv[2]), int(sys.argv[3])
with dateline.open(sys.argv[1]) as archive:
    for number in range(first, last):
        told = document(f"In round {{number % 7}} Kim Jong Un and Moon Jae-in met at Panmunjom.", publisher=f"Paper {{number}}")
        archive.add(article(told, event(told)))
        print(number, flush=True)
"""


def start(url: str, first: int, last: int) -> subprocess.Popen[str]:
    """Start a process that adds articles, a line of output for each."""
    code = textwrap.dedent(WRITE).format(tests=str(Path(__file__).parents[1]))
    return subprocess.Popen(
        [sys.executable, "-c", code, url, str(first), str(last)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("after", [1, 5, 11])
def test_a_killed_run_ends_as_an_undisturbed_one(db: Database, after: int) -> None:
    """Kill -9 at any moment, then the same command: the content is the same."""
    calm, killed = db.another(), start(db.url, 0, 15)
    assert killed.stdout is not None
    for _ in range(after):
        killed.stdout.readline()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    start(db.url, 0, 15).communicate()
    start(calm, 0, 15).communicate()
    left, right = db.rows(), db.rows(calm)
    assert left == right
    assert len(left["documents"]) == 15


def test_two_processes_write_side_by_side(db: Database) -> None:
    """Two writers of overlapping articles lose nothing and double nothing."""
    both = [start(db.url, 0, 10), start(db.url, 5, 15)]
    for process in both:
        process.communicate()
        assert process.returncode == 0
    with dateline.open(db.url) as archive:
        assert archive.counts()["documents"] == 15
        assert archive.counts()["events"] == 15
        assert len(archive.timeline()) == 1
