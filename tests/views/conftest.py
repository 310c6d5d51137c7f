"""What the tests of views share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with dateline.open(str(tmp_path / "a.db")) as opened:
        yield opened
