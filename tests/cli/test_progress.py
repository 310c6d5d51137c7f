"""Long work says how far it is: on a terminal to people, in the log to programs, and otherwise to nobody."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import dateline
from dateline.cli import _logs, _progress
from dateline.cli._pace import Pace
from dateline.cli.main import dateline as group
from dateline.config import Config
from dateline.executors import batch as cutting
from dateline.executors import cluster, processes, shards
from dateline.sources import Extent, fetch
from handmade import HandCoder
from website import served

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Configured(HandCoder):
    """A coder made by hand, with the settings that a batch asks for."""

    config = Config()


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with six articles, with a coder made by hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setattr(dateline, "load", lambda *_, **__: Configured())
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Kim Jong Un and Moon Jae-in met, round {number}.")


@contextlib.contextmanager
def terminal() -> Iterator[Callable[[], str]]:
    """Make standard error a pseudo terminal; gives what was drawn on it, once that is over."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo terminals")
    ours, theirs = pty.openpty()
    found: list[bytes] = []

    def read() -> None:
        with contextlib.suppress(OSError):  # the other end is closed
            while data := os.read(ours, 65_536):
                found.append(data)

    reader = threading.Thread(target=read)
    reader.start()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm")
        patch.setenv("COLUMNS", "120")
        patch.setattr(sys, "stderr", stream)
        yield lambda: ESCAPES.sub("", b"".join(found).decode("utf-8", "replace"))
    reader.join()
    os.close(ours)


