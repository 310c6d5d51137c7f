"""Shards hold what was found, whatever happened while they were made; a database of them is that of one process."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")

import dateline
from databases import Database
from dateline.cli.main import dateline as command_line
from dateline.config import Config
from dateline.errors import CodingError, ConfigError, DatelineError, FormatError, StoreBusy
from dateline.executors import batch as batches
from dateline.executors import cluster, serial, shards
from dateline.executors.batch import Batch, Shard
from dateline.executors.load import load
from dateline.executors.shards import Done
from dateline.model import Issue
from dateline.sources import fetch
from fragile import Fragile, fragile, stillborn
from handmade import HandCoder

TEXTS = (
    "They met first.",
    "They met at noon.",
    "",
    "crash",
    "They met at noon.",
    "Nothing.",
    "Half \x00 met.",
)


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A batch of a few texts in shards of three, not begun."""
    monkeypatch.chdir(tmp_path)
    write(TEXTS)
    return Batch(
        out=tmp_path / "out", cwd=tmp_path, make=fragile, config=Config(), run=Fragile.run, size=3, seconds=30
    )


def write(texts: tuple[str, ...]) -> None:
    """Write the texts to files, in order."""
    folder = Path("in")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text)


def begun(batch: Batch) -> list[Shard]:
    """Begin a batch, and return its shards."""
    parts = batches.portions(["in"], batch.out)
    batches.begin(batch, parts)
    return [shard for part in parts for shard in batches.cut(batch, part)]


def done(batch: Batch) -> list[Done]:
    """Make all shards in this process."""
    return [shards.make(batch, shard) for shard in begun(batch)]


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of all files."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def apart(batch: Batch, shard: Shard, times: int) -> Done:
    """Make a shard in processes of their own, one after the other as each is lost, and at last in this one."""
    context = multiprocessing.get_context("spawn")
    for _ in range(times):
        process = context.Process(target=shards.make, args=(batch, shard))
        process.start()
        process.join(60)
        assert process.exitcode
    return shards.make(batch, shard)


def test_the_database_is_that_of_one_process(batch: Batch, db: Database) -> None:
    """Articles, doubles, issues and failures: read and batch leave the same rows; both again add nothing."""
    assert sum(one.new for one in done(batch)) == 4
    one = db.another()
    with dateline.open(db.url) as archive, dateline.open(one) as other:
        for _ in range(2):
            list(load(batch.out, archive))
            list(serial.run(fetch("in"), HandCoder(), other))
            assert archive.counts() == other.counts()
        assert archive.counts()["documents"] == 3
    left, right = db.rows(), db.rows(one)
    assert left == right


