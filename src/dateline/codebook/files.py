"""Knowledge files: where they lie, their headers, and their rows."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import CodebookError

KNOWLEDGE = Path(str(files("dateline"))) / "knowledge"
TEXT_SUFFIXES = (".csv", ".yaml", ".json", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table, with the place it came from for error messages."""

    cells: dict[str, str]
    file: str
    line: int

    def text(self, key: str) -> str | None:
        """Return the cell, None when it is empty or there is no such column."""
        return self.cells.get(key) or None

    def items(self, key: str) -> tuple[str, ...]:
        """Return the parts of a cell that are separated by ``|``."""
        return tuple(part.strip() for part in (self.cells.get(key) or "").split("|") if part.strip())


def find(name: str, overlay: Path | None = None) -> tuple[Path, ...]:
    """Return the built-in file of that name under ``knowledge/`` and, after it, the overlay's own if there is one."""
    found = [root / name for root in (KNOWLEDGE, overlay) if root is not None and (root / name).is_file()]
    if not found:
        raise CodebookError("no such knowledge file", file=name)
    return tuple(found)


def read_csv(path: Path) -> Iterator[Row]:
    """Yield the rows of a CSV file whose first lines may be ``# key: value``.

    Raises:
        CodebookError: a row has more cells than the header, or the file is not UTF-8.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CodebookError(f"not UTF-8: {error}", file=str(path)) from error
    skip = 0
    while skip < len(lines) and lines[skip].startswith("#"):
        skip += 1
    reader = csv.reader(lines[skip:])
    header = next(reader, [])
    for cells in reader:
        if not cells or not any(cells):
            continue
        if len(cells) > len(header):
            raise CodebookError(
                f"{len(cells)} cells, {len(header)} columns", file=str(path), line=skip + reader.line_num
            )
        yield Row(cells=dict(zip(header, cells, strict=False)), file=path.name, line=skip + reader.line_num)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file.

    Raises:
        CodebookError: the file is not YAML; names the line.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text("utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CodebookError(str(error.problem), file=str(path), line=line) from error


def digest(overlay: Path | None = None) -> str:
    """Return a hash of all knowledge that coding depends on: word lists, codebooks, gazetteers, not the samples."""
    hashed = hashlib.sha256()
    for root in (KNOWLEDGE, overlay):
        for path in sorted(root.rglob("*")) if root is not None else ():
            inside = path.relative_to(root) if root is not None else path
            if path.suffix in TEXT_SUFFIXES and inside.parts[0] not in ("samples", "pipelines", "exchange"):
                hashed.update(str(inside).encode())
                hashed.update(path.read_bytes())
    return hashed.hexdigest()[:16]
