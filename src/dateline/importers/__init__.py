"""Files of other data sets to events that lie beside our records.

An importer is one file with one class, and one line in the table. It reads what a data set says and claims nothing of its
own: an imported event has no evidence and is never part of a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol

from dateline.errors import UnknownName
from dateline.model import Issue
from dateline.model.imported import Imported, ImportedMention

IMPORTERS = {
    "ngec": "dateline.importers.ngec:Ngec",
    "gdelt": "dateline.importers.gdelt:Gdelt",
    "gdelt-mentions": "dateline.importers.gdelt:GdeltMentions",
    "timelinejs": "dateline.importers.timelinejs:TimelineJs",
}

Found = Imported | ImportedMention | Issue


class Importer(Protocol):
    """What every member of IMPORTERS is."""

    system: str

    def read(self, lines: Iterable[bytes], where: str, *, system: str) -> Iterator[Found]:
        """Yield what each line holds; a line that cannot be used is an issue, and the rest goes on.

        Args:
            lines: of the file.
            where: name of the file, for issues.
            system: name of the data set.
        """
        ...


def load(name: str) -> Importer:
    """Return the importer of this name.

    Raises:
        UnknownName: there is none.
    """
    if name not in IMPORTERS:
        raise UnknownName("format", name, IMPORTERS)
    module, _, member = IMPORTERS[name].partition(":")
    made: Importer = getattr(import_module(module), member)()
    return made
