"""One worker against two: documents a second with `read --workers`, loading of the models left out.

python benchmarks/workers.py [PIPELINE]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dateline
from dateline.config import Config
from dateline.executors import processes
from dateline.model import RawDocument
from dateline.sources import fetch

WARM = 24  # all workers have begun by then
SAMPLES = Path(dateline.__file__).parent / "knowledge/samples/korea"


def items() -> Iterator[RawDocument]:
    for number, item in enumerate(
        i for _ in range(4) for i in fetch(str(SAMPLES)) if isinstance(i, RawDocument)
    ):
        yield RawDocument(
            content=item.content, where=f"{number}{item.where}", url=f"https://a.example/{number}"
        )


def rate(workers: int, pipeline: str) -> float:
    make = partial(processes.coder_of, Config(pipeline=pipeline))
    run = dateline.load(pipeline).run
    with tempfile.TemporaryDirectory() as folder, dateline.open(f"{folder}/a.db") as archive:
        outcomes = processes.run(items(), make, run, archive, workers=workers)
        for _ in range(WARM):
            next(outcomes)
        begun = time.perf_counter()
        count = sum(1 for _ in outcomes)
        return count / (time.perf_counter() - begun)


if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else "fast"
    load = os.getloadavg()[0]
    one, two = rate(1, name), rate(2, name)
    print(
        f"{name}: 1 worker {one:.2f}/s, 2 workers {two:.2f}/s, ratio {two / one:.2f}; {os.cpu_count()} cores, load before {load:.1f}"
    )
