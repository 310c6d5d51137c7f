"""A batch on a Ray cluster of two nodes ends with what one process reads, also when a worker is killed in mid-run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

pytest.importorskip("pyarrow", reason="the extra 'ray' is not installed")

import dateline
from databases import rows
from dateline.cli.main import dateline as command_line
from dateline.errors import ConfigError
from dateline.executors import batch as batches
from dateline.executors import cluster, serial, shards
from dateline.executors.batch import Batch
from dateline.executors.load import load
from dateline.pipeline import Coder
from dateline.sources import fetch

SAMPLES = Path(dateline.__file__).parent / "knowledge/samples/korea"
ROOT = Path(__file__).parents[2]
ARTICLES, WAIT = 6, 300.0
CLOCKED = frozenset({"revisions"})  # has the day of reading


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a cluster of two nodes."""
    program = [sys.executable, ROOT / "tests/nodes.py", "1"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as cluster:
        assert cluster.stdin
        assert cluster.stdout
        found = cluster.stdout.readline().strip()
        assert found
        yield found
        cluster.stdin.close()


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of a few articles, and one that is none."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for path in sorted(SAMPLES.glob("*.txt"), key=lambda p: p.stat().st_size)[:ARTICLES]:
        shutil.copy(path, "in")
    Path("in/zz.html").write_text("<html></html>")
    return "in"


def command(where: str, out: str, *more: str) -> subprocess.Popen[str]:
    """Start the command."""
    words = ["batch", where, "--out", out, "--pipeline", "fast", "--items", "2", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_one(out: Path, running: subprocess.Popen[str]) -> None:
    """Kill the first worker that says that it has begun an item."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until and running.poll() is None:
        for note in out.glob("shards/.*.????????"):
            told = note.read_text() if note.is_file() else ""
            if found := re.fullmatch(r"begin (\d+)\n0\n", told):
                os.kill(int(found[1]), signal.SIGKILL)
                return
        time.sleep(0.002)
    raise AssertionError("no worker was seen at work")


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of all files."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def serially(where: str, out: Path, coder: Coder) -> None:
    """Run the same batch in this process, one shard after the other, undisturbed."""
    batch = Batch(out=out, cwd=Path.cwd(), make=lambda _: coder, config=coder.config, run=coder.run, size=2)
    with batches.alone(out):
        parts = batches.portions([where], out)
        batches.begin(batch, parts)
        for shard in [shard for part in parts for shard in batches.cut(batch, part)]:
            shards.make(batch, shard)


@pytest.mark.skipif(find_spec("ray") is None, reason="the extra 'ray' is not installed")
def test_a_killed_worker_changes_nothing(address: str, inputs: str) -> None:
    """Killed with -9 at its first item: the shard is begun again, and files and database are those of an undisturbed run."""
    running = command(inputs, "out", "--address", address)
    kill_one(Path("out"), running)
    printed, told = running.communicate(timeout=WAIT)
    assert running.returncode == 1, told  # the page without text
    assert f"{ARTICLES} documents coded, 4 shards in out" in printed
    assert "workers lost: 1; their shards were begun again" in told
    coder = dateline.load("fast")
    serially(inputs, Path("quiet").absolute(), coder)
    assert files(Path("out")) == files(Path("quiet"))
    again = command(inputs, "out", "--workers", "1")  # a Ray of its own goes on
    assert f"0 documents coded, {ARTICLES} documents before" in again.communicate(timeout=WAIT)[0]
    with dateline.open("batch.db") as archive, dateline.open("read.db") as other:
        outcomes = list(load(Path("out"), archive))
        alone = list(serial.run(fetch(inputs), coder, other))
    assert [o for o in alone if o.new or o.issues] == outcomes
    left, right = rows("batch.db"), rows("read.db")
    assert {n: r for n, r in left.items() if n not in CLOCKED} == {
        n: r for n, r in right.items() if n not in CLOCKED
    }
    assert len(left["documents"]) == ARTICLES


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nonsense:port", "ray://127.0.0.1:1"])
def test_no_cluster_says_so(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which no cluster answers is wrong usage, and said before anything is done."""
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    with pytest.raises(ConfigError, match=f"{address}: no Ray cluster answers there"):
        cluster.ready(address)


def test_without_ray_the_message_says_what_to_install(inputs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command names the extra, exits as for wrong usage, and makes no folder."""
    monkeypatch.setitem(sys.modules, "ray", None)
    found = CliRunner().invoke(command_line, ["batch", inputs, "--out", "out"])
    assert found.exit_code == 2
    assert "pip install 'dateline[ray]'" in found.output
    assert not Path("out").exists()
