"""Addresses: pages, feeds and sitemaps fetched over http and https."""

from __future__ import annotations

import functools
import gzip
import http.client
import io
import re
import time
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.errors import SourceError
from dateline.sources._connect import Deadline, opener, refuse_private

SCHEMES = ("http", "https")
AGENT = "dateline"
USER_AGENT = f"{AGENT} (news reader; https://pypi.org/project/dateline)"
ACCEPT = "text/html,application/xml;q=0.9,*/*;q=0.5"
SOCKET_SECONDS = 20
TOTAL_SECONDS = 60
MAX_REDIRECTS = 5
UNPACK_ERRORS = (EOFError, zlib.error, OSError)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
RETRY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
NOT_MODIFIED = 304
SECRET = re.compile(r"([?&;][^=&;]*(?:key|token|secret|passw|sig|auth)[^=&;]*=)[^&;#]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an address answered.

    Attributes:
        content: its bytes, unpacked.
        url: where they came from, after redirects.
        media_type: as it says.
        encoding: the character set, as it says.
        status: 200, or 304 when nothing changed since the last time.
        etag: name of this version.
        modified: when it was last changed, as it says.
    """

    content: bytes
    url: str
    media_type: str | None
    encoding: str | None
    status: int = 200
    etag: str | None = None
    modified: str | None = None


Opener = Callable[[str, int], Response]


def check(url: str) -> None:
    """Raise unless an address is an http or https one with a host.

    Raises:
        SourceError: it is not.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.port != 0
        secret = parts.username is not None
    except ValueError as error:
        raise SourceError(f"not an address: {error}", where=shown(url)) from error
    if not usable:
        raise SourceError("only http:// and https:// addresses with a host are read", where=shown(url))
    if secret:
        raise SourceError("addresses with a name and password are not read", where=shown(url))


def shown(url: str) -> str:
    """Return an address as it may be shown and kept: without passwords and keys.

    Example:
        >>> shown("https://ann:pw@api.example/v1?api-key=123&q=rice")
        'https://api.example/v1?api-key=…&q=rice'
    """
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return SECRET.sub(r"\1…", f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}") if mark else url


def get(
    url: str,
    limit: int,
    *,
    allow_private: bool = False,
    etag: str | None = None,
    modified: str | None = None,
    admit: Callable[[str], None] | None = None,
) -> Response:
    """Return what an address answers.

    Args:
        url: http or https.
        limit: the answer is cut one byte after it, so that a reader sees that it is too large.
        allow_private: whether it may lead to this machine or its network.
        etag: name of the version that is known; the answer may be 304 without content.
        modified: when the known version was changed, as the server said it.
        admit: asked before each address on the way; raises when it may not be fetched.

    Raises:
        SourceError: no answer, an error status, a private address, or too slow; ``retry`` says whether a later try may do.
    """
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Accept": ACCEPT}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    here = url
    with Deadline(TOTAL_SECONDS) as deadline:
        for _ in range(MAX_REDIRECTS + 1):
            check(here)
            if not allow_private:
                refuse_private(urllib.parse.urlsplit(here).hostname or "", shown(here))
            if admit is not None:
                admit(here)
            found = _ask(here, headers, limit, deadline, public=not allow_private)
            if isinstance(found, Response):
                return found
            here = found
    raise SourceError(f"more than {MAX_REDIRECTS} redirects", where=shown(url))


def _ask(
    url: str, headers: dict[str, str], limit: int, deadline: Deadline, *, public: bool
) -> Response | str:
    """Return the answer of one address, or the address to which it redirects."""
    quoted = urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]|")
    try:
        request = urllib.request.Request(quoted, headers=headers)
        with opener(deadline, public=public).open(request, timeout=SOCKET_SECONDS) as answer:
            if answer.status in REDIRECTS and answer.headers.get("Location"):
                return str(urllib.parse.urljoin(url, answer.headers["Location"].strip()))
            if answer.status == NOT_MODIFIED and (
                "If-None-Match" in headers or "If-Modified-Since" in headers
            ):
                return Response(content=b"", url=url, media_type=None, encoding=None, status=NOT_MODIFIED)
            if answer.status != http.client.OK:
                raise SourceError(
                    f"answered {answer.status} {answer.reason}"[:200],
                    where=shown(url),
                    retry=answer.status in RETRY_STATUS,
                    after=_seconds(answer.headers.get("Retry-After")),
                )
            return Response(
                content=_body(answer, limit, shown(url)),
                url=url,
                media_type=answer.headers.get_content_type() if answer.headers.get("Content-Type") else None,
                encoding=answer.headers.get_content_charset(),
                etag=answer.headers.get("ETag"),
                modified=answer.headers.get("Last-Modified"),
            )
    except (OSError, http.client.HTTPException) as error:
        if deadline.over:
            message = f"not complete after {TOTAL_SECONDS} seconds"
        else:
            message = f"no answer: {getattr(error, 'reason', None) or error}"
        raise SourceError(message[:300], where=shown(url), retry=True) from error
    except ValueError as error:
        raise SourceError(f"not an address: {error}"[:300], where=shown(url)) from error


def _seconds(value: str | None) -> float | None:
    """Return the seconds that a server asks to wait; a date is passed over."""
    return float(value) if value is not None and value.isascii() and value.isdecimal() else None


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
    if (answer.headers.get("Content-Encoding") or "").lower() not in ("gzip", "x-gzip"):
        return content[: limit + 1]
    try:
        return unpacked(content, limit)
    except UNPACK_ERRORS as error:
        raise SourceError(f"answer cannot be unpacked: {error}", where=url, retry=True) from error


def unpacked(content: bytes, limit: int) -> bytes:
    """Return the bytes of a gzip stream, at most one more than ``limit``."""
    with gzip.open(io.BytesIO(content)) as stream:
        return stream.read(limit + 1)


private = functools.partial(get, allow_private=True)