def test_portions_are_read_as_the_folder_is(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """However inputs are divided, their items come in the order of `read`, with what is wrong with them."""
    monkeypatch.setattr(batches, "PORTION_BYTES", 20)
    Path("more.jsonl").write_text('{"text": "They met."}\nbroken\n')
    where = ["in", "more.jsonl", "more.jsonl"]
    parts = batches.portions(where, batch.out)
    assert len(parts) > 4
    batches.begin(batch, parts)
    cut = [shard for part in parts for shard in batches.cut(batch, part)]
    items = [i for s in cut for _, i in shards.tables.read_items(batch.out / f"items/{s.name}.parquet")]
    assert items == [item for place in where for item in fetch(place)]


@pytest.mark.parametrize(("text", "code"), [("It dies.", "crashed"), ("It hangs.", "timeout")])
def test_a_poison_item_is_put_aside_at_the_second_loss(batch: Batch, text: str, code: str) -> None:
    """A process that is lost at an item costs a second try; then the item is an issue, and the others are kept."""
    write(("They met first.", text, "They met later."))
    batch = replace(batch, seconds=1.0)
    (shard,) = begun(batch)
    found = apart(batch, shard, 2)
    assert (found.new, found.failed, found.losses) == (2, 1, 2)
    (issue,) = (
        issue for one in shards.tables.read(batch.out / "shards" / shard.name) for issue in one.issues
    )
    assert (issue.stage, issue.code, issue.where) == ("worker", code, "in/1.txt")
    (batch.out / "shards/.00000-00000.1").write_text("begin 1\n")  # of a command that was killed
    batches.tidy(batch.out)
    assert [p.name for p in (batch.out / "shards").iterdir()] == [shard.name]


def test_a_process_lost_by_chance_changes_nothing(batch: Batch, tmp_path: Path) -> None:
    """A shard that was begun again after one loss has the files, byte by byte, of one that was not disturbed."""
    (first, *_) = begun(batch)
    note = batch.out / "shards" / f".{first.name}.{batch.token}"
    note.write_text("begin 1\n0\n1\n")
    assert shards.make(batch, first).losses == 1
    other = replace(batch, out=tmp_path / "other")
    shards.make(other, begun(other)[0])
    assert files(batch.out / "shards" / first.name) == files(other.out / "shards" / first.name)


def test_a_second_command_keeps_out_of_the_folder(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one command is at work in a folder, another one says so and changes nothing; then it may."""
    monkeypatch.setattr(cluster, "ready", lambda _: None)
    coder = HandCoder()
    coder.config = Config()  # type: ignore[attr-defined]
    monkeypatch.setattr(dateline, "load", lambda *_, **__: coder)
    monkeypatch.setattr(cluster, "run", lambda *_, **__: iter(()))
    with batches.alone(batch.out):
        begun(batch)
        (batch.out / "shards/.00000-00000.1").write_text("begin 1\n")
        before = files(batch.out)
        refused = CliRunner().invoke(command_line, ["batch", "in", "--out", "out"])
        assert refused.exit_code
        assert "another 'dateline batch' is at work there" in refused.output
        assert files(batch.out) == before
    with batches.alone(batch.out):
        pass


def test_a_killed_command_leaves_no_lock(batch: Batch) -> None:
    """The folder of a command that was killed with -9 may be used at once."""
    holder = multiprocessing.get_context("spawn").Process(target=hold, args=(batch.out,))
    holder.start()
    while not (batch.out / "held").exists():
        assert holder.is_alive()
        time.sleep(0.01)
    (batch.out / "held").unlink()
    with pytest.raises(StoreBusy, match="at work there"), batches.alone(batch.out):
        pass
    holder.kill()
    holder.join()
    with batches.alone(batch.out):
        batches.begin(batch, batches.portions(["in"], batch.out))


def hold(out: Path) -> None:
    """Hold a folder for ever."""
    with batches.alone(out):
        (out / "held").touch()
        time.sleep(600)


def test_a_lock_is_left_in_no_folder_of_others(batch: Batch) -> None:
    """A folder that holds something else is refused, and stays as it is."""
    batch.out.mkdir()
    (batch.out / "mine.txt").touch()
    with pytest.raises(ConfigError, match="holds no batch"), batches.alone(batch.out):
        pass
    assert [path.name for path in batch.out.iterdir()] == ["mine.txt"]


def test_processes_that_never_begin_end_the_run(batch: Batch) -> None:
    """When each process is lost before its first item, that is an error, not an endless repetition."""
    shard = begun(batch)[0]
    note = batch.out / "shards" / f".{shard.name}.{batch.token}"
    note.write_text("begin 1\n" * 7)
    with pytest.raises(CodingError, match="every process is lost"):
        shards.make(replace(batch, make=stillborn), shard)


def test_an_input_at_which_processes_are_lost_is_put_aside(batch: Batch) -> None:
    """An input that kills twice who reads it is an issue, and the other inputs are cut."""
    parts = batches.portions(["in"], batch.out)
    batches.begin(batch, parts)
    (batch.out / f"items/.00000.{batch.token}").write_text("begin 1\n0\nbegin 2\n0\n")
    first = batches.cut(batch, parts[0])[0]
    items = [item for _, item in shards.tables.read_items(batch.out / f"items/{first.name}.parquet")]
    assert isinstance(items[0], Issue)
    assert (items[0].where, items[0].code) == ("in/0.txt", "crashed")
    assert items[1:] == list(fetch("in"))[1:3]


def test_what_takes_all_memory_fails_alone(batch: Batch) -> None:
    """A worker has a limit of memory; what goes beyond it is an issue."""
    write(("It grows.", "They met."))
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=cluster.make, args=(batch, begun(batch)[0]))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    found = list(shards.tables.read(batch.out / "shards/00000-00000"))
    assert [(len(one.articles), [i.code for i in one.issues]) for one in found] == [
        (0, ["internal"]),
        (1, []),
    ]


def test_only_what_is_missing_is_made(batch: Batch) -> None:
    """Begun again, a batch makes the shards that are gone or damaged, and leaves the others; the result is the same."""
    done(batch)
    before = files(batch.out)
    found = batch.out / "shards"
    shutil.rmtree(found / "00000-00000")
    (found / "00000-00001/events.parquet").write_bytes(b"PAR1")
    again = done(batch)
    assert [(one.new > 0, one.repaired) for one in again[:2]] == [(True, False), (True, True)]
    assert all(not one.new and not one.repaired for one in again[2:])
    assert files(batch.out) == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("shards/00000-00001/done.json", b"{}", "done.json is missing or damaged; run the same batch again"),
        ("shards/00000-00001/done.json", b"\xff", "done.json is missing or damaged"),
        ("shards/00000-00001/documents.parquet", b"PAR1", "documents.parquet is damaged"),
        ("items/00000-00001.parquet", b"PAR1", "is damaged; remove it and 00000.json"),
        ("items/00000.json", b"[]", "portion 00000 of 1 is not cut"),
        ("batch.json", b"[]", "is damaged"),
        ("batch.json", b'{"portions": []}', "has no 'version'"),
    ],
)
def test_a_damaged_file_is_named(
    batch: Batch, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """Load says what is damaged and what mends it, and keeps nothing of that shard."""
    done(batch)
    (batch.out / name).write_bytes(content)
    with dateline.open(str(tmp_path / "a.db")) as archive:
        with pytest.raises(FormatError, match=message):
            list(load(batch.out, archive))
        assert archive.counts()["documents"] <= 2
    if name.startswith("items/00000-"):
        (batch.out / "shards/00000-00001/done.json").unlink()
        with pytest.raises(FormatError, match=r"is damaged; remove it and 00000\.json"):
            done(batch)
        (batch.out / "items/00000.json").unlink()
    if "batch" not in name:
        done(batch)
        with dateline.open(str(tmp_path / "b.db")) as archive:
            assert sum(one.new for one in load(batch.out, archive)) == 3


def test_load_wants_the_whole_batch(batch: Batch, tmp_path: Path) -> None:
    """A folder without a batch, or one that is not complete, is refused before anything is kept."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        with pytest.raises(ConfigError, match="holds no batch"):
            list(load(tmp_path, archive))
        shards.make(batch, begun(batch)[0])
        with pytest.raises(FormatError, match=r"2 of 3 shards are missing \(00000-00001 first\)"):
            list(load(batch.out, archive))
        assert archive.counts()["documents"] == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"publisher": "Courier"}, "another publisher"),
        ({"size": 4}, "another items"),
        ({"run": replace(Fragile.run, codebook_digest="x")}, "another codebook_digest"),
    ],
)
def test_a_folder_keeps_to_one_run(batch: Batch, changed: dict[str, Any], message: str) -> None:
    """Other settings need another folder."""
    begun(batch)
    with pytest.raises(ConfigError, match=message):
        begun(replace(batch, **changed))


