"""Polling feeds and sitemaps of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.archive import Archive
from dateline.executors.watch import Watch
from dateline.model import Article, Document
from dateline.sources import urls
from dateline.sources.polite import Polite
from dateline.sources.visits import Visits
from handmade import HandCoder
from website import Site, served


class Counting(HandCoder):
    """Counts what it codes."""

    def __init__(self) -> None:
        self.coded: list[str] = []

    def code(self, told: Document) -> Article:
        """Return the meeting."""
        self.coded.append(told.text)
        return super().code(told)


class Clock:
    """A clock that only waiting moves."""

    now = 1_000_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine."""
    with served() as found:
        yield found


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with dateline.open(str(tmp_path / "a.db")) as opened:
        yield opened


def rss(site: Site, *entries: tuple[str, str], date: str = "Fri, 27 Apr 2018 10:00:00 +0000") -> str:
    """Return a feed of entries, each with path and text."""
    items = "".join(
        f"<item><title>T</title><link>{site.address}{path}</link><pubDate>{date}</pubDate>"
        f"<description>{text}</description></item>"
        for path, text in entries
    )
    return f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'


def watching(archive: Archive, tmp_path: Path, **how: Any) -> tuple[Watch, Counting, Clock]:
    """Return a watch that begins anew from what is kept on disk."""
    clock, coder = Clock(), Counting()
    get = Polite(partial(urls.get, allow_private=True), clock=clock, sleep=clock.sleep)
    visits = Visits(tmp_path / "a.db.watch")
    watch = Watch(coder=coder, archive=archive, visits=visits, get=get, clock=clock, sleep=clock.sleep, **how)
    return watch, coder, clock


def test_a_feed_is_asked_whether_it_changed(site: Site, archive: Archive, tmp_path: Path) -> None:
    """After a restart the second visit names the known version, gets 304 and codes nothing."""
    site.put("/feed", rss(site, ("/1", "They met at Panmunjom.")), "application/rss+xml", ETag='"a"')
    for expected in (1, 0):
        watch, coder, _ = watching(archive, tmp_path)
        assert sum(o.new for o in watch.once([f"{site.address}/feed"])) == expected
        assert len(coder.coded) == expected
    assert [headers.get("If-None-Match") for path, headers in site.asked if path == "/feed"] == [None, '"a"']


def test_the_same_text_is_coded_once(site: Site, archive: Archive, tmp_path: Path) -> None:
    """A feed that tells the same entry with another day, and another feed of the site, give no second coding."""
    entry = ("/1", "They met at Panmunjom.")
    site.put("/feed", rss(site, entry))
    site.put("/other", rss(site, entry, date="Sat, 28 Apr 2018 10:00:00 +0000"))
    watch, coder, _ = watching(archive, tmp_path)
    assert [o.new for o in watch.once([f"{site.address}/feed", f"{site.address}/other"])] == [1, 0]
    assert len(coder.coded) == 1
    site.put("/feed", rss(site, ("/1", "They met at Panmunjom, and signed.")))
    assert [o.new for o in watch.once([f"{site.address}/feed"])] == [1]


def test_another_paper_with_the_same_text_is_another_report(
    site: Site, archive: Archive, tmp_path: Path
) -> None:
    """A reprint at another address is kept."""
    site.put("/feed", rss(site, ("/1", "They met at Panmunjom."), ("/2", "They met at Panmunjom.")))
    assert [o.new for o in watching(archive, tmp_path)[0].once([f"{site.address}/feed"])] == [1, 1]


def test_pages_are_fetched_once_and_failed_ones_again(site: Site, archive: Archive, tmp_path: Path) -> None:
    """A page that did not answer is asked for at the next visit, and the feed is not taken for done until then."""
    site.put("/feed", rss(site, ("/1", "Short."), ("/2", "Brief."), ("/3", "Gone.")), ETag='"a"')
    site.put("/1", "They met at Panmunjom.", "text/plain")
    site.pages["/2"] = (503, {}, b"")
    watch, coder, _ = watching(archive, tmp_path, pages=True)
    assert [(o.new, len(o.issues)) for o in watch.once([f"{site.address}/feed"])] == [(1, 0), (0, 1), (0, 1)]
    site.put("/2", "They met again.", "text/plain")
    watch, coder, _ = watching(archive, tmp_path, pages=True)
    assert [o.new for o in watch.once([f"{site.address}/feed"])] == [1]
    assert coder.coded == ["They met again."]
    assert list(watch.once([f"{site.address}/feed"])) == []
    assert [path for path in site.paths() if path != "/feed"] == ["/1", "/2", "/3", "/2"]


def test_a_sitemap_gives_its_pages_and_then_only_changed_ones(
    site: Site, archive: Archive, tmp_path: Path
) -> None:
    """An index leads to sitemaps; a page is fetched again when its day of change is another."""

    def sitemap(changed: str) -> str:
        pages = "".join(
            f"<url><loc>{site.address}/{n}</loc><lastmod>{day}</lastmod></url>"
            for n, day in ((1, "2018-04-27"), (2, changed))
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'

    index = f"<sitemapindex><sitemap><loc>{site.address}/s.xml</loc></sitemap></sitemapindex>"
    site.put("/index.xml", index, "application/xml")
    site.put("/s.xml", sitemap("2018-04-28"), "application/xml")
    site.put("/1", "They met at Panmunjom.", "text/plain")
    site.put("/2", "They met again.", "text/plain")
    assert [o.new for o in watching(archive, tmp_path)[0].once([f"{site.address}/index.xml"])] == [1, 1]
    site.put("/s.xml", sitemap("2018-04-29"), "application/xml")
    site.put("/2", "They met again, and signed.", "text/plain")
    assert [o.new for o in watching(archive, tmp_path)[0].once([f"{site.address}/index.xml"])] == [1]
    assert site.paths().count("/1") == 1


def test_a_feed_that_fails_is_asked_less_and_less_often(site: Site, archive: Archive, tmp_path: Path) -> None:
    """The time between visits doubles with each failure, and is the usual one after the first answer."""
    site.pages["/feed"] = (500, {}, b"")
    watch, _, clock = watching(archive, tmp_path, every=600.0)
    place, waits = f"{site.address}/feed", []
    for _ in range(4):
        list(watch.once([place]))
        waits.append(round(watch.visits.feed(place).next_at - clock.now))
    assert waits == [600, 1200, 2400, 4800]
    site.put("/feed", rss(site, ("/1", "They met.")))
    list(watch.once([place]))
    assert watch.visits.feed(place).failures == 0


def test_it_goes_on_forever_and_waits_between_visits(site: Site, archive: Archive, tmp_path: Path) -> None:
    """Each feed is visited when its time has come; a clock that was set back does not stop it."""
    site.put("/feed", rss(site, ("/1", "They met.")))
    watch, _, clock = watching(archive, tmp_path, every=600.0)
    begun, outcomes = clock.now, watch.forever([f"{site.address}/feed"])
    next(outcomes)
    site.put("/feed", rss(site, ("/2", "They met.")))
    assert next(outcomes).new == 1
    assert clock.now - begun >= 600.0
    clock.now -= 10_000_000.0
    site.put("/feed", rss(site, ("/3", "They met.")))
    assert next(outcomes).new == 1
