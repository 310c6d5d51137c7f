"""Kills a command at random moments, again and again, and looks at what it left.

python tests/faults/kills.py read --kills 200 --pipeline fast

A child is forked with everything loaded, so that the moments fall into the work and not into imports. After each kill the
database must open, be sound, and hold nothing that an undisturbed run does not hold; at last it must hold all of it.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dateline
from dateline.archive import Archive
from dateline.cli.main import dateline as command_line
from dateline.config import Config
from dateline.executors import batch as batches
from dateline.executors import shards
from dateline.model import Run
from dateline.store import tables
from handmade import HandCoder, article, document, event
from website import Site, served

CLOCKED = frozenset({"made_at", "undone_at", "since"})
ARTICLES = 24
ALONE = 600.0  # seconds for work that nobody disturbs
DB = Path("news.db")
Rows = dict[str, set[str]]


@dataclass
class Tally:
    """What was counted.

    Attributes:
        kills: how often the process was killed at work.
        halfway: how many kills left some of the content, not all of it and not nothing.
        finished: how often the work came to its end, with the right content; after the last kill it is left alone to do so.
        wrong: what was found wrong.
    """

    kills: int = 0
    halfway: int = 0
    finished: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Task:
    """Work that may be killed and is then begun again.

    Attributes:
        prepare: makes a folder ready, with all that the work starts from.
        work: does it in steps, with the folder as the current one; the same call goes on after a kill.
        atomic: whether each step is done whole or not at all.
    """

    prepare: Callable[[Path], None]
    work: Callable[[], Iterator[None]]
    atomic: bool = False


def content(db: Path) -> Rows:
    """Return all rows of a database as text, without the times at which they were written.

    Raises:
        AssertionError: the database is damaged.
    """
    with Archive.open(db, create=False) as archive, archive.store.reading() as reader:
        ask = reader.connection.exec_driver_sql
        assert [tuple(row) for row in ask("PRAGMA integrity_check")] == [("ok",)]
        assert list(ask("PRAGMA foreign_key_check")) == []
        return {
            table.name: {
                repr([row[c.name] for c in table.columns if c.name not in CLOCKED])
                for row in reader.connection.execute(sa.select(table)).mappings()
            }
            for table in tables.metadata.sorted_tables
        }


def run(*arguments: str) -> None:
    """Run a command in this process."""
    code = command_line.main([*arguments, "--db", str(DB)], standalone_mode=False)
    assert not code, f"{arguments[0]} ended with {code}"


def forked(work: Callable[[], None]) -> int:
    """Return the id of a child that does the work, and exits with 0 when it came to its end."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        if not os.environ.get("DATELINE_KILLS_VERBOSE"):
            os.dup2(silent, 2)
        work()
        code = 0
    finally:
        os._exit(code)


def ended(child: int, seconds: float) -> int | None:
    """Kill a child after some time; return its exit code, None if it was killed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return None if status == -signal.SIGKILL else status


def endure(task: Task, kills: int, seed: int) -> Tally:
    """Return what was counted while the work was killed so many times."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as name:
        states, seconds = undisturbed(task, Path(name, "whole"))
        turn = 0
        while tally.kills < kills and not tally.wrong:
            turn += 1
            folder = Path(name, f"turn{turn}")
            tally.finished += one_store(task, folder, states, seconds, kills, chance, tally)
            shutil.rmtree(folder)
    return tally


def begin(task: Task, folder: Path) -> None:
    """Make a folder ready and go there."""
    folder.mkdir()
    os.chdir(folder)
    task.prepare(folder)


def undisturbed(task: Task, folder: Path) -> tuple[list[Rows], float]:
    """Return what is there after each step when nobody disturbs the work, and how long it takes."""
    begin(task, folder)
    begun = time.monotonic()
    code = ended(forked(lambda: deque(task.work(), 0)), ALONE)
    seconds = time.monotonic() - begun
    assert code == 0, "the work fails by itself; see DATELINE_KILLS_VERBOSE=1"
    whole = content(DB)
    shutil.rmtree(folder)
    begin(task, folder)
    with contextlib.redirect_stdout(io.StringIO()):
        states = [content(DB) if DB.exists() else {}]
        states += [content(DB) for _ in task.work()]
    assert states[-1] == whole
    return states, seconds


def one_store(
    task: Task,
    folder: Path,
    states: list[Rows],
    seconds: float,
    kills: int,
    chance: random.Random,
    tally: Tally,
) -> bool:
    """Kill and begin again until the work is done, which it is left alone to be after the last kill; return whether it is right."""
    begin(task, folder)
    while True:
        patience = chance.uniform(0, seconds / 2) if tally.kills < kills else ALONE
        code = ended(forked(lambda: deque(task.work(), 0)), patience)
        tally.kills += code is None
        if code:
            tally.wrong.append(f"the work ended with {code}")
        elif DB.exists():
            found = content(DB)
            tally.halfway += code is None and found not in (states[0], states[-1])
            tally.wrong += compared(found, states, done=code == 0, atomic=task.atomic)
        if patience == ALONE and code is None:
            tally.wrong.append(f"the work does not end in {ALONE:.0f} seconds after {kills} kills")
        if code is not None or tally.wrong:
            return not tally.wrong


