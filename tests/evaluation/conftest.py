"""What the tests of scores share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.evaluation import cases
from dateline.model import Article
from dateline.pipeline import Coder

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases/korea"
SAMPLES = ROOT / "src/dateline/knowledge/samples/korea"


@pytest.fixture(scope="session")
def pairs(coder: Coder) -> list[tuple[dict[str, Any], Article]]:
    """The built-in articles with their gold, coded once."""
    return list(cases.read(CASES, SAMPLES, coder))
