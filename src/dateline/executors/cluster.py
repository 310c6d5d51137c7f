"""Runs a batch on Ray: on this machine, or on a cluster of machines that share a disk."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import uuid4

from dateline.errors import CodingError, ConfigError, DatelineError, MissingExtra
from dateline.executors import batch as cutting
from dateline.executors import shards
from dateline.executors._tries import limit_memory
from dateline.executors.batch import Batch, Portion, Shard
from dateline.executors.shards import Done

AHEAD = 2  # tasks a core may have waiting
OBJECTS = 100_000_000  # bytes; only names travel, what is read and found lies on the disk
LONGEST_FOLDER = 40  # Ray makes sockets in it, whose paths have 107 characters at most
PATIENCE = 10.0  # seconds
NONE = "no Ray cluster answers there"
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DISABLE_IMPORT_WARNING": "1",
}


def run(
    batch: Batch, parts: Sequence[Portion], *, address: str | None = None, workers: int | None = None
) -> Iterator[Done]:
    """Yield each shard when it is there; which is first depends on who is faster, what they hold does not.

    A worker or machine that is lost costs the shard that it was at, which another one begins again. At the second loss at the
    same item, that item is put aside.

    Args:
        batch: from ``batch.begin``.
        parts: its inputs.
        address: of a cluster (``auto``, ``10.0.0.1:6379``, ``ray://…``); without it, a Ray of our own on this machine.
        workers: processes that code at once, as many as there are cores if not given.

    Raises:
        MissingExtra: Ray is not installed.
        ConfigError: no cluster answers there.
        DatelineError: what cutting and coding raise; shards that are there stay.
    """
    batch = replace(batch, token=uuid4().hex[:8])
    cutting.tidy(batch.out)
    with _ray(address, workers) as ray:
        yield from _Tasks(ray, batch, parts, workers).done()
    cutting.tidy(batch.out)


def cut(batch: Batch, part: Portion) -> tuple[Shard, ...]:
    """Cut a portion, in a process that is only for such work."""
    _limit(batch.memory)
    return cutting.cut(batch, part)


def make(batch: Batch, shard: Shard) -> Done:
    """Make a shard, in a process that is only for such work."""
    _limit(batch.memory)
    return shards.make(batch, shard)


@cache
def _limit(memory: int) -> None:
    """Limit the memory of this process once."""
    limit_memory(memory)


class _Tasks:
    """What is under way."""

    def __init__(self, ray: Any, batch: Batch, parts: Sequence[Portion], workers: int | None) -> None:
        once_more = ray.remote(num_cpus=1, max_retries=-1)  # of processes that are lost, not of errors
        self._ray, self._batch, self._workers = ray, batch, workers
        self._cut, self._make = once_more(cut), once_more(make)
        self._shared = ray.put(batch)
        self._parts, self._shards = deque(parts), deque[Shard]()
        self._cutting: set[Any] = set()
        self._making: set[Any] = set()

    def done(self) -> Iterator[Done]:
        """Yield the shards as they come."""
        while self._parts or self._shards or self._cutting or self._making:
            self._start()
            if not (self._cutting or self._making):
                continue
            ready, _ = self._ray.wait([*self._making, *self._cutting], num_returns=1)
            for reference in ready:
                found = _answer(self._ray, reference)
                if reference in self._cutting:
                    self._cutting.remove(reference)
                    self._shards.extend(found)
                else:
                    self._making.remove(reference)
                    yield found

    def _start(self) -> None:
        """Start as many tasks as there is room for: shards that are cut go first, so that few wait on the disk."""
        room = self._workers or AHEAD * int(self._ray.cluster_resources().get("CPU", 1))
        while (self._shards or self._parts) and len(self._cutting) + len(self._making) < max(1, room):
            if self._shards:
                self._making.add(self._make.remote(self._shared, self._shards.popleft()))
            elif "-" in self._parts[0].places:  # standard input is here only
                self._shards.extend(cutting.cut(self._batch, self._parts.popleft()))
            else:
                self._cutting.add(self._cut.remote(self._shared, self._parts.popleft()))


def _answer(ray: Any, reference: Any) -> Any:
    """Return what a task found.

    Raises:
        DatelineError: what it raised.
    """
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        cause = error.cause
        if isinstance(cause, DatelineError):
            raise cause from error
        raise CodingError(f"{type(cause).__name__}: {cause}", stage="worker") from error
    except ray.exceptions.RayError as error:
        raise CodingError(" ".join(str(error).split())[:500], stage="ray") from error


def ready(address: str | None) -> Any:
    """Return Ray, if there is one at the address.

    Raises:
        MissingExtra: it is not installed, or pyarrow is not.
        ConfigError: nothing answers at the address.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import pyarrow  # noqa: F401
        import ray
    except ImportError as error:
        raise MissingExtra("'dateline batch'", "ray") from error
    host, mark, port = (address or "").removeprefix("ray://").rpartition(":")
    if mark:
        try:  # Ray itself goes on trying for minutes
            socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
        except (OSError, ValueError) as error:
            raise ConfigError(f"{NONE}: {error}", where=address) from error
    return ray


@contextmanager
def _ray(address: str | None, workers: int | None) -> Iterator[Any]:
    """Give Ray, connected, and let it go at the end."""
    ray, folder = ready(address), None
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address is None:
            folder = _short_folder()
            ray.init(
                address="local",
                num_cpus=workers or os.cpu_count(),
                include_dashboard=False,
                object_store_memory=OBJECTS,
                _temp_dir=folder,
                **quiet,
            )
        else:
            _connect(ray, address, quiet)
        yield ray
    finally:
        ray.shutdown()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _connect(ray: Any, address: str, quiet: dict[str, Any]) -> None:
    try:
        ray.init(address=address, **quiet)
    except (ConnectionError, RuntimeError, ValueError, OSError, ray.exceptions.RayError) as error:
        why = " ".join(str(error).split())[:200]
        raise ConfigError(f"{NONE}: {why}", where=address) from error


def _short_folder() -> str:
    """Return a new folder for what Ray writes, with a path that is short enough."""
    usual = tempfile.gettempdir()
    return tempfile.mkdtemp(prefix="dl-", dir=usual if len(usual) <= LONGEST_FOLDER else "/tmp")
