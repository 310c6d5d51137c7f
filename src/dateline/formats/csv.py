"""A table of all records, one row each (RFC 4180, UTF-8, with a header)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.formats import Item, _flat, _tables


class Csv:
    """Opens in spreadsheets: no cell of words is taken for a formula, dates stay text, lists are separated by semicolons.

    Loss: of the reports only their number and the first one; histories of commitments; figures bound to events.
    """

    media_type = "text/csv"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        yield _tables.commas(_flat.COLUMNS)
        for row in _flat.rows(items):
            yield _tables.commas(row.values())
