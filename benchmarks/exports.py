"""Memory of the process that writes an export, for a few records and for many: it should be the same.

    python benchmarks/exports.py STORE [--since 2016-01-01] [--days 7,90] [--formats html,parquet]

Each export is a process of its own (``dateline export``) over the reports of so many days; told are its peak of memory, its processor
time, and the size of the file. Commitments are left out: they are read whole.
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline import formats

NAMES = ("jsonl", "timelinejs", "html", *formats.EXPORTS, *formats.FILES)
KINDS = ("event", "statement", "indicator")


def measure(store: str, form: str, since: datetime.date, days: int) -> tuple[str, float, float, int]:
    """Return what the command says, its peak in MB, its processor time in seconds, and the size of the file."""
    until = since + datetime.timedelta(days=days - 1)
    with tempfile.TemporaryDirectory() as scratch:
        path, words = Path(scratch) / "out", Path(scratch) / "words"
        line = [sys.executable, "-m", "dateline", "export", form, "--db", store, "--all", "-o", str(path)]
        line += [
            "--since",
            str(since),
            "--until",
            str(until),
            *(w for kind in KINDS for w in ("--kind", kind)),
        ]
        with words.open("w") as stream:
            child = subprocess.Popen(line, stderr=stream)
            _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0, words.read_text()
        return (
            words.read_text().strip(),
            used.ru_maxrss / 1024,
            used.ru_utime + used.ru_stime,
            path.stat().st_size,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--since", type=datetime.date.fromisoformat, default=datetime.date(2016, 1, 1))
    parser.add_argument("--days", default="7,90")
    parser.add_argument("--formats", default=",".join(NAMES))
    options = parser.parse_args()
    for form in options.formats.split(","):
        for days in map(int, options.days.split(",")):
            words, peak, seconds, size = measure(options.store, form, options.since, days)
            print(
                f"{form:<15} {days:4} days {peak:6.0f} MB {seconds:6.1f} s {size:12,} bytes  {words}",
                flush=True,
            )


if __name__ == "__main__":
    main()
