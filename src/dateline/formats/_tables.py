"""Rows of tables that other programs open: separators, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dateline.formats import _words

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # wide ones too: spreadsheets may narrow them

Cell = str | int | float | None


def cell(value: Cell) -> str:
    """Return a value as the text of a cell; words that begin like a formula get an apostrophe in front.

    Example:
        >>> cell("=HYPERLINK(1)"), cell(-2.5), cell(None)
        ("'=HYPERLINK(1)", '-2.5', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    words = _words.clean(value)
    return f"'{words}" if words.startswith(FORMULA) else words


def commas(cells: Iterable[Cell]) -> str:
    """Return a line of a CSV file (RFC 4180, but the line ends with a line feed)."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([cell(value) for value in cells])
    return line.getvalue()


def tabs(cells: Iterable[Cell]) -> str:
    """Return a line of a tab-separated file, which knows no quotation marks."""
    return "\t".join(cell(value) for value in cells) + "\n"


def items(values: Iterable[str | None]) -> str:
    """Return a list as one cell: separated by semicolons, which the members lose; empty if no member is known."""
    told = [_words.clean(value or "").replace(";", ",") for value in values]
    return ";".join(told) if any(told) else ""
