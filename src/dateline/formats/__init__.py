"""Records to bytes.

A format is one file with one class, and one line in FORMATS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol

from dateline.errors import UnknownName
from dateline.model import Record
from dateline.model.conflict import Conflict
from dateline.model.series import Series

Item = Record | Conflict | Series

FORMATS = {
    "text": "dateline.formats.text:Text",
    "jsonl": "dateline.formats.jsonl:Jsonl",
    "html": "dateline.formats.html:Html",
    "timelinejs": "dateline.formats.timelinejs:TimelineJs",
}


class Format(Protocol):
    """What every member is."""

    media_type: str

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the pieces of the output."""
        ...


def load(name: str, **settings: Any) -> Format:
    """Return the format of this name.

    Raises:
        UnknownName: there is none.
    """
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    module, _, member = FORMATS[name].partition(":")
    made: Format = getattr(import_module(module), member)(**settings)
    return made
