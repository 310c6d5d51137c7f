"""Commands that are killed with -9 lose nothing and keep nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 20


@pytest.mark.parametrize("command", ["read", "recode", "judge", "load", "watch"])
def test_killed_commands_lose_nothing_and_keep_nothing_twice(command: str) -> None:
    """After each of twenty kills the database is sound; begun again, the work ends with the content of an undisturbed run."""
    if command == "load":
        pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    program = [sys.executable, Path(__file__).parent / "kills.py", command, "--kills", str(KILLS)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)[command]
    assert found["kills"] == KILLS
    assert found["halfway"] > 0
    assert found["finished"] > 0
    assert found["wrong"] == []
