"""A PostgreSQL server that is crashed while a command writes to it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from databases import Server, rows
from dateline.archive import Archive

ARTICLES = 60
CRASHES = 2
PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
import dateline
from handmade import HandCoder
dateline.load = lambda *_, **__: HandCoder()
from dateline.cli.main import dateline as command_line
command_line(sys.argv[1:])
"""


def reading(folder: Path, url: str) -> subprocess.Popen[str]:
    """Start to read a folder into a database."""
    program = PROGRAM.format(tests=str(Path(__file__).parents[1]))
    return subprocess.Popen(
        [sys.executable, "-c", program, "read", str(folder), "--db", url, "--published", "2018-04-27"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kept(url: str) -> int:
    """Return how many articles the database has."""
    with Archive.open(url, create=False) as archive:
        return archive.counts()["documents"]


def begun(process: subprocess.Popen[str], url: str, before: int) -> None:
    """Wait until something more was kept, or the command has ended."""
    until = time.monotonic() + 60
    while process.poll() is None and kept(url) <= before and time.monotonic() < until:
        time.sleep(0.02)


def test_reading_over_a_crash_of_the_server_keeps_everything_once(crashing: Server, tmp_path: Path) -> None:
    """After each crash the command says what to do or goes on; begun again, it ends with what an undisturbed run keeps."""
    folder, told = tmp_path / "in", []
    folder.mkdir()
    for number in range(ARTICLES):
        words = f"Kim Jong Un and Moon Jae-in met at Panmunjom, note {number}. " + "It rained. " * 50
        (folder / f"{number:03}.txt").write_text(words)
    whole, broken = crashing.make(), crashing.make()
    for url in (whole, broken):
        Archive.open(url).close()
    undisturbed = reading(folder, whole)
    assert undisturbed.communicate(timeout=120)[1] == ""
    for _ in range(CRASHES):
        process = reading(folder, broken)
        begun(process, broken, kept(broken))
        crashing.restart()
        errors = process.communicate(timeout=120)[1]
        told.append(process.returncode)
        assert "Traceback" not in errors
        assert process.returncode == 0 or "again" in errors
    assert any(told), "no crash fell into the work"
    last = reading(folder, broken)
    assert (last.communicate(timeout=120)[1], last.returncode) == ("", 0)
    assert kept(broken) == ARTICLES
    names = ("documents", "records", "evidence", "texts", "actors", "mentions")
    one, other = rows(whole), rows(broken)
    assert {n: len(found) for n, found in other.items() if n in names} == {
        n: len(found) for n, found in one.items() if n in names
    }
