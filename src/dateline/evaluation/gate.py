"""Scores may not sink: figures compared with pinned floors over a pinned corpus."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.errors import FormatError

FLOORS = Path(__file__).with_name("floors.json")


def digest(*folders: Path) -> str:
    """Return a hash of all files in the folders of a corpus."""
    hashed = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            hashed.update(path.relative_to(folder).as_posix().encode())
            hashed.update(path.read_bytes())
    return hashed.hexdigest()[:16]


def check(figures: Mapping[str, Any], corpus: str, floors: Path = FLOORS) -> list[str]:
    """Return a line for each figure that lies under its floor; none if all hold.

    Args:
        figures: nested figures as ``score`` returns them.
        corpus: digest of the corpus they were measured on.
        floors: JSON file with ``corpus`` and ``floors``, dotted names to least values.

    Raises:
        FormatError: the corpus is another one than the floors were set on: measure again and set them anew.
    """
    pinned = json.loads(floors.read_text("utf-8"))
    if pinned["corpus"] != corpus:
        raise FormatError(
            f"floors were set on corpus {pinned['corpus']}, this is {corpus}", where=str(floors)
        )
    found = {name: _dig(figures, name) for name in pinned["floors"]}
    return [
        f"{name} is {found[name]:.3f}, floor {least}"
        for name, least in pinned["floors"].items()
        if found[name] < least
    ]


def _dig(figures: Mapping[str, Any], name: str) -> float:
    value: Any = figures
    for part in name.split("."):
        value = value[part]
    return float(value)
