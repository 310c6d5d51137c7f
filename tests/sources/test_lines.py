"""Files of other programs are read line by line, packed or not."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.sources import zips
from dateline.sources.lines import lines

CONTENT = b"one\ntwo\n"


def read(path: Path) -> list[bytes]:
    """Return the lines of a file."""
    with lines(str(path)) as stream:
        return list(stream)


def packed(path: Path, **files: bytes) -> Path:
    """Return a zip archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    """Plain, gzip, and the one file of a zip archive say the same."""
    (tmp_path / "a.tsv").write_bytes(CONTENT)
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress(CONTENT))
    archive = packed(tmp_path / "a.CSV.zip", a=CONTENT)
    assert read(tmp_path / "a.tsv") == read(tmp_path / "a.tsv.gz") == read(archive) == [b"one\n", b"two\n"]


@pytest.mark.parametrize("name", ["a.gz", "a.zip", "none.txt"])
def test_files_that_cannot_be_read_are_said(tmp_path: Path, name: str) -> None:
    """What is not sound, or not there, is named."""
    if name != "none.txt":
        (tmp_path / name).write_bytes(b"\x1f\x8b\x08nonsense")
    with pytest.raises(SourceError) as raised:
        read(tmp_path / name)
    assert name in str(raised.value)


def test_an_archive_of_several_files_is_refused(tmp_path: Path) -> None:
    """Which one is meant is not guessed."""
    with pytest.raises(SourceError, match="holds 2 files"):
        read(packed(tmp_path / "a.zip", a=CONTENT, b=CONTENT))


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb is not unpacked."""
    monkeypatch.setattr(zips, "FREE", 1_000)
    with pytest.raises(SourceError, match="unpacks to more"):
        read(packed(tmp_path / "a.zip", a=b"\n" * 3_000_000))
