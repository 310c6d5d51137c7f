"""What all tests share."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The default English coder, built once."""
    return Coder()
