"""The serial executor: each item by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.errors import DocumentError, SourceError
from dateline.executors import serial
from dateline.model import Issue, RawDocument
from handmade import HandCoder

pytestmark = pytest.mark.usefixtures("each_database")

GOOD = RawDocument(content=b"They met in the old town hall.", where="good.txt")
EMPTY = RawDocument(content=b"", where="empty.txt")
BROKEN = Issue(stage="source", where="gone.txt", code="source", message="gone")


def test_each_item_has_an_outcome_in_order(tmp_path: Path) -> None:
    """Articles, known documents and issues are told apart, and issues are kept."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        first = list(serial.run([GOOD, EMPTY, BROKEN, GOOD], HandCoder(), archive))
        assert [(o.where, o.new, o.known, len(o.issues)) for o in first] == [
            ("good.txt", 1, 0, 0),
            ("empty.txt", 0, 0, 1),
            ("gone.txt", 0, 0, 1),
            ("good.txt", 0, 1, 0),
        ]
        assert {issue.code for issue in archive.issues()} == {"empty", "source"}


def test_known_documents_are_not_coded_again(tmp_path: Path) -> None:
    """Coding is the dear part; it is passed over."""

    class Once(HandCoder):
        def code(self, told: object) -> object:  # type: ignore[override]
            raise AssertionError

    with dateline.open(str(tmp_path / "a.db")) as archive:
        list(serial.run([GOOD], HandCoder(), archive))
        (outcome,) = serial.run([GOOD], Once(), archive, strict=True)  # type: ignore[arg-type]
    assert outcome.known == 1


def test_strict_raises_the_first_error(tmp_path: Path) -> None:
    """With strict the error itself comes out."""
    with dateline.open(str(tmp_path / "a.db")) as archive, pytest.raises(DocumentError):
        list(serial.run([EMPTY], HandCoder(), archive, strict=True))


def test_a_source_that_breaks_off_ends_with_an_issue() -> None:
    """What it gave before is kept."""

    def source() -> Iterator[RawDocument]:
        yield GOOD
        raise SourceError("connection lost", where="feed")

    found = list(serial.guarded(source(), "feed"))
    assert found == [GOOD, Issue(stage="source", where="feed", code="source", message="connection lost")]
