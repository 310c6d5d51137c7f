"""Fetching from a real server: limits, redirects, private addresses, robots.txt."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from dateline.errors import SourceError
from dateline.sources import _connect, urls
from dateline.sources.polite import Polite
from website import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine."""
    with served() as found:
        yield found


def test_this_machine_is_not_fetched_from(site: Site) -> None:
    """A loopback address is refused before anything is asked."""
    site.put("/", "secret")
    with pytest.raises(SourceError, match="private address"):
        urls.get(f"{site.address}/", 100)
    assert site.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "a.localhost", "router.local", "db.internal", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0.0.0.0",
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "[::1]", "[::]", "[fe80::1]",
        "[fc00::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[ff02::1]",
    ],
)  # fmt: skip
def test_private_hosts_are_refused_however_they_are_written(host: str) -> None:
    """Names of this machine, and private addresses in all their forms."""
    with pytest.raises(SourceError, match="private address") as caught:
        urls.get(f"http://{host}/", 100)
    assert not caught.value.retry


def test_a_public_name_that_leads_home_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is the address to which a name leads when it is connected."""
    port = int(site.address.rpartition(":")[2])
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(SourceError, match="private address"):
        urls.get(f"http://news.example:{port}/", 100)
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with two addresses is judged by the worse."""
    places = [("93.184.215.14", 80), ("10.1.1.1", 80)]
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in places]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(SourceError, match="private address"):
        _connect.connected(("news.example", 80), 1.0, public=True)


def test_public_addresses_are_public() -> None:
    """The guard does not keep the open internet out."""
    for text in ("93.184.215.14", "8.8.8.8", "2606:4700::1111"):
        assert _connect.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "goal", ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "data:text/html,x"]
)
def test_redirects_lead_to_the_web_only(site: Site, goal: str) -> None:
    """A redirect to another scheme is refused."""
    site.pages["/"] = (302, {"Location": goal}, b"")
    with pytest.raises(SourceError, match="only http"):
        urls.private(f"{site.address}/", 100)


def test_each_redirect_is_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address may be public and redirect to a private one."""
    site.pages["/"] = (302, {"Location": "http://169.254.169.254/latest"}, b"x" * 1000)
    monkeypatch.setattr(_connect, "is_public", lambda address: str(address) != "169.254.169.254")
    with pytest.raises(SourceError, match="private address"):
        urls.get(f"{site.address}/", 100)
    assert site.paths() == ["/"]


def test_redirects_have_an_end(site: Site) -> None:
    """A loop is left after a few rounds, and a short chain is followed to its last address."""
    site.pages["/loop"] = (301, {"Location": "/loop"}, b"")
    with pytest.raises(SourceError, match="more than 5 redirects"):
        urls.private(f"{site.address}/loop", 100)
    site.pages["/a"] = (308, {"Location": "b"}, b"")
    site.put("/b", "Words")
    found = urls.private(f"{site.address}/a", 100)
    assert (found.content, found.url) == (b"Words", f"{site.address}/b")


def test_an_answer_is_unpacked_within_the_limit(site: Site) -> None:
    """A hundred megabytes packed into a hundred kilobytes come out as the limit and one byte."""
    site.put("/", gzip.compress(bytes(100_000_000), 9), Content_Encoding="gzip")
    assert len(urls.private(f"{site.address}/", 1000_000).content) == 1000_001


def test_endless_headers_are_refused(site: Site) -> None:
    """A server cannot fill the memory with headers."""
    site.pages["/"] = (200, {f"X-{n}": "y" for n in range(500)}, b"Words")
    with pytest.raises(SourceError, match="no answer"):
        urls.private(f"{site.address}/", 100)


def test_a_server_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of a fetch has a deadline, whatever the server does meanwhile."""
    monkeypatch.setattr(urls, "TOTAL_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(SourceError, match="not complete after") as caught:
            urls.private(f"http://127.0.0.1:{silent.getsockname()[1]}/", 100)
        assert caught.value.retry


def test_unchanged_answers_are_told(site: Site) -> None:
    """With the name of the known version the answer is 304 and empty."""
    site.put("/", "Words", ETag='"1"')
    first = urls.private(f"{site.address}/", 100)
    assert (first.status, first.etag) == (200, '"1"')
    again = urls.private(f"{site.address}/", 100, etag=first.etag)
    assert (again.status, again.content) == (304, b"")


def test_keys_in_addresses_are_not_shown(site: Site) -> None:
    """Messages do not repeat what a user must keep secret."""
    with pytest.raises(SourceError) as caught:
        urls.private(f"{site.address}/v1?q=rice&api-key=hush", 100)
    assert "hush" not in str(caught.value)
    assert "q=rice" in str(caught.value)


class Clock:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now, self.waited = 1000.0, [0.0]

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.waited.append(seconds)
        self.now += seconds


def guest(**how: Any) -> tuple[Polite, Clock]:
    """Return a polite fetcher and its clock."""
    clock = Clock()
    return Polite(urls.private, clock=clock, sleep=clock.sleep, **how), clock


def test_robots_are_obeyed(site: Site) -> None:
    """What robots.txt forbids is not asked for, by wildcards too; the rest is; robots.txt is asked once."""
    site.put(
        "/robots.txt", "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\nCrawl-delay: 7", "text/plain"
    )
    site.put("/open", "Words")
    get, clock = guest()
    for path in ("/private/a", "/x.pdf"):
        with pytest.raises(SourceError, match=r"robots\.txt"):
            get(f"{site.address}{path}", 100)
    assert get(f"{site.address}/open", 100).content == b"Words"
    assert get(f"{site.address}/open", 100).content == b"Words"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open", "/open"]
    assert max(clock.waited) == 7.0


def test_redirects_are_asked_of_robots_too(site: Site) -> None:
    """A page that is allowed does not lead to one that is not."""
    site.put("/robots.txt", "User-agent: dateline\nDisallow: /b", "text/plain")
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    with pytest.raises(SourceError, match=r"robots\.txt"):
        guest(delay=0)[0](f"{site.address}/a", 100)
    assert site.paths() == ["/a"]


def test_while_robots_do_not_answer_nothing_is_fetched(site: Site) -> None:
    """A broken robots.txt forbids all for now, a missing one nothing."""
    site.pages["/robots.txt"] = (503, {}, b"")
    site.put("/a", "Words")
    with pytest.raises(SourceError, match="does not answer") as caught:
        guest()[0](f"{site.address}/a", 100)
    assert caught.value.retry
    assert site.paths() == []


def test_a_host_that_asks_to_wait_is_left_alone(site: Site) -> None:
    """After 429 the next request waits as long as the server says."""
    site.pages["/busy"] = (429, {"Retry-After": "120"}, b"")
    site.put("/a", "Words")
    get, clock = guest()
    with pytest.raises(SourceError, match="429"):
        get(f"{site.address}/busy", 100)
    get(f"{site.address}/a", 100)
    assert max(clock.waited) == 120.0
