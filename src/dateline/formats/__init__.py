"""Records to bytes.

A format is one file with one class, and one line in FORMATS (every kind of record, for people), EXPORTS (what other programs read)
or FILES (what is no text).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from dateline.errors import UnknownName
from dateline.model import Record
from dateline.model.conflict import Conflict
from dateline.model.day import Day
from dateline.model.series import Series

Item = Record | Conflict | Series | Day

FORMATS = {
    "text": "dateline.formats.text:Text",
    "jsonl": "dateline.formats.jsonl:Jsonl",
    "html": "dateline.formats.html:Html",
    "timelinejs": "dateline.formats.timelinejs:TimelineJs",
}
EXPORTS = {
    "csv": "dateline.formats.csv:Csv",
    "gdelt": "dateline.formats.gdelt:Gdelt",
    "gdelt-mentions": "dateline.formats.gdelt:GdeltMentions",
    "polecat": "dateline.formats.polecat:Polecat",
    "acled": "dateline.formats.acled:Acled",
    "icews": "dateline.formats.icews:Icews",
    "timelinejs-csv": "dateline.formats.timelinejs_csv:TimelineJsCsv",
    "ftm": "dateline.formats.ftm:FollowTheMoney",
    "claims": "dateline.formats.claims:Claims",
    "ical": "dateline.formats.ical:ICalendar",
    "rss": "dateline.formats.feeds:Rss",
    "atom": "dateline.formats.feeds:Atom",
    "webannotation": "dateline.formats.webannotation:WebAnnotation",
    "graphml": "dateline.formats.network:GraphMl",
    "network": "dateline.formats.network:NetworkCsv",
}
FILES = {
    "parquet": "dateline.formats.parquet:Parquet",
    "sqlite": "dateline.formats.sqlite:Sqlite",
}


class Format(Protocol):
    """What every member of FORMATS and EXPORTS is."""

    media_type: str

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the pieces of the output."""
        ...


class FileFormat(Protocol):
    """What every member of FILES is."""

    media_type: str

    def save(self, items: Iterable[Item], path: Path, *, title: str = "") -> None:
        """Write the file; the caller puts it in its place when it is whole."""
        ...


@runtime_checkable
class Choosy(Protocol):
    """A format that has no place for some items."""

    def lacks(self, item: Item) -> str | None:
        """Return why there is nothing for an item, as words after "records"; None if there is."""
        ...


def load(name: str, **settings: Any) -> Format:
    """Return the format of this name.

    Raises:
        UnknownName: there is none.
    """
    made: Format = _made(name, FORMATS | EXPORTS, **settings)
    return made


def load_file(name: str) -> FileFormat:
    """Return the format of this name that writes a file.

    Raises:
        UnknownName: there is none.
    """
    made: FileFormat = _made(name, FILES)
    return made


def _made(name: str, table: dict[str, str], **settings: Any) -> Any:
    if name not in table:
        raise UnknownName("format", name, table)
    module, _, member = table[name].partition(":")
    return getattr(import_module(module), member)(**settings)
