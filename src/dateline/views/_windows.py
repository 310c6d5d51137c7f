"""The reports of a large store a few articles at a time, in the order in which they were published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.store import Query, Reader
from dateline.views._around import Reports, everything, together

ARTICLES = 150  # that are read at a time, and compared with as many before them


def windows(reader: Reader, query: Query, articles: int = ARTICLES) -> Iterator[Reports]:
    """Yield the reports that answer a query in windows that overlap by half: what is held follows their size, not the store's.

    Args:
        reader: of the store.
        query: which reports.
        articles: how many are read at a time.
    """
    names = reader.documents(until=query.as_of)
    before = None
    for start in range(0, len(names), articles):
        chosen = names[start : start + articles]
        now = everything(reader, replace(query, documents=chosen))
        yield together(before, now) if before else now
        before = now
