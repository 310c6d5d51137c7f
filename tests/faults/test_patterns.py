"""No regular expression of the code or the codebook can be made to take the square of a text's length."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_no_pattern_grows_faster_than_the_text() -> None:
    """Every pattern that dateline compiles, against texts made of its own repeats."""
    program = [sys.executable, Path(__file__).parent / "patterns.py"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["patterns"] > 300
    assert found["texts"] > 5000
    assert found["slow"] == []
