"""How much of some files was read, for who waits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dateline.sources import files


class Extent:
    """The bytes of the files at some places, and how many of them were read.

    Args:
        places: what ``fetch`` takes. There is no telling how much an address, a list or standard input holds.
    """

    def __init__(self, places: Iterable[str]) -> None:
        self.total: int | None = _bytes(places)
        self._before = 0
        self._stream: BinaryIO | None = None

    @contextmanager
    def reading(self, _path: Path, stream: BinaryIO) -> Iterator[None]:
        """Follow a file while it is read.

        Args:
            _path: the file.
            stream: its bytes as they lie on the disk, packed or not.
        """
        self._stream = stream
        try:
            yield
        finally:
            self._stream = None
            self._before += os.fstat(stream.fileno()).st_size

    def done(self) -> int:
        """Return how many bytes were read."""
        return self._before + (0 if self._stream is None else self._stream.tell())


def _bytes(places: Iterable[str]) -> int | None:
    """Return the size of all files, None where something else is among them."""
    total = 0
    for place in places:
        if place == "-" or place.startswith("@") or "://" in place:
            return None
        try:
            path = Path(place)
            total += sum(each.stat().st_size for each in (files.listed(path)[0] if path.is_dir() else [path]))
        except (OSError, ValueError):  # reading says what is wrong with it
            return None
    return total