def batched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch be coded in this process, not on Ray."""

    def run(batch: cutting.Batch, parts: list[cutting.Portion], **_: object) -> Iterator[shards.Done]:
        for part in parts:
            for shard in cutting.cut(batch, part):
                yield shards.make(batch, shard)

    monkeypatch.setattr(cluster, "run", run)
    monkeypatch.setattr(cluster, "ready", lambda _: None)
    monkeypatch.setattr(processes, "coder_of", lambda _: Configured())


def command_line(arguments: list[str]) -> None:
    """Run a command that succeeds, in this process."""
    assert not group.main(arguments, standalone_mode=False)


def work(command: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make all ready for a command, and return its arguments."""
    if command == "recode":
        with dateline.open("dateline.db") as archive:
            for item in fetch("in"):
                archive.add(HandCoder().code(*HandCoder().documents(item)))  # type: ignore[arg-type]
    if command in ("batch", "load"):
        pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
        batched(monkeypatch)
    if command == "load":
        with pytest.MonkeyPatch.context() as quiet:
            quiet.setattr(_progress, "is_shown", lambda: False)
            command_line(["batch", "in", "--out", "out"])
    return {
        "read": ["read", "in"],
        "recode": ["recode"],
        "batch": ["batch", "in", "--out", "out", "--items", "2"],
        "load": ["load", "out"],
    }[command]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("read", r"reading .* 6  100%  .*/s  0:00:\d\d  0:00:00 left  in/5\.txt"),
        ("recode", r"coding .* 6 of 6  100%  .*/s  0:00:\d\d  0:00:00 left  "),
        ("batch", r"coding .* 3  100%  .*  0:00:\d\d  0:00:00 left  00000-00002"),
        ("load", r"loading .* 6 of 6  100%  .*/s  0:00:\d\d  0:00:00 left  in/5\.txt"),
    ],
)
def test_a_terminal_shows_what_is_done_and_what_is_left(
    command: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line drawn counts all the work; standard output holds none of it."""
    arguments = work(command, monkeypatch)
    capsys.readouterr()
    with terminal() as drawn:
        command_line(arguments)
    assert re.search(told, drawn()), drawn()
    assert "left" not in capsys.readouterr().out


def test_watch_shows_the_articles_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    """What it found goes to standard output, which is no terminal here, and how far it is to the terminal."""
    with served() as site, terminal() as drawn:
        for name in ("a", "b"):
            entry = f"<item><link>{site.address}/{name}</link><description>They met.</description></item>"
            site.put(f"/{name}.xml", f"<rss version='2.0'><channel>{entry}</channel></rss>", "text/xml")
        feeds = [f"{site.address}/{name}.xml" for name in ("a", "b")]
        command_line(["watch", *feeds, "--once", "--allow-private", "--delay", "0"])
    assert re.search(r"watching .* 2  50%", drawn()), drawn()
    assert capsys.readouterr().out.count(": 1 events\n") == 2
    assert "1 events" not in drawn()


@pytest.mark.parametrize("command", ["read", "recode", "batch", "load"])
def test_nothing_is_said_where_nobody_looks(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error that goes into a file stays empty."""
    done = CliRunner().invoke(group, work(command, monkeypatch))
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["read", "recode", "batch", "load"])
def test_the_log_tells_progress(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--log-json`` all of standard error is JSON, and the last word on progress is that all is done."""
    arguments = work(command, monkeypatch)
    (Path("in") / "7.txt").write_text(" ")  # an issue, where it is read now
    done = CliRunner().invoke(group, [*arguments, "--log-json"])
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    progress = [line for line in lines if line["event"] == "progress"]
    assert len(progress) == 1
    assert progress[0]["share"] == 1.0
    assert progress[0]["remaining"] == 0.0
    assert progress[0]["number"] == sum(line["event"] == progress[0]["doing"] for line in lines)
    assert progress[0]["per_second"] > 0


def test_the_log_tells_progress_from_time_to_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ten seconds of long work, not for every item."""
    clock = Clock()
    monkeypatch.setattr(_progress, "Pace", lambda total: Pace(total, clock))
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    _logs.start()
    try:
        for _ in _progress.shown(range(100), "counting", str, total=100):
            clock.now += 1.0
    finally:
        _logs.stop()
    progress = [line for line in map(json.loads, said.getvalue().splitlines()) if line["event"] == "progress"]
    assert [line["number"] for line in progress] == [*range(10, 101, 10), 100]
    assert [line["remaining"] for line in progress][:2] == [pytest.approx(90), pytest.approx(80)]


def test_what_is_left_follows_the_pace_of_late() -> None:
    """A run that passes over what it has and then codes does not promise to end soon."""
    clock = Clock()
    pace = Pace(10_000, clock)
    assert (pace.left, pace.share, pace.per_second) == (None, 0.0, 0.0)
    for number in range(5000):
        clock.now += 0.001
        pace.step(number + 1)
    assert pace.left == pytest.approx(5.0)
    for number in range(5000, 5200):
        clock.now += 1.0
        pace.step(number + 1)
    assert pace.left == pytest.approx(4800, rel=0.02)
    assert pace.per_second == pytest.approx(1.0, rel=0.02)
    assert pace.words().startswith("5,200 of 10,000  52%  1.0/s  0:03:25  1:")


def test_work_without_an_end_has_no_time_left() -> None:
    """It is counted, with its rate."""
    clock = Clock()
    pace = Pace(None, clock)
    for _ in range(3):
        clock.now += 20
        pace.step(1)
    assert pace.words() == "3  3.0/min  0:01:00"
    assert pace.fields() == {
        "number": 3, "share": None, "per_second": 0.05, "elapsed": 60, "remaining": None,
    }  # fmt: skip


def test_an_extent_follows_the_bytes_of_files() -> None:
    """After the third of six files of one size half is read; at the end all is."""
    extent = Extent(["in", "in/0.txt"])
    size = Path("in/0.txt").stat().st_size
    assert extent.total == 7 * size
    for number, _ in enumerate(fetch("in", follow=extent.reading), 1):
        assert extent.done() == number * size
    list(fetch("in/0.txt", follow=extent.reading))
    assert extent.done() == extent.total


@pytest.mark.parametrize("place", ["-", "@list", "https://courier.example/", "nowhere.txt", "a\0b"])
def test_other_places_have_no_extent(place: str) -> None:
    """Nobody knows how much they hold."""
    assert Extent(["in", place]).total is None


def test_what_is_drawn_does_not_steer_the_terminal() -> None:
    """A name of a file is shown without its escapes and its markup."""
    names: list[Any] = ["\x1b]0;evil\x07[red]a[/red].txt"]
    with terminal() as drawn:
        assert list(_progress.shown(names, "reading", str, total=1)) == names
    assert "]0;evil [red]a[/red].txt" in drawn()
