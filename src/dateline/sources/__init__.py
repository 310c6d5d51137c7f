"""Where articles come from: files, folders, archives, feeds, sitemaps, standard input, URLs."""

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
from dateline.sources import apis, feeds, files, polite, records, sitemaps, urls
from dateline.sources._extent import Extent
from dateline.sources._open import Follow, opened

__all__ = ["Extent", "answered", "fetch"]


DEEPEST_LIST = 3
LONGEST_LIST = 100_000_000


def fetch(
    where: str,
    *,
    published: datetime.date | None = None,
    publisher: str | None = None,
    limit: int = MAX_DOCUMENT_BYTES,
    stdin: BinaryIO | None = None,
    get: urls.Opener = urls.get,
    crawl: urls.Opener | None = None,
    mapping: apis.Mapping | None = None,
    follow: Follow | None = None,
) -> Iterator[RawDocument | Issue]:
    """Yield the articles found at a place; one bad item is an Issue and the rest goes on.

    Args:
        where: path of a file or folder, an http or https URL of a page, feed or sitemap, ``-`` for standard input, or
            ``@FILE`` for a list of such places, one a line.
        published: publication day for items that do not give one themselves; goes before a feed's field.
        publisher: publisher for items that do not give one themselves.
        limit: size of the largest document, in bytes.
        stdin: what ``-`` reads; standard input when None.
        get: fetches a URL.
        crawl: fetches what a list or a sitemap names; as robots.txt allows if not given.
        mapping: where JSON of a news API has its articles, from ``apis.load``.
        follow: is told of each file while it is open, such as ``Extent.reading``.

    Raises:
        SourceError: there is no such file or folder, or the URL does not answer.
    """
    crawl = crawl or polite.Polite(get)
    for item in _items(where, _Reading(limit, stdin, get, crawl, mapping, follow)):
        yield item if isinstance(item, Issue) else _told(item, published, publisher)


@dataclasses.dataclass(frozen=True, slots=True)
class _Reading:
    """How places are read."""

    limit: int
    stdin: BinaryIO | None
    get: urls.Opener
    crawl: urls.Opener
    mapping: apis.Mapping | None
    follow: Follow | None = None
    depth: int = 0


def _items(where: str, how: _Reading) -> Iterator[RawDocument | Issue]:
    """Yield the items of a place as they are."""
    if where == "-":
        yield from _standard_input(how.stdin or sys.stdin.buffer, how.limit, how.mapping)
        return
    if where.startswith("@"):
        yield from _listed(Path(where[1:]), how)
        return
    if "://" in where:
        yield from _address(where, how)
        return
    path = Path(where)
    try:
        is_dir, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise SourceError(f"not a path: {error}", where=where[:200]) from error
    if is_dir:
        yield from files.folder(path, how.limit, how.mapping, how.follow)
    elif exists:
        yield from files.items(path, how.limit, how.mapping, how.follow)
    else:
        raise SourceError("no such file or folder", where=where)


def _listed(path: Path, how: _Reading) -> Iterator[RawDocument | Issue]:
    """Yield the items of all places of a list; a place that cannot be read is an issue.

    Addresses of a list are fetched as robots.txt allows, one after the other.
    """
    if how.depth >= DEEPEST_LIST:
        raise SourceError(f"lists in lists more than {DEEPEST_LIST} deep", where=str(path))
    inner = dataclasses.replace(how, get=how.crawl, depth=how.depth + 1)
    with opened(path) as stream:
        lines = stream.read(LONGEST_LIST).decode("utf-8-sig", "replace").splitlines()
    for place in filter(None, map(str.strip, lines)):
        if place.startswith("#"):
            continue
        try:
            yield from _items(place, inner)
        except SourceError as error:
            at = error.where or place
            yield Issue(stage="source", where=at, code=error.code, message=error.message)


def _standard_input(
    stream: BinaryIO, limit: int, mapping: apis.Mapping | None
) -> Iterator[RawDocument | Issue]:
    """Yield standard input: JSON lines, a feed, or else one article."""
    if mapping is not None:
        yield from apis.items(stream.read(files.JSON_FILE_LIMIT), "-", mapping)
        return
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


def _address(url: str, how: _Reading) -> Iterator[RawDocument | Issue]:
    """Yield what a URL answers: the entries of a feed, the pages of a sitemap, or a page."""
    urls.check(url)
    answer = how.get(url, how.limit)
    yield from answered(answer, url, how.limit, how.crawl, how.mapping)


def answered(
    answer: urls.Response,
    url: str,
    limit: int,
    get: urls.Opener,
    mapping: apis.Mapping | None = None,
    *,
    walk: sitemaps.Walk | None = None,
) -> Iterator[RawDocument | Issue]:
    """Yield the articles in what an address answered.

    Args:
        answer: what it answered.
        url: the address.
        limit: size of the largest document, in bytes.
        get: fetches the pages of a sitemap.
        mapping: where JSON of a news API has its articles.
        walk: goes through a sitemap.
    """
    here, content = urls.shown(url), answer.content
    if mapping is not None:
        yield from apis.items(content, here, mapping)
    elif feeds.is_feed(content):
        yield from feeds.items(content, here)
    elif sitemaps.is_sitemap(content) or content.startswith(sitemaps.GZIP):
        yield from (walk or sitemaps.Walk(get=get, limit=limit)).items(content, url)
    elif (answer.media_type or "").endswith("json"):
        yield from records.whole(content, here)
    else:
        yield RawDocument(
            content=content,
            where=here,
            media_type=answer.media_type,
            url=urls.shown(answer.url),
            encoding=answer.encoding,
        )


def _told(item: RawDocument, published: datetime.date | None, publisher: str | None) -> RawDocument:
    """Return an item with what the user says about it, where it does not say so itself."""
    if published is not None and (item.published is None or item.published_basis == "metadata"):
        item = dataclasses.replace(item, published=published, published_basis="given")
    if publisher is not None and item.publisher is None:
        item = dataclasses.replace(item, publisher=publisher)
    return item
