"""Mailboxes and single messages."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

from dateline.model import Issue, RawDocument
from dateline.sources import fetch, mail

HEAD = (
    b"From: Courier Alerts <alerts@courier.example>\nDate: Wed, 6 Mar 2024 23:30:00 +0000\n"
    b"Subject: Talks in\n =?utf-8?q?Troms=C3=B8?=\nMessage-ID: <1@courier.example>\n"
)
LIMIT = 100_000


def message(content: bytes) -> RawDocument | Issue:
    """Return what a message gives."""
    (item,) = mail.message(io.BytesIO(content), "a.eml", LIMIT)
    return item


def box(content: bytes, limit: int = LIMIT) -> list[RawDocument | Issue]:
    """Return what a mailbox gives."""
    return list(mail.box(io.BytesIO(content), "a.mbox", limit))


def test_a_message_is_an_article() -> None:
    """The sender's name is the publisher; folded and encoded lines are read."""
    item = message(HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\nThe minister met K\xe5re.\n")
    assert isinstance(item, RawDocument)
    assert (item.publisher, item.title) == ("Courier Alerts", "Talks in Tromsø")
    assert (item.published, item.published_basis) == (datetime.date(2024, 3, 6), "metadata")
    assert (item.media_type, item.encoding) == ("text/plain", "iso-8859-1")
    assert item.source_id == "<1@courier.example>"
    assert item.content == b"The minister met K\xe5re.\n"


def test_the_page_goes_before_the_text() -> None:
    """Of a message in two forms the page is read, unpacked; what is attached is left."""
    parts = (
        b"Content-Type: text/plain\n\nshort\n",
        b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+VGhleSBtZXQuPC9wPg==\n",
    )
    body = b"--b\n" + b"--b\n".join(parts) + b"--b--\n"
    item = message(HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n" + body)
    assert isinstance(item, RawDocument)
    assert (item.media_type, item.content) == ("text/html", b"<p>They met.</p>")


def test_a_message_without_words_is_an_issue() -> None:
    """A picture alone is no article."""
    item = message(HEAD + b"Content-Type: image/png\n\n\x89PNG")
    assert isinstance(item, Issue)
    assert item.code == "empty"


def test_a_sender_without_a_name_is_its_site() -> None:
    """What stands behind the @."""
    item = message(b"From: alerts@courier.example\n\nThey met.")
    assert isinstance(item, RawDocument)
    assert item.publisher == "courier.example"
    assert item.published is None


def test_each_message_of_a_box_is_an_article() -> None:
    """They are parted where a line "From " follows an empty line, and nowhere else."""
    one = b"From a Wed Mar  6\n" + HEAD + b"\nFirst.\n>From the east they came.\nFrom the west too.\n\n"
    items = box(one + b"From b Thu Mar  7\n" + HEAD + b"\nSecond.\n")
    assert [item.where for item in items] == ["a.mbox#1", "a.mbox#2"]
    assert [item.content for item in items if isinstance(item, RawDocument)] == [
        b"First.\nFrom the east they came.\nFrom the west too.\n\n",
        b"Second.\n",
    ]


def test_a_message_that_is_too_large_does_not_stop_the_next() -> None:
    """It is an issue under its number."""
    large = b"From a\n" + HEAD + b"\n" + b"word " * 1000 + b"\n\n"
    items = box(large + b"From b\n" + HEAD + b"\nSecond.\n", limit=2000)
    assert [type(item) for item in items] == [Issue, RawDocument]
    assert isinstance(items[0], Issue)
    assert items[0].code == "too-large"


def test_files_are_known_by_their_endings(tmp_path: Path) -> None:
    """A folder with a box and a message."""
    (tmp_path / "a.mbox").write_bytes((b"From a\n" + HEAD + b"\nThey met.\n\n") * 2)
    (tmp_path / "b.eml").write_bytes(HEAD + b"\nThey met.\n")
    assert [type(item) for item in fetch(str(tmp_path))] == [RawDocument] * 3
