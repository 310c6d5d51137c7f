"""Addresses: pages and feeds fetched over http and https."""

from __future__ import annotations

import gzip
import http.client
import io
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.errors import SourceError

SCHEMES = ("http", "https")
USER_AGENT = "dateline (news reader; https://pypi.org/project/dateline)"
SOCKET_SECONDS = 20
TOTAL_SECONDS = 60
RETRY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an address answered."""

    content: bytes
    url: str
    media_type: str | None
    encoding: str | None


Opener = Callable[[str, int], Response]


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only: a page must not lead to a file."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any) -> Any:
        check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check(url: str) -> None:
    """Raise unless an address is an http or https one with a host.

    Raises:
        SourceError: it is not.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise SourceError(f"not an address: {error}", where=url) from error
    if not usable:
        raise SourceError("only http:// and https:// addresses with a host are read", where=url)


def get(url: str, limit: int) -> Response:
    """Return what an address answers.

    Args:
        url: http or https.
        limit: the answer is cut one byte after it, so that a reader sees that it is too large.

    Raises:
        SourceError: no answer, an error status, or too slow; ``retry`` says whether a later try may do.
    """
    check(url)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _OnlyWeb(),
    ):
        opener.add_handler(handler)
    quoted = urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]|")
    headers = {
        "User-Agent": USER_AGENT,
        "Accept-Encoding": "gzip",
        "Accept": "text/html,application/xml;q=0.9,*/*;q=0.5",
    }
    try:
        with opener.open(urllib.request.Request(quoted, headers=headers), timeout=SOCKET_SECONDS) as answer:
            return Response(
                content=_body(answer, limit, url),
                url=answer.geturl(),
                media_type=answer.headers.get_content_type() if answer.headers.get("Content-Type") else None,
                encoding=answer.headers.get_content_charset(),
            )
    except urllib.error.HTTPError as error:
        error.close()
        raise SourceError(
            f"answered {error.code} {error.reason}", where=url, retry=error.code in RETRY_STATUS
        ) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise SourceError(f"no answer: {reason}", where=url, retry=True) from error
    except ValueError as error:
        raise SourceError(f"not an address: {error}", where=url) from error


def _body(answer: Any, limit: int, url: str) -> bytes:
    """Return the answer's bytes, unpacked, at most one more than ``limit``."""
    until, parts, size = time.monotonic() + TOTAL_SECONDS, [], 0
    while size <= limit and (part := answer.read1(65536)):  # read would wait for all of them, however slow
        parts.append(part)
        size += len(part)
        if time.monotonic() > until:
            raise SourceError(f"not complete after {TOTAL_SECONDS} seconds", where=url, retry=True)
    if size <= limit and answer.length:
        raise SourceError(f"broke off {answer.length} bytes before the end", where=url, retry=True)
    content = b"".join(parts)
    if (answer.headers.get("Content-Encoding") or "").lower() != "gzip":
        return content[: limit + 1]
    try:
        with gzip.open(io.BytesIO(content)) as unpacked:
            return unpacked.read(limit + 1)
    except (EOFError, zlib.error) as error:
        raise SourceError(f"answer cannot be unpacked: {error}", where=url, retry=True) from error
