"""Zip archives of pages, texts and records; nothing is written to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from dateline.errors import SourceError
from dateline.model import Issue, RawDocument

Reader = Callable[[BinaryIO, str, int], Iterator[RawDocument | Issue]]
FREE = 100_000_000  # bytes that any archive may unpack to
RATIO = 100  # text packs ten to one, a bomb a thousand to one
FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


class _Counted:
    """A stream that ends in an error when an archive unpacks to more than it may."""

    def __init__(self, stream: BinaryIO, left: list[int]) -> None:
        self._stream, self._left = stream, left

    def _count(self, part: bytes) -> bytes:
        self._left[0] -= len(part)
        if self._left[0] < 0:
            raise SourceError(f"unpacks to more than {RATIO} times its size, which no text does")
        return part

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        return self._count(self._stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        """Return the next line."""
        return self._count(self._stream.readline(size))


def counted(stream: BinaryIO, packed: int) -> _Counted:
    """Return a stream that ends in an error when it unpacks to far more than it takes packed."""
    return _Counted(stream, [FREE + RATIO * packed])


def items(
    stream: BinaryIO, where: str, limit: int, kinds: Mapping[str, Reader], passed_over: Callable[[str], bool]
) -> Iterator[RawDocument | Issue]:
    """Yield the articles of all files in an archive, in order of their names; one that cannot be read is an issue.

    Args:
        stream: the archive; it can be sought in.
        where: its name; a file in it is ``where/NAME``.
        limit: size of the largest document, in bytes.
        kinds: what reads files of a suffix.
        passed_over: whether a file of this name is none of the articles.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except FAILURES as error:
        yield Issue(stage="source", where=where, code="format", message=f"not a sound zip archive: {error}")
        return
    with archive:
        packed = sum(info.compress_size for info in archive.infolist())
        left = [FREE + RATIO * packed]
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if not info.is_dir() and not passed_over(info.filename):
                yield from _one(archive, info, where, limit, kinds, left)
                if left[0] < 0:
                    return


def _one(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    where: str,
    limit: int,
    kinds: Mapping[str, Reader],
    left: list[int],
) -> Iterator[RawDocument | Issue]:
    """Yield the articles of one file."""
    here = f"{where}/{info.filename}".encode("utf-8", "replace").decode()
    suffix = PurePosixPath(info.filename).suffix.lower()
    if suffix not in kinds:
        message = f"files of kind {suffix!r} are not read inside of a zip archive"
        yield Issue(stage="source", where=here, code="format", message=message)
        return
    try:
        with archive.open(info) as member:
            yield from kinds[suffix](cast("BinaryIO", _Counted(cast("BinaryIO", member), left)), here, limit)
    except SourceError as error:
        yield Issue(stage="source", where=here, code=error.code, message=error.message)
    except FAILURES as error:
        yield Issue(stage="source", where=here, code="format", message=f"cannot be unpacked: {error}"[:300])
