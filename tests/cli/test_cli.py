"""The commands, as people use them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.cli._output import is_terminal
from dateline.cli.main import COMMANDS
from dateline.cli.main import dateline as group
from handmade import HandCoder

TEXT = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27 and signed a declaration."


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with a coder made by hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_DB", raising=False)
    monkeypatch.setattr(dateline, "load", lambda *_, **__: HandCoder())


def run(*args: str, stdin: str | None = None) -> Result:
    """Run a command."""
    return CliRunner().invoke(group, args, input=stdin)


def test_read_then_read_again(tmp_path: Path) -> None:
    """The first time all is new, the second time nothing, and both are good."""
    (tmp_path / "a.txt").write_text(TEXT)
    first, second = (
        run("read", "a.txt", "--published", "2018-04-27", "--publisher", "Courier") for _ in range(2)
    )
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "1 new document in dateline.db" in first.stdout
    assert "1 event" in first.stdout
    assert second.stdout == "nothing new (1 document known)\n"


def test_bad_items_are_listed_and_the_rest_kept(tmp_path: Path) -> None:
    """Empty files and bugs of a reader do not stop the others; the exit code is 1."""
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", ""), ("b.txt", "crash"), ("c.txt", TEXT)):
        (tmp_path / "in" / name).write_text(text)
    result = run("read", "in")
    assert result.exit_code == 1
    assert "1 new document" in result.stdout
    assert "failed: in/a.txt: no text" in result.stderr
    assert "b.txt" in result.stderr
    assert "Traceback" not in result.output
    with dateline.open("dateline.db") as archive:
        assert len(archive.issues()) == 2


def test_strict_stops_at_the_first(tmp_path: Path) -> None:
    """With --strict a bad item is an error, in one line."""
    (tmp_path / "a.txt").write_text(" ")
    result = run("read", "a.txt", "--strict")
    assert result.exit_code == 1
    assert result.stderr == "Error: a.txt: no text\n"


@pytest.mark.parametrize(
    "args",
    [
        ["read", "nowhere.txt"],
        ["read"],
        ["tmeline"],
        ["timeline", "--format", "pdf"],
        ["timeline", "--since", "yesterday"],
        ["timeline"],
        ["code", "nowhere.jsonl"],
        ["evaluate", "nonsense", ".", "--predictions", "out.jsonl"],
    ],
)
def test_wrong_usage_is_2(args: list[str]) -> None:
    """A command line that cannot work says why, with exit code 2 and no traceback."""
    result = run(*args)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output


def test_a_typo_gets_the_nearest_command() -> None:
    """Unknown commands list the known ones and the nearest."""
    assert "did you mean 'timeline'?" in run("tmeline").stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """The help of each names its options."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "--debug" in result.stdout


def test_every_view_writes_every_form_it_offers(tmp_path: Path) -> None:
    """All views run on a filled database, in all their forms, to standard output and to a file."""
    (tmp_path / "a.txt").write_text(TEXT)
    run("read", "a.txt", "--published", "2018-04-27")
    forms = {"timeline": ("text", "jsonl", "html", "timelinejs"), "records": ("text", "jsonl", "html")}
    for name in ("timeline", "records", "statements", "indicators", "commitments", "conflicts"):
        for form in forms.get(name, ("text", "jsonl")):
            result = run(name, "--format", form)
            assert result.exit_code == 0, result.output
            assert run(name, "--format", form, "-o", "out").exit_code == 0
            assert Path("out").read_text() == result.stdout
    assert (
        json.loads(run("timeline", "--actor", "PRK", "--format", "jsonl").stdout)["event_type"] == "CONSULT"
    )
    assert run("statements").stderr == "nothing found\n"


def test_show_a_record_and_a_document(tmp_path: Path) -> None:
    """Ids from other views can be shown; a document can be shown marked."""
    (tmp_path / "a.txt").write_text(TEXT)
    run("read", "a.txt")
    record = json.loads(run("timeline", "--format", "jsonl").stdout)
    assert "CONSULT" in run("show", record["record_id"]).stdout
    document = record["reports"][0]["document"]
    assert run("show", document, "--marked").stdout == f"[event: {TEXT}]\n"
    assert json.loads(run("show", document, "--format", "jsonl").stdout)["text"] == TEXT
    missing = run("show", "record1:zzz")
    assert (missing.exit_code, "nothing has this id" in missing.stderr) == (1, True)


