"""Lists of places: ``@FILE``."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.model import Issue, RawDocument
from dateline.sources import fetch, urls


def listed(folder: Path, *lines: str, name: str = "list.txt") -> str:
    """Write a list; return it as a place."""
    (folder / name).write_text("\ufeff" + "\r\n".join(lines), "utf-8")
    return f"@{folder / name}"


def page(url: str, _limit: int) -> urls.Response:
    """Answer every address with its own name."""
    return urls.Response(url=url, content=f"Page {url}".encode(), media_type="text/plain", encoding="utf-8")


def test_files_folders_and_addresses_are_read_in_order(tmp_path: Path) -> None:
    """Comments and empty lines are passed over; a mark at the start of the file and line ends of Windows do not matter."""
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("They spoke.")
    where = listed(
        tmp_path, f" {tmp_path / 'a.txt'} ", "# a note", "", "http://a.example/1", str(tmp_path / "in")
    )
    items = list(fetch(where, crawl=page))
    assert [item.content for item in items if isinstance(item, RawDocument)] == [
        b"They met.",
        b"Page http://a.example/1",
        b"They spoke.",
    ]


def test_addresses_of_a_list_are_fetched_as_the_sites_allow(tmp_path: Path) -> None:
    """They go through the opener for crawls, never the other."""
    where = listed(tmp_path, "http://a.example/1", "http://a.example/2")
    items = list(fetch(where, crawl=page, get=lambda *_: pytest.fail("asked impolitely")))
    assert [type(item) for item in items] == [RawDocument] * 2


def test_a_place_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    """Missing files, other protocols and answers of failure are issues with their place."""

    def refused(url: str, _limit: int) -> urls.Response:
        raise SourceError("HTTP 500", where=url)

    (tmp_path / "a.txt").write_text("They met.")
    places = ("gone.txt", "ftp://a.example/x", "file:///etc/passwd", "http://a.example/1", "\x00")
    items = list(fetch(listed(tmp_path, *places, str(tmp_path / "a.txt")), crawl=refused))
    issues = [item for item in items if isinstance(item, Issue)]
    assert [item.where for item in issues] == list(places)
    assert isinstance(items[-1], RawDocument)


def test_a_list_may_name_lists_but_not_itself_for_ever(tmp_path: Path) -> None:
    """A list that names itself ends as an issue."""
    where = listed(tmp_path, f"@{tmp_path / 'list.txt'}")
    items = list(fetch(where))
    assert [type(item) for item in items] == [Issue]
    assert "deep" in items[0].message  # type: ignore[union-attr]


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    """Nothing to go on with."""
    with pytest.raises(SourceError):
        list(fetch(f"@{tmp_path / 'gone.txt'}"))
