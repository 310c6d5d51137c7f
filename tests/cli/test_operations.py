"""doctor, backup, restore and logs: what people need who keep a store for years."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from databases import Database, rows
from dateline.cli import _logs
from dateline.cli.main import dateline as group
from dateline.config import redacted
from dateline.errors import StoreError
from dateline.store import copying, health, tables
from handmade import HandCoder, article, document, event, full

PASSWORD = "geh3im!x"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with a coder made by hand."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATELINE_DB", "DATELINE_KNOWLEDGE", "DATELINE_CODEBOOK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dateline, "load", lambda *_, **__: HandCoder())


def run(*args: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args)


def fill(url: str) -> None:
    """Make a store with two articles, two runs and a judgement."""
    with dateline.open(url) as archive:
        archive.add(full(), HandCoder.run, raw=b"raw")
        for number in range(2):
            told = document(f"In round {number} Kim Jong Un and Moon Jae-in met at Panmunjom.")
            archive.add(article(told, event(told)))
        (record, *_) = archive.timeline()
        archive.judge(record.reports[0].id, record.reports[1].id, same=False, author="Ann")


def content(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows but those that are made from the documents."""
    return rows(
        url, [table for table in tables.metadata.sorted_tables if table.name not in copying.FOUND_AGAIN]
    )


def test_a_backup_restored_is_the_same_store(db: Database, tmp_path: Path) -> None:
    """Rows, records, runs, judgements and search are as before, and both can be written on."""
    fill(db.url)
    made = run("backup", "b.db", "--db", db.url)
    assert (made.exit_code, made.stdout.startswith("3 documents in b.db (")) == (0, True), made.output
    assert [p.name for p in tmp_path.glob("b.db*")] == ["b.db"]
    place = db.another()
    assert run("restore", "b.db", "--db", place).exit_code == 0
    assert content(place) == content(db.url) == content("b.db")
    with dateline.open(db.url) as first, dateline.open(place) as second:
        assert first.records() == second.records()
        assert [p.document for p in first.search("round")] == [p.document for p in second.search("round")]
        assert second.add(
            article(document("Kim Jong Un met Moon Jae-in once more at Panmunjom.")), HandCoder.run
        )
        new = second.judgements()[0]
        assert second.judge(new.left, new.right, same=False, author="Bob").new is False
        assert health.problems(second.store, texts=True) == ()


def test_a_backup_moves_a_store_from_file_to_server_and_back(db: Database, tmp_path: Path) -> None:
    """What was in a SQLite file is in the server afterwards, and the numbers of runs go on."""
    fill(str(tmp_path / "file.db"))
    run("backup", "b.db", "--db", "file.db")
    place = db.another()
    assert run("restore", "b.db", "--db", place).exit_code == 0
    assert content(place) == content("file.db")
    with dateline.open(place) as archive:
        told = document("Kim Jong Un met Moon Jae-in once more at Panmunjom.")
        other = type(HandCoder.run)(version="9", pipeline="hand", model_digest="", codebook_digest="")
        assert archive.add(article(told, event(told)), other)
        assert [run.number for run in archive.runs()] == [1, 2, 3]


