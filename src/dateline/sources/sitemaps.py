"""Sitemaps and their indexes: the addresses of a site's pages, and what a news sitemap says of each."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from dateline.errors import FormatError, SourceError
from dateline.model import Issue, RawDocument
from dateline.sources import urls
from dateline.sources._dates import day

ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b")
MAX_BYTES = 52_428_800  # of one sitemap, unpacked; the protocol's own limit
DEEPEST = 3
MOST_SITEMAPS = 1000
GZIP = b"\x1f\x8b"
FIELDS = {"loc", "lastmod", "publication_date", "name", "title"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address of a sitemap.

    Attributes:
        url: the address.
        index: whether another sitemap stands there.
        changed: when the page was last changed, as the site says it.
        published: its publication day.
        publisher: its outlet.
        title: its headline.
    """

    url: str
    index: bool = False
    changed: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None
    title: str | None = None


def is_sitemap(content: bytes) -> bool:
    """Return whether bytes begin like a sitemap or an index of sitemaps."""
    return ROOT.search(content[:2000]) is not None


def entries(content: bytes, where: str) -> Iterator[Entry]:
    """Yield the addresses of a sitemap.

    Raises:
        SourceError: it is not well-formed.

    Source: https://www.sitemaps.org/protocol.html and Google's news sitemaps 0.9.
    """
    known: dict[str, str] = {}
    try:
        for _, element in etree.iterparse(io.BytesIO(content), resolve_entities=False, no_network=True):
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in FIELDS:
                known.setdefault(name, (element.text or "").strip())
            elif name in ("url", "sitemap"):
                if known.get("loc"):
                    yield _entry(known, index=name == "sitemap")
                known = {}
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.LxmlError as error:
        raise SourceError(f"not a sitemap: {error}"[:300], where=where) from error


def _entry(known: dict[str, str], *, index: bool) -> Entry:
    published = None
    if known.get("publication_date"):
        try:
            published = day(known["publication_date"])
        except FormatError:
            published = None
    return Entry(
        url=known["loc"],
        index=index,
        changed=known.get("lastmod") or known.get("publication_date"),
        published=published,
        publisher=known.get("name") or None,
        title=known.get("title") or None,
    )


@dataclass(slots=True)
class Walk:
    """Goes through a sitemap and those below it.

    Attributes:
        get: fetches.
        wanted: whether a page is to be fetched.
        done: called when a page was fetched and the next one is asked for, or when it never will be.
        limit: size of the largest page, in bytes.
    """

    get: urls.Opener
    limit: int
    wanted: Callable[[Entry], bool] = lambda _: True
    done: Callable[[Entry], None] = lambda _: None
    seen: set[str] = field(default_factory=set)

    def items(self, content: bytes, where: str, depth: int = 1) -> Iterator[RawDocument | Issue]:
        """Yield the pages; a page that cannot be fetched is an issue."""
        self.seen.add(where)
        try:
            for entry in entries(_unpacked(content, where), where):
                if entry.index:
                    yield from self._below(entry, depth)
                elif self.wanted(entry):
                    yield from self._page(entry)
        except SourceError as error:
            yield _issue(error, where)

    def _below(self, entry: Entry, depth: int) -> Iterator[RawDocument | Issue]:
        if entry.url in self.seen:
            return
        if depth >= DEEPEST or len(self.seen) >= MOST_SITEMAPS:
            message = f"sitemaps more than {DEEPEST} deep or {MOST_SITEMAPS} in number are passed over"
            yield Issue(stage="source", where=urls.shown(entry.url), code="too-large", message=message)
            return
        try:
            answer = self.get(entry.url, MAX_BYTES)
        except SourceError as error:
            yield _issue(error, entry.url)
            return
        yield from self.items(answer.content, entry.url, depth + 1)

    def _page(self, entry: Entry) -> Iterator[RawDocument | Issue]:
        try:
            answer = self.get(entry.url, self.limit)
        except SourceError as error:
            yield _issue(error, entry.url)
            if not error.retry:
                self.done(entry)
            return
        yield RawDocument(
            content=answer.content,
            where=urls.shown(entry.url),
            media_type=answer.media_type,
            url=urls.shown(answer.url),
            encoding=answer.encoding,
            published=entry.published,
            published_basis="metadata",
            publisher=entry.publisher,
            title=entry.title,
        )
        self.done(entry)


def _unpacked(content: bytes, where: str) -> bytes:
    """Return a sitemap without its gzip coat.

    Raises:
        SourceError: it is larger than the protocol allows, or not sound.
    """
    if content.startswith(GZIP):
        try:
            content = urls.unpacked(content, MAX_BYTES)
        except urls.UNPACK_ERRORS as error:
            raise SourceError(f"not a sound gzip file: {error}", where=where) from error
    if len(content) > MAX_BYTES:
        raise SourceError(f"sitemap larger than {MAX_BYTES} bytes", where=where)
    return content


def _issue(error: SourceError, where: str) -> Issue:
    return Issue(
        stage="source", where=error.where or urls.shown(where), code=error.code, message=error.message
    )
