"""Opens files, packed or not, within limits."""

from __future__ import annotations

import contextlib
import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import SourceError

Follow = Callable[[Path, BinaryIO], AbstractContextManager[None]]
UNPACK_ERRORS = (gzip.BadGzipFile, zlib.error, EOFError)


@contextlib.contextmanager
def opened(path: Path, follow: Follow | None = None) -> Iterator[BinaryIO]:
    """Give the bytes of a file, unpacked when its name ends in ``.gz``.

    Args:
        path: the file.
        follow: is told of it while it is open.

    Raises:
        SourceError: the file cannot be opened, read or unpacked.
    """
    try:
        with path.open("rb") as plain, follow(path, plain) if follow else contextlib.nullcontext():
            if path.suffix.lower() == ".gz":
                with gzip.open(plain) as unpacked:
                    yield cast("BinaryIO", unpacked)
            else:
                yield plain
    except UNPACK_ERRORS as error:
        raise SourceError(f"not a sound gzip file: {error}", where=shown(path)) from error
    except OSError as error:
        raise SourceError(f"cannot read: {error.strerror or error}", where=shown(path)) from error


def shown(path: Path) -> str:
    """Return a path as text; bytes of a name that are no text are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_limited(stream: BinaryIO, limit: int) -> bytes:
    """Return the stream's bytes, at most one more than ``limit``: enough for a reader to see that it is too large."""
    return stream.read(limit + 1)


def kind_suffix(path: Path) -> str:
    """Return the suffix that tells what a file holds, in lower case: ``.html`` for ``PAGE.HTML.gz``."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix
