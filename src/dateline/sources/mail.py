"""Mailboxes and single messages: newsletters and alerts, one article each."""

from __future__ import annotations

import datetime
import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO

from dateline.errors import FormatError
from dateline.model import Issue, RawDocument
from dateline.sources._dates import day

POLICY = email.policy.default.clone(raise_on_defect=False)
FAILURES = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)


def message(stream: BinaryIO, where: str, limit: int) -> Iterator[RawDocument | Issue]:
    """Yield a message (``.eml``) as one article."""
    yield _item(stream.read(limit + 1), where, limit)


def box(stream: BinaryIO, where: str, limit: int) -> Iterator[RawDocument | Issue]:
    """Yield the messages of a mailbox, one article each.

    Args:
        stream: the mailbox in the format mbox.
        where: its name; messages are ``where#N``.
        limit: size of the largest message, in bytes.

    Source: RFC 4155.
    """
    for number, content in enumerate(_messages(stream, limit), 1):
        yield _item(content, f"{where}#{number}", limit)


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the messages, each cut one byte after the limit at the earliest."""
    parts: list[bytes] = []
    size, empty, begun = 0, True, False
    while line := stream.readline(65536):
        if empty and line.startswith(b"From "):
            if begun:
                yield b"".join(parts)
            parts, size, begun = [], 0, True
        elif size <= limit:
            parts.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        empty = not line.strip()
    if parts:
        yield b"".join(parts)


def _item(content: bytes, where: str, limit: int) -> RawDocument | Issue:
    """Return a message as a document: its page if it has one, else its text."""
    if len(content) > limit:
        problem = f"message of more than {limit} bytes"
        return Issue(stage="source", where=where, code="too-large", message=problem)
    try:
        told = email.message_from_bytes(content, policy=POLICY)
        body = told.get_body(("html", "plain"))
        if body is None:
            return Issue(stage="source", where=where, code="empty", message="message without a text")
        text = body.get_payload(decode=True)
        return RawDocument(
            content=text if isinstance(text, bytes) else b"",
            where=where,
            media_type=body.get_content_type(),
            encoding=body.get_content_charset(),
            published=_day(told),
            published_basis="metadata",
            publisher=_sender(told),
            title=_line(told, "Subject"),
            source_id=_line(told, "Message-ID"),
        )
    except FAILURES as error:
        problem = f"not a sound message: {type(error).__name__}"
        return Issue(stage="source", where=where, code="format", message=problem)


def _line(told: EmailMessage, name: str) -> str | None:
    return " ".join(str(told.get(name) or "").split()).encode("utf-8", "replace").decode() or None


def _sender(told: EmailMessage) -> str | None:
    """Return the name that a sender gives, else the site of its address."""
    found = getattr(told.get("From"), "addresses", ())
    return (found[0].display_name or found[0].domain or None) if found else None


def _day(told: EmailMessage) -> datetime.date | None:
    try:
        return day(str(told.get("Date") or ""))
    except FormatError:
        return None
