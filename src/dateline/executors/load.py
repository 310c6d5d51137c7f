"""Keeps what a batch found, in the order of its inputs, as if one process had read them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from dateline.archive import Archive
from dateline.errors import FormatError
from dateline.executors import shards as made
from dateline.executors._whole import sha256
from dateline.executors.batch import ITEMS, SHARDS, Shard, read_plan, shards
from dateline.executors.serial import Coded, Outcome, keep
from dateline.model import RawDocument, Run
from dateline.store import shards as tables

AGAIN = "run the same batch again"


def load(folder: Path, archive: Archive) -> Iterator[Outcome]:
    """Yield the outcome of each item in which something was found or went wrong, in order.

    What the database has is passed over: a load that was broken off goes on where it was.

    Raises:
        ConfigError: the folder holds no batch.
        FormatError: it is not complete, or damaged; what was kept before stays.
        StoreError: the database fails; what was added before stays.
    """
    plan = read_plan(folder)
    run = _run(plan, folder)
    there = _shards(folder, len(plan["portions"]))
    missing = [shard.name for shard in there if not (folder / SHARDS / shard.name).is_dir()]
    if missing:
        message = f"{len(missing)} of {len(there)} shards are missing ({missing[0]} first); {AGAIN}"
        raise FormatError(message, where=str(folder))
    for shard in there:
        yield from _load(folder, shard, run, archive)


def size(folder: Path) -> int:
    """Return how many items a batch has.

    Raises:
        ConfigError: the folder holds no batch.
        FormatError: it is not complete.
    """
    return sum(shard.items for shard in _shards(folder, len(read_plan(folder)["portions"])))


def _run(plan: dict[str, Any], folder: Path) -> Run:
    try:
        return Run(**{f.name: plan[f.name] for f in fields(Run)})
    except KeyError as error:
        raise FormatError(
            f"batch.json has no {error}; run the batch into another folder", where=str(folder)
        ) from error


def _shards(folder: Path, portions: int) -> list[Shard]:
    """Return all shards, in order."""
    found: list[Shard] = []
    for number in range(portions):
        part = shards(folder, number)
        if part is None:
            message = f"portion {number:05} of {portions} is not cut, or its items are gone; {AGAIN}"
            raise FormatError(message, where=str(folder))
        found += part
    return found


def _load(folder: Path, shard: Shard, run: Run, archive: Archive) -> Iterator[Outcome]:
    """Keep one shard."""
    path, items = folder / SHARDS / shard.name, folder / ITEMS / f"{shard.name}.parquet"
    problem = made.wrong(path, shard, run)
    if problem is not None:
        raise FormatError(f"{problem}; {AGAIN}, which mends it", where=str(path))
    if sha256(items) != shard.digest:
        part = shard.name.partition("-")[0]
        raise FormatError(f"is damaged; remove it and {part}.json, and {AGAIN}", where=str(items))
    contents = tables.read_items(items)
    for found in tables.read(path):
        number, item = next(contents)
        while number < found.number:
            number, item = next(contents)
        content = item.content if isinstance(item, RawDocument) else b""
        new = tuple(a for a in found.articles if not archive.has(a.document.id, run))
        known = len(found.articles) - len(new)
        coded = Coded(where=item.where, content=content, articles=new, known=known, issues=found.issues)
        yield keep(coded, archive, run)
