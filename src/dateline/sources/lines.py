"""The lines of files of other programs: plain, ``.gz``, or the one file in a ``.zip``."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import SourceError
from dateline.sources import _open, zips

LONGEST = 64_000_000  # bytes of a line; of a longer one the rest comes as further lines


@contextmanager
def lines(where: str) -> Iterator[Iterator[bytes]]:
    """Give the lines of a file, ``-`` for standard input.

    Raises:
        SourceError: it cannot be opened or unpacked.
    """
    if where == "-":
        yield _each(cast("BinaryIO", sys.stdin.buffer))
        return
    path = Path(where)
    if _open.kind_suffix(path) != ".zip":
        with _open.opened(path) as stream:
            yield _each(stream)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [info for info in archive.infolist() if not info.is_dir()]
            if len(inside) != 1:
                raise SourceError(f"holds {len(inside)} files instead of one", where=where)
            with archive.open(inside[0]) as member:
                yield _each(cast("BinaryIO", zips.counted(cast("BinaryIO", member), inside[0].compress_size)))
    except zips.FAILURES as error:
        raise SourceError(f"not a sound zip archive: {error}", where=where) from error


def _each(stream: BinaryIO | io.BufferedReader) -> Iterator[bytes]:
    while line := stream.readline(LONGEST):
        yield line
