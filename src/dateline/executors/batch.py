"""Cuts inputs into shards that are coded each by itself, in any order, on any machine, as often as it takes.

::

    DIR/batch.json                 what is read with which settings; another run is refused
    DIR/items/00003.json           portion 3 of the inputs is cut; names its shards, each with the hash of its items
    DIR/items/00003-00001.parquet  the items of a shard, as they were read
    DIR/shards/00003-00001/        what was found in them, as tables (see ``store.shards``); done.json says that it is whole
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from dateline import sources
from dateline.config import Config
from dateline.errors import CodingError, ConfigError, FormatError, StoreBusy
from dateline.executors._tries import Tries
from dateline.executors._whole import clean, locked, new_file, read_json, sha256, write_json, writing
from dateline.executors.serial import Coder, guarded
from dateline.model import Issue, RawDocument, Run
from dateline.sources import apis, files, urls
from dateline.store import shards as tables

LAYOUT = 1  # of the folder
PLAN, ITEMS, SHARDS, LOCK = "batch.json", "items", "shards", ".lock"
PORTION_BYTES = 50_000_000  # files of a folder are cut together up to this size
SHARD_BYTES = 60_000_000  # of pages as they were read
SHARD_ITEMS = 250
HINT = "go on as it was begun, or give another folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Inputs that are cut together.

    Attributes:
        number: from 0.
        places: what ``sources.fetch`` takes, and what is wrong with others.
        digest: hash of names, sizes and times of change.
    """

    number: int
    places: tuple[str | Issue, ...]
    digest: str

    @property
    def name(self) -> str:
        """Beginning of the names of its shards."""
        return f"{self.number:05}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Items that are coded together.

    Attributes:
        name: of its file and folder.
        items: how many there are.
        digest: hash of the file that has them.
    """

    name: str
    items: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All that a worker has to know.

    Attributes:
        out: the folder of the output, absolute.
        cwd: the folder from which paths of inputs count.
        make: makes the coder.
        config: of the coder.
        run: the recipe that every worker must have.
        published: as in ``sources.fetch``.
        publisher: as in ``sources.fetch``.
        mapping: as in ``sources.fetch``.
        private: whether private addresses are fetched.
        size: items of a shard.
        seconds: for one item.
        memory: bytes that coding may take beside what the process has.
        token: names this start of the run.
    """

    out: Path
    cwd: Path
    make: Callable[[Config], Coder]
    config: Config
    run: Run
    published: datetime.date | None = None
    publisher: str | None = None
    mapping: apis.Mapping | None = None
    private: bool = False
    size: int = SHARD_ITEMS
    seconds: float = 300.0
    memory: int = 6_000_000_000
    token: str = "0"

    def settings(self) -> dict[str, Any]:
        """Return all that makes the content another one."""
        return {
            "layout": LAYOUT,
            **asdict(self.run),
            "relation": self.config.relation,
            "max_document_bytes": self.config.max_document_bytes,
            "max_body_characters": self.config.max_body_characters,
            "published": self.published.isoformat() if self.published else None,
            "publisher": self.publisher,
            "mapping": asdict(self.mapping) if self.mapping else None,
            "items": self.size,
        }

    def enter(self) -> None:
        """Go to the folder from which paths count.

        Raises:
            CodingError: this machine does not see the folders.
        """
        try:
            os.chdir(self.cwd)
            seen = (self.out / PLAN).is_file()
        except OSError:
            seen = False
        if not seen:
            message = f"{socket.gethostname()} does not see {self.cwd} or {self.out}; all machines need the same disk"
            raise CodingError(message, stage="worker")


def portions(where: Iterable[str], out: Path) -> list[Portion]:
    """Return the inputs in order, small files of a folder together.

    Raises:
        ConfigError: the output lies within them.
    """
    where = list(where)
    for place in where:
        if "://" not in place and out.resolve().is_relative_to(Path(place).resolve()):
            raise ConfigError(f"lies within the input {place}; give a folder beside it", where=str(out))
    found: list[Portion] = []
    for places, told in chain.from_iterable(map(_divided, where)):
        digest = hashlib.sha256(repr((places, told)).encode("utf-8", "surrogateescape")).hexdigest()
        found.append(Portion(number=len(found), places=places, digest=digest))
    return found


def _divided(place: str) -> Iterator[tuple[tuple[str | Issue, ...], tuple[Any, ...]]]:
    """Yield the portions of one input, each with what is known of its files."""
    paths, closed = _files(place)
    if not paths and not closed:
        yield (place,), _stat(place)
        return
    together: list[str] = []
    told: list[tuple[int, ...]] = []
    total = 0
    for path in paths:
        known = _stat(path)
        if together and total + known[0] > PORTION_BYTES:
            yield tuple(together), tuple(told)
            together, told, total = [], [], 0
        together.append(path)
        told.append(known)
        total += known[0]
    yield (*together, *closed), tuple(told)


def _files(place: str) -> tuple[list[str], list[Issue]]:
    """Return the files of a folder, and what cannot be opened; nothing for what is no folder with articles."""
    if place == "-" or place.startswith("@") or "://" in place or not Path(place).is_dir():
        return [], []
    paths, closed = files.listed(Path(place))
    return [str(path) for path in paths], closed


def _stat(place: str) -> tuple[int, ...]:
    """Return the size of a file, and the time of its last change."""
    try:
        found = os.stat(place.removeprefix("@"))
    except (OSError, ValueError):  # an address, or gone: reading it says so
        return (0,)
    return found.st_size, found.st_mtime_ns


