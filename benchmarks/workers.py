"""What two workers do of twice the work of one process, and where the rest goes.

    python benchmarks/workers.py [--pipeline fast] [--rounds 3] [--copies 8]

Reads the built-in articles, each at several addresses, with ``read --workers 1`` (one process does it all) and ``--workers 2``
(two code, one keeps), in turns, because others may use the machine. Loading the models is left out. The clock tells the scaling on
idle cores only. The processor time tells it on any machine: one core takes S seconds a document in one process; two cores that
are always busy take (W + P) / 2, with W seconds in the workers and P in the process that keeps, and never less than P.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import dateline
from dateline.config import Config
from dateline.executors import processes, serial
from dateline.model import RawDocument
from dateline.sources import fetch

WARM = 24  # all workers have begun by then
SAMPLES = Path(dateline.__file__).parent / "knowledge/samples/korea"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds for a document: on the clock, of the workers' processors, of the keeper's."""

    clock: float
    workers: float
    keeper: float


def items(copies: int) -> Iterator[RawDocument]:
    """Yield the built-in articles at several addresses each."""
    stored = [item for item in fetch(str(SAMPLES)) if isinstance(item, RawDocument)]
    for number, item in enumerate(i for _ in range(copies) for i in stored):
        yield RawDocument(
            content=item.content, where=f"{number}{item.where}", url=f"https://a.example/{number}"
        )


def spent_by_workers() -> float:
    """Return the processor seconds of all workers so far."""
    tick, spent = os.sysconf("SC_CLK_TCK"), 0
    for worker in multiprocessing.active_children():
        fields = Path(f"/proc/{worker.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / tick


def cost(workers: int, pipeline: str, copies: int) -> Cost:
    """Return what a document costs with so many workers; with one, this process codes too."""
    config = Config(pipeline=pipeline)
    coder = dateline.load(pipeline)
    make = partial(processes.coder_of, config)
    total = sum(1 for _ in items(copies))
    with tempfile.TemporaryDirectory() as folder, dateline.open(f"{folder}/a.db") as archive:
        outcomes = (
            serial.run(items(copies), coder, archive)
            if workers == 1
            else processes.run(items(copies), make, coder.run, archive, workers=workers)
        )
        for _ in range(WARM):
            next(outcomes)
        clock, keeper, others = time.perf_counter(), time.process_time(), spent_by_workers()
        count = total - WARM - 2 * processes.AHEAD  # the workers are at work to the end of what is counted
        for _ in range(count):
            next(outcomes)
        found = Cost(
            clock=(time.perf_counter() - clock) / count,
            workers=(spent_by_workers() - others) / count,
            keeper=(time.process_time() - keeper) / count,
        )
        outcomes.close()  # type: ignore[attr-defined]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pipeline", default="fast")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, default=8)
    given = parser.parse_args()
    load = os.getloadavg()[0]
    ones, twos = [], []
    for _ in range(given.rounds):
        ones.append(cost(1, given.pipeline, given.copies))
        twos.append(cost(2, given.pipeline, given.copies))
    for name, found in (("one worker", ones), ("two workers", twos)):
        middle = [
            1000 * statistics.median(getattr(c, f) for c in found) for f in ("clock", "workers", "keeper")
        ]
        print(
            f"{name:<12} {1000 / middle[0]:6.2f} documents a second; processor ms a document: workers {middle[1]:.1f}, keeper {middle[2]:.1f}"
        )
    pairs = list(zip(ones, twos, strict=True))
    clock = statistics.median(a.clock / b.clock for a, b in pairs)
    work = statistics.median(a.keeper / max((b.workers + b.keeper) / 2, b.keeper) for a, b in pairs)
    most = statistics.median((b.workers + b.keeper) / b.keeper for b in twos)
    print(
        f"one to two workers: {clock:.2f} on the clock, {work:.2f} by processor time (wanted: at least 1.8)"
    )
    print(
        f"cores that one process that keeps can serve: {most:.1f}; {os.cpu_count()} cores here, load before {load:.1f}"
    )


if __name__ == "__main__":
    main()
