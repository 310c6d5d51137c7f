"""The example notebooks run, and show about what they store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbclient", reason="nbclient is not installed")

import nbformat
import notebooks

ALIKE = 0.5  # of the lines stored: what models find differs a little from processor to processor
NUMBER = re.compile(r"\d+(?:\.\d+)?|\b[0-9a-f]{12,}\b")


@pytest.mark.parametrize("path", notebooks.notebooks(), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_cells_of_a_notebook_run(path: Path, tmp_path: Path) -> None:
    """Each cell shows the same kinds of output as are stored, and at least half of the lines."""
    stored, fresh = nbformat.read(path, as_version=4), notebooks.run(path, tmp_path)
    assert len(notebooks.notebooks()) == 3
    for old, new in zip(stored.cells, fresh.cells, strict=True):
        if old.cell_type == "code":
            assert kinds(old) == kinds(new)
            known, shown = lines(old), lines(new)
            assert len(known & shown) >= ALIKE * len(known), new.source


@pytest.mark.parametrize("path", notebooks.notebooks(), ids=lambda path: path.stem)
def test_what_is_stored_runs_nothing(path: Path) -> None:
    """No script, no picture from elsewhere, no error, and nothing of the machine that wrote it."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", ()):
            assert output.output_type != "error"
            told = "".join((output.get("data") or {}).get("text/html", ""))
            assert not re.search(r"<script|<img|javascript:| on\w+=", told, re.IGNORECASE)
            assert str(notebooks.ROOT) not in str(output)


def kinds(cell: Any) -> list[list[str]]:
    """The media types that a cell shows."""
    return [sorted(output.get("data") or [output.output_type]) for output in cell.outputs]


def lines(cell: Any) -> set[str]:
    """The words that a cell shows, line by line, without numbers and ids."""
    told = [(o.get("data") or {}).get("text/plain", o.get("text", "")) for o in cell.outputs]
    return {NUMBER.sub("N", line).strip() for text in told for line in text.splitlines() if line.strip()}