def test_a_backup_while_others_write_is_of_one_moment(db: Database) -> None:
    """It holds whole articles only, as many as there were at some moment."""
    fill(db.url)
    stop = threading.Event()

    def write() -> None:
        with dateline.open(db.url) as archive:
            for number in range(10_000):
                if stop.is_set():
                    return
                told = document(f"On day {number} Kim Jong Un and Moon Jae-in met at Panmunjom.")
                archive.add(article(told, event(told)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            assert run("backup", f"{number}.db", "--db", db.url).exit_code == 0
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        with dateline.open(f"{number}.db") as copy:
            counts = copy.counts()
            assert counts["documents"] == counts["events"] >= 3
            assert health.problems(copy.store, texts=True) == ()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A file that is there stays; a store with articles takes no backup."""
    fill("a.db")
    (tmp_path / "b.db").write_text("mine")
    assert run("backup", "b.db", "--db", "a.db").exit_code == 2
    assert (tmp_path / "b.db").read_text() == "mine"
    assert run("backup", "c.db", "--db", "a.db").exit_code == 0
    assert run("restore", "c.db", "--db", "a.db").exit_code == 2
    assert run("backup", "nowhere/c.db", "--db", "a.db").exit_code == 2


def test_a_server_with_articles_takes_no_backup(db: Database) -> None:
    """Restoring into a store that is in use is refused, and changes nothing."""
    fill(db.url)
    before = db.rows()
    run("backup", "c.db", "--db", db.url)
    assert run("restore", "c.db", "--db", db.url).exit_code == 2
    assert db.rows() == before


@pytest.mark.parametrize("damage", ["text", "cut", "row"])
def test_a_damaged_backup_is_not_restored(tmp_path: Path, damage: str) -> None:
    """Neither a file of another kind nor half a database nor one with rows missing."""
    fill("a.db")
    run("backup", "b.db", "--db", "a.db")
    whole = tmp_path / "b.db"
    if damage == "text":
        whole.write_text("These are my notes. " * 500)
    elif damage == "cut":
        whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    else:
        with sqlite3.connect(whole) as connection:
            connection.execute("DELETE FROM document_runs")
        connection.close()
    assert run("restore", "b.db", "--db", "new.db").exit_code == 1
    assert not (tmp_path / "new.db").exists()


def test_doctor_finds_nothing_wrong_with_a_good_store(db: Database) -> None:
    """Exit code 0, in text and in JSON, with the facts that a report of a bug needs."""
    fill(db.url)
    told = run("doctor", "--db", db.url, "--full")
    assert (told.exit_code, told.stdout.splitlines()[-1]) == (0, "all is well"), told.output
    found = json.loads(run("doctor", "--db", db.url, "--json").stdout)
    assert found["ok"]
    names = {check["name"] for check in found["checks"]}
    assert {
        "dateline",
        "python",
        "pipeline minilm",
        "pipeline fast",
        "pipeline relation",
        "pipeline words",
        "codebook",
        "database",
        "integrity",
    } <= names


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM keys; DELETE FROM memberships", "belong to no record"),
        ("DELETE FROM document_runs", "never finished"),
        ("DELETE FROM searchable", "cannot be found by their words"),
        ("DELETE FROM dealings", "table of dealings"),
        ("UPDATE dealings SET standing = standing + 1", "table of dealings"),
        ("UPDATE documents SET text = replace(text, 'met', 'hit')", "the database was changed"),
    ],
)
def test_doctor_names_what_is_wrong_with_a_store(db: Database, harm: str, said: str) -> None:
    """Missing rows and changed texts are found; the exit code is 1."""
    fill(db.url)
    for order in harm.split(";"):
        db.execute(order)
    told = run("doctor", "--db", db.url, "--full")
    assert told.exit_code == 1
    assert "BAD  integrity" in told.stdout
    assert said in told.stdout


def test_doctor_without_a_database_is_well(tmp_path: Path) -> None:
    """A new installation has none, and asking makes none."""
    told = run("doctor")
    assert told.exit_code == 0, told.output
    assert "not there yet" in told.stdout
    assert list(tmp_path.iterdir()) == []


def test_doctor_names_files_that_were_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model file that is not the one that was shipped is a problem."""
    from dateline.codebook import files

    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines" / "SHA256SUMS").write_text("0" * 64 + "  minilm/model.onnx\n")
    monkeypatch.setattr(files, "KNOWLEDGE", tmp_path)
    told = run("doctor")
    assert told.exit_code == 1
    assert "missing or was changed" in told.stdout


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_doctor_names_a_store_that_everybody_can_change(tmp_path: Path) -> None:
    """Anybody's process could put words into it."""
    fill("dateline.db")
    (tmp_path / "dateline.db").chmod(0o666)
    told = run("doctor")
    assert (told.exit_code, "everybody on this machine" in told.stdout) == (1, True)


def test_doctor_names_too_little_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is nearly full is said before it is full."""
    from dateline.cli import _checks

    monkeypatch.setattr(_checks.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1_000_000})())
    assert "BAD  disk" in run("doctor").stdout


def test_logs_are_json_lines(tmp_path: Path) -> None:
    """Each item, each problem and the end are one object a line, with time and level."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Kim Jong Un and Moon Jae-in met at Panmunjom on April 27.")
    (tmp_path / "in" / "b.txt").write_text(" ")
    for arguments in (("read", "in", "--log-json"), ("--log-json", "read", "in")):
        told = run(*arguments)
        lines = [json.loads(line) for line in told.stderr.splitlines() if line.startswith("{")]
        assert told.exit_code == 1
        assert [line["event"] for line in lines].count("reading") == 2
        (problem,) = (line for line in lines if line["event"] == "problem")
        assert (problem["level"], problem["where"], problem["code"]) == ("warning", "in/b.txt", "empty")
        assert (lines[-1]["event"], lines[-1]["exit_code"], lines[-1]["command"]) == ("ended", 1, "read")
    assert not _logs.are_on()


def test_an_error_is_a_line_of_the_log() -> None:
    """With logs on, the line for people is an object too."""
    told = run("timeline", "--log-json", "--db", "none.db")
    lines = [json.loads(line) for line in told.stderr.splitlines()]
    assert told.exit_code == 2
    assert (lines[0]["level"], lines[0]["code"], lines[1]["exit_code"]) == ("error", "config", 2)


SECRETS = (
    f"postgresql://me:{PASSWORD}@db.example/news",
    f"postgresql://db.example/news?user=me&password={PASSWORD}",
    f"password={PASSWORD}",
    f'{{"api_key": "{PASSWORD}"}}',
    f"Authorization: Bearer {PASSWORD}",
    f"https://feeds.example/rss?token={PASSWORD}&page=1",
    f"DATELINE_EDITOR_TOKEN={PASSWORD}",
    f"postgresql://me:{PASSWORD}@at@db.example/news",
)


@pytest.mark.parametrize("text", SECRETS)
def test_secrets_are_taken_out(text: str) -> None:
    """Passwords, tokens and keys become stars, and the rest stays."""
    assert PASSWORD not in redacted(text)
    assert "***" in redacted(text)
    assert redacted(redacted(text)) == redacted(text)


@pytest.mark.parametrize("text", ["https://a.example/b?page=2", "They met at 10:30 in Seoul.", "a@b.example"])
def test_what_is_no_secret_stays(text: str) -> None:
    """Addresses, times and names are as they were."""
    assert redacted(text) == text


@pytest.mark.parametrize(
    "arguments", [("timeline",), ("doctor",), ("read", "a.txt"), ("backup", "b.db"), ("--debug", "timeline")]
)
@pytest.mark.parametrize("logs", [(), ("--log-json",)])
@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://me:{PASSWORD}@127.0.0.1:1/news",
        f"postgresql://127.0.0.1:1/news?user=me&password={PASSWORD}",
    ],
)
def test_no_command_shows_or_logs_the_password(
    tmp_path: Path, arguments: tuple[str, ...], logs: tuple[str, ...], url: str
) -> None:
    """Neither on standard output nor on standard error nor in a traceback."""
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    (tmp_path / "a.txt").write_text("Kim Jong Un and Moon Jae-in met at Panmunjom.")
    told = run(*logs, *arguments, "--db", url)
    assert told.exit_code == 1
    assert PASSWORD not in told.output
    assert PASSWORD not in told.stderr


def test_success_shows_no_password_either(db: Database, tmp_path: Path) -> None:
    """A command that works names the database without it."""
    if not db.server:
        pytest.skip("a file has no password")
    (tmp_path / "a.txt").write_text("Kim Jong Un and Moon Jae-in met at Panmunjom.")
    url = db.url.replace("dateline@", f"dateline:{PASSWORD}@")
    for arguments in (("read", "a.txt", "--log-json"), ("doctor",), ("doctor", "--json"), ("backup", "b.db")):
        told = run(*arguments, "--db", url)
        assert told.exit_code == 0, told.output
        assert PASSWORD not in told.output + told.stderr


def test_fields_of_the_log_hold_no_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    """Messages, arguments, fields, nested fields and tracebacks are all redacted."""
    _logs.start()
    try:
        try:
            raise StoreError(SECRETS[0])
        except StoreError:
            _logs.LOGGER.exception(
                "went to %s",
                SECRETS[0],
                extra={"url": SECRETS[1], "of": {"token": PASSWORD, "n": [1, SECRETS[2]]}},
            )
    finally:
        _logs.stop()
    line = capsys.readouterr().err
    assert json.loads(line)["of"]["n"][0] == 1
    assert PASSWORD not in line
