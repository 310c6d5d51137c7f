"""Files and folders that take their names when they are complete: no name ever stands for half of anything."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import StoreError


@contextlib.contextmanager
def writing(where: Path) -> Iterator[None]:
    """Turn failures of the disk into errors of ours.

    Raises:
        StoreError: it is full, or may not be written.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(where)) from error


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a file in a folder of its own beside the path, which has its name at the end."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        whole = Path(folder) / path.name
        yield whole
        _to_disk(whole)
        whole.replace(path)


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a folder beside the path, which has its name at the end, unless another process was faster."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        whole = Path(folder) / path.name
        whole.mkdir()
        yield whole
        for file in whole.iterdir():
            _to_disk(file)
        try:
            whole.rename(path)
        except OSError:
            if not path.is_dir():
                raise


def locked(file: int) -> bool:
    """Lock a file for as long as it is open; return False if another process has done so, True also where there are no locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):  # Windows, or a disk that knows none
        return True
    return True


def remove(path: Path) -> None:
    """Remove a folder so that its name never stands for half of it."""
    with (
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder,
        contextlib.suppress(FileNotFoundError),
    ):
        path.rename(Path(folder) / path.name)


def clean(folder: Path) -> None:
    """Remove what broken runs left."""
    for path in folder.glob(".*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file."""
    with new_file(path) as whole:
        whole.write_text(json.dumps(value, indent=1, sort_keys=True) + "\n")


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the object in a JSON file, None if it is not there or damaged."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def sha256(path: Path) -> str:
    """Return the hash of a file, empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