def test_the_database_can_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$DATELINE_DB names it, --db goes before."""
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setenv("DATELINE_DB", "mine.db")
    run("read", "a.txt")
    assert Path("mine.db").exists()
    assert not Path("dateline.db").exists()
    assert run("timeline", "--db", "other.db").exit_code == 2


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    """Errors of the store are shown in one line with what to do."""
    (tmp_path / "notes.db").write_text("These are my notes. " * 100)
    result = run("timeline", "--db", "notes.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: notes.db: is not a dateline database")
    assert result.stderr.count("\n") == 1


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    """--debug works before and behind the command."""
    (tmp_path / "notes.db").write_text("These are my notes. " * 100)
    for args in (("--debug", "timeline", "--db", "notes.db"), ("timeline", "--db", "notes.db", "--debug")):
        assert "Traceback" in run(*args).stderr


def test_code_answers_line_by_line(tmp_path: Path) -> None:
    """One output line for each input line, in order, failing ones too; exit code 1."""
    lines = [
        json.dumps({"id": 7, "text": TEXT, "published": "2018-04-27"}),
        "not json",
        json.dumps({"id": "b", "text": " "}),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "They met on Friday in the old town hall."}),
        json.dumps({"id": "e", "text": "crash"}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    result = run("code", "in.jsonl")
    assert result.exit_code == 1
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in out] == [7, None, "b", "c", "d", "e"]
    assert [line.get("error", {}).get("code") for line in out] == [
        None,
        "format",
        "empty",
        "format",
        None,
        "internal",
    ]
    assert out[0]["events"][0]["trigger"]["text"] == "met"
    assert out[0]["published"] == {"start": "2018-04-27", "end": "2018-04-27", "basis": "given"}


def test_code_reads_standard_input_and_writes_a_file() -> None:
    """- is standard input; -o a file; all good is exit code 0."""
    result = run("code", "-", "-o", "out.jsonl", stdin=json.dumps({"id": "a", "text": TEXT}) + "\n\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(Path("out.jsonl").read_text())["id"] == "a"


def test_a_failing_line_has_all_fields() -> None:
    """Scripts that read every line need no special case; the text is given back."""
    bad = [{"id": "b", "text": " "}, {"id": "c"}]
    lines = "".join(json.dumps(row) + "\n" for row in [{"id": "a", "text": TEXT}, *bad])
    good, blank, without = map(json.loads, run("code", stdin=lines).stdout.splitlines())
    assert set(blank) == set(without) == {*good, "error"}
    assert (blank["text"], without["text"]) == (" ", None)
    assert blank["events"] == blank["actors"] == []


def test_an_empty_line_between_others_is_answered() -> None:
    """The Nth line out belongs to the Nth line in; empty lines at the end are no lines."""
    row = json.dumps({"id": "a", "text": TEXT})
    result = run("code", stdin=f"{row}\n\n{row}\n\n\n")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", None, "a"]
    assert (result.exit_code, result.stderr) == (1, "line 2: is an empty line\n")


def test_half_characters_do_not_stop_the_run() -> None:
    """An id with half a surrogate pair comes back as it is; other text gets a replacement character."""
    half = json.dumps(
        {"id": "x\ud83d", "text": TEXT, "title": "y\ud83d", "publisher": "\ud83d", "url": "\ud83d"}
    )
    result = run("code", stdin=half + "\n")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["id"], found["title"]) == ("x\ud83d", "y\ufffd")


def test_the_input_is_never_written_over() -> None:
    """Writing to the file that is read would empty it."""
    Path("in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n")
    result = run("code", "in.jsonl", "-o", "./in.jsonl")
    assert (result.exit_code, "is the input" in result.stderr) == (2, True)
    assert Path("in.jsonl").stat().st_size > 0


def test_a_place_that_cannot_be_written_is_wrong_usage() -> None:
    """No such folder: said in one line."""
    Path("in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n")
    result = run("code", "in.jsonl", "-o", "nowhere/out.jsonl")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "nowhere/out.jsonl" in result.stderr


def test_file_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Names with line breaks, escapes and bytes that are no text are shown plainly, and stop nothing."""
    (tmp_path / "in").mkdir()
    for name in ("a\n\x1b[31m.txt", "b\udcff.txt"):
        (tmp_path / "in" / name).write_text("")
    (tmp_path / "in" / "c.txt").write_text(TEXT)
    result = run("read", "in")
    assert result.exit_code == 1
    assert "1 new document" in result.stdout
    assert "failed: in/a [31m.txt: no text" in result.stderr
    assert "failed: in/b\ufffd.txt: no text" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_scorer_that_crashes_is_not_passed_off_as_missing_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    """With gold in the file, an error of the scorer is an error; without, only the predictions are written."""
    from dateline.evaluation import relation

    def crash(*_: object) -> None:
        raise KeyError("gold")

    monkeypatch.setattr(relation, "score", crash)
    monkeypatch.setattr(relation, "predict", lambda *_: iter([{"id": "1", "root": "AID"}]))
    Path("with.jsonl").write_text('{"id": "1", "gold": [{"event_type": "AID"}]}\n')
    Path("without.jsonl").write_text('{"id": "1", "marked": "x"}\n')
    crashed = run("evaluate", "relation", "with.jsonl", "--predictions", "p.jsonl")
    assert (crashed.exit_code, "internal error (KeyError" in crashed.stderr) == (1, True)
    alone = run("evaluate", "relation", "without.jsonl", "--predictions", "q.jsonl", "--json")
    assert (alone.exit_code, alone.stdout) == (0, "{}\n")
    assert "nothing is scored" in alone.stderr
    assert json.loads(Path("q.jsonl").read_text())["root"] == "AID"


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    """The list of commands needs no parser, no database and no terminal library."""
    code = (
        "import sys; sys.argv = ['dateline', '--help']\n"
        "from dateline.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'onnxruntime', 'sqlalchemy', 'rich', 'numpy'} & set(sys.modules)))"
    )
    started = time.perf_counter()
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "[]"
    assert time.perf_counter() - started < 2  # half a second alone; tests may run side by side


@pytest.mark.parametrize(
    ("environment", "colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(
    environment: dict[str, str], colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$NO_COLOR (no-color.org) and dumb terminals get plain text."""
    monkeypatch.setattr(sys, "stdout", type("Terminal", (), {"isatty": lambda _: True})())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_terminal() is colours
