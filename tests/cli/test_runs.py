"""dateline recode, runs, diff and revisions, as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli.main import dateline as group
from dateline.model import Article, Document, Run
from handmade import HandCoder, article, event

TEXT = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27."


class NewCoder(HandCoder):
    """Sees a mode too."""

    run = Run(version="2", pipeline="hand", model_digest="", codebook_digest="new")

    def code(self, told: Document) -> Article:
        """Return the meeting with its mode."""
        return article(told, event(told, mode="a\x1b[2Jmeeting"), statements=())


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder with one article read by a coder made by hand, then load another coder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setattr(dateline, "load", lambda *_, **__: HandCoder())
    (tmp_path / "a.txt").write_text(TEXT)
    assert run("read", "a.txt", "--published", "2018-04-27", "--publisher", "Courier").exit_code == 0
    monkeypatch.setattr(dateline, "load", lambda *_, **__: NewCoder())


def run(*args: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args)


def test_recode_says_what_it_did() -> None:
    """The first time the articles are coded, the second time nothing is new."""
    assert run("recode").stdout == "run 2: 1 coded\n"
    assert run("recode").stdout == "run 2: nothing new (1 coded before)\n"
    listed = run("runs").stdout
    assert "1  dateline 1, hand, codebook" in listed
    assert "1 documents, speaks for 0; 1 events" in listed
    assert "1 documents, speaks for 1;" in run("runs", "--prefer", "1").stdout
    assert [
        json.loads(line)["speaks_for"] for line in run("runs", "--format", "jsonl").stdout.splitlines()
    ] == [1, 0]


def test_diff_shows_examples_without_control_characters() -> None:
    """Counts by kind, then by type, then examples with both readings and the words."""
    run("recode")
    shown = run("diff", "1", "2").stdout
    assert "events: 0 alike, 0 appeared, 0 vanished, 1 changed" in shown
    assert "  changed: CONSULT 1" in shown
    assert "mode: none → a [2Jmeeting" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    lines = [json.loads(line) for line in run("diff", "1", "2", "--format", "jsonl").stdout.splitlines()]
    assert [line["line"] for line in lines] == ["comparison", "change"]
    assert lines[1]["after"]["mode"]
    assert run("diff", "1", "2", "--examples", "0").stdout.count("\n") == 6


def test_unknown_runs_are_named() -> None:
    """The message lists the numbers that there are."""
    result = run("diff", "1", "7")
    assert (result.exit_code, "no such run" in result.stderr) == (1, True)


def test_nothing_revised_says_so() -> None:
    """Without changed articles the list of revisions is empty."""
    assert run("revisions").stderr == "nothing found\n"
