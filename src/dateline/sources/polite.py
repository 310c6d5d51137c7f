"""Fetches as a good guest: what robots.txt allows, one host at a time, slower when asked to."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from protego import Protego

from dateline.errors import SourceError
from dateline.sources import urls

ROBOTS_BYTES = 500_000  # as much as RFC 9309 asks for
ROBOTS_SECONDS = 86_400.0
LONGEST_DELAY = 60.0
LONGEST_PAUSE = 3600.0
PAUSE = 30.0  # after a host says that it is too much, unless it says how long
HOSTS = 1000


@dataclass(slots=True)
class _Host:
    """What is known of one host; times are those of the clock."""

    rules: Protego | None = None
    read_at: float = 0.0
    next_at: float = 0.0


class Polite:
    """Fetches like ``urls.get``, within what each host allows.

    Args:
        get: fetches.
        delay: seconds between two requests to one host; robots.txt may ask for more.
        clock: tells seconds.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        get: Callable[..., urls.Response] = urls.get,
        *,
        delay: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._get, self._delay, self._clock, self._sleep = get, delay, clock, sleep
        self._hosts: dict[str, _Host] = {}

    def __call__(self, url: str, limit: int, **known: Any) -> urls.Response:
        """Return what an address answers; ``known`` is passed on.

        Raises:
            SourceError: as ``urls.get``, or because robots.txt forbids it.
        """
        urls.check(url)
        try:
            return self._get(url, limit, admit=self._admit, **known)
        except SourceError as error:
            if error.retry:
                pause = PAUSE if error.after is None else min(error.after, LONGEST_PAUSE)
                self._host(url).next_at = self._clock() + pause
            raise

    def _admit(self, url: str) -> None:
        """Wait until an address may be asked, or raise when robots.txt forbids it."""
        host = self._host(url)
        if host.rules is None or self._clock() - host.read_at > ROBOTS_SECONDS:
            self._wait(host, self._delay)
            host.rules, host.read_at = self._rules(url), self._clock()
        if not host.rules.can_fetch(url, urls.AGENT):
            raise SourceError("robots.txt of the site forbids it", where=urls.shown(url))
        self._wait(host, max(self._delay, min(host.rules.crawl_delay(urls.AGENT) or 0.0, LONGEST_DELAY)))

    def _wait(self, host: _Host, delay: float) -> None:
        now = self._clock()
        if host.next_at > now:
            self._sleep(host.next_at - now)
        host.next_at = max(now, host.next_at) + delay

    def _host(self, url: str) -> _Host:
        parts = urllib.parse.urlsplit(url)
        name = f"{parts.scheme}://{parts.netloc}".lower()
        if name not in self._hosts and len(self._hosts) >= HOSTS:
            del self._hosts[next(iter(self._hosts))]
        return self._hosts.setdefault(name, _Host())

    def _rules(self, url: str) -> Protego:
        """Return the rules of a site: all is allowed without a robots.txt, nothing while it does not answer.

        Source: RFC 9309, 2.3.1.
        """
        parts = urllib.parse.urlsplit(url)
        try:
            found = self._get(f"{parts.scheme}://{parts.netloc}/robots.txt", ROBOTS_BYTES).content
        except SourceError as error:
            if error.retry:
                message = f"robots.txt of the site does not answer ({error.message})"
                raise SourceError(message, where=urls.shown(url), retry=True, after=error.after) from error
            found = b""
        return Protego.parse(found.decode("utf-8", "replace"))
