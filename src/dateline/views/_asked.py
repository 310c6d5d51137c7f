"""The store's query for what people write."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from dateline.errors import ConfigError
from dateline.store import Query
from dateline.views._actors import match

Day = str | datetime.date


def query(
    *,
    actor: str | None = None,
    with_: str | None = None,
    type: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    as_of: Day | None = None,
    status: str | Iterable[str] | None = None,
    certainty: str | Iterable[str] | None = None,
    min_score: float | None = None,
    place: str | None = None,
    source: str | None = None,
) -> Query:
    """Return the store's query for what people write."""
    return Query(
        actors=tuple(match(words) for words in (actor, with_) if words),
        type=type,
        since=day(since),
        until=day(until),
        as_of=day(as_of),
        statuses=_several(status),
        certainties=_several(certainty),
        min_score=min_score,
        place=place or None,
        source=source or None,
    )


def _several(words: str | Iterable[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def day(written: Day | None) -> datetime.date | None:
    """Return the day that people write.

    Raises:
        ConfigError: it is none.
    """
    if written is None or isinstance(written, datetime.date):
        return written
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise ConfigError(f"not a day: {written!r}; write it as 2018-06-12") from error