def begin(batch: Batch, parts: list[Portion]) -> None:
    """Make the folder ready, or find the beginning of the same run in it.

    Raises:
        ConfigError: it holds another run, or something else.
        StoreError: it cannot be written.
    """
    plan = {**batch.settings(), "portions": [part.digest for part in parts]}
    with writing(batch.out):
        if (batch.out / PLAN).exists():
            _compare(read_plan(batch.out), plan, batch.out, parts)
        else:
            _refuse_others(batch.out)
        for folder in (ITEMS, SHARDS):
            (batch.out / folder).mkdir(parents=True, exist_ok=True)
        if not (batch.out / PLAN).exists():
            write_json(batch.out / PLAN, plan)


@contextlib.contextmanager
def alone(out: Path) -> Iterator[None]:
    """Keep other commands out of a folder until the end, also if it is the end of this process.

    Two at once would clear away each other's half-written files. Where the disk knows no locks nothing keeps them apart.

    Raises:
        StoreBusy: another command is at work there.
        ConfigError: it holds something else.
        StoreError: it cannot be written.
    """
    with writing(out):
        if not (out / PLAN).exists():
            _refuse_others(out)
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / LOCK).open("a")
    with lock:
        if not locked(lock.fileno()):
            message = "another 'dateline batch' is at work there; wait for its end, or give another folder"
            raise StoreBusy(message, where=str(out))
        yield


def _refuse_others(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(path.name != LOCK for path in out.iterdir())):
        raise ConfigError("is there already, and holds no batch; give another folder", where=str(out))


def read_plan(out: Path) -> dict[str, Any]:
    """Return what a folder holds.

    Raises:
        ConfigError: it holds no batch.
        FormatError: what says so is damaged.
    """
    if not (out / PLAN).is_file():
        raise ConfigError("holds no batch; 'dateline batch IN... --out DIR' makes one", where=str(out))
    found = read_json(out / PLAN)
    if found is None or not isinstance(found.get("portions"), list):
        raise FormatError("is damaged; run the batch into another folder", where=str(out / PLAN))
    return found


def _compare(old: dict[str, Any], new: dict[str, Any], out: Path, parts: list[Portion]) -> None:
    """Refuse a run that is not the one that the folder holds."""
    for name in new:
        if name != "portions" and old.get(name) != new[name]:
            message = f"holds a run with another {name} ({old.get(name)!r}, now {new[name]!r}); {HINT}"
            raise ConfigError(message, where=str(out))
    before = old["portions"]
    if before != new["portions"]:
        changed = [p.places[0] for i, p in enumerate(parts) if i >= len(before) or before[i] != p.digest]
        which = f": {str(changed[0])[:100]} is new or was changed" if changed else ": fewer than before"
        raise ConfigError(f"holds a run of other inputs{which}; {HINT}", where=str(out))


def cut(batch: Batch, part: Portion) -> tuple[Shard, ...]:
    """Return the shards of a portion, which are made unless they are there.

    Raises:
        StoreError: they cannot be written.
        CodingError: this machine does not see the folders.
    """
    batch.enter()
    folder = batch.out / ITEMS
    known = shards(batch.out, part.number)
    if known is not None:
        return known
    found = []
    with writing(folder), Tries(folder / f".{part.name}.{batch.token}") as tries:
        tries.check(part.name)
        for number, items in enumerate(_groups(_items(batch, part, tries), batch.size)):
            name = f"{part.name}-{number:05}"
            with new_file(folder / f"{name}.parquet") as path:
                tables.write_items(items, path)
                digest = sha256(path)
            found.append(Shard(name=name, items=len(items), digest=digest))
        write_json(folder / f"{part.name}.json", {"shards": [asdict(shard) for shard in found]})
    return tuple(found)


def shards(out: Path, number: int) -> tuple[Shard, ...] | None:
    """Return the shards of a portion, None if it is not cut yet or the note of it or their items are gone."""
    told = read_json(out / ITEMS / f"{number:05}.json") or {}
    try:
        found = tuple(Shard(**one) for one in told["shards"])
    except (KeyError, TypeError):
        return None
    return found if all((out / ITEMS / f"{shard.name}.parquet").is_file() for shard in found) else None


def _items(batch: Batch, part: Portion, tries: Tries) -> Iterator[RawDocument | Issue]:
    """Yield the items of all places; one at which processes were lost is an issue."""
    for number, place in enumerate(part.places):
        if isinstance(place, Issue):
            yield place
        elif (given_up := tries.given_up(number, place)) is not None:
            yield given_up
        else:
            with tries.at(number):
                yield from _fetched(batch, place)


def _fetched(batch: Batch, place: str) -> Iterator[RawDocument | Issue]:
    found = sources.fetch(
        place,
        published=batch.published,
        publisher=batch.publisher,
        mapping=batch.mapping,
        get=urls.private if batch.private else urls.get,
    )
    return guarded(found, place)


def _groups(items: Iterable[RawDocument | Issue], size: int) -> Iterator[list[RawDocument | Issue]]:
    """Yield the items in groups, none too large."""
    group: list[RawDocument | Issue] = []
    held = 0
    for item in items:
        more = len(item.content) if isinstance(item, RawDocument) else 0
        if group and (len(group) >= size or held + more > SHARD_BYTES):
            yield group
            group, held = [], 0
        group.append(item)
        held += more
    if group:
        yield group


def tidy(out: Path) -> None:
    """Remove what broken runs left; not while another one is at work there."""
    for folder in (out / ITEMS, out / SHARDS):
        clean(folder)
