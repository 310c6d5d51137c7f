"""Where articles come from: files, folders, feeds, standard input, URLs."""

from __future__ import annotations

import dataclasses
import datetime
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.config import MAX_DOCUMENT_BYTES
from dateline.errors import SourceError
from dateline.model import Issue, RawDocument
from dateline.sources import feeds, files, records, urls

__all__ = ["fetch"]


def fetch(
    where: str,
    *,
    published: datetime.date | None = None,
    publisher: str | None = None,
    limit: int = MAX_DOCUMENT_BYTES,
    stdin: BinaryIO | None = None,
    get: urls.Opener = urls.get,
) -> Iterator[RawDocument | Issue]:
    """Yield the articles found at a place; one bad item is an Issue and the rest goes on.

    Args:
        where: path of a file or folder, an http or https URL of a page or feed, or ``-`` for standard input.
        published: publication day for items that do not give one themselves; goes before a feed's field.
        publisher: publisher for items that do not give one themselves.
        limit: size of the largest document, in bytes.
        stdin: what ``-`` reads; standard input when None.
        get: fetches a URL.

    Raises:
        SourceError: there is no such file or folder, or the URL does not answer.
    """
    for item in _items(where, limit, stdin, get):
        yield item if isinstance(item, Issue) else _told(item, published, publisher)


def _items(where: str, limit: int, stdin: BinaryIO | None, get: urls.Opener) -> Iterator[RawDocument | Issue]:
    """Yield the items of a place as they are."""
    if where == "-":
        yield from _standard_input(stdin or sys.stdin.buffer, limit)
        return
    if "://" in where:
        yield from _address(where, limit, get)
        return
    path = Path(where)
    try:
        is_dir, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise SourceError(f"not a path: {error}", where=where[:200]) from error
    if is_dir:
        yield from files.folder(path, limit)
    elif exists:
        yield from files.items(path, limit)
    else:
        raise SourceError("no such file or folder", where=where)


def _standard_input(stream: BinaryIO, limit: int) -> Iterator[RawDocument | Issue]:
    """Yield standard input: JSON lines, a feed, or else one article."""
    head, number = b"", 0
    while not head.strip() and (line := stream.readline(limit + 1)):
        head, number = head + line, number + 1
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from records.lines(io.BytesIO(head.strip()), "-", limit, number - 1)
        yield from records.lines(stream, "-", limit, number)
        return
    content = head + stream.read(limit + 1)
    if feeds.is_feed(content):
        yield from feeds.items(content, "-")
    else:
        yield RawDocument(content=content, where="-")


def _address(url: str, limit: int, get: urls.Opener) -> Iterator[RawDocument | Issue]:
    """Yield what a URL answers: the entries of a feed, or a page."""
    urls.check(url)
    answer = get(url, limit)
    if feeds.is_feed(answer.content):
        yield from feeds.items(answer.content, url)
    else:
        yield RawDocument(
            content=answer.content,
            where=url,
            media_type=answer.media_type,
            url=answer.url,
            encoding=answer.encoding,
        )


def _told(item: RawDocument, published: datetime.date | None, publisher: str | None) -> RawDocument:
    """Return an item with what the user says about it, where it does not say so itself."""
    if published is not None and (item.published is None or item.published_basis == "metadata"):
        item = dataclasses.replace(item, published=published, published_basis="given")
    if publisher is not None and item.publisher is None:
        item = dataclasses.replace(item, publisher=publisher)
    return item
