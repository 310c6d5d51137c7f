"""dateline tension, as people use it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli.main import dateline as group
from handmade import article, document, event


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a database of one meeting."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    with dateline.open("dateline.db") as archive:
        told = document()
        archive.add(article(told, event(told, intensity=4.0, quad=1)))


def run(*args: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args)


def test_every_form_and_a_picture(tmp_path: Path) -> None:
    """Text, lines and table to standard output, a picture to a file."""
    assert "PRK and KOR by month: 1 events, 0 planned" in run("tension", "PRK", "KOR").stdout
    lines = run("tension", "PRK", "South Korea", "--by", "week", "--format", "jsonl").stdout.splitlines()
    assert json.loads(lines[1])["label"] == "2018-W17"
    assert (
        run("tension", "PRK", "KOR", "--format", "csv")
        .stdout.splitlines()[1]
        .startswith("2018-04,2018-04-01,")
    )
    assert run("tension", "PRK", "KOR", "--plot", "a.svg").exit_code == 0
    assert "<svg" in (tmp_path / "a.svg").read_text()


def test_nothing_and_wrong_use_are_said() -> None:
    """No event is an empty answer, a picture of another kind or in no folder is wrong use."""
    assert run("tension", "PRK", "FRA").stderr == "nothing found\n"
    assert run("tension", "PRK", "KOR", "--plot", "a.pdf").exit_code == 2
    assert run("tension", "PRK", "KOR", "--plot", "nowhere/a.svg").exit_code == 2


def test_without_the_extra_the_table_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing packages are named with the pip command; only a picture needs one."""
    monkeypatch.setitem(sys.modules, "ruptures", None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run("tension", "PRK", "KOR")
    assert (result.exit_code, "2018-04" in result.stdout) == (0, True)
    assert "pip install 'dateline[tension]'" in result.stderr
    assert "pip install 'dateline[tension]'" in run("tension", "PRK", "KOR", "--plot", "a.svg").stderr
