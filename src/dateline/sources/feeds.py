"""RSS, Atom and JSON feeds: one article per entry."""

from __future__ import annotations

import datetime
import html
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from dateline.errors import FormatError, SourceError
from dateline.model import Issue, RawDocument
from dateline.sources._dates import day

ROOT = re.compile(rb"<(rss|feed|rdf:RDF)\b", re.IGNORECASE)
ENTRY = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)
ENTRY_END = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]{0,400}>")
JSON_FEED = "https://jsonfeed.org/version/"
PIECE = 250_000
LONGEST_ENTRY = 50_000_000
LONGEST_TAG = 20


def is_feed(content: bytes) -> bool:
    """Return whether bytes begin like an RSS or Atom feed."""
    return ROOT.search(content[:2000]) is not None


def is_json_feed(value: Any) -> bool:
    """Return whether a JSON value is a JSON Feed."""
    return isinstance(value, dict) and str(value.get("version")).startswith(JSON_FEED)


def items(content: bytes, where: str) -> Iterator[RawDocument | Issue]:
    """Yield the entries of a feed, each with its full content if the feed carries it, else its summary.

    Args:
        content: the feed.
        where: name of the feed; entries are ``where#N``.
    """
    yield from stream(io.BytesIO(content), where)


def stream(feed: BinaryIO, where: str) -> Iterator[RawDocument | Issue]:
    """Yield the entries of a feed of any length, reading a piece at a time."""
    number, publisher = 0, None
    reason = ""
    for piece, whole in _pieces(feed, where):
        found = feedparser.parse(io.BytesIO(piece))
        publisher = _plain(found.feed.get("title")) or publisher
        reason = f": {found.bozo_exception}" if found.get("bozo") else ""
        for entry in found.entries:
            number += 1
            yield _item(entry, f"{where}#{number}", publisher)
        if not whole:
            message = "the feed breaks off in an entry; those before it were read"
            yield Issue(stage="source", where=where, code="format", message=message)
            return
    if not number:
        yield Issue(stage="source", where=where, code="format", message=f"no feed with entries in it{reason}")


def _pieces(feed: BinaryIO, where: str) -> Iterator[tuple[bytes, bool]]:
    """Yield feeds with some of the entries each, and whether what follows is whole.

    Raises:
        SourceError: an entry is too long to be one.
    """
    head = tail = rest = b""
    more = True
    while more:
        part = feed.read(PIECE)
        more = len(part) == PIECE
        before, rest = len(rest), rest + part
        last = _last_end(rest, before)
        if more and last is None:
            if len(rest) > LONGEST_ENTRY:
                raise SourceError(f"an entry of more than {LONGEST_ENTRY} bytes", where=where)
            continue
        if not head and (first := ENTRY.search(rest)):
            head = rest[: first.start()]
            tail, rest, last = _tail(head), rest[first.start() :], last and last - first.start()
        if more:
            yield head + rest[:last] + tail, True
            rest = rest[last:]
        elif broken := ENTRY.search(rest, last or 0):
            yield head + rest[: broken.start()] + tail, False
        elif rest.strip():
            yield head + rest, True


def _last_end(content: bytes, since: int) -> int | None:
    """Return the end of the last entry that ends after an offset, which may cut its end tag in two."""
    last = None
    for match in ENTRY_END.finditer(content, max(0, since - LONGEST_TAG)):
        last = match.end()
    return last


def _tail(head: bytes) -> bytes:
    """Return the tags that close what a head opens."""
    root = ROOT.search(head)
    channel = re.search(rb"<channel\b", head, re.IGNORECASE) and not re.search(
        rb"</channel", head, re.IGNORECASE
    )
    return (b"</channel>" if channel else b"") + (b"</" + root[1] + b">" if root else b"")


def _item(entry: Any, where: str, publisher: str | None) -> RawDocument:
    """Return one entry as a document."""
    bodies = [part.get("value") or "" for part in entry.get("content") or ()] + [entry.get("summary") or ""]
    return RawDocument(
        content=max(bodies, key=len).encode("utf-8", "replace"),
        where=where,
        media_type="text/html",
        encoding="utf-8",
        url=entry.get("link"),
        published=_published(entry),
        published_basis="metadata",
        publisher=_plain((entry.get("source") or {}).get("title")) or publisher,
        title=_plain(entry.get("title")),
        source_id=entry.get("id"),
    )


def _published(entry: Any) -> datetime.date | None:
    """Return the entry's day as its publisher writes it, before feedparser moves it to UTC."""
    for field in ("published", "created", "updated"):
        if not entry.get(field):
            continue
        try:
            return day(entry[field])
        except FormatError:
            moved = entry.get(f"{field}_parsed")
            if moved:
                return datetime.date(*moved[:3])
    return None


def _plain(markup: str | None) -> str | None:
    """Return a title without tags and entities."""
    text = " ".join(html.unescape(TAG.sub(" ", markup or "")).split())
    return text or None


def json_items(value: dict[str, Any], where: str) -> Iterator[RawDocument | Issue]:
    """Yield the entries of a JSON Feed.

    Source: JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/
    """
    listed = value.get("items")
    if not isinstance(listed, list) or not listed:
        yield Issue(stage="source", where=where, code="format", message="no feed with entries in it")
        return
    publisher = value.get("title")
    for number, entry in enumerate(listed, 1):
        here = f"{where}#{number}"
        if isinstance(entry, dict):
            yield _json_item(entry, here, publisher if isinstance(publisher, str) else None)
        else:
            yield Issue(stage="source", where=here, code="format", message="an entry that is no object")


def _json_item(entry: dict[str, Any], where: str, publisher: str | None) -> RawDocument:
    given = {key: value for key, value in entry.items() if isinstance(value, str)}
    page = given.get("content_html")
    published = None
    for field in ("date_published", "date_modified"):
        try:
            published = published or (day(given[field]) if given.get(field) else None)
        except FormatError:
            continue
    return RawDocument(
        content=(page or given.get("content_text") or given.get("summary") or "").encode("utf-8", "replace"),
        where=where,
        media_type="text/html" if page else "text/plain",
        encoding="utf-8",
        url=given.get("url"),
        published=published,
        published_basis="metadata",
        publisher=publisher,
        title=given.get("title"),
        source_id=given.get("id"),
    )
