"""Articles come from files, folders, feeds, archives, addresses and standard input."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.errors import FormatError, SourceError
from dateline.model import Issue, RawDocument
from dateline.sources import fetch
from dateline.sources._dates import day, record_day
from dateline.sources.records import raw
from dateline.sources.urls import Response, check

JSON_FEED = "https://jsonfeed.org/version/1.1"
FEED = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Press</title>
<item><title>Ferry &amp;amp; bridge</title><link>https://harbour.example/a</link><guid>a1</guid>
<pubDate>Tue, 12 Jun 2018 23:30:00 -0400</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ferry company said on Tuesday that it would stop.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://harbour.example/b</link><description>Only a summary.</description></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom Press</title><entry><title>One</title><id>x</id>
<link href="https://atom.example/1"/><published>2020-01-02T03:04:05Z</published>
<content type="html">&lt;p&gt;Words of the entry.&lt;/p&gt;</content></entry></feed>"""


def documents(where: str, **options: object) -> list[RawDocument]:
    """Return the documents found at a place, without the issues."""
    return [item for item in fetch(where, **options) if isinstance(item, RawDocument)]  # type: ignore[arg-type]


def issues(where: str, **options: object) -> list[Issue]:
    """Return the issues found at a place."""
    return [item for item in fetch(where, **options) if isinstance(item, Issue)]  # type: ignore[arg-type]


def test_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    """A folder gives its files sorted by path, deep ones too; hidden files, page parts and notes are passed over."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.html", "b/c.txt", ".hidden.txt", ".git/x.txt", "style.css", "README.md"):
        (tmp_path / name).write_text("Words.")
    found = [Path(item.where).relative_to(tmp_path).as_posix() for item in documents(str(tmp_path))]
    assert found == ["a.html", "b/c.txt", "z.txt"]


def test_unknown_kind_of_file_is_an_issue(tmp_path: Path) -> None:
    """A file that cannot be read is named, and the others are read."""
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "b.txt").write_text("Words.")
    assert [issue.code for issue in issues(str(tmp_path))] == ["format"]
    assert len(documents(str(tmp_path))) == 1


def test_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    """A broken JSON line is an issue that names its line; the lines after it are read."""
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 7, "text": "One."}\n{"text": \n\n[1]\n{"id": "x"}\n{"html": "<p>Two."}\n')
    assert [item.where.rpartition("#")[2] for item in documents(str(path))] == ["1", "6"]
    assert [issue.where.rpartition("#")[2] for issue in issues(str(path))] == ["2", "4", "5"]
    assert documents(str(path))[0].source_id == "7"


def test_record_fields_reach_the_document() -> None:
    """Title, address, publisher and day of a JSON record are kept; its text is its content."""
    record = {
        "text": "Words.",
        "title": "T",
        "url": "https://a.example",
        "publisher": "P",
        "published": "2020-02-03",
    }
    item = raw(record, "here")
    assert (item.title, item.url, item.publisher) == ("T", "https://a.example", "P")
    assert item.published == datetime.date(2020, 2, 3)
    assert (item.content, item.media_type, item.published_basis) == (b"Words.", "text/plain", "given")


@pytest.mark.parametrize(
    "published", ["yesterday", 5, {"start": "2020-01-01", "end": "2020-01-02"}, "2020-13-01"]
)
def test_unusable_day_of_a_record_is_an_error(published: object) -> None:
    """A publication day that is no day is refused, not guessed."""
    with pytest.raises(FormatError):
        raw({"text": "Words.", "published": published}, "here")


def test_lone_surrogates_keep_their_place() -> None:
    """Half a surrogate pair in JSON becomes one replacement character, so offsets hold."""
    item = raw(json.loads('{"text": "a\\ud800b"}'), "here")
    assert item.content.decode() == "a\ufffdb"


def test_json_file_holds_one_record_a_list_or_lines(tmp_path: Path) -> None:
    """A ``.json`` file may be an object, a list, or JSON lines under another name."""
    for name, content, count in (("a", '{"text": "A."}', 1), ("b", '[{"text": "A."}, {"text": "B."}]', 2)):
        (tmp_path / f"{name}.json").write_text(content)
        assert len(documents(str(tmp_path / f"{name}.json"))) == count
    (tmp_path / "c.json").write_text('{"text": "A."}\n{"text": "B."}\n')
    assert len(documents(str(tmp_path / "c.json"))) == 2


def test_deep_json_is_an_issue(tmp_path: Path) -> None:
    """JSON that nests deeper than can be read is an issue, not a crash."""
    (tmp_path / "deep.jsonl").write_text("[" * 200_000 + "\n" + '{"text": "A."}\n')
    assert len(issues(str(tmp_path / "deep.jsonl"))) == 1
    assert len(documents(str(tmp_path / "deep.jsonl"))) == 1


def test_feed_entries_carry_full_content_and_day(tmp_path: Path) -> None:
    """Each entry is an item with its full content, and the day in the publisher's own time zone."""
    path = tmp_path / "feed.xml"
    path.write_bytes(FEED)
    first, second = documents(str(path))
    assert b"would stop" in first.content
    assert (first.title, first.url, first.source_id) == ("Ferry & bridge", "https://harbour.example/a", "a1")
    assert (first.published, first.published_basis) == (datetime.date(2018, 6, 12), "metadata")
    assert first.publisher == "Harbour Press"
    assert (second.published, second.content) == (None, b"Only a summary.")


