"""Files that are written bit by bit, so that memory stays the same however many records there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TypeVar

T = TypeVar("T")
HELD = 1_000_000  # characters or bytes that are held before they go to a file
READ = 65_536


def batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the values in lists of so many.

    Example:
        >>> list(batches("abc", 2))
        [['a', 'b'], ['c']]
    """
    found = iter(values)
    while part := list(islice(found, size)):
        yield part


def json_list(head: Mapping[str, object], name: str, members: Iterable[object]) -> Iterator[str]:
    """Yield a JSON object with a long list as its last member, as ``json.dumps(..., indent=1)`` writes it.

    Args:
        head: the other members.
        name: of the list.
        members: of the list.
    """
    yield _json({**head, name: []}).removesuffix("]\n}")
    between, end = "\n  ", "]\n}"
    for member in members:
        yield between + _json(member).replace("\n", "\n  ")  # inside of words a line feed is written as \n
        between, end = ",\n  ", "\n ]\n}"
    yield end


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


class Later:
    """Text that is told after something else, which is only known when all of the text is."""

    def __init__(self) -> None:
        # kept open for as long as this lives; it has no name that others could open
        self._file = SpooledTemporaryFile(max_size=HELD, mode="w+b")  # noqa: SIM115

    def add(self, text: str) -> tuple[int, int]:
        """Keep a piece; return where it begins and how long it is."""
        piece = text.encode()
        start = self._file.tell()
        self._file.write(piece)
        return start, len(piece)

    def piece(self, start: int, length: int) -> str:
        """Return a piece."""
        self._file.seek(start)
        return self._file.read(length).decode()

    def __iter__(self) -> Iterator[str]:
        """Yield all pieces in their order, not one by one."""
        self._file.seek(0)
        rest = b""
        while block := self._file.read(READ):
            lines, end, rest = (rest + block).rpartition(b"\n")
            yield (lines + end).decode()
        yield rest.decode()

    def __enter__(self) -> Later:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
