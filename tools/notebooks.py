"""Runs the example notebooks; the tests use it, and it renews the output that they show.

python tools/notebooks.py [NOTEBOOK...]      runs these, or all of docs/notebooks, and writes what the cells show into them
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/notebooks"
SECONDS = 300  # for one cell


def notebooks() -> list[Path]:
    """Return the example notebooks."""
    return sorted(FOLDER.glob("*.ipynb"))


def run(path: Path, folder: Path) -> Any:
    """Return a notebook as it is after all cells ran, one after another, in a folder.

    Raises:
        CellExecutionError: a cell failed.
    """
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    client = NotebookClient(
        book,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=kept | {"PYTHONUTF8": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"})
    book.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return book


if __name__ == "__main__":
    for asked in [Path(name) for name in sys.argv[1:]] or notebooks():
        with tempfile.TemporaryDirectory() as scratch:
            nbformat.write(run(asked, Path(scratch)), asked)