def test_entries_of_a_json_feed_are_articles(tmp_path: Path) -> None:
    """Page or text, day, address and title of each, and the name of the feed; from a file and from an address."""
    entries: list[object] = [
        {"id": "j1", "url": "https://json.example/1", "title": "One", "content_html": "<p>The ferry stops.</p>",
         "date_published": "2018-06-12T23:30:00-04:00"},
        {"id": 2, "content_text": "Only words.", "date_published": "some day", "date_modified": "2018-06-13"},
    ]  # fmt: skip
    feed = json.dumps({"version": JSON_FEED, "title": "JSON Press", "items": entries}).encode()
    (tmp_path / "feed.json").write_bytes(feed)
    answer = Response(
        url="https://json.example/feed", content=feed, media_type="application/feed+json", encoding=None
    )
    for place in (str(tmp_path / "feed.json"), "https://json.example/feed"):
        first, second = documents(place, get=lambda *_: answer)
        assert (first.content, first.media_type) == (b"<p>The ferry stops.</p>", "text/html")
        assert (first.url, first.title, first.source_id) == ("https://json.example/1", "One", "j1")
        assert (first.publisher, first.published) == ("JSON Press", datetime.date(2018, 6, 12))
        assert (second.content, second.media_type) == (b"Only words.", "text/plain")
        assert second.published == datetime.date(2018, 6, 13)


def test_a_json_feed_with_odd_entries_gives_the_others(tmp_path: Path) -> None:
    """An entry that is no object is an issue under its number; a feed without entries is one."""
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"version": JSON_FEED, "items": [7, {"content_text": "Words."}]}))
    assert [issue.where.rpartition("#")[2] for issue in issues(str(path))] == ["1"]
    assert [item.where.rpartition("#")[2] for item in documents(str(path))] == ["2"]
    path.write_text(json.dumps({"version": JSON_FEED, "items": []}))
    assert "no feed with entries" in issues(str(path))[0].message


def test_xml_that_is_no_feed_is_an_issue(tmp_path: Path) -> None:
    """An XML file without entries says so."""
    (tmp_path / "a.xml").write_text("<catalogue><book/></catalogue>")
    assert "no feed" in issues(str(tmp_path / "a.xml"))[0].message