def test_changed_inputs_need_another_folder(batch: Batch) -> None:
    """A file that is new, changed or gone is told; a folder with anything else is left alone."""
    begun(batch)
    Path("in/1.txt").write_text("They met again, and again.")
    with pytest.raises(ConfigError, match=r"run of other inputs: in/0\.txt is new or was changed"):
        begun(batch)
    with pytest.raises(ConfigError, match="fewer than before"):
        batches.begin(batch, [])
    with pytest.raises(ConfigError, match="lies within the input in"):
        begun(replace(batch, out=batch.cwd / "in/out"))
    (batch.cwd / "other").mkdir()
    (batch.cwd / "other/letter").write_text("")
    with pytest.raises(ConfigError, match="holds no batch"):
        begun(replace(batch, out=batch.cwd / "other"))


def test_a_machine_must_be_like_the_first(batch: Batch) -> None:
    """Another dateline, and a machine that does not see the disk, are told."""
    shard = begun(batch)[0]
    other = replace(batch, run=replace(batch.run, version="9"))
    with pytest.raises(CodingError, match="another dateline \\(version: '1', not '9'\\)"):
        shards.make(other, shard)
    with pytest.raises(CodingError, match="all machines need the same disk"):
        shards.make(replace(batch, out=Path("/nowhere")), shard)


