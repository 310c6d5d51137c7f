"""What a process was at when it was lost: a note beside the work, written before each item."""

from __future__ import annotations

import faulthandler
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.errors import CodingError
from dateline.model import Issue

BEGIN, END, TIMEOUT = "begin", "end", "Timeout ("  # the last as faulthandler writes it
TRIES = 2
STARTS = 6  # so often may a process be lost before its first item


class Tries:
    """Remembers in a file which items processes were lost at.

    Args:
        path: of the file.
        seconds: for one item.

    Attributes:
        losses: how many processes were lost.
        early: how many of them before their first item.
    """

    def __init__(self, path: Path, seconds: float | None = None) -> None:
        self._path, self._seconds = path, seconds
        self._lost: Counter[int] = Counter()
        self._late: set[int] = set()
        self.losses = self.early = 0

    def __enter__(self) -> Self:
        self._read()
        self._file = self._path.open("a", buffering=1)
        self._file.write(f"{BEGIN} {os.getpid()}\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _read(self) -> None:
        """Find at which items processes were lost."""
        if not self._path.exists():
            return
        at: int | None = None
        for line in [*self._path.read_text(errors="replace").splitlines(), BEGIN][1:]:
            if line.startswith(BEGIN):
                self.losses += 1
                self.early += at is None
                if at is not None:
                    self._lost[at] += 1
                at = None
            elif line.isdecimal():
                at = int(line)
            elif line.startswith(TIMEOUT) and at is not None:
                self._late.add(at)

    def check(self, where: str) -> None:
        """Refuse to go on with work at which processes are lost before its first item.

        Raises:
            CodingError: it is such work.
        """
        if self.early > STARTS:
            raise CodingError("every process is lost before it codes anything", stage="worker", where=where)

    def given_up(self, number: int, where: str) -> Issue | None:
        """Return why an item is put aside, None if it is to be tried."""
        if self._lost[number] < TRIES:
            return None
        late = number in self._late
        why = f"not done after {self._seconds:g} seconds" if late else "the process at it was lost"
        return Issue(
            stage="worker",
            where=where,
            code="timeout" if late else "crashed",
            message=f"{why}, {TRIES} times; the item was put aside",
        )

    @contextmanager
    def at(self, number: int) -> Iterator[None]:
        """Note that an item is begun; where there is a limit, the process ends if it takes longer, whatever it does."""
        self._file.write(f"{number}\n")
        if self._seconds is None:
            yield
            return
        faulthandler.dump_traceback_later(self._seconds, file=self._file, exit=True)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def limit_memory(more: int) -> None:
    """Let what takes more memory than this process has and ``more`` bytes fail, where the system can."""
    size = Path("/proc/self/statm")
    if size.exists():
        import resource

        most = int(size.read_text().split()[0]) * resource.getpagesize() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
