"""Codebooks on the command line, with the real pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli.main import dateline as group
from dateline.config import from_environment
from dateline.errors import ConfigError

CODEBOOK = """\
about: {source: our desk, licence: CC0-1.0}
event_types:
  HINDER: {quad: 4, score: -3, definition: Crews are kept from their work.}
classes: {gear: [net, line]}
verbs:
  - verbs: [slash, cut]
    needs: obj:@gear
    type: HINDER
    example: Danish fishermen slashed Norwegian nets.
    not: Danish fishermen sold Norwegian nets.
"""
LINE = json.dumps({"text": "Danish fishermen slashed Norwegian nets.", "published": "2024-05-08"}) + "\n"


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that has a codebook; use the fast pipeline."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATELINE_DB", "DATELINE_CODEBOOK", "DATELINE_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATELINE_PIPELINE", "fast")
    path = tmp_path / "own.yaml"
    path.write_text(CODEBOOK, "utf-8")
    return path


def run(*args: str, stdin: str | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args, input=stdin)


def types(result: Result) -> list[str]:
    """The types of the events of the only line."""
    return [event["event_type"] for event in json.loads(result.stdout)["events"]]


def test_a_good_codebook_is_good() -> None:
    """A codebook whose examples all hold is counted, and the exit code is 0."""
    result = run("codebook", "check", "own.yaml")
    assert result.exit_code == 0
    assert result.stdout == "own.yaml: 1 type, 1 verb\n2 examples, none coded otherwise\n"


def test_examples_that_fail_are_named(book: Path) -> None:
    """An example that is coded otherwise is a line with its place, and the exit code is 1."""
    book.write_text(CODEBOOK.replace("sold", "cut"), "utf-8")
    result = run("codebook", "check", "own.yaml")
    assert result.exit_code == 1
    first, *_, last = result.stdout.splitlines()
    assert first.startswith(
        "own.yaml:10 [verbs[0].not] “Danish fishermen cut Norwegian nets.”: wanted no HINDER"
    )
    assert last == "2 examples, 1 coded otherwise"


def test_all_problems_are_listed(book: Path) -> None:
    """What cannot be used is listed with line and key, and the exit code is 1."""
    book.write_text(CODEBOOK.replace("type: HINDER", "type: HINDR").replace("@gear", "@gears"), "utf-8")
    result = run("codebook", "check", "own.yaml")
    assert result.exit_code == 1
    assert [line.partition("]:")[0] for line in result.stdout.splitlines()] == [
        "own.yaml:7 [verbs[0].needs",
        "own.yaml:8 [verbs[0].type",
    ]


def test_code_takes_a_codebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option and the variable lay a codebook over ours; without them it is not there."""
    assert "HINDER" not in types(run("code", stdin=LINE))
    assert types(run("code", "--codebook", "own.yaml", stdin=LINE)) == ["HINDER"]
    monkeypatch.setenv("DATELINE_CODEBOOK", "own.yaml")
    assert types(run("code", stdin=LINE)) == ["HINDER"]


def test_read_codes_again_after_a_change(book: Path) -> None:
    """What was read with a codebook is known; with a changed one it is another run."""
    Path("in.jsonl").write_text(LINE, "utf-8")
    command = ("read", "in.jsonl", "--codebook", "own.yaml")
    outputs = [run(*command).stdout, run(*command).stdout]
    book.write_text(CODEBOOK + "# changed\n", "utf-8")
    outputs.append(run(*command).stdout)
    assert ["nothing new" in output for output in outputs] == [False, True, False]
    assert "1 event" in outputs[0]


def test_a_wrong_codebook_stops_the_run(book: Path) -> None:
    """Nothing is coded with a codebook that cannot be used: one line says where, exit 1."""
    book.write_text(CODEBOOK + "verbz: []\n", "utf-8")
    result = run("code", "--codebook", "own.yaml", stdin=LINE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "own.yaml:11 [verbz]: no such key; did you mean 'verbs'?" in result.stderr
    assert run("code", "--codebook", "gone.yaml", stdin=LINE).exit_code == 2


def test_the_environment_names_a_file() -> None:
    """The variable is a path, and one that is not there is refused."""
    assert from_environment({"DATELINE_CODEBOOK": "own.yaml"}).codebook == Path("own.yaml")
    with pytest.raises(ConfigError, match=r"DATELINE_CODEBOOK=gone\.yaml"):
        from_environment({"DATELINE_CODEBOOK": "gone.yaml"})


def test_dictionaries_are_imported(tmp_path: Path) -> None:
    """Actors and agents become a codebook that can be checked; what is left out is listed."""
    (tmp_path / "actors.txt").write_text("BORGA_LEAGUE_ [NORAGR]\n+BLG_\n", "utf-8")
    (tmp_path / "agents.txt").write_text("SEA_OX {SEA_OXEN} [~COP]\nHERMIT [~MOD]\n", "utf-8")
    result = run("codebook", "import-petrarch", "actors.txt", "agents.txt", "-o", "imported.yaml")
    assert result.exit_code == 0
    assert "left out: agents.txt:2: hermit [~MOD]" in result.stderr
    assert "1 actor and 1 role, 1 line left out" in result.stderr
    assert run("codebook", "check", "imported.yaml").exit_code == 0
    assert dateline.load("fast", codebook="imported.yaml").resolve("the Borga League").code == "NORAGR"  # type: ignore[union-attr]
    assert "name: Borga League" in run("codebook", "import-petrarch", "actors.txt").stdout
