"""What ``dateline doctor`` looks at."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from dateline.config import VERSION, from_environment, redacted
from dateline.errors import DatelineError

SPACE = 200_000_000  # bytes; less is too little for a day of news
PACKAGES = ("spacy", "onnxruntime", "sqlalchemy", "lxml", "trafilatura")
MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, what was found, and whether that is a problem."""

    name: str
    found: str
    ok: bool = True


def checks(db: str, *, texts: bool) -> Iterator[Check]:
    """Yield all checks.

    Args:
        db: path or URL of the database.
        texts: also compare every article and quotation with what was written.
    """
    yield from _versions()
    yield from _extras()
    yield from _pipelines()
    yield _knowledge()
    if "://" not in db:
        yield from _disk(Path(db))
    yield from _store(db, texts)


def _versions() -> Iterator[Check]:
    yield Check(name="dateline", found=VERSION)
    supported = sys.version_info >= (3, 11)
    yield Check(name="python", found=f"{platform.python_version()}, {platform.system()}", ok=supported)
    yield Check(name="sqlite", found=sqlite3.sqlite_version)
    for name in PACKAGES:
        try:
            yield Check(name=name, found=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name=name, found="is missing; install dateline again", ok=False)


def _extras() -> Iterator[Check]:
    """Yield whether each extra is installed, which nobody has to have."""
    from packaging.requirements import Requirement

    asked: dict[str, list[Requirement]] = {}
    extras = set(metadata.metadata("dateline").get_all("Provides-Extra") or ()) - {"dev"}
    for line in metadata.requires("dateline") or ():
        wanted = Requirement(line)
        for extra in extras:
            if (
                wanted.marker is not None
                and "extra" in str(wanted.marker)
                and wanted.marker.evaluate({"extra": extra})
            ):
                asked.setdefault(extra, []).append(wanted)
    for extra, wanted_ in sorted(asked.items()):
        missing = [one.name for one in wanted_ if not _installed(one.name)]
        hint = f"not installed; pip install 'dateline[{extra}]'"
        yield Check(name=f"extra {extra}", found=hint if missing else "installed")


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _pipelines() -> Iterator[Check]:
    from dateline.annotators._pipelines import PIPELINES, check
    from dateline.codebook.files import KNOWLEDGE

    for name in (*PIPELINES, "relation", "words"):
        try:
            yield Check(
                name=f"pipeline {name}",
                found=f"files as shipped, digest {check(KNOWLEDGE / 'pipelines', name)}",
            )
        except (DatelineError, OSError) as error:
            yield Check(name=f"pipeline {name}", found=str(error), ok=False)


def _knowledge() -> Check:
    from dateline.codebook import files, user

    try:
        config = from_environment()
        return Check(
            name="codebook", found=f"digest {files.digest(user.laid_over(config.codebook, config.overlay))}"
        )
    except (DatelineError, OSError) as error:
        return Check(name="codebook", found=str(error), ok=False)


def _disk(path: Path) -> Iterator[Check]:
    folder = path.absolute().parent
    if not folder.is_dir():
        yield Check(name="folder", found=f"{folder}: no such folder", ok=False)
        return
    free = shutil.disk_usage(folder).free
    needed = max(SPACE, path.stat().st_size if path.is_file() else 0)
    yield Check(name="disk", found=f"{free // MIB:,} MiB free, {needed // MIB:,} wanted", ok=free >= needed)
    writable = os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    yield Check(name="permissions", found="can be written" if writable else "cannot be written", ok=writable)
    if path.is_file() and path.stat().st_mode & 0o002:
        yield Check(
            name="permissions", found="everybody on this machine can change the database; chmod o-w", ok=False
        )


def _store(db: str, texts: bool) -> Iterator[Check]:
    if "://" not in db and not Path(db).exists():
        yield Check(name="database", found=f"{db} is not there yet; 'dateline read' makes it")
        return
    from dateline.archive import Archive
    from dateline.store import health
    from dateline.store.migrations import HEAD

    try:
        with Archive.open(db, create=False) as archive:
            yield Check(name="database", found=f"{redacted(db)}, {archive.store.kind}, schema {HEAD}")
            counts = ", ".join(f"{count} {what}" for what, count in archive.counts().items())
            yield Check(name="content", found=counts)
            wrong = health.problems(archive.store, texts=texts)
    except DatelineError as error:
        yield Check(name="database", found=redacted(str(error)), ok=False)
        return
    yield from (Check(name="integrity", found=said, ok=False) for said in wrong)
    if not wrong:
        yield Check(name="integrity", found="sound, every text and quotation compared" if texts else "sound")