def test_standard_input_is_lines_a_feed_or_an_article() -> None:
    """``-`` reads JSON lines with their numbers, a feed, or one text."""
    lines = io.BytesIO(b'\n{"text": "A."}\nbroken\n{"text": "B."}\n')
    assert [(type(i).__name__, i.where) for i in fetch("-", stdin=lines)] == [
        ("RawDocument", "-#2"),
        ("Issue", "-#3"),
        ("RawDocument", "-#4"),
    ]
    assert len(documents("-", stdin=io.BytesIO(ATOM))) == 1
    assert documents("-", stdin=io.BytesIO(b"Some words.\nMore."))[0].content == b"Some words.\nMore."


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    """``.gz`` is taken off; a broken one is an issue."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Words."))
    (tmp_path / "b.txt.gz").write_bytes(b"no gzip at all")
    assert [item.content for item in documents(str(tmp_path))] == [b"Words."]
    assert len(issues(str(tmp_path))) == 1


def test_large_file_is_cut_one_byte_over_the_limit(tmp_path: Path) -> None:
    """A file over the limit is not read to its end: the reader refuses it by its size."""
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    assert len(documents(str(tmp_path / "a.txt"), limit=100)[0].content) == 101


def test_user_names_day_and_publisher_where_items_do_not(tmp_path: Path) -> None:
    """What the user says fills gaps and goes before a feed's field, not before a record's own."""
    told = datetime.date(2021, 1, 1)
    (tmp_path / "a.jsonl").write_text('{"text": "A.", "published": "2020-02-03"}\n{"text": "B."}\n')
    (tmp_path / "b.xml").write_bytes(ATOM)
    found = documents(str(tmp_path), published=told, publisher="Mine")
    assert [item.published for item in found] == [datetime.date(2020, 2, 3), told, told]
    assert [item.publisher for item in found] == ["Mine", "Mine", "Atom Press"]


def test_address_gives_a_page_or_a_feed() -> None:
    """A URL that answers with a feed gives its entries, else one page with its final address."""

    def get(url: str, limit: int) -> Response:
        """Answer without a network."""
        content = ATOM if url.endswith("feed") else b"<p>Page.</p>"
        return Response(content=content, url=url + "/", media_type="text/html", encoding="utf-8")

    assert [item.title for item in documents("https://a.example/feed", get=get)] == ["One"]
    page = documents("https://a.example/p", get=get)[0]
    assert (page.url, page.encoding, page.content) == ("https://a.example/p/", "utf-8", b"<p>Page.</p>")


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/passwd", "http://", "https://[bad", "gopher://a"]
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    """No other scheme than http and https is opened, and no address without a host."""
    with pytest.raises(SourceError):
        check(url)
    with pytest.raises(SourceError):
        list(fetch(url))


def test_missing_path_is_an_error() -> None:
    """A path that does not exist is named in the error."""
    with pytest.raises(SourceError, match="no such file"):
        list(fetch("/nowhere/at/all.txt"))


def test_warc_gives_its_pages(tmp_path: Path) -> None:
    """Successful HTML responses of an archive are articles with their addresses; others are passed over."""

    def record(kind: str, body: bytes) -> bytes:
        """Return one WARC record."""
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{len(body)}\r\n"
        return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"

    page = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    page += b"4\r\n<p>a\r\n3\r\n b.\r\n0\r\n\r\n"
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx"
    gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>x"
    archive = (
        record("warcinfo", b"a")
        + record("response", image)
        + record("response", gone)
        + record("response", page)
    )
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(archive))
    (item,) = documents(str(tmp_path / "a.warc.gz"))
    assert (item.content, item.media_type) == (b"<p>a b.", "text/html")


def test_broken_warc_is_an_issue(tmp_path: Path) -> None:
    """A file that is no archive is an issue."""
    (tmp_path / "a.warc").write_bytes(b"nothing of the kind\n")
    assert len(issues(str(tmp_path / "a.warc"))) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("2020-02-03", (2020, 2, 3)), ("20200203", (2020, 2, 3)), ("2020-02-03T23:59:00-05:00", (2020, 2, 3))],
)
def test_days_are_read_in_their_own_time_zone(text: str, wanted: tuple[int, int, int]) -> None:
    """ISO days and times give the calendar day that they write."""
    assert day(text) == datetime.date(*wanted)


def test_interval_of_one_day_is_a_day() -> None:
    """Our own output form of a day can be read back."""
    assert record_day({"start": "2020-02-03", "end": "2020-02-03", "basis": "given"}) == datetime.date(
        2020, 2, 3
    )


def test_a_folder_without_articles_is_an_issue(tmp_path: Path) -> None:
    """Whoever names the wrong folder is told so, and what is read."""
    (tmp_path / "style.css").write_text("x")
    (issue,) = issues(str(tmp_path))
    assert (issue.code, ".html" in issue.message) == ("empty", True)


def test_a_closed_folder_is_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be looked into is named; the rest goes on."""
    (tmp_path / "a.txt").write_text("Words.")
    walk = os.walk

    def closed(root: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "shut")))
        yield from walk(root)

    monkeypatch.setattr(os, "walk", closed)
    (issue,) = issues(str(tmp_path))
    assert issue.where.endswith("/shut")
    assert "Permission denied" in issue.message
    assert len(documents(str(tmp_path))) == 1


def test_a_folder_that_holds_itself_is_read_once(tmp_path: Path) -> None:
    """Links to folders are not followed, so a loop has an end."""
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "loop").symlink_to(".")
    assert len(documents(str(tmp_path))) == 1


def test_names_that_are_no_text_are_shown_with_a_mark(tmp_path: Path) -> None:
    """A file name may be any bytes; what is shown and kept of it is valid text."""
    (tmp_path / "b\udcff.txt").write_text("Words.")
    (found,) = documents(str(tmp_path))
    assert found.where.endswith("/b\ufffd.txt")


def test_half_characters_of_a_record_are_replaced() -> None:
    """No field of a record carries what no database can keep."""
    half = "a\ud83d"
    found = raw({"id": half, "text": half, "title": half, "url": half, "publisher": half}, "x")
    assert {found.source_id, found.title, found.url, found.publisher} == {"a\ufffd"}
    assert found.content == "a\ufffd".encode()


def test_a_binary_file_of_lines_is_one_issue() -> None:
    """Junk under a .jsonl name is not told line by line."""
    found = list(fetch("-", stdin=io.BytesIO(b"\x00\x01{\n\x02\n\x03\n")))
    assert len(found) == 1
