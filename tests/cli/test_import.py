"""dateline import and dateline compare, as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli.main import dateline as group
from handmade import article, document, event

GOOD = {
    "id": "1",
    "date": "2018-04-27",
    "event_type": "CONSULT",
    "attributes": {"ACTOR": [{"country": "PRK"}], "RECIP": [{"country": "KOR"}]},
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a database of one meeting, and a file of two events with a bad line between them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    with dateline.open("dateline.db") as archive:
        told = document()
        archive.add(article(told, event(told)))
    other = GOOD | {"id": "2", "event_type": "AID"}
    Path("a.jsonl").write_text(f"{json.dumps(GOOD)}\n\x1b[31mnonsense\n{json.dumps(other)}\n", "utf-8")


def run(*args: str, given: str | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args, input=given)


def test_events_are_laid_beside_ours() -> None:
    """Good lines are kept, the bad one is named, a second time nothing is new; the comparison counts first."""
    first = run("import", "a.jsonl", "--format", "ngec")
    assert (first.exit_code, first.stdout) == (1, "2 new events of ngec in dateline.db, 0 known\n")
    assert "failed: a.jsonl:2: not JSON" in first.stderr
    assert "\x1b" not in first.stderr
    assert run("import", "a.jsonl", "--format", "ngec").stdout.startswith(
        "0 new events of ngec in dateline.db, 2"
    )
    shown = run("compare").stdout
    assert shown.startswith("1 of our 1 records are among their 2 events,\n")
    assert "Only they have (1)" in shown
    lines = [json.loads(line) for line in run("compare", "--format", "jsonl").stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["counts", "both", "only theirs"]
    assert lines[1]["imported"]["given"] == GOOD
    assert run("compare", "--format", "csv").stdout.splitlines()[1].startswith("both,2018-04-27,2018-04-27,")


def test_standard_input_and_names() -> None:
    """A data set can be named and replaced."""
    line = json.dumps(GOOD)
    assert run("import", "-", "--format", "ngec", "--name", "mine", given=line).exit_code == 0
    assert run("import", "-", "--format", "ngec", "--name", "mine", "--replace", given="").exit_code == 0
    refused = run("compare", "--name", "mine")
    assert (refused.exit_code, "'dateline import' brings some in" in refused.stderr) == (2, True)


def test_wrong_use_is_said() -> None:
    """A file that is not there, a format that is none, and a broken archive."""
    assert run("import", "none.tsv", "--format", "gdelt").exit_code == 2
    assert run("import", "a.jsonl", "--format", "icews").exit_code == 2
    Path("b.zip").write_bytes(b"PK")
    broken = run("import", "b.zip", "--format", "gdelt")
    assert (broken.exit_code, "b.zip: not a sound zip archive" in broken.stderr) == (1, True)
