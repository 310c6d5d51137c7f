"""How articles were changed at their addresses."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from dateline.model import Document
from dateline.model.revision import Revision
from dateline.store import Reader

_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n+")


def revisions(reader: Reader, name: str | None = None) -> tuple[Revision, ...]:
    """Return the revisions of all articles that were changed, or of one; each with what differs from the one before.

    Args:
        reader: of the store.
        name: an address, or the id of a document.
    """
    return tuple(r for series in reader.revised(name) for r in _series(reader, series))


def _series(reader: Reader, series: tuple[tuple[str, datetime.date], ...]) -> Iterator[Revision]:
    before: list[str] | None = None
    for number, (document_id, since) in enumerate(series, 1):
        document = reader.document(document_id)
        now = sentences(document)
        removed, added = differences(before if before is not None else now, now)
        yield Revision(
            url=document.url or "",
            number=number,
            document=document.id,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            since=None if since == datetime.date.min else since,
            newest=number == len(series),
            added=added,
            removed=removed,
        )
        before = now


def sentences(document: Document) -> list[str]:
    """Return headline and sentences of a document without furniture, white space made plain."""
    parts = [document.title or ""]
    for block in document.body():
        if block.kind != "title":
            parts += _END.split(block.span.of(document.text))
    return [" ".join(part.split()) for part in parts if part and part.strip()]


def differences(before: list[str], now: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that went and those that came; what only moved is neither."""
    removed: list[str] = []
    added: list[str] = []
    for what, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what != "equal":
            removed += before[i:j]
            added += now[k:m]
    moved = set(removed) & set(added)
    return tuple(s for s in removed if s not in moved), tuple(s for s in added if s not in moved)
