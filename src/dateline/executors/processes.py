"""Several processes code, one keeps: in the order of the items, as if one process had done it all."""

from __future__ import annotations

import contextlib
import dataclasses
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from dateline.archive import Archive
from dateline.config import Config
from dateline.errors import CodingError, DatelineError
from dateline.executors.serial import Coded, Coder, Outcome, code, keep
from dateline.model import Annotations, Document, Issue, RawDocument, Run

AHEAD = 4  # items a worker may be ahead of the one that is kept next
SECONDS = 300.0  # for one item; an article takes less than one
MEMORY = 6_000_000_000  # bytes of address space of one worker; the model maps a good part of one
TRIES = 2
START_SECONDS = 120.0

Item = RawDocument | Issue
Made = Callable[[], Coder]


@dataclass(slots=True)
class _Task:
    """One item on its way."""

    item: Item
    tries: int = 0
    done: Coded | None = None


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and what it is at."""

    process: Any
    pipe: Connection
    task: _Task | None = None
    since: float = field(default_factory=time.monotonic)
    ready: bool = False


def coder_of(config: Config) -> Coder:
    """Return the coder of a configuration, in a process of its own."""
    from dateline.pipeline import Coder as Pipeline

    return Pipeline(config)


def run(
    items: Iterable[Item],
    make: Made,
    coder_run: Run,
    archive: Archive,
    *,
    workers: int,
    strict: bool = False,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Iterator[Outcome]:
    """Yield the outcome of each item in order; what is kept is the same as ``serial.run`` keeps.

    No more items are taken from the source than are being worked at or wait to be kept. An item at which a worker dies or
    does not end is tried once more; then it is an issue (``crashed``, ``timeout``), and the run goes on.

    Args:
        items: from ``sources.fetch``.
        make: makes the coder in each worker; it must be possible to send it there.
        coder_run: the run of this coder.
        archive: keeps.
        workers: number of processes that code.
        strict: raise the first error instead.
        seconds: for one item.
        memory: bytes of address space of one worker.

    Raises:
        StoreError: the database fails; what was added before stays.
        CodingError: with ``strict``, an item failed; or the workers cannot be started.
    """
    crew = _Crew(make, coder_run, archive.store.where, seconds=seconds, memory=memory)
    source, waiting = iter(items), deque[_Task]()
    try:
        for _ in range(workers):
            crew.hire()
        more = True
        while more or waiting:
            while more and len(waiting) < workers * AHEAD:
                item = next(source, None)
                more = item is not None
                if item is not None:
                    waiting.append(_Task(item))
                    if isinstance(item, Issue):
                        waiting[-1].done = Coded(where=item.where, issues=(item,))
            crew.give(waiting)
            while waiting and (done := waiting[0].done) is not None:
                waiting.popleft()
                if strict and done.issues:
                    first = done.issues[0]
                    raise CodingError(first.message, stage=first.stage, where=first.where)
                yield keep(done, archive, coder_run, strict=strict)
                crew.give(waiting, patience=0.0)
            if waiting:
                crew.give(waiting, patience=1.0)
    finally:
        crew.dismiss()


class _Crew:
    """The workers."""

    def __init__(self, make: Made, run: Run, db: str, *, seconds: float, memory: int) -> None:
        self._context = multiprocessing.get_context(
            "spawn"
        )  # a fork would share locks and threads of the encoder
        self._given = (make, run, db, memory)
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._failed_starts = 0

    def hire(self) -> None:
        """Start one worker."""
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there, *self._given), daemon=True)
        process.start()
        there.close()
        self._workers.append(_Worker(process=process, pipe=here))

    def give(self, waiting: Iterable[_Task], patience: float = 0.0) -> None:
        """Give tasks to workers that are free, and take what others have done, waiting so many seconds for it.

        Raises:
            CodingError: workers cannot be started.
        """
        busy = {id(w.task) for w in self._workers if w.task is not None}
        open_ = iter([t for t in waiting if t.done is None and id(t) not in busy])
        for worker in self._workers:
            if worker.ready and worker.task is None and (task := next(open_, None)) is not None:
                self._send(worker, task)
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), patience):
            self._take(pipes[pipe])  # type: ignore[index]
        for worker in list(self._workers):
            limit = self._seconds if worker.ready else START_SECONDS
            if (worker.task or not worker.ready) and time.monotonic() - worker.since > limit:
                self._lose(worker, "timeout", f"not done after {self._seconds:g} seconds")

    def _send(self, worker: _Worker, task: _Task) -> None:
        task.tries += 1
        worker.task, worker.since = task, time.monotonic()
        with contextlib.suppress(OSError):  # it died: its end of the pipe tells so
            worker.pipe.send(task.item)

    def _take(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            ended = _why(worker.process.exitcode)
            self._lose(worker, "crashed", f"the process that coded it ended ({ended})")
            return
        if answer is None:
            worker.ready, worker.since = True, time.monotonic()
            self._failed_starts = 0
        elif isinstance(answer, str):
            raise CodingError(answer, stage="worker")
        else:
            assert worker.task is not None
            worker.task.done, worker.task = answer, None

    def _lose(self, worker: _Worker, reason: str, message: str) -> None:
        """Give up a worker, hire another, and try its item once more or let it be."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        task = worker.task
        self._failed_starts += not worker.ready
        if self._failed_starts > TRIES * 2:
            raise CodingError(f"workers cannot be started: {message}", stage="worker")
        if task is not None and task.tries >= TRIES:
            message += f", {TRIES} times; the item was put aside"
            where = task.item.where
            issue = Issue(stage="worker", where=where, code=reason, message=message)
            task.done = Coded(where=where, issues=(issue,))
        self.hire()

    def dismiss(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()


def _why(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exitcode).name
    return f"exit code {exitcode}"


def _work(pipe: Connection, make: Made, run: Run, db: str, memory: int) -> None:
    """Code what comes through the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    _limit_memory(memory)
    with contextlib.suppress(EOFError, OSError), Archive.open(db, create=False) as archive:
        try:
            coder = make()
        except DatelineError as error:
            pipe.send(str(error))
            return
        pipe.send(None)

        def known(document: Document) -> bool:
            return archive.has(document.id, run)

        while True:
            found = code(pipe.recv(), coder, known)
            plain = tuple(dataclasses.replace(a, annotations=Annotations()) for a in found.articles)
            pipe.send(dataclasses.replace(found, articles=plain))


def _limit_memory(memory: int) -> None:
    """Let a worker that takes too much fail, not the machine."""
    if os.name == "posix":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