def test_a_disk_that_cannot_be_written_is_told(batch: Batch) -> None:
    """Failures of the disk are errors of the store, and leave nothing that looks complete."""
    shard = begun(batch)[0]
    (batch.out / "shards").rmdir()
    with pytest.raises(DatelineError, match="cannot write: No such file"):
        shards.make(batch, shard)


def test_the_command_loads_and_lists_what_failed(batch: Batch) -> None:
    """What failed in the batch is listed, with exit code 1; a folder without a batch makes no database."""
    done(batch)
    found = CliRunner().invoke(command_line, ["load", "out", "--db", "a.db"])
    assert found.exit_code == 1
    assert "3 new documents in a.db, 1 known" in found.output
    assert "failed: in/3.txt: KeyError: 'a bug of a reader' [reader: internal]" in found.output
    found = CliRunner().invoke(command_line, ["load", "in", "--db", "b.db"])
    assert found.exit_code == 2
    assert "in: holds no batch" in found.output
    assert not Path("b.db").exists()


def load_apart(out: Path, url: str) -> None:
    """Load a batch, in a process of its own."""
    with dateline.open(url) as archive:
        list(load(out, archive))


def at_once(url: str, outs: list[Path]) -> None:
    """Load batches at the same time."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=load_apart, args=(out, url)) for out in outs]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
        assert process.exitcode == 0


def groups(found: dict[str, list[Any]]) -> set[frozenset[str]]:
    """Return which reports are one record, whatever it is called."""
    records: dict[str, set[str]] = {}
    for report, record, *_ in found["memberships"]:
        records.setdefault(record, set()).add(report)
    return {frozenset(reports) for reports in records.values()}


def test_many_processes_load_one_batch_at_once(batch: Batch, db: Database) -> None:
    """Two that load the same batch share its articles, in their order: every row is that of one process."""
    write(tuple(f"They met at noon, note {n}." for n in range(12)))
    done(batch)
    alone = db.another()
    load_apart(batch.out, alone)
    at_once(db.url, [batch.out] * 2)
    left, right = db.rows(), db.rows(alone)
    assert left == right


def test_batches_loaded_at_once_make_the_same_records(batch: Batch, db: Database) -> None:
    """Which of two batches comes first decides the names of records, not what belongs to them."""
    alone = db.another()
    outs = [batch.cwd / name for name in ("one", "two", "three")]
    for out in outs:
        write(tuple(f"They met at noon, note {n} of {out.name}." for n in range(8)))
        done(replace(batch, out=out))
        load_apart(out, alone)
    at_once(db.url, outs)
    left, right = db.rows(), db.rows(alone)
    for table in ("documents", "events", "participants", "document_runs", "runs", "raws"):
        assert left[table] == right[table]
    assert groups(left) == groups(right)
