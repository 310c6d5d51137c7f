"""dateline judge, as people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli.main import dateline as group
from handmade import HandCoder


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder with two articles read by a coder made by hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setattr(dateline, "load", lambda *_, **__: HandCoder())
    (tmp_path / "a.txt").write_text("Kim Jong Un and Moon Jae-in met at Panmunjom on April 27.")
    (tmp_path / "b.txt").write_text("In the spring of another year they met over noodles and said little.")
    for name in ("a.txt", "b.txt"):
        assert run("read", name, "--published", "2018-04-27", "--publisher", name).exit_code == 0


def run(*args: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args)


def reports() -> list[str]:
    """Return the ids of all reports of events."""
    lines = run("timeline", "--format", "jsonl").stdout.splitlines()
    return [report["id"] for line in lines for report in json.loads(line)["reports"]]


def test_judge_list_and_undo() -> None:
    """Each command says what it did; the list shows author and note, and what was taken back only when asked."""
    one, two = reports()
    apart = run("judge", "different", one, two, "--author", "Ann", "--note", "two\x1b[2J years")
    assert apart.stdout.startswith("judgement 1: two records, record1:")
    same = run("judge", "same", one, two, "--author", "Bob")
    assert same.exit_code == 1
    assert "Ann judged on" in same.stderr
    listed = run("judge", "list").stdout
    assert "1  different" in listed
    assert "Ann" in listed
    assert "\x1b" not in listed
    assert run("judge", "undo", "1").stdout.startswith("judgement 1 taken back: ")
    assert run("judge", "undo", "1").stdout.startswith("judgement 1 already taken back: ")
    assert run("judge", "list").stderr == "nothing found\n"
    assert json.loads(run("judge", "list", "--all", "--format", "jsonl").stdout)["undone_at"]


def test_wrong_numbers_and_ids_are_said_in_one_line() -> None:
    """Unknown numbers and ids exit with 1, without traceback."""
    for args in (("undo", "9"), ("same", "record1:no", "record1:nothing")):
        result = run("judge", *args)
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: ")
        assert "Traceback" not in result.output


def test_judging_twice_says_so() -> None:
    """The second time nothing is new."""
    one, two = reports()
    run("judge", "same", one, two, "--author", "Ann")
    assert run("judge", "same", two, one, "--author", "Bob").stdout.startswith(
        "already judgement 1: one record, "
    )
