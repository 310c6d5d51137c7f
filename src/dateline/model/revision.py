"""Revisions: the texts that stood at one address, one after the other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateline.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One text of an article that was changed at its address.

    Attributes:
        url: the address.
        number: 1 for the oldest.
        document: id of the document.
        title: its headline.
        publisher: its outlet.
        published: what it says of its publication.
        since: the day from which it counts; None for the oldest, when it tells no date.
        newest: whether it is the one that views use.
        added: sentences that the revision before does not have, in order.
        removed: sentences of the revision before that it does not have.
    """

    url: str
    number: int
    document: str
    title: str | None = None
    publisher: str | None = None
    published: When | None = None
    since: datetime.date | None = None
    newest: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
