"""A full disk, a folder that cannot be written, a database that is held, two processes at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline
from dateline.archive import Archive
from dateline.cli.main import dateline as command_line
from dateline.errors import StoreBusy, StoreError
from dateline.executors import serial
from dateline.model import RawDocument
from dateline.sources import fetch
from handmade import HandCoder

PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
import dateline
from handmade import HandCoder
dateline.load = lambda *_, **__: HandCoder()
{before}
from dateline.cli.main import dateline as command_line
command_line(sys.argv[1:])
"""


def items(count: int) -> list[RawDocument]:
    """Return some articles."""
    return [RawDocument(content=f"They met, note {n}.".encode(), where=f"{n}.txt") for n in range(count)]


def child(before: str, *arguments: str) -> subprocess.Popen[str]:
    """Start the command line in a process of its own, with a coder by hand."""
    program = PROGRAM.format(tests=str(Path(__file__).parents[1]), before=before)
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def articles(folder: Path, count: int) -> Path:
    """Write some articles to files."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"They met, note {number}. " + "It rained. " * 200)
    return folder


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """What was kept before stays; with room again the same command keeps the rest, as if undisturbed."""
    source, db = articles(tmp_path / "in", 40), str(tmp_path / "a.db")
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))"
    broken = child(full, "read", str(source), "--db", db)
    errors = broken.communicate(timeout=60)[1]
    assert broken.returncode == 1
    assert errors.startswith("Error: ")
    assert "disk" in errors
    assert "Traceback" not in errors
    with Archive.open(db, create=False) as archive:
        before = archive.counts()["documents"]
    assert 0 < before < 40
    again = child("", "read", str(source), "--db", db)
    assert again.communicate(timeout=60)[1] == ""
    assert again.returncode == 0
    with Archive.open(db, create=False) as archive:
        assert archive.counts()["documents"] == 40
        assert archive.counts()["events"] == 40


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """One line says what to do; nothing is made."""
    with tempfile.TemporaryDirectory() as name:
        source, shut = articles(Path(name, "in"), 1), Path(name, "shut")
        shut.mkdir()
        shut.chmod(0o555)
        Path(name).chmod(0o755)
        found = child(nobody(source, tmp_path), "read", str(source), "--db", str(shut / "a.db"))
        errors = found.communicate(timeout=60)[1]
        assert found.returncode in (1, 2)
        assert "permissions" in errors
        assert "Traceback" not in errors
        assert list(shut.iterdir()) == []


def nobody(source: Path, folder: Path) -> str:
    """Return a program that reads once, so that all is loaded, and then is no longer root, who may write anywhere."""
    return f"""
import os
os.chdir({str(folder)!r})
from dateline.cli.main import dateline as command_line
command_line.main(["read", {str(source)!r}, "--db", "warm.db"], standalone_mode=False)
os.getuid() or os.setuid(65534)
"""


def test_a_held_database_is_told(tmp_path: Path) -> None:
    """After the time of patience it is StoreBusy, and nothing of the article is kept."""
    path = tmp_path / "a.db"
    with dateline.open(str(path)):
        pass
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Archive.open(path, timeout=0.05) as archive:
        with pytest.raises(StoreBusy, match="another process holds"):
            list(serial.run(items(1), HandCoder(), archive))
        holder.execute("ROLLBACK")
        assert [o.new for o in serial.run(items(1), HandCoder(), archive)] == [1]
    holder.close()


def test_two_processes_on_one_database_keep_everything_once(tmp_path: Path) -> None:
    """Both read the same folder at the same time; together they keep what one keeps."""
    source, db = articles(tmp_path / "in", 40), str(tmp_path / "a.db")
    both = [child("", "read", str(source), "--db", db) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    with Archive.open(db, create=False) as archive:
        assert archive.counts()["documents"] == 40
        assert archive.counts()["events"] == 40
        assert archive.issues() == ()
        assert sum(run.documents for run in archive.runs()) == 40


@pytest.mark.parametrize(
    "content", [b"not a database at all, but a text", b"SQLite format 3\x00" + bytes(4000)]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """It is told, and no byte of it changes."""
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        Archive.open(path)
    assert path.read_bytes() == content


def test_a_source_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    """A link to nowhere and a folder without entrance among the places: the rest is read."""
    source = articles(tmp_path / "in", 2)
    (source / "nowhere.txt").symlink_to(tmp_path / "gone")
    with dateline.open(str(tmp_path / "a.db")) as archive:
        found = list(serial.run(fetch(str(source)), HandCoder(), archive))
    assert sum(o.new for o in found) == 2


def test_the_command_line_tells_of_a_held_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is 1, and one line says what to do."""
    path = tmp_path / "a.db"
    with dateline.open(str(path)):
        pass
    monkeypatch.setattr("dateline.archive.PATIENCE", 0.05)
    monkeypatch.setattr(Archive.open.__func__, "__kwdefaults__", {"create": True, "timeout": 0.05})
    monkeypatch.setattr(dateline, "load", lambda *_, **__: HandCoder())
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    source = articles(tmp_path / "in", 1)
    found = CliRunner().invoke(command_line, ["read", str(source), "--db", str(path)])
    holder.close()
    assert found.exit_code == 1
    assert "another process holds the database" in found.output
