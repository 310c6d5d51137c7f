"""JSON and JSON-lines files: one article per object, with ``text`` or ``html`` and what is known about it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from dateline.errors import FormatError
from dateline.model import Issue, RawDocument
from dateline.sources import feeds
from dateline.sources._dates import record_day

FIELDS = ("title", "url", "publisher")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LINE_LIMIT_FACTOR = 6  # JSON writes one character in up to six bytes


def raw(record: Any, where: str) -> RawDocument:
    """Return the article that one JSON object holds.

    Args:
        record: the object: ``text`` or ``html``, and optionally ``id``, ``published``, ``title``, ``url``, ``publisher``.
        where: the place to name in messages.

    Raises:
        FormatError: it is no such object; the message says what is missing.
    """
    if not isinstance(record, dict):
        raise FormatError("not a JSON object", where=where)
    name = "text" if record.get("text") is not None else "html"
    content = record.get(name)
    if not isinstance(content, str):
        raise FormatError("needs a string in 'text' or 'html'", where=where)
    for field in FIELDS:
        if not isinstance(record.get(field), str | None):
            raise FormatError(f"{field!r} is not a string", where=where)
    source_id = record.get("id")
    return RawDocument(
        content=_whole(content).encode(),
        where=where,
        media_type="text/plain" if name == "text" else "text/html",
        encoding="utf-8",
        published=record_day(record.get("published")),
        source_id=None if source_id is None else _whole(str(source_id)),
        title=_whole(record.get("title") or "") or None,
        url=_whole(record.get("url") or "") or None,
        publisher=_whole(record.get("publisher") or "") or None,
    )


def _whole(text: str) -> str:
    """Return the text with half characters, which nothing can keep, replaced one by one."""
    return LONE_SURROGATE.sub("\ufffd", text)


def item(record: Any, where: str) -> RawDocument | Issue:
    """Return the article of one JSON object, or what is wrong with it."""
    try:
        return raw(record, where)
    except FormatError as error:
        return Issue(stage="source", where=where, code=error.code, message=error.message)


def _same(value: Any) -> Any:
    return value


def line(text: bytes | str, where: str, change: Callable[[Any], Any] = _same) -> RawDocument | Issue:
    """Return the article of one JSON line, or what is wrong with it.

    Args:
        text: the line.
        where: the place to name in messages.
        change: makes an object with our fields of what the line holds.
    """
    try:
        return item(change(json.loads(text)), where)
    except (ValueError, RecursionError) as error:
        return Issue(stage="source", where=where, code="format", message=f"not JSON: {error}")


def lines(
    stream: BinaryIO, where: str, limit: int, number: int = 0, *, change: Callable[[Any], Any] = _same
) -> Iterator[RawDocument | Issue]:
    """Yield the articles of a JSON-lines stream; empty lines are passed over, a broken one is an Issue.

    Args:
        stream: the bytes, UTF-8.
        where: name of the stream; items are ``where#LINE``.
        limit: size of the largest document, in bytes.
        number: of the line before the first.
        change: makes an object with our fields of what a line holds.
    """
    longest = limit * LINE_LIMIT_FACTOR
    while text := stream.readline(longest):
        number += 1
        here = f"{where}#{number}"
        if len(text) == longest and not text.endswith(b"\n"):
            while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                pass
            yield Issue(
                stage="source", where=here, code="too-large", message=f"line of more than {longest} bytes"
            )
        elif b"\x00" in text:  # JSON writes it otherwise: a binary file would give thousands of such lines
            yield Issue(
                stage="source", where=here, code="binary", message="is not JSON lines, nor text at all"
            )
            return
        elif text.strip():
            yield line(text.removeprefix(b"\xef\xbb\xbf"), here, change)


def whole(content: bytes, where: str) -> Iterator[RawDocument | Issue]:
    """Yield the articles of a JSON document: a JSON Feed, one object or a list of them."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        yield Issue(stage="source", where=where, code="format", message=f"not JSON: {error}")
        return
    if feeds.is_json_feed(value):
        yield from feeds.json_items(value, where)
    elif isinstance(value, list):
        for number, record in enumerate(value, 1):
            yield item(record, f"{where}#{number}")
    else:
        yield item(value, where)
