"""Polls feeds and sitemaps, and codes what is new in them."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline import sources
from dateline.archive import Archive
from dateline.config import MAX_DOCUMENT_BYTES
from dateline.errors import SourceError
from dateline.executors import serial
from dateline.executors.serial import Coder, Outcome
from dateline.model import Document, Issue, RawDocument
from dateline.model.ids import content_id
from dateline.sources import sitemaps, urls
from dateline.sources.visits import Visits
from dateline.store import tables

FEED_BYTES = 50_000_000
LONGEST = 86_400.0  # seconds until a feed that does not answer is asked again, at most
EVERY = 900.0


@dataclass(kw_only=True)
class Watch:
    """Asks addresses again and again, each not more often than it may be.

    Attributes:
        coder: reads and codes.
        archive: keeps.
        visits: remembers.
        get: fetches, as ``polite.Polite`` does.
        pages: whether the pages behind the entries of a feed are read, and not what the feed says of them.
        every: seconds between two visits to one feed.
        publisher: publisher for items that do not give one themselves.
        clock: tells seconds since 1970.
        sleep: waits so many seconds.
    """

    coder: Coder
    archive: Archive
    visits: Visits
    get: Callable[..., urls.Response]
    pages: bool = False
    every: float = EVERY
    publisher: str | None = None
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def once(self, places: Iterable[str]) -> Iterator[Outcome]:
        """Yield what comes of visiting each address now."""
        for place in places:
            yield from self._visit(place)

    def forever(self, places: Sequence[str]) -> Iterator[Outcome]:
        """Yield what comes of visiting each address as soon as it may be, without an end."""
        while True:
            for place in places:
                if self._wait(place) <= 0:
                    yield from self._visit(place)
            self.sleep(max(1.0, min(map(self._wait, places))))

    def _wait(self, place: str) -> float:
        """Return the seconds until an address may be asked; a clock that was set back does not stop it."""
        wait = self.visits.feed(place).next_at - self.clock()
        return wait if wait <= max(LONGEST, self.every) else 0.0

    def _visit(self, place: str) -> Iterator[Outcome]:
        """Yield the outcomes of one address. It is done with a version only when all in it is kept."""
        before = self.visits.feed(place)
        try:
            answer = self.get(place, FEED_BYTES, etag=before.etag, modified=before.modified)
        except SourceError as error:
            failures = before.failures + 1
            wait = min(max(self.every * 2.0 ** min(failures - 1, 20), error.after or 0.0), LONGEST)
            after = dataclasses.replace(before, failures=failures, next_at=self.clock() + wait)
            self.visits.visited(place, after)
            yield from self._keep([_issue(error, place)])
            return
        missed = yield from self._new(answer, place) if answer.status != urls.NOT_MODIFIED else _nothing()
        after = dataclasses.replace(before, failures=0, next_at=self.clock() + self.every)
        if answer.status != urls.NOT_MODIFIED:
            etag, modified = (None, None) if missed else (answer.etag, answer.modified)
            after = dataclasses.replace(after, etag=etag, modified=modified)
        self.visits.visited(place, after)

    def _new(self, answer: urls.Response, place: str) -> Any:
        """Yield the outcomes of what is new in an answer; return how much could not be fetched for now."""
        missed: list[SourceError] = []

        def get(url: str, limit: int) -> urls.Response:
            try:
                return self.get(url, limit)
            except SourceError as error:
                missed.extend([error] if error.retry else ())
                raise

        walk = sitemaps.Walk(get=get, limit=MAX_DOCUMENT_BYTES, wanted=self._wanted, done=self._done)
        items = sources.answered(answer, place, MAX_DOCUMENT_BYTES, get, walk=walk)
        behind = self.pages and not sitemaps.is_sitemap(answer.content)
        yield from self._keep(self._behind(items, get) if behind else items)
        return len(missed)

    def _keep(self, items: Any) -> Iterator[Outcome]:
        told = (self._told(item) for item in items)
        yield from serial.run(told, self.coder, self.archive, known=self._same_text)

    def _told(self, item: RawDocument | Issue) -> RawDocument | Issue:
        if isinstance(item, Issue) or item.publisher is not None or self.publisher is None:
            return item
        return dataclasses.replace(item, publisher=self.publisher)

    def _behind(
        self, items: Iterator[RawDocument | Issue], get: urls.Opener
    ) -> Iterator[RawDocument | Issue]:
        """Yield the pages behind the entries of a feed that are new or changed."""
        for item in items:
            if isinstance(item, Issue) or item.url is None:
                yield item
                continue
            version = content_id(
                "entry1", item.title, str(item.published), item.content.decode("utf-8", "replace")
            )
            if self.visits.page(item.url) == version:
                continue
            try:
                page = get(item.url, MAX_DOCUMENT_BYTES)
            except SourceError as error:
                yield _issue(error, item.url)
                if not error.retry:
                    self.visits.fetched(item.url, version)
                continue
            yield dataclasses.replace(
                item, content=page.content, media_type=page.media_type, encoding=page.encoding
            )
            self.visits.fetched(item.url, version)  # it is kept by now: the next item is asked for

    def _wanted(self, entry: sitemaps.Entry) -> bool:
        return self.visits.page(entry.url) != (entry.changed or "")

    def _done(self, entry: sitemaps.Entry) -> None:
        self.visits.fetched(entry.url, entry.changed or "")

    def _same_text(self, document: Document) -> bool:
        """Return whether this text was coded before at this address, whatever else is now said of it."""
        table, done = tables.documents, tables.document_runs
        if document.url is not None:
            here = table.c.url == document.url
        elif document.publisher is not None:
            here = sa.and_(table.c.publisher == document.publisher, table.c.url.is_(None))
        else:
            return False
        question = (
            sa.select(table.c.id)
            .join(done, done.c.document == table.c.id)
            .join(tables.runs, tables.runs.c.number == done.c.run)
            .where(here, table.c.text == document.text, tables.runs.c.id == self.coder.run.id)
            .limit(1)
        )
        with self.archive.store.reading() as reader:
            return reader.connection.execute(question).first() is not None


def _nothing() -> Any:
    """Yield nothing, and miss nothing."""
    yield from ()
    return 0


def _issue(error: SourceError, where: str) -> Issue:
    at = error.where or urls.shown(where)
    return Issue(stage="source", where=at, code=error.code, message=error.message)
