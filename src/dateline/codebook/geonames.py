"""Reads GeoNames' own files (``allCountries.txt``, ``cities500.txt``, ``XX.txt``) into the table of cities."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dateline.codebook.files import KNOWLEDGE, read_csv
from dateline.codebook.places import CITIES, NAMES, key
from dateline.errors import CodebookError

COLUMNS = 19
POPULATED = "P"  # feature class: cities, towns, villages
GONE = frozenset(("PPLH", "PPLQ", "PPLW", "PPLX"))  # historical, abandoned, destroyed; parts of a place
KNOWN_BY_MANY_NAMES = 100_000  # from here on the other spellings count as well
HEADER = (
    "# source: GeoNames (https://www.geonames.org), file {name}; laid over the built-in cities\n"
    "# licence: CC BY 4.0\n"
    "# note: written by dateline gazetteer load; sorted by bytes; key is the folded name or one of its spellings\n"
)


@dataclass(slots=True)
class Loaded:
    """What a load took, and what it could not read.

    Attributes:
        places: how many populated places were taken.
        rows: how many rows the table has now, with those of the built-in one.
        wrong: line number and reason of each line that was passed over.
    """

    places: int
    rows: int
    wrong: list[tuple[int, str]]


def load(file: Path, overlay: Path, *, smallest: int = 0) -> Loaded:
    """Write the populated places of a GeoNames file, with the built-in ones, into the table of cities of a folder.

    The table is replaced as a whole when all is read. Of a place that both know the file's row is kept.

    Args:
        file: text of tab-separated columns, or the zip in which GeoNames offers it.
        overlay: the folder of the user's own knowledge; made where it is not there.
        smallest: places with fewer people are passed over.

    Raises:
        CodebookError: the file cannot be read, is no text, or holds no populated place.
    """
    wrong: list[tuple[int, str]] = []
    rows: dict[tuple[str, str], str] = {}
    places = 0
    with _opened(file) as lines:
        for found in _places(lines, smallest, wrong):
            places += 1
            rows.update(((row.split(",", 1)[0], row.rsplit(",", 1)[1]), row) for row in found)
    if not places:
        raise CodebookError("no populated place in it that is large enough", file=str(file))
    for row in (KNOWLEDGE / CITIES).read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            rows.setdefault((row.split(",", 1)[0], row.rsplit(",", 1)[1]), row)
    _write(overlay / CITIES, HEADER.format(name=file.name), rows.values())
    return Loaded(places=places, rows=len(rows), wrong=wrong)


def _places(lines: Iterable[str], smallest: int, wrong: list[tuple[int, str]]) -> Iterator[list[str]]:
    """Yield the rows of each populated place; what cannot be read goes to ``wrong``."""
    countries = _countries()
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            wrong.append((number, f"{len(cells)} columns, not {COLUMNS}"))
            continue
        if cells[6] != POPULATED or cells[7] in GONE:
            continue
        try:
            row = _rows(cells, countries, smallest)
        except ValueError as error:
            wrong.append((number, str(error)))
            continue
        if row:
            yield row


def _rows(cells: list[str], countries: dict[str, str], smallest: int) -> list[str]:
    """Return one row for each spelling of a place, none if it is too small.

    Raises:
        ValueError: a cell is not what it should be.
    """
    ident, name, plain, others, lat, lon, country, admin1, people = (
        cells[i] for i in (0, 1, 2, 3, 4, 5, 8, 10, 14)
    )
    if not (ident.isascii() and ident.isdecimal()):
        raise ValueError(f"{ident!r} is no GeoNames id")
    if not -90 <= float(lat) <= 90 or not -180 <= float(lon) <= 180:
        raise ValueError(f"{lat}, {lon} is no place on earth")
    if country not in countries:
        raise ValueError(f"{country!r} is no country known here")
    population = int(people or 0)
    if population < smallest:
        return []
    if not key(name):
        raise ValueError("no name")
    spellings = {key(name), key(plain)}
    if population >= KNOWN_BY_MANY_NAMES:
        spellings |= {key(n) for n in others.split(",") if n.isascii() and len(n) > 3}
    shown = " ".join(name.replace(",", " ").replace('"', " ").split())
    rest = f"{shown},{countries[country]},{admin1.replace(',', ' ')},{float(lat):.3f},{float(lon):.3f},{population},{ident}"
    return [f"{spelling},{rest}" for spelling in spellings if spelling and "," not in spelling]


def _countries() -> dict[str, str]:
    """Return the alpha-3 code of each alpha-2 code."""
    rows = (row for row in read_csv(KNOWLEDGE / NAMES) if row.cells["kind"] == "country")
    known = {row.cells["tld"].upper(): row.cells["country"] for row in rows if row.text("tld")}
    return known | {"GB": known["UK"]}


@contextmanager
def _opened(file: Path) -> Iterator[Iterator[str]]:
    """Give the lines of a text, or of the one text in a zip."""
    try:
        with file.open("rb") as raw:
            if not zipfile.is_zipfile(raw):
                raw.seek(0)
                yield _lines(raw, file)
                return
            with zipfile.ZipFile(raw) as packed:
                names = [n for n in packed.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
                if len(names) != 1:
                    raise CodebookError("not one text in the zip", file=str(file))
                with packed.open(names[0]) as inside:
                    yield _lines(inside, file)
    except OSError as error:
        raise CodebookError(f"cannot read: {error.strerror or error}", file=str(file)) from error


def _lines(raw: IO[bytes], file: Path) -> Iterator[str]:
    for number, line in enumerate(raw, 1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise CodebookError(f"not UTF-8: {error.reason}", file=str(file), line=number) from error


def _write(path: Path, header: str, rows: Iterable[str]) -> None:
    """Write the table beside its place, and put it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".cities-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(header)
            out.writelines(f"{row}\n" for row in sorted(rows, key=lambda row: row.encode()))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
