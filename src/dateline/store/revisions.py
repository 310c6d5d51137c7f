"""Revisions: documents that stood at one address, one after the other."""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from dateline.model import Document
from dateline.store import tables
from dateline.store._dialect import insert_new

ALIKE = 0.3  # share of the shorter text's words; texts with less in common are two articles of a page that changes
_WORD = re.compile(r"\w{4,}")


def note(connection: sa.Connection, document: Document, seen: datetime.date) -> None:
    """Write that a document is a revision of those that were at its address before, if there are such.

    It counts from its own date of publication; from the day on which it was seen where it tells none, or the same one as
    another revision.
    """
    earlier = _of_one_article(connection, document)
    if not earlier or connection.execute(_row_of(document.id)).first():
        return
    table, ids = tables.revisions, [row.id for row in earlier]
    held = connection.execute(sa.select(table.c.first).where(table.c.document.in_(ids))).scalars().first()
    known = connection.execute(sa.select(table).where(table.c.first == held)).all()
    told, number = {row.since for row in known}, len(known) + 1
    if not known:
        held, number = ids[0], 2
        first = earlier[0].published_start or datetime.date.min
        told.add(first)
        insert_new(connection, table, [{"document": held, "first": held, "number": 1, "since": first}])
    own = document.published.start if document.published and document.published.basis != "inferred" else None
    since = own if own is not None and own not in told else seen
    insert_new(
        connection, table, [{"document": document.id, "first": held, "number": number, "since": since}]
    )


def read(connection: sa.Connection, name: str | None = None) -> list[tuple[tuple[str, datetime.date], ...]]:
    """Return documents and days of each article that was changed; of one, given by its address or a document, if asked."""
    table, documents = tables.revisions.c, tables.documents.c
    question = sa.select(table.first, table.document, table.since)
    if name is not None:
        named = sa.select(table.first).join(tables.documents, documents.id == table.document)
        one = sa.or_(documents.url == name, documents.id.startswith(name, autoescape=True))
        question = question.where(table.first.in_(named.where(one)))
    found: dict[str, list[tuple[str, datetime.date]]] = {}
    for first, document, since in connection.execute(
        question.order_by(table.first, table.since, table.number)
    ):
        found.setdefault(first, []).append((document, since))
    return [tuple(series) for series in found.values()]


def replaced(as_of: datetime.date | None = None) -> sa.ColumnElement[bool]:
    """Return the condition on the table of documents that a newer revision (known on a day) stands at the address."""
    own, newer = tables.revisions.alias("own"), tables.revisions.alias("newer")
    later = sa.or_(
        newer.c.since > own.c.since, sa.and_(newer.c.since == own.c.since, newer.c.number > own.c.number)
    )
    found = sa.select(newer.c.document).join(own, own.c.first == newer.c.first)
    found = found.where(own.c.document == tables.documents.c.id, later)
    if as_of is not None:
        found = found.where(newer.c.since <= as_of)
    return found.correlate(tables.documents).exists()


def known(as_of: datetime.date) -> sa.ColumnElement[bool]:
    """Return the condition on the table of documents that the revision stood at its address on a day."""
    own = tables.revisions.alias("later")
    unknown = sa.select(own.c.document).where(own.c.document == tables.documents.c.id, own.c.since > as_of)
    return sa.not_(unknown.correlate(tables.documents).exists())


def _of_one_article(connection: sa.Connection, document: Document) -> list[Any]:
    """Return the other documents at the address that share enough words with this one, oldest first."""
    if not document.url or not _names_an_article(document.url):
        return []
    column = tables.documents.c
    question = sa.select(column.id, column.url, column.published_start, column.text)
    found = connection.execute(
        question.where(column.url == document.url).order_by(column.published_start.nulls_first(), column.id)
    ).all()
    words = _words(document.text)
    return [row for row in found if row.id != document.id and _share(words, _words(row.text)) >= ALIKE]


def _names_an_article(url: str) -> bool:
    """Return whether an address is more than that of a site's front page."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def _row_of(document: str) -> sa.Select[tuple[int]]:
    return sa.select(tables.revisions.c.number).where(tables.revisions.c.document == document)
