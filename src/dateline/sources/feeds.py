"""RSS and Atom feeds: one article per entry."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from dateline.errors import FormatError
from dateline.model import Issue, RawDocument
from dateline.sources._dates import day

ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
TAG = re.compile(r"<[^>]{0,400}>")


def is_feed(content: bytes) -> bool:
    """Return whether bytes begin like an RSS or Atom feed."""
    return ROOT.search(content[:2000]) is not None


def items(content: bytes, where: str) -> Iterator[RawDocument | Issue]:
    """Yield the entries of a feed, each with its full content if the feed carries it, else its summary.

    Args:
        content: the feed.
        where: name of the feed; entries are ``where#N``.
    """
    feed = feedparser.parse(content)
    if not feed.entries:
        reason = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        yield Issue(stage="source", where=where, code="format", message=f"no feed with entries in it{reason}")
        return
    publisher = _plain(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        yield _item(entry, f"{where}#{number}", publisher)


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
