"""Codes one shard of a batch by itself; the same shard gives the same files, whoever codes it and after whatever happened."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from dateline.config import VERSION, Config
from dateline.errors import CodingError, FormatError
from dateline.executors import _whole
from dateline.executors._tries import Tries
from dateline.executors.batch import ITEMS, SHARDS, Batch, Shard
from dateline.executors.serial import KINDS, Coder, attempt, code
from dateline.model import Annotations, Document, Issue, RawDocument, Run
from dateline.store import shards as tables

DONE = "done.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A shard that is there.

    Attributes:
        where: its name.
        new: documents that were coded now.
        known: documents that were coded before.
        found: reports of each kind ("events", ...).
        failed: how often something went wrong.
        losses: processes that were lost at it.
        repaired: whether it was there, but damaged.
    """

    where: str
    new: int = 0
    known: int = 0
    found: dict[str, int] = field(default_factory=dict)
    failed: int = 0
    losses: int = 0
    repaired: bool = False


def make(batch: Batch, shard: Shard) -> Done:
    """Make a shard unless it is there, whole, of the same items and by the same recipe.

    Raises:
        CodingError: this machine has another dateline, does not see the folders, or loses every process.
        FormatError: the items are damaged.
        StoreError: it cannot be written.
    """
    batch.enter()
    folder = batch.out / SHARDS / shard.name
    there = folder.exists()
    if there and wrong(folder, shard, batch.run) is None:
        counts = _marker(folder)["counts"]
        return Done(where=shard.name, known=counts["documents"], failed=counts["issues"])
    items = batch.out / ITEMS / f"{shard.name}.parquet"
    if _whole.sha256(items) != shard.digest:
        again = batch.out / ITEMS / f"{shard.name.partition('-')[0]}.json"
        raise FormatError(
            f"is damaged; remove it and {again.name}, and run the batch again", where=str(items)
        )
    with _whole.writing(folder):
        if there:
            _whole.remove(folder)
        with Tries(folder.with_name(f".{shard.name}.{batch.token}"), batch.seconds) as tries:
            counts = _write(batch, shard, items, folder, tries)
    return Done(
        where=shard.name,
        new=counts["documents"],
        found={kind: counts[kind] for kind in KINDS},
        failed=counts["issues"],
        losses=tries.losses,
        repaired=there,
    )


def wrong(folder: Path, shard: Shard, run: Run) -> str | None:
    """Return what is wrong with a shard, None if it is whole, of these items and by this recipe."""
    marker = _marker(folder)
    if not marker:
        return f"{DONE} is missing or damaged"
    if marker["input"] != shard.digest:
        return "it is of other items"
    if marker["run"] != asdict(run):
        return f"it is of another run ({marker['run']})"
    for name, digest in marker["files"].items():
        if _whole.sha256(folder / name) != digest:
            return f"{name} is damaged"
    return None


def _marker(folder: Path) -> dict[str, Any]:
    """Return what says that a shard is whole, nothing if it does not."""
    found = _whole.read_json(folder / DONE) or {}
    files, counts = found.get("files"), found.get("counts")
    named = isinstance(files, dict) and set(files) == {f"{name}.parquet" for name in tables.TABLES}
    counted = isinstance(counts, dict) and set(counts) == set(tables.TABLES)
    return found if named and counted and {"input", "run"} <= set(found) else {}


def _write(batch: Batch, shard: Shard, items: Path, folder: Path, tries: Tries) -> dict[str, int]:
    """Code all items, and give the folder its name when it is complete."""
    tries.check(shard.name)
    coder = _coder(batch.make, batch.config)
    if coder.run != batch.run:
        theirs, ours = asdict(coder.run), asdict(batch.run)
        other = [
            f"{name}: {value!r}, not {ours[name]!r}" for name, value in theirs.items() if value != ours[name]
        ]
        raise CodingError(f"a machine has another dateline ({'; '.join(other)})", stage="worker")
    with _whole.new_folder(folder) as new:
        with tables.Shard(new) as shown:
            _code(items, coder, shown, tries)
        marker = {
            "version": VERSION,
            "run": asdict(batch.run),
            "input": shard.digest,
            "counts": shown.counts(),
            "files": {path.name: _whole.sha256(path) for path in sorted(new.iterdir())},
        }
        _whole.write_json(new / DONE, marker)
    return shown.counts()


def _code(items: Path, coder: Coder, shown: tables.Shard, tries: Tries) -> None:
    kept: set[str] = set()

    def known(document: Document) -> bool:
        return document.id in kept

    for number, item in tables.read_items(items):
        given_up = tries.given_up(number, item.where)
        if given_up is not None:
            shown.issues(number, [given_up])
            continue
        with tries.at(number):
            kept |= _one(number, item, coder, shown, known)


def _one(number: int, item: RawDocument | Issue, coder: Coder, shown: tables.Shard, known: Any) -> set[str]:
    """Code one item, and return the documents that were kept."""
    found = code(item, coder, known)
    issues, kept = found.issues, set()
    for article in found.articles:
        plain = replace(article, annotations=Annotations())
        _, failed = attempt(partial(_keep, shown, number, plain), "coder", item.where, False)
        issues += failed
        if not failed:
            kept.add(article.document.id)
    shown.issues(number, issues)
    return kept


def _keep(shown: tables.Shard, number: int, article: Any) -> tuple[Issue, ...]:
    shown.article(number, article)
    return ()


@cache
def _coder(make: Any, config: Config) -> Coder:
    """Return the coder of this process."""
    coder: Coder = make(config)
    return coder
