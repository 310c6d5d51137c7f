"""Several processes keep what one would keep, whatever happens to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import dateline
from dateline.archive import Archive
from dateline.errors import CodingError
from dateline.executors import processes, serial
from dateline.model import Issue, RawDocument
from dateline.store import tables
from fragile import Fragile
from handmade import HandCoder

BROKEN = Issue(stage="source", where="gone.txt", code="source", message="gone")


def raw(text: str, number: int = 0) -> RawDocument:
    """Return an item."""
    return RawDocument(content=text.encode(), where=f"{number}.txt")


def content(archive: Archive) -> dict[str, list[str]]:
    """Return all rows, in an order of their own."""
    with archive.store.reading() as reader:
        return {
            table.name: sorted(
                repr([row[c.name] for c in table.columns if c.name != "since"])
                for row in reader.connection.execute(sa.select(table)).mappings()
            )
            for table in tables.metadata.sorted_tables
        }


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with dateline.open(str(tmp_path / "a.db")) as opened:
        yield opened


def test_the_content_is_that_of_one_process(archive: Archive, tmp_path: Path) -> None:
    """Articles, doubles, issues and failures: two processes leave what one leaves, and tell it in the same order."""
    texts = ["It was slow when they met.", *(f"They met at noon, note {n}." for n in range(9)), "", "crash"]
    items = [*(raw(text, n) for n, text in enumerate(texts)), BROKEN, raw(texts[1], 1)]
    two = list(processes.run(items, Fragile, Fragile.run, archive, workers=2))
    with dateline.open(str(tmp_path / "b.db")) as other:
        one = list(serial.run(items, HandCoder(), other))
        assert two == one
        assert content(archive) == content(other)
    again = processes.run(items, Fragile, Fragile.run, archive, workers=2)
    assert sum(o.new for o in again) == 0


@pytest.mark.parametrize(("text", "code"), [("It dies.", "crashed"), ("It hangs.", "timeout")])
def test_a_poison_item_is_put_aside_after_a_second_try(archive: Archive, text: str, code: str) -> None:
    """An item at which workers die or hang is an issue that says why; all others are kept, in order."""
    items = [raw("They met first.", 1), raw(text, 2), raw("They met later.", 3)]
    outcomes = list(processes.run(items, Fragile, Fragile.run, archive, workers=2, seconds=1.0))
    assert [(o.where, o.new) for o in outcomes] == [("1.txt", 1), ("2.txt", 0), ("3.txt", 1)]
    (issue,) = archive.issues()
    assert (issue.stage, issue.code) == ("worker", code)
    assert "2 times" in issue.message


def test_an_item_that_takes_all_memory_fails_alone(archive: Archive) -> None:
    """A worker has a limit of memory; what goes beyond it is an issue."""
    items = [raw("It grows.", 1), raw("They met.", 2)]
    found = list(processes.run(items, Fragile, Fragile.run, archive, workers=2))
    assert [(o.new, [i.code for i in o.issues]) for o in found] == [(0, ["internal"]), (1, [])]


def test_the_source_is_not_read_far_ahead(archive: Archive) -> None:
    """No more items are taken than are at work or wait to be kept."""
    taken = 0

    def source() -> Iterator[RawDocument]:
        nonlocal taken
        for taken in range(1, 101):
            yield raw(f"They met, note {taken}.", taken)

    kept = 0
    for kept, _ in enumerate(processes.run(source(), HandCoder, HandCoder.run, archive, workers=2), 1):
        assert taken - kept < 2 * processes.AHEAD
    assert kept == 100


def test_strict_ends_the_run_at_the_first_failure(archive: Archive) -> None:
    """With strict the first item that fails is raised, and those before it are kept."""
    items = [raw("They met.", 1), raw("", 2), raw("They met again.", 3)]
    with pytest.raises(CodingError, match=r"2\.txt"):
        list(processes.run(items, HandCoder, HandCoder.run, archive, workers=2, strict=True))
    assert archive.counts()["documents"] == 1
