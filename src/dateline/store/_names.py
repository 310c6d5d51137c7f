"""Whom a name means, by the names and codes that the store holds: so that indexes serve."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from dateline.store import tables
from dateline.store.query import ActorMatch
from dateline.store.reader import Reader

LAST = "\U0010ffff"


def condition(reader: Reader, match: ActorMatch) -> sa.ColumnElement[bool]:
    """Return the condition on the table of participants, as ``ActorMatch.condition`` without looking through it."""
    who = tables.participants.c
    found: list[sa.ColumnElement[bool]] = []
    if match.ids:
        found.append(who.actor.in_(match.ids))
    if match.countries:
        found.append(who.country.in_(match.countries))
    if match.prefix:
        found.append(sa.and_(who.code >= match.prefix, who.code < match.prefix + LAST))
    if match.name:
        found.append(who.name.in_([n for n in names(reader) if match.name in n.lower()]))
    return sa.or_(sa.false(), *found)


def names(reader: Reader) -> tuple[str, ...]:
    """Return all names of participants."""
    return reader.once("names", lambda: tuple(distinct(reader, tables.participants.c.name)))


def distinct(reader: Reader, column: sa.ColumnElement[str]) -> Iterator[str]:
    """Yield the values of an indexed column, leaping from one to the next."""
    first = sa.select(sa.func.min(column).label("value")).cte("leap", recursive=True)
    following = sa.select(sa.func.min(column)).where(column > first.c.value).scalar_subquery()
    leaps = first.union_all(sa.select(following).where(first.c.value.is_not(None)))
    rows = reader.connection.execute(sa.select(leaps.c.value).where(leaps.c.value.is_not(None)))
    yield from rows.scalars()
