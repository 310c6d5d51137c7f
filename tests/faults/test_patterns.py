"""No text makes a pattern search for longer than its length allows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parent / "patterns.py"
ALL = 300  # fewer would mean that patterns are no longer seen when they are compiled


def told(*arguments: str) -> tuple[int, Any]:
    """Return how the program ended, and what it found."""
    command = [sys.executable, str(PROGRAM), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)


def test_no_pattern_of_ours_is_slow() -> None:
    """All that dateline compiles, words of the lexicons and schemas with it, costs no more than the text is long."""
    code, found = told()
    assert found["slow"] == []
    assert found["patterns"] > ALL
    assert code == 0


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+x",
        r"\d[\d,]*km",
        r"(a+)+$",
        r"^[^|\n]*[^\s|][^|\n]*$",
        r"(?:\s?[\"”]+)*(?=\s[A-Z])",
        r"[A-Z]{2,}(?:-[A-Z-]+)*!",
    ],
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    """Squares and powers are told, with a text that shows them."""
    code, found = told("--pattern", pattern)
    assert code == 1
    assert found["slow"][0][:2] == ["given", pattern]


def test_a_linear_pattern_is_none() -> None:
    """What is read in one way only is not told."""
    assert told("--pattern", r"(?<!\s)\s++x", "--pattern", r"\d{1,3}(?:,\d{3}){1,9}")[0] == 0