def compared(found: Rows, states: list[Rows], *, done: bool, atomic: bool) -> Iterator[str]:
    """Yield what is wrong with the content of a database."""
    whole = states[-1]
    if atomic and not done:
        if found not in states:
            yield "the content is none that is there between two steps"
        return
    for name, rows in found.items():
        if name == "runs" and not done:
            continue  # its rank is raised when the work begins
        if extra := rows - whole[name]:
            yield f"{name}: {len(extra)} rows that should not be, such as {min(extra)[:300]}"
        if done and (lost := whole[name] - rows):
            yield f"{name}: {len(lost)} rows are lost, such as {min(lost)[:300]}"


# --- the work


def texts() -> Iterator[str]:
    """Yield articles, some of them on one event."""
    for number in range(ARTICLES):
        yield (
            f"Kim Jong Un and Moon Jae-in met at Panmunjom on April {1 + number // 2}, officials said. "
            f"Note {number}: Seoul will send {number + 2},000 tonnes of rice if talks go on."
        )


def written(folder: Path) -> None:
    """Write the articles to files."""
    (folder / "in").mkdir()
    for number, text in enumerate(texts()):
        (folder / "in" / f"{number:03}.txt").write_text(text)


def stored(_folder: Path) -> None:
    """Keep the articles in a database, coded by hand."""
    before = Run(version="0", pipeline="hand", model_digest="", codebook_digest="")
    with Archive.open(DB) as archive:
        for number, text in enumerate(texts()):
            told = document(text, f"2018-04-{1 + number // 2:02}", publisher=f"Paper {number % 3}")
            archive.add(article(told, event(told)), before)


def read() -> Iterator[None]:
    """Read the files."""
    yield run("read", "in", "--published", "2018-04-20")


def recode() -> Iterator[None]:
    """Code the database again."""
    yield run("recode")


def batched(coder: Any) -> Callable[[Path], None]:
    """Return what codes the files of a folder into shards."""

    def prepare(folder: Path) -> None:
        written(folder)
        batch = batches.Batch(
            out=folder / "out", cwd=folder, make=lambda _: coder, config=Config(), run=coder.run, size=5
        )
        parts = batches.portions(["in"], batch.out)
        batches.begin(batch, parts)
        for shard in (shard for part in parts for shard in batches.cut(batch, part)):
            shards.make(batch, shard)

    return prepare


def load() -> Iterator[None]:
    """Load the shards."""
    yield run("load", "out")


def judge() -> Iterator[None]:
    """Judge pairs of reports that were not judged before, then take two judgements back."""
    with Archive.open(DB) as archive:
        reports = sorted(r.id for record in archive.timeline(include_all=True) for r in record.reports)
        known = {frozenset((r.left, r.right)) for r in archive.judgements(undone=True)}
    for number, pair in enumerate(zip(reports[::2], reports[1::2], strict=True)):
        if frozenset(pair) not in known:
            yield run("judge", ("same", "different")[number % 2], *pair, "--author", "ann")
    for number in (1, 4):
        yield run("judge", "undo", str(number))


def published(site: Site) -> Callable[[Path], None]:
    """Return what makes a site with a feed of the articles."""

    def prepare(_folder: Path) -> None:
        items = []
        for number, text in enumerate(texts()):
            site.put(f"/{number}", text, "text/plain")
            items.append(
                f"<item><link>{site.address}/{number}</link><description>Short.</description></item>"
            )
        feed = f"<rss version='2.0'><channel><title>Paper</title>{''.join(items)}</channel></rss>"
        site.put("/feed", feed, "application/rss+xml", ETag='"1"')

    return prepare


def watch(site: Site) -> Callable[[], Iterator[None]]:
    """Return the visit to the feed of a site."""

    def visit() -> Iterator[None]:
        yield run("watch", f"{site.address}/feed", "--once", "--pages", "--allow-private", "--delay", "0")

    return visit


TASKS = {
    "read": Task(written, read),
    "recode": Task(stored, recode),
    "judge": Task(stored, judge, atomic=True),
}


def main() -> None:
    """Kill one command, or all, and print what was counted as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=[*TASKS, "load", "watch", "all"])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pipeline", choices=["hand", "fast", "minilm"], default="hand")
    given = parser.parse_args()
    coder: Any = HandCoder() if given.pipeline == "hand" else dateline.load(given.pipeline)
    dateline.load = lambda *_, **__: coder  # type: ignore[assignment]
    with served() as site:
        tasks = {
            **TASKS,
            "load": Task(batched(coder), load),
            "watch": Task(published(site), watch(site)),
        }
        names = list(tasks) if given.command == "all" else [given.command]
        found = {name: endure(tasks[name], given.kills, given.seed) for name in names}
    json.dump({name: vars(tally) for name, tally in found.items()}, sys.stdout)
    sys.stdout.write("\n")
    sys.exit(any(tally.wrong for tally in found.values()))


if __name__ == "__main__":
    main()
