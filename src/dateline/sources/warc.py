"""WARC archives: each successful HTML or text response is an article."""

from __future__ import annotations

import email.parser
import gzip
import io
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from dateline.errors import SourceError
from dateline.model import Issue, RawDocument

READABLE = ("text/html", "application/xhtml+xml", "text/plain")


def items(stream: BinaryIO, where: str, limit: int) -> Iterator[RawDocument | Issue]:
    """Yield the pages of an archive.

    Args:
        stream: the unpacked archive.
        where: its name; records are ``where#N``.
        limit: size of the largest document, in bytes.

    Source: ISO 28500, WARC 1.0 and 1.1.
    """
    number, page = 0, None
    while version := _next_line(stream):  # which reads to the end of the packed record, and so checks its sum
        if page is not None:
            yield page
            page = None
        number += 1
        if not version.startswith(b"WARC/"):
            raise SourceError(f"record {number} is not a WARC record", where=where)
        headers = _headers(stream)
        length = int(headers.get("Content-Length") or 0)
        body = stream.read(min(length, 2 * limit))
        if len(body) < min(length, 2 * limit):
            raise SourceError(f"breaks off in record {number}; those before it were read", where=where)
        if len(body) < length:
            stream.seek(length - len(body), io.SEEK_CUR)
        if headers.get("WARC-Type") == "response":
            page = _page(body, headers, f"{where}#{number}", limit)
    if page is not None:
        yield page


def _next_line(stream: BinaryIO) -> bytes:
    """Return the next line that is not empty."""
    while (line := stream.readline(65536)) in (b"\r\n", b"\n"):
        pass
    return line


def _headers(stream: BinaryIO) -> Message:
    """Return a block of header lines."""
    lines = []
    while (line := stream.readline(65536)) not in (b"\r\n", b"\n", b""):
        lines.append(line)
    return email.parser.BytesHeaderParser().parsebytes(b"".join(lines))


def _page(response: bytes, record: Message, where: str, limit: int) -> RawDocument | Issue | None:
    """Return the page of an HTTP response, None for a redirect, an error, or another media type."""
    stream = io.BytesIO(response)
    status = stream.readline(65536).split()
    headers = _headers(stream)
    media_type = headers.get_content_type()
    if len(status) < 2 or status[1] != b"200" or media_type not in READABLE:
        return None
    try:
        content = _decoded(stream.read(), headers, limit)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        return Issue(stage="source", where=where, code="source", message=f"cannot unpack the page: {error}")
    return RawDocument(
        content=content,
        where=where,
        media_type=media_type,
        url=(record.get("WARC-Target-URI") or "").strip("<> ") or None,
        encoding=headers.get_content_charset(),
    )


def _decoded(content: bytes, headers: Message, limit: int) -> bytes:
    """Return the content without its transfer and content encodings, one byte over ``limit`` at most."""
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        content = _joined(content)
    if "gzip" in (headers.get("Content-Encoding") or "").lower() and content[:2] == b"\x1f\x8b":
        with gzip.open(io.BytesIO(content)) as unpacked:
            return unpacked.read(limit + 1)
    return content[: limit + 1]


def _joined(content: bytes) -> bytes:
    """Return the data of a chunked body; a body that was stored already joined is returned as it is."""
    stream, parts = io.BytesIO(content), []
    while line := stream.readline(1024):
        try:
            size = int(line.split(b";")[0], 16)
        except ValueError:
            return content
        if size == 0:
            break
        parts.append(stream.read(size))
        stream.readline(8)
    return b"".join(parts)
