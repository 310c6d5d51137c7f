"""Answers over the web, by a connection made by hand."""

from __future__ import annotations

import http.client
import io
from collections.abc import Iterator

import pytest

from dateline.errors import SourceError
from dateline.sources import urls
from dateline.sources.urls import _body


class Wire:
    """A socket that has already received all bytes."""

    def __init__(self, received: bytes) -> None:
        self._received = received

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Give what was received."""
        return io.BufferedReader(io.BytesIO(self._received))  # type: ignore[arg-type]


def answer(head: bytes, body: bytes) -> http.client.HTTPResponse:
    """Return the answer that these bytes are."""
    response = http.client.HTTPResponse(Wire(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body))  # type: ignore[arg-type]
    response.begin()
    return response


def test_a_whole_answer_is_returned() -> None:
    """With a length, without one, and in chunks."""
    assert _body(answer(b"Content-Length: 5", b"Words"), 100, "u") == b"Words"
    assert _body(answer(b"Connection: close", b"Words"), 100, "u") == b"Words"
    chunks = b"3\r\nWor\r\n2\r\nds\r\n0\r\n\r\n"
    assert _body(answer(b"Transfer-Encoding: chunked", chunks), 100, "u") == b"Words"


def test_an_answer_that_breaks_off_is_no_article() -> None:
    """Half a page must not be kept as if it were the whole; a later try may do."""
    with pytest.raises(SourceError, match="broke off 95 bytes before the end") as caught:
        _body(answer(b"Content-Length: 100", b"Words"), 1000, "u")
    assert caught.value.retry


def test_an_answer_over_the_limit_is_cut_after_it() -> None:
    """One byte more than allowed tells the reader that it is too large."""
    assert len(_body(answer(b"Content-Length: 500", b"x" * 500), 100, "u")) == 101


def test_a_slow_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is looked at after each piece that came, however small."""
    clock: Iterator[float] = iter(range(0, 1000, 50))
    monkeypatch.setattr(urls.time, "monotonic", lambda: next(clock))

    class Drip:
        """A server that sends byte after byte."""

        def read1(self, _size: int) -> bytes:
            """One byte at a time."""
            return b"x"

    with pytest.raises(SourceError, match="not complete after 60 seconds"):
        _body(Drip(), 1000, "u")
